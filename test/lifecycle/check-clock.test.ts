import { describe, expect, test } from "vitest";
import { caught, type RefusalText } from "../core/base.ts";
import { define, order } from "./base.ts";

describe("a clock", () => {
  const clock = (after: object) => () => define({ transitions: [{ from: "free", to: "paid", after }] });
  const move = (change: unknown) => () =>
    define({
      transitions: [typeof change === "object" && change !== null ? { ...order, ...change } : change],
    });
  const withTransition = (transition: object) => () => define({ transitions: [transition] });

  test.each<[string, () => unknown]>([
    ["10,000,000 days", clock({ moreThan: 1e7 })],
    ["0 days", clock({ atLeast: 0 })],
    ["days ahead of a date", clock({ since: "last", atLeast: -1e7 })],
  ])("%s", (_name, run) => {
    expect(caught(run)).toBeUndefined();
  });

  test.each<RefusalText>([
    [
      "with a deadline for what no event does",
      withTransition({ from: "free", to: "paid", before: { moreThan: 3 } }),
      "conflict",
      "spec.transitions.0.before: expected on: without an event, something not long ago has no day to happen, got none",
    ],
    [
      "with no length of time",
      withTransition({ from: "free", to: "paid", after: {} }),
      "missing",
      "spec.transitions.0.after: expected either moreThan or atLeast, got none",
    ],
    [
      "with two lengths of time",
      withTransition({ from: "free", to: "paid", after: { moreThan: 1, atLeast: 1 } }),
      "conflict",
      "spec.transitions.0.after: expected either moreThan or atLeast, got both",
    ],
    [
      "that counts from a number",
      withTransition({ from: "free", to: "paid", after: { since: "orders", moreThan: 1 } }),
      "unknown_name",
      "spec.transitions.0.after.since: expected a declared fact that is a date, got a string of 6 characters",
    ],
    [
      "with an unknown threshold",
      withTransition({ from: "free", to: "paid", after: { since: "last", moreThan: "long" } }),
      "unknown_name",
      "spec.transitions.0.after.moreThan: expected one of silence, got a string of 4 characters",
    ],
    [
      "that leaves a stage before it is entered",
      withTransition({ from: "free", to: "paid", after: { atLeast: -1 } }),
      "out_of_range",
      "spec.transitions.0.after.atLeast: expected a finite number from 0 to 10000000, got a negative number",
    ],
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
      "spec.transitions.0.before.atLeast: expected one of silence, got a string of 4 characters",
    ],
  ])("%s: no", (_name, run, code, message) => {
    expect(caught(run)).toMatchObject({ name: "ScoringError", code, message });
  });
});
