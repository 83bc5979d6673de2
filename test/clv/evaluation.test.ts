import { describe, expect, test } from "vitest";
import { forecastErrors } from "../../src/clv/evaluation/metrics.ts";
import {
  bgNbd,
  chooseContractModel,
  chooseModel,
  chooseOnHoldout,
  compareModels,
  evaluateModel,
  expectedTransactions,
  mbgNbd,
  nbd,
  shiftedBetaGeometric,
} from "../../src/clv/index.ts";

const model = { kind: "nbd", parameters: { r: 1, alpha: 9 } } as const;
// NBD expects (1 + x) / (9 + T) purchases in a unit of time
const rows = [
  { frequency: 1, recency: 0.5, age: 1, holdoutFrequency: 2 },
  { frequency: 0, recency: 0, age: 1, holdoutFrequency: 0 },
  { frequency: 9, recency: 10, age: 11, holdoutFrequency: 4 },
  { frequency: 0, recency: 0, age: 0, holdoutFrequency: 1 },
  { frequency: 3, recency: null, age: null, holdoutFrequency: 5 },
  { frequency: 3, recency: 1, age: 11, holdoutFrequency: null },
];

describe("errors of a forecast", () => {
  test("leave out whom either does not know", () => {
    const errors = forecastErrors(Float64Array.of(1, 3, Number.NaN, 4), Float64Array.of(2, 1, 9, Number.NaN));
    expect({ ...errors, gini: Number(errors.gini?.toFixed(12)) }).toEqual({
      expected: 4,
      actual: 3,
      bias: 0.5,
      mae: 1.5,
      rmse: Math.sqrt(2.5),
      gini: -1,
      topDecileLift: 1 / 1.5,
    });
  });

  test("of nobody who bought have no ranking, nor where all bought alike", () => {
    expect(forecastErrors(Float64Array.of(1, 2), Float64Array.of(0, 0))).toMatchObject({
      gini: null,
      topDecileLift: null,
    });
    expect(forecastErrors(Float64Array.of(1, 2), Float64Array.of(1, 1))).toMatchObject({
      gini: null,
      topDecileLift: 1,
    });
  });

  test("of a perfect order are 1, of ties what chance gives, and the edge of the top tenth is shared", () => {
    const actual = Float64Array.from({ length: 20 }, (_, i) => i);
    expect(forecastErrors(actual, actual)).toMatchObject({ gini: 1, topDecileLift: 18.5 / 9.5 });
    const tied = actual.map((a) => (a === 19 ? 2 : 1));
    const { gini, topDecileLift } = forecastErrors(tied, actual);
    expect(topDecileLift).toBeCloseTo((19 + 9) / 2 / 9.5, 12); // one at the top, one of nineteen whose mean is 9
    // (171 x 10 + 19 x 20) / 190 places against the (1 x 2 + ... + 19 x 20) / 190 of the perfect order
    expect(gini).toBeCloseTo(1 / 7, 12);
  });
});

describe("an evaluation", () => {
  test("is of the customers known before and after, by frequency, recency and chance", () => {
    const { customers, errors, baselines, byFrequency, byRecency, calibration, alive, horizon, kind } =
      evaluateModel(model, rows, rows, { horizon: 2 });
    expect([kind, horizon, customers]).toEqual(["nbd", 2, 4]);
    expect(errors.expected).toBeCloseTo(0.4 + 0.2 + 1 + 2 / 9, 12);
    expect(errors.actual).toBe(7);
    // as before: x / T a unit of time, nothing of who has just come
    expect(baselines.asBefore.expected).toBeCloseTo(2 * (1 / 1 + 0 + 9 / 11 + 0), 12);
    expect(
      byFrequency.map(({ from, to, customers, expected, actual }) => [
        from,
        to,
        customers,
        +expected.toFixed(12),
        actual,
      ]),
    ).toEqual([
      [0, 0, 2, +((0.2 + 2 / 9) / 2).toFixed(12), 0.5],
      [1, 1, 1, 0.4, 2],
      [9, 9, 1, 1, 4],
    ]);
    expect(byRecency.map(({ from, to, customers, actual }) => [from, to, customers, actual])).toEqual([
      [0, 0, 2, 0.5],
      [0.5, 0.5, 1, 2],
      [10, 10, 1, 4],
    ]);
    const buys = [1 - (9 / 11) ** 1, 1 - (10 / 12) ** 1, 1 - (10 / 12) ** 2, 1 - (20 / 22) ** 10];
    expect(
      calibration.map(({ customers, expected, actual }) => [customers, expected.toFixed(9), actual]),
    ).toEqual([
      [2, (((buys[0] as number) + (buys[1] as number)) / 2).toFixed(9), 0.5],
      [1, (buys[2] as number).toFixed(9), 1],
      [1, (buys[3] as number).toFixed(9), 1],
    ]);
    expect(alive).toEqual({ expected: 5, seen: 3 + 1 });
  });

  test("takes rows in the model's unit, and the table is its evaluations, best first", () => {
    const weekly = { ...model, timeUnit: "week" } as const;
    const evaluation = evaluateModel(weekly, rows, rows, { horizon: { weeks: 2 } });
    expect(evaluation).toEqual(evaluateModel(model, rows, rows, { horizon: 2 }));
    const table = compareModels([weekly, nbd.fit(rows)], rows, rows, { horizon: 2 });
    const byModel = table.toRows();
    expect(byModel.map(({ rmse }) => rmse)).toEqual(byModel.map(({ rmse }) => rmse).sort((a, b) => a - b));
    const own = byModel.find(({ model: of, aic }) => of === "nbd" && aic === null);
    expect(own).toEqual({ model: "nbd", logLikelihood: null, aic: null, ...evaluation.errors });
    const { nbd: base, asBefore } = evaluation.baselines;
    const found = (name: string) => byModel.find(({ model: of }) => of === name);
    expect(found("baseline:nbd")).toEqual({ model: "baseline:nbd", logLikelihood: null, aic: null, ...base });
    expect(found("baseline:asBefore")).toEqual({
      model: "baseline:asBefore",
      logLikelihood: null,
      aic: null,
      ...asBefore,
    });
  });
});

