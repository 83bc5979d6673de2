import { describe, expect, test } from "vitest";
import type { Transaction } from "../../src/core/records.ts";
import {
  finishCustomer,
  historyFold,
  purchaseHistory,
  type SavedHistory,
  updateCustomer,
} from "../../src/history/index.ts";
import { caught, frozen, type RefusalText } from "../core/base.ts";
import { order } from "./base.ts";

const asOf = "2026-01-31";
const rows = [
  order("ann", "2026-01-12", 30),
  order("ann", "2026-01-01", 10),
  order("ann", "2026-01-01", 5),
  order("ann", "2026-01-13", -8),
];
const stateOf = (given: readonly Transaction[], options = {}): SavedHistory =>
  given.reduce<SavedHistory | undefined>(
    (state, row) => updateCustomer(state, row, options),
    undefined,
  ) as SavedHistory;

describe("one order at a time", () => {
  test.each([
    [{}],
    [{ timeUnit: "day" }],
    [{ sameDay: "separate" }],
    [{ timeZone: "Asia/Shanghai" }],
  ] as const)("with %j the line is that of the table", (options) => {
    const { timeUnit: _unit, ...reading } = options as { timeUnit?: "day" };
    for (let count = 1; count <= rows.length; count += 1) {
      const line = finishCustomer(stateOf(rows.slice(0, count), reading), { asOf, ...options });
      expect(line).toEqual(purchaseHistory(rows.slice(0, count), { asOf, ...options }).row(0));
    }
  });

  test("who has only returned something has a line too", () => {
    const state = updateCustomer(undefined, order("ann", "2026-01-01", -3));
    expect(finishCustomer(state, { asOf })).toEqual(
      purchaseHistory([order("ann", "2026-01-01", -3)], { asOf }).row(0),
    );
  });

  test("many orders and few, one customer after the other", () => {
    const many: Transaction[] = Array.from({ length: 90 }, (_, i) => ({
      ...order("ann", "", i + 1),
      at: 20_400 + ((i * 37) % 90),
    }));
    const one = { asOf: "2026-03-01", numericTime: "day" } as const;
    const line = (given: readonly Transaction[]) =>
      finishCustomer(stateOf(given, { numericTime: "day" }), one);
    for (const given of [
      many,
      many.slice(0, 3),
      many.slice(0, 65),
      [{ ...order("ann", "", 5), at: 20_400 }],
    ]) {
      expect(line(given)).toEqual(purchaseHistory(given, one).row(0));
    }
  });

  test("the state is that of a fold, and merges with it", () => {
    const fold = historyFold({ asOf });
    const state = stateOf(rows);
    expect(state).toEqual(fold.save(fold.add(fold.empty(), rows)));
    const others = fold.add(fold.empty(), [order("bob", "2026-01-05", 1)]);
    expect(fold.finish(fold.merge(others, fold.load(state))).length).toBe(2);
  });

  test("the state given and the row are not changed", () => {
    const state = frozen(stateOf(rows.slice(0, 2)));
    const next = updateCustomer(state, frozen(order("ann", "2026-01-20", 1)));
    expect(next).not.toBe(state);
    expect(next.tally.given).toBe(3);
    expect(JSON.parse(JSON.stringify(next))).toEqual(next);
  });

  test("options are those of the history", () => {
    const row = { user: "ann", day: 20_454, total: 0, currency: "EUR" };
    const fields = { customerId: "user", at: "day", amount: "total" };
    const options = { fields, numericTime: "day", zeroAmount: "ignore", rates: { EUR: 2 } } as const;
    const state = updateCustomer(undefined, row as never, options);
    expect(state.tally).toMatchObject({ given: 1, zeroAmounts: 1 });
    const bought = updateCustomer(state, { ...row, total: 3 } as never, options);
    expect(finishCustomer(bought, { asOf: 20_455, numericTime: "day" })).toMatchObject({
      revenue: 6,
      recencyDays: 1,
    });
    const seen = stateOf([{ ...order("ann", "2026-01-01", 1), orderId: 1 }], { duplicates: "drop" });
    const again = updateCustomer(
      seen,
      { ...order("ann", "2026-01-01", 1), orderId: 1 },
      { duplicates: "drop" },
    );
    expect(again.tally.duplicates).toBe(1);
  });

  test("an order in the future is the host's: it counts when its day has come", () => {
    const state = stateOf([order("ann", "2026-02-01", 1)]);
    expect(finishCustomer(state, { asOf: "2026-02-01" }).recencyDays).toBe(0);
    expect(caught(() => finishCustomer(state, { asOf }))).toMatchObject({
      code: "conflict",
      message: "options.asOf: expected a time not before the last order, got an earlier one",
    });
  });

  test("a bad row is set aside where asked for", () => {
    const state = updateCustomer(stateOf(rows.slice(0, 1)), order("ann", "x", 1), { onInvalid: "collect" });
    expect(state.rejected).toMatchObject([{ row: 1, field: "at", code: "invalid_date" }]);
    expect(finishCustomer(state, { asOf }).orders).toBe(1);
  });
});

const ann = stateOf(rows);
const fold = historyFold({ asOf });
const both = fold.save(
  fold.add(fold.empty(), [order("ann", "2026-01-01", 1), order("bob", "2026-01-01", 1)]),
);
const cases: RefusalText[] = [
  [
    "another customer's order",
    () => updateCustomer(ann, order("bob", "2026-01-01", 1)),
    "conflict",
    "transaction.customerId: expected the customer of the state, got another one",
  ],
  [
    "a bad order",
    () => updateCustomer(undefined, order("ann", "x", 1)),
    "invalid_date",
    "transaction.at: expected a Date, an ISO date, or an ISO date-time with Z or an offset, got a string of 1 character",
  ],
  [
    "no order",
    () => updateCustomer(undefined, undefined as never),
    "wrong_type",
    "transaction: expected a row object, got nothing",
  ],
  [
    "a misspelt option",
    () => updateCustomer(ann, order("ann", "2026-01-01", 1), { asOf } as never),
    "unknown_name",
    "options.asOf: expected one of timeZone, numericTime, sameDay, zeroAmount, duplicates, rates, from, onInvalid, fields, got another name",
  ],
  [
    "no state",
    () => finishCustomer(undefined as never, { asOf }),
    "unknown_version",
    "saved: expected a saved purchase history of version 1, got nothing",
  ],
  [
    "a state of nobody",
    () => finishCustomer(fold.save(fold.empty()), { asOf }),
    "empty",
    "state: expected the state of one customer, got 0",
  ],
  [
    "a state of two",
    () => finishCustomer(both, { asOf }),
    "empty",
    "state: expected the state of one customer, got 2",
  ],
  [
    "no asOf",
    () => finishCustomer(ann, {} as never),
    "missing",
    'options.asOf: expected a date such as "2026-01-31" (nothing here reads the clock), got nothing',
  ],
  [
    "no options",
    () => (finishCustomer as (state: unknown) => unknown)(ann),
    "wrong_type",
    "options: expected an object, got nothing",
  ],
  [
    "an unknown unit",
    () => finishCustomer(ann, { asOf, timeUnit: "hour" as never }),
    "unknown_name",
    "options.timeUnit: expected one of day, week, month, year, got a string of 4 characters",
  ],
  [
    "an option of reading",
    () => finishCustomer(ann, { asOf, rates: {} } as never),
    "unknown_name",
    "options.rates: expected one of asOf, timeUnit, timeZone, numericTime, sameDay, got another name",
  ],
];

test.each(cases)("refuses %s", (_name, run, code, message) => {
  expect(caught(run)).toMatchObject({ name: "ScoringError", code, message });
});
