/** Columns of numbers that need no conversion take a shorter way in: the same must come of them. */
import { describe, expect, test } from "vitest";
import { historyFold, purchaseHistory, seal } from "../../src/history/index.ts";
import { caught } from "../core/base.ts";
import { told } from "./base.ts";

const DAY = Date.parse("2026-01-01") / 86_400_000;
const ids = ["cat", "ann", "bob"];
const who = [1, 0, 1, 2, 1, 0];
const when = [0, 1, 1, 2, 2, 9];
const paid = [1, 2, 4, 8, 16, 32];
const options = { asOf: DAY + 5, numericTime: "day" } as const;

const rows = (amounts: readonly number[] = paid, days: readonly number[] = when) =>
  who.map((code, i) => ({
    customerId: ids[code] as string,
    at: DAY + (days[i] as number),
    amount: amounts[i] as number,
  }));
const columns = {
  customerId: { codes: Int32Array.from(who), values: ids },
  at: Int32Array.from(when, (day) => DAY + day),
  amount: Float64Array.from(paid),
};
const dates = ["2026-01-10", "2026-01-01", "2026-01-02", "2026-01-03"];
const dateCodes = Uint8Array.from(when, (day) => (day === 9 ? 0 : day + 1));
const read = (change: object, more: object = {}) =>
  told(purchaseHistory({ columns: { ...columns, ...change } } as never, { ...options, ...more } as never));

/** A row of the future makes a batch unusual by itself: without it, what else is unusual must. */
const untils: readonly (readonly [name: string, until: { readonly asOf: number }])[] = [
  ["a row in the future", { asOf: DAY + 5 }],
  ["all rows in the window", { asOf: DAY + 9 }],
];

describe.each(untils)("numbers in buffers count as rows do, %s", (_until, until) => {
  const wanted = told(purchaseHistory(rows(), { ...options, ...until }));
  const future = until.asOf < DAY + 9 ? 1 : 0;

  test.each<[string, object]>([
    ["codes, days and doubles", {}],
    ["codes of 8 bits", { customerId: { codes: Uint8Array.from(who), values: ids } }],
    ["codes as doubles", { customerId: { codes: Float64Array.from(who), values: ids } }],
    [
      "codes that are the ids' own numbers",
      {
        customerId: {
          codes: Int8Array.from(who, (code) => [2, 0, 1][code] as number),
          values: ["ann", "bob", "cat"],
        },
      },
    ],
    ["days as doubles", { at: Float64Array.from(columns.at) }],
    ["days as floats", { at: Float32Array.from(columns.at) }],
    ["amounts as whole numbers", { amount: Int16Array.from(paid) }],
    ["days of a dictionary", { at: { codes: dateCodes, values: dates } }],
    [
      "days of a dictionary of numbers",
      { at: { codes: Int32Array.from(dateCodes), values: [9, 0, 1, 2].map((day) => DAY + day) } },
    ],
  ])("%s", (_name, change) => {
    expect(wanted.facts.future).toBe(future);
    expect(read(change, until)).toEqual(wanted);
    expect(read(change, { ...until, from: DAY })).toEqual(wanted);
  });
});

describe("numbers in buffers", () => {
  const wanted = told(purchaseHistory(rows(), options));

  test("are ids as whole numbers", () => {
    const many = Array.from({ length: 5000 }, (_, i) => ({
      customerId: (i * 7) % 101,
      at: DAY,
      amount: 1 + (i % 3),
    }));
    const given = {
      customerId: Int32Array.from(many, (row) => row.customerId),
      at: Int32Array.from(many, (row) => row.at),
      amount: Float64Array.from(many, (row) => row.amount),
    };
    const expected = told(purchaseHistory(many, options));
    expect(read(given)).toEqual(expected);
    expect(read({ ...given, customerId: Float32Array.from(given.customerId) })).toEqual(expected);
    expect(
      read({ ...given, customerId: Float64Array.from(given.customerId, (id) => id - 50) }).rows,
    ).toHaveLength(101);
    expect(
      read({ ...given, customerId: Float64Array.from(given.customerId, (id) => id + 0.5) }).rows[0]
        ?.customerId,
    ).toBe("0.5");
  });

  test("are all in the window, by a moment too", () => {
    const moments = { codes: dateCodes, values: dates.map((date) => `${date}T12:00:00Z`) };
    const noon = purchaseHistory({ columns: { ...columns, at: moments } } as never, {
      asOf: "2026-01-03T06:00:00Z",
    });
    expect([noon.future, noon.columns.orders.reduce((sum, count) => sum + count)]).toEqual([3, 3]);
    const zoned = { codes: dateCodes, values: dates.map((date) => `${date}T23:00`) };
    const wall = purchaseHistory({ columns: { ...columns, at: zoned } } as never, {
      asOf: "2026-01-05",
      timeZone: "Asia/Shanghai",
    });
    expect(told(wall).rows).toEqual(
      wanted.rows.map((row) => ({
        ...row,
        age: row.age === null ? null : row.age - 1 / 7,
        recencyDays: (row.recencyDays as number) - 1,
      })),
    );
  });
});

