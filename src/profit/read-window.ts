import { FUTURE_DAY } from "../calendar/civil.ts";
import { readDayRange } from "../calendar/time-reader.ts";
import type { Column } from "../core/column.ts";
import type { Rejector } from "../core/rejector.ts";
import type { CheckedPolicy } from "./check-policy.ts";
import { type ProfitState, TRASH } from "./state.ts";

/** Leaves out the rows outside the policy's window and counts them. */
export function leaveOutside(
  column: Column | undefined,
  from: number,
  to: number,
  slots: Int32Array,
  days: Int32Array,
  { window, time }: CheckedPolicy,
  state: ProfitState,
  rejector: Rejector,
  cells: unknown[],
): void {
  if (window === undefined || column === undefined) return;
  const { fromDay, asOf } = window;
  const { tally } = state;
  readDayRange(column, from, to, days, time, asOf.latest, "at", rejector, cells);
  for (let i = 0; i < to - from; i += 1) {
    const day = days[i] as number;
    if (day <= asOf.day && day >= fromDay && day !== FUTURE_DAY) continue;
    slots[i] = TRASH;
    if (rejector.count() > 0 && rejector.has(from + i)) continue;
    if (day < fromDay) tally.beforeFrom += 1;
    else tally.future += 1;
  }
}

/** Leaves out the rows that were set aside. */
export function leaveRejected(slots: Int32Array, from: number, to: number, rejector: Rejector): void {
  if (rejector.count() === 0) return;
  for (let i = from; i < to; i += 1) if (rejector.has(i)) slots[i - from] = TRASH;
}
