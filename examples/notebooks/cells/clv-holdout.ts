// %% [markdown]
// # Lifetime value, and whether to believe it
//
// A model of who is still there and how often they buy is fitted to the first 39 weeks of CDNOW, and then has to foretell
// the next 39. The columns come from DuckDB; a Polars frame would do as well.

// %%
import { DuckDBInstance } from "@duckdb/node-api";

const database = await (await DuckDBInstance.create()).connect();
const reader = await database.runAndReadAll(`
  SELECT customer_id AS "customerId", strftime(strptime(date, '%Y%m%d'), '%Y-%m-%d') AS at, sales::DOUBLE AS amount
  FROM read_csv('../quickstart/data/cdnow-master-elog.csv', all_varchar = true)
`);
const orders = {
  columns: reader.getColumnsObject() as { customerId: string[]; at: string[]; amount: number[] },
};
console.log(`${orders.columns.amount.length} orders`);

// %%
import pl from "nodejs-polars";

const frame = pl.DataFrame(orders.columns);
frame.head(3);

// %% [markdown]
// Both are columns to the library:

// %%
import { calibrationHoldout } from "clientele";

const dates = { calibrationEnd: "1997-09-30", holdoutEnd: "1998-06-30" };
const split = calibrationHoldout(orders, dates);
const ofFrame = calibrationHoldout({ columns: frame.toObject() as typeof orders.columns }, dates);
if (JSON.stringify(split.toRows()) !== JSON.stringify(ofFrame.toRows()))
  throw new Error("DuckDB and Polars differ");
split.slice(0, 5);

// %% [markdown]
// ## A model
//
// A model shows its parameters with their intervals, and whether the fit is to be trusted.

// %%
import { mbgNbd } from "clientele";

const model = mbgNbd.fit(split);
model;

// %% [markdown]
// ## Does it hold?
//
// The customers by how often they had bought again, and how often they bought in the 39 weeks that the model has not seen.

// %%
import { calibrationChart, evaluateModel } from "clientele";
import { en } from "clientele/labels/en";

const evaluation = evaluateModel(model, split);
calibrationChart(evaluation, { labels: en });

// %%
const { errors, baselines } = evaluation;
console.log(`Root mean square error in purchases:
this model          ${errors.rmse.toFixed(3)}
without leaving     ${baselines.nbd.rmse.toFixed(3)}
as often as before  ${baselines.asBefore.rmse.toFixed(3)}`);

// %% [markdown]
// And the whole base, week by week. The line marks where the model stopped looking.

// %%
import { expectedTransactions, incrementalTransactions, trackingChart } from "clientele";

const counted = incrementalTransactions(orders, { asOf: "1998-06-30" });
trackingChart(counted, expectedTransactions(model, split, { periods: 78 }), {
  labels: en,
  calibrationEnd: 39,
});

// %% [markdown]
// ## What each customer is worth
//
// The model is fitted once more to all that is known today, and a second one to what customers spend.

// %%
import { gammaGamma, lifetimeValue, purchaseHistory } from "clientele";

const history = purchaseHistory(orders, { asOf: "1998-06-30" });
const purchases = mbgNbd.fit(history);
const spend = gammaGamma.fit(history);
const values = lifetimeValue({ purchases, spend, margin: 0.3 }, history, {
  horizon: { months: 12 },
  discountRate: 0.1,
});
values.slice(0, 10);

// %%
import { clvDistributionChart } from "clientele";

clvDistributionChart(values, { labels: en, currency: "USD" });

// %% [markdown]
// How likely is a customer still there? It takes both how often they bought and how long ago.

// %%
import { frequencyRecencyChart } from "clientele";

frequencyRecencyChart(purchases, { labels: en, age: 78 });
