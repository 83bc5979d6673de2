import { describe, expect, test } from "vitest";
import { checkLifecycle, defineLifecycle, type Lifecycle, stageOf } from "../../src/lifecycle/index.ts";
import { caught } from "../core/base.ts";
import { day, define as defineSmall, ready } from "./base.ts";

const spec = {
  stages: ["free", "paid", "gone"],
  events: ["order", "stop"],
  facts: {
    orders: "number",
    plan: "text",
    vip: "boolean",
    last: "date",
    frequency: "number",
    meanGapDays: "number",
  },
  initial: "free",
  thresholds: {
    short: { rule: "fixed", days: 10 },
    some: { rule: "base-quantile", probability: 0.5, days: 20 },
    own: { rule: "own-ratio", ratio: 2, days: 5 },
  },
};
const define = (changes: object): Lifecycle =>
  defineLifecycle({ ...spec, ...changes } as never) as unknown as Lifecycle;
const order = { from: "free", on: "order", to: "paid" };
const rest = [
  { from: ["paid", "gone"], on: "stop", to: "free" },
  { from: "free", on: "stop", to: "gone" },
];
const problems = (...transitions: object[]) =>
  checkLifecycle(define({ transitions: [...transitions, ...rest] })).map(({ code, ...facts }) => [
    code,
    facts,
  ]);
const place = { stage: "free", event: "order" };
const overlap = ["lifecycle_overlap", { ...place, first: 0, second: 1 }];
const gap = ["lifecycle_gap", place];
const never = (transition: number, more: object = place) => ["lifecycle_never", { ...more, transition }];

describe("checkLifecycle tries conditions", () => {
  const when = (field: string, op: string, value?: unknown) => ({
    field,
    op,
    ...(value !== undefined && { value }),
  });
  test.each<[string, object[], unknown[]]>([
    ["of numbers beside each other", [when("orders", "lt", 3), when("orders", "gte", 3)], [gap]],
    ["of numbers with one between", [when("orders", "lt", 3), when("orders", "gt", 3)], [gap]],
    ["of numbers that share one", [when("orders", "lte", 3), when("orders", "gte", 3)], [overlap, gap]],
    ["of all numbers, known or not", [when("orders", "isNotSet"), when("orders", "isSet")], []],
    ["of texts", [when("plan", "eq", "pro"), when("plan", "neq", "pro")], []],
    ["of the same text", [when("plan", "startsWith", "pro"), when("plan", "endsWith", "me")], [overlap, gap]],
    ["inside texts", [when("plan", "contains", "a"), when("plan", "notContains", "a")], []],
    ["of truths", [when("vip", "eq", true), when("vip", "eq", false)], [gap]],
    [
      "of a truth and whether it is known",
      [when("vip", "isSet"), when("vip", "eq", false)],
      [overlap, gap, never(1)],
    ],
    ["of dates", [when("last", "before", day(0)), when("last", "after", day(0))], [gap]],
    [
      "of dates that share one",
      [when("last", "onOrBefore", day(0)), when("last", "onOrAfter", day(0))],
      [overlap, gap],
    ],
    ["of a list and its rest", [when("orders", "in", [1, 2]), when("orders", "notIn", [1, 2])], []],
  ])("%s", (_name, [first, second], expected) => {
    expect(problems({ ...order, when: first }, { ...order, to: "gone", when: second })).toEqual(expected);
  });

  test("and the days that transitions ask for", () => {
    const early = { ...order, before: { atLeast: 5 } };
    expect(problems(early, { ...order, to: "gone", after: { atLeast: 5 } })).toEqual([]);
    expect(problems(early, { ...order, to: "gone", after: { moreThan: 5 } })).toEqual([gap]);
    expect(problems(early, { ...order, to: "gone", after: { moreThan: 3 } })).toEqual([overlap]);
    const named = { ...order, before: { atLeast: "short" } };
    expect(problems(named, { ...order, to: "gone", after: { atLeast: 10 } })).toEqual([]);
    expect(problems(named, { ...order, to: "gone", after: { atLeast: 11 } })).toEqual([gap]);
    // From a date that may not be known: then it is neither long ago nor not so.
    const since = { ...order, before: { since: "last", moreThan: 5 } };
    expect(problems(since, { ...order, to: "gone", after: { since: "last", moreThan: 5 } })).toEqual([gap]);
    expect(problems(since, { ...order, to: "gone", after: { since: "last", atLeast: 5 } })).toEqual([
      overlap,
      gap,
    ]);
  });

  test("that only order decides, unless one is for the rest, leads to the same, or takes precedence", () => {
    const many = { ...order, when: when("orders", "gte", 3) };
    const some = { ...order, to: "gone", when: when("orders", "gte", 2) };
    expect(problems(many, some)).toEqual([overlap, gap]);
    expect(problems({ ...many, priority: 1 }, some)).toEqual([gap]);
    expect(problems(many, { ...some, to: "paid" })).toEqual([gap]);
    expect(problems(many, { ...order, to: "gone" })).toEqual([]);
    expect(problems(many, { ...order, to: "gone", after: { atLeast: 1 } })).toEqual([overlap, gap]);
    expect(problems(order, many)).toEqual([never(1)]);
  });

  test("up to 20,000 combinations, and says where there are more", () => {
    const facts = Object.fromEntries(Array.from({ length: 8 }, (_, i) => [`f${i}`, "number"]));
    const all = (count: number) => ({
      all: Array.from({ length: count }, (_, i) => ({ field: `f${i}`, op: "eq", value: 1 })),
    });
    const codes = (count: number) =>
      checkLifecycle(
        define({ facts, thresholds: {}, transitions: [{ ...order, when: all(count) }, order, ...rest] }),
      );
    expect(codes(7)).toEqual([]);
    expect(codes(8)).toEqual([{ code: "lifecycle_not_all_tried", ...place }]);
  });
});

