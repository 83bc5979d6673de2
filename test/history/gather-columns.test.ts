/** Columns of numbers are sorted by customer and summed customer by customer: the same must come of it as row by row. */
import { describe, expect, test } from "vitest";
import type { NumberArray } from "../../src/core/column.ts";
import type { Transaction } from "../../src/core/records.ts";
import type { Input } from "../../src/core/types.ts";
import { gatherColumns } from "../../src/history/gather-columns.ts";
import { historyTable } from "../../src/history/history-table.ts";
import { type HistoryOptions, historyFold, purchaseHistory } from "../../src/history/index.ts";
import { checkReading, openTransactions } from "../../src/history/open-transactions.ts";
import { wholeColumns } from "../../src/history/whole-columns.ts";
import { seedRandom, uniform } from "../../src/math/random.ts";
import { told } from "./base.ts";

const ASOF = 20_000;
const options = { asOf: ASOF, numericTime: "day" } as const;
type More = Partial<HistoryOptions>;

/** Columns of so many rows in time order, some on one day, some years apart. */
function columnsOf(rows: number, customers: number, amount: (draw: number, i: number) => number) {
  const random = seedRandom(7);
  const draw = (below: number): number => Math.floor(uniform(random) * below);
  let day = ASOF - 4 * rows;
  const days = Int32Array.from({ length: rows }, () => {
    day += draw(8) === 0 ? draw(60) : 0;
    return Math.min(day, ASOF);
  });
  return {
    codes: Int32Array.from(days, () => draw(customers)),
    values: Array.from({ length: customers }, (_, c) => `c${String(c).padStart(5, "0")}`),
    days,
    amounts: Float64Array.from(days, (_, i) => amount(uniform(random), i)),
  };
}

type Columns = ReturnType<typeof columnsOf>;

function inputOf({ codes, values, days, amounts }: Columns) {
  return { columns: { customerId: { codes, values }, at: days, amount: amounts } };
}

/** Customers as numbers, without texts. */
function numberedInput({ days, amounts }: Columns, customerId: NumberArray) {
  return { columns: { customerId, at: days, amount: amounts } };
}

const cents = (draw: number): number => Math.ceil(draw * 10_000) / 100;

function reversed(given: Columns): Columns {
  return {
    ...given,
    codes: given.codes.slice().reverse(),
    days: given.days.slice().reverse(),
    amounts: given.amounts.slice().reverse(),
  };
}

/** Row by row, in any order. */
function byRows(given: Columns, more: More = {}, input: Input<Transaction> = inputOf(given)) {
  const fold = historyFold({ ...options, ...more });
  return told(fold.finish(fold.add(fold.empty(), input)));
}

/** At least so many rows at a time. */
function inParts(
  given: Columns,
  together: number,
  more: More = {},
  input: Input<Transaction> = inputOf(given),
) {
  const reading = checkReading({ ...options, ...more }, ASOF, "asOf");
  const columns = wholeColumns(openTransactions(input, undefined, reading), reading);
  const gathered = columns && gatherColumns(columns, reading, together);
  return gathered && told(historyTable(gathered.records, gathered, reading, "week"));
}

const orders = columnsOf(3000, 1200, cents);

describe("sorted by customer, columns give what they give row by row", () => {
  const mixed = columnsOf(3000, 600, (draw, i) =>
    i % 7 === 0 ? -cents(draw) : i % 11 === 0 ? 0 : cents(draw),
  );
  const late: Columns = { ...orders, days: orders.days.map((day) => day + 5000) };

  test.each<[string, Columns, More?]>([
    ["orders in time order", orders],
    ["orders backwards", reversed(orders)],
    ["a customer with all rows", columnsOf(3000, 1, cents)],
    ["refunds and orders of nothing", mixed],
    ["refunds and orders of nothing, backwards", reversed(mixed)],
    ["orders of nothing left out", mixed, { zeroAmount: "ignore" }],
    ["rows of the future", late],
    ["rows from before the window", orders, { from: "2000-01-01" }],
    ["same-day orders apart", orders, { sameDay: "separate" }],
    ["ids that do not rise", { ...orders, values: orders.values.slice().reverse() }],
    ["no rows", columnsOf(0, 3, cents)],
  ])("%s", (_name, given, more) => {
    const wanted = byRows(given, more);
    expect(inParts(given, 1 << 20, more)).toEqual(wanted);
    expect(told(purchaseHistory(inputOf(given), { ...options, ...more }))).toEqual(wanted);
  });

  test("in parts too, and all together where a part has a row that is earlier than one before it", () => {
    const few = columnsOf(3000, 40, cents);
    expect(inParts(few, 700)).toEqual(byRows(few));
    expect(inParts(reversed(few), 700)).toEqual(byRows(reversed(few)));
    const refunded = { ...few, amounts: few.amounts.map((amount, i) => (i % 5 === 0 ? -amount : amount)) };
    expect(inParts(refunded, 700)).toEqual(byRows(refunded));
  });
});

