import { describe } from "vitest";
import { of, refusesRules } from "./base.ts";

describe("dates and durations is refused with", () => {
  refusesRules([
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
  ]);
});
