import { describe, expect, test } from "vitest";
import { retentionDays } from "../../src/history/index.ts";
import { caught, columnsOf, type RefusalText } from "../core/base.ts";

const asOf = "2026-01-31";
const seen = (customerId: string, ...days: number[]) =>
  days.map((day) => ({ customerId, at: `2026-01-${String(day).padStart(2, "0")}` }));
const visits = [...seen("ann", 1, 2, 8), ...seen("bob", 1, 9), ...seen("cat", 30), ...seen("dan", 2, 2)];

describe("retention by day", () => {
  test("is on the day itself, and counts only those who are old enough", () => {
    const table = retentionDays(visits, { asOf, days: [1, 7, 8] });
    expect(table.toRows()).toEqual([
      { cohort: null, from: 1, to: 1, customers: 4, retained: 1, retention: 0.25 },
      { cohort: null, from: 7, to: 7, customers: 3, retained: 1, retention: 1 / 3 },
      { cohort: null, from: 8, to: 8, customers: 3, retained: 1, retention: 1 / 3 },
    ]);
  });

  test("is on the day or any later one", () => {
    const table = retentionDays(visits, { asOf, days: [1, 8, 9], rule: "on-or-after" });
    expect(Array.from(table.columns.retained)).toEqual([2, 1, 0]);
    expect(table.row(0).to).toBeNull();
  });

  test("is in brackets, open ones too", () => {
    const brackets = [{ from: 0, to: 0 }, { from: 2, to: 8 }, { from: 8 }];
    expect(Array.from(retentionDays(visits, { asOf, brackets }).columns.retained)).toEqual([4, 2, 1]);
  });

  test("is told by cohort", () => {
    const table = retentionDays(visits, { asOf, days: [1], cohort: "week" });
    expect(table.columns.cohort).toEqual(["2025-12-29", "2026-01-26"]);
    expect(Array.from(table.columns.customers)).toEqual([3, 1]);
  });

  test("looks at days 1, 7 and 30 unless told, and knows no share of nobody", () => {
    const table = retentionDays(visits, { asOf: "2026-01-02" });
    expect(Array.from(table.columns.from)).toEqual([1, 7, 30]);
    expect([table.row(0).retention, table.row(2).retention]).toEqual([0.5, null]);
  });

  test("leaves later rows out, with the customers who have no other", () => {
    const table = retentionDays(visits, { asOf: "2026-01-08", days: [0] });
    expect(table.row(0).customers).toBe(3);
  });

  test("a day that is not over yet does not count against anybody", () => {
    const noon = { asOf: "2026-01-09T12:00:00Z", days: [8] };
    expect(retentionDays(visits, noon).row(0).customers).toBe(0);
    expect(retentionDays(visits, { ...noon, asOf: "2026-01-09" }).row(0).customers).toBe(2);
  });

  test("rows and columns agree, in any order", () => {
    const options = { asOf, days: [1, 7] };
    const rows = retentionDays(visits, options).toRows();
    expect(retentionDays(columnsOf(visits), options).toRows()).toEqual(rows);
    expect(retentionDays(visits.slice().reverse(), options).toRows()).toEqual(rows);
  });
});

describe("rolling days", () => {
  const pair = (back: string) => [
    { customerId: "ann", at: "2026-12-01T17:59:00Z" },
    { customerId: "ann", at: back },
  ];
  const rolling = { asOf: "2026-12-31", clock: "rolling" } as const;

  test("begin with the hour of the first activity, rounded down (Amplitude's example)", () => {
    const back = (at: string, day: number) =>
      retentionDays(pair(at), { ...rolling, days: [day] }).row(0).retained;
    expect(back("2026-12-02T17:00:00Z", 1)).toBe(1);
    expect(back("2026-12-02T16:59:59Z", 1)).toBe(0);
    expect(back("2026-12-02T16:59:59Z", 0)).toBe(1);
    expect(back("2026-12-03T17:00:00Z", 1)).toBe(0);
  });

  test("differ from civil days", () => {
    const late = pair("2026-12-02T00:30:00Z");
    expect(retentionDays(late, { ...rolling, days: [1] }).row(0).retained).toBe(0);
    expect(retentionDays(late, { asOf: "2026-12-31", days: [1] }).row(0).retained).toBe(1);
    const shanghai = { asOf: "2026-12-31", days: [0], timeZone: "Asia/Shanghai" };
    expect(retentionDays(pair("2026-12-02T15:30:00Z"), shanghai).row(0).retained).toBe(1);
  });
});

const refusals: RefusalText[] = [
  [
    "no moment of looking",
    () => retentionDays(visits, {} as never),
    "missing",
    'options.asOf: expected a date such as "2026-01-31" (nothing here reads the clock), got nothing',
  ],
  [
    "days and brackets",
    () => retentionDays(visits, { asOf, days: [1], brackets: [] }),
    "conflict",
    "options.brackets: expected days or brackets, got both",
  ],
  [
    "no days",
    () => retentionDays(visits, { asOf, days: [] }),
    "empty",
    "options.days: expected at least one, got none",
  ],
  [
    "half a day",
    () => retentionDays(visits, { asOf, days: [0.5] }),
    "out_of_range",
    "options.days.0: expected a whole number from 0 to 100000, got a positive number",
  ],
  [
    "a range that ends before it begins",
    () => retentionDays(visits, { asOf, brackets: [{ from: 3, to: 2 }] }),
    "out_of_range",
    "options.brackets.0.to: expected a whole number from 3 to 100000, got a positive integer",
  ],
  [
    "another clock",
    () => retentionDays(visits, { asOf, clock: "lunar" as never }),
    "unknown_name",
    "options.clock: expected one of civil, rolling, got a string of 5 characters",
  ],
  [
    "days that are no list",
    () => retentionDays(visits, { asOf, days: 7 as never }),
    "wrong_type",
    "options.days: expected a list, got a positive integer",
  ],
  [
    "calendar dates on a rolling clock",
    () => retentionDays(visits, { asOf, clock: "rolling" }),
    "invalid_date",
    "activity.0.at: expected a time of day, for rolling days, got a string of 10 characters",
  ],
  [
    "a row without an id",
    () => retentionDays([{ at: asOf } as never], { asOf }),
    "missing",
    "activity.0.customerId: expected a string or a finite number, got nothing",
  ],
];
test.each(refusals)("refuses %s", (_name, run, code, message) => {
  expect(caught(run)).toMatchObject({ name: "ScoringError", code, message });
});

test("sets bad rows aside when asked", () => {
  const rows = [...visits, { customerId: "eve", at: "soon" }];
  const table = retentionDays(rows, { asOf, days: [0], onInvalid: "collect" });
  expect(table.rejected.map(({ row, field }) => [row, field])).toEqual([[visits.length, "at"]]);
  expect(table.row(0).customers).toBe(4);
});
