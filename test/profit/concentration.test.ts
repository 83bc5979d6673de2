import { describe, expect, test } from "vitest";
import { gini, lorenzCurve, whaleCurve } from "../../src/profit/index.ts";

describe("the whale curve", () => {
  test("leaves out who is unknown and says how many", () => {
    const whale = whaleCurve([5, null, Number.NaN, -1, undefined]);
    expect(whale).toMatchObject({
      customers: 2,
      unknown: 3,
      total: 4,
      profitable: 1,
      unprofitable: 1,
      lost: 1,
    });
    expect(whale.customerShare).toEqual(Float64Array.of(0.5, 1));
  });

  test("has amounts but no shares where nothing is earned", () => {
    const whale = whaleCurve([10, 0, -10]);
    expect(whale).toMatchObject({ total: 0, peak: 10, lost: 10, peakShare: null, lostShare: null });
    expect(whale).toMatchObject({
      cumulativeShare: null,
      areaUnderCurve: null,
      areaAboveDiagonal: null,
      stobachoffIndex: null,
    });
    expect(whaleCurve([-1, -2])).toMatchObject({
      peak: 0,
      lost: 3,
      peakAtCustomerFraction: 0,
      profitableCustomerShare: 0,
    });
  });

  test("of nobody is empty", () => {
    expect(whaleCurve([])).toMatchObject({
      customers: 0,
      total: 0,
      peak: 0,
      lost: 0,
      peakAtCustomerFraction: null,
      profitableCustomerShare: null,
    });
  });

  test("of equals is the diagonal", () => {
    expect(whaleCurve([3, 3, 3, 3])).toMatchObject({
      areaUnderCurve: 0.5,
      areaAboveDiagonal: 0,
      stobachoffIndex: 0,
    });
  });

  test("does not change what it is given", () => {
    const profits = Float64Array.of(1, 3, 2);
    whaleCurve(profits);
    expect(profits).toEqual(Float64Array.of(1, 3, 2));
  });
});

describe("the Lorenz curve", () => {
  test("dips below zero with losses and ends at 1", () => {
    const curve = lorenzCurve([-10, 30, null]);
    expect(curve).toMatchObject({ count: 2, unknown: 1, total: 20 });
    expect(curve.cumulative).toEqual(Float64Array.of(0, -10, 20));
    expect(curve.valueShare).toEqual(Float64Array.of(0, -0.5, 1));
  });

  test("has no shares where the total is not above 0, and no points where nothing is known", () => {
    expect(lorenzCurve([1, -1])).toMatchObject({ total: 0, valueShare: null, gini: null });
    expect(lorenzCurve([null])).toMatchObject({
      count: 0,
      populationShare: new Float64Array(0),
      valueShare: null,
      gini: null,
    });
  });
});

describe("the Gini coefficient", () => {
  test("is not known without a total above 0, nor unbiased of one", () => {
    for (const values of [[], [0, 0], [-1, -3], [2, -2], [null]]) expect(gini(values)).toBe(null);
    expect(gini([5], { unbiased: true })).toBe(null);
    expect(gini([5])).toBe(0);
    // Population form of 1, 3: 1/4; a sample's is twice that for two.
    expect(gini([3, 1])).toBe(0.25);
    expect(gini([3, 1], { unbiased: true, normalised: false })).toBe(0.5);
    expect(gini([3, null, 1], { unbiased: false })).toBe(0.25);
  });

  test("normalised stays within 1 and is the same without losses", () => {
    // Curve 0, -15, -5, 15, 45 of 45 in quarters: below zero 15 x 1/4 + 5 x (1/2 + 1/4 - 1/8 …) by hand.
    const below = (15 / 2 + (15 + 5) / 2 + 5 / 2 / 4) / 4 / 45;
    const above = gini([30, 20, 10, -15]) as number;
    expect(gini([30, 20, 10, -15], { normalised: true })).toBeCloseTo(above / (1 + 2 * below), 12);
    expect(gini([100, -99], { normalised: true })).toBeLessThan(1);
    expect(gini([1, 2, 3], { normalised: true })).toBe(gini([1, 2, 3]));
  });
});
