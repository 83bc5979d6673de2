import { describe, expect, test } from "vitest";
import { checkRules, compileRules } from "../../src/rules/index.ts";

const facts = { city: "text", age: "number", renewsAt: "date", vip: "boolean" };
const events = { product: "text", amount: "number" };
const scores = { r: "number" };
/** A rule set of one rule. */
const of = (rule: unknown) => ({ facts, events, scores, segments: { it: rule } });
const age = { field: "age", op: "gt", value: 1 };

describe("problems name the code and the place", () => {
  const cases: [string, unknown, string, (string | number)[]][] = [
    ["nothing", undefined, "wrong_type", ["rules"]],
    ["a list", [], "wrong_type", ["rules"]],
    ["a misspelt part", { ...of(age), fact: {} }, "unknown_name", ["rules", "fact"]],
    ["another version", { ...of(age), version: 2 }, "unknown_version", ["rules", "version"]],
    ["no facts", { segments: { it: { all: [] } } }, "missing", ["rules", "facts"]],
    ["facts as a list", { ...of(age), facts: ["age"] }, "wrong_type", ["rules", "facts"]],
    ["an unknown kind", { ...of(age), facts: { age: "int" } }, "unknown_name", ["rules", "facts", "age"]],
    [
      "a fact called customerId",
      { ...of(age), facts: { ...facts, customerId: "text" } },
      "conflict",
      ["rules", "facts", "customerId"],
    ],
    [
      "an event field called at",
      { ...of(age), events: { at: "date" } },
      "conflict",
      ["rules", "events", "at"],
    ],
    ["too many facts", { ...of(age), facts: manyNames(100_001) }, "too_large", ["rules", "facts"]],
    ["no segments", { facts }, "missing", ["rules", "segments"]],
    ["segments as a list", { facts, segments: [age] }, "wrong_type", ["rules", "segments"]],
    ["no segment", { facts, segments: {} }, "empty", ["rules", "segments"]],
    [
      "a segment called customerId",
      { facts, segments: { customerId: age } },
      "conflict",
      ["rules", "segments", "customerId"],
    ],
    ["a text as rule", of("age > 1"), "wrong_type", ["rules", "segments", "it"]],
    ["null as rule", of(null), "wrong_type", ["rules", "segments", "it"]],
    ["an empty rule", of({}), "missing", ["rules", "segments", "it"]],
    [
      "a rule in any that is missing",
      of({ any: [age, undefined] }),
      "missing",
      ["rules", "segments", "it", "any", 1],
    ],
    ["all of an object", of({ all: { 0: age } }), "wrong_type", ["rules", "segments", "it", "all"]],
    ["two groups in one", of({ all: [age], any: [age] }), "unknown_name", ["rules", "segments", "it", "any"]],
    [
      "an unknown field",
      of({ field: "agee", op: "gt", value: 1 }),
      "unknown_name",
      ["rules", "segments", "it", "field"],
    ],
    [
      "an inherited field",
      of({ field: "constructor", op: "gt", value: 1 }),
      "unknown_name",
      ["rules", "segments", "it", "field"],
    ],
    [
      "a field that is no text",
      of({ field: 5, op: "gt", value: 1 }),
      "wrong_type",
      ["rules", "segments", "it", "field"],
    ],
    ["a misspelt key", of({ ...age, values: 1 }), "unknown_name", ["rules", "segments", "it", "values"]],
    ["no operator", of({ field: "age", value: 1 }), "missing", ["rules", "segments", "it", "op"]],
    [
      "an operator of text on a number",
      of({ field: "age", op: "contains", value: "1" }),
      "unknown_name",
      ["rules", "segments", "it", "op"],
    ],
    [
      "an inherited operator",
      of({ field: "age", op: "toString", value: 1 }),
      "unknown_name",
      ["rules", "segments", "it", "op"],
    ],
    [
      "an operator that is no text",
      of({ field: "age", op: 1, value: 1 }),
      "wrong_type",
      ["rules", "segments", "it", "op"],
    ],
    [
      "a regular expression",
      of({ field: "city", op: "matches", value: "(a+)+" }),
      "unknown_name",
      ["rules", "segments", "it", "op"],
    ],
    ["no value", of({ field: "age", op: "gt" }), "missing", ["rules", "segments", "it", "value"]],
    [
      "a text for a number",
      of({ field: "age", op: "gt", value: "1" }),
      "wrong_type",
      ["rules", "segments", "it", "value"],
    ],
    [
      "NaN",
      of({ field: "age", op: "gt", value: Number.NaN }),
      "not_finite",
      ["rules", "segments", "it", "value"],
    ],
    [
      "a number for a text",
      of({ field: "city", op: "eq", value: 1 }),
      "wrong_type",
      ["rules", "segments", "it", "value"],
    ],
    [
      "a text for yes or no",
      of({ field: "vip", op: "eq", value: "true" }),
      "wrong_type",
      ["rules", "segments", "it", "value"],
    ],
    [
      "a value beside isSet",
      of({ field: "age", op: "isSet", value: 1 }),
      "conflict",
      ["rules", "segments", "it", "value"],
    ],
    [
      "a range of one",
      of({ field: "age", op: "between", value: [1] }),
      "wrong_type",
      ["rules", "segments", "it", "value"],
    ],
    [
      "a range that runs back",
      of({ field: "age", op: "between", value: [2, 1] }),
      "out_of_range",
      ["rules", "segments", "it", "value"],
    ],
    [
      "an endless range",
      of({ field: "age", op: "between", value: [0, Infinity] }),
      "not_finite",
      ["rules", "segments", "it", "value", 1],
    ],
    [
      "dates that run back",
      of({ field: "renewsAt", op: "between", value: ["2026-02-01", "2026-01-01"] }),
      "out_of_range",
      ["rules", "segments", "it", "value"],
    ],
    [
      "no list",
      of({ field: "city", op: "in", value: "Shanghai" }),
      "wrong_type",
      ["rules", "segments", "it", "value"],
    ],
    [
      "a list with a hole",
      of({ field: "city", op: "in", value: ["a", null] }),
      "wrong_type",
      ["rules", "segments", "it", "value", 1],
    ],
    [
      "a list of a million",
      of({ field: "age", op: "in", value: new Array(1_000_000).fill(1) }),
      "too_large",
      ["rules", "segments", "it", "value"],
    ],
    [
      "a day that does not exist",
      of({ field: "renewsAt", op: "before", value: "2026-02-30" }),
      "invalid_date",
      ["rules", "segments", "it", "value"],
    ],
    [
      "a time of day",
      of({ field: "renewsAt", op: "before", value: "2026-02-01T00:00:00Z" }),
      "invalid_date",
      ["rules", "segments", "it", "value"],
    ],
    [
      "a number for a date",
      of({ field: "renewsAt", op: "before", value: 20_000 }),
      "wrong_type",
      ["rules", "segments", "it", "value"],
    ],
    [
      "two directions",
      of({ field: "renewsAt", op: "before", value: { ago: { days: 1 }, ahead: { days: 1 } } }),
      "wrong_type",
      ["rules", "segments", "it", "value"],
    ],
    [
      "an unknown unit",
      of({ field: "renewsAt", op: "inLast", value: { day: 30 } }),
      "unknown_name",
      ["rules", "segments", "it", "value", "day"],
    ],
    [
      "half a day",
      of({ field: "renewsAt", op: "inLast", value: { days: 0.5 } }),
      "out_of_range",
      ["rules", "segments", "it", "value", "days"],
    ],
    [
      "more than all time",
      of({ field: "renewsAt", op: "before", value: { ago: { years: 1e9 } } }),
      "out_of_range",
      ["rules", "segments", "it", "value", "ago"],
    ],
    [
      "a bare number of days",
      of({ field: "renewsAt", op: "inLast", value: 30 }),
      "wrong_type",
      ["rules", "segments", "it", "value"],
    ],
    [
      "a score that is not declared",
      of({ score: "f", op: "gt", value: 1 }),
      "unknown_name",
      ["rules", "segments", "it", "score"],
    ],
    [
      "a segment that is not there",
      of({ segment: "vips" }),
      "unknown_name",
      ["rules", "segments", "it", "segment"],
    ],
    ["a segment by number", of({ segment: 0 }), "wrong_type", ["rules", "segments", "it", "segment"]],
    [
      "an operator beside a segment",
      of({ segment: "it", op: "eq" }),
      "unknown_name",
      ["rules", "segments", "it", "op"],
    ],
    [
      "an unknown function",
      of({ aggregate: "median", of: "amount", op: "gt", value: 1 }),
      "unknown_name",
      ["rules", "segments", "it", "aggregate"],
    ],
    [
      "a count of something",
      of({ aggregate: "count", of: "amount", op: "gt", value: 1 }),
      "conflict",
      ["rules", "segments", "it", "of"],
    ],
    [
      "a sum of nothing",
      of({ aggregate: "sum", op: "gt", value: 1 }),
      "missing",
      ["rules", "segments", "it", "of"],
    ],
    [
      "a sum of text",
      of({ aggregate: "sum", of: "product", op: "gt", value: 1 }),
      "wrong_type",
      ["rules", "segments", "it", "of"],
    ],
    [
      "an unknown event field",
      of({ aggregate: "distinct", of: "age", op: "gt", value: 1 }),
      "unknown_name",
      ["rules", "segments", "it", "of"],
    ],
    [
      "two windows",
      of({ aggregate: "count", inLast: { days: 1 }, from: "2026-01-01", op: "gt", value: 1 }),
      "conflict",
      ["rules", "segments", "it", "inLast"],
    ],
    [
      "a window of nothing",
      of({ aggregate: "count", inLast: {}, op: "gt", value: 1 }),
      "empty",
      ["rules", "segments", "it", "inLast"],
    ],
    [
      "a fact where events are asked",
      of({ aggregate: "count", where: age, op: "gt", value: 1 }),
      "unknown_name",
      ["rules", "segments", "it", "where", "field"],
    ],
    [
      "a segment where events are asked",
      of({ aggregate: "count", where: { segment: "it" }, op: "gt", value: 1 }),
      "missing",
      ["rules", "segments", "it", "where"],
    ],
    [
      "a misspelt key of an aggregate",
      of({ aggregate: "count", within: { days: 1 }, op: "gt", value: 1 }),
      "unknown_name",
      ["rules", "segments", "it", "within"],
    ],
    [
      "a text on a count",
      of({ aggregate: "count", op: "contains", value: "1" }),
      "unknown_name",
      ["rules", "segments", "it", "op"],
    ],
  ];

  test.each(cases)("%s", (_name, rules, code, path) => {
    const { ok, problems } = checkRules(rules);
    expect(ok).toBe(false);
    expect(problems[0]).toMatchObject({ code, path });
    expect(() => compileRules(rules as never)).toThrow(expect.objectContaining({ code, path }));
  });

  test("all are listed, up to a hundred, and none holds a value", () => {
    const wrong = { field: "secret", op: "eq", value: "4111-1111" };
    const { problems } = checkRules(of({ all: new Array(200).fill(wrong) }));
    expect(problems.length).toBe(100);
    expect(problems[7]?.path).toEqual(["rules", "segments", "it", "all", 7, "field"]);
    expect(JSON.stringify(problems)).not.toMatch(/secret|4111/);
  });
});

