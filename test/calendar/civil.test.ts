import { describe, expect, test } from "vitest";
import { dayOfDate, FIRST_DAY, isoOfDay, isoOfDays, LAST_DAY } from "../../src/calendar/civil.ts";

describe("the number of a day", () => {
  test.each([
    [1970, 1, 1, 0],
    [1970, 1, 2, 1],
    [1969, 12, 31, -1],
    [2000, 2, 29, 11_016],
    [2000, 3, 1, 11_017],
    [1900, 3, 1, -25_508],
    [1, 1, 1, FIRST_DAY],
    [9999, 12, 31, LAST_DAY],
  ])("%i-%i-%i is day %i", (year, month, day, number) => {
    expect(dayOfDate(year, month, day)).toBe(number);
  });

  test.each([
    [2026, 0, 1],
    [2026, 13, 1],
    [2026, 1, 0],
    [2026, 1, 32],
    [2026, 4, 31],
    [2026, 6, 31],
    [2026, 9, 31],
    [2026, 11, 31],
    [2026, 2, 29],
    [1900, 2, 29],
    [2100, 2, 29],
    [2024, 2, 30],
    [2026, Number.NaN, 1],
    [2026, 1, Number.NaN],
    [Number.NaN, 1, 1],
  ])("there is no %d-%d-%d", (year, month, day) => {
    expect(dayOfDate(year, month, day)).toBeNaN();
  });

  test("rises by one a day, through four centuries of leap years, as Date counts", () => {
    let wanted = dayOfDate(1899, 12, 31);
    for (let year = 1900; year <= 2300; year += 1) {
      for (let month = 1; month <= 12; month += 1) {
        const last = new Date(Date.UTC(year, month, 0)).getUTCDate();
        for (let day = 1; day <= last; day += 1) {
          wanted += 1;
          if (dayOfDate(year, month, day) !== wanted) throw new Error(`${year}-${month}-${day}`);
        }
        expect(dayOfDate(year, month, last + 1)).toBeNaN();
      }
    }
    expect(wanted).toBe(Date.UTC(2300, 11, 31) / 86_400_000);
  });
});

describe("the ISO form of a day", () => {
  test("is ten characters from the first to the last", () => {
    expect([FIRST_DAY, -1, 0, LAST_DAY].map(isoOfDay)).toEqual([
      "0001-01-01",
      "1969-12-31",
      "1970-01-01",
      "9999-12-31",
    ]);
  });

  test("of many days is that of each, null where unknown", () => {
    expect(isoOfDays(Float64Array.of(0, Number.NaN, 1, 0))).toEqual([
      "1970-01-01",
      null,
      "1970-01-02",
      "1970-01-01",
    ]);
    expect(isoOfDays([])).toEqual([]);
  });
});
