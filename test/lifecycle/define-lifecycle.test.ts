import { describe, expect, test } from "vitest";
import {
  checkLifecycle,
  defineLifecycle,
  type Lifecycle,
  replay,
  stageOf,
  transition,
} from "../../src/lifecycle/index.ts";
import { caught, type RefusalText } from "../core/base.ts";
import { day, ready, specOf } from "./base.ts";

const spec = {
  stages: ["free", "paid", "gone"],
  events: ["order", "stop"],
  facts: { orders: "number", last: "date", plan: "text", vip: "boolean", frequency: "number" },
  initial: "free",
  thresholds: { silence: { rule: "fixed", days: 30 } },
  updates: { order: { orders: { add: 1 }, last: "at" } },
  transitions: [
    { from: "free", on: "order", to: "paid" },
    { from: ["free", "paid"], on: "stop", to: "gone" },
    { from: "paid", after: { since: "last", moreThan: "silence" }, to: "gone" },
  ],
} as const;

/** The spec with something else in it, as plain JavaScript would give it. */
const define = (changes: object) => defineLifecycle({ ...spec, ...changes } as never);
const withTransition = (transition: object) => define({ transitions: [transition] });
const withGuard = (when: object) => withTransition({ from: "free", to: "paid", on: "order", when });
const withUpdate = (order: unknown) => define({ updates: { order } });
const withThreshold = (silence: object) => define({ thresholds: { silence } });

/** A condition inside so many others. */
const nested = (depth: number): object => {
  let when: object = { field: "orders", op: "isSet" };
  for (let i = 0; i < depth; i += 1) when = { not: when };
  return when;
};

