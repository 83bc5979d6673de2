import { describe, expect, test } from "vitest";
import { checkRules } from "../../src/rules/index.ts";
import { age, facts, manyNames, of, refusesRules } from "./base.ts";

describe("a rule set is refused with", () => {
  refusesRules([
    ["nothing", undefined, "wrong_type", "rules: expected { facts, segments }, got nothing"],
    ["a list", [], "wrong_type", "rules: expected { facts, segments }, got an array of 0"],
    [
      "a misspelt part",
      { ...of(age), fact: {} },
      "unknown_name",
      "rules.fact: expected version, facts, events, scores or segments, got another name",
    ],
    [
      "another version",
      { ...of(age), version: 2 },
      "unknown_version",
      "rules.version: expected 1, got a positive integer",
    ],
    [
      "no facts",
      { segments: { it: { all: [] } } },
      "missing",
      'rules.facts: expected a declaration such as { city: "text" }, got nothing',
    ],
    [
      "facts as a list",
      { ...of(age), facts: ["age"] },
      "wrong_type",
      'rules.facts: expected a declaration such as { city: "text" }, got an array of 1',
    ],
    [
      "an unknown kind",
      { ...of(age), facts: { age: "int" } },
      "unknown_name",
      "rules.facts.age: expected one of text, number, date, boolean, got a string of 3 characters",
    ],
    [
      "a fact called customerId",
      { ...of(age), facts: { ...facts, customerId: "text" } },
      "conflict",
      "rules.facts.customerId: expected another name: this one every row has, got it",
    ],
    [
      "an event field called at",
      { ...of(age), events: { at: "date" } },
      "conflict",
      "rules.events.at: expected another name: this one every row has, got it",
    ],
    [
      "too many facts",
      { ...of(age), facts: manyNames(100_001) },
      "too_large",
      "rules.facts: expected at most 100000 names, got more",
    ],
    ["no segments", { facts }, "missing", "rules.segments: expected a rule for each segment, got nothing"],
    [
      "segments as a list",
      { facts, segments: [age] },
      "wrong_type",
      "rules.segments: expected a rule for each segment, got an array of 1",
    ],
    [
      "null for segments",
      { facts, segments: null },
      "wrong_type",
      "rules.segments: expected a rule for each segment, got null",
    ],
    [
      "no segment",
      { facts, segments: {} },
      "empty",
      "rules.segments: expected at least one segment, got none",
    ],
    [
      "a segment called customerId",
      { facts, segments: { customerId: age } },
      "conflict",
      "rules.segments.customerId: expected another name: every row has this one, got it",
    ],
    [
      "an event field called customerId",
      { ...of(age), events: { customerId: "text" } },
      "conflict",
      "rules.events.customerId: expected another name: this one every row has, got it",
    ],
    [
      "a score called customerId",
      { ...of(age), scores: { customerId: "text" } },
      "conflict",
      "rules.scores.customerId: expected another name: this one every row has, got it",
    ],
    [
      "events as a text",
      { ...of(age), events: "at" },
      "wrong_type",
      'rules.events: expected a declaration such as { city: "text" }, got a string of 2 characters',
    ],
    [
      "scores as null",
      { ...of(age), scores: null },
      "wrong_type",
      'rules.scores: expected a declaration such as { city: "text" }, got null',
    ],
    [
      "too many segments",
      { facts, segments: manyNames(100_001) },
      "too_large",
      "rules.segments: expected at most 100000, got more",
    ],
  ]);
});

test.each([
  ["the version", { ...of(age), version: 1 }],
  ["100,000 facts", { ...of(age), facts: { ...facts, ...manyNames(99_996) } }],
  ["as many conditions as there may be", of({ any: new Array(99_999).fill(age) })],
  ["a list of 100,000", of({ field: "age", op: "in", value: new Array(100_000).fill(1) })],
])("%s may be given", (_name, rules) => {
  expect(checkRules(rules).problems).toEqual([]);
});
