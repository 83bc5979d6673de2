import { describe, expect, test } from "vitest";
import { checkRules, compileRules } from "../../src/rules/index.ts";

const facts = { city: "text", age: "number", renewsAt: "date", vip: "boolean" };
const events = { product: "text", amount: "number" };
const scores = { r: "number" };
/** A rule set of one rule. */
const of = (rule: unknown) => ({ facts, events, scores, segments: { it: rule } });
const age = { field: "age", op: "gt", value: 1 };

describe("problems name the code and the place", () => {
  const cases: [string, unknown, string, string][] = [
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
      "rules.segments.it.value: expected a finite number, got a string of 1 characters",
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
      "a day that does not exist",
      of({ field: "renewsAt", op: "before", value: "2026-02-30" }),
      "invalid_date",
      'rules.segments.it.value: expected a date such as "2026-01-31", or { ago: { days: 30 } }, or { ahead: … }, got a string of 10 characters',
    ],
    [
      "a time of day",
      of({ field: "renewsAt", op: "before", value: "2026-02-01T00:00:00Z" }),
      "invalid_date",
      'rules.segments.it.value: expected a date such as "2026-01-31", or { ago: { days: 30 } }, or { ahead: … }, got a string of 20 characters',
    ],
    [
      "a number for a date",
      of({ field: "renewsAt", op: "before", value: 20_000 }),
      "wrong_type",
      'rules.segments.it.value: expected a date such as "2026-01-31", or { ago: { days: 30 } }, or { ahead: … }, got a positive integer',
    ],
    [
      "two directions",
      of({ field: "renewsAt", op: "before", value: { ago: { days: 1 }, ahead: { days: 1 } } }),
      "wrong_type",
      'rules.segments.it.value: expected a date such as "2026-01-31", or { ago: { days: 30 } }, or { ahead: … }, got an object',
    ],
    [
      "an unknown unit",
      of({ field: "renewsAt", op: "inLast", value: { day: 30 } }),
      "unknown_name",
      "rules.segments.it.value.day: expected one of days, weeks, months, years, got another name",
    ],
    [
      "half a day",
      of({ field: "renewsAt", op: "inLast", value: { days: 0.5 } }),
      "out_of_range",
      "rules.segments.it.value.days: expected a whole number, got a positive number",
    ],
    [
      "more than all time",
      of({ field: "renewsAt", op: "before", value: { ago: { years: 1e9 } } }),
      "out_of_range",
      "rules.segments.it.value.ago: expected at most ten thousand years, got an object",
    ],
    [
      "a bare number of days",
      of({ field: "renewsAt", op: "inLast", value: 30 }),
      "wrong_type",
      "rules.segments.it.value: expected a duration such as { months: 12 }, got a positive integer",
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
      "an unknown function",
      of({ aggregate: "median", of: "amount", op: "gt", value: 1 }),
      "unknown_name",
      "rules.segments.it.aggregate: expected one of count, sum, avg, min, max, distinct, got a string of 6 characters",
    ],
    [
      "a count of something",
      of({ aggregate: "count", of: "amount", op: "gt", value: 1 }),
      "conflict",
      "rules.segments.it.of: expected nothing beside count, got a string of 6 characters",
    ],
    [
      "a sum of nothing",
      of({ aggregate: "sum", op: "gt", value: 1 }),
      "missing",
      "rules.segments.it.of: expected a number of events, got nothing",
    ],
    [
      "a sum of text",
      of({ aggregate: "sum", of: "product", op: "gt", value: 1 }),
      "wrong_type",
      "rules.segments.it.of: expected a number of events, got a string of 7 characters",
    ],
    [
      "an unknown event field",
      of({ aggregate: "distinct", of: "age", op: "gt", value: 1 }),
      "unknown_name",
      "rules.segments.it.of: expected a declared field of events, got a string of 3 characters",
    ],
    [
      "two windows",
      of({ aggregate: "count", inLast: { days: 1 }, from: "2026-01-01", op: "gt", value: 1 }),
      "conflict",
      "rules.segments.it.inLast: expected either inLast, or from and to, got both",
    ],
    [
      "a window of nothing",
      of({ aggregate: "count", inLast: {}, op: "gt", value: 1 }),
      "empty",
      "rules.segments.it.inLast: expected a duration such as { months: 12 }, got an object",
    ],
    [
      "a fact where events are asked",
      of({ aggregate: "count", where: age, op: "gt", value: 1 }),
      "unknown_name",
      "rules.segments.it.where.field: expected one of product, amount, got another name",
    ],
    [
      "a segment where events are asked",
      of({ aggregate: "count", where: { segment: "it" }, op: "gt", value: 1 }),
      "missing",
      "rules.segments.it.where: expected all, any, not, field, score, aggregate or segment, got nothing",
    ],
    [
      "a misspelt key of an aggregate",
      of({ aggregate: "count", within: { days: 1 }, op: "gt", value: 1 }),
      "unknown_name",
      "rules.segments.it.within: expected only aggregate, of, where, inLast, from, to, op, value, got another name",
    ],
    [
      "a text on a count",
      of({ aggregate: "count", op: "contains", value: "1" }),
      "unknown_name",
      "rules.segments.it.op: expected for a number one of eq, neq, gt, gte, lt, lte, between, notBetween, in, notIn, isSet, isNotSet, got another operator",
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
      "rules.segments.it.value: expected a list, got a string of 1 characters",
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
      "wrong_type",
      "rules.segments.it.value.1: expected a finite number, got Infinity",
    ],
    [
      "no ends",
      of({ field: "age", op: "between" }),
      "missing",
      "rules.segments.it.value: expected a list of two, got nothing",
    ],
    [
      "one end",
      of({ field: "age", op: "between", value: [1] }),
      "wrong_type",
      "rules.segments.it.value: expected a list of two, got an array of 1",
    ],
    [
      "a lower end that is text",
      of({ field: "age", op: "between", value: ["1", 2] }),
      "wrong_type",
      "rules.segments.it.value.0: expected a finite number, got a string of 1 characters",
    ],
    [
      "an upper end that is missing",
      of({ field: "age", op: "between", value: [1, undefined] }),
      "missing",
      "rules.segments.it.value.1: expected a finite number, got nothing",
    ],
    [
      "ends the wrong way round",
      of({ field: "age", op: "between", value: [2, 1] }),
      "out_of_range",
      "rules.segments.it.value: expected the lesser number first, got the greater one first",
    ],
    [
      "dates the wrong way round",
      of({ field: "renewsAt", op: "between", value: ["2026-02-01", "2026-01-31"] }),
      "out_of_range",
      "rules.segments.it.value: expected the earlier date first, got the later one first",
    ],
    [
      "an earlier date that is none",
      of({ field: "renewsAt", op: "between", value: ["soon", "2026-01-31"] }),
      "invalid_date",
      'rules.segments.it.value.0: expected a date such as "2026-01-31", or { ago: { days: 30 } }, or { ahead: … }, got a string of 4 characters',
    ],
    [
      "a later date that is none",
      of({ field: "renewsAt", op: "between", value: ["2026-01-31", 5] }),
      "wrong_type",
      'rules.segments.it.value.1: expected a date such as "2026-01-31", or { ago: { days: 30 } }, or { ahead: … }, got a positive integer',
    ],
    [
      "dates as one",
      of({ field: "renewsAt", op: "notBetween", value: "2026-01-31" }),
      "wrong_type",
      "rules.segments.it.value: expected a list of two, got a string of 10 characters",
    ],
    [
      "a date with a time",
      of({ field: "renewsAt", op: "eq", value: "2026-01-31T00:00:00Z" }),
      "invalid_date",
      'rules.segments.it.value: expected a date such as "2026-01-31", or { ago: { days: 30 } }, or { ahead: … }, got a string of 20 characters',
    ],
    [
      "no date",
      of({ field: "renewsAt", op: "before" }),
      "missing",
      'rules.segments.it.value: expected a date such as "2026-01-31", or { ago: { days: 30 } }, or { ahead: … }, got nothing',
    ],
    [
      "a list for a date",
      of({ field: "renewsAt", op: "before", value: [] }),
      "wrong_type",
      'rules.segments.it.value: expected a date such as "2026-01-31", or { ago: { days: 30 } }, or { ahead: … }, got an array of 0',
    ],
    [
      "a day both ways",
      of({ field: "renewsAt", op: "before", value: { ago: { days: 1 }, ahead: { days: 1 } } }),
      "wrong_type",
      'rules.segments.it.value: expected a date such as "2026-01-31", or { ago: { days: 30 } }, or { ahead: … }, got an object',
    ],
    [
      "a day of another way",
      of({ field: "renewsAt", op: "before", value: { since: { days: 1 } } }),
      "wrong_type",
      'rules.segments.it.value: expected a date such as "2026-01-31", or { ago: { days: 30 } }, or { ahead: … }, got an object',
    ],
    [
      "half a day ago",
      of({ field: "renewsAt", op: "before", value: { ago: { days: 0.5 } } }),
      "out_of_range",
      "rules.segments.it.value.ago.days: expected a whole number, got a positive number",
    ],
    [
      "a bare number of days",
      of({ field: "renewsAt", op: "inLast", value: 30 }),
      "wrong_type",
      "rules.segments.it.value: expected a duration such as { months: 12 }, got a positive integer",
    ],
    [
      "half a month ahead",
      of({ field: "renewsAt", op: "inNext", value: { months: 0.5 } }),
      "out_of_range",
      "rules.segments.it.value.months: expected a whole number, got a positive number",
    ],
    [
      "eleven thousand years",
      of({ field: "renewsAt", op: "inLast", value: { years: 11_000 } }),
      "out_of_range",
      "rules.segments.it.value: expected at most ten thousand years, got an object",
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
      "a segment that is no name",
      of({ segment: 5 }),
      "wrong_type",
      "rules.segments.it.segment: expected a segment of these rules, got a positive integer",
    ],
    [
      "a segment that is not there",
      of({ segment: "other" }),
      "unknown_name",
      "rules.segments.it.segment: expected a segment of these rules, got a string of 5 characters",
    ],
    [
      "a condition beside a segment",
      of({ segment: "it", op: "eq" }),
      "unknown_name",
      "rules.segments.it.op: expected only segment, got another name",
    ],
    [
      "an unknown score",
      of({ score: "f", op: "gt", value: 1 }),
      "unknown_name",
      "rules.segments.it.score: expected one of r, got another name",
    ],
    [
      "an unknown function",
      of({ aggregate: "median", of: "amount", op: "gt", value: 1 }),
      "unknown_name",
      "rules.segments.it.aggregate: expected one of count, sum, avg, min, max, distinct, got a string of 6 characters",
    ],
    [
      "a column beside count",
      of({ aggregate: "count", of: "amount", op: "gt", value: 1 }),
      "conflict",
      "rules.segments.it.of: expected nothing beside count, got a string of 6 characters",
    ],
    [
      "a sum of nothing",
      of({ aggregate: "sum", op: "gt", value: 1 }),
      "missing",
      "rules.segments.it.of: expected a number of events, got nothing",
    ],
    [
      "a sum of texts",
      of({ aggregate: "sum", of: "product", op: "gt", value: 1 }),
      "wrong_type",
      "rules.segments.it.of: expected a number of events, got a string of 7 characters",
    ],
    [
      "different what",
      of({ aggregate: "distinct", op: "gt", value: 1 }),
      "missing",
      "rules.segments.it.of: expected a declared field of events, got nothing",
    ],
    [
      "different what that is unknown",
      of({ aggregate: "distinct", of: "shop", op: "gt", value: 1 }),
      "unknown_name",
      "rules.segments.it.of: expected a declared field of events, got a string of 4 characters",
    ],
    [
      "a window two ways",
      of({ aggregate: "count", inLast: { days: 1 }, to: "2026-01-31", op: "gt", value: 1 }),
      "conflict",
      "rules.segments.it.inLast: expected either inLast, or from and to, got both",
    ],
    [
      "a window from and two ways",
      of({ aggregate: "count", inLast: { days: 1 }, from: "2026-01-31", op: "gt", value: 1 }),
      "conflict",
      "rules.segments.it.inLast: expected either inLast, or from and to, got both",
    ],
    [
      "a window without a unit",
      of({ aggregate: "count", inLast: 30, op: "gt", value: 1 }),
      "wrong_type",
      "rules.segments.it.inLast: expected a duration such as { months: 12 }, got a positive integer",
    ],
    [
      "a window from no date",
      of({ aggregate: "count", from: "soon", op: "gt", value: 1 }),
      "invalid_date",
      'rules.segments.it.from: expected a date such as "2026-01-31", or { ago: { days: 30 } }, or { ahead: … }, got a string of 4 characters',
    ],
    [
      "a window to no date",
      of({ aggregate: "count", to: 5, op: "gt", value: 1 }),
      "wrong_type",
      'rules.segments.it.to: expected a date such as "2026-01-31", or { ago: { days: 30 } }, or { ahead: … }, got a positive integer',
    ],
    [
      "a key of an aggregate that is none",
      of({ aggregate: "count", within: 3, op: "gt", value: 1 }),
      "unknown_name",
      "rules.segments.it.within: expected only aggregate, of, where, inLast, from, to, op, value, got another name",
    ],
    [
      "an operator of texts on a count",
      of({ aggregate: "count", op: "contains", value: "1" }),
      "unknown_name",
      "rules.segments.it.op: expected for a number one of eq, neq, gt, gte, lt, lte, between, notBetween, in, notIn, isSet, isNotSet, got another operator",
    ],
    [
      "where on a fact",
      of({ aggregate: "count", where: { field: "age", op: "gt", value: 1 }, op: "gt", value: 1 }),
      "unknown_name",
      "rules.segments.it.where.field: expected one of product, amount, got another name",
    ],
    [
      "where that is no rule",
      of({ aggregate: "count", where: 5, op: "gt", value: 1 }),
      "wrong_type",
      "rules.segments.it.where: expected a rule, got a positive integer",
    ],
    [
      "one of too many names",
      { facts: manyNames(11), segments: { it: { field: "x", op: "isSet" } } },
      "unknown_name",
      "rules.segments.it.field: expected a declared name, got another name",
    ],
    [
      "a number that begins a list of texts",
      of({ field: "city", op: "in", value: [1, "a"] }),
      "wrong_type",
      "rules.segments.it.value.0: expected a text, got a positive integer",
    ],
  ];

  test.each(cases)("%s", (_name, rules, code, message) => {
    const { ok, problems, warnings } = checkRules(rules);
    expect([ok, warnings]).toEqual([false, []]);
    const [problem] = problems;
    expect(problem?.code).toBe(code);
    expect(`${problem?.path.join(".")}: expected ${problem?.expected}, got ${problem?.got}`).toBe(message);
    expect(() => compileRules(rules as never)).toThrow(expect.objectContaining({ code, message }));
  });

  test("all are listed, up to a hundred, and none holds a value", () => {
    const wrong = { field: "secret", op: "eq", value: "4111-1111" };
    const { problems } = checkRules(of({ all: new Array(200).fill(wrong) }));
    expect(problems.length).toBe(100);
    expect(problems[7]?.path).toEqual(["rules", "segments", "it", "all", 7, "field"]);
    expect(JSON.stringify(problems)).not.toMatch(/secret|4111/);
  });
});