describe("a bad spec is refused", () => {
  test.each<RefusalText>([
    [
      "that is none",
      () => defineLifecycle(null as never),
      "wrong_type",
      "spec: expected an object, got null",
    ],
    [
      "with an unknown option",
      () => define({ stage: [] }),
      "unknown_name",
      "spec.stage: expected one of kind, version, name, stages, events, facts, initial, thresholds, updates, transitions, forwardOnly, management, learned, got another name",
    ],
    [
      "without stages",
      () => define({ stages: [] }),
      "empty",
      "spec.stages: expected at least one stage, got none",
    ],
    [
      "whose stages are no list",
      () => define({ stages: "free" }),
      "wrong_type",
      "spec.stages: expected a list of names, got a string of 4 characters",
    ],
    [
      "with a stage twice",
      () => define({ stages: ["free", "free"] }),
      "duplicate",
      "spec.stages.1: expected each name once, got twice",
    ],
    [
      "with an empty name",
      () => define({ events: [""] }),
      "wrong_type",
      "spec.events.0: expected a name, got an empty string",
    ],
    [
      "with an event named tick",
      () => define({ events: ["tick"], updates: {} }),
      "duplicate",
      "spec.events.0: expected another name: tick is the passing of time, got tick",
    ],
    [
      "of too many stages",
      () => define({ stages: Array.from({ length: 1001 }, (_, i) => `s${i}`) }),
      "too_large",
      "spec.stages: expected at most 1000, got more",
    ],
    [
      "with another kind of fact",
      () => define({ facts: { last: "day" } }),
      "unknown_name",
      "spec.facts.last: expected one of text, number, date, boolean, got a string of 3 characters",
    ],
    [
      "with a fact that no object can hold",
      () => define({ facts: JSON.parse('{"__proto__":"number"}') }),
      "unknown_name",
      "spec.facts.__proto__: expected another name, got this one",
    ],
    [
      "whose facts are a list",
      () => define({ facts: [] }),
      "wrong_type",
      "spec.facts: expected an object, got an array of 0",
    ],
    [
      "that begins nowhere",
      () => define({ initial: "lost" }),
      "unknown_name",
      "spec.initial: expected one of free, paid, gone, got a string of 4 characters",
    ],
    [
      "without transitions",
      () => define({ transitions: undefined }),
      "wrong_type",
      "spec.transitions: expected a list, got nothing",
    ],
    [
      "that leads nowhere",
      () => withTransition({ from: "free", to: "lost", on: "order" }),
      "unknown_name",
      "spec.transitions.0.to: expected one of free, paid, gone, got a string of 4 characters",
    ],
    [
      "that comes from nowhere",
      () => withTransition({ from: "lost", to: "paid", on: "order" }),
      "unknown_name",
      "spec.transitions.0.from: expected one of free, paid, gone, got a string of 4 characters",
    ],
    [
      "from no stage",
      () => withTransition({ from: [], to: "paid", on: "order" }),
      "empty",
      "spec.transitions.0.from: expected at least one name, got none",
    ],
    [
      "from a stage twice",
      () => withTransition({ from: ["free", "free"], to: "paid", on: "order" }),
      "duplicate",
      "spec.transitions.0.from.1: expected each name once, got twice",
    ],
    [
      "with an unknown event",
      () => withTransition({ from: "free", to: "paid", on: "visit" }),
      "unknown_name",
      "spec.transitions.0.on: expected one of order, stop, got a string of 5 characters",
    ],
    [
      "that waits for nothing",
      () => withTransition({ from: "free", to: "paid" }),
      "missing",
      "spec.transitions.0: expected on, after or when: what it waits for, got none of them",
    ],
    [
      "with a deadline for what no event does",
      () => withTransition({ from: "free", to: "paid", before: { moreThan: 3 } }),
      "conflict",
      "spec.transitions.0.before: expected on: without an event, something not long ago has no day to happen, got none",
    ],
    [
      "with a priority that is no number",
      () => withTransition({ from: "free", to: "paid", on: "order", priority: "high" }),
      "wrong_type",
      "spec.transitions.0.priority: expected a finite number, got a string of 4 characters",
    ],
    [
      "with a flag that is none",
      () => define({ forwardOnly: "yes" }),
      "wrong_type",
      "spec.forwardOnly: expected true or false, got a string of 3 characters",
    ],
    [
      "with no length of time",
      () => withTransition({ from: "free", to: "paid", after: {} }),
      "missing",
      "spec.transitions.0.after: expected either moreThan or atLeast, got none",
    ],
    [
      "with two lengths of time",
      () => withTransition({ from: "free", to: "paid", after: { moreThan: 1, atLeast: 1 } }),
      "conflict",
      "spec.transitions.0.after: expected either moreThan or atLeast, got both",
    ],
    [
      "that counts from a number",
      () => withTransition({ from: "free", to: "paid", after: { since: "orders", moreThan: 1 } }),
      "unknown_name",
      "spec.transitions.0.after.since: expected a declared fact that is a date, got a string of 6 characters",
    ],
    [
      "with an unknown threshold",
      () => withTransition({ from: "free", to: "paid", after: { since: "last", moreThan: "long" } }),
      "unknown_name",
      "spec.transitions.0.after.moreThan: expected one of silence, got a string of 4 characters",
    ],
    [
      "that leaves a stage before it is entered",
      () => withTransition({ from: "free", to: "paid", after: { atLeast: -1 } }),
      "out_of_range",
      "spec.transitions.0.after.atLeast: expected a finite number from 0 to 10000000, got a negative number",
    ],
    [
      "with a condition that is none",
      () => withGuard([]),
      "wrong_type",
      "spec.transitions.0.when: expected a condition, got an array of 0",
    ],
    [
      "with a condition on another fact",
      () => withGuard({ field: "visits", op: "gt", value: 1 }),
      "unknown_name",
      "spec.transitions.0.when.field: expected a declared fact, got a string of 6 characters",
    ],
    [
      "with an operator of text on a number",
      () => withGuard({ field: "orders", op: "contains", value: "1" }),
      "unknown_name",
      "spec.transitions.0.when.op: expected one of eq, neq, in, notIn, gt, gte, lt, lte, isSet, isNotSet, got a string of 8 characters",
    ],
    [
      "with a relative date",
      () => withGuard({ field: "last", op: "inLast", value: { days: 3 } }),
      "unknown_name",
      "spec.transitions.0.when.op: expected one of eq, neq, before, after, onOrBefore, onOrAfter, isSet, isNotSet, got a string of 6 characters",
    ],
    [
      "with a date that is none",
      () => withGuard({ field: "last", op: "before", value: "2026-02-30" }),
      "invalid_date",
      'spec.transitions.0.when.value: expected a date such as "2026-01-31", got a string of 10 characters',
    ],
    [
      "with a number that is text",
      () => withGuard({ field: "orders", op: "gt", value: "1" }),
      "wrong_type",
      "spec.transitions.0.when.value: expected a finite number, got a string of 1 character",
    ],
    [
      "with a number that is none",
      () => withGuard({ field: "orders", op: "gt", value: Number.NaN }),
      "not_finite",
      "spec.transitions.0.when.value: expected a finite number, got NaN",
    ],
    [
      "with a value that is missing",
      () => withGuard({ field: "vip", op: "eq" }),
      "missing",
      "spec.transitions.0.when.value: expected true or false, got nothing",
    ],
    [
      "with a list that is none",
      () => withGuard({ field: "plan", op: "in", value: "pro" }),
      "wrong_type",
      "spec.transitions.0.when.value: expected a list, got a string of 3 characters",
    ],
    [
      "with a wrong entry",
      () => withGuard({ all: [{ any: [{ field: "plan", op: "in", value: [1] }] }] }),
      "wrong_type",
      "spec.transitions.0.when.all.0.any.0.value.0: expected a string, got a positive integer",
    ],
    [
      "with conditions that are no list",
      () => withGuard({ all: {} }),
      "wrong_type",
      "spec.transitions.0.when.all: expected a list of conditions, got an object",
    ],
    [
      "with two kinds of condition in one",
      () => withGuard({ all: [], any: [] }),
      "unknown_name",
      "spec.transitions.0.when.any: expected one of all, got another name",
    ],
    [
      "with more in a negation",
      () => withGuard({ not: { all: [] }, field: "plan" }),
      "unknown_name",
      "spec.transitions.0.when.field: expected one of not, got another name",
    ],
    [
      "of hostile depth",
      () => withGuard(nested(100_000)),
      "too_large",
      `spec.transitions.0.when${".not".repeat(101)}: expected at most 100 levels, got more`,
    ],
    [
      "with updates of no event",
      () => define({ updates: { visit: {} } }),
      "unknown_name",
      "spec.updates.visit: expected one of order, stop, got a string of 5 characters",
    ],
    [
      "with an update that is none",
      () => withUpdate("order"),
      "wrong_type",
      'spec.updates.order: expected "purchase", or what it does to each fact, got a string of 5 characters',
    ],
    [
      "that updates another fact",
      () => withUpdate({ visits: { add: 1 } }),
      "unknown_name",
      "spec.updates.order.visits: expected one of orders, last, plan, vip, frequency, got a string of 6 characters",
    ],
    [
      "that sets a number to a day",
      () => withUpdate({ orders: "at" }),
      "conflict",
      "spec.updates.order.orders: expected a fact that is a date, got a number",
    ],
    [
      "that adds to a text",
      () => withUpdate({ plan: { add: 1 } }),
      "conflict",
      "spec.updates.order.plan: expected a fact that is a number, got a text",
    ],
    [
      "that adds and sets",
      () => withUpdate({ orders: { add: 1, set: 2 } }),
      "conflict",
      "spec.updates.order.orders: expected one of add, addField and set, got none or several",
    ],
    [
      "that adds a field without a name",
      () => withUpdate({ orders: { addField: "" } }),
      "wrong_type",
      "spec.updates.order.orders.addField: expected the name of a field, got an empty string",
    ],
    [
      "that adds no number",
      () => withUpdate({ orders: { add: "1" } }),
      "wrong_type",
      "spec.updates.order.orders.add: expected a finite number, got a string of 1 character",
    ],
    [
      "that sets another kind",
      () => withUpdate({ vip: { set: 1 } }),
      "wrong_type",
      "spec.updates.order.vip.set: expected true or false, got a positive integer",
    ],
    [
      "that stamps two facts",
      () =>
        define({
          facts: { a: "date", b: "date" },
          thresholds: {},
          transitions: [],
          updates: { order: { a: "at", b: "at" } },
        }),
      "duplicate",
      "spec.updates.order.b: expected at once an event, got twice",
    ],
    [
      "that remembers what is not stamped",
      () => withUpdate({ last: "previous-at" }),
      "conflict",
      "spec.updates.order: expected a fact that is set by at, for previous-at to follow, got none",
    ],
    [
      "with another rule of rhythm",
      () => withThreshold({ rule: "own", days: 3 }),
      "unknown_name",
      "spec.thresholds.silence.rule: expected one of fixed, base-quantile, own-ratio, own-quantile, own-normal, own-gamma, own-lognormal, got a string of 3 characters",
    ],
    [
      "with fewer than no days",
      () => withThreshold({ rule: "fixed", days: -1 }),
      "out_of_range",
      "spec.thresholds.silence.days: expected a finite number from 0 to 10000000, got a negative number",
    ],
    [
      "with a certain quantile",
      () => withThreshold({ rule: "base-quantile", days: 3, probability: 1 }),
      "out_of_range",
      "spec.thresholds.silence.probability: expected a finite number above 0 to 0.9999999999999999, got a positive integer",
    ],
    [
      "with no ratio",
      () => withThreshold({ rule: "own-ratio", days: 3 }),
      "wrong_type",
      "spec.thresholds.silence.ratio: expected a finite number, got nothing",
    ],
    [
      "with a rhythm that no fact tells",
      () => withThreshold({ rule: "own-ratio", days: 3, ratio: 2 }),
      "missing",
      'spec.thresholds.silence.rule: expected the declared fact meanGapDays: "number", which this rule reads, got nothing',
    ],
    [
      "with a base in part",
      () => withThreshold({ rule: "base-quantile", days: 3, probability: 0.5, base: { mean: 1 } }),
      "wrong_type",
      "spec.thresholds.silence.base.std: expected a finite number, got nothing",
    ],
    [
      "that manages another stage",
      () => define({ management: { lost: "retain" } }),
      "unknown_name",
      "spec.management.lost: expected one of free, paid, gone, got a string of 4 characters",
    ],
    [
      "that manages in another way",
      () => define({ management: { free: "ignore" } }),
      "unknown_name",
      "spec.management.free: expected one of acquire, retain, expand, win-back, got a string of 6 characters",
    ],
    [
      "without a name",
      () => define({ name: 7 }),
      "wrong_type",
      "spec.name: expected a name, got a positive integer",
    ],
  ])("%s", (_name, run, code, message) => {
    expect(caught(run)).toMatchObject({ name: "ScoringError", code, message });
  });

  test.each([
    [
      "conditions that both hold",
      { from: "free", to: "paid", when: { field: "orders", op: "gt", value: 1 } },
      { from: "paid", to: "free", when: { field: "orders", op: "lt", value: 9 } },
    ],
    [
      "silence there and a condition back",
      { from: "free", to: "paid", after: { since: "last", moreThan: 9 } },
      { from: "paid", to: "free", when: { field: "plan", op: "eq", value: "pro" } },
    ],
    [
      "no time at all",
      { from: "free", to: "paid", after: { atLeast: 0 } },
      { from: "paid", to: "free", after: { atLeast: 0 } },
    ],
    ["itself", { from: "free", to: "free", when: { field: "vip", op: "eq", value: true } }],
  ])("that leads in a circle by %s", (_name, ...transitions) => {
    expect(caught(() => define({ transitions }))).toMatchObject({
      code: "cycle",
      path: ["spec", "transitions", expect.any(Number)],
    });
  });

  test("but not one whose circle takes time, or cannot close", () => {
    const there = { from: "free", to: "paid", when: { field: "orders", op: "gt", value: 5 } };
    const back = { from: "paid", to: "free", when: { field: "orders", op: "lt", value: 5 } };
    expect(define({ transitions: [there, back] })).toMatchObject({ kind: "lifecycle" });
    const wait = { from: "paid", to: "free", after: { atLeast: 1 } };
    expect(define({ transitions: [there, wait] })).toMatchObject({ kind: "lifecycle" });
  });
});

