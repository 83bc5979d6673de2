import { logOfGap } from "./add-rows.ts";
import { sortDays } from "./day-log.ts";
import { addWaiting } from "./partition.ts";
import { type Records, recordsOfState } from "./records.ts";
import {
  type HistoryState,
  INTS,
  intsUnder,
  LOG_GAPS,
  NUMS,
  PURCHASE_DAYS,
  REFUNDS,
  SQUARED_GAPS,
} from "./state.ts";

/**
 * Finishes the records of a state. The state can be added to afterwards unless `last` says that it
 * will not be, which spares a copy. Records in time order are lent: whoever adds to them makes the copy.
 */
export function finishRecords(state: HistoryState, last: boolean): Records {
  addWaiting(state);
  const { register, refunds, log } = state;
  const customers = register.size;
  if (log === undefined) {
    state.lent = true;
    return recordsOfState(register, state.ints, state.nums, refunds);
  }
  const nums = last ? state.nums : state.nums.slice(0, customers * NUMS);
  const ints = last ? state.ints : intsUnder(nums);
  const { starts, days } = sortDays(log, customers);
  for (let c = 0; c < customers; c += 1) {
    takeDays(ints, nums, c, days, starts[c] as number, starts[c + 1] as number);
  }
  return recordsOfState(register, ints, nums, last ? refunds : refunds?.slice(0, customers * REFUNDS));
}

/**
 * Takes days `from` to `to` (not included), ascending, into a customer's record. The first of them is
 * the last day that the record knows, if it knows any: a closed record keeps its last day in the log.
 */
export function takeDays(
  ints: Int32Array,
  nums: Float64Array,
  c: number,
  days: Int32Array,
  from: number,
  to: number,
): void {
  if (from === to) return;
  const k = c * INTS;
  const q = c * NUMS;
  let purchaseDays = 1;
  let squared = 0;
  let logs = nums[q + LOG_GAPS] as number;
  let last = days[from] as number;
  for (let i = from + 1; i < to; i += 1) {
    const day = days[i] as number;
    const gap = day - last;
    if (gap === 0) continue;
    purchaseDays += 1;
    squared += gap * gap;
    logs += logOfGap(gap);
    last = day;
  }
  ints[k + PURCHASE_DAYS] = (ints[k + PURCHASE_DAYS] as number) + purchaseDays;
  nums[q + SQUARED_GAPS] = (nums[q + SQUARED_GAPS] as number) + squared;
  nums[q + LOG_GAPS] = logs;
}
