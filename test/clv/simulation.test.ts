import { describe, expect, test } from "vitest";
import { bgNbd, mbgNbd, nbd, paretoNbd } from "../../src/clv/index.ts";

/** The functions of a repeat model, whichever it is. */
type AnyModel = typeof bgNbd;

const CUSTOMERS = 400_000;
const AGE = 39;
const HORIZON = 26;

/** Standard errors that a mean may be off by chance: one in 16,000. */
const CHANCE = 4;

const models = [
  ["bgNbd", bgNbd, { r: 0.24, alpha: 4.4, a: 0.8, b: 2.4 }],
  ["mbgNbd", mbgNbd, { r: 0.52, alpha: 6.2, a: 0.9, b: 1.6 }],
  ["paretoNbd", paretoNbd, { r: 0.55, alpha: 10.6, s: 0.6, beta: 11.7 }],
  ["nbd", nbd, { r: 0.38, alpha: 12 }],
] as unknown as [string, AnyModel, never][];

/** The mean of `values` is `wanted`, but for chance. */
function meansAgree(values: Float64Array, wanted: number): void {
  const mean = values.reduce((s, v) => s + v, 0) / values.length;
  const variance = values.reduce((s, v) => s + (v - mean) ** 2, 0) / values.length;
  expect(Math.abs(mean - wanted)).toBeLessThanOrEqual(CHANCE * Math.sqrt(variance / values.length));
}

describe.each(models)("%s agrees with 400,000 simulated customers", (_kind, model, parameters) => {
  const customers = model.simulate(
    { parameters },
    { customers: CUSTOMERS, age: AGE, seed: 20260101, horizon: HORIZON },
  );
  const { frequency, recency, age, alive, futurePurchases } = customers.columns;
  const m = { parameters };
  const gaps = (forecast: Float64Array, actual: (i: number) => number): Float64Array =>
    forecast.map((f, i) => f - actual(i));

  test("purchases of new customers, their mean and their counts", () => {
    meansAgree(frequency, model.expectedPurchasesNewCustomer(m, { horizon: AGE }));
    for (const n of [0, 1, 2, 5]) {
      const hit = frequency.map((x) => Number(x === n));
      meansAgree(hit, model.purchaseCountProbability(m, n, { horizon: AGE }));
    }
  });

  test("who is alive, among all and among each kind of customer", () => {
    const chance = model.probabilityAlive(m, { columns: { frequency, recency, age } });
    const gap = gaps(chance, (i) => Number(alive[i]));
    meansAgree(gap, 0);
    for (const x of [0, 1, 3])
      meansAgree(
        gap.filter((_, i) => frequency[i] === x),
        0,
      );
    meansAgree(
      gap.filter((_, i) => (recency[i] as number) > 30),
      0,
    );
  });

  test("purchases ahead, their mean and their counts, given the history", () => {
    const rows = { columns: { frequency, recency, age } };
    const gap = gaps(
      model.expectedPurchases(m, rows, { horizon: HORIZON }),
      (i) => futurePurchases[i] as number,
    );
    meansAgree(gap, 0);
    for (const x of [0, 1, 3])
      meansAgree(
        gap.filter((_, i) => frequency[i] === x),
        0,
      );
    const some = {
      columns: {
        frequency: frequency.slice(0, 30_000),
        recency: recency.slice(0, 30_000),
        age: age.slice(0, 30_000),
      },
    };
    const none = model.noPurchaseProbability(m, some, { horizon: HORIZON });
    meansAgree(
      gaps(none, (i) => Number(futurePurchases[i] === 0)),
      0,
    );
    const two = model.conditionalPurchaseCountProbability(m, some, 2, { horizon: HORIZON });
    meansAgree(
      gaps(two, (i) => Number(futurePurchases[i] === 2)),
      0,
    );
  });

  test("a fit of a quarter of them finds the parameters again", () => {
    const quarter = (column: Float64Array): Float64Array => column.subarray(0, CUSTOMERS / 4);
    const fitted = model.fit({
      columns: { frequency: quarter(frequency), recency: quarter(recency), age: quarter(age) },
    });
    for (const name of Object.keys(parameters)) {
      const error = (fitted.fit.standardErrors as unknown as { [name: string]: number })[name] as number;
      const gap = (fitted.parameters as unknown as { [name: string]: number })[name] as number;
      expect(Math.abs(gap - ((parameters as { [name: string]: number })[name] as number))).toBeLessThan(
        CHANCE * error,
      );
    }
  });

  test("the same seed gives the same customers, another seed others", () => {
    const few = (seed: number) => model.simulate(m, { customers: 50, age: AGE, seed }).columns.recency;
    expect(few(1)).toEqual(few(1));
    expect(few(1)).not.toEqual(few(2));
  });
});
