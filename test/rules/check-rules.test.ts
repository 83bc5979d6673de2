import { describe, expect, test } from "vitest";
import { checkRules } from "../../src/rules/index.ts";
import { age, events, facts, manyNames, of } from "./base.ts";

describe("problems", () => {
  test("all are listed, up to a hundred, and none holds a value", () => {
    const wrong = { field: "secret", op: "eq", value: "4111-1111" };
    const { problems } = checkRules(of({ all: new Array(200).fill(wrong) }));
    expect(problems.length).toBe(100);
    expect(problems[7]?.path).toEqual(["rules", "segments", "it", "all", 7, "field"]);
    expect(JSON.stringify(problems)).not.toMatch(/secret|4111/);
  });
});

describe("hostile rules end in a typed error in bounded time", () => {
  const deep = "too_large rules.segments.it: at most 100 levels, got more";
  const wide = "too_large rules.segments.it: at most 100000 conditions in all, got more";
  const circle = "segments that refer to each other in no circle, got a circle";
  const cases: [string, () => unknown, string][] = [
    ["100,000 levels deep", () => of(nested(100_000)), deep],
    ["101 levels deep", () => of(nested(100)), deep],
    ["1,000,000 wide", () => of({ any: new Array(1_000_000).fill(age) }), wide],
    ["wider by one than is allowed", () => of({ any: new Array(100_000).fill(age) }), wide],
    ["a group that holds itself", () => of(loop()), deep],
    ["groups that double at each level", () => of(doubled(60)), wide],
    ["a where that holds itself", () => of(whereLoop()), deep],
    [
      "200,000 segments",
      () => ({ facts, segments: manyNames(200_000) }),
      "too_large rules.segments: at most 100000, got more",
    ],
    ["a segment of itself", () => of({ segment: "it" }), `cycle rules.segments.it: ${circle}`],
    [
      "a circle of segments",
      () => ({
        facts,
        segments: {
          z: age,
          a: { not: { segment: "b" } },
          b: { any: [{ segment: "c" }] },
          c: { segment: "a" },
        },
      }),
      `cycle rules.segments.a: ${circle}`,
    ],
  ];

  test.each(cases)("%s", (_name, make, sentence) => {
    const rules = make();
    const before = process.cpuUsage();
    const [problem] = checkRules(rules).problems;
    const { user, system } = process.cpuUsage(before);
    expect(`${problem?.code} ${problem?.path.join(".")}: ${problem?.expected}, got ${problem?.got}`).toBe(
      sentence,
    );
    expect((user + system) / 1e6).toBeLessThan(5);
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
    const { ok, warnings } = checkRules({
      facts: { age: "number", size: "number", city: "text" },
      segments: { it: rule },
    });
    expect(ok).toBe(true);
    return warnings.filter(({ code }) => code !== "rules_unused").map(({ code }) => code);
  };
  const city = (value: string) => ({ field: "city", op: "eq", value });
  const test_ = (op: string, value: unknown) => ({ field: "age", op, value });
  const cases: [string, unknown, string[]][] = [
    ["any of nothing", { any: [] }, ["rules_never"]],
    ["all of nothing", { all: [] }, ["rules_always"]],
    ["not never", { not: { any: [] } }, ["rules_always"]],
    ["not always", { not: { all: [] } }, ["rules_never"]],
    ["not what depends", { not: test_("gt", 1) }, []],
    ["a text that contains another", { all: [{ field: "city", op: "contains", value: "b" }, city("a")] }, []],
    ["a list beside a bound", { all: [test_("in", [1]), test_("gt", 5)] }, []],
    [
      "bounds on two columns",
      { all: [test_("gt", 5), city("a"), { field: "size", op: "lt", value: 5 }] },
      [],
    ],
    ["a bound that is met by one number", { all: [test_("between", [5, 5]), test_("gte", 5)] }, []],
    [
      "a bound that is passed by a list of ends",
      { all: [test_("between", [5, 6]), test_("gt", 6)] },
      ["rules_never"],
    ],
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

  test("each is told with its segment", () => {
    const segments = { none: { any: [] }, everybody: { all: [] }, some: age };
    expect(checkRules({ facts: { age: "number" }, segments }).warnings).toEqual([
      { code: "rules_never", segment: "none" },
      { code: "rules_always", segment: "everybody" },
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
