import { LOGS } from "./add-rows.ts";
import type { BlockRecords } from "./records.ts";
import * as slots from "./state.ts";

/**
 * Adds rows `from` to `to` (not included) of block `b`, which come in time order a customer. A block that is being
 * added to keeps a customer's slots side by side: all that a row changes then lies in a line or two of the processor's
 * cache. Days are days before the moment of looking, and orders of one day are counted rather than days. Two rows a turn,
 * for the reason that group-rows.ts gives.
 *
 * @param words - Those days, with the customer's place in the block in the low bits.
 * @returns Whether none was earlier than one before it. If not, the block means nothing.
 */
export function addToBlock(
  { ints, nums, bits, width }: BlockRecords,
  b: number,
  words: Int32Array,
  money: Float64Array,
  from: number,
  to: number,
): boolean {
  const logs = LOGS;
  const mask = (1 << bits) - 1;
  const base = (b << bits) * width;
  const whole = width === slots.NUMS;
  let i = from;
  for (; i + 1 < to; i += 2) {
    const v = words[i] as number;
    const w = words[i + 1] as number;
    const x = money[i] as number;
    const y = money[i + 1] as number;
    const gap = addRow(ints, nums, logs, base + (v & mask) * width, whole, v >>> bits, x);
    if ((gap | addRow(ints, nums, logs, base + (w & mask) * width, whole, w >>> bits, y)) < 0) return false;
  }
  if (i === to) return true;
  const last = words[i] as number;
  const amount = money[i] as number;
  return addRow(ints, nums, logs, base + (last & mask) * width, whole, last >>> bits, amount) >= 0;
}

/** Adds a row to the customer whose slots begin at `q`; gives the days since the order before, below 0 if it is later. */
function addRow(
  ints: Int32Array,
  nums: Float64Array,
  logs: Float64Array,
  q: number,
  whole: boolean,
  age: number,
  amount: number,
): number {
  // The slots as numbers that stand in the function: an engine takes only those for constants.
  const FIRST: typeof slots.FIRST = 0;
  const LAST: typeof slots.LAST = 1;
  const PURCHASE_DAYS: typeof slots.PURCHASE_DAYS = 2;
  const ORDERS: typeof slots.ORDERS = 3;
  const GROSS: typeof slots.GROSS = 2;
  const GROSS_LOW: typeof slots.GROSS_LOW = 3;
  const FIRST_GROSS: typeof slots.FIRST_GROSS = 4;
  const SQUARED_GAPS: typeof slots.SQUARED_GAPS = 5;
  const LOG_GAPS: typeof slots.LOG_GAPS = 6;
  const FIRST_ORDERS: typeof slots.FIRST_ORDERS = 7;
  const k = q << 1;
  const orders = ints[k + ORDERS] as number;
  ints[k + ORDERS] = orders + 1;
  if (orders === 0) {
    ints[k + FIRST] = age;
    ints[k + LAST] = age;
    nums[q + GROSS] = amount;
    nums[q + FIRST_GROSS] = amount;
    if (whole) nums[q + FIRST_ORDERS] = 1;
    return 0;
  }
  // The two-sum, as in the other kernels.
  const sum = nums[q + GROSS] as number;
  const total = sum + amount;
  const part = total - sum;
  nums[q + GROSS] = total;
  nums[q + GROSS_LOW] = (nums[q + GROSS_LOW] as number) + (sum - (total - part) + (amount - part));
  const gap = ((ints[k + LAST] as number) - age) | 0;
  if (gap > 0) {
    ints[k + LAST] = age;
    nums[q + SQUARED_GAPS] = (nums[q + SQUARED_GAPS] as number) + gap * gap;
    nums[q + LOG_GAPS] =
      (nums[q + LOG_GAPS] as number) + (gap < logs.length ? (logs[gap] as number) : Math.log(gap));
  } else {
    ints[k + PURCHASE_DAYS] = (ints[k + PURCHASE_DAYS] as number) + 1;
    if (age === ints[k + FIRST]) {
      // So far the first day is all there is.
      nums[q + FIRST_GROSS] = total;
      if (whole) nums[q + FIRST_ORDERS] = (nums[q + FIRST_ORDERS] as number) + 1;
    }
  }
  return gap;
}

/**
 * Ends the adding to block `b`: each slot of all its customers side by side, days as civil days.
 *
 * @param room - Records of a block's size, used again by the next block.
 */
export function endBlock(records: BlockRecords, b: number, room: BlockRecords, asOfDay: number): void {
  const { FIRST, LAST, PURCHASE_DAYS, ORDERS } = slots;
  const { GROSS, GROSS_LOW, FIRST_GROSS, FIRST_ORDERS, SQUARED_GAPS, LOG_GAPS } = slots;
  const { ints, nums, bits, width } = records;
  const size = 1 << bits;
  const base = b * size * width;
  const sums = room.nums;
  const whole = room.ints;
  sums.set(nums.subarray(base, base + size * width));
  for (let c = 0; c < size; c += 1) {
    const q = c * width;
    const k = 2 * q;
    const at = 2 * base + c;
    const to = base + c;
    const orders = whole[k + ORDERS] as number;
    ints[at + FIRST * size] = asOfDay - (whole[k + FIRST] as number);
    ints[at + LAST * size] = asOfDay - (whole[k + LAST] as number);
    ints[at + PURCHASE_DAYS * size] = orders - (whole[k + PURCHASE_DAYS] as number);
    ints[at + ORDERS * size] = orders;
    nums[to + GROSS * size] = sums[q + GROSS] as number;
    nums[to + GROSS_LOW * size] = sums[q + GROSS_LOW] as number;
    nums[to + FIRST_GROSS * size] = sums[q + FIRST_GROSS] as number;
    nums[to + SQUARED_GAPS * size] = sums[q + SQUARED_GAPS] as number;
    nums[to + LOG_GAPS * size] = sums[q + LOG_GAPS] as number;
    if (width === slots.NUMS) nums[to + FIRST_ORDERS * size] = sums[q + FIRST_ORDERS] as number;
  }
}

/**
 * Reads block `b`, so that it is in the processor's cache when rows are added: they come to its customers in no order,
 * and would wait for each.
 *
 * @returns Nothing of meaning; but what is not kept is not read.
 */
export function readAhead({ nums, bits, width }: BlockRecords, b: number): number {
  const end = ((b + 1) << bits) * width;
  let touched = 0;
  for (let at = (b << bits) * width; at < end; at += LINE) touched += nums[at] as number;
  return touched;
}

/** Doubles of a line of a cache. */
const LINE = 8;

/** Forgets what a block holds. */
export function clearBlock({ nums, bits, width }: BlockRecords, b: number): void {
  nums.fill(0, (b << bits) * width, ((b + 1) << bits) * width);
}