describe("checkLifecycle compares times", () => {
  const later = (clock: object, more: object = {}) => ({
    from: "paid",
    to: "gone",
    after: { since: "last", ...clock },
    ...more,
  });
  const late = (one: object, other: object) =>
    problems(order, one, { ...other, to: "free" }).map(([code, facts]) => [
      code,
      (facts as { transition?: number }).transition,
    ]);
  test.each<[string, object, object, unknown[]]>([
    ["the longer never ends", later({ moreThan: 5 }), later({ moreThan: 6 }), [["lifecycle_never", 2]]],
    ["the longer may stand first", later({ moreThan: 6 }), later({ moreThan: 5 }), [["lifecycle_never", 1]]],
    [
      "of the same the first is taken",
      later({ moreThan: 5 }),
      later({ atLeast: 6 }),
      [["lifecycle_never", 2]],
    ],
    ["by fractions of days", later({ moreThan: 5.5 }), later({ atLeast: 5.5 }), [["lifecycle_never", 2]]],
    [
      "fixed and of the base by name",
      later({ moreThan: "some" }),
      later({ moreThan: "short" }),
      [["lifecycle_never", 1]],
    ],
    ["but not of customers' own rhythm", later({ moreThan: "own" }), later({ moreThan: 6 }), []],
    ["nor from another day", later({ moreThan: 5 }), { from: "paid", after: { atLeast: 6 } }, []],
    [
      "nor under a condition",
      later({ moreThan: 5 }, { when: { field: "vip", op: "isSet" } }),
      later({ moreThan: 6 }),
      [],
    ],
    [
      "nor with what waits for facts",
      later({ moreThan: 5 }),
      { from: "paid", when: { field: "vip", op: "isSet" } },
      [],
    ],
  ])("%s", (_name, one, other, expected) => {
    expect(late(one, other)).toEqual(expected);
  });
});

test("stages are reached by time and by events, and left for others only", () => {
  const codes = (transitions: readonly object[]) =>
    checkLifecycle(define({ transitions })).map(({ code, stage }) => [code, stage]);
  expect(
    codes([
      { from: "free", after: { atLeast: 3 }, to: "paid" },
      { from: "paid", on: "order", to: "gone" },
    ]),
  ).toEqual([["lifecycle_dead_end", "gone"]]);
  expect(codes([order, { from: "paid", on: "order", to: "paid" }])).toEqual([
    ["lifecycle_unreachable", "gone"],
    ["lifecycle_dead_end", "paid"],
    ["lifecycle_dead_end", "gone"],
  ]);
});