describe("what comes back", () => {
  test("is the spec, with kind and version, and works the same from JSON", () => {
    const lifecycle = defineLifecycle(spec);
    expect(lifecycle).toEqual({ ...spec, kind: "lifecycle", version: 1 });
    const read = JSON.parse(JSON.stringify(lifecycle)) as typeof lifecycle;
    const facts = { orders: 1, last: day(-31) };
    expect(stageOf(read, facts, { asOf: day(0) })).toEqual(stageOf(lifecycle, facts, { asOf: day(0) }));
  });

  test.each(ready)("%s can be defined, and is of finite JSON", (_name, lifecycle) => {
    expect(defineLifecycle(specOf(lifecycle) as never)).toEqual(lifecycle);
    expect(JSON.parse(JSON.stringify(lifecycle))).toEqual(lifecycle);
  });

  test("may be large: 200 stages in a row, 100,000 events of one customer", () => {
    const stages = Array.from({ length: 200 }, (_, i) => `s${i}`);
    const transitions = stages.slice(1).map((to, i) => ({ from: `s${i}`, on: "go", to }));
    const chain = defineLifecycle({
      stages,
      events: ["go"],
      facts: { n: "number" },
      initial: "s0",
      updates: { go: { n: { add: 1 } } },
      transitions: [...transitions, { from: "s199", on: "go", to: "s0" }],
    } as never) as Lifecycle;
    const at = new Float64Array(100_000).map((_, i) => i);
    const type = { codes: new Uint8Array(100_000), values: ["go"] };
    const timeline = replay(chain, { columns: { at, type } } as never, {
      asOf: "2300-01-01",
      numericTime: "day",
    });
    expect(timeline.length).toBe(100_001);
    expect(timeline.states().get("")).toMatchObject({ stage: "s0", facts: { n: 100_000 } });
  });
});

