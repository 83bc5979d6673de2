/**
 * The odds of having left, of many customers at once, under BG/NBD and MBG/NBD.
 *
 * @module
 */
import { DAYS_PER_UNIT } from "../../calendar/duration.ts";
import type { HistoryView } from "../read-histories.ts";
import type { FirstToss } from "./likelihood.ts";

/** Times that are remembered, each followed by its logarithm; a power of two. */
const SLOTS = 1 << 14;

/** Fewer rows than this are not worth a memory. */
const FEWEST_ROWS = 256;

/**
 * Fills the odds of all rows, to the last bit what {@link bgOddsLeft} gives; false, and nothing filled,
 * where the rows are few.
 *
 * Most times are whole days, so their logarithms are remembered by the day; a time that is none only costs
 * its slot.
 */
export function bgFillOdds(
  first: FirstToss,
  r: number,
  alpha: number,
  a: number,
  b: number,
  { frequency, recency, age, length, timeUnit }: HistoryView,
  out: Float64Array,
): boolean {
  if (length < FEWEST_ROWS) return false;
  const perDay = DAYS_PER_UNIT[timeUnit ?? "week"];
  const memory = new Float64Array(2 * SLOTS).fill(-1);
  for (let i = 0; i < length; i += 1) {
    const x = frequency[i] as number;
    if (x + first === 0) continue; // the odds are 0
    const tx = recency[i] as number;
    const T = age[i] as number;
    const slotT = 2 * ((T * perDay + 0.5) & (SLOTS - 1));
    if (memory[slotT] !== T) {
      memory[slotT] = T;
      memory[slotT + 1] = Math.log(alpha + T);
    }
    const logT = memory[slotT + 1] as number;
    const slotTx = 2 * ((tx * perDay + 0.5) & (SLOTS - 1));
    if (memory[slotTx] !== tx) {
      memory[slotTx] = tx;
      memory[slotTx + 1] = Math.log(alpha + tx);
    }
    out[i] = (a / (b + (x - 1 + first))) * Math.exp((r + x) * (logT - (memory[slotTx + 1] as number)));
  }
  return true;
}