describe("hostile rules end in a typed error in bounded time", () => {
  const cases: [string, () => unknown, string][] = [
    ["100,000 levels deep", () => of(nested(100_000)), "too_large"],
    ["101 levels deep", () => of(nested(100)), "too_large"],
    ["1,000,000 wide", () => of({ any: new Array(1_000_000).fill(age) }), "too_large"],
    ["a group that holds itself", () => of(loop()), "too_large"],
    ["groups that double at each level", () => of(doubled(60)), "too_large"],
    ["a where that holds itself", () => of(whereLoop()), "too_large"],
    ["200,000 segments", () => ({ facts, segments: manyNames(200_000) }), "too_large"],
    ["a segment of itself", () => of({ segment: "it" }), "cycle"],
    [
      "a circle of segments",
      () => ({
        facts,
        segments: { a: { not: { segment: "b" } }, b: { any: [{ segment: "c" }] }, c: { segment: "a" } },
      }),
      "cycle",
    ],
  ];

  test.each(cases)("%s", (_name, make, code) => {
    const rules = make();
    const before = process.cpuUsage();
    expect(checkRules(rules).problems[0]?.code).toBe(code);
    const { user, system } = process.cpuUsage(before);
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

function manyNames(count: number): Record<string, string> {
  return Object.fromEntries(Array.from({ length: count }, (_, i) => [`n${i}`, "text"]));
}

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
