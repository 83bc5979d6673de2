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

/** Largest table of integrals: 32 MB. */
const MOST_TAILS = 4_000_000;

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

/** Integrals by frequency and day, and what else depends on the day alone. */
interface Table {
  /** Days of the table. */
  readonly days: number;
  /** Where the days of a frequency begin in `tails`; -1 for a frequency that is not in the table. */
  readonly rowOf: Int32Array;
  readonly tails: Float64Array;
  readonly logA: Float64Array;
  readonly logB: Float64Array;
}

/** The table for the frequencies that enough rows share; null where there are none. */
function tabulate(
  r: number,
  alpha: number,
  s: number,
  beta: number,
  { frequency, age, length }: HistoryView,
  perDay: number,
): Table | null {
  const counts = new Int32Array(4096);
  let oldest = 0;
  for (let i = 0; i < length; i += 1) {
    const x = frequency[i] as number;
    if (x < counts.length) counts[x] = (counts[x] as number) + 1;
    if ((age[i] as number) > oldest) oldest = age[i] as number;
  }
  const days = Math.round(oldest * perDay) + 1;
  const wanted = Array.from(counts.keys()).filter((x) => (counts[x] as number) * ROW_IN_PANELS > days);
  if (wanted.length === 0 || wanted.length * days > MOST_TAILS) return null;
  const rowOf = new Int32Array(counts.length).fill(-1);
  const tails = new Float64Array(wanted.length * days);
  const times = Float64Array.from({ length: days }, (_, day) => day / perDay);
  const panelsAt = walkPanels(times, r, alpha, s, beta);
  wanted.forEach((x, row) => {
    const panels = panelsAt(x);
    if (panels === null) return;
    panelTails(panels, tails.subarray(row * days, (row + 1) * days));
    rowOf[x] = row * days;
  });
  return {
    days,
    rowOf,
    tails,
    logA: times.map((t) => Math.log1p(t / alpha)),
    logB: times.map((t) => Math.log1p(t / beta)),
  };
}

function fillRows(
  r: number,
  alpha: number,
  s: number,
  beta: number,
  { frequency, recency, age, length }: HistoryView,
  perDay: number,
  { rowOf, tails, logA, logB }: Table,
  out: Float64Array,
): void {
  for (let i = 0; i < length; i += 1) {
    const x = frequency[i] as number;
    const tx = recency[i] as number;
    const T = age[i] as number;
    const start = x < rowOf.length ? (rowOf[x] as number) : -1;
    const last = Math.round(tx * perDay);
    const now = Math.round(T * perDay);
    const onDays = Math.abs(tx * perDay - last) <= SLACK * last && Math.abs(T * perDay - now) <= SLACK * now;
    if (start >= 0 && onDays) {
      const rise =
        (r + x) * ((logA[now] as number) - (logA[last] as number)) +
        s * ((logB[now] as number) - (logB[last] as number));
      const grown = Math.exp(rise);
      // tails are relative to the density at their day, which has one more power of beta + t
      const tail = (tails[start + last] as number) * grown;
      out[i] = (s * (tail - ((tails[start + now] as number) * (beta + tx)) / (beta + T))) / (beta + tx);
    } else {
      out[i] = Number.isNaN(x) ? Number.NaN : paretoOddsLeft(r, alpha, s, beta, x, tx, T);
    }
  }
}
