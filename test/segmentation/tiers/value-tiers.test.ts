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

describe("refusals name the code and the place", () => {
  const cases: [string, object, string, (string | number)[]][] = [
    ["a misspelt option", { scheme: "abc", share: [0.8] }, "unknown_name", ["options", "share"]],
    ["an unknown scheme", { scheme: "abcd" }, "unknown_name", ["options", "scheme"]],
    ["no scheme", {}, "unknown_name", ["options", "scheme"]],
    [
      "shares that are not cumulative",
      { scheme: "abc", shares: [0.8, 0.15] },
      "out_of_range",
      ["options", "shares", 1],
    ],
    ["a share of 1", { scheme: "abc", shares: [0.8, 1] }, "out_of_range", ["options", "shares", 1]],
    ["a share of 0", { scheme: "abc", shares: [0, 0.5] }, "out_of_range", ["options", "shares", 0]],
    ["shares that are no list", { scheme: "abc", shares: 0.8 }, "wrong_type", ["options", "shares"]],
    [
      "too many shares",
      { scheme: "abc", shares: new Array(100).fill(0.1) },
      "out_of_range",
      ["options", "shares"],
    ],
    [
      "more tiers than shares part",
      { scheme: "abc", tiers: ["a", "b"], shares: [0.2, 0.5] },
      "length_mismatch",
      ["options", "shares"],
    ],
    ["one tier", { scheme: "quantile", tiers: 1 }, "out_of_range", ["options", "tiers"]],
    ["one named tier", { scheme: "quantile", tiers: ["all"] }, "out_of_range", ["options", "tiers"]],
    ["101 tiers", { scheme: "quantile", tiers: 101 }, "out_of_range", ["options", "tiers"]],
    ["no tiers", { scheme: "quantile", tiers: [] }, "out_of_range", ["options", "tiers"]],
    ["tiers as text", { scheme: "quantile", tiers: "abc" }, "wrong_type", ["options", "tiers"]],
    ["a tier without key", { scheme: "quantile", tiers: ["a", ""] }, "wrong_type", ["options", "tiers", 1]],
    ["two tiers of one key", { scheme: "quantile", tiers: ["a", "a"] }, "duplicate", ["options", "tiers"]],
    ["a loss tier of the same key", { scheme: "abc", lossTier: "A" }, "duplicate", ["options", "tiers"]],
    ["a loss tier that is no key", { scheme: "abc", lossTier: 4 }, "wrong_type", ["options", "lossTier"]],
    ["no thresholds", { scheme: "thresholds" }, "missing", ["options", "thresholds"]],
    [
      "rising thresholds",
      { scheme: "thresholds", thresholds: [1, 2] },
      "out_of_range",
      ["options", "thresholds", 1],
    ],
    [
      "an infinite threshold",
      { scheme: "thresholds", thresholds: [Infinity] },
      "not_finite",
      ["options", "thresholds", 0],
    ],
    [
      "a negative threshold beside a loss tier",
      { scheme: "thresholds", thresholds: [-5], lossTier: "x" },
      "conflict",
      ["options", "lossTier"],
    ],
    ["thresholds with shares", { scheme: "abc", thresholds: [1] }, "conflict", ["options", "thresholds"]],
    [
      "shares with thresholds",
      { scheme: "thresholds", thresholds: [1], shares: [0.5] },
      "conflict",
      ["options", "shares"],
    ],
    [
      "an unknown field",
      { scheme: "abc", fields: { amount: "x" } },
      "unknown_name",
      ["options", "fields", "amount"],
    ],
  ];

  test.each(cases)("%s", (_name, options, code, path) => {
    expect(() => valueTiers(base(1), options as TierOptions)).toThrow(
      expect.objectContaining({ code, path }),
    );
  });

  test("a bare object of columns and a row without value", () => {
    const bare = { customerId: ["a"], value: [1] } as unknown as { customerId: string; value: number }[];
    expect(() => valueTiers(bare, { scheme: "abc" })).toThrow(/pass \{ columns: … \} around it/);
    const missing = [{ customerId: "a" } as { customerId: string; value: number }];
    expect(() => valueTiers(missing, { scheme: "abc" })).toThrow("values.0.value: expected a finite number");
  });

  test("what are no cut-offs", () => {
    const wrong: [unknown, string][] = [
      [null, "wrong_type"],
      [{ tiers: ["A"] }, "wrong_type"],
      [{ kind: "rfmCuts", version: 1, tiers: [], edges: [] }, "unknown_version"],
      [{ kind: "valueTiers", version: 2, tiers: [], edges: [] }, "unknown_version"],
    ];
    for (const [cuts, code] of wrong) {
      expect(() => applyTiers(cuts as never, base(1))).toThrow(
        expect.objectContaining({ code, path: ["cuts"] }),
      );
    }
  });
});
