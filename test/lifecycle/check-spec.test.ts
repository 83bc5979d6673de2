import { describe, expect, test } from "vitest";
import { defineLifecycle } from "../../src/lifecycle/index.ts";
import { caught, type RefusalText } from "../core/base.ts";
import { define, order } from "./base.ts";

describe("a spec", () => {
  const move = (change: unknown) => () =>
    define({
      transitions: [typeof change === "object" && change !== null ? { ...order, ...change } : change],
    });
  const withTransition = (transition: object) => () => define({ transitions: [transition] });
  const names = (count: number) => Array.from({ length: count }, (_, i) => `n${i}`);

  test.each<[string, () => unknown]>([
    [
      "1,000 stages, events and facts",
      () =>
        define({
          stages: ["free", ...names(999)],
          events: names(1000),
          facts: Object.fromEntries(names(1000).map((name) => [name, "text"])),
          thresholds: {},
          updates: {},
          transitions: [],
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
      withTransition({ from: "free", to: "lost", on: "order" }),
      "unknown_name",
      "spec.transitions.0.to: expected one of free, paid, gone, got a string of 4 characters",
    ],
    [
      "that comes from nowhere",
      withTransition({ from: "lost", to: "paid", on: "order" }),
      "unknown_name",
      "spec.transitions.0.from: expected one of free, paid, gone, got a string of 4 characters",
    ],
    [
      "from no stage",
      withTransition({ from: [], to: "paid", on: "order" }),
      "empty",
      "spec.transitions.0.from: expected at least one name, got none",
    ],
    [
      "from a stage twice",
      withTransition({ from: ["free", "free"], to: "paid", on: "order" }),
      "duplicate",
      "spec.transitions.0.from.1: expected each name once, got twice",
    ],
    [
      "with an unknown event",
      withTransition({ from: "free", to: "paid", on: "visit" }),
      "unknown_name",
      "spec.transitions.0.on: expected one of order, stop, got a string of 5 characters",
    ],
    [
      "that waits for nothing",
      withTransition({ from: "free", to: "paid" }),
      "missing",
      "spec.transitions.0: expected on, after or when: what it waits for, got none of them",
    ],
    [
      "with a priority that is no number",
      withTransition({ from: "free", to: "paid", on: "order", priority: "high" }),
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
      "a name that is empty",
      () => define({ name: "", transitions: [] }),
      "wrong_type",
      "spec.name: expected a name, got an empty string",
    ],
  ])("%s: no", (_name, run, code, message) => {
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