test("what is no lifecycle is refused everywhere", () => {
  for (const bad of [null, "classic", {}, { kind: "lifecycle", version: 2 }]) {
    expect(caught(() => stageOf(bad as never, {}, { asOf: day(0) }))).toMatchObject({ path: ["lifecycle"] });
    expect(caught(() => transition(bad as never, {} as never, {} as never))).toMatchObject({
      path: ["lifecycle"],
    });
    expect(caught(() => checkLifecycle(bad as never))).toMatchObject({ path: ["lifecycle"] });
  }
});

describe("checkLifecycle", () => {
  const problems = (changes: object) =>
    checkLifecycle(define(changes) as Lifecycle).map(({ code, ...facts }) => [code, facts]);
  const order = { from: "free", on: "order", to: "paid" };

  test.each(ready)("finds no transition of %s that is never taken", (_name, lifecycle) => {
    const codes = checkLifecycle(lifecycle).map(({ code }) => code);
    expect(codes.filter((code) => code !== "lifecycle_dead_end" && code !== "lifecycle_gap")).toEqual([]);
  });

  test("names stages that nothing leads to or out of", () => {
    expect(problems({ transitions: [order] })).toEqual([
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
    expect(problems({ transitions: [many, some, back] })).toEqual([
      ["lifecycle_overlap", { ...place, first: 0, second: 1 }],
      ["lifecycle_gap", place],
    ]);
    expect(problems({ transitions: [{ ...many, priority: 1 }, some, { ...order }, back] })).toEqual([]);
  });

  test("names what can never be taken", () => {
    const back = { from: ["paid", "gone"], on: "stop", to: "free" };
    const late = [
      { from: "free", after: { since: "last", moreThan: 30 }, to: "paid" },
      { from: "free", after: { since: "last", atLeast: 32 }, to: "gone" },
    ];
    expect(problems({ transitions: [...late, order, back] })).toEqual([
      ["lifecycle_never", { stage: "free", transition: 1 }],
    ]);
    expect(problems({ transitions: [order, { ...order, to: "gone" }, back] })).toEqual([
      ["lifecycle_never", { stage: "free", event: "order", transition: 1 }],
    ]);
    const impossible = { ...order, after: { moreThan: 10 }, before: { moreThan: 5 } };
    expect(
      problems({ transitions: [impossible, order, { ...order, to: "gone", on: "stop" }, back] }),
    ).toEqual([["lifecycle_never", { stage: "free", event: "order", transition: 0 }]]);
    const forward = [order, { ...order, to: "gone", on: "stop" }, { from: "gone", on: "order", to: "free" }];
    expect(problems({ transitions: forward, forwardOnly: true }).at(-1)).toEqual([
      "lifecycle_never",
      { transition: 2 },
    ]);
  });
});
