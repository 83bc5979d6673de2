import { FUTURE_DAY } from "../calendar/civil.ts";
import { readDayRange } from "../calendar/time-reader.ts";
import type { Column } from "../core/column.ts";
import type { Rejector } from "../core/rejector.ts";
import type { CheckedPolicy } from "./check-policy.ts";
import type { ProfitState } from "./state.ts";

/** Code of a row that is not to be added. */
export const LEFT_OUT = -2;

/** Marks the rows outside the policy's window and counts them. */
export function applyWindow(
  column: Column | undefined,
  from: number,
  to: number,
  codes: Int32Array,
  days: Int32Array,
  { window, time }: CheckedPolicy,
  state: ProfitState,
  rejector: Rejector,
  cells: unknown[],
): void {
  if (window === undefined || column === undefined) return;
  const { fromDay, asOf } = window;
  readDayRange(column, from, to, days, time, asOf.latest, "at", rejector, cells);
  for (let i = 0; i < to - from; i += 1) {
    const day = days[i] as number;
    if (day <= asOf.day && day >= fromDay && day !== FUTURE_DAY) continue;
    codes[i] = LEFT_OUT;
    if (rejector.count() > 0 && rejector.has(from + i)) continue;
    if (day < fromDay) state.tally.beforeFrom += 1;
    else state.tally.future += 1;
  }
}

/** Marks the rows that were set aside. */
export function leaveOutRejected(codes: Int32Array, from: number, to: number, rejector: Rejector): void {
  if (rejector.count() === 0) return;
  for (let i = from; i < to; i += 1) if (rejector.has(i)) codes[i - from] = LEFT_OUT;
}
