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
