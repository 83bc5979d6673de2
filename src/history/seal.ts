import { readMoment } from "../calendar/moment.ts";
import { createTimeReader, type TimeOptions } from "../calendar/time-reader.ts";
import { ScoringError } from "../core/error.ts";
import type { Time } from "../core/types.ts";
import { sortDays } from "./day-log.ts";
import { addWaiting } from "./partition.ts";
import { type HistoryState, INTS, PURCHASE_DAYS } from "./state.ts";
import { takeDays } from "./summary.ts";

/**
 * Closes the records for all days before a date: their open days become a summary, which takes no more
 * room however many there were. Rows from before that date are refused from then on (`late`), or
 * counted in `rejected` where the fold collects.
 *
 * @returns The state, changed in place.
 * @throws A {@link ScoringError} with `conflict` for a date before an earlier seal, and as times do.
 * @example
 * ```ts
 * const fold = historyFold({ asOf: "2026-01-31", onInvalid: "collect" });
 * let state = fold.add(fold.empty(), [{ customerId: "ann", at: "2025-12-24", amount: 30 }]);
 * state = seal(state, "2026-01-01");
 * state = fold.add(state, [{ customerId: "ann", at: "2025-12-31", amount: 9 }]);
 * fold.finish(state).rejected.length; // => 1
 * ```
 */
export function seal(state: HistoryState, before: Time, options: TimeOptions = {}): HistoryState {
  const { day } = readMoment(before, "before", createTimeReader(options));
  if (day < state.sealedBefore) {
    throw new ScoringError("conflict", ["before"], "a day not before the last seal", "an earlier one");
  }
  state.sealedBefore = day;
  addWaiting(state);
  const { log, register, ints, nums } = state;
  if (log === undefined) return state;
  const { starts, days } = sortDays(log, register.size);
  let kept = 0;
  for (let c = 0; c < register.size; c += 1) {
    const from = starts[c] as number;
    const to = starts[c + 1] as number;
    let open = from;
    while (open < to && (days[open] as number) < day) open += 1;
    // The last closed day stays in the log, not yet counted: the gap to the next purchase starts there.
    const lastClosed = open - 1;
    if (lastClosed > from) {
      takeDays(ints, nums, c, days, from, open);
      ints[c * INTS + PURCHASE_DAYS] = (ints[c * INTS + PURCHASE_DAYS] as number) - 1;
    }
    for (let i = Math.max(from, lastClosed); i < to; i += 1) {
      log.codes[kept] = c;
      log.days[kept] = days[i] as number;
      kept += 1;
    }
  }
  log.codes = log.codes.slice(0, kept);
  log.days = log.days.slice(0, kept);
  log.length = kept;
  return state;
}
