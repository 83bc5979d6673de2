import { describe, expect, test } from "vitest";
import { ScoringError } from "../../../src/core/index.ts";
import { compileRules, matchRules } from "../../../src/rules/index.ts";
import { segmentByRules } from "../../../src/segmentation/index.ts";

const asOf = "2026-01-31";
const rules = {
  facts: { orders: "number", city: "text" },
  events: { product: "text" },
  scores: { r: "number" },
  segments: {
    coffee: {
      aggregate: "count",
      where: { field: "product", op: "eq", value: "coffee" },
      inLast: { days: 90 },
      op: "gte",
      value: 2,
    },
    regulars: { field: "orders", op: "gte", value: 3 },
    recent: { score: "r", op: "gte", value: 4 },
    both: { all: [{ segment: "coffee" }, { segment: "regulars" }] },
    nobody: { any: [] },
  },
} as const;
const customers = [
  { customerId: "ann", orders: 5, city: "Hangzhou" },
  { customerId: "bob", orders: 3, city: null },
  { customerId: "cat", orders: null, city: "Beijing" },
  { customerId: "__proto__", orders: 1, city: "Beijing" },
];
const events = [
  { customerId: "ann", at: "2026-01-05", product: "coffee" },
  { customerId: "ann", at: "2026-01-06", product: "coffee" },
  { customerId: "cat", at: "2026-01-06", product: "tea" },
];
const scores = [{ customerId: "cat", r: 5 }];
const found = segmentByRules(rules, customers, { asOf, events, scores });

describe("segmentByRules", () => {
  test("gives each customer their first segment and all of them, in the order of the rules", () => {
    expect(found.toRows()).toEqual([
      { customerId: "ann", segment: "coffee", segments: ["coffee", "regulars", "both"] },
      { customerId: "bob", segment: "regulars", segments: ["regulars"] },
      { customerId: "cat", segment: "recent", segments: ["recent"] },
      { customerId: "__proto__", segment: null, segments: [] },
    ]);
    expect(found.asOf).toBe(asOf);
  });

  test("sums up each segment, an empty one too", () => {
    expect(found.summary).toEqual([
      { segment: "coffee", customers: 1, share: 0.25, first: 1, alone: 0 },
      { segment: "regulars", customers: 2, share: 0.5, first: 1, alone: 1 },
      { segment: "recent", customers: 1, share: 0.25, first: 1, alone: 1 },
      { segment: "both", customers: 1, share: 0.25, first: 0, alone: 0 },
      { segment: "nobody", customers: 0, share: 0, first: 0, alone: 0 },
    ]);
  });

  test("says how many are covered, who is not, and which segments overlap, most first", () => {
    expect(found.coverage).toEqual({ customers: 4, matched: 3, share: 0.75, inSeveral: 1 });
    expect(found.unmatched).toEqual(["__proto__"]);
    expect(found.overlaps).toEqual([
      { segments: ["coffee", "regulars"], customers: 1, jaccard: 0.5 },
      { segments: ["coffee", "both"], customers: 1, jaccard: 1 },
      { segments: ["regulars", "both"], customers: 1, jaccard: 0.5 },
    ]);
  });

  test("takes compiled rules, columns and nobody at all", () => {
    const compiled = compileRules(rules);
    const columns = { customerId: ["ann"], orders: [9], city: [null] };
    expect(segmentByRules(compiled, { columns }, { asOf, events, scores }).columns.segment).toEqual([
      "coffee",
    ]);
    const none = segmentByRules(compiled, [], { asOf, events, scores });
    expect(none.coverage).toEqual({ customers: 0, matched: 0, share: null, inSeveral: 0 });
    expect(none.summary[0]?.share).toBeNull();
  });

  test("sets bad rows aside where asked", () => {
    const bad = [...customers, { customerId: "eve", orders: "9" }];
    const kept = segmentByRules(rules, bad as never, { asOf, events, scores, onInvalid: "collect" });
    expect(kept.rejected).toMatchObject([{ row: 4, field: "orders", code: "wrong_type" }]);
    expect(kept.length).toBe(4);
  });
});

