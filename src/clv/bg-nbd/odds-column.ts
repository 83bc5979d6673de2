/**
 * The odds of having left, of many customers at once, under BG/NBD and MBG/NBD.
 *
 * @module
 */
import { DAYS_PER_UNIT } from "../../calendar/duration.ts";
import type { HistoryView } from "../read-histories.ts";
import { bgOddsLeft, type FirstToss } from "./likelihood.ts";

/** Fewer rows than this are not worth a table. */
const FEWEST_ROWS = 10_000;

/** Largest table of powers: 8 MB. */
const MOST_POWERS = 1_000_000;

/** Powers stay within e to this either way. */
const LARGEST_LOG = 600;

/**
 * Fills the odds of all rows; false, and nothing filled, where the rows are few.
 *
 * Most times are whole days and most frequencies small, so the powers `(alpha + t)^(r + x)` are tabulated by
 * frequency and day, relative to the middle of the range, and the odds are a quotient of two. It agrees with
 * {@link bgOddsLeft}, which the other customers get, to about 1e-14.
 */
export function bgFillOdds(
  first: FirstToss,
  r: number,
  alpha: number,
  a: number,
  b: number,
  view: HistoryView,
  out: Float64Array,
): boolean {
  const { frequency, recency, age, oldest, length, timeUnit } = view;
  if (length < FEWEST_ROWS) return false;
  const perDay = DAYS_PER_UNIT[timeUnit ?? "week"];
  const days = Math.round(oldest * perDay) + 1;
  if (days > MOST_POWERS) return false;
  const times = Float64Array.from({ length: days }, (_, day) => day / perDay);
  const middle = (Math.log(alpha) + Math.log(alpha + (times[days - 1] as number))) / 2;
  const logs = times.map((t) => Math.log(alpha + t) - middle);
  const steepest = Math.floor(LARGEST_LOG / Math.abs(logs[0] as number) - r);
  const frequencies = Math.max(0, Math.min(Math.floor(MOST_POWERS / days), steepest));
  const powers = new Float64Array(frequencies * days);
  const filled = new Uint8Array(frequencies);
  // of having left at the last purchase; none where no toss has been made
  const atOnce = new Float64Array(frequencies);
  for (let x = 1 - first; x < frequencies; x += 1) atOnce[x] = a / (b + (x - 1 + first));
  for (let i = 0; i < length; i += 1) {
    const x = frequency[i] as number;
    const tx = recency[i] as number;
    const T = age[i] as number;
    const last = (tx * perDay + 0.5) | 0;
    const now = (T * perDay + 0.5) | 0;
    if (x < frequencies && times[now] === T && times[last] === tx) {
      const row = x * days;
      if (filled[x] === 0) {
        filled[x] = 1;
        fillPowers(powers, row, logs, r + x);
      }
      const grown = (powers[row + now] as number) / (powers[row + last] as number);
      out[i] = (atOnce[x] as number) * grown;
    } else {
      out[i] = Number.isNaN(x) ? Number.NaN : bgOddsLeft(first, r, alpha, a, b, x, tx, T);
    }
  }
  return true;
}

function fillPowers(powers: Float64Array, row: number, logs: Float64Array, exponent: number): void {
  for (let day = 0; day < logs.length; day += 1)
    powers[row + day] = Math.exp(exponent * (logs[day] as number));
}