describe.each(untils)("what is not usual counts as in rows, %s", (_until, until) => {
  test.each<[string, readonly number[], object]>([
    ["refunds and zeros", [1, -2, 0, 8, 16, 32], {}],
    ["a refund", [1, 2, -4, 8, 16, 32], {}],
    ["a zero", [1, 2, 0, 8, 16, 32], {}],
    ["a zero left out", [1, 2, 0, 8, 16, 32], { zeroAmount: "ignore" }],
    ["a window", paid, { from: DAY + 1 }],
    ["each order its own", [1, -2, 0, 8, 16, 32], { sameDay: "separate" }],
  ])("%s", (_name, amounts, more) => {
    const wanted = told(purchaseHistory(rows(amounts), { ...options, ...until, ...more } as never));
    const asked = { ...until, ...more };
    expect(read({ amount: Float64Array.from(amounts) }, asked)).toEqual(wanted);
    expect(read({ amount: Int8Array.from(amounts), at: { codes: dateCodes, values: dates } }, asked)).toEqual(
      wanted,
    );
  });

  test("days out of order", () => {
    const days = [2, 1, 0, 2, 1, 9];
    const at = Int32Array.from(days, (day) => DAY + day);
    expect(read({ at }, until)).toEqual(told(purchaseHistory(rows(paid, days), { ...options, ...until })));
  });

  test.each<[string, readonly number[], readonly number[]]>([
    ["refunds alone", [-1, -2, -4, -8, -16, -32], when],
    ["zeros alone", [0, 0, 0, 0, 0, 0], when],
    ["the future alone", paid, when.map((day) => day + 10)],
    ["a time before the window alone", paid, when.map((day) => day - 20)],
  ])("%s", (_name, amounts, days) => {
    const asked = { ...options, ...until, from: DAY - 5 } as const;
    const given = { amount: Float64Array.from(amounts), at: Int32Array.from(days, (day) => DAY + day) };
    expect(read(given, asked)).toEqual(told(purchaseHistory(rows(amounts, days), asked)));
  });

  test.each<[string, object, string]>([
    ["codes below 0 alone", { customerId: { codes: new Int32Array(6).fill(-1), values: ids } }, "customerId"],
    [
      "codes too large alone",
      { customerId: { codes: new Int32Array(6).fill(3), values: ids } },
      "customerId",
    ],
    [
      "codes below 0 alone, of a rising dictionary",
      { customerId: { codes: new Int32Array(6).fill(-1), values: ["a", "b", "c"] } },
      "customerId",
    ],
    [
      "codes too large alone, of a rising dictionary",
      { customerId: { codes: new Int32Array(6).fill(3), values: ["a", "b", "c"] } },
      "customerId",
    ],
    ["infinite amounts alone", { amount: new Float64Array(6).fill(Number.POSITIVE_INFINITY) }, "amount"],
  ])("%s are refused", (_name, change, field) => {
    expect(caught(() => read(change, until))).toMatchObject({ path: ["transactions", 0, field] });
  });

  test("days from before a seal, which are refused", () => {
    const fold = historyFold({ ...options, ...until, onInvalid: "collect" });
    const state = seal(fold.empty(), DAY + 1, { numericTime: "day" });
    const history = fold.finish(fold.add(state, { columns } as never));
    expect(history.rejected).toMatchObject([{ row: 0, field: "at", code: "late" }]);
    expect(history.toRows()).toEqual(purchaseHistory(rows().slice(1), { ...options, ...until }).toRows());
  });

  test.each<[string, object, string, string]>([
    [
      "a code below 0",
      { customerId: { codes: Int32Array.of(1, 0, -1, 2, 1, 0), values: ids } },
      "out_of_range",
      "customerId",
    ],
    [
      "a code too large",
      { customerId: { codes: Uint8Array.of(1, 0, 3, 2, 1, 0), values: ids } },
      "out_of_range",
      "customerId",
    ],
    [
      "a code below 0 of a rising dictionary",
      { customerId: { codes: Int32Array.of(1, 0, -1, 2, 1, 0), values: ["a", "b", "c"] } },
      "out_of_range",
      "customerId",
    ],
    [
      "a code too large of a rising dictionary",
      { customerId: { codes: Uint8Array.of(1, 0, 3, 2, 1, 0), values: ["a", "b", "c"] } },
      "out_of_range",
      "customerId",
    ],
    [
      "part of a code",
      { customerId: { codes: Float64Array.of(1, 0, 0.5, 2, 1, 0), values: ids } },
      "out_of_range",
      "customerId",
    ],
    [
      "part of a code of a rising dictionary",
      { customerId: { codes: Float64Array.of(1, 0, 0.5, 2, 1, 0), values: ["a", "b", "c"] } },
      "out_of_range",
      "customerId",
    ],
    [
      "a code that is NaN",
      { customerId: { codes: Float64Array.of(1, 0, Number.NaN, 2, 1, 0), values: ids } },
      "out_of_range",
      "customerId",
    ],
    [
      "an id that is none",
      { customerId: { codes: Int32Array.of(0, 0, 1, 0, 0, 0), values: ["a", null] } },
      "missing",
      "customerId",
    ],
    [
      "part of a day",
      { at: Float64Array.from(columns.at, (day, i) => (i === 2 ? day + 0.5 : day)) },
      "invalid_date",
      "at",
    ],
    [
      "a day before all days",
      { at: Int32Array.from(columns.at, (day, i) => (i === 2 ? -800_000 : day)) },
      "invalid_date",
      "at",
    ],
    [
      "a day after all days",
      { at: Float64Array.from(columns.at, (day, i) => (i === 2 ? 1e12 : day)) },
      "invalid_date",
      "at",
    ],
    [
      "a date that is none",
      { at: { codes: Int32Array.of(0, 0, 1, 0, 0, 0), values: ["2026-01-01", "x"] } },
      "invalid_date",
      "at",
    ],
    [
      "a date's code that is none",
      { at: { codes: Int32Array.of(0, 0, 7, 0, 0, 0), values: ["2026-01-01"] } },
      "out_of_range",
      "at",
    ],
    [
      "an amount that is NaN",
      { amount: Float64Array.from(paid, (amount, i) => (i === 2 ? Number.NaN : amount)) },
      "not_finite",
      "amount",
    ],
    [
      "an infinite amount",
      { amount: Float32Array.from(paid, (amount, i) => (i === 2 ? Number.POSITIVE_INFINITY : amount)) },
      "not_finite",
      "amount",
    ],
  ])("%s is refused by its place, or set aside", (_name, change, code, field) => {
    expect(caught(() => read(change, until))).toMatchObject({
      name: "ScoringError",
      code,
      path: ["transactions", 2, field],
    });
    const { facts } = read(change, { ...until, onInvalid: "collect" });
    expect(facts.rejected).toMatchObject([{ row: 2, field, code }]);
    expect([facts.given, facts.accepted]).toEqual([6, 5]);
  });
});

test("columns that are given are not written to", () => {
  const given = {
    codes: Int32Array.from(who),
    at: columns.at.slice(),
    amount: Float64Array.from(paid, (amount, i) => (i === 1 ? -2 : amount)),
  };
  const before = structuredClone(given);
  for (const values of [ids, ["ann", "bob", "cat"]]) {
    const fold = historyFold({ ...options, onInvalid: "collect" });
    const state = seal(fold.empty(), DAY + 1, { numericTime: "day" });
    fold.add(state, {
      columns: { customerId: { codes: given.codes, values }, at: given.at, amount: given.amount },
    } as never);
    purchaseHistory(
      {
        columns: { customerId: { codes: given.codes, values }, at: given.at, amount: given.amount },
      } as never,
      options,
    );
  }
  expect(given).toEqual(before);
});
