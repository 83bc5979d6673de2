import { describe, expect, test } from "vitest";
import { MS_PER_DAY } from "../../src/calendar/civil.ts";
import { readMoment } from "../../src/calendar/moment.ts";
import { createTimeReader, type TimeOptions } from "../../src/calendar/time-reader.ts";
import { caught, type RefusalText } from "../core/base.ts";

const read = (value: unknown, options: TimeOptions = {}) =>
  readMoment(value, "asOf", createTimeReader(options));
const day = (text: string): number => Date.parse(text) / MS_PER_DAY;
const at = "2026-01-31T20:00:00Z";

describe("a moment of looking", () => {
  test("given as a date is the end of that day", () => {
    expect(read("2026-01-31")).toEqual({ day: day("2026-01-31"), latest: Number.POSITIVE_INFINITY });
    expect(read(day("2026-01-31"), { numericTime: "day" })).toEqual(read("2026-01-31"));
  });

  test.each<[string, unknown, TimeOptions]>([
    ["a text", at, {}],
    ["a Date", new Date(at), {}],
    ["Temporal's instant", { epochMilliseconds: Date.parse(at) }, {}],
    ["milliseconds", Date.parse(at), { numericTime: "ms" }],
    ["seconds", Date.parse(at) / 1000, { numericTime: "s" }],
  ])("given as %s is that instant, on its civil day", (_name, value, options) => {
    expect(read(value, options)).toEqual({ day: day("2026-01-31"), latest: Date.parse(at) });
    expect(read(value, { ...options, timeZone: "Asia/Shanghai" })).toEqual({
      day: day("2026-02-01"),
      latest: Date.parse(at),
    });
  });

  test("given as a wall-clock time is that instant in the zone", () => {
    expect(read("2026-02-01T04:00", { timeZone: "Asia/Shanghai" })).toEqual({
      day: day("2026-02-01"),
      latest: Date.parse(at),
    });
  });

  const cases: RefusalText[] = [
    [
      "nothing",
      () => read(undefined),
      "missing",
      'options.asOf: expected a date such as "2026-01-31" (nothing here reads the clock), got nothing',
    ],
    [
      "null",
      () => read(null),
      "missing",
      "options.asOf: expected a Date, an ISO date, or an ISO date-time with Z or an offset, got null",
    ],
    [
      "no date",
      () => read("today"),
      "invalid_date",
      "options.asOf: expected a Date, an ISO date, or an ISO date-time with Z or an offset, got a string of 5 characters",
    ],
    [
      "a date that does not exist",
      () => read("2026-02-30"),
      "invalid_date",
      "options.asOf: expected a Date, an ISO date, or an ISO date-time with Z or an offset, got a string of 10 characters",
    ],
    [
      "an invalid Date",
      () => read(new Date(Number.NaN)),
      "invalid_date",
      "options.asOf: expected a Date, an ISO date, or an ISO date-time with Z or an offset, got an invalid Date",
    ],
    [
      "a time of no zone",
      () => read("2026-01-31T20:00"),
      "no_offset",
      "options.asOf: expected Z or an offset (or say which zone it is in: timeZone), got a string of 16 characters",
    ],
    [
      "a number of no unit",
      () => read(1),
      "wrong_type",
      "options.asOf: expected a Date, an ISO date, or an ISO date-time with Z or an offset (or say the unit: numericTime), got a positive integer",
    ],
    [
      "an object",
      () => read({}),
      "wrong_type",
      "options.asOf: expected a Date, an ISO date, or an ISO date-time with Z or an offset (of a driver's own object: its text), got an object",
    ],
  ];

  test.each(cases)("refuses %s", (_name, run, code, message) => {
    expect(caught(run)).toMatchObject({ name: "ScoringError", code, message });
  });

  test("says that nothing here reads the clock, and never the value", () => {
    expect((caught(() => read(undefined)) as Error).message).toBe(
      'options.asOf: expected a date such as "2026-01-31" (nothing here reads the clock), got nothing',
    );
    expect((caught(() => read("secret")) as Error).message).toMatch(/got a string of 6 characters$/);
  });
});
