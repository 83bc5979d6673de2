import { describe } from "vitest";
import { age, manyNames, of, refusesRules } from "./base.ts";

describe("a rule is refused with", () => {
  refusesRules([
    [
      "a text as rule",
      of("age > 1"),
      "wrong_type",
      "rules.segments.it: expected a rule, got a string of 7 characters",
    ],
    ["null as rule", of(null), "wrong_type", "rules.segments.it: expected a rule, got null"],
    [
      "an empty rule",
      of({}),
      "missing",
      "rules.segments.it: expected all, any, not, field, score, aggregate or segment, got nothing",
    ],
    [
      "a rule in any that is missing",
      of({ any: [age, undefined] }),
      "missing",
      "rules.segments.it.any.1: expected a rule, got nothing",
    ],
    [
      "all of an object",
      of({ all: { 0: age } }),
      "wrong_type",
      "rules.segments.it.all: expected a list of rules, got an object",
    ],
    [
      "two groups in one",
      of({ all: [age], any: [age] }),
      "unknown_name",
      "rules.segments.it.any: expected only all, got another name",
    ],
    [
      "an unknown field",
      of({ field: "agee", op: "gt", value: 1 }),
      "unknown_name",
      "rules.segments.it.field: expected one of city, age, renewsAt, vip, got another name",
    ],
    [
      "an inherited field",
      of({ field: "constructor", op: "gt", value: 1 }),
      "unknown_name",
      "rules.segments.it.field: expected one of city, age, renewsAt, vip, got another name",
    ],
    [
      "a field that is no text",
      of({ field: 5, op: "gt", value: 1 }),
      "wrong_type",
      "rules.segments.it.field: expected all, any, not, field, score, aggregate or segment, got a positive integer",
    ],
    [
      "a misspelt key",
      of({ ...age, values: 1 }),
      "unknown_name",
      "rules.segments.it.values: expected only field, op, value, got another name",
    ],
    [
      "a score that is not declared",
      of({ score: "f", op: "gt", value: 1 }),
      "unknown_name",
      "rules.segments.it.score: expected one of r, got another name",
    ],
    [
      "a segment that is not there",
      of({ segment: "vips" }),
      "unknown_name",
      "rules.segments.it.segment: expected a segment of these rules, got a string of 4 characters",
    ],
    [
      "a segment by number",
      of({ segment: 0 }),
      "wrong_type",
      "rules.segments.it.segment: expected a segment of these rules, got zero",
    ],
    [
      "an operator beside a segment",
      of({ segment: "it", op: "eq" }),
      "unknown_name",
      "rules.segments.it.op: expected only segment, got another name",
    ],
    [
      "a segment that is no name",
      of({ segment: 5 }),
      "wrong_type",
      "rules.segments.it.segment: expected a segment of these rules, got a positive integer",
    ],
    [
      "one of too many names",
      { facts: manyNames(11), segments: { it: { field: "x", op: "isSet" } } },
      "unknown_name",
      "rules.segments.it.field: expected a declared name, got another name",
    ],
    [
      "a field where nothing is declared",
      { facts: {}, segments: { it: age } },
      "unknown_name",
      "rules.segments.it.field: expected a declared name, got another name",
    ],
  ]);
});
