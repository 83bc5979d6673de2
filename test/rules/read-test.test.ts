import { describe } from "vitest";
import { of, refusesRules } from "./base.ts";

describe("an operator and its value is refused with", () => {
  refusesRules([
    [
      "no operator",
      of({ field: "age", value: 1 }),
      "missing",
      "rules.segments.it.op: expected for a number one of eq, neq, gt, gte, lt, lte, between, notBetween, in, notIn, isSet, isNotSet, got nothing",
    ],
    [
      "an operator of text on a number",
      of({ field: "age", op: "contains", value: "1" }),
      "unknown_name",
      "rules.segments.it.op: expected for a number one of eq, neq, gt, gte, lt, lte, between, notBetween, in, notIn, isSet, isNotSet, got another operator",
    ],
    [
      "an inherited operator",
      of({ field: "age", op: "toString", value: 1 }),
      "unknown_name",
      "rules.segments.it.op: expected for a number one of eq, neq, gt, gte, lt, lte, between, notBetween, in, notIn, isSet, isNotSet, got another operator",
    ],
    [
      "an operator that is no text",
      of({ field: "age", op: 1, value: 1 }),
      "wrong_type",
      "rules.segments.it.op: expected for a number one of eq, neq, gt, gte, lt, lte, between, notBetween, in, notIn, isSet, isNotSet, got a positive integer",
    ],
    [
      "a regular expression",
      of({ field: "city", op: "matches", value: "(a+)+" }),
      "unknown_name",
      "rules.segments.it.op: expected for a text one of eq, neq, in, notIn, contains, notContains, startsWith, endsWith, isSet, isNotSet, got another operator",
    ],
    [
      "no value",
      of({ field: "age", op: "gt" }),
      "missing",
      "rules.segments.it.value: expected a finite number, got nothing",
    ],
    [
      "a text for a number",
      of({ field: "age", op: "gt", value: "1" }),
      "wrong_type",
      "rules.segments.it.value: expected a finite number, got a string of 1 character",
    ],
    [
      "NaN",
      of({ field: "age", op: "gt", value: Number.NaN }),
      "not_finite",
      "rules.segments.it.value: expected a finite number, got NaN",
    ],
    [
      "a number for a text",
      of({ field: "city", op: "eq", value: 1 }),
      "wrong_type",
      "rules.segments.it.value: expected a text, got a positive integer",
    ],
    [
      "a text for yes or no",
      of({ field: "vip", op: "eq", value: "true" }),
      "wrong_type",
      "rules.segments.it.value: expected true or false, got a string of 4 characters",
    ],
    [
      "a value beside isSet",
      of({ field: "age", op: "isSet", value: 1 }),
      "conflict",
      "rules.segments.it.value: expected no value beside isSet, got a positive integer",
    ],
    [
      "a range of one",
      of({ field: "age", op: "between", value: [1] }),
      "wrong_type",
      "rules.segments.it.value: expected a list of two, got an array of 1",
    ],
    [
      "a range that runs back",
      of({ field: "age", op: "between", value: [2, 1] }),
      "out_of_range",
      "rules.segments.it.value: expected the lesser number first, got the greater one first",
    ],
    [
      "an endless range",
      of({ field: "age", op: "between", value: [0, Infinity] }),
      "not_finite",
      "rules.segments.it.value.1: expected a finite number, got Infinity",
    ],
    [
      "dates that run back",
      of({ field: "renewsAt", op: "between", value: ["2026-02-01", "2026-01-01"] }),
      "out_of_range",
      "rules.segments.it.value: expected the earlier date first, got the later one first",
    ],
    [
      "no list",
      of({ field: "city", op: "in", value: "Shanghai" }),
      "wrong_type",
      "rules.segments.it.value: expected a list, got a string of 8 characters",
    ],
    [
      "a list with a hole",
      of({ field: "city", op: "in", value: ["a", null] }),
      "wrong_type",
      "rules.segments.it.value.1: expected a text, got null",
    ],
    [
      "a list of a million",
      of({ field: "age", op: "in", value: new Array(1_000_000).fill(1) }),
      "too_large",
      "rules.segments.it.value: expected at most 100000 values, got more",
    ],
    [
      "a number in a list of texts",
      of({ field: "city", op: "in", value: ["a", 1] }),
      "wrong_type",
      "rules.segments.it.value.1: expected a text, got a positive integer",
    ],
    [
      "no list of texts",
      of({ field: "city", op: "notIn" }),
      "missing",
      "rules.segments.it.value: expected a list, got nothing",
    ],
    [
      "a text for a list",
      of({ field: "city", op: "in", value: "a" }),
      "wrong_type",
      "rules.segments.it.value: expected a list, got a string of 1 character",
    ],
    [
      "no text",
      of({ field: "city", op: "contains" }),
      "missing",
      "rules.segments.it.value: expected a text, got nothing",
    ],
    [
      "an infinite number in a list",
      of({ field: "age", op: "in", value: [1, Infinity] }),
      "not_finite",
      "rules.segments.it.value.1: expected a finite number, got Infinity",
    ],
    [
      "no ends",
      of({ field: "age", op: "between" }),
      "missing",
      "rules.segments.it.value: expected a list of two, got nothing",
    ],
    [
      "a lower end that is text",
      of({ field: "age", op: "between", value: ["1", 2] }),
      "wrong_type",
      "rules.segments.it.value.0: expected a finite number, got a string of 1 character",
    ],
    [
      "an upper end that is missing",
      of({ field: "age", op: "between", value: [1, undefined] }),
      "missing",
      "rules.segments.it.value.1: expected a finite number, got nothing",
    ],
    [
      "dates as one",
      of({ field: "renewsAt", op: "notBetween", value: "2026-01-31" }),
      "wrong_type",
      "rules.segments.it.value: expected a list of two, got a string of 10 characters",
    ],
    [
      "no yes or no",
      of({ field: "vip", op: "eq" }),
      "missing",
      "rules.segments.it.value: expected true or false, got nothing",
    ],
    [
      "a null for yes or no",
      of({ field: "vip", op: "neq", value: null }),
      "wrong_type",
      "rules.segments.it.value: expected true or false, got null",
    ],
    [
      "a number that begins a list of texts",
      of({ field: "city", op: "in", value: [1, "a"] }),
      "wrong_type",
      "rules.segments.it.value.0: expected a text, got a positive integer",
    ],
    [
      "a number that is missing from a list",
      of({ field: "age", op: "in", value: [1, undefined] }),
      "missing",
      "rules.segments.it.value.1: expected a finite number, got nothing",
    ],
  ]);
});