describe("tracking", () => {
  test("counts weights as that many customers, and nobody without an age", () => {
    const history = [
      { frequency: 0, recency: 0, age: 3, weight: 2 },
      { frequency: 0, recency: 0, age: 2, weight: 1 },
      { frequency: 0, recency: 0, age: 2, weight: 3 },
      { frequency: 0, recency: null, age: null, weight: 5 },
    ];
    // a new customer makes r / alpha purchases a unit of time
    const rate = 1 / 9;
    const { length, columns } = expectedTransactions(model, history);
    expect(length).toBe(3);
    expect(Array.from(columns.period)).toEqual([1, 2, 3]);
    const cumulative = [2, 2 * 2 + 4, 2 * 3 + 4 * 2];
    columns.cumulativeExpected.forEach((value, k) => {
      expect(value).toBeCloseTo(rate * (cumulative[k] as number), 12);
    });
    expect(columns.expected[2]).toBeCloseTo(rate * 6, 12);
    expect(expectedTransactions(model, history, { periods: 3 }).toRows()).toEqual(
      expectedTransactions(model, history).toRows(),
    );
    expect(expectedTransactions(model, history, { periods: 0 }).length).toBe(0);
  });
});

describe("choices", () => {
  const nobody = Array.from({ length: 60 }, (_, i) => ({
    frequency: 0,
    recency: 0,
    age: 20 + (i % 9),
    holdoutFrequency: 0,
  }));
  const some = nbd.simulate(
    { parameters: { r: 1, alpha: 9 } },
    { customers: 400, age: 40, horizon: 20, seed: 2 },
  );
  const { frequency, recency, age, futurePurchases } = some.columns;
  const held = { columns: { frequency, recency, age, holdoutFrequency: futurePurchases } };

  test("say why in words, whichever of the reasons it is", () => {
    expect(chooseModel(some, { candidates: [nbd] })).toMatchObject({
      reason: "only_candidate",
      explanation: "nbd was the only candidate.",
    });
    expect(chooseModel(nobody, { candidates: [nbd] }).explanation).toBe(
      "No candidate is identified by these data; nbd fits best, but do not trust its parameters.",
    );
    const fails = { kind: "bgNbd", fit: () => bgNbd.fit(nobody) } as const;
    const { explanation, ranking } = chooseModel(some, { candidates: [fails, nbd] });
    expect(explanation).toBe("nbd is the only candidate that these data identify.");
    expect(ranking.map(({ kind, converged }) => [kind, converged])).toEqual([
      ["nbd", true],
      ["bgNbd", false],
    ]);
    const worse = {
      kind: "mbgNbd",
      fit: () => mbgNbd.fit(held.columns.frequency.length > 0 ? some : nobody),
    } as const;
    const two = chooseModel(some, { candidates: [nbd, worse] });
    const second = two.ranking[1]?.aicDifference as number;
    expect(two.explanation).toBe(
      two.reason === "close"
        ? `${two.ranking[0]?.kind} fits best, but ${two.ranking[1]?.kind} fits practically as well (AIC ${second.toFixed(1)} higher).`
        : `${two.ranking[0]?.kind} fits best: the AIC of ${two.ranking[1]?.kind} is ${second.toFixed(1)} higher.`,
    );
  });

  test("on a holdout are close within one percent of the error, and else the best", () => {
    const same = { ...nbd, kind: "bgNbd" } as never as typeof bgNbd;
    const close = chooseOnHoldout(held, { candidates: [nbd, same], horizon: 20 });
    expect(close.reason.code).toBe("choice_close_on_holdout");
    const silly = { ...nbd, expectedPurchases: () => frequency.map(() => 99) } as never as typeof nbd;
    const best = chooseOnHoldout(held, { candidates: [silly, nbd], horizon: 20 });
    expect(best.reason).toMatchObject({ code: "choice_best_on_holdout", model: "nbd", rival: "nbd" });
    expect(best.ranking[1]?.errors.expected).toBe(99 * 400);
    expect(chooseOnHoldout(held, { candidates: [nbd], horizon: 20 }).reason.code).toBe(
      "choice_only_candidate",
    );
  });

  test("of contracts count no error where nobody stood before the holdout", () => {
    const { ranking } = chooseContractModel([9, 4, 0, 0, 0], {
      holdoutPeriods: 1,
      candidates: [shiftedBetaGeometric],
    });
    expect(ranking[0]).toMatchObject({ rmse: 0, expected: [0] });
  });
});
