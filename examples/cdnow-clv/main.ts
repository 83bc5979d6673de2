/**
 * Lifetime value of the 23,570 customers of CDNOW: fits the models to the first 39 weeks, holds their forecasts
 * against the next 39, tracks purchases week by week, and ranks the customers.
 *
 *     npx tsx examples/cdnow-clv/main.ts
 */
import { readFileSync } from "node:fs";
import {
  bgNbd,
  calibrationHoldout,
  chooseModel,
  compareModels,
  evaluateModel,
  expectedTransactions,
  gammaGamma,
  incrementalTransactions,
  lifetimeValue,
  mbgNbd,
  parameterIntervals,
  paretoNbd,
} from "../../src/index.ts";

const CALIBRATION_END = "1997-09-30";
const END = "1998-06-30";

/** The log of Fader and Hardie: customer, date as YYYYMMDD, units, dollars. */
function readOrders(path: URL) {
  const lines = readFileSync(path, "utf8").trim().split(/\r?\n/).slice(1);
  return lines.map((line) => {
    const [customerId = "", date = "", , sales] = line.split(",");
    const at = `${date.slice(0, 4)}-${date.slice(4, 6)}-${date.slice(6, 8)}`;
    return { customerId, at, amount: Number(sales) };
  });
}

const orders = readOrders(new URL("../quickstart/data/cdnow-master-elog.csv", import.meta.url));
const split = calibrationHoldout(orders, { calibrationEnd: CALIBRATION_END, holdoutEnd: END });
console.log(
  `${split.length} customers, calibration to ${split.calibrationEnd}, holdout to ${split.holdoutEnd}\n`,
);

const { model, ranking, explanation } = chooseModel(split, { candidates: [mbgNbd, paretoNbd, bgNbd] });
console.log(explanation);
console.table(
  ranking.map(({ kind, logLikelihood, aicDifference }) => ({
    kind,
    logLikelihood: logLikelihood.toFixed(2),
    aicDifference: aicDifference.toFixed(1),
  })),
);
console.log("Parameters, with 95 % intervals");
for (const [name, { estimate, low, high }] of Object.entries(parameterIntervals(model) ?? {})) {
  console.log(`  ${name.padEnd(6)} ${estimate.toFixed(3)}  (${low.toFixed(3)} to ${high.toFixed(3)})`);
}

console.log("\nHoldout, all models beside simpler forecasts");
const models = [mbgNbd.fit(split), paretoNbd.fit(split), bgNbd.fit(split)];
console.table(
  compareModels(models, split)
    .toRows()
    .map(({ model: name, expected, actual, mae, rmse, gini }) => ({
      model: name,
      expected: Math.round(expected),
      actual,
      mae: mae.toFixed(3),
      rmse: rmse.toFixed(3),
      gini: gini?.toFixed(3),
    })),
);
const { byFrequency } = evaluateModel(model, split);
console.log("Purchases in the holdout by frequency in the calibration");
console.table(
  byFrequency.map(({ from, to, customers, expected, actual }) => ({
    frequency: from === to ? `${from}` : `${from} to ${to}`,
    customers,
    expected: expected.toFixed(2),
    actual: actual.toFixed(2),
  })),
);

console.log("Repeat purchases week by week: cumulative, expected and actual");
const actual = incrementalTransactions(orders, { asOf: END });
const expected = expectedTransactions(model, split, { periods: actual.length });
for (const week of [13, 26, 39, 52, 65, 78].filter((w) => w <= actual.length)) {
  const e = expected.row(week - 1).cumulativeExpected;
  const a = actual.row(week - 1).cumulativeRepeat;
  console.log(`  week ${week}: ${e.toFixed(0).padStart(6)} expected, ${String(a).padStart(6)} actual`);
}

const spend = gammaGamma.fit(split);
const values = lifetimeValue({ purchases: model, spend, margin: 0.3 }, split, {
  horizon: { months: 12 },
  discountRate: 0.1,
});
const { value, low, high } = values.total;
const dollars = (amount: number | null): string => (amount === null ? "-" : amount.toFixed(2));
console.log(
  `\nThe next 12 months are worth ${dollars(value)} dollars of margin (${dollars(low)} to ${dollars(high)})`,
);
console.log(`${values.notPositiveSpend} customer set aside: repeat purchases of no value`);
console.log("The ten most valuable customers");
const best = values
  .toRows()
  .sort((a, b) => (b.clv ?? 0) - (a.clv ?? 0))
  .slice(0, 10);
console.table(
  best.map((row) => ({
    customer: row.customerId,
    clv: dollars(row.clv),
    interval: `${dollars(row.clvLow)} to ${dollars(row.clvHigh)}`,
    alive: row.probabilityAlive?.toFixed(3),
    purchases: row.expectedPurchases?.toFixed(1),
    spend: dollars(row.expectedSpend),
    next: row.nextPurchaseDate,
  })),
);
