// %% [markdown]
// # Lifecycle and growth
//
// Where customers are on their way, where they go next, and where a shop's growth comes from. A lifecycle is plain data: its
// stages, and what moves a customer from one to another.

// %%
import { lifecycleChart, lifecycles } from "clientele";
import { en } from "clientele/labels/en";

lifecycleChart(lifecycles.classic, { labels: en });

// %%
import { classifyCustomers, csvTransactionsSync, purchaseHistory } from "clientele";

const asOf = "1998-06-30";
const orders = csvTransactionsSync(Deno.readTextFileSync("../quickstart/data/cdnow-master-elog.csv"));
const stages = classifyCustomers(lifecycles.classic, purchaseHistory(orders, { asOf }), { asOf });
stages.slice(0, 5);

// %%
const countOf = ({ stage, customers }: (typeof stages.counts)[number]) =>
  `${en.names[`stage.${stage}`]}: ${customers}`;
console.log(stages.counts.map(countOf).join("\n"));

// %% [markdown]
// ## Who went where
//
// `replay` tells the whole story of each customer; `stageTransitions` counts who went from where to where, month by month.

// %%
import { lifecycleFlowChart, replay, stageTransitions } from "clientele";

// Every event is a purchase: a dictionary column of one value.
const type = { codes: new Int32Array(orders.length), values: ["purchase" as const] };
const events = { columns: { ...orders.columns, type } };
const timeline = replay(lifecycles.classic, events, { asOf });
timeline.slice(0, 6);

// %%
const moves = stageTransitions(timeline);
lifecycleFlowChart(moves, { labels: en });

// %%
import { stageMatrixChart } from "clientele";

stageMatrixChart(moves, { labels: en });

// %% [markdown]
// ## Where that leads
//
// If months go on as they did, and nobody new came:

// %%
import { forecastStageMix, stageMixChart } from "clientele";

const today = moves.stages.map(
  (stage) => stages.counts.find((count) => count.stage === stage)?.customers ?? 0,
);
stageMixChart(forecastStageMix(moves, today, { periods: 12 }), { labels: en });

// %% [markdown]
// ## Growth
//
// CDNOW won all its customers in three months; since then those who come back must make up for those who leave.

// %%
import { growthAccounting, growthChart } from "clientele";

const growth = growthAccounting(orders, { asOf });
growthChart(growth, { labels: en });

// %%
growth.slice(0, 6);

// %%
import { cohortTriangleChart, retentionCohorts } from "clientele";

cohortTriangleChart(retentionCohorts(orders, { asOf }), { labels: en });