describe("hostile rules end in a typed error in bounded time", () => {
  const cases: [string, () => unknown, string][] = [
    ["100,000 levels deep", () => of(nested(100_000)), "too_large"],
    ["101 levels deep", () => of(nested(100)), "too_large"],
    ["1,000,000 wide", () => of({ any: new Array(1_000_000).fill(age) }), "too_large"],
    ["a group that holds itself", () => of(loop()), "too_large"],
    ["groups that double at each level", () => of(doubled(60)), "too_large"],
    ["a where that holds itself", () => of(whereLoop()), "too_large"],
    ["1,000,000 segments", () => ({ facts, segments: manyNames(1_000_000) }), "too_large"],
    ["a segment of itself", () => of({ segment: "it" }), "cycle"],
    [
      "a circle of segments",
      () => ({
        facts,
        segments: { a: { not: { segment: "b" } }, b: { any: [{ segment: "c" }] }, c: { segment: "a" } },
      }),
      "cycle",
    ],
  ];

  test.each(cases)("%s", (_name, make, code) => {
    const rules = make();
    const before = performance.now();
    expect(checkRules(rules).problems[0]?.code).toBe(code);
    expect(performance.now() - before).toBeLessThan(5000);
  });

  test("a chain of 50,000 segments is no circle", () => {
    const segments: Record<string, unknown> = { s0: age };
    for (let i = 1; i < 50_000; i += 1) segments[`s${i}`] = { segment: `s${i - 1}` };
    expect(checkRules({ facts, segments }).ok).toBe(true);
  });

  test("100 levels are still read", () => {
    expect(checkRules(of(nested(99))).ok).toBe(true);
  });
});

