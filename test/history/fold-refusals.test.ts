import { describe, expect, test } from "vitest";
import { historyFold } from "../../src/history/index.ts";
import { caught, type RefusalText } from "../core/base.ts";
import { order } from "./base.ts";
import { asOf, folded, log } from "./fold-base.ts";

describe("what is no saved state is refused before anything is made of it", () => {
  const { fold, state } = folded([log.map((row, i) => ({ ...row, orderId: i }))], { duplicates: "drop" });
  const saved = fold.save(state);
  const changed =
    (change: object): (() => unknown) =>
    () =>
      fold.load({ ...saved, ...change } as never);
  const cases: RefusalText[] = [
    [
      "nothing",
      () => fold.load(undefined as never),
      "unknown_version",
      "saved: expected a saved purchase history of version 1, got nothing",
    ],
    [
      "null",
      () => fold.load(null as never),
      "unknown_version",
      "saved: expected a saved purchase history of version 1, got null",
    ],
    [
      "its text",
      () => fold.load(JSON.stringify(saved) as never),
      "unknown_version",
      "saved: expected a saved purchase history of version 1, got a string of 675 characters",
    ],
    [
      "a list",
      () => fold.load([] as never),
      "unknown_version",
      "saved: expected a saved purchase history of version 1, got an array of 0",
    ],
    [
      "another kind",
      changed({ kind: "rfm" }),
      "unknown_version",
      "saved: expected a saved purchase history of version 1, got an object",
    ],
    [
      "another version",
      changed({ version: 2 }),
      "unknown_version",
      "saved: expected a saved purchase history of version 1, got an object",
    ],
    [
      "another order",
      changed({ order: "none" }),
      "unknown_name",
      "saved.order: expected one of any, time, got a string of 4 characters",
    ],
    [
      "no ids",
      changed({ customerId: undefined }),
      "wrong_type",
      "saved.customerId: expected an array, got nothing",
    ],
    [
      "ids in text",
      changed({ customerId: "ann" }),
      "wrong_type",
      "saved.customerId: expected an array, got a string of 3 characters",
    ],
    [
      "an id that is none",
      changed({ customerId: ["ann", 7, "cat"] }),
      "wrong_type",
      "saved.customerId.1: expected a string, got a positive integer",
    ],
    [
      "an id twice",
      changed({ customerId: ["ann", "ann", "cat"] }),
      "duplicate",
      "saved.customerId: expected each once, got one of them twice",
    ],
    [
      "an id too many",
      changed({ customerId: [...saved.customerId, "dan"] }),
      "length_mismatch",
      "saved.records: expected 16 numbers, got 12",
    ],
    [
      "records cut short",
      changed({ records: saved.records.slice(1) }),
      "length_mismatch",
      "saved.records: expected 12 numbers, got 11",
    ],
    [
      "sums cut short",
      changed({ sums: saved.sums.slice(1) }),
      "length_mismatch",
      "saved.sums: expected 18 numbers, got 17",
    ],
    [
      "refunds cut short",
      changed({ refunds: saved.refunds.slice(1) }),
      "length_mismatch",
      "saved.refunds: expected 9 numbers, got 8",
    ],
    [
      "open days cut short",
      changed({ openDays: saved.openDays.slice(1) }),
      "length_mismatch",
      "saved.openDays: expected 12 numbers, got 13",
    ],
    ["no sums", changed({ sums: null }), "wrong_type", "saved.sums: expected an array, got null"],
    [
      "no rejected",
      changed({ rejected: {} }),
      "wrong_type",
      "saved.rejected: expected an array, got an object",
    ],
    [
      "a day in text",
      changed({ records: ["2026-01-01", ...saved.records.slice(1)] }),
      "wrong_type",
      "saved.records.0: expected a whole number, got a string of 10 characters",
    ],
    [
      "a day that has no date",
      changed({ records: [1e9, ...saved.records.slice(1)] }),
      "out_of_range",
      "saved.records.0: expected a whole number from -719162 to 2932896, got a positive integer",
    ],
    [
      "part of an order",
      changed({ records: [...saved.records.slice(0, 3), 0.5, ...saved.records.slice(4)] }),
      "out_of_range",
      "saved.records.3: expected a whole number from 0 to 2147483647, got a positive number",
    ],
    [
      "orders below 0",
      changed({ records: [...saved.records.slice(0, 3), -1, ...saved.records.slice(4)] }),
      "out_of_range",
      "saved.records.3: expected a whole number from 0 to 2147483647, got a negative number",
    ],
    [
      "a sum that is null",
      changed({ sums: [null, ...saved.sums.slice(1)] }),
      "wrong_type",
      "saved.sums.0: expected a finite number, got null",
    ],
    [
      "a sum without end",
      changed({ sums: [Number.POSITIVE_INFINITY, ...saved.sums.slice(1)] }),
      "not_finite",
      "saved.sums.0: expected a finite number, got Infinity",
    ],
    [
      "a refund that is NaN",
      changed({ refunds: [Number.NaN, ...saved.refunds.slice(1)] }),
      "not_finite",
      "saved.refunds.0: expected a finite number, got NaN",
    ],
    [
      "an open day of nobody",
      changed({ openDays: [3, 0] }),
      "out_of_range",
      "saved.openDays.0: expected a whole number from 0 to 2, got a positive integer",
    ],
    [
      "an open day of less than nobody",
      changed({ openDays: [0, 0, -1, 0] }),
      "out_of_range",
      "saved.openDays.2: expected a whole number from 0 to 2, got a negative number",
    ],
    [
      "an open day that has no date",
      changed({ openDays: [0, 3e6] }),
      "out_of_range",
      "saved.openDays.1: expected a whole number from -719162 to 2932896, got a positive integer",
    ],
    [
      "keys that are no list",
      changed({ orderKeys: "A" }),
      "wrong_type",
      "saved.orderKeys: expected an array, got a string of 1 character",
    ],
    [
      "a key that is no text",
      changed({ orderKeys: [1] }),
      "wrong_type",
      "saved.orderKeys.0: expected a string, got a positive integer",
    ],
    [
      "a seal that is no day",
      changed({ sealedBefore: 0.5 }),
      "out_of_range",
      "saved.sealedBefore: expected a whole number from -719162 to 2932896, got a positive number",
    ],
    [
      "no counts",
      changed({ tally: null }),
      "wrong_type",
      "saved.tally.given: expected a whole number, got nothing",
    ],
    [
      "a count that lacks",
      changed({ tally: { ...saved.tally, future: undefined } }),
      "wrong_type",
      "saved.tally.future: expected a whole number, got nothing",
    ],
    [
      "a count below 0",
      changed({ tally: { ...saved.tally, given: -1 } }),
      "out_of_range",
      "saved.tally.given: expected a whole number from 0, got a negative number",
    ],
  ];

  test.each(cases)("%s", (_name, run, code, message) => {
    expect(caught(run)).toMatchObject({ name: "ScoringError", code, message });
  });

  test("a good one passes, whatever it holds beside", () => {
    const more = { ...saved, note: "x", tally: { ...saved.tally, note: 1 } };
    expect(fold.save(fold.load(more))).toEqual(saved);
  });
});

