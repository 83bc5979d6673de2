import { logOfGap } from "./add-rows.ts";
import { sortSpan } from "./day-log.ts";
import type { SortedRows } from "./group-rows.ts";
import type { Records } from "./records.ts";
import * as slots from "./state.ts";

/** The slots under names of this module's own: an engine takes those for constants, and others' not. */
const { FIRST, LAST, PURCHASE_DAYS, ORDERS } = slots;
const { GROSS, GROSS_LOW, FIRST_GROSS, FIRST_ORDERS, SQUARED_GAPS, LOG_GAPS } = slots;

/** Logarithms of the gaps below 2 ** LOG_BITS days; of no gap, what adds nothing. */
const LOG_BITS = 11;
const LOGS: Float64Array = /* @__PURE__ */ Float64Array.from({ length: 1 << LOG_BITS }, (_, gap) =>
  gap === 0 ? 0 : Math.log(gap),
);

/**
 * Adds the rows of customers `from` to `to` (not included) to records that are kept by slot. The ages of a customer whose
 * rows are in no order are sorted.
 *
 * @param complete - No rows were added before, and none will be: those of a customer may then come in any order.
 * @returns How many rows were earlier than one before them; -1 where there was one that must not be.
 */
export function gatherBlock(
  rows: SortedRows,
  from: number,
  to: number,
  records: Records,
  asOfDay: number,
  complete: boolean,
): number {
  const { ages, amounts, ends } = rows;
  const { ints, nums, slotStep } = records;
  let unsorted = 0;
  let i = 0;
  for (let c = from; c < to; c += 1) {
    const begin = i;
    const end = ends[c - from] as number;
    if (begin === end) continue;
    const orders = ints[ORDERS * slotStep + c] as number;
    let first = ages[begin] as number;
    let last = first;
    let purchaseDays = 1;
    let sum = 0;
    let low = 0;
    let firstSum = 0;
    let firstOrders = 0;
    let squared = 0;
    let logs = 0;
    if (orders > 0) {
      first = asOfDay - (ints[FIRST * slotStep + c] as number);
      last = asOfDay - (ints[LAST * slotStep + c] as number);
      purchaseDays = ints[PURCHASE_DAYS * slotStep + c] as number;
      sum = nums[GROSS * slotStep + c] as number;
      low = nums[GROSS_LOW * slotStep + c] as number;
      firstSum = nums[FIRST_GROSS * slotStep + c] as number;
      firstOrders = nums[FIRST_ORDERS * slotStep + c] as number;
      squared = nums[SQUARED_GAPS * slotStep + c] as number;
      logs = nums[LOG_GAPS * slotStep + c] as number;
    }
    for (; i < end && ages[i] === first; i += 1) {
      firstSum += amounts[i] as number;
      firstOrders += 1;
    }
    i = begin;
    for (; i + 1 < end; i += 2) {
      const age = ages[i + 1] as number;
      const gap = last - (ages[i] as number);
      const gap2 = (ages[i] as number) - age;
      // A gap that is out of order, or beyond the table.
      if ((gap | gap2) >>> LOG_BITS !== 0) break;
      last = age;
      // 1 for a gap above 0.
      purchaseDays -= (-gap >> 31) + (-gap2 >> 31);
      squared += gap * gap;
      squared += gap2 * gap2;
      logs += LOGS[gap] as number;
      logs += LOGS[gap2] as number;
      // Two-sums, as in the other kernels.
      const amount = amounts[i] as number;
      const amount2 = amounts[i + 1] as number;
      const total = sum + amount;
      const part = total - sum;
      low += sum - (total - part) + (amount - part);
      sum = total + amount2;
      const part2 = sum - total;
      low += total - (sum - part2) + (amount2 - part2);
    }
    for (; i < end; i += 1) {
      const age = ages[i] as number;
      const gap = last - age;
      if (gap < 0) break;
      if (gap > 0) {
        last = age;
        purchaseDays += 1;
        squared += gap * gap;
        logs += logOfGap(gap);
      }
      const amount = amounts[i] as number;
      const total = sum + amount;
      const part = total - sum;
      low += sum - (total - part) + (amount - part);
      sum = total;
    }
    if (i < end) {
      if (!complete) return -1;
      unsorted += gatherUnsorted(rows, begin, end, records, c, asOfDay);
      i = end;
      continue;
    }
    ints[FIRST * slotStep + c] = asOfDay - first;
    ints[LAST * slotStep + c] = asOfDay - last;
    ints[PURCHASE_DAYS * slotStep + c] = purchaseDays;
    ints[ORDERS * slotStep + c] = orders + end - begin;
    nums[GROSS * slotStep + c] = sum;
    nums[GROSS_LOW * slotStep + c] = low;
    nums[FIRST_GROSS * slotStep + c] = firstSum;
    nums[FIRST_ORDERS * slotStep + c] = firstOrders;
    nums[SQUARED_GAPS * slotStep + c] = squared;
    nums[LOG_GAPS * slotStep + c] = logs;
  }
  return unsorted;
}

/** As {@link gatherBlock}, for all rows of one customer, in any order. */
function gatherUnsorted(
  { ages, amounts }: SortedRows,
  begin: number,
  end: number,
  { ints, nums, slotStep }: Records,
  c: number,
  asOfDay: number,
): number {
  let unsorted = 0;
  let first = ages[begin] as number;
  let newest = first;
  let sum = 0;
  let low = 0;
  let firstSum = 0;
  let firstOrders = 0;
  for (let i = begin; i < end; i += 1) {
    const age = ages[i] as number;
    const amount = amounts[i] as number;
    if (age > newest) unsorted += 1;
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
    const total = sum + amount;
    const part = total - sum;
    low += sum - (total - part) + (amount - part);
    sum = total;
  }
  sortSpan(ages, begin, end);
  let purchaseDays = 1;
  let squared = 0;
  let logs = 0;
  for (let i = end - 2; i >= begin; i -= 1) {
    const gap = (ages[i + 1] as number) - (ages[i] as number);
    if (gap === 0) continue;
    purchaseDays += 1;
    squared += gap * gap;
    logs += logOfGap(gap);
  }
  ints[FIRST * slotStep + c] = asOfDay - first;
  ints[LAST * slotStep + c] = asOfDay - newest;
  ints[PURCHASE_DAYS * slotStep + c] = purchaseDays;
  ints[ORDERS * slotStep + c] = end - begin;
  nums[GROSS * slotStep + c] = sum;
  nums[GROSS_LOW * slotStep + c] = low;
  nums[FIRST_GROSS * slotStep + c] = firstSum;
  nums[FIRST_ORDERS * slotStep + c] = firstOrders;
  nums[SQUARED_GAPS * slotStep + c] = squared;
  nums[LOG_GAPS * slotStep + c] = logs;
  return unsorted;
}
