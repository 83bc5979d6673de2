import { describe, expect, test } from "vitest";
import { caught, type RefusalText } from "../core/base.ts";
import { define, order } from "./base.ts";

describe("a condition", () => {
  const guard = (when: unknown) => () => define({ transitions: [{ ...order, when }] });
  const nested = (depth: number): object => {
    let when: object = { field: "orders", op: "isSet" };
    for (let i = 0; i < depth; i += 1) when = { not: when };
    return when;
  };

  test.each<[string, () => unknown]>([
    ["100 conditions in each other", guard(nested(100))],
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
  ])("%s", (_name, run) => {
    expect(caught(run)).toBeUndefined();
  });

  test.each<RefusalText>([
    [
      "with a condition that is none",
      guard([]),
      "wrong_type",
      "spec.transitions.0.when: expected a condition, got an array of 0",
    ],
    [
      "with a condition on another fact",
      guard({ field: "visits", op: "gt", value: 1 }),
      "unknown_name",
      "spec.transitions.0.when.field: expected a declared fact, got a string of 6 characters",
    ],
    [
      "with an operator of text on a number",
      guard({ field: "orders", op: "contains", value: "1" }),
      "unknown_name",
      "spec.transitions.0.when.op: expected one of eq, neq, in, notIn, gt, gte, lt, lte, isSet, isNotSet, got a string of 8 characters",
    ],
    [
      "with a relative date",
      guard({ field: "last", op: "inLast", value: { days: 3 } }),
      "unknown_name",
      "spec.transitions.0.when.op: expected one of eq, neq, before, after, onOrBefore, onOrAfter, isSet, isNotSet, got a string of 6 characters",
    ],
    [
      "with a date that is none",
      guard({ field: "last", op: "before", value: "2026-02-30" }),
      "invalid_date",
      'spec.transitions.0.when.value: expected a date such as "2026-01-31", got a string of 10 characters',
    ],
    [
      "with a number that is text",
      guard({ field: "orders", op: "gt", value: "1" }),
      "wrong_type",
      "spec.transitions.0.when.value: expected a finite number, got a string of 1 character",
    ],
    [
      "with a number that is none",
      guard({ field: "orders", op: "gt", value: Number.NaN }),
      "not_finite",
      "spec.transitions.0.when.value: expected a finite number, got NaN",
    ],
    [
      "with a value that is missing",
      guard({ field: "vip", op: "eq" }),
      "missing",
      "spec.transitions.0.when.value: expected true or false, got nothing",
    ],
    [
      "with a list that is none",
      guard({ field: "plan", op: "in", value: "pro" }),
      "wrong_type",
      "spec.transitions.0.when.value: expected a list, got a string of 3 characters",
    ],
    [
      "with a wrong entry",
      guard({ all: [{ any: [{ field: "plan", op: "in", value: [1] }] }] }),
      "wrong_type",
      "spec.transitions.0.when.all.0.any.0.value.0: expected a string, got a positive integer",
    ],
    [
      "with conditions that are no list",
      guard({ all: {} }),
      "wrong_type",
      "spec.transitions.0.when.all: expected a list of conditions, got an object",
    ],
    [
      "with two kinds of condition in one",
      guard({ all: [], any: [] }),
      "unknown_name",
      "spec.transitions.0.when.any: expected one of all, got another name",
    ],
    [
      "with more in a negation",
      guard({ not: { all: [] }, field: "plan" }),
      "unknown_name",
      "spec.transitions.0.when.field: expected one of not, got another name",
    ],
    [
      "of hostile depth",
      guard(nested(100_000)),
      "too_large",
      `spec.transitions.0.when${".not".repeat(101)}: expected at most 100 levels, got more`,
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
  ])("%s: no", (_name, run, code, message) => {
    expect(caught(run)).toMatchObject({ name: "ScoringError", code, message });
  });
});
