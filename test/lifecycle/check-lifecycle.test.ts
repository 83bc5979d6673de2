import { describe, expect, test } from "vitest";
import {
  checkLifecycle,
  defineLifecycle,
  type Lifecycle,
  stageOf,
  transition,
} from "../../src/lifecycle/index.ts";
import { caught, type RefusalText } from "../core/base.ts";
import { day } from "./base.ts";

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

describe("a spec is taken to its bounds, and refused beyond", () => {
  const clock = (after: object) => () => define({ transitions: [{ from: "free", to: "paid", after }] });
  const threshold = (given: unknown) => () => define({ thresholds: { silence: given }, transitions: [] });
  const fixed = (more: object) => threshold({ rule: "fixed", days: 1, ...more });
  const own = (more: object) => threshold({ rule: "own-ratio", days: 1, ratio: 1, ...more });
  const share = (probability: number) => threshold({ rule: "base-quantile", days: 1, probability });
  const guard = (when: unknown) => () => define({ transitions: [{ ...order, when }] });
  const move = (change: unknown) => () =>
    define({
      transitions: [typeof change === "object" && change !== null ? { ...order, ...change } : change],
    });
  const update = (does: unknown) => () => define({ updates: { order: does }, transitions: [] });
  const names = (count: number) => Array.from({ length: count }, (_, i) => `n${i}`);
  const nested = (depth: number): object => {
    let when: object = { field: "orders", op: "isSet" };
    for (let i = 0; i < depth; i += 1) when = i % 2 === 0 ? { all: [when] } : { any: [when] };
    return when;
  };

  test.each<[string, () => unknown]>([
    ["10,000,000 days", clock({ moreThan: 1e7 })],
    ["0 days", clock({ atLeast: 0 })],
    ["days ahead of a date", clock({ since: "last", atLeast: -1e7 })],
    ["thresholds of 0 days and of 10,000,000", () => [fixed({ days: 0 })(), fixed({ days: 1e7 })()]],
    ["the smallest ratio", own({ ratio: Number.MIN_VALUE })],
    ["the greatest share", share(1 - Number.EPSILON / 2)],
    [
      "all that a rule of one's own takes",
      own({
        baseProbability: 0.5,
        minGaps: 1,
        weight: 0,
        atLeast: 0,
        atMost: 1e7,
        base: { mean: -1, std: 0, logMean: 0, logStd: 0 },
      }),
    ],
    ["100 conditions in each other", guard(nested(100))],
    [
      "1,000 stages, events and facts",
      () =>
        define({
          stages: ["free", ...names(999)],
          events: names(1000),
          facts: Object.fromEntries(names(1000).map((name) => [name, "text"])),
          thresholds: {},
          transitions: [],
        }),
    ],
    [
      "a condition of each kind",
      guard({
        any: [
          { not: { field: "plan", op: "notIn", value: [] } },
          { all: [] },
          { field: "last", op: "isNotSet" },
        ],
      }),
    ],
    [
      "each update",
      update({
        last: "at",
        orders: "clear",
        plan: { set: "" },
        vip: { set: false },
        frequency: { add: -1.5 },
        meanGapDays: { addField: "x" },
      }),
    ],
    [
      "each part of a transition",
      move({
        from: ["free"],
        on: ["order", "stop"],
        after: { atLeast: 1 },
        before: { moreThan: 9 },
        when: { all: [] },
        priority: -1.5,
        backward: true,
        reason: "why",
      }),
    ],
    [
      "each part of a spec",
      () =>
        define({
          name: "n",
          forwardOnly: true,
          management: { free: "acquire", paid: "retain", gone: "win-back" },
          updates: { order: "purchase" },
          transitions: [],
          learned: {},
        }),
    ],
  ])("%s", (_name, run) => {
    expect(caught(run)).toBeUndefined();
  });

  test.each<RefusalText>([
    [
      "more days",
      clock({ moreThan: 1e7 + 1 }),
      "out_of_range",
      "spec.transitions.0.after.moreThan: expected a finite number from 0 to 10000000, got a positive integer",
    ],
    [
      "more days ahead",
      clock({ since: "last", atLeast: -1e7 - 1 }),
      "out_of_range",
      "spec.transitions.0.after.atLeast: expected a finite number from -10000000 to 10000000, got a negative number",
    ],
    [
      "days in no number",
      clock({ atLeast: null }),
      "wrong_type",
      "spec.transitions.0.after.atLeast: expected a finite number, got null",
    ],
    [
      "a clock that is none",
      clock([]),
      "wrong_type",
      "spec.transitions.0.after: expected an object, got an array of 0",
    ],
    [
      "a clock from tomorrow",
      clock({ until: 1, atLeast: 1 }),
      "unknown_name",
      "spec.transitions.0.after.until: expected one of since, moreThan, atLeast, got another name",
    ],
    [
      "a clock since a number",
      clock({ since: 7, atLeast: 1 }),
      "unknown_name",
      "spec.transitions.0.after.since: expected a declared fact that is a date, got a positive integer",
    ],
    [
      "a deadline of another name",
      move({ before: { atLeast: "long" } }),
      "unknown_name",
      "spec.transitions.0.before.atLeast: expected one of short, some, own, got a string of 4 characters",
    ],
    [
      "a threshold that is none",
      threshold(7),
      "wrong_type",
      "spec.thresholds.silence: expected an object, got a positive integer",
    ],
    [
      "another part of a threshold",
      fixed({ day: 1 }),
      "unknown_name",
      "spec.thresholds.silence.day: expected one of rule, days, probability, ratio, baseProbability, minGaps, weight, atLeast, atMost, base, got another name",
    ],
    [
      "a threshold of more days",
      fixed({ days: 1e7 + 1 }),
      "out_of_range",
      "spec.thresholds.silence.days: expected a finite number from 0 to 10000000, got a positive integer",
    ],
    [
      "no ratio at all",
      own({ ratio: 0 }),
      "out_of_range",
      "spec.thresholds.silence.ratio: expected a finite number above 0 to 10000000, got zero",
    ],
    [
      "too great a ratio",
      own({ ratio: 1e7 + 1 }),
      "out_of_range",
      "spec.thresholds.silence.ratio: expected a finite number above 0 to 10000000, got a positive integer",
    ],
    [
      "no share",
      share(0),
      "out_of_range",
      "spec.thresholds.silence.probability: expected a finite number above 0 to 0.9999999999999999, got zero",
    ],
    [
      "no share of the base",
      own({ baseProbability: 0 }),
      "out_of_range",
      "spec.thresholds.silence.baseProbability: expected a finite number above 0 to 0.9999999999999999, got zero",
    ],
    [
      "no gap",
      own({ minGaps: 0 }),
      "out_of_range",
      "spec.thresholds.silence.minGaps: expected a whole number from 1 to 10000000, got zero",
    ],
    [
      "half a gap",
      own({ minGaps: 1.5 }),
      "out_of_range",
      "spec.thresholds.silence.minGaps: expected a whole number from 1 to 10000000, got a positive number",
    ],
    [
      "gaps without number",
      own({ minGaps: 1e7 + 1 }),
      "out_of_range",
      "spec.thresholds.silence.minGaps: expected a whole number from 1 to 10000000, got a positive integer",
    ],
    [
      "a negative weight",
      own({ weight: -1 }),
      "out_of_range",
      "spec.thresholds.silence.weight: expected a finite number from 0 to 10000000, got a negative number",
    ],
    [
      "less than no days at least",
      own({ atLeast: -1 }),
      "out_of_range",
      "spec.thresholds.silence.atLeast: expected a finite number from 0 to 10000000, got a negative number",
    ],
    [
      "too many days at most",
      own({ atMost: 1e7 + 1 }),
      "out_of_range",
      "spec.thresholds.silence.atMost: expected a finite number from 0 to 10000000, got a positive integer",
    ],
    [
      "a base that is none",
      own({ base: [] }),
      "wrong_type",
      "spec.thresholds.silence.base: expected an object, got an array of 0",
    ],
    [
      "another part of the base",
      own({ base: { median: 1 } }),
      "unknown_name",
      "spec.thresholds.silence.base.median: expected one of mean, std, logMean, logStd, got another name",
    ],
    [
      "a base without an end",
      own({ base: { mean: 1, std: 1, logMean: 1, logStd: Number.POSITIVE_INFINITY } }),
      "not_finite",
      "spec.thresholds.silence.base.logStd: expected a finite number, got Infinity",
    ],
    [
      "a quantile that no fact tells",
      threshold({ rule: "own-quantile", days: 1, probability: 0.5 }),
      "missing",
      'spec.thresholds.silence.rule: expected the declared fact gapQuantileDays: "number", which this rule reads, got nothing',
    ],
    [
      "a spread that no fact tells",
      threshold({ rule: "own-normal", days: 1, probability: 0.5 }),
      "missing",
      'spec.thresholds.silence.rule: expected the declared fact gapStdDays: "number", which this rule reads, got nothing',
    ],
    [
      "a gamma that no fact tells",
      threshold({ rule: "own-gamma", days: 1, probability: 0.5 }),
      "missing",
      'spec.thresholds.silence.rule: expected the declared fact gapStdDays: "number", which this rule reads, got nothing',
    ],
    [
      "logarithms that no fact tells",
      threshold({ rule: "own-lognormal", days: 1, probability: 0.5 }),
      "missing",
      'spec.thresholds.silence.rule: expected the declared fact sumLogGaps: "number", which this rule reads, got nothing',
    ],
    [
      "a condition that is null",
      guard(null),
      "wrong_type",
      "spec.transitions.0.when: expected a condition, got null",
    ],
    [
      "a condition without an operator",
      guard({ field: "orders" }),
      "unknown_name",
      "spec.transitions.0.when.op: expected one of eq, neq, in, notIn, gt, gte, lt, lte, isSet, isNotSet, got nothing",
    ],
    [
      "a condition on a numbered fact",
      guard({ field: 1, op: "isSet" }),
      "unknown_name",
      "spec.transitions.0.when.field: expected a declared fact, got a positive integer",
    ],
    [
      "a condition with more",
      guard({ field: "orders", op: "isSet", unit: 1 }),
      "unknown_name",
      "spec.transitions.0.when.unit: expected one of field, op, value, got another name",
    ],
    [
      "a condition on null",
      guard({ field: "orders", op: "eq", value: null }),
      "missing",
      "spec.transitions.0.when.value: expected a finite number, got null",
    ],
    [
      "a condition on a text without one",
      guard({ field: "plan", op: "eq", value: 1 }),
      "wrong_type",
      "spec.transitions.0.when.value: expected a string, got a positive integer",
    ],
    [
      "an order of truths",
      guard({ field: "vip", op: "gt", value: true }),
      "unknown_name",
      "spec.transitions.0.when.op: expected one of eq, neq, isSet, isNotSet, got a string of 2 characters",
    ],
    [
      "an order of texts",
      guard({ field: "plan", op: "lt", value: "a" }),
      "unknown_name",
      "spec.transitions.0.when.op: expected one of eq, neq, in, notIn, contains, notContains, startsWith, endsWith, isSet, isNotSet, got a string of 2 characters",
    ],
    [
      "any of no list",
      guard({ any: 7 }),
      "wrong_type",
      "spec.transitions.0.when.any: expected a list of conditions, got a positive integer",
    ],
    [
      "not nothing",
      guard({ not: null }),
      "wrong_type",
      "spec.transitions.0.when.not: expected a condition, got null",
    ],
    [
      "a transition that is none",
      move(7),
      "wrong_type",
      "spec.transitions.0: expected an object, got a positive integer",
    ],
    [
      "another part of a transition",
      move({ by: "x" }),
      "unknown_name",
      "spec.transitions.0.by: expected one of from, to, on, after, before, when, priority, backward, reason, got another name",
    ],
    [
      "a transition by no event",
      move({ on: [] }),
      "empty",
      "spec.transitions.0.on: expected at least one name, got none",
    ],
    [
      "a transition by an event twice",
      move({ on: ["order", "order"] }),
      "duplicate",
      "spec.transitions.0.on.1: expected each name once, got twice",
    ],
    [
      "a transition by another event",
      move({ on: ["order", "jump"] }),
      "unknown_name",
      "spec.transitions.0.on.1: expected one of order, stop, got a string of 4 characters",
    ],
    [
      "a transition that is perhaps backward",
      move({ backward: 1 }),
      "wrong_type",
      "spec.transitions.0.backward: expected true or false, got a positive integer",
    ],
    [
      "a transition for no reason",
      move({ reason: "" }),
      "wrong_type",
      "spec.transitions.0.reason: expected a name, got an empty string",
    ],
    [
      "a priority without end",
      move({ priority: Number.POSITIVE_INFINITY }),
      "not_finite",
      "spec.transitions.0.priority: expected a finite number, got Infinity",
    ],
    [
      "100,001 transitions",
      () => define({ transitions: new Array(100_001).fill(order) }),
      "too_large",
      "spec.transitions: expected at most 100000, got more",
    ],
    [
      "1,001 events",
      () => define({ events: names(1001), transitions: [] }),
      "too_large",
      "spec.events: expected at most 1000, got more",
    ],
    [
      "1,001 facts",
      () => define({ facts: Object.fromEntries(names(1001).map((name) => [name, "text"])) }),
      "too_large",
      "spec.facts: expected at most 1000, got more",
    ],
    [
      "management in a list",
      () => define({ management: [], transitions: [] }),
      "wrong_type",
      "spec.management: expected an object, got an array of 0",
    ],
    [
      "a null update",
      update(null),
      "wrong_type",
      'spec.updates.order: expected "purchase", or what it does to each fact, got null',
    ],
    [
      "an update in a list",
      update([]),
      "wrong_type",
      'spec.updates.order: expected "purchase", or what it does to each fact, got an array of 0',
    ],
    [
      "another word for an update",
      update({ last: "now" }),
      "unknown_name",
      "spec.updates.order.last: expected one of clear, at, first-at, previous-at, got a string of 3 characters",
    ],
    [
      "an update of nothing",
      update({ orders: {} }),
      "conflict",
      "spec.updates.order.orders: expected one of add, addField and set, got none or several",
    ],
    [
      "another update",
      update({ orders: { subtract: 1 } }),
      "unknown_name",
      "spec.updates.order.orders.subtract: expected one of add, addField, set, got another name",
    ],
    [
      "an update that is a number",
      update({ orders: 1 }),
      "wrong_type",
      "spec.updates.order.orders: expected an object, got a positive integer",
    ],
    [
      "a first day twice",
      () =>
        define({
          facts: { a: "date", b: "date" },
          thresholds: {},
          transitions: [],
          updates: { order: { a: "first-at", b: "first-at" } },
        }),
      "duplicate",
      "spec.updates.order.b: expected first-at once an event, got twice",
    ],
    [
      "a day added to",
      update({ last: { add: 1 } }),
      "conflict",
      "spec.updates.order.last: expected a fact that is a number, got a date",
    ],
    [
      "an infinite sum",
      update({ orders: { add: Number.POSITIVE_INFINITY } }),
      "not_finite",
      "spec.updates.order.orders.add: expected a finite number, got Infinity",
    ],
    [
      "a numbered field",
      update({ orders: { addField: 7 } }),
      "wrong_type",
      "spec.updates.order.orders.addField: expected the name of a field, got a positive integer",
    ],
    [
      "a date set to none",
      update({ last: { set: "soon" } }),
      "invalid_date",
      'spec.updates.order.last.set: expected a date such as "2026-01-31", got a string of 4 characters',
    ],
    [
      "a number set to none",
      update({ orders: { set: Number.NaN } }),
      "not_finite",
      "spec.updates.order.orders.set: expected a finite number, got NaN",
    ],
    [
      "a text set to null",
      update({ plan: { set: null } }),
      "missing",
      "spec.updates.order.plan.set: expected a string, got null",
    ],
    [
      "a name that is empty",
      () => define({ name: "", transitions: [] }),
      "wrong_type",
      "spec.name: expected a name, got an empty string",
    ],
    [
      "no transition",
      () => transition(null as never, null as never, null as never),
      "wrong_type",
      "lifecycle: expected a lifecycle, got null",
    ],
    [
      "a lifecycle of the next version",
      () => stageOf({ kind: "lifecycle", version: 2 } as never, {}, { asOf: day(0) }),
      "unknown_version",
      "lifecycle: expected a lifecycle of version 1, as defineLifecycle gives it, got something else",
    ],
    [
      "what is none",
      () => stageOf({ kind: "policy", version: 1 } as never, {}, { asOf: day(0) }),
      "unknown_version",
      "lifecycle: expected a lifecycle of version 1, as defineLifecycle gives it, got something else",
    ],
  ])("%s: no", (_name, run, code, message) => {
    expect(caught(run)).toMatchObject({ name: "ScoringError", code, message });
  });
});
