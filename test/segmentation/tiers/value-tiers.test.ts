import { describe, expect, test } from "vitest";
import {
  applyTiers,
  explainTier,
  type TierOptions,
  tierOf,
  valueTiers,
} from "../../../src/segmentation/index.ts";

/** `base(70, 20)`: c0 is worth 70, c1 20. */
const base = (...values: (number | null)[]) => values.map((value, i) => ({ customerId: `c${i}`, value }));
const tiersOf = (values: (number | null)[], options: TierOptions) =>
  valueTiers(base(...values), options).columns.tier.join(" ");

describe("abc", () => {
  // Cumulative shares 50, 80, 90, 95, 100 %.
  const values = [50, 30, 10, 5, 5];

  test("a mark that is met exactly ends the tier, whichever way boundaries go", () => {
    expect(tiersOf([50, 30, 15, 5], { scheme: "abc" })).toBe("A A B C");
    expect(tiersOf([50, 30, 15, 5], { scheme: "abc", boundary: "exclude" })).toBe("A A B C");
  });

  test("a mark that rounding misses by a hair counts as met", () => {
    const shares = [0.57, 0.95];
    expect(0.57 * 100).not.toBe(57);
    expect(tiersOf([57, 38, 5], { scheme: "abc", shares })).toBe("A B C");
    expect(tiersOf([57, 38, 5], { scheme: "abc", shares, boundary: "exclude" })).toBe("A B C");
  });

  test("the customer who passes the mark is in the upper tier, or with exclude in the lower", () => {
    expect(tiersOf([70, 20, 10], { scheme: "abc" })).toBe("A A B");
    expect(tiersOf([70, 20, 10], { scheme: "abc", boundary: "exclude" })).toBe("A B C");
  });

  test("equal values share a tier: they are in or out together", () => {
    expect(tiersOf(values, { scheme: "abc" })).toBe("A A B B B");
    expect(tiersOf(values, { scheme: "abc", boundary: "exclude" })).toBe("A A B C C");
    expect(tiersOf([1, 1, 1], { scheme: "abc" })).toBe("A A A");
    expect(tiersOf([1, 1, 1], { scheme: "abc", boundary: "exclude" })).toBe("C C C");
  });

  test("losses take nothing off a gross total, and lower a net one", () => {
    expect(tiersOf([60, 20, 20, -40], { scheme: "abc" })).toBe("A A A C");
    const net = valueTiers(base(50, 30, 20, -40), { scheme: "abc", total: "net" });
    // 80 % of 60 is 48: the first customer alone.
    expect(net.columns.tier).toEqual(["A", "B", "C", "C"]);
    expect(net.columns.cumulativeShare).toEqual(Float64Array.of(50 / 60, 80 / 60, 100 / 60, 1));
  });

  test("losses may have a tier of their own, where 0 is no loss", () => {
    expect(tiersOf([80, 20, 0, -1], { scheme: "abc", lossTier: "D" })).toBe("A B C D");
    const below: TierOptions = { scheme: "thresholds", thresholds: [5, -5], tiers: ["up", "flat", "down"] };
    expect(tiersOf([9, 0, -5, -6], { ...below, lossTier: null })).toBe("up flat flat down");
  });

  test("a mark that differs from all by rounding takes all, losses too", () => {
    const options: TierOptions = { scheme: "abc", shares: [1 - 1e-13], boundary: "exclude" };
    expect(tiersOf([10, 0, -5], options)).toBe("tier-1 tier-1 tier-1");
    expect(tiersOf([10, 0, -5], { ...options, lossTier: "D" })).toBe("tier-1 tier-1 D");
  });

  test("cut by customers, shares are of the customers whose value is known", () => {
    const options: TierOptions = { scheme: "abc", cutBy: "customers", shares: [0.25, 0.5] };
    expect(tiersOf([9, 8, 7, 6, null], options)).toBe("A B C C ");
  });

  test("without a total above 0 all are in the last tier, and a warning says so", () => {
    const tiers = valueTiers(base(0, -5), { scheme: "abc" });
    expect(tiers.columns.tier).toEqual(["C", "C"]);
    expect(tiers.cuts.edges).toEqual([null, null]);
    expect(tiers.warnings.map(({ code }) => code)).toEqual(["tiers_no_value", "tiers_empty", "tiers_empty"]);
    expect(tiers.row(0)).toEqual({
      customerId: "c0",
      value: 0,
      tier: "C",
      rank: 1,
      valueShare: null,
      cumulativeShare: null,
    });
  });

  test("who is worth more than all marks leaves the tiers below empty, at the same edge", () => {
    const tiers = valueTiers(base(99, 1), { scheme: "abc" });
    expect(tiers.columns.tier).toEqual(["A", "C"]);
    expect(tiers.cuts.edges).toEqual([99, 99]);
    expect(tiers.warnings).toEqual([{ code: "tiers_empty", tier: "B" }]);
  });
});

