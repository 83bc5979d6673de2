/**
 * The kernels: rows that have been read and checked, into the records.
 *
 * @module
 */
import type { DayLog } from "./day-log.ts";
import * as slots from "./state.ts";
import type { Rows } from "./waiting.ts";

/**
 * The slots under names of this module's own: an engine takes those for constants, and others' not. It also
 * keeps a loop's invariants in registers only while the loop is short, so these loops say things once.
 */
const { FIRST, LAST, PURCHASE_DAYS, ORDERS } = slots;
const { GROSS, GROSS_LOW, FIRST_GROSS, FIRST_ORDERS, SQUARED_GAPS, LOG_GAPS } = slots;

/** Logarithms of the gaps that are usual, in days. */
export const LOGS: Float64Array = /* @__PURE__ */ Float64Array.from({ length: 2048 }, (_, gap) =>
  Math.log(gap),
);

/** Logarithm of a gap of at least a day. */
export function logOfGap(gap: number): number {
  return gap < LOGS.length ? (LOGS[gap] as number) : Math.log(gap);
}

/**
 * Adds rows `from` to `to` (not included) that come in time order a customer.
 *
 * @returns The first row that is earlier than one before it, or `to`.
 */
export function addOrdered(
  ints: Int32Array,
  nums: Float64Array,
  rows: Rows,
  from: number,
  to: number,
): number {
  const { codes, days, amounts } = rows;
  for (let i = from; i < to; i += 1) {
    // A record is 16 whole numbers or, seen the other way, 8 doubles.
    const k = (codes[i] as number) << 4;
    if (k < 0) continue;
    const q = k >> 1;
    const day = days[i] as number;
    const amount = amounts[i] as number;
    const orders = ints[k + ORDERS] as number;
    if (orders === 0) {
      ints[k + FIRST] = day;
      ints[k + LAST] = day;
      ints[k + PURCHASE_DAYS] = 1;
    }
    const gap = day - (ints[k + LAST] as number);
    if (gap < 0) return i;
    if (gap > 0) {
      ints[k + LAST] = day;
      ints[k + PURCHASE_DAYS] = (ints[k + PURCHASE_DAYS] as number) + 1;
      nums[q + SQUARED_GAPS] = (nums[q + SQUARED_GAPS] as number) + gap * gap;
      nums[q + LOG_GAPS] = (nums[q + LOG_GAPS] as number) + logOfGap(gap);
    } else if (day === ints[k + FIRST]) {
      nums[q + FIRST_GROSS] = (nums[q + FIRST_GROSS] as number) + amount;
      nums[q + FIRST_ORDERS] = (nums[q + FIRST_ORDERS] as number) + 1;
    }
    ints[k + ORDERS] = orders + 1;
    // The two-sum without a branch: which of the two is larger cannot be predicted here.
    const sum = nums[q + GROSS] as number;
    const total = sum + amount;
    const part = total - sum;
    nums[q + GROSS] = total;
    nums[q + GROSS_LOW] = (nums[q + GROSS_LOW] as number) + (sum - (total - part) + (amount - part));
  }
  return to;
}

/**
 * Reads a number at both ends of the record of each row, for nothing but to have it near when the row is added: in a loop
 * as short as this many reads wait for memory at once.
 *
 * @returns One bit of no meaning: what is not kept is not read.
 */
export function touchRecords(ints: Int32Array, codes: Int32Array, from: number, to: number): number {
  let bits = 0;
  for (let i = from; i < to; i += 1) {
    const k = Math.max(codes[i] as number, 0) << 4;
    bits ^= (ints[k] as number) ^ (ints[k + 15] as number);
  }
  return bits & 1;
}

/**
 * Adds rows `from` to `to` (not included) in any order: totals go to the records, days to the log, where room
 * was made for them. `base` is the customer of the first record.
 *
 * @returns How many rows were earlier than one before them.
 */
export function addAny(
  ints: Int32Array,
  nums: Float64Array,
  log: DayLog,
  base: number,
  rows: Rows,
  from: number,
  to: number,
): number {
  const { codes, days, amounts } = rows;
  const logCodes = log.codes;
  const logDays = log.days;
  let at = log.length;
  let unsorted = 0;
  for (let i = from; i < to; i += 1) {
    const code = codes[i] as number;
    if (code < 0) continue;
    const k = code << 4;
    const q = k >> 1;
    const day = days[i] as number;
    const amount = amounts[i] as number;
    logCodes[at] = base + code;
    logDays[at] = day;
    at += 1;
    const orders = ints[k + ORDERS] as number;
    if (orders === 0) {
      ints[k + FIRST] = day;
      ints[k + LAST] = day;
    } else if (day > (ints[k + LAST] as number)) {
      ints[k + LAST] = day;
    } else if (day < (ints[k + LAST] as number)) {
      unsorted += 1;
      if (day < (ints[k + FIRST] as number)) {
        ints[k + FIRST] = day;
        nums[q + FIRST_GROSS] = 0;
        nums[q + FIRST_ORDERS] = 0;
      }
    }
    if (day === ints[k + FIRST]) {
      nums[q + FIRST_GROSS] = (nums[q + FIRST_GROSS] as number) + amount;
      nums[q + FIRST_ORDERS] = (nums[q + FIRST_ORDERS] as number) + 1;
    }
    ints[k + ORDERS] = orders + 1;
    const sum = nums[q + GROSS] as number;
    const total = sum + amount;
    const part = total - sum;
    nums[q + GROSS] = total;
    nums[q + GROSS_LOW] = (nums[q + GROSS_LOW] as number) + (sum - (total - part) + (amount - part));
  }
  log.length = at;
  return unsorted;
}
