import { logOfGap } from "./add-rows.ts";
import type { BlockRecords } from "./records.ts";
import type { SortedRows } from "./sort-block.ts";
import * as slots from "./state.ts";

/** The slots under names of this module's own: an engine takes those for constants, and others' not. */
const { FIRST, LAST, PURCHASE_DAYS, ORDERS } = slots;
const { GROSS, GROSS_LOW, FIRST_GROSS, FIRST_ORDERS, SQUARED_GAPS, LOG_GAPS } = slots;

/**
 * The records of block `b` from all its rows, sorted by customer; those of a customer may come in any order of time.
 * The block is empty before.
 *
 * @returns How many rows were earlier than one before them.
 */
export function gatherBlock(rows: SortedRows, records: BlockRecords, b: number, asOfDay: number): number {
  const { ages, amounts, inOrder, ends } = rows;
  const { ints, nums, bits, width } = records;
  const size = 1 << bits;
  const base = b * size * width;
  let unsorted = 0;
  let begin = 0;
  for (let c = 0; c < size; c += 1) {
    const end = ends[c] as number;
    if (begin === end) continue;
    let first = ages[begin] as number;
    let newest = first;
    let sum = 0;
    let low = 0;
    let firstSum = 0;
    let firstOrders = 0;
    let late = 0;
    for (let i = begin; i < end; i += 1) {
      const age = ages[i] as number;
      const amount = amounts[i] as number;
      if (age > newest) late += 1;
      else newest = age;
      if (age > first) {
        first = age;
        firstSum = 0;
        firstOrders = 0;
      }
      if (age === first) {
        firstSum += amount;
        firstOrders += 1;
      }
      // The two-sum, as in the other kernels.
      const total = sum + amount;
      const part = total - sum;
      low += sum - (total - part) + (amount - part);
      sum = total;
    }
    let purchaseDays = 1;
    let squared = 0;
    let logs = 0;
    let last = first;
    for (let i = begin; i < end; i += 1) {
      const gap = last - (inOrder[i] as number);
      if (gap === 0) continue;
      last = inOrder[i] as number;
      purchaseDays += 1;
      squared += gap * gap;
      logs += logOfGap(gap);
    }
    const at = 2 * base + c;
    const to = base + c;
    ints[at + FIRST * size] = asOfDay - first;
    ints[at + LAST * size] = asOfDay - newest;
    ints[at + PURCHASE_DAYS * size] = purchaseDays;
    ints[at + ORDERS * size] = end - begin;
    nums[to + GROSS * size] = sum;
    nums[to + GROSS_LOW * size] = low;
    nums[to + FIRST_GROSS * size] = firstSum;
    nums[to + SQUARED_GAPS * size] = squared;
    nums[to + LOG_GAPS * size] = logs;
    if (width === slots.NUMS) nums[to + FIRST_ORDERS * size] = firstOrders;
    unsorted += late;
    begin = end;
  }
  return unsorted;
}
