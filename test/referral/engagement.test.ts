import { describe, expect, test } from "vitest";
import {
  clvCrvMatrix,
  engagementValue,
  expectedReferrals,
  explainReferral,
  futureReferrals,
  referralEffectiveness,
  referralProgramRoi,
  viralGrowth,
} from "../../src/referral/index.ts";

describe("the matrix of lifetime and referral value", () => {
  const customers = [
    { customerId: "a", clv: 10, crv: 1 },
    { customerId: "b", clv: 20, crv: 9 },
    { customerId: "c", clv: 60, crv: 2 },
    { customerId: "d", clv: null, crv: 2 },
  ];

  test("cuts at the median, the mean or where it is told, high from the cut on", () => {
    expect(clvCrvMatrix(customers)).toMatchObject({ cut: { clv: 20, crv: 2 }, unknown: 1 });
    expect(clvCrvMatrix(customers).columns.segment).toEqual(["miser", "champion", "champion", null]);
    expect(clvCrvMatrix(customers, { cut: "mean" }).cut).toEqual({ clv: 30, crv: 3.5 });
    expect(clvCrvMatrix(customers, { cut: { clv: 15, crv: 3 } }).columns.segment).toEqual([
      "miser",
      "champion",
      "affluent",
      null,
    ]);
  });

  test("names each corner, the cut itself being high", () => {
    const corners = [
      { customerId: "champion", clv: 2, crv: 2 },
      { customerId: "affluent", clv: 2, crv: 1.9 },
      { customerId: "advocate", clv: 1.9, crv: 2 },
      { customerId: "miser", clv: 1.9, crv: 1.9 },
      { customerId: "unknown", clv: 2, crv: null },
    ];
    const matrix = clvCrvMatrix(corners, { cut: { clv: 2, crv: 2 } });
    expect(matrix.toRows()).toEqual(
      corners.map((corner) => ({
        ...corner,
        segment: corner.customerId === "unknown" ? null : corner.customerId,
      })),
    );
    expect(matrix.cells).toEqual([
      { segment: "champion", customers: 1, clv: 2, crv: 2 },
      { segment: "affluent", customers: 1, clv: 2, crv: 1.9 },
      { segment: "advocate", customers: 1, clv: 1.9, crv: 2 },
      { segment: "miser", customers: 1, clv: 1.9, crv: 1.9 },
    ]);
    expect(matrix.unknown).toBe(1);
    // One of the two has no middle: there is no cut.
    expect(clvCrvMatrix([{ customerId: "a", clv: 1, crv: null }], { cut: "mean" }).cut).toBe(null);
  });

  test("sums each cell", () => {
    expect(clvCrvMatrix(customers).cells).toEqual([
      { segment: "champion", customers: 2, clv: 80, crv: 11 },
      { segment: "affluent", customers: 0, clv: 0, crv: 0 },
      { segment: "advocate", customers: 0, clv: 0, crv: 0 },
      { segment: "miser", customers: 1, clv: 10, crv: 1 },
    ]);
  });

  test("knows no cut where no value is known", () => {
    expect(clvCrvMatrix([{ customerId: "a", clv: null, crv: 1 }])).toMatchObject({ cut: null, unknown: 1 });
    expect(clvCrvMatrix([])).toMatchObject({ cut: null, unknown: 0, length: 0 });
  });

  test("explains itself", () => {
    const matrix = clvCrvMatrix(customers);
    expect(explainReferral({ matrix }, "a")).toEqual([
      { code: "referral_segment", engagement: "miser", clv: 10, crv: 1 },
    ]);
    expect(explainReferral({ matrix }, "d")).toEqual([{ code: "referral_segment_unknown" }]);
  });
});

describe("engagement value", () => {
  test("sums what is measured, and says that it is not additive", () => {
    const value = engagementValue([
      { customerId: "a", clv: 5, crv: 3 },
      { customerId: "b", clv: 5, crv: null },
    ]);
    expect(value.toRows()).toEqual([
      { customerId: "a", clv: 5, crv: 3, civ: null, ckv: null, cev: 8 },
      { customerId: "b", clv: 5, crv: null, civ: null, ckv: null, cev: null },
    ]);
    expect(value).toMatchObject({ additive: false, measured: ["clv", "crv"] });
    // A field that is nowhere is not measured; one that is somewhere is, and unknown of the others.
    const some = engagementValue([
      { customerId: "a", clv: 5, crv: undefined },
      { customerId: "b", clv: 5, crv: undefined, ckv: 1 },
    ]);
    expect(some.measured).toEqual(["clv", "ckv"]);
    expect(some.columns.cev).toEqual(Float64Array.of(Number.NaN, 6));
    expect(engagementValue({ columns: { customerId: ["a"], clv: [5] } }).toRows()).toEqual([
      { customerId: "a", clv: 5, crv: null, civ: null, ckv: null, cev: 5 },
    ]);
    const columns = { customerId: ["a"], clv: [1], civ: [2], ckv: [4] };
    expect(engagementValue({ columns })).toMatchObject({ measured: ["clv", "civ", "ckv"] });
    expect(engagementValue({ columns }).columns.cev).toEqual(Float64Array.of(7));
  });

  test("of one customer needs a lifetime value", () => {
    expect(engagementValue({ clv: 1, crv: 2, civ: 4, ckv: 8 })).toEqual({
      cev: 15,
      additive: false,
      measured: ["clv", "crv", "civ", "ckv"],
    });
    expect(engagementValue({ clv: 1, crv: undefined, civ: null })).toEqual({
      cev: null,
      additive: false,
      measured: ["clv", "civ"],
    });
    expect(engagementValue({ clv: null })).toEqual({ cev: null, additive: false, measured: ["clv"] });
  });
});