describe("options are checked before anything is read", () => {
  const cases: RefusalText[] = [
    [
      "none",
      () => (historyFold as () => unknown)(),
      "wrong_type",
      "options: expected an object, got nothing",
    ],
    [
      "no asOf",
      () => historyFold({} as never),
      "missing",
      'options.asOf: expected a date such as "2026-01-31" (nothing here reads the clock), got nothing',
    ],
    [
      "an unknown order",
      () => historyFold({ asOf, order: "sorted" as never }),
      "unknown_name",
      "options.order: expected one of any, time, got a string of 6 characters",
    ],
    [
      "an unknown unit",
      () => historyFold({ asOf, timeUnit: "hour" as never }),
      "unknown_name",
      "options.timeUnit: expected one of day, week, month, year, got a string of 4 characters",
    ],
    [
      "a misspelt option",
      () => historyFold({ asOf, sealed: true } as never),
      "unknown_name",
      "options.sealed: expected one of timeZone, numericTime, sameDay, zeroAmount, duplicates, rates, from, onInvalid, fields, asOf, timeUnit, order, got another name",
    ],
    [
      "a batch that is a row",
      () => folded([order("ann", "2026-01-01", 1) as never]),
      "wrong_type",
      "transactions: expected an array of rows or { columns }, got an object",
    ],
  ];

  test.each(cases)("%s", (_name, run, code, message) => {
    expect(caught(run)).toMatchObject({ code, message });
  });
});
