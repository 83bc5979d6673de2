import { describe, expect, test } from "vitest";
import { LAST_DAY, MS_PER_DAY } from "../../src/calendar/civil.ts";
import { addDuration, durationDays, durationIn, isoAfter } from "../../src/calendar/duration.ts";
import { shiftDay } from "../../src/calendar/shift-day.ts";
import { caught, type RefusalText } from "../core/base.ts";

const path = ["horizon"];
const day = (text: string): number => Date.parse(text) / MS_PER_DAY;

describe("the length of a duration", () => {
  test.each([
    [{ days: 10 }, 10],
    [{ weeks: 2 }, 14],
    [{ months: 1 }, 30.4375],
    [{ months: 12 }, 365.25],
    [{ years: 1 }, 365.25],
    [{ days: 0 }, 0],
    [{ days: 0.5 }, 0.5],
    [{ years: 1, months: 1, weeks: 1, days: 1 }, 403.6875],
  ])("%j is %d days", (duration, days) => {
    expect(durationDays(duration, path)).toBe(days);
  });

  test.each([
    ["day", 14],
    ["week", 2],
    ["month", 14 / 30.4375],
    ["year", 14 / 365.25],
  ] as const)("of two weeks in units of a %s is %d", (unit, length) => {
    expect(durationIn(unit, { weeks: 2 }, path)).toBe(length);
    expect(durationIn(unit, 2.5, path)).toBe(2.5);
    expect(durationIn(unit, 0, path)).toBe(0);
  });
});

describe("the day that a duration leads to", () => {
  test.each([
    ["2026-01-31", { months: 1 }, "2026-02-28"],
    ["2024-01-31", { months: 1 }, "2024-02-29"],
    ["2024-02-29", { years: 1 }, "2025-02-28"],
    ["2026-12-31", { days: 1 }, "2027-01-01"],
    ["2026-01-31", { weeks: 1 }, "2026-02-07"],
    ["2026-01-31", { years: 1, months: 1, weeks: 1, days: 1 }, "2027-03-08"],
    ["2026-01-31", { days: 0 }, "2026-01-31"],
    ["1969-12-31", { days: 2 }, "1970-01-02"],
  ])("from %s by %j is %s", (from, duration, to) => {
    expect(addDuration(day(from), duration, path)).toBe(day(to));
    expect(isoAfter(day(from), duration, path)).toBe(to);
  });

  test("may be the last there is", () => {
    expect(addDuration(LAST_DAY - 1, { days: 1 }, path)).toBe(LAST_DAY);
    expect(isoAfter(0, { years: 8029 }, path)).toBe("9999-01-01");
  });

  test.each<[string, object, 1 | -1, string]>([
    ["2026-01-31", { days: 1, weeks: 1 }, 1, "2026-02-08"],
    ["2026-01-31", { days: 1, weeks: 1 }, -1, "2026-01-23"],
    ["2026-03-31", { months: 1 }, -1, "2026-02-28"],
    ["2026-01-31", { months: 1 }, 1, "2026-02-28"],
    ["2024-02-29", { years: 1 }, -1, "2023-02-28"],
    ["2024-02-29", { years: 1, days: 1 }, 1, "2025-03-01"],
    ["2026-01-31", {}, -1, "2026-01-31"],
  ])("%s shifted by %j, %d, is %s", (from, duration, direction, to) => {
    expect(shiftDay(day(from), duration, direction)).toBe(day(to));
  });
});

const cases: RefusalText[] = [
  [
    "nothing",
    () => durationDays(undefined, path),
    "wrong_type",
    "horizon: expected a duration such as { months: 12 }, got nothing",
  ],
  [
    "null",
    () => durationDays(null, path),
    "wrong_type",
    "horizon: expected a duration such as { months: 12 }, got null",
  ],
  [
    "a text",
    () => durationDays("P1Y", path),
    "wrong_type",
    "horizon: expected a duration such as { months: 12 }, got a string of 3 characters",
  ],
  [
    "a list",
    () => durationDays([1], path),
    "wrong_type",
    "horizon: expected a duration such as { months: 12 }, got an array of 1",
  ],
  [
    "a number of no unit",
    () => durationDays(12, path),
    "wrong_type",
    "horizon: expected a duration such as { months: 12 }, got a positive integer",
  ],
  [
    "no unit",
    () => durationDays({}, path),
    "empty",
    "horizon: expected a duration such as { months: 12 }, got no unit",
  ],
  [
    "a unit it does not know",
    () => durationDays({ hours: 1 }, path),
    "unknown_name",
    "horizon.hours: expected one of days, weeks, months, years, got another name",
  ],
  [
    "a misspelt unit",
    () => durationDays({ month: 1 }, path),
    "unknown_name",
    "horizon.month: expected one of days, weeks, months, years, got another name",
  ],
  [
    "a name that objects inherit",
    () => durationDays({ constructor: 1 }, path),
    "unknown_name",
    "horizon.constructor: expected one of days, weeks, months, years, got another name",
  ],
  [
    "a length below 0",
    () => durationDays({ days: -1 }, path),
    "out_of_range",
    "horizon.days: expected a number of at least 0, got a negative number",
  ],
  [
    "NaN",
    () => durationDays({ days: Number.NaN }, path),
    "out_of_range",
    "horizon.days: expected a number of at least 0, got NaN",
  ],
  [
    "Infinity",
    () => durationDays({ weeks: Number.POSITIVE_INFINITY }, path),
    "out_of_range",
    "horizon.weeks: expected a number of at least 0, got Infinity",
  ],
  [
    "a length in text",
    () => durationDays({ months: "12" }, path),
    "out_of_range",
    "horizon.months: expected a number of at least 0, got a string of 2 characters",
  ],
  [
    "a unit of no value",
    () => durationDays({ months: undefined }, path),
    "out_of_range",
    "horizon.months: expected a number of at least 0, got nothing",
  ],
  [
    "a number below 0",
    () => durationIn("week", -1, path),
    "out_of_range",
    "horizon: expected a number of at least 0, got a negative number",
  ],
  [
    "a number that is none",
    () => durationIn("week", Number.NaN, path),
    "out_of_range",
    "horizon: expected a number of at least 0, got NaN",
  ],
  [
    "a number without end",
    () => durationIn("week", Number.POSITIVE_INFINITY, path),
    "out_of_range",
    "horizon: expected a number of at least 0, got Infinity",
  ],
  [
    "part of a calendar step",
    () => addDuration(0, { months: 0.5 }, path),
    "out_of_range",
    "horizon.months: expected a whole number, got a positive number",
  ],
  [
    "a step that is none",
    () => addDuration(0, {}, path),
    "empty",
    "horizon: expected a duration such as { months: 12 }, got no unit",
  ],
  [
    "a step past the last year",
    () => addDuration(LAST_DAY, { days: 1 }, path),
    "out_of_range",
    "horizon: expected a duration that ends before the year 10000, got a longer one",
  ],
  [
    "a step past all time",
    () => isoAfter(0, { years: 1e9 }, path),
    "out_of_range",
    "horizon: expected a duration that ends before the year 10000, got a longer one",
  ],
];

test.each(cases)("refuses %s", (_name, run, code, message) => {
  expect(caught(run)).toMatchObject({ name: "ScoringError", code, message });
});
