import { FUTURE_DAY, LAST_DAY } from "../calendar/civil.ts";
import { dayTable } from "../calendar/time-reader.ts";
import type { Column, NumberArray } from "../core/column.ts";
import { isDistinct } from "../core/distinct.ts";
import { ascendingIds } from "../core/read-codes.ts";
import { numberWholes } from "./number-wholes.ts";
import type { OpenTransactions, Reading } from "./open-transactions.ts";

/** All rows of an input as numbers in three buffers, the host's own where they are of the right kind: not to be written to. */
export interface WholeColumns {
  /** Codes are below this number. */
  readonly customers: number;
  /** Ids by code; none where the codes are the ids. */
  readonly ids: readonly string[] | undefined;
  /** Do they rise? */
  readonly ascending: boolean;
  /** Customers, as given: a code need not name an id. */
  readonly codes: Int32Array;
  /** Civil days, as given. */
  readonly days: Int32Array;
  /** The last day that a row may say, be it in the future. */
  readonly lastDay: number;
  /** Amounts, as given. */
  readonly amounts: Float64Array;
}

/**
 * The columns of an input that is numbers throughout: ids by a dictionary that holds none twice or as small whole numbers,
 * days as numbers or by a dictionary, amounts, and nothing else. `undefined` for every other input.
 */
export function wholeColumns(input: OpenTransactions, reading: Reading): WholeColumns | undefined {
  const { customerId, at, amount, length } = input;
  if ((input.kind ?? input.currency ?? input.orderId) !== undefined || amount.form !== "typed")
    return undefined;
  const days = dayNumbers(at, reading);
  const customers = days && (numbered(customerId) ?? listed(customerId, length));
  if (days === undefined || customers === undefined) return undefined;
  return {
    ...customers,
    days,
    lastDay: at.form === "dictionary" ? FUTURE_DAY : LAST_DAY,
    amounts: amount.values instanceof Float64Array ? amount.values : new Float64Array(amount.values),
  };
}

type Customers = Pick<WholeColumns, "customers" | "ids" | "ascending" | "codes">;

/** Customers by a dictionary. */
function listed(customerId: Column, length: number): Customers | undefined {
  if (customerId.form !== "dictionary" || !isNumbers(customerId.codes)) return undefined;
  // Every customer of the list gets a record, bought or not.
  if (customerId.values.length > 2 * length + WORTH) return undefined;
  const codes = wholeNumbers(customerId.codes);
  const rising = codes && ascendingIds(customerId);
  const ids = codes && (rising ?? distinctIds(customerId.values));
  if (codes === undefined || ids === undefined) return undefined;
  return { customers: ids.length, ids: ids.slice(), ascending: rising !== undefined, codes };
}

/** So many ids without a row cost nothing that could be felt, nor do so many rows by whichever way. */
const WORTH = 1 << 12;

/** Customers by whole numbers: as they are, if they are not so large that there would be records for nobody. */
function numbered(customerId: Column): Customers | undefined {
  if (customerId.form !== "typed") return undefined;
  const given = wholeNumbers(customerId.values);
  if (given === undefined) return undefined;
  const customers = codesBelow(given, given.length / ROWS_A_NUMBER);
  if (customers > 0) return { customers, ids: undefined, ascending: false, codes: given };
  const coded = given.length < WORTH ? undefined : numberWholes(given);
  if (coded === undefined) return undefined;
  const ids = Array.from(coded.numbers, String);
  return { customers: ids.length, ids, ascending: false, codes: coded.codes };
}

/** Rows for each number up to the largest, that records by number are worth it. */
const ROWS_A_NUMBER = 2;

/** One more than the largest of numbers from 0 up to a limit; 0 where one is not such. */
function codesBelow(codes: Int32Array, limit: number): number {
  let largest = -1;
  for (let i = 0; i < codes.length; i += 1) {
    const code = codes[i] as number;
    // Below 0 is large when it is read without a sign.
    if (code >>> 0 >= limit) return 0;
    if (code > largest) largest = code;
  }
  return largest + 1;
}

function isNumbers(codes: ArrayLike<number>): codes is NumberArray {
  return ArrayBuffer.isView(codes);
}

/** The numbers in a buffer of whole ones; none where one of them is not whole. */
function wholeNumbers(given: NumberArray): Int32Array | undefined {
  if (given instanceof Int32Array) return given;
  const whole = new Int32Array(given);
  for (let i = 0; i < given.length; i += 1) if (given[i] !== whole[i]) return undefined;
  return whole;
}

function dayNumbers(at: Column, reading: Reading): Int32Array | undefined {
  if (at.form === "typed" && reading.time.unit === "day") return wholeNumbers(at.values);
  if (at.form !== "dictionary" || !isNumbers(at.codes) || at.values.length > at.length) return undefined;
  const table = dayTable(at.values, reading.time, reading.latest);
  return table && translated(at.codes, table);
}

function translated(codes: NumberArray, table: Int32Array): Int32Array | undefined {
  const days = new Int32Array(codes.length);
  for (let i = 0; i < days.length; i += 1) {
    const day = table[codes[i] as number];
    if (day === undefined) return undefined;
    days[i] = day;
  }
  return days;
}

/** The entries of a dictionary if they are texts and no two are equal. */
function distinctIds(values: ArrayLike<unknown>): readonly string[] | undefined {
  const ids: string[] = [];
  for (let e = 0; e < values.length; e += 1) {
    const id = values[e];
    if (typeof id !== "string") return undefined;
    ids.push(id);
  }
  return isDistinct(values) || new Set(ids).size === ids.length ? ids : undefined;
}