describe("ids that are whole numbers", () => {
  const mixed = columnsOf(3000, 600, (draw, i) => (i % 7 === 0 ? -cents(draw) : cents(draw)));
  const thirds = orders.codes.map((code) => 3 * (code % 400));
  const more = columnsOf(6000, 1200, cents);
  const far = more.codes.map((code) => 90_001 * (code - 600));

  test.each<[string, NumberArray, Columns, More?]>([
    ["each of them", orders.codes, orders],
    ["with gaps", thirds, orders],
    ["as doubles", Float64Array.from(orders.codes), orders],
    ["without a sign", Uint16Array.from(orders.codes), orders],
    ["backwards", orders.codes.slice().reverse(), reversed(orders)],
    ["with refunds, some of who bought nothing", mixed.codes, mixed],
    ["rows from before the window", orders.codes, orders, { from: "2000-01-01" }],
    ["one customer", new Int32Array(3000), orders],
    ["far apart", far, more],
    ["far apart, backwards, as doubles", Float64Array.from(far).reverse(), reversed(more)],
    ["no row for most", thirds.map((code) => (code < 30 ? code : 1499)), orders],
  ])("%s", (_name, ids, given, more) => {
    const input = numberedInput(given, ids);
    const wanted = byRows(given, more, input);
    expect(inParts(given, 700, more, input)).toEqual(wanted);
    expect(told(purchaseHistory(input, { ...options, ...more }))).toEqual(wanted);
  });

  test.each<[string, NumberArray]>([
    ["a number below 0", orders.codes.map((code, i) => (i === 2999 ? -1 : code))],
    ["a fraction", Float64Array.from(orders.codes, (code, i) => (i === 9 ? 0.5 : code))],
    ["no number", Float64Array.from(orders.codes, (code, i) => (i === 9 ? Number.NaN : code))],
    ["a number with too few rows for those below it", orders.codes.map((code, i) => (i === 8 ? 1500 : code))],
    ["a number beyond 32 bits", Float64Array.from(orders.codes, (code) => code + 2 ** 32)],
  ])("few, with %s", (_name, ids) => {
    const input = numberedInput(orders, ids);
    expect(inParts(orders, 1 << 20, {}, input)).toBeUndefined();
    const collect = { onInvalid: "collect" } as const;
    expect(told(purchaseHistory(input, { ...options, ...collect }))).toEqual(byRows(orders, collect, input));
  });
});

describe("what is not orders and refunds in numbers goes another way", () => {
  const change = (name: "codes" | "days" | "amounts", row: number, cell: number): Columns => {
    const column = (orders[name] as Float64Array).slice();
    column[row] = cell;
    return { ...orders, [name]: column };
  };

  test.each<[string, Columns]>([
    ["a code below 0", change("codes", 2999, -1)],
    ["a code without an entry", change("codes", 5, 1200)],
    ["a code without an entry at the end", change("codes", 2999, 1200)],
    ["a day before the calendar", change("days", 7, -800_000)],
    ["a day after the calendar", change("days", 7, 3_000_000)],
    ["an amount that is no number", change("amounts", 2998, Number.NaN)],
    ["an amount without end", change("amounts", 8, Number.POSITIVE_INFINITY)],
    ["ids that are no texts", { ...orders, values: orders.values.map((_, c) => c) as never }],
    ["ids twice", { ...orders, values: orders.values.map((id, c) => (c === 9 ? "c00008" : id)) }],
    ["many more ids than rows", columnsOf(10, 5000, cents)],
  ])("%s", (_name, given) => {
    expect(inParts(given, 1 << 20)).toBeUndefined();
    const collect = { onInvalid: "collect" } as const;
    expect(told(purchaseHistory(inputOf(given), { ...options, ...collect }))).toEqual(byRows(given, collect));
  });
});
