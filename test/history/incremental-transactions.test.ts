import { describe, expect, test } from "vitest";
import { incrementalTransactions } from "../../src/history/index.ts";
import { caught, type RefusalText } from "../core/base.ts";
import { order } from "./base.ts";

const asOf = "2026-01-28";
// Week 1 is 1 to 7 January.
const rows = [
  order("ann", "2026-01-01", 10),
  order("ann", "2026-01-01", 10),
  order("bob", "2026-01-07", 10),
  order("ann", "2026-01-08", 10),
  order("bob", "2026-01-21", 10),
  order("cat", "2026-01-22", -1),
  order("cat", "2026-01-22", 10),
  order("cat", "2026-01-23", 10),
];

describe("purchases week by week", () => {
  const weeks = incrementalTransactions(rows, { asOf });

  test("from the first purchase of all", () => {
    expect(weeks.start).toBe("2026-01-01");
    expect(weeks.toRows()).toEqual([
      {
        period: 1,
        end: "2026-01-07",
        newCustomers: 2,
        repeatTransactions: 0,
        transactions: 2,
        cumulativeRepeat: 0,
        cumulative: 2,
      },
      {
        period: 2,
        end: "2026-01-14",
        newCustomers: 0,
        repeatTransactions: 1,
        transactions: 1,
        cumulativeRepeat: 1,
        cumulative: 3,
      },
      {
        period: 3,
        end: "2026-01-21",
        newCustomers: 0,
        repeatTransactions: 1,
        transactions: 1,
        cumulativeRepeat: 2,
        cumulative: 4,
      },
      {
        period: 4,
        end: "2026-01-28",
        newCustomers: 1,
        repeatTransactions: 1,
        transactions: 2,
        cumulativeRepeat: 3,
        cumulative: 6,
      },
    ]);
    expect(weeks.indexOf("2026-01-14")).toBe(1);
  });

  test("says what became of each row", () => {
    expect(weeks).toMatchObject({ given: 8, accepted: 8, refundRows: 1, future: 0, rejected: [] });
  });

  test("only whole ones", () => {
    expect(incrementalTransactions(rows, { asOf: "2026-01-27" }).length).toBe(3);
    expect(incrementalTransactions(rows, { asOf: "2026-01-06" }).length).toBe(0);
  });

  test("from a start before, or after some purchases, which then make the later ones repeat purchases", () => {
    const before = incrementalTransactions(rows, { asOf, start: "2025-12-25" });
    expect([before.start, before.length]).toEqual(["2025-12-25", 5]);
    expect(Array.from(before.columns.newCustomers)).toEqual([0, 2, 0, 0, 1]);
    const after = incrementalTransactions(rows, { asOf, start: "2026-01-08" });
    expect(Array.from(after.columns.newCustomers)).toEqual([0, 0, 1]);
    expect(Array.from(after.columns.cumulativeRepeat)).toEqual([1, 2, 3]);
    expect(incrementalTransactions(rows, { asOf, start: "2026-01-29" }).length).toBe(0);
  });

  test("of nobody there are none", () => {
    const none = incrementalTransactions([], { asOf });
    expect([none.length, none.start]).toEqual([0, null]);
    const started = incrementalTransactions([], { asOf, start: "2026-01-01" });
    expect([started.length, started.start]).toEqual([4, "2026-01-01"]);
  });
});

test.each([
  ["day", "2026-01-28", 28, "2026-01-01", "2026-01-28"],
  ["week", "2026-01-28", 4, "2026-01-07", "2026-01-28"],
  ["month", "2027-01-01", 12, "2026-01-31", "2027-01-01"],
  ["year", "2027-01-01", 1, "2027-01-01", "2027-01-01"],
] as const)(
  "a %s: to %s there are %d whole ones, the first to %s, the last to %s",
  (timeUnit, at, count, first, last) => {
    // A month has 30.4375 days and a year 365.25: the day in which one ends is its last.
    const { end } = incrementalTransactions(rows, { asOf: at, timeUnit }).columns;
    expect([end.length, end[0], end[count - 1]]).toEqual([count, first, last]);
    expect(incrementalTransactions(rows, { asOf: "2026-12-31", timeUnit: "year" }).length).toBe(0);
  },
);

const cases: RefusalText[] = [
  [
    "no options",
    () => (incrementalTransactions as (given: unknown) => unknown)(rows),
    "wrong_type",
    "options: expected an object, got nothing",
  ],
  [
    "no asOf",
    () => incrementalTransactions(rows, {} as never),
    "missing",
    'options.asOf: expected a date such as "2026-01-31" (nothing here reads the clock), got nothing',
  ],
  [
    "an unknown unit",
    () => incrementalTransactions(rows, { asOf, timeUnit: "hour" as never }),
    "unknown_name",
    "options.timeUnit: expected one of day, week, month, year, got a string of 4 characters",
  ],
  [
    "a start that is no date",
    () => incrementalTransactions(rows, { asOf, start: "x" }),
    "invalid_date",
    "options.start: expected a Date, an ISO date, or an ISO date-time with Z or an offset, got a string of 1 character",
  ],
  [
    "a misspelt option",
    () => incrementalTransactions(rows, { asOf, begin: asOf } as never),
    "unknown_name",
    "options.begin: expected one of timeZone, numericTime, sameDay, zeroAmount, duplicates, rates, from, onInvalid, fields, asOf, timeUnit, start, got another name",
  ],
];

test.each(cases)("refuses %s", (_name, run, code, message) => {
  expect(caught(run)).toMatchObject({ code, message });
});
