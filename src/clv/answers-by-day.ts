/**
 * What customers who are alive do, over all rows: answers are remembered, as they depend on the frequency and
 * the age alone.
 *
 * @module
 */
import { DAYS_PER_UNIT } from "../calendar/duration.ts";
import type { TimeUnit } from "../core/types.ts";
import { interpolateAges, planInterpolation } from "./interpolate-ages.ts";
import type { HistoryView } from "./read-histories.ts";
import type { WhileAlive } from "./scoring.ts";

/** Turns the odds of having left in `out` into `P(alive)` times what a customer who is alive does. */
export function fillAhead(
  view: HistoryView,
  timeUnit: TimeUnit | undefined,
  p: Float64Array,
  whileAlive: WhileAlive,
  ahead: number,
  out: Float64Array,
): void {
  const perDay = DAYS_PER_UNIT[timeUnit ?? "week"];
  if (view.length < FEWEST_ROWS) fillEach(view, p, whileAlive, ahead, out);
  else fillByDay(view, perDay, p, whileAlive, ahead, out);
}

/** Fewer rows than this are done one by one. */
const FEWEST_ROWS = 64;

/** Answers that are remembered: 16 MB of them. */
const MOST_ANSWERS = 2_000_000;

function fillEach(
  { frequency, age, length }: HistoryView,
  p: Float64Array,
  whileAlive: WhileAlive,
  ahead: number,
  out: Float64Array,
): void {
  for (let i = 0; i < length; i += 1) {
    const x = frequency[i] as number;
    if (Number.isNaN(x)) continue; // the odds are NaN already
    out[i] = shareOf(whileAlive(p, x, age[i] as number, ahead), out[i] as number);
  }
}

/** Remembers the answers by frequency and day; ages that are no whole days are done one by one. */
function fillByDay(
  view: HistoryView,
  perDay: number,
  p: Float64Array,
  whileAlive: WhileAlive,
  ahead: number,
  out: Float64Array,
): void {
  const { frequency, oldest, length } = view;
  const days = Math.min(Math.round(oldest * perDay) + 1, MOST_ANSWERS);
  const times = Float64Array.from({ length: days }, (_, day) => day / perDay);
  const frequencies = Math.floor(MOST_ANSWERS / days);
  const ask = (x: number, T: number): number => whileAlive(p, x, T, ahead);
  let answers: Float64Array = length < MANY_ROWS ? new Float64Array(0) : answersOfMany(view, times, p, ask);
  for (let i = 0; i < length; ) {
    i = fillFrom(i, view, perDay, times, frequencies, ask, answers, out);
    if (i < length) {
      answers = lengthened(answers, ((frequency[i] as number) + 1) * days, frequencies * days);
    }
  }
}

/**
 * Fills rows from the one given on, to the first whose answer the table has no room for: the next to fill.
 *
 * A loop that puts a longer table in the place of its own would take three times as long for every row.
 */
function fillFrom(
  from: number,
  { frequency, age, length }: HistoryView,
  perDay: number,
  times: Float64Array,
  frequencies: number,
  ask: (x: number, T: number) => number,
  answers: Float64Array,
  out: Float64Array,
): number {
  const days = times.length;
  for (let i = from; i < length; i += 1) {
    const x = frequency[i] as number;
    const T = age[i] as number;
    const day = (T * perDay + 0.5) | 0;
    if (x < frequencies && times[day] === T) {
      const slot = Math.imul(x, days) + day;
      if (slot >= answers.length) return i;
      let answer = answers[slot] as number;
      if (Number.isNaN(answer)) {
        answer = ask(x, T);
        answers[slot] = answer;
      }
      out[i] = shareOf(answer, out[i] as number);
    } else if (!Number.isNaN(x)) {
      out[i] = shareOf(ask(x, T), out[i] as number);
    }
  }
  return length;
}

/** From so many rows on, answers are interpolated between ages. */
const MANY_ROWS = 10_000;

/** Rows of one frequency that are worth an interpolation. */
const MANY_OF_ONE = 100;

/** Rows that are looked at to see which frequencies have so many. */
const LOOKED_AT = 20_000;

/**
 * The answers of the frequencies that many rows share, at every day from the youngest to the oldest age.
 * Which they are, and how young, is judged by a part of the rows: others are answered one by one.
 */
function answersOfMany(
  { frequency, age, length }: HistoryView,
  times: Float64Array,
  p: Float64Array,
  ask: (x: number, T: number) => number,
): Float64Array {
  const days = times.length;
  const counts = new Int32Array(Math.min(1024, Math.floor(MOST_ANSWERS / days)));
  let youngest = Number.POSITIVE_INFINITY;
  // in runs of neighbours, which are read together
  const stride = Math.max(1, Math.floor(length / LOOKED_AT));
  for (let i = 0; i < length; i += (i & 63) === 63 ? 1 + 64 * (stride - 1) : 1) {
    const x = frequency[i] as number;
    if (x < counts.length) counts[x] = (counts[x] as number) + 1;
    if ((age[i] as number) < youngest) youngest = age[i] as number;
  }
  const many = Array.from(counts.keys()).filter((x) => stride * (counts[x] as number) >= MANY_OF_ONE);
  const answers = new Float64Array(((many[many.length - 1] ?? -1) + 1) * days).fill(Number.NaN);
  const from = times.findIndex((t) => t >= youngest);
  const plan = planInterpolation(p[1] as number, times.subarray(from));
  if (plan === null) return answers;
  for (const x of many) {
    const row = answers.subarray(x * days + from, (x + 1) * days);
    // where the interpolation fails the row stays unknown, to be filled one by one
    if (!interpolateAges(plan, (T) => ask(x, T), row)) row.fill(Number.NaN);
  }
  return answers;
}

/** A copy with room for more, unknown in the new part; it at least doubles, up to `most`. */
function lengthened(answers: Float64Array, needed: number, most: number): Float64Array {
  const longer = new Float64Array(Math.min(most, Math.max(needed, 2 * answers.length))).fill(Number.NaN);
  longer.set(answers);
  return longer;
}

/** A quantity of the living, over all: infinite stays infinite, however small the chance. */
export function shareOf(value: number, oddsLeft: number): number {
  return value === Number.POSITIVE_INFINITY ? value : value / (1 + oddsLeft);
}
