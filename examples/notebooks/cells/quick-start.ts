// %% [markdown]
// # Quick start: score a shop's customers
//
// CDNOW sold music on the web. Its published log holds every order of the 23,570 people who bought there first in the
// first quarter of 1997, up to the end of June 1998 (Fader and Hardie, 2001). Run the cells from top to bottom: each
// result shows itself, tables as tables and charts as charts.

// %%
import { csvTransactionsSync, purchaseHistory } from "clientele";

const log = csvTransactionsSync(Deno.readTextFileSync("../quickstart/data/cdnow-master-elog.csv"));
const history = purchaseHistory(log, { asOf: "1998-06-30" });
history.slice(0, 5);

// %% [markdown]
// A line per customer. Numbers that cannot be known are empty: who bought once has no gap between orders.
//
// ## Who is who
//
// RFM scores each customer by recency, frequency and money, and a map gives each pair of scores a name.

// %%
import { rfmTreemapChart, scoreRfm, summarizeRfm } from "clientele";
import { en } from "clientele/labels/en";

const scores = scoreRfm(history);
const segments = summarizeRfm(scores);
segments;

// %%
rfmTreemapChart(segments, { labels: en });

// %%
import { rfmHeatmapChart } from "clientele";

rfmHeatmapChart(scores, { labels: en });

// %% [markdown]
// Half of them bought once and never again: that is why a row of the picture is empty. The scores say so themselves:

// %%
import { sentenceOf } from "clientele";

console.log(scores.warnings.map((warning) => sentenceOf(warning, en)).join("\n"));

// %% [markdown]
// ## Everything at once
//
// `scoreCustomers` joins segment, value tier, lifecycle stage, lifetime value and what to do next.

// %%
import { scoreCustomers } from "clientele";

const scorecard = scoreCustomers({ transactions: log }, { asOf: "1998-06-30" });
const { customers, revenue, clv } = scorecard.portfolio;
const whole = (amount = 0): string => amount.toFixed(0);
console.log(`${customers} customers, revenue ${whole(revenue)}
expected in 12 months: ${whole(clv?.value)} (${whole(clv?.low)} to ${whole(clv?.high)})`);

// %%
import { lorenzCurve, lorenzCurveChart } from "clientele";

lorenzCurveChart(lorenzCurve(scorecard.columns.revenue), { labels: en });

// %% [markdown]
// Why does customer 00499 stand where they stand?

// %%
import { explainCustomer } from "clientele";

console.log(explainCustomer(scorecard, "00499", en).sentences.join("\n"));