describe("viral growth", () => {
  test("has a limit below K = 1 only", () => {
    expect(viralGrowth(10, 0.5, 2)).toEqual({
      k: 0.5,
      total: 17.5,
      limit: 20,
      totalByCycle: Float64Array.of(10, 15, 17.5),
    });
    expect(viralGrowth(10, 1, 2)).toMatchObject({ total: 30, limit: null });
  });

  test("is a geometric sum, also near K = 1", () => {
    expect(viralGrowth(10, 2, 3)).toMatchObject({ k: 2, total: 150, limit: null });
    expect(viralGrowth(10, 0, 3).totalByCycle).toEqual(Float64Array.of(10, 10, 10, 10));
    const near = viralGrowth(1, 1 + 1e-12, 1000).total as number;
    // 1001 terms of (1 + e)^i are 1001 + e x 1001 x 1000 / 2 to the first order.
    expect(Math.abs(near - 1001 - 5.005e-7)).toBeLessThan(1e-9);
  });

  test("beyond all numbers is not a number", () => {
    expect(viralGrowth(1, 10, 1000)).toMatchObject({ total: null, limit: null });
  });
});

describe("programmes", () => {
  test("are counted against customers, referrers and invites", () => {
    expect(
      referralEffectiveness({ customers: 100, referrersCount: 20, invitesSent: 80, convertedReferrals: 10 }),
    ).toEqual({ referralRate: 0.2, invitesPerReferrer: 4, conversionRate: 0.125, kFactor: 0.1 });
  });

  test("have no rates without anything to divide by", () => {
    const none = { customers: 0, referrersCount: 0, invitesSent: 0, convertedReferrals: 0 };
    expect(referralEffectiveness(none)).toEqual({
      referralRate: null,
      invitesPerReferrer: null,
      conversionRate: null,
      kFactor: null,
    });
  });

  test("return what is left over what they cost", () => {
    const program = { extraValuePerReferredCustomer: 50, rewardPerReferral: 20 };
    expect(referralProgramRoi({ ...program, referrals: 10, fixedCost: 50, incrementalShare: 0.8 })).toEqual({
      roi: 0.6,
      profit: 150,
      cost: 250,
      breakEvenReward: 35,
    });
    expect(referralProgramRoi({ ...program, rewardPerReferral: 0 }).roi).toBe(null);
    expect(referralProgramRoi({ ...program, referrals: 0, fixedCost: 5 })).toMatchObject({
      roi: -1,
      breakEvenReward: null,
    });
  });
});

describe("expected referrals", () => {
  test("may convert by class", () => {
    const expected = expectedReferrals({ a: 0.5, b: 0.5 }, { a: 2, b: 1, c: 9 }, { a: 0.1, b: 0.4 }, 10);
    expect(expected).toEqual({
      referralsPerCustomer: 1.5,
      convertedPerCustomer: 0.30000000000000004,
      valuePerCustomer: 3.0000000000000004,
    });
    expect(expectedReferrals({ ["__proto__x"]: 1 }, { ["__proto__x"]: 1 }, 1, 1).valuePerCustomer).toBe(1);
  });

  test("of customers lean on the base the more, the less was seen of them", () => {
    const observed = [
      { referrals: 3, periods: 3 },
      { referrals: 0, periods: 9 },
    ];
    expect(futureReferrals(observed, { horizon: 1, priorPeriods: 0 })).toEqual(Float64Array.of(1, 0));
    // By default the base weighs what one customer was seen for on average: 6 periods at a rate of 1/4.
    expect(futureReferrals(observed, { horizon: 2 })).toEqual(Float64Array.of(1, 0.2));
  });

  test("are not known of those for whom nobody watched", () => {
    const unseen = Float64Array.of(Number.NaN);
    for (const referrals of [0, 3]) {
      expect(futureReferrals([{ referrals, periods: 0 }], { horizon: 1 })).toEqual(unseen);
      expect(futureReferrals([{ referrals, periods: 0 }], { horizon: 1, priorPeriods: 5 })).toEqual(unseen);
    }
    const half = [
      { referrals: 3, periods: 0 },
      { referrals: 1, periods: 2 },
    ];
    // Nothing leans on the base: the first was never watched, the second brings one in two periods.
    expect(futureReferrals(half, { horizon: 4, priorPeriods: 0 })).toEqual(Float64Array.of(Number.NaN, 2));
    expect(futureReferrals([], { horizon: 1 })).toEqual(new Float64Array(0));
  });
});
