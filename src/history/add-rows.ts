/**
 * The kernels: rows that have been read and checked, into the records.
 *
 * @module
 */
import { reserveDays } from "./day-log.ts";
import {
  FIRST,
  FIRST_GROSS,
  FIRST_ORDERS,
  GROSS,
  GROSS_LOW,
  type HistoryState,
  INTS,
  LAST,
  LOG_GAPS,
  NUMS,
  ORDERS,
  PURCHASE_DAYS,
  SQUARED_GAPS,
} from "./state.ts";

/** Rows as numbers. A code below 0 marks a row that is not to be added. */
export interface Batch {
  /** Number of the customer. */
  codes: Int32Array;
  /** Civil day. */
  days: Int32Array;
  /** Amount, at least 0. */
  amounts: Float64Array;
  /** How many rows. */
  length: number;
}

/** Logarithms of the gaps that are usual, in days. */
const LOGS: Float64Array = /* @__PURE__ */ Float64Array.from({ length: 2048 }, (_, gap) => Math.log(gap));

/** Logarithm of a gap of at least a day. */
export function logOfGap(gap: number): number {
  return gap < LOGS.length ? (LOGS[gap] as number) : Math.log(gap);
}

/**
 * Adds rows `from` to `to` (not included) that come in time order a customer to records that begin with
 * customer number `base`.
 *
 * @returns The first row that is earlier than one before it, or `to`.
 */
export function addOrdered(
  ints: Int32Array,
  nums: Float64Array,
  base: number,
  batch: Batch,
  from: number,
  to: number,
): number {
  const { codes, days, amounts } = batch;
  for (let i = from; i < to; i += 1) {
    const code = codes[i] as number;
    if (code < 0) continue;
    const k = (code - base) * INTS;
    const q = (code - base) * NUMS;
    const day = days[i] as number;
    const amount = amounts[i] as number;
    const orders = ints[k + ORDERS] as number;
    if (orders === 0) {
      ints[k + FIRST] = day;
      ints[k + LAST] = day;
      ints[k + PURCHASE_DAYS] = 1;
      ints[k + ORDERS] = 1;
      nums[q + GROSS] = amount;
      nums[q + FIRST_GROSS] = amount;
      nums[q + FIRST_ORDERS] = 1;
      continue;
    }
    const gap = day - (ints[k + LAST] as number);
    if (gap > 0) {
      ints[k + LAST] = day;
      ints[k + PURCHASE_DAYS] = (ints[k + PURCHASE_DAYS] as number) + 1;
      nums[q + SQUARED_GAPS] = (nums[q + SQUARED_GAPS] as number) + gap * gap;
      nums[q + LOG_GAPS] = (nums[q + LOG_GAPS] as number) + logOfGap(gap);
    } else if (gap < 0) {
      return i;
    }
    if (day === ints[k + FIRST]) {
      nums[q + FIRST_GROSS] = (nums[q + FIRST_GROSS] as number) + amount;
      nums[q + FIRST_ORDERS] = (nums[q + FIRST_ORDERS] as number) + 1;
    }
    ints[k + ORDERS] = orders + 1;
    addGross(nums, q, amount);
  }
  return to;
}

/** Adds rows in any order: totals go to the records, days to the log. */
export function addAny(state: HistoryState, batch: Batch): void {
  const { ints, nums, log } = state;
  const { codes, days, amounts, length } = batch;
  if (log === undefined) return;
  reserveDays(log, length);
  let at = log.length;
  let unsorted = 0;
  for (let i = 0; i < length; i += 1) {
    const c = codes[i] as number;
    if (c < 0) continue;
    const k = c * INTS;
    const q = c * NUMS;
    const day = days[i] as number;
    const amount = amounts[i] as number;
    log.codes[at] = c;
    log.days[at] = day;
    at += 1;
    const orders = ints[k + ORDERS] as number;
    const first = ints[k + FIRST] as number;
    if (orders === 0 || day > (ints[k + LAST] as number)) ints[k + LAST] = day;
    else if (day < (ints[k + LAST] as number)) unsorted += 1;
    if (orders === 0 || day < first) {
      ints[k + FIRST] = day;
      nums[q + FIRST_GROSS] = amount;
      nums[q + FIRST_ORDERS] = 1;
    } else if (day === first) {
      nums[q + FIRST_GROSS] = (nums[q + FIRST_GROSS] as number) + amount;
      nums[q + FIRST_ORDERS] = (nums[q + FIRST_ORDERS] as number) + 1;
    }
    ints[k + ORDERS] = orders + 1;
    addGross(nums, q, amount);
  }
  log.length = at;
  state.tally.unsorted += unsorted;
}

/** The two-sum without a branch: which of the two is larger cannot be predicted here. */
function addGross(nums: Float64Array, q: number, amount: number): void {
  const sum = nums[q + GROSS] as number;
  const total = sum + amount;
  const part = total - sum;
  nums[q + GROSS] = total;
  nums[q + GROSS_LOW] = (nums[q + GROSS_LOW] as number) + (sum - (total - part) + (amount - part));
}