describe("refusals name the code and the place", () => {
  const cases: [string, () => unknown, string, string][] = [
    [
      "no rules",
      () => segmentByRules(undefined as never, [], { asOf }),
      "wrong_type",
      "rules: expected { facts, segments }, got nothing",
    ],
    [
      "no asOf",
      () => segmentByRules(rules, customers, { events, scores } as never),
      "missing",
      'options.asOf: expected a date such as "2026-01-31" (nothing here reads the clock), got nothing',
    ],
    [
      "no events",
      () => segmentByRules(rules, customers, { asOf, scores }),
      "missing",
      "options.events: expected events, which the rules ask for, got nothing",
    ],
    [
      "a circle",
      () =>
        segmentByRules({ facts: {}, segments: { a: { segment: "b" }, b: { segment: "a" } } }, [], { asOf }),
      "cycle",
      "rules.segments.a: expected segments that refer to each other in no circle, got a circle",
    ],
    [
      "100,000 levels",
      () => segmentByRules({ facts: {}, segments: { a: deep(100_000) } } as never, [], { asOf }),
      "too_large",
      "rules.segments.a: expected at most 100 levels, got more",
    ],
    [
      "a million conditions",
      () =>
        segmentByRules({ facts: { n: "number" }, segments: { a: wide(1_000_000) } } as never, [], { asOf }),
      "too_large",
      "rules.segments.a: expected at most 100000 conditions in all, got more",
    ],
    [
      "more segments than can be compared",
      () => segmentByRules({ facts: {}, segments: many(1001) } as never, [], { asOf }),
      "too_large",
      "rules.segments: expected at most 1000 segments, got 1001",
    ],
    [
      "a field that is not declared",
      () =>
        segmentByRules({ facts: {}, segments: { a: { field: "__proto__", op: "isSet" } } } as never, [], {
          asOf,
        }),
      "unknown_name",
      "rules.segments.a.field: expected a declared name, got another name",
    ],
    [
      "an option that is not",
      () => segmentByRules(rules, [], { asOf, event: [] } as never),
      "unknown_name",
      "options.event: expected one of asOf, timeZone, numericTime, events, scores, fields, eventFields, scoreFields, onInvalid, got another name",
    ],
    [
      "no customers",
      () => segmentByRules({ facts: {}, segments: { a: { all: [] } } }, null as never, { asOf }),
      "wrong_type",
      "customers: expected an array of rows or { columns }, got null",
    ],
    [
      "an unknown fallback",
      () => segmentByRules({ facts: {}, segments: { a: { all: [] } } }, [], { asOf, other: "x" } as never),
      "unknown_name",
      "options.other: expected one of asOf, timeZone, numericTime, events, scores, fields, eventFields, scoreFields, onInvalid, got another name",
    ],
  ];
  test.each(cases)("%s", (_name, run, code, message) => {
    const started = performance.now();
    let error: unknown;
    try {
      run();
    } catch (thrown) {
      error = thrown;
    }
    expect(error).toBeInstanceOf(ScoringError);
    expect(error).toMatchObject({ code, message });
    expect(performance.now() - started).toBeLessThan(5000);
  });
});

test("a fact named __proto__ is a fact like others", () => {
  const facts = JSON.parse('{ "__proto__": "number" }') as Record<never, never>;
  const set = { facts, segments: { high: { field: "__proto__", op: "gt", value: 1 } } };
  const people = [
    JSON.parse('{ "customerId": "ann", "__proto__": 2 }'),
    JSON.parse('{ "customerId": "bob", "__proto__": 0 }'),
    { customerId: "cat" },
  ];
  expect(segmentByRules(set as never, people as never, { asOf }).columns.segment).toEqual([
    "high",
    null,
    null,
  ]);
});

test("membership is that of matchRules", () => {
  const matches = matchRules(compileRules(rules), customers, { asOf, events, scores });
  for (const name of matches.columns.customerId.keys()) {
    const row = matches.row(name);
    const inside = (["coffee", "regulars", "recent", "both", "nobody"] as const).filter((key) => row[key]);
    expect(found.columns.segments[name]).toEqual(inside);
  }
});

function deep(levels: number): unknown {
  let rule: unknown = { all: [] };
  for (let i = 0; i < levels; i += 1) rule = { not: rule };
  return rule;
}

function wide(count: number): unknown {
  return { any: new Array(count).fill({ field: "n", op: "eq", value: 1 }) };
}

function many(count: number): Record<string, unknown> {
  return Object.fromEntries(Array.from({ length: count }, (_, i) => [`s${i}`, { all: [] }]));
}