describe("circles of one day", () => {
  const circle = (...transitions: object[]) => caught(() => define({ transitions }));
  const go = (from: string, to: string, more: object) => ({ from, to, ...more });
  const vip = { when: { field: "vip", op: "eq", value: true } };
  test.each<[string, object[], number | undefined]>([
    [
      "over three stages",
      [go("free", "paid", vip), go("paid", "gone", vip), go("gone", "free", vip)],
      expect.any(Number) as never,
    ],
    [
      "at once and by facts",
      [go("free", "paid", { after: { atLeast: 0 } }), go("paid", "free", vip)],
      expect.any(Number) as never,
    ],
    [
      "by a threshold of 0 days",
      [go("free", "paid", { after: { atLeast: "zero" } }), go("paid", "free", vip)],
      expect.any(Number) as never,
    ],
    ["back to itself", [go("free", "free", { after: { atLeast: 0 } })], 0],
    [
      "not with more than 0 days in a stage",
      [go("free", "paid", { after: { moreThan: 0 } }), go("paid", "free", vip)],
      undefined,
    ],
    [
      "not with a threshold in a stage",
      [go("free", "paid", { after: { atLeast: "short" } }), go("paid", "free", vip)],
      undefined,
    ],
    ["not to itself after a day", [go("free", "free", { after: { atLeast: 1 } })], undefined],
    [
      "not by conditions that exclude each other",
      [go("free", "paid", vip), go("paid", "free", { when: { not: vip.when } })],
      undefined,
    ],
  ])("%s", (_name, transitions, at) => {
    const thresholds = { ...spec.thresholds, zero: { rule: "fixed", days: 0 } };
    const error = caught(() => define({ transitions, thresholds }));
    if (at === undefined) expect(error).toBeUndefined();
    else expect(error).toMatchObject({ code: "cycle", path: ["spec", "transitions", at] });
  });

  test("are told in full", () => {
    expect(circle(go("free", "free", vip))).toMatchObject({
      message: "spec.transitions.0: expected stages that do not lead back on the same day, got a circle",
    });
    // What was not checked when it was read is found when it runs.
    const loose = {
      ...{
        kind: "lifecycle",
        version: 1,
        stages: ["a", "b"],
        events: [],
        initial: "a",
        facts: { on: "date" },
        thresholds: {},
      },
      transitions: [
        { from: "a", to: "b", when: { field: "on", op: "isSet" } },
        { from: "b", to: "a", after: { since: "on", atLeast: 0 } },
      ],
    };
    expect(caught(() => stageOf(loose as never, { on: day(0) }, { asOf: day(0) }))).toMatchObject({
      code: "cycle",
      message: expect.stringMatching(
        /^lifecycle\.transitions\.[01]: expected stages that do not lead back on the same day, got a circle$/,
      ),
    });
  });
});

describe("checkLifecycle", () => {
  const problemsWith = (changes: object) =>
    checkLifecycle(defineSmall(changes)).map(({ code, ...facts }) => [code, facts]);

  test.each(ready)("finds no transition of %s that is never taken", (_name, lifecycle) => {
    const codes = checkLifecycle(lifecycle).map(({ code }) => code);
    expect(codes.filter((code) => code !== "lifecycle_dead_end" && code !== "lifecycle_gap")).toEqual([]);
  });

  test("names stages that nothing leads to or out of", () => {
    expect(problemsWith({ transitions: [order] })).toEqual([
      ["lifecycle_unreachable", { stage: "gone" }],
      ["lifecycle_dead_end", { stage: "paid" }],
      ["lifecycle_dead_end", { stage: "gone" }],
    ]);
  });

  test("names conditions that overlap or leave a gap, and none that are for the rest", () => {
    const many = { ...order, when: { field: "orders", op: "gte", value: 3 } };
    const some = { ...order, to: "gone", when: { field: "orders", op: "gte", value: 2 } };
    const back = { from: ["paid", "gone"], on: "stop", to: "free" };
    const place = { stage: "free", event: "order" };
    expect(problemsWith({ transitions: [many, some, back] })).toEqual([
      ["lifecycle_overlap", { ...place, first: 0, second: 1 }],
      ["lifecycle_gap", place],
    ]);
    expect(problemsWith({ transitions: [{ ...many, priority: 1 }, some, { ...order }, back] })).toEqual([]);
  });

  test("names what can never be taken", () => {
    const back = { from: ["paid", "gone"], on: "stop", to: "free" };
    const late = [
      { from: "free", after: { since: "last", moreThan: 30 }, to: "paid" },
      { from: "free", after: { since: "last", atLeast: 32 }, to: "gone" },
    ];
    expect(problemsWith({ transitions: [...late, order, back] })).toEqual([
      ["lifecycle_never", { stage: "free", transition: 1 }],
    ]);
    expect(problemsWith({ transitions: [order, { ...order, to: "gone" }, back] })).toEqual([
      ["lifecycle_never", { stage: "free", event: "order", transition: 1 }],
    ]);
    const impossible = { ...order, after: { moreThan: 10 }, before: { moreThan: 5 } };
    expect(
      problemsWith({ transitions: [impossible, order, { ...order, to: "gone", on: "stop" }, back] }),
    ).toEqual([["lifecycle_never", { stage: "free", event: "order", transition: 0 }]]);
    const forward = [order, { ...order, to: "gone", on: "stop" }, { from: "gone", on: "order", to: "free" }];
    expect(problemsWith({ transitions: forward, forwardOnly: true }).at(-1)).toEqual([
      "lifecycle_never",
      { transition: 2 },
    ]);
  });
});
