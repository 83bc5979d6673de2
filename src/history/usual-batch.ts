/**
 * The fast case of reading: columns of numbers that need no conversion but by a table, and rows that are
 * orders with money and nothing else. They are checked in one pass and used where they stand.
 *
 * @module
 */
import { FIRST_DAY } from "../calendar/civil.ts";
import { dayTable } from "../calendar/time-reader.ts";
import type { Column, NumberArray } from "../core/column.ts";
import { isDistinct } from "../core/distinct.ts";
import { isId } from "../core/read-ids.ts";
import type { Id } from "../core/types.ts";
import type { Batch } from "./batch.ts";
import type { OpenTransactions, Reading } from "./open-transactions.ts";
import type { HistoryState } from "./state.ts";

/** A column of numbers, as given or to be looked up in a table. */
interface Lookup {
  readonly given: NumberArray;
  readonly table: Int32Array | undefined;
}

/** The columns of an input of the usual kind. */
export interface UsualColumns {
  readonly codes: Lookup;
  /** Ids by code, where codes are looked up; absent where the codes are the ids. */
  readonly ids: ArrayLike<unknown> | undefined;
  /** Codes are below this number. */
  readonly entries: number;
  readonly days: Lookup;
  readonly amounts: NumberArray;
}

/** Fewer cells than this are not worth a table of their own. */
const WORTH_TABLE = 1 << 12;

/**
 * The columns of an input if they are of the usual kind.
 *
 * @param dictionary - Customers of the entries of an id dictionary; none where its codes are the customers'
 * numbers.
 */
export function usualColumns(
  input: OpenTransactions,
  reading: Reading,
  state: HistoryState,
  dictionary: Int32Array | undefined,
): UsualColumns | undefined {
  const { customerId, amount } = input;
  if ((input.kind ?? input.currency ?? input.orderId) !== undefined || amount.form !== "typed")
    return undefined;
  const days = openDays(input.at, reading, state);
  if (days === undefined) return undefined;
  const amounts = amount.values;
  if (customerId.form === "dictionary") {
    const { codes, values } = customerId;
    if (!isNumbers(codes)) return undefined;
    return { codes: { given: codes, table: dictionary }, ids: values, entries: values.length, days, amounts };
  }
  if (customerId.form !== "typed" || customerId.length < WORTH_TABLE) return undefined;
  const entries = smallWholes(customerId.values);
  if (entries < 0) return undefined;
  const table = new Int32Array(entries).fill(-1);
  return { codes: { given: customerId.values, table }, ids: undefined, entries, days, amounts };
}

function openDays(at: Column, reading: Reading, state: HistoryState): Lookup | undefined {
  if (at.form === "typed" && reading.time.unit === "day") return { given: at.values, table: undefined };
  if (at.form !== "dictionary" || !isNumbers(at.codes) || at.values.length > at.length) return undefined;
  const table = daysOf(at.values, reading, state);
  return table === undefined ? undefined : { given: at.codes, table };
}

/** The day of each entry. Of a list that only grows, from batch to batch, those that are new are read. */
function daysOf(values: ArrayLike<unknown>, reading: Reading, state: HistoryState): Int32Array | undefined {
  if (!isDistinct(values)) return dayTable(values, reading.time, reading.latest);
  const { dates } = state;
  const same = dates?.values === values && dates.reading === reading && dates.table.length <= values.length;
  if (same && dates.table.length === values.length) return dates.table;
  const table = dayTable(values, reading.time, reading.latest, same ? dates.table : []);
  state.dates = table && { values, reading, table };
  return table;
}

function isNumbers(codes: ArrayLike<number>): codes is NumberArray {
  return ArrayBuffer.isView(codes);
}

/** One more than the largest of whole numbers from 0 to four times their count; -1 where they are not such. */
function smallWholes(values: NumberArray): number {
  const limit = 4 * values.length;
  let largest = -1;
  for (let i = 0; i < values.length; i += 1) {
    const value = values[i] as number;
    if (!(value >= 0 && value < limit) || value % 1 !== 0) return -1;
    if (value > largest) largest = value;
  }
  return largest + 1;
}

/**
 * Reads rows `from` to `to` (not included). Arrays of the right kind are not copied: do not write to the batch.
 *
 * @param own - Buffers for what is.
 * @returns Whether all rows are of the usual kind. If not, the batch means nothing.
 */
export function readUsual(
  columns: UsualColumns,
  from: number,
  to: number,
  reading: Reading,
  state: HistoryState,
  own: Batch,
  batch: Batch,
): boolean {
  const { codes, days, amounts } = columns;
  if (codes.table === undefined) batch.codes = wholes(codes.given, from, to, own.codes);
  else if (lookUpCodes(columns, from, to, state, own.codes)) batch.codes = own.codes;
  else return false;
  if (days.table === undefined) batch.days = wholes(days.given, from, to, own.days);
  else if (lookUp(days.given, days.table, from, to, own.days)) batch.days = own.days;
  else return false;
  if (amounts instanceof Float64Array) {
    batch.amounts = amounts.subarray(from, to);
  } else {
    own.amounts.set(amounts.subarray(from, to));
    batch.amounts = own.amounts;
  }
  const records = codes.table === undefined ? columns.entries : state.register.size;
  const low = Math.max(reading.fromDay, state.sealedBefore, FIRST_DAY);
  return areUsual(batch, to - from, records, low, reading.asOfDay);
}

/** Whole numbers as they stand; a fraction becomes -1, which is not usual. */
function wholes(given: NumberArray, from: number, to: number, out: Int32Array): Int32Array {
  if (given instanceof Int32Array) return given.subarray(from, to);
  for (let i = from; i < to; i += 1) {
    const value = given[i] as number;
    out[i - from] = (value | 0) === value ? value : -0x80000000;
  }
  return out;
}

function lookUp(given: NumberArray, table: Int32Array, from: number, to: number, out: Int32Array): boolean {
  for (let i = from; i < to; i += 1) {
    const found = table[given[i] as number];
    if (found === undefined) return false;
    out[i - from] = found;
  }
  return true;
}

/** As {@link lookUp}; an id that is met for the first time gets its number. */
function lookUpCodes(
  columns: UsualColumns,
  from: number,
  to: number,
  state: HistoryState,
  out: Int32Array,
): boolean {
  const { given, table } = columns.codes;
  if (table === undefined) return false;
  for (let i = from; i < to; i += 1) {
    const code = given[i] as number;
    let found = table[code];
    if (found === undefined || found < 0) {
      found = numberOf(columns, code, state);
      if (found < 0) return false;
      table[code] = found;
    }
    out[i - from] = found;
  }
  return true;
}

function numberOf({ ids, entries }: UsualColumns, code: number, state: HistoryState): number {
  if (!(code >= 0 && code < entries) || code % 1 !== 0) return -1;
  if (ids === undefined) return state.register.numberSmall(code);
  const id = ids[code];
  if (!isId(id)) return -1;
  return state.register.number(typeof id === "bigint" ? String(id) : (id as Id));
}

/** The one pass over what was read: known customers, days in the window, money. */
function areUsual(batch: Batch, length: number, records: number, low: number, high: number): boolean {
  const { codes, days, amounts } = batch;
  for (let i = 0; i < length; i += 1) {
    const code = codes[i] as number;
    const day = days[i] as number;
    const amount = amounts[i] as number;
    if (code < 0 || code >= records || day < low || day > high) return false;
    if (!(amount > 0 && amount < Number.POSITIVE_INFINITY)) return false;
  }
  return true;
}
