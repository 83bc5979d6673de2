/**
 * The odds of having left, of many customers at once, under Pareto/NBD.
 *
 * @module
 */
import { DAYS_PER_UNIT } from "../../calendar/duration.ts";
import type { HistoryView } from "../read-histories.ts";
import { paretoOddsLeft } from "./likelihood.ts";
import { panelTails, walkPanels } from "./panels.ts";

/** Fewer rows than this are done one by one. */
const FEWEST_ROWS = 2000;

/** The quadrature of one customer costs as much as this many panels at one frequency. */
const ROW_IN_PANELS = 25;

/** Largest table: 64 MB. */
const MOST_CELLS = 4_000_000;

/** Powers stay within e to this either way; what would go further is left to the quadrature. */
const LARGEST_LOG = 600;

/** A time may be off a whole day by this much, relative to itself: rounding, and no more. */
const SLACK = 1e-12;

/**
 * Fills the odds of all rows; false, and nothing filled, where the rows are too few. Customers whose times
 * are whole days, as most are, take the integral from a table by frequency and day; it agrees with the
 * quadrature that the others get to about 1e-14.
 */
export function paretoFillOdds(
  r: number,
  alpha: number,
  s: number,
  beta: number,
  view: HistoryView,
  out: Float64Array,
): boolean {
  if (view.length < FEWEST_ROWS) return false;
  const perDay = DAYS_PER_UNIT[view.timeUnit ?? "week"];
  const table = tabulate(r, alpha, s, beta, view, perDay);
  if (table === null) return false;
  fillRows(r, alpha, s, beta, view, perDay, table, out);
  return true;
}

/** What the odds take from frequency and day alone; days of frequency `x` begin at `rowOf[x]`. */
interface Table {
  /** The days as times. */
  readonly times: Float64Array;
  /** Where the days of a frequency begin; -1 for a frequency that is not in the table. */
  readonly rowOf: Int32Array;
  /** `s` times the integral from a day on, relative to the density there, over `beta` plus the day. */
  readonly tails: Float64Array;
  /** `(alpha + t)^(r + x) (beta + t)^s`, relative to a day in the middle. */
  readonly powers: Float64Array;
}

/** The table for the frequencies that enough rows share; null where there are none. */
function tabulate(
  r: number,
  alpha: number,
  s: number,
  beta: number,
  { frequency, oldest }: HistoryView,
  perDay: number,
): Table | null {
  const counts = countsOf(frequency);
  const days = Math.round(oldest * perDay) + 1;
  const wanted = Array.from(counts.keys()).filter((x) => (counts[x] as number) * ROW_IN_PANELS > days);
  if (wanted.length === 0 || wanted.length * days > MOST_CELLS) return null;
  const rowOf = new Int32Array(counts.length).fill(-1);
  const tails = new Float64Array(wanted.length * days);
  const powers = new Float64Array(wanted.length * days);
  const times = Float64Array.from({ length: days }, (_, day) => day / perDay);
  const logA = aroundMiddle(times.map((t) => Math.log1p(t / alpha)));
  const logB = aroundMiddle(times.map((t) => Math.log1p(t / beta)));
  const panelsAt = walkPanels(times, r, alpha, s, beta);
  wanted.forEach((x, place) => {
    const panels = panelsAt(x);
    const highest = (r + x) * (logA[days - 1] as number) + s * (logB[days - 1] as number);
    if (panels === null || highest > LARGEST_LOG) return;
    const row = place * days;
    panelTails(panels, tails.subarray(row, row + days));
    for (let day = 0; day < days; day += 1) {
      tails[row + day] = (s * (tails[row + day] as number)) / (beta + (times[day] as number));
      powers[row + day] = Math.exp((r + x) * (logA[day] as number) + s * (logB[day] as number));
    }
    rowOf[x] = row;
  });
  return { times, rowOf, tails, powers };
}

/** How many rows have each of the frequencies that a table may be made for. */
function countsOf(frequency: Float64Array): Int32Array {
  const counts = new Int32Array(4096);
  for (let i = 0; i < frequency.length; i += 1) {
    const x = frequency[i] as number;
    if (x < counts.length) counts[x] = (counts[x] as number) + 1;
  }
  return counts;
}

/** Rising values less the middle of their range. */
function aroundMiddle(values: Float64Array): Float64Array {
  const middle = ((values[0] as number) + (values[values.length - 1] as number)) / 2;
  return values.map((value) => value - middle);
}

function fillRows(
  r: number,
  alpha: number,
  s: number,
  beta: number,
  { frequency, recency, age, length }: HistoryView,
  perDay: number,
  { times, rowOf, tails, powers }: Table,
  out: Float64Array,
): void {
  for (let i = 0; i < length; i += 1) {
    const x = frequency[i] as number;
    const tx = recency[i] as number;
    const T = age[i] as number;
    const row = x < rowOf.length ? (rowOf[x] as number) : -1;
    const last = (tx * perDay + 0.5) | 0;
    const now = (T * perDay + 0.5) | 0;
    const onDays =
      (times[now] === T && times[last] === tx) || (isWhole(T * perDay, now) && isWhole(tx * perDay, last));
    if (row >= 0 && onDays) {
      // tails are relative to the density at their day
      const grown = (powers[row + now] as number) / (powers[row + last] as number);
      out[i] = (tails[row + last] as number) * grown - (tails[row + now] as number);
    } else {
      out[i] = Number.isNaN(x) ? Number.NaN : paretoOddsLeft(r, alpha, s, beta, x, tx, T);
    }
  }
}

function isWhole(days: number, day: number): boolean {
  return Math.abs(days - day) <= SLACK * day;
}
