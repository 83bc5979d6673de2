import { describe, expect, test } from "vitest";
import { calibrationHoldout, purchaseHistory } from "../../src/history/index.ts";
import { caught, columnsOf, type RefusalText } from "../core/base.ts";
import { order, told } from "./base.ts";

const options = { calibrationEnd: "2026-01-31", holdoutEnd: "2026-02-28" } as const;
const rows = [
  order("ann", "2026-01-05", 30),
  order("ann", "2026-01-31", 40),
  order("bob", "2026-01-20", 9),
  order("cat", "2026-01-21", -5),
  order("ann", "2026-02-01", 10),
  order("ann", "2026-02-01", 20),
  order("ann", "2026-02-10", 30),
  order("ann", "2026-02-11", -6),
  order("cat", "2026-02-12", 8),
  order("dan", "2026-02-13", 7),
  order("eve", "2026-02-13", -1),
  order("bob", "2026-03-01", 99),
];

describe("who was known at the end of calibration, and what they did then", () => {
  const split = calibrationHoldout(rows, options);

  test("the lines begin as the history of that day", () => {
    const history = purchaseHistory(rows, { asOf: "2026-01-31" });
    expect(
      split.toRows().map(({ holdoutFrequency: _f, holdoutRevenue: _r, holdoutMeanSpend: _s, ...row }) => row),
    ).toEqual(history.toRows());
    expect(told(split as never).facts).toEqual(told(history).facts);
  });

  test("and end with the holdout", () => {
    expect(
      split
        .toRows()
        .map((row) => [row.customerId, row.holdoutFrequency, row.holdoutRevenue, row.holdoutMeanSpend]),
    ).toEqual([
      ["ann", 2, 54, 30], // the 1st and the 10th; 10 + 20 + 30 - 6; 60 / 2
      ["bob", 0, 0, null],
      ["cat", 1, 8, 8],
    ]);
    expect(split).toMatchObject({
      calibrationEnd: "2026-01-31",
      holdoutEnd: "2026-02-28",
      holdoutDuration: 4, // weeks
      holdoutNewCustomers: 1, // Dan; Eve bought nothing
      timeUnit: "week",
    });
  });

  test("each order its own purchase, in other units, of columns, of rows with other names", () => {
    const separate = calibrationHoldout(columnsOf(rows) as never, {
      ...options,
      sameDay: "separate",
      timeUnit: "day",
    });
    expect(separate.row(0)).toMatchObject({ holdoutFrequency: 3, holdoutMeanSpend: 20, age: 26 });
    expect(separate.holdoutDuration).toBe(28);
    const renamed = rows.map(({ customerId, ...row }) => ({ ...row, user: customerId }));
    expect(calibrationHoldout(renamed, { ...options, fields: { customerId: "user" } }).toRows()).toEqual(
      split.toRows(),
    );
  });

  test("moments are ends of their days for calibration, and of the holdout moments", () => {
    const moments = rows.map((row) => ({ ...row, at: `${row.at as string}T12:00:00Z` }));
    const made = calibrationHoldout(moments, {
      calibrationEnd: "2026-01-31T06:00:00Z",
      holdoutEnd: "2026-02-10T06:00:00Z",
    });
    expect(made.row(0)).toMatchObject({ frequency: 1, lastPurchase: "2026-01-31", holdoutFrequency: 1 });
    expect([made.calibrationEnd, made.holdoutEnd]).toEqual(["2026-01-31", "2026-02-10"]);
  });

  test("from is where the calibration begins; bad rows are set aside once", () => {
    const made = calibrationHoldout([...rows, null as never], {
      ...options,
      from: "2026-01-20",
      onInvalid: "collect",
    });
    expect(made.row(0)).toMatchObject({ customerId: "ann", orders: 1, holdoutFrequency: 2 });
    expect(made).toMatchObject({ beforeFrom: 1, given: 13, accepted: 12, rejected: [{ row: 12 }] });
  });

  test("nobody is nobody", () => {
    expect(calibrationHoldout([], options)).toMatchObject({ length: 0, holdoutNewCustomers: 0 });
    expect(calibrationHoldout(rows.slice(4), options)).toMatchObject({ length: 0, holdoutNewCustomers: 3 });
  });
});

const cases: RefusalText[] = [
  [
    "no options",
    () => (calibrationHoldout as (given: unknown) => unknown)(rows),
    "wrong_type",
    "options: expected an object, got nothing",
  ],
  [
    "no end of calibration",
    () => calibrationHoldout(rows, { holdoutEnd: "2026-02-28" } as never),
    "missing",
    'options.calibrationEnd: expected a date such as "2026-01-31" (nothing here reads the clock), got nothing',
  ],
  [
    "no end of the holdout",
    () => calibrationHoldout(rows, { calibrationEnd: "2026-02-28" } as never),
    "missing",
    'options.holdoutEnd: expected a date such as "2026-01-31" (nothing here reads the clock), got nothing',
  ],
  [
    "a holdout of no day",
    () => calibrationHoldout(rows, { ...options, holdoutEnd: "2026-01-31" }),
    "conflict",
    "options.holdoutEnd: expected a day after calibrationEnd, got none",
  ],
  [
    "a holdout before calibration",
    () => calibrationHoldout(rows, { ...options, holdoutEnd: "2026-01-01" }),
    "conflict",
    "options.holdoutEnd: expected a day after calibrationEnd, got none",
  ],
  [
    "a calibration before from",
    () => calibrationHoldout(rows, { ...options, from: "2026-02-01" }),
    "conflict",
    "options.from: expected a time before calibrationEnd, got a later one",
  ],
  [
    "an asOf",
    () => calibrationHoldout(rows, { ...options, asOf: "2026-02-01" } as never),
    "unknown_name",
    "options.asOf: expected one of timeZone, numericTime, sameDay, zeroAmount, duplicates, rates, from, onInvalid, fields, calibrationEnd, holdoutEnd, timeUnit, got another name",
  ],
  [
    "an unknown unit",
    () => calibrationHoldout(rows, { ...options, timeUnit: "hour" as never }),
    "unknown_name",
    "options.timeUnit: expected one of day, week, month, year, got a string of 4 characters",
  ],
  [
    "a bad row",
    () => calibrationHoldout([null as never], options),
    "wrong_type",
    "transactions.0: expected a row object, got null",
  ],
];

test.each(cases)("refuses %s", (_name, run, code, message) => {
  expect(caught(run)).toMatchObject({ code, message });
});
