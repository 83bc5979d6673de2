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

describe("refusals name the code and the place", () => {
  const cases: [string, object, string, string][] = [
    [
      "a misspelt option",
      { scheme: "abc", share: [0.8] },
      "unknown_name",
      "options.share: expected one of scheme, tiers, cutBy, shares, thresholds, boundary, total, lossTier, fields, onInvalid, got another name",
    ],
    [
      "an unknown scheme",
      { scheme: "abcd" },
      "unknown_name",
      "options.scheme: expected one of abc, pyramid, quantile, thresholds, got a string of 4 characters",
    ],
    [
      "no scheme",
      {},
      "unknown_name",
      "options.scheme: expected one of abc, pyramid, quantile, thresholds, got nothing",
    ],
    [
      "shares that are not cumulative",
      { scheme: "abc", shares: [0.8, 0.15] },
      "out_of_range",
      "options.shares.1: expected cumulative shares between 0 and 1, increasing, got 0.15",
    ],
    [
      "a share of 1",
      { scheme: "abc", shares: [0.8, 1] },
      "out_of_range",
      "options.shares.1: expected cumulative shares between 0 and 1, increasing, got 1",
    ],
    [
      "a share of 0",
      { scheme: "abc", shares: [0, 0.5] },
      "out_of_range",
      "options.shares.0: expected cumulative shares between 0 and 1, increasing, got 0",
    ],
    [
      "shares that are no list",
      { scheme: "abc", shares: 0.8 },
      "wrong_type",
      "options.shares: expected a list of numbers, got a positive number",
    ],
    [
      "too many shares",
      { scheme: "abc", shares: new Array(100).fill(0.1) },
      "out_of_range",
      "options.shares: expected fewer than 100, got 100",
    ],
    [
      "more tiers than shares part",
      { scheme: "abc", tiers: ["a", "b"], shares: [0.2, 0.5] },
      "length_mismatch",
      "options.shares: expected 1, one fewer than tiers, got 2",
    ],
    [
      "one tier",
      { scheme: "quantile", tiers: 1 },
      "out_of_range",
      "options.tiers: expected a whole number from 2 to 100, got a positive integer",
    ],
    [
      "one named tier",
      { scheme: "quantile", tiers: ["all"] },
      "out_of_range",
      "options.tiers: expected at least 2 tiers, got 1",
    ],
    [
      "101 tiers",
      { scheme: "quantile", tiers: 101 },
      "out_of_range",
      "options.tiers: expected a whole number from 2 to 100, got a positive integer",
    ],
    [
      "no tiers",
      { scheme: "quantile", tiers: [] },
      "out_of_range",
      "options.tiers: expected 1 to 100 keys, got 0",
    ],
    [
      "tiers as text",
      { scheme: "quantile", tiers: "abc" },
      "wrong_type",
      "options.tiers: expected a list of keys or their number, got a string of 3 characters",
    ],
    [
      "a tier without key",
      { scheme: "quantile", tiers: ["a", ""] },
      "wrong_type",
      "options.tiers.1: expected a key, got an empty string",
    ],
    [
      "two tiers of one key",
      { scheme: "quantile", tiers: ["a", "a"] },
      "duplicate",
      "options.tiers: expected a key once, got one twice",
    ],
    [
      "a loss tier of the same key",
      { scheme: "abc", lossTier: "A" },
      "duplicate",
      "options.tiers: expected a key once, got one twice",
    ],
    [
      "a loss tier that is no key",
      { scheme: "abc", lossTier: 4 },
      "wrong_type",
      "options.lossTier: expected a key, got a positive integer",
    ],
    [
      "no thresholds",
      { scheme: "thresholds" },
      "missing",
      "options.thresholds: expected the least value of each tier but the last, got nothing",
    ],
    [
      "rising thresholds",
      { scheme: "thresholds", thresholds: [1, 2] },
      "out_of_range",
      "options.thresholds.1: expected amounts in decreasing order, got 2",
    ],
    [
      "an infinite threshold",
      { scheme: "thresholds", thresholds: [Infinity] },
      "not_finite",
      "options.thresholds.0: expected a finite number, got Infinity",
    ],
    [
      "a negative threshold beside a loss tier",
      { scheme: "thresholds", thresholds: [-5], lossTier: "x" },
      "conflict",
      "options.lossTier: expected thresholds of at least 0 beside it, got a negative one",
    ],
    [
      "thresholds with shares",
      { scheme: "abc", thresholds: [1] },
      "conflict",
      "options.thresholds: expected nothing with the scheme abc, got an option of another",
    ],
    [
      "shares with thresholds",
      { scheme: "thresholds", thresholds: [1], shares: [0.5] },
      "conflict",
      "options.shares: expected nothing with the scheme thresholds, got an option of another",
    ],
    [
      "an unknown field",
      { scheme: "abc", fields: { amount: "x" } },
      "unknown_name",
      "options.fields.amount: expected one of customerId, value, got another name",
    ],
    ["nothing", null as never, "wrong_type", "options: expected an object, got null"],
    [
      "an unknown way with bad rows",
      { scheme: "abc", onInvalid: "skip" },
      "unknown_name",
      "options.onInvalid: expected one of throw, collect, got a string of 4 characters",
    ],
    [
      "half a tier",
      { scheme: "quantile", tiers: 2.5 },
      "out_of_range",
      "options.tiers: expected a whole number from 2 to 100, got a positive number",
    ],
    [
      "101 named tiers",
      { scheme: "quantile", tiers: Array.from({ length: 101 }, (_, i) => `t${i}`) },
      "out_of_range",
      "options.tiers: expected 1 to 100 keys, got 101",
    ],
    [
      "a tier that is no text",
      { scheme: "quantile", tiers: ["a", 2] },
      "wrong_type",
      "options.tiers.1: expected a key, got a positive integer",
    ],
    [
      "a share that is no number",
      { scheme: "abc", shares: ["0.8"] },
      "wrong_type",
      "options.shares.0: expected a finite number, got a string of 3 characters",
    ],
    [
      "equal shares",
      { scheme: "abc", shares: [0.8, 0.8] },
      "out_of_range",
      "options.shares.1: expected cumulative shares between 0 and 1, increasing, got 0.8",
    ],
    [
      "fewer shares than part the tiers",
      { scheme: "abc", shares: [0.8], tiers: ["a", "b", "c"] },
      "length_mismatch",
      "options.shares: expected 2, one fewer than tiers, got 1",
    ],
    [
      "fewer thresholds than part the tiers",
      { scheme: "thresholds", thresholds: [1], tiers: 3 },
      "length_mismatch",
      "options.thresholds: expected 2, one fewer than tiers, got 1",
    ],
    [
      "equal thresholds",
      { scheme: "thresholds", thresholds: [1, 1] },
      "out_of_range",
      "options.thresholds.1: expected amounts in decreasing order, got 1",
    ],
    [
      "thresholds that are no list",
      { scheme: "thresholds", thresholds: 1 },
      "wrong_type",
      "options.thresholds: expected a list of numbers, got a positive integer",
    ],
    [
      "100 thresholds",
      { scheme: "thresholds", thresholds: Array.from({ length: 100 }, (_, i) => -i) },
      "out_of_range",
      "options.thresholds: expected fewer than 100, got 100",
    ],
    [
      "no threshold at all",
      { scheme: "thresholds", thresholds: [] },
      "out_of_range",
      "options.tiers: expected a whole number from 2 to 100, got a positive integer",
    ],
    [
      "a cut by orders",
      { scheme: "abc", cutBy: "orders" },
      "unknown_name",
      "options.cutBy: expected one of value, customers, got a string of 6 characters",
    ],
    [
      "another boundary",
      { scheme: "abc", boundary: "above" },
      "unknown_name",
      "options.boundary: expected one of include, exclude, got a string of 5 characters",
    ],
    [
      "another total",
      { scheme: "abc", total: "all" },
      "unknown_name",
      "options.total: expected one of gross, net, got a string of 3 characters",
    ],
    [
      "a loss tier without key",
      { scheme: "abc", lossTier: "" },
      "wrong_type",
      "options.lossTier: expected a key, got an empty string",
    ],
    [
      "a cut beside thresholds",
      { scheme: "thresholds", thresholds: [1], cutBy: "value" },
      "conflict",
      "options.cutBy: expected nothing with the scheme thresholds, got an option of another",
    ],
    [
      "a boundary beside thresholds",
      { scheme: "thresholds", thresholds: [1], boundary: "include" },
      "conflict",
      "options.boundary: expected nothing with the scheme thresholds, got an option of another",
    ],
    [
      "thresholds beside quantiles",
      { scheme: "quantile", thresholds: [1] },
      "conflict",
      "options.thresholds: expected nothing with the scheme quantile, got an option of another",
    ],
    [
      "fields that are no object",
      { scheme: "abc", fields: "value" },
      "wrong_type",
      "options.fields: expected an object, got a string of 5 characters",
    ],
  ];

  test.each(cases)("%s", (_name, options, code, message) => {
    expect(() => valueTiers(base(1), options as TierOptions)).toThrow(
      expect.objectContaining({ code, message }),
    );
  });

  test("a bare object of columns and a row without value", () => {
    const bare = { customerId: ["a"], value: [1] } as unknown as { customerId: string; value: number }[];
    expect(() => valueTiers(bare, { scheme: "abc" })).toThrow(/pass \{ columns: … \} around it/);
    const missing = [{ customerId: "a" } as { customerId: string; value: number }];
    expect(() => valueTiers(missing, { scheme: "abc" })).toThrow("values.0.value: expected a finite number");
  });

  test("what are no cut-offs", () => {
    const version = "cuts: expected the cuts of valueTiers, version 1, got another kind or version";
    const wrong: [unknown, string, string][] = [
      [null, "wrong_type", "cuts: expected the cuts of valueTiers, got null"],
      ["cuts", "wrong_type", "cuts: expected the cuts of valueTiers, got a string of 4 characters"],
      [{ tiers: ["A"] }, "wrong_type", "cuts: expected the cuts of valueTiers, got an object"],
      [{ edges: [] }, "wrong_type", "cuts: expected the cuts of valueTiers, got an object"],
      [{ kind: "rfmCuts", version: 1, tiers: [], edges: [] }, "unknown_version", version],
      [{ kind: "valueTiers", version: 2, tiers: [], edges: [] }, "unknown_version", version],
    ];
    for (const [cuts, code, message] of wrong) {
      for (const run of [() => applyTiers(cuts as never, base(1)), () => explainTier(cuts as never, 1)]) {
        expect(run).toThrow(expect.objectContaining({ name: "ScoringError", code, message }));
      }
    }
  });

  test("what is no customer, and what is no option", () => {
    const { cuts } = valueTiers(base(1), { scheme: "abc" });
    const customer = "customer: expected a number, or a row with a value, got";
    const refused: [() => unknown, string, string][] = [
      [() => tierOf(cuts, null as never), "wrong_type", `${customer} null`],
      [() => explainTier(cuts, "5" as never), "wrong_type", `${customer} a string of 1 character`],
      [() => explainTier(cuts, undefined as never), "wrong_type", `${customer} nothing`],
      [
        () => tierOf({ edges: [] } as never, 5),
        "wrong_type",
        "cuts: expected the cut-offs of tiers, got an object",
      ],
      [
        () => tierOf({ tiers: [] } as never, 5),
        "wrong_type",
        "cuts: expected the cut-offs of tiers, got an object",
      ],
      [
        () => applyTiers(cuts, base(1), { scheme: "abc" } as never),
        "unknown_name",
        "options.scheme: expected one of fields, onInvalid, got another name",
      ],
      [
        () => applyTiers(cuts, [{ customerId: "a", value: "5" }] as never),
        "wrong_type",
        "input.0.value: expected a finite number, got a string of 1 character",
      ],
    ];
    for (const [run, code, message] of refused) {
      expect(run).toThrow(expect.objectContaining({ name: "ScoringError", code, message }));
    }
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
