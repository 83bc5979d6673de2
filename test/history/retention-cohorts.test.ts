import { describe, expect, test } from "vitest";
import { retentionCohorts } from "../../src/history/index.ts";
import { caught, columnsOf, type RefusalText } from "../core/base.ts";
import { order } from "./base.ts";

const asOf = "2026-03-15";
// January: Ann, Bob. February: Cat. Ann comes back in February (twice) and March, Bob in March.
const rows = [
  order("ann", "2026-01-05", 30),
  order("bob", "2026-01-31", 20),
  order("ann", "2026-02-01", 40),
  order("ann", "2026-02-20", 2),
  order("cat", "2026-02-28", 9),
  order("ann", "2026-03-02", 1),
  order("bob", "2026-03-03", 3),
  order("bob", "2026-03-03", 4),
  order("bob", "2026-03-04", -4),
  order("dan", "2026-03-16", 50),
];

describe("the triangle of months", () => {
  const cohorts = retentionCohorts(rows, { asOf });

  test("has a line per cohort and month since", () => {
    expect(cohorts.toRows()).toEqual([
      {
        cohort: "2026-01-01",
        offset: 0,
        customers: 2,
        active: 2,
        retention: 1,
        orders: 2,
        revenue: 50,
        complete: true,
      },
      {
        cohort: "2026-01-01",
        offset: 1,
        customers: 2,
        active: 1,
        retention: 0.5,
        orders: 2,
        revenue: 42,
        complete: true,
      },
      {
        cohort: "2026-01-01",
        offset: 2,
        customers: 2,
        active: 2,
        retention: 1,
        orders: 3,
        revenue: 8,
        complete: false,
      },
      {
        cohort: "2026-02-01",
        offset: 0,
        customers: 1,
        active: 1,
        retention: 1,
        orders: 1,
        revenue: 9,
        complete: true,
      },
      {
        cohort: "2026-02-01",
        offset: 1,
        customers: 1,
        active: 0,
        retention: 0,
        orders: 0,
        revenue: 0,
        complete: false,
      },
    ]);
    expect(cohorts.indexOf("2026-02-01")).toBe(3);
  });

  test("says what became of each row", () => {
    expect(cohorts).toMatchObject({
      given: 10,
      accepted: 10,
      refundRows: 1,
      future: 1,
      beforeFrom: 0,
      rejected: [],
    });
    const bad = retentionCohorts([...rows, null as never], { asOf, onInvalid: "collect" });
    expect(bad).toMatchObject({ given: 11, accepted: 10, rejected: [{ row: 10, code: "missing" }] });
    expect(bad.toRows()).toEqual(cohorts.toRows());
  });

  test("is the same of columns", () => {
    expect(retentionCohorts(columnsOf(rows) as never, { asOf }).toRows()).toEqual(cohorts.toRows());
  });

  test("has whole months where asOf is the last day of one", () => {
    expect(retentionCohorts(rows, { asOf: "2026-03-31" }).columns.complete.every((one) => one)).toBe(true);
    expect(retentionCohorts(rows, { asOf: "2026-03-30" }).columns.complete[2]).toBe(false);
  });

  test("leaves out months in which nobody came first", () => {
    const gap = [order("ann", "2026-01-05", 1), order("bob", "2026-03-05", 1), order("ann", "2026-03-05", 1)];
    expect(
      retentionCohorts(gap, { asOf })
        .toRows()
        .map(({ cohort, offset, active }) => [cohort, offset, active]),
    ).toEqual([
      ["2026-01-01", 0, 1],
      ["2026-01-01", 1, 0],
      ["2026-01-01", 2, 1],
      ["2026-03-01", 0, 1],
    ]);
  });
});

test.each([
  ["day", {}, ["2026-01-05", "2026-01-31", "2026-02-28"], 70 + 44 + 16],
  ["week", {}, ["2026-01-05", "2026-01-26", "2026-02-23"], 10 + 7 + 3],
  ["week", { weekStartsOn: 0 }, ["2026-01-04", "2026-01-25", "2026-02-22"], 11 + 8 + 4],
  ["quarter", {}, ["2026-01-01"], 1],
  ["year", {}, ["2026-01-01"], 1],
] as const)("by %s %j cohorts are %j, in %d lines", (period, options, starts, lines) => {
  const cohorts = retentionCohorts(rows, { asOf, period, ...options });
  expect([...new Set(cohorts.columns.cohort)]).toEqual(starts);
  expect(cohorts.length).toBe(lines);
  expect(cohorts.columns.orders.reduce((sum, count) => sum + count)).toBe(8);
  expect(cohorts.columns.revenue.reduce((sum, count) => sum + count)).toBe(109);
});

test("sums are compensated", () => {
  const tenths = Array.from({ length: 1000 }, (_, i) => order("ann", `2026-03-0${1 + (i % 9)}`, 0.1));
  expect(retentionCohorts(tenths, { asOf }).columns.revenue[0]).toBeCloseTo(100, 12);
});

test("no orders have no cohorts", () => {
  expect(retentionCohorts([], { asOf }).length).toBe(0);
  expect(retentionCohorts([order("ann", "2026-03-01", -1)], { asOf }).length).toBe(0);
});

test("from is where customers begin", () => {
  const cohorts = retentionCohorts(rows, { asOf, from: "2026-02-01" });
  expect(cohorts.toRows().map(({ cohort, customers }) => [cohort, customers])).toEqual([
    ["2026-02-01", 2],
    ["2026-02-01", 2],
    ["2026-03-01", 1],
  ]);
});

const old = Array.from({ length: 30 }, (_, i) =>
  order(`c${i}`, `0001-01-${String(i + 1).padStart(2, "0")}`, 1),
);
const cases: RefusalText[] = [
  [
    "no options",
    () => (retentionCohorts as (given: unknown) => unknown)(rows),
    "wrong_type",
    "options: expected an object, got nothing",
  ],
  [
    "no asOf",
    () => retentionCohorts(rows, {} as never),
    "missing",
    'options.asOf: expected a date such as "2026-01-31" (nothing here reads the clock), got nothing',
  ],
  [
    "an unknown period",
    () => retentionCohorts(rows, { asOf, period: "hour" as never }),
    "unknown_name",
    "options.period: expected one of day, week, month, quarter, year, got a string of 4 characters",
  ],
  [
    "an unknown weekday",
    () => retentionCohorts(rows, { asOf, weekStartsOn: 7 as never }),
    "out_of_range",
    "options.weekStartsOn: expected a whole number from 0 to 6, got a positive integer",
  ],
  [
    "half a weekday",
    () => retentionCohorts(rows, { asOf, weekStartsOn: 0.5 as never }),
    "out_of_range",
    "options.weekStartsOn: expected a whole number from 0 to 6, got a positive number",
  ],
  [
    "a misspelt option",
    () => retentionCohorts(rows, { asOf, weekStart: 1 } as never),
    "unknown_name",
    "options.weekStart: expected one of timeZone, numericTime, sameDay, zeroAmount, duplicates, rates, from, onInvalid, fields, asOf, period, weekStartsOn, got another name",
  ],
  [
    "days of two thousand years",
    () => retentionCohorts(old, { asOf, period: "day" }),
    "too_large",
    "options.period: expected a period that makes at most 16777216 lines, got a shorter one",
  ],
  [
    "a bad row",
    () => retentionCohorts([...rows, null as never], { asOf }),
    "missing",
    "transactions.10.customerId: expected a string or a finite number, got nothing",
  ],
];

test.each(cases)("refuses %s", (_name, run, code, message) => {
  expect(caught(run)).toMatchObject({ code, message });
});
