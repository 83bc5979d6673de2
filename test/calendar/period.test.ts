import { describe, expect, test } from "vitest";
import { MS_PER_DAY } from "../../src/calendar/civil.ts";
import {
  nextPeriod,
  type Period,
  periodIndex,
  periodStart,
  periodStarts,
  type WeekStart,
} from "../../src/calendar/period.ts";

const day = (text: string): number => Date.parse(text) / MS_PER_DAY;

describe("the period that holds a day", () => {
  // 31 January 2026 is a Saturday
  test.each<[Period, string, string]>([
    ["day", "2026-01-31", "2026-02-01"],
    ["week", "2026-01-26", "2026-02-02"],
    ["month", "2026-01-01", "2026-02-01"],
    ["quarter", "2026-01-01", "2026-04-01"],
    ["year", "2026-01-01", "2027-01-01"],
  ])("of a %s begins on %s, the next on %s", (period, first, next) => {
    const start = periodStart(day("2026-01-31"), period);
    expect(start).toBe(day(first));
    expect(nextPeriod(start, period)).toBe(day(next));
    expect(periodStart(start, period)).toBe(start);
    expect(periodStart(day(next) - 1, period)).toBe(start);
  });

  test.each<[WeekStart, string]>([
    [0, "2026-01-25"],
    [1, "2026-01-26"],
    [5, "2026-01-30"],
    [6, "2026-01-31"],
  ])("of a week that starts on weekday %d begins on %s", (weekStartsOn, first) => {
    expect(periodStart(day("2026-01-31"), "week", weekStartsOn)).toBe(day(first));
  });

  test("of a month ends when the month does", () => {
    expect(nextPeriod(day("2024-02-01"), "month")).toBe(day("2024-03-01"));
    expect(nextPeriod(day("2026-10-01"), "quarter")).toBe(day("2027-01-01"));
  });
});

describe("a list of periods", () => {
  test("goes from the one that holds the first day to the one that holds the last", () => {
    expect(periodStarts(day("2025-12-31"), day("2026-02-01"), "month")).toEqual(
      ["2025-12-01", "2026-01-01", "2026-02-01"].map(day),
    );
    expect(periodStarts(day("2026-01-25"), day("2026-01-31"), "week", 0)).toEqual([day("2026-01-25")]);
    expect(periodStarts(day("2026-01-25"), day("2026-01-31"), "week")).toEqual(
      ["2026-01-19", "2026-01-26"].map(day),
    );
    expect(periodStarts(3, 2, "day")).toEqual([]);
  });

  test("is searched for the period of a day", () => {
    const starts = Int32Array.of(10, 20, 30);
    expect([9, 10, 19, 20, 29, 30, 1000].map((at) => periodIndex(starts, at))).toEqual([
      -1, 0, 0, 1, 1, 2, 2,
    ]);
    expect(periodIndex([], 5)).toBe(-1);
  });

  test("of all days there are takes no long", () => {
    expect(periodStarts(-719_162, 2_932_896, "day")).toHaveLength(3_652_059);
  });
});
