import { describe, expect, test } from "vitest";
import { historyFold, type SavedHistory, updateCustomer } from "../../src/history/index.ts";
import { checkReading } from "../../src/history/open-transactions.ts";
import { addPlainOrder, isPlainState, plainRecords } from "../../src/history/plain-order.ts";
import { loadState } from "../../src/history/save-state.ts";
import { finishRecords } from "../../src/history/summary.ts";
import { caught, frozen } from "../core/base.ts";
import { order } from "./base.ts";

const asOf = "2026-01-31";
const reading = (options: object = {}) => checkReading(options, asOf, "asOf");
const rows = [
  order("ann", "2026-01-12", 0.1),
  order("ann", "2026-01-12", 0.2),
  order("ann", "2026-01-05", 1e16),
  order("ann", "2026-01-20", 1),
  order("ann", "2026-01-05", 0),
  order("ann", "2026-01-21", -1e16),
  order("ann", "2026-01-22", -0.5),
];
const plain = rows.reduce<SavedHistory | undefined>(
  (state, row) => addPlainOrder(state && frozen(state), row, reading()),
  undefined,
) as SavedHistory;

test("orders and refunds one by one leave what the fold leaves, to the last bit", () => {
  const fold = historyFold({ asOf });
  for (let count = 1; count <= rows.length; count += 1) {
    const some = rows.slice(0, count);
    const one = some.reduce<SavedHistory | undefined>(
      (state, row) => addPlainOrder(state, row, reading()),
      undefined,
    ) as SavedHistory;
    expect(one).toEqual(
      some.reduce<SavedHistory | undefined>((state, row) => updateCustomer(state, row), undefined),
    );
    const whole = fold.save(some.reduce((state, row) => fold.add(state, [row]), fold.empty()));
    expect({ ...one, openDays: [], records: [] }).toEqual({ ...whole, openDays: [], records: [] });
    expect(plainRecords(one)).toMatchObject({
      ints: finishRecords(loadState(one), true).ints.slice(0, plainRecords(one).ints.length),
      nums: finishRecords(loadState(one), true).nums.slice(0, plainRecords(one).nums.length),
    });
  }
  expect(plain.tally).toMatchObject({ given: 7, refundRows: 2, zeroAmounts: 1, unsorted: 2, future: 0 });
  expect(plain.refunds).toEqual([1e16, 0.5, 2]);
});

describe("the short way is for a plain state", () => {
  test("and not for none that is null", () => {
    expect(isPlainState(null)).toBe(false);
    expect(caught(() => updateCustomer(null as never, rows[0] as never))).toMatchObject({
      name: "ScoringError",
      path: ["saved"],
    });
  });

  test("as one that orders of a single customer have left", () => {
    expect(isPlainState(plain)).toBe(true);
    expect(isPlainState({ ...plain, refunds: [] })).toBe(true);
  });

  const { records, tally, openDays } = plain;
  test.each<[string, object]>([
    ["of another kind", { kind: "rfmCuts" }],
    ["of another version", { version: 2 }],
    ["in order of time", { order: "time" }],
    ["that is sealed", { sealedBefore: "2026-01-01" }],
    ["with order numbers", { orderKeys: [] }],
    ["of a numbered customer", { customerId: [7] }],
    ["of nobody", { customerId: [] }],
    ["of two", { customerId: ["ann", "bob"] }],
    ["without customers", { customerId: null }],
    ["with too few records", { records: records.slice(1) }],
    ["with records that are no list", { records: { length: 4 } }],
    ["with too many sums", { sums: [...plain.sums, 0] }],
    ["with a sum that is none", { sums: plain.sums.map(() => Number.NaN) }],
    ["with rejected rows", { rejected: [{}] }],
    ["without a count", { tally: null }],
    ["with a count that is a text", { tally: "7" }],
    ["with a negative count", { tally: { ...tally, future: -1, given: tally.given + 1 } }],
    ["with half a row", { tally: { ...tally, given: 0.5 } }],
    ["with a first day that is none", { records: [0.5, ...records.slice(1)] }],
    ["with a last day beyond the calendar", { records: [records[0], 1e9, ...records.slice(2)] }],
    ["with a last day before it", { records: [records[0], -1e9, ...records.slice(2)] }],
    ["with sealed days", { records: [records[0], records[1], 1, records[3]] }],
    ["with half an order", { records: [records[0], records[1], 0, 4.5] }],
    ["with fewer orders than none", { records: [records[0], records[1], 0, -1], openDays: [] }],
    ["with fewer days than orders", { openDays: openDays.slice(2) }],
    ["with days of another customer", { openDays: [1, ...openDays.slice(1)] }],
    ["with a day that is none", { openDays: [0, 0.5, ...openDays.slice(2)] }],
    ["with half a refund", { refunds: [1] }],
    ["with a refund that is none", { refunds: [Number.NaN, 0, 1] }],
  ])("not for one %s", (_name, change) => {
    expect(isPlainState({ ...plain, ...change } as never)).toBe(false);
    expect(addPlainOrder({ ...plain, ...change } as never, rows[0] as never, reading())).toBeUndefined();
  });
});

describe("and for a plain row", () => {
  const add = (change: object, options: object = {}) =>
    addPlainOrder(plain, { ...rows[0], ...change } as never, reading(options));

  test.each<[string, object, object?]>([
    ["marked as a purchase", { kind: "purchase" }],
    ["marked as a refund", { kind: "refund" }],
    ["of no kind", { kind: null, currency: null }],
    ["on the day of looking", { at: asOf }],
    ["on the first day that counts", { at: "2026-01-03" }, { from: "2026-01-03" }],
    ["of no money", { amount: 0 }],
  ])("%s", (_name, change, options) => {
    expect(add(change, options)?.tally.given).toBe(8);
  });

  test.each<[string, object, object?]>([
    ["of another customer", { customerId: "bob" }],
    ["of no customer", { customerId: null }],
    ["of a customer that is no number", { customerId: Number.NaN }],
    ["without an amount", { amount: null }],
    ["of an amount without end", { amount: Number.POSITIVE_INFINITY }],
    ["in a currency", { currency: "EUR" }],
    ["of another kind", { kind: "gift" }],
    ["that is a purchase below 0", { kind: "purchase", amount: -1 }],
    ["after the day of looking", { at: "2026-02-01" }],
    ["before the first day that counts", { at: "2026-01-02" }, { from: "2026-01-03" }],
    ["without a day", { at: null }],
    ["of no money, where that does not count", { amount: 0 }, { zeroAmount: "ignore" }],
    ["where duplicates are dropped", {}, { duplicates: "drop" }],
    ["where bad rows are collected", {}, { onInvalid: "collect" }],
  ])("not one %s", (_name, change, options) => {
    expect(add(change, options)).toBeUndefined();
  });

  test("of a customer who is a number, and new", () => {
    const seven = addPlainOrder(undefined, { ...rows[0], customerId: 7 } as never, reading()) as SavedHistory;
    expect([seven.customerId, seven.records.slice(2), seven.tally.given]).toEqual([["7"], [0, 1], 1]);
    expect(addPlainOrder(seven, { ...rows[0], customerId: "7" } as never, reading())?.tally.given).toBe(2);
  });

  test("nor for none", () => {
    expect(addPlainOrder(plain, null as never, reading())).toBeUndefined();
    expect(addPlainOrder(undefined, 7 as never, reading())).toBeUndefined();
  });
});