describe("warnings", () => {
  const warned = (rule: unknown) => {
    const { ok, warnings } = checkRules({ facts: { age: "number", city: "text" }, segments: { it: rule } });
    expect(ok).toBe(true);
    return warnings.filter(({ code }) => code !== "rules_unused").map(({ code }) => code);
  };
  const city = (value: string) => ({ field: "city", op: "eq", value });
  const test_ = (op: string, value: unknown) => ({ field: "age", op, value });
  const cases: [string, unknown, string[]][] = [
    ["any of nothing", { any: [] }, ["rules_never"]],
    ["all of nothing", { all: [] }, ["rules_always"]],
    ["not never", { not: { any: [] } }, ["rules_always"]],
    ["in an empty list", test_("in", []), ["rules_never"]],
    ["in an empty list of texts", { field: "city", op: "in", value: [] }, ["rules_never"]],
    ["not in an empty list", test_("notIn", []), ["rules_always"]],
    ["two cities at once", { all: [city("a"), city("b")] }, ["rules_never"]],
    ["one city twice", { all: [city("a"), city("a")] }, []],
    ["either city", { any: [city("a"), city("b")] }, []],
    ["a range that excludes itself", { all: [test_("gte", 13), test_("lt", 10)] }, ["rules_never"]],
    ["above what is the most", { all: [test_("lte", 5), test_("gt", 5)] }, ["rules_never"]],
    ["below what is the least", { all: [test_("gte", 5), test_("lt", 5)] }, ["rules_never"]],
    ["at both ends", { all: [test_("gte", 5), test_("lte", 5)] }, []],
    ["between two open ends", { all: [test_("gt", 5), test_("lt", 6)] }, []],
    ["an open end that a closed one passes", { all: [test_("gt", 5), test_("gte", 6), test_("lte", 6)] }, []],
    ["a negative condition excludes nothing", { all: [test_("neq", 1), test_("eq", 1)] }, []],
    ["one that never holds among any", { any: [{ any: [] }, test_("gt", 1)] }, []],
    ["one that never holds among all", { all: [{ any: [] }, test_("gt", 1)] }, ["rules_never"]],
    ["one that always holds among any", { any: [{ all: [] }, test_("gt", 1)] }, ["rules_always"]],
  ];

  test.each(cases)("%s", (_name, rule, codes) => {
    expect(warned(rule)).toEqual(codes);
  });

  test("what a segment refers to decides it", () => {
    const segments = { a: { segment: "b" }, b: { any: [] } };
    expect(checkRules({ facts: {}, segments }).warnings).toEqual([
      { code: "rules_never", segment: "a" },
      { code: "rules_never", segment: "b" },
    ]);
  });

  test("declared names that nothing reads", () => {
    const used = {
      aggregate: "sum",
      of: "amount",
      where: { field: "product", op: "isSet" },
      op: "gt",
      value: 1,
    };
    const declared = { facts: { age: "number" }, events, scores: { r: "number", f: "number" } };
    const { warnings } = checkRules({
      ...declared,
      segments: { a: used, b: { score: "r", op: "gt", value: 3 } },
    });
    expect(warnings).toEqual([
      { code: "rules_unused", name: "facts.age" },
      { code: "rules_unused", name: "scores.f" },
    ]);
  });

  test("dates that depend on the day of looking are not judged", () => {
    const rule = {
      all: [
        { field: "renewsAt", op: "before", value: { ago: { days: 5 } } },
        { field: "renewsAt", op: "after", value: { ago: { days: 5 } } },
      ],
    };
    expect(checkRules({ facts: { renewsAt: "date" }, segments: { it: rule } }).warnings).toEqual([]);
  });
});

function manyNames(count: number): Record<string, string> {
  return Object.fromEntries(Array.from({ length: count }, (_, i) => [`n${i}`, "text"]));
}

/** A rule under so many `not`s. */
function nested(depth: number): unknown {
  let rule: unknown = age;
  for (let i = 0; i < depth; i += 1) rule = { not: rule };
  return rule;
}

function loop(): unknown {
  const group: { all: unknown[] } = { all: [] };
  group.all.push(group);
  return group;
}

function whereLoop(): unknown {
  const rule: { [name: string]: unknown } = { aggregate: "count", op: "gt", value: 0 };
  rule["where"] = rule;
  return rule;
}

function doubled(levels: number): unknown {
  let rule: unknown = age;
  for (let i = 0; i < levels; i += 1) rule = { all: [rule, rule] };
  return rule;
}