describe("pyramid", () => {
  test("platinum is the top fifth of customers, lead loses money", () => {
    expect(tiersOf([100, 90, 80, 70, 60, 50, 5, 0, -5, -10], { scheme: "pyramid" })).toBe(
      "platinum platinum gold gold gold iron iron iron lead lead",
    );
  });

  test("a loss is lead even among the best fifth", () => {
    expect(tiersOf([-1, -2, -3], { scheme: "pyramid" })).toBe("lead lead lead");
    expect(tiersOf([5, -2, -3], { scheme: "pyramid" })).toBe("platinum lead lead");
  });

  test("without a tier of losses, iron is the rest", () => {
    expect(tiersOf([5, 4, 3, 2, -3], { scheme: "pyramid", lossTier: null })).toBe(
      "platinum gold gold iron iron",
    );
  });
});

describe("quantile and thresholds", () => {
  test("equal shares of customers, the first taking one more, as ntile does", () => {
    const eleven = [11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1];
    const { summary } = valueTiers(base(...eleven), { scheme: "quantile", tiers: 4 });
    expect(summary.map(({ customers }) => customers)).toEqual([3, 3, 3, 2]);
    expect(summary.map(({ tier }) => tier)).toEqual(["tier-1", "tier-2", "tier-3", "tier-4"]);
  });

  test("equal shares of value", () => {
    const options: TierOptions = { scheme: "quantile", tiers: ["top", "rest"], cutBy: "value" };
    expect(tiersOf([60, 30, 10], options)).toBe("top rest rest");
  });

  test("a value that reaches a threshold is in its tier", () => {
    const options: TierOptions = {
      scheme: "thresholds",
      thresholds: [1000, 100],
      tiers: ["gold", "silver", "basic"],
    };
    expect(tiersOf([1000, 999.99, 100, 99, -1], options)).toBe("gold silver silver basic basic");
  });
});

describe("what comes with the tiers", () => {
  const tiers = valueTiers(base(70, null, 20, 20, -10), { scheme: "pyramid" });

  test("a line per tier", () => {
    expect(tiers.summary).toEqual([
      {
        tier: "platinum",
        customers: 1,
        customerShare: 0.25,
        value: 70,
        valueShare: 70 / 110,
        lowest: 70,
        highest: 70,
      },
      {
        tier: "gold",
        customers: 2,
        customerShare: 0.5,
        value: 40,
        valueShare: 40 / 110,
        lowest: 20,
        highest: 20,
      },
      { tier: "iron", customers: 0, customerShare: 0, value: 0, valueShare: 0, lowest: null, highest: null },
      {
        tier: "lead",
        customers: 1,
        customerShare: 0.25,
        value: -10,
        valueShare: -10 / 110,
        lowest: -10,
        highest: -10,
      },
    ]);
    expect(tiers.unknown).toBe(1);
  });

  test("ranks count the customers above, and equal values share one", () => {
    expect(tiers.toRows().map(({ rank }) => rank)).toEqual([1, null, 2, 2, 4]);
  });

  test("an empty base has no edges to reach and says so", () => {
    const none = valueTiers([], { scheme: "abc" });
    expect(none.length).toBe(0);
    expect(none.warnings).toEqual([{ code: "tiers_no_customers" }]);
    expect(none.summary[0]).toMatchObject({ customers: 0, customerShare: null, valueShare: null });
  });

  test("bad rows can be set aside", () => {
    const rows = [...base(70, 30), { customerId: "bad", value: Number.POSITIVE_INFINITY }];
    const kept = valueTiers(rows, { scheme: "abc", onInvalid: "collect" });
    expect(kept.columns.customerId).toEqual(["c0", "c1"]);
    expect(kept.rejected).toEqual([
      { row: 2, field: "value", code: "not_finite", expected: "a finite number" },
    ]);
  });

  test("columns are read under the host's names", () => {
    const columns = { user: ["a", "b"], clv: Float64Array.of(9, 1) };
    const named = valueTiers({ columns }, { scheme: "abc", fields: { customerId: "user", value: "clv" } });
    expect(named.columns.tier).toEqual(["A", "B"]);
  });
});

describe("tiers that were learned", () => {
  const { cuts } = valueTiers(base(70, 20, 10), { scheme: "abc", lossTier: "D" });

  test("sort further customers", () => {
    const applied = applyTiers(JSON.parse(JSON.stringify(cuts)), base(20, 69, 10, 9.99, -1, null));
    expect(applied.columns.tier).toEqual(["A", "A", "B", "C", "D", null]);
    expect(applied.summary.map(({ customers }) => customers)).toEqual([2, 1, 1, 1]);
    expect(applied.unknown).toBe(1);
  });

  test("sort one customer", () => {
    expect(tierOf(cuts, 20)).toBe("A");
    expect(tierOf(cuts, { value: 19 })).toBe("B");
    expect(tierOf(cuts, { value: Number.NaN })).toBeNull();
    expect(tierOf(cuts, { value: undefined })).toBeNull();
  });

  test("say why, and what is missing for the next tier", () => {
    expect(explainTier(cuts, 15)).toEqual({
      code: "tier_between",
      tier: "B",
      value: 15,
      from: 10,
      nextTier: "A",
      missing: 5,
    });
    expect(explainTier(cuts, 99)).toEqual({ code: "tier_top", tier: "A", value: 99, from: 20 });
    expect(explainTier(cuts, { value: -3 })).toEqual({ code: "tier_loses_money", tier: "D", value: -3 });
    expect(explainTier(cuts, { value: null })).toEqual({ code: "tier_value_unknown" });
  });

  test("the next tier is one that can be reached", () => {
    const gap = valueTiers(base(99, 1), { scheme: "abc" });
    expect(explainTier(gap.cuts, 1)).toMatchObject({ tier: "C", from: null, nextTier: "A", missing: 98 });
    const none = valueTiers(base(99, 1), { scheme: "abc", boundary: "exclude" });
    expect(explainTier(none.cuts, 1)).toMatchObject({ code: "tier_top", tier: "C" });
  });
});

