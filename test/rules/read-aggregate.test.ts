import { describe } from "vitest";
import { age, of, refusesRules } from "./base.ts";

describe("a number made of events is refused with", () => {
  refusesRules([
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
      "an operator of texts on a count",
      of({ aggregate: "count", op: "contains", value: "1" }),
      "unknown_name",
      "rules.segments.it.op: expected for a number one of eq, neq, gt, gte, lt, lte, between, notBetween, in, notIn, isSet, isNotSet, got another operator",
    ],
    [
      "where that is no rule",
      of({ aggregate: "count", where: 5, op: "gt", value: 1 }),
      "wrong_type",
      "rules.segments.it.where: expected a rule, got a positive integer",
    ],
  ]);
});
