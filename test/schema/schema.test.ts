import { describe, expect, test } from "vitest";
import { rfmMaps, scoreRfm, valueTiers } from "../../src/index.ts";
import {
  guardJson,
  parseCuts,
  parsePolicy,
  parseRfmPolicy,
  parseSegmentMap,
  parseTiers,
  parseTransactions,
} from "../../src/schema/index.ts";

const base = Array.from({ length: 40 }, (_, i) => ({
  customerId: `c${i}`,
  recencyDays: (i * 17) % 90,
  orders: 1 + (i % 7),
  revenue: 10 + ((i * 31) % 113),
}));

describe("what was learned is read back as it was", () => {
  const policies = [
    {},
    { scheme: "nested" },
    { ties: "split-by-id" },
    { map: "chinese8" },
    { map: "klaviyo" },
  ] as const;

  test.each(policies)("cut-offs of %o", (policy) => {
    const { cuts } = scoreRfm(base, policy);
    expect(parseCuts(JSON.stringify(cuts))).toEqual(cuts);
  });

  test.each(Object.entries(rfmMaps))("the map %s", (_name, map) => {
    expect(parseSegmentMap(JSON.stringify(map))).toEqual(map);
  });

  test.each([
    { scheme: "abc" },
    { scheme: "pyramid" },
    { scheme: "quantile", tiers: 4 },
    { scheme: "thresholds", thresholds: [100, 50], tiers: ["gold", "silver", "none"] },
  ] as const)("tiers of %o", (policy) => {
    const { cuts } = valueTiers(base, { ...policy, fields: { value: "revenue" } });
    expect(parseTiers(JSON.stringify(cuts))).toEqual(cuts);
  });

  test("a policy that leaves out what it can", () => {
    const policy = { clv: null, lifecycle: null, rules: null };
    expect(parsePolicy(JSON.stringify(policy))).toEqual(policy);
  });

  test("a policy, as text and parsed", () => {
    const policy = {
      version: 1,
      timeUnit: "month",
      rfm: { bins: 5, map: "detailed11" },
      tiers: { scheme: "pyramid" },
    };
    expect(parsePolicy(JSON.stringify(policy))).toEqual(policy);
    expect(parsePolicy(policy)).toEqual(policy);
    expect(parsePolicy(policy)).not.toBe(policy);
    expect(parsePolicy(`\ufeff${JSON.stringify(policy)}`)).toEqual(policy);
  });
});

describe("hostile JSON ends in a typed error with the place", () => {
  const circular: { [name: string]: unknown } = {};
  circular["rfm"] = circular;
  const cases: [string, () => unknown, string, (string | number)[]][] = [
    ["a megabyte of brackets", () => parsePolicy("[".repeat(1_000_000)), "too_large", ["policy"]],
    [
      "brackets inside a text are no nesting",
      () => parsePolicy(`{"x":"${"[".repeat(100)}"}`),
      "unknown_name",
      ["policy", "x"],
    ],
    ["a circle", () => parsePolicy(circular), "too_large", ["policy", ...Array(7).fill("rfm")]],
    ["no JSON", () => parsePolicy("{"), "wrong_type", ["policy"]],
    ["null", () => parsePolicy(null), "wrong_type", ["policy"]],
    ["a name too many", () => parsePolicy({ rfn: {} }), "unknown_name", ["policy", "rfn"]],
    ["__proto__", () => parsePolicy('{ "__proto__": { "rfm": {} } }'), "unknown_name", ["policy"]],
    ["inherited choices", () => parsePolicy(Object.create({ rfm: {} })), "wrong_type", ["policy"]],
    ["a later version", () => parsePolicy({ version: 2 }), "unknown_version", ["policy", "version"]],
    [
      "NaN",
      () => parsePolicy({ rfm: { edges: { f: [Number.NaN] } } }),
      "not_finite",
      ["policy", "rfm", "edges", "f", 0],
    ],
    ["bins out of range", () => parseRfmPolicy({ bins: { r: 11 } }), "out_of_range", ["policy", "bins", "r"]],
    [
      "choices that do not fit",
      () => parseRfmPolicy({ bins: 4, map: "classic10" }),
      "conflict",
      ["policy", "bins"],
    ],
    [
      "another kind",
      () => parseCuts({ kind: "valueTiers", version: 1 }),
      "unknown_version",
      ["cuts", "kind"],
    ],
    ["half of it", () => parseCuts({ kind: "rfm", version: 1 }), "missing", ["cuts", "policy"]],
    [
      "an edge of text",
      () => parseTiers({ kind: "valueTiers", version: 1, tiers: [], edges: ["1"] }),
      "missing",
      ["tiers", "policy"],
    ],
    [
      "a day written otherwise",
      () => parseTransactions([{ customerId: 1, at: "5.1.2026", amount: 1 }]),
      "wrong_type",
      ["transactions", 0, "at"],
    ],
    ["a function", () => guardJson({ a: () => 1 }, "x"), "wrong_type", ["x", "a"]],
    [
      "too many values",
      () => guardJson([1, 2, 3], "x", { characters: 9, depth: 9, values: 2 }),
      "too_large",
      ["x"],
    ],
    [
      "too long a text",
      () => guardJson("[1,2,3,4,5]", "x", { characters: 9, depth: 9, values: 9 }),
      "too_large",
      ["x"],
    ],
  ];

  test.each(cases)("%s", (_name, run, code, path) => {
    let caught: unknown;
    try {
      run();
    } catch (error) {
      caught = error;
    }
    expect(caught).toMatchObject({ name: "ScoringError", code, path });
    expect((Object.prototype as { rfm?: unknown }).rfm).toBeUndefined();
  });

  test("a getter is read once, and what it gives later is not seen", () => {
    let reads = 0;
    const tricky = {
      get timeUnit() {
        reads += 1;
        return reads === 1 ? "week" : "fortnight";
      },
    };
    expect(parsePolicy(tricky).timeUnit).toBe("week");
    expect(reads).toBe(1);
  });
});
