import { describe, expect, test } from "vitest";
import { bgBb, bgCnbdK, mbgCnbdK, shiftedBetaGeometric } from "../../src/clv/index.ts";

describe("donors", () => {
  const model = { parameters: { alpha: 1.2, beta: 0.75, gamma: 0.66, delta: 2.8 } };
  const donor = { frequency: 2, recency: 3, opportunities: 6 };
  const other = { frequency: 0, recency: 0, opportunities: 6 };

  test("who are not known get NaN, count nothing, and are left out of a fit", () => {
    const rows = [
      donor,
      { ...donor, frequency: null },
      { ...donor, recency: null },
      { ...donor, opportunities: null },
      { ...other, weight: 0 },
    ];
    expect(bgBb.probabilityAlive(model, rows).slice(1, 4)).toEqual(Float64Array.of(NaN, NaN, NaN));
    expect(bgBb.logLikelihood(model.parameters, rows)).toBe(bgBb.logLikelihood(model.parameters, [donor]));
    const fitted = bgBb.fit([...rows, other]);
    expect([fitted.fit.customers, fitted.fit.leftOut]).toEqual([2, 3]);
    expect(fitted.fit.logLikelihood).toBe(bgBb.fit([donor, other]).fit.logLikelihood);
  });

  test("give at no more opportunities than there are, and next time where they give at all", () => {
    const ahead = { horizon: 2 };
    expect(bgBb.conditionalPurchaseCountProbability(model, [donor], 3, ahead)).toEqual(Float64Array.of(0));
    const [alive = 0] = bgBb.probabilityAlive(model, [donor]);
    const [never] = bgBb.nextPurchase(model, [donor], { probability: Math.min(1, 1.01 * alive) });
    expect(never).toBeNaN();
    for (const probability of [0.2 * alive, 0.5 * alive, 0.7 * alive]) {
      const [next = 0] = bgBb.nextPurchase(model, [donor], { probability });
      const none = (horizon: number) => bgBb.noPurchaseProbability(model, [donor], { horizon })[0] as number;
      expect(1 - none(next)).toBeGreaterThanOrEqual(probability);
      expect(1 - none(next - 1)).toBeLessThan(probability);
    }
    // a gift that comes with near certainty among those who are alive, but not within any time
    const rare = { parameters: { alpha: 1e-9, beta: 1, gamma: 1e-9, delta: 1 } };
    expect(bgBb.nextPurchase(rare, [other], { probability: 0.5 })).toEqual(Float64Array.of(NaN));
  });

  test("of many opportunities keep their digits where a count is unlikely", () => {
    const parameters = { alpha: 40, beta: 2, gamma: 1, delta: 5000 };
    let total = 0;
    for (let n = 0; n <= 2000; n += 1) {
      total += bgBb.purchaseCountProbability({ parameters }, n, { horizon: 2000 });
    }
    expect(total).toBeCloseTo(1, 11);
  });

  test("remember their unit", () => {
    const drawn = bgBb.simulate({ ...model, timeUnit: "year" }, { customers: 20, opportunities: 4, seed: 1 });
    expect(bgBb.fit(drawn).timeUnit).toBe("year");
    expect(() => bgBb.fit([{ ...donor, opportunities: 200_000 }])).toThrow(
      expect.objectContaining({ code: "out_of_range", path: ["rows", 0, "opportunities"] }),
    );
    expect(() => bgBb.fit([{ ...donor, weight: 0 }])).toThrow(expect.objectContaining({ code: "empty" }));
  });
});