describe("a policy with every choice made", () => {
  const made = (options: TierOptions) => valueTiers(base(9, 5, 1), options).cuts;

  test("is that of its scheme", () => {
    const rest = { thresholds: [], boundary: "include", total: "gross", lossTier: null };
    expect(made({ scheme: "abc" }).policy).toEqual({
      ...rest,
      scheme: "abc",
      tiers: ["A", "B", "C"],
      cutBy: "value",
      shares: [0.8, 0.95],
    });
    expect(made({ scheme: "pyramid" }).policy).toEqual({
      ...rest,
      scheme: "pyramid",
      tiers: ["platinum", "gold", "iron"],
      cutBy: "customers",
      shares: [0.2, 0.5],
      lossTier: "lead",
    });
    expect(made({ scheme: "quantile" }).policy).toEqual({
      ...rest,
      scheme: "quantile",
      tiers: ["tier-1", "tier-2", "tier-3", "tier-4", "tier-5"],
      cutBy: "customers",
      shares: [0.2, 0.4, 0.6, 0.8],
    });
    expect(made({ scheme: "thresholds", thresholds: [5, 1] }).policy).toEqual({
      ...rest,
      scheme: "thresholds",
      tiers: ["tier-1", "tier-2", "tier-3"],
      cutBy: "customers",
      shares: [],
      thresholds: [5, 1],
    });
  });

  test("is a policy itself", () => {
    const { policy } = made({ scheme: "abc", boundary: "exclude", total: "net", lossTier: "D" });
    const { thresholds: _none, ...again } = policy;
    expect(made(again).policy).toEqual(policy);
  });

  test("has as many tiers as its marks part, and equal shares where it has other tiers", () => {
    expect(made({ scheme: "abc", shares: [0.5] }).policy.tiers).toEqual(["tier-1", "tier-2"]);
    expect(made({ scheme: "abc", shares: [0.5, 0.6] }).policy.tiers).toEqual(["A", "B", "C"]);
    expect(made({ scheme: "abc", tiers: ["a", "b", "c", "d"] }).policy.shares).toEqual([0.25, 0.5, 0.75]);
    expect(made({ scheme: "abc", tiers: ["x", "y", "z"] }).policy.shares).toEqual([0.8, 0.95]);
    expect(made({ scheme: "abc", tiers: 3 }).policy).toMatchObject({
      tiers: ["tier-1", "tier-2", "tier-3"],
      shares: [0.8, 0.95],
    });
  });

  test("may have 100 tiers, or one beside that of losses", () => {
    expect(made({ scheme: "quantile", tiers: 100 }).tiers).toHaveLength(100);
    const one = made({ scheme: "quantile", tiers: ["rest"], lossTier: "lead" });
    expect([one.tiers, one.edges]).toEqual([["rest", "lead"], [0]]);
    expect(made({ scheme: "thresholds", thresholds: [5, 0], lossTier: "lead" }).edges).toEqual([5, 0, 0]);
  });
});

test("what rounding would lose of great values is kept", () => {
  const { summary, columns } = valueTiers(base(1e16, 1, 1, -2), { scheme: "thresholds", thresholds: [0] });
  expect(summary.map(({ value }) => value)).toEqual([10_000_000_000_000_002, -2]);
  expect(columns.cumulativeShare[2]).toBe(1);
  expect(columns.cumulativeShare[3]).toBe(1e16 / 10_000_000_000_000_002);
});

test("and of a net total, which takes the losses off", () => {
  // 1e16 + 1 + 1 - 2, where adding one by one would end at 9,999,999,999,999,998.
  const { columns } = valueTiers(base(1e16, 1, 1, -2), { scheme: "abc", total: "net" });
  expect([columns.valueShare[0], columns.cumulativeShare[3]]).toEqual([1, 1]);
});

test("rows set aside are left out of ids and values alike", () => {
  const rows = [
    { customerId: null, value: 1 },
    { customerId: "a", value: 2 },
    { customerId: "b", value: "3" },
  ];
  const { columns, rejected } = valueTiers(rows as never, {
    scheme: "quantile",
    tiers: 2,
    onInvalid: "collect",
  });
  expect([columns.customerId, columns.value]).toEqual([["a"], Float64Array.of(2)]);
  expect(rejected.map(({ row, field }) => [row, field])).toEqual([
    [0, "customerId"],
    [2, "value"],
  ]);
});
