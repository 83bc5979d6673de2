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
 * {@link bgOddsLeft}, which the other customers get, to about 1e-14; of hundreds of purchases, to 1e-13.
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
  const { frequency, oldest, length, timeUnit } = view;
  if (length < FEWEST_ROWS) return false;
  const perDay = DAYS_PER_UNIT[timeUnit ?? "week"];
  const days = Math.round(oldest * perDay) + 1;
  if (days > MOST_POWERS) return false;
  const times = Float64Array.from({ length: days }, (_, day) => day / perDay);
  const middle = Math.sqrt(alpha) * Math.sqrt(alpha + (times[days - 1] as number));
  const growth = times.map((t) => (alpha + t) / middle);
  // not `growth ** r`: of an r of thousands that would lose digits
  const atNone = times.map((t) => Math.exp(r * Math.log1p((t - (middle - alpha)) / middle)));
  const steepest = Math.floor(LARGEST_LOG / Math.abs(Math.log(growth[0] as number)) - r);
  const frequencies = Math.max(0, Math.min(Math.floor(MOST_POWERS / days), steepest));
  const powers = new Float64Array(frequencies * days);
  // of having left at the last purchase; none where no toss has been made
  const atOnce = new Float64Array(frequencies);
  for (let x = 1 - first; x < frequencies; x += 1) atOnce[x] = a / (b + (x - 1 + first));
  const one = (x: number, tx: number, T: number): number => bgOddsLeft(first, r, alpha, a, b, x, tx, T);
  let reached = 0; // frequencies below it are in the table
  for (let i = 0; i < length; ) {
    i = fillFrom(i, view, perDay, times, reached, powers, atOnce, one, out);
    if (i === length) break;
    const next = (frequency[i] as number) + 1;
    fillPowers(powers, growth, atNone, reached, next);
    reached = next;
  }
  return true;
}

/**
 * Fills rows from the one given on, to the first whose powers are not known yet: the next to fill. The loop
 * calls nothing that most rows need.
 */
function fillFrom(
  from: number,
  { frequency, recency, age, length }: HistoryView,
  perDay: number,
  times: Float64Array,
  reached: number,
  powers: Float64Array,
  atOnce: Float64Array,
  one: (x: number, tx: number, T: number) => number,
  out: Float64Array,
): number {
  const days = times.length;
  const frequencies = atOnce.length;
  for (let i = from; i < length; i += 1) {
    const x = frequency[i] as number;
    const tx = recency[i] as number;
    const T = age[i] as number;
    const last = (tx * perDay + 0.5) | 0;
    const now = (T * perDay + 0.5) | 0;
    if (x < frequencies && times[now] === T && times[last] === tx) {
      const level = x | 0;
      if (level >= reached) return i;
      const row = Math.imul(level, days);
      const grown = (powers[row + now] as number) / (powers[row + last] as number);
      out[i] = (atOnce[level] as number) * grown;
    } else {
      out[i] = Number.isNaN(x) ? Number.NaN : one(x, tx, T);
    }
  }
  return length;
}

/** Fills the powers of the frequencies from `from` up to `to` (not included), each from the one before. */
function fillPowers(
  powers: Float64Array,
  growth: Float64Array,
  atNone: Float64Array,
  from: number,
  to: number,
): void {
  const days = growth.length;
  if (from === 0) powers.set(atNone);
  for (let x = Math.max(1, from); x < to; x += 1) {
    const row = x * days;
    for (let day = 0; day < days; day += 1) {
      powers[row + day] = (powers[row - days + day] as number) * (growth[day] as number);
    }
  }
}