describe.each([
  ["bgCnbdK", bgCnbdK],
  ["mbgCnbdK", mbgCnbdK],
] as unknown as [string, typeof mbgCnbdK][])("regular buyers under %s", (_, m) => {
  const model = { parameters: { k: 3, r: 0.9, alpha: 4.1, a: 0.8, b: 2.4 } };
  const row = { frequency: 2, recency: 30.43, age: 38.86, sumLogGaps: 5.4 };

  test("who are not known get NaN, count nothing, and are left out of a fit", () => {
    const rows = [row, { ...row, recency: null }, { ...row, sumLogGaps: null }, { ...row, weight: 0 }];
    expect(m.probabilityAlive(model, rows)[1]).toBeNaN();
    expect(m.expectedPurchases(model, rows, { horizon: 3 })[1]).toBeNaN();
    // what the gaps tell is needed of a likelihood alone
    expect(m.probabilityAlive(model, rows)[2]).toBe(m.probabilityAlive(model, rows)[0]);
    expect(m.logLikelihood(model.parameters, rows)).toBe(m.logLikelihood(model.parameters, [row]));
    expect(m.fit([...rows, { frequency: 0, recency: 0, age: 9 }]).fit.leftOut).toBe(2);
    expect(() => m.fit([{ ...row, weight: 0 }])).toThrow(expect.objectContaining({ code: "empty" }));
  });

  test("a new customer is one without a history", () => {
    const fresh = [{ frequency: 0, recency: 0, age: 0 }];
    const horizon = 26;
    expect(m.expectedPurchasesNewCustomer(model, { horizon })).toBe(
      m.expectedPurchases(model, fresh, { horizon })[0],
    );
    let total = 0;
    let mean = 0;
    for (let n = 0; n < 200; n += 1) {
      const chance = m.purchaseCountProbability(model, n, { horizon });
      total += chance;
      mean += n * chance;
    }
    expect(total).toBeCloseTo(1, 10);
    expect(mean).toBeCloseTo(m.expectedPurchasesNewCustomer(model, { horizon }), 8);
    expect(m.noPurchaseProbability(model, fresh, { horizon })[0]).toBe(
      m.purchaseCountProbability(model, 0, { horizon }),
    );
  });

  test("the whole future is infinite where few enough leave, finite where not", () => {
    const none = { continuousRate: 0 };
    expect(m.discountedExpectedTransactions(model, [row], none)).toEqual(Float64Array.of(Infinity));
    const leaving = { parameters: { ...model.parameters, a: 3 } };
    const [all = 0] = m.discountedExpectedTransactions(leaving, [row], none);
    const [most = 0] = m.expectedPurchases(leaving, [row], { horizon: 5e4 });
    expect(all).toBeGreaterThan(most);
    expect(most / all).toBeGreaterThan(0.99);
    const [little = 0] = m.discountedExpectedTransactions(model, [row], { continuousRate: 1e3 });
    expect(little).toBeGreaterThan(0);
    expect(little).toBeLessThan(1e-3);
    expect(m.nextPurchase(model, [row], { probability: 0 })).toEqual(Float64Array.of(0));
  });

  test("a horizon of any length has its answer", () => {
    const [near, far] = [1e6, 1e9].map(
      (horizon) => m.expectedPurchases(model, [row], { horizon })[0] as number,
    );
    expect(near).toBeGreaterThan(0);
    expect(far).toBeGreaterThan(near as number);
    expect(far).toBeLessThan(Number.POSITIVE_INFINITY);
  });
});

describe("subscribers", () => {
  test.each([
    [
      "a word for a time",
      () => shiftedBetaGeometric.survival({ parameters: { alpha: 1, beta: 1 } }, "3" as never),
    ],
    ["a list and a number", () => shiftedBetaGeometric.fit([[3, 2], 1] as never)],
    ["text for counts", () => shiftedBetaGeometric.fit("1000,631" as never)],
  ])("%s is refused", (_, run) => {
    expect(run).toThrow(expect.objectContaining({ code: "wrong_type" }));
  });

  test.each([
    ["a list", () => shiftedBetaGeometric.fit(new Array<number>(100_002).fill(1))],
    ["a table", () => shiftedBetaGeometric.fit([{ period: 100_001, active: 1 }])],
  ])("%s of more than 100,000 renewals is refused", (_, run) => {
    expect(run).toThrow(expect.objectContaining({ code: "too_large" }));
  });

  test("are drawn as the model says", () => {
    const model = { parameters: { alpha: 0.9, beta: 2 } };
    const drawn = shiftedBetaGeometric.simulate(model, { customers: 20_000, periods: 6, seed: 1 });
    const { tenure, active } = drawn.columns;
    const kept = Array.from(tenure).filter((t, i) => t > 2 || active[i] === true).length / 20_000;
    expect(kept).toBeCloseTo(shiftedBetaGeometric.survival(model, 2), 2);
  });
});
