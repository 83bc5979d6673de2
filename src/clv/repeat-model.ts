/**
 * The shape that every model of repeat purchases has, and the columns that all of them are asked for.
 *
 * Each model gives the odds of having left, and what a customer who is alive will do; everything public is
 * one of these over the other. A new customer is one with no repeat purchase at age 0.
 *
 * @module
 */
import { DAYS_PER_UNIT } from "../calendar/duration.ts";
import { checkNumber } from "../core/check-options.ts";
import type { TimeUnit } from "../core/types.ts";
import { roundingError } from "../math/sums.ts";
import { interpolateAges, planInterpolation } from "./interpolate-ages.ts";
import { type HistoryView, oldestAge, readHistories, readWeights } from "./read-histories.ts";
import { type ModelView, readHorizon, readModel, readParameters } from "./read-model.ts";

/**
 * What is asked of a customer who is alive at age `T` after `x` repeat purchases: `ahead` is a horizon, a
 * rate or a chance, by the question; `p` the parameters in order.
 */
export type WhileAlive = (p: Float64Array, x: number, T: number, ahead: number) => number;

/** A model of repeat purchases, as numeric functions. */
export interface RepeatModel {
  /** The namespace's name. */
  readonly kind: string;
  /** Names of the parameters, in the order of `p`. */
  readonly names: readonly string[];
  /** The log-likelihood of a customer. */
  readonly logLikelihood: (p: Float64Array, x: number, tx: number, T: number) => number;
  /** `P(left) / P(alive)` at age `T`; may be infinite. */
  readonly oddsLeft: (p: Float64Array, x: number, tx: number, T: number) => number;
  /** The same for all rows at once, where that is faster; false where it is not. */
  readonly fillOddsLeft?: (p: Float64Array, view: HistoryView, out: Float64Array) => boolean;
  /** Expected purchases within a horizon. */
  readonly expected: WhileAlive;
  /** The same at several horizons in rising order, into `out`, where that is faster than one by one. */
  readonly expectedAt?: (
    p: Float64Array,
    x: number,
    T: number,
    horizons: Float64Array,
    out: Float64Array,
  ) => void;
  /** The chance to be alive at the end of a horizon. */
  readonly survival: WhileAlive;
  /** The horizon within which the chance to buy at all reaches a level; NaN where it never does. */
  readonly waitingTime: WhileAlive;
  /** Purchases over the whole future, discounted at a continuous rate. */
  readonly discounted: WhileAlive;
  /** The chance of exactly `n` purchases within a horizon. */
  readonly count: (p: Float64Array, n: number, x: number, T: number, t: number) => number;
}

/** Rows and model of one call, read and checked. */
export interface Scoring {
  readonly p: Float64Array;
  readonly view: HistoryView;
  readonly timeUnit: TimeUnit | undefined;
}

/** Reads the rows, then the model that must suit them. */
export function readScoring(repeatModel: RepeatModel, model: unknown, rows: unknown): Scoring {
  const view = readHistories(rows);
  const { parameters, timeUnit } = readModel(model, repeatModel.kind, repeatModel.names, view.timeUnit);
  return { p: parameters, view, timeUnit };
}

/** A horizon that may be left out, as 0. */
export function readOptionalHorizon(horizon: unknown, unit: TimeUnit | undefined, name: string): number {
  return horizon === undefined ? 0 : readHorizon(horizon, unit, ["options", name]);
}

/** A count of purchases: a whole number of at least 0. */
export function readCount(count: unknown): number {
  return checkNumber(count, ["count"], { min: 0, max: 1e9, integer: true });
}

/** The weighted sum of the log-likelihoods. Rows that are not known count nothing. */
export function sumLogLikelihood(model: RepeatModel, parameters: unknown, rows: unknown): number {
  const { frequency, recency, age, length, input } = readHistories(rows);
  const weights = readWeights(input);
  const p = readParameters(parameters, model.names, ["parameters"]);
  let sum = 0;
  let rest = 0;
  for (let i = 0; i < length; i += 1) {
    const x = frequency[i] as number;
    const weight = weights === null ? 1 : (weights[i] as number);
    if (Number.isNaN(x) || weight === 0) continue;
    const term = weight * model.logLikelihood(p, x, recency[i] as number, age[i] as number);
    rest += roundingError(sum, term); // over millions the sum keeps its digits
    sum += term;
  }
  return sum + rest;
}

/** The odds of having left, of every row; NaN where the row is not known. */
export function oddsLeftColumn(model: RepeatModel, { p, view }: Scoring): Float64Array {
  const { frequency, recency, age, length } = view;
  const odds = new Float64Array(length);
  if (model.fillOddsLeft?.(p, view, odds)) return odds;
  for (let i = 0; i < length; i += 1) {
    const x = frequency[i] as number;
    odds[i] = Number.isNaN(x) ? Number.NaN : model.oddsLeft(p, x, recency[i] as number, age[i] as number);
  }
  return odds;
}

/** The chance to be alive, of every row, at the end of the observation and `after` it. */
export function aliveColumn(model: RepeatModel, scoring: Scoring, after: number): Float64Array {
  if (after > 0) return aheadColumn(model, scoring, model.survival, after);
  const odds = oddsLeftColumn(model, scoring);
  for (let i = 0; i < odds.length; i += 1) odds[i] = 1 / (1 + (odds[i] as number));
  return odds;
}

/**
 * `P(alive)` times what a customer who is alive does. That does not depend on the last purchase, so that
 * equal frequencies and ages are computed once.
 */
export function aheadColumn(
  model: RepeatModel,
  scoring: Scoring,
  whileAlive: WhileAlive,
  ahead: number,
): Float64Array {
  const { p, view, timeUnit } = scoring;
  const out = oddsLeftColumn(model, scoring);
  const perDay = DAYS_PER_UNIT[timeUnit ?? "week"];
  if (view.length < FEWEST_ROWS) fillEach(view, 0, p, whileAlive, ahead, out);
  else fillByDay(view, perDay, p, whileAlive, ahead, out);
  return out;
}

/** Fewer rows than this are done one by one. */
const FEWEST_ROWS = 64;

/** Answers that are remembered: 16 MB of them. */
const MOST_ANSWERS = 2_000_000;

function fillEach(
  { frequency, age, length }: HistoryView,
  from: number,
  p: Float64Array,
  whileAlive: WhileAlive,
  ahead: number,
  out: Float64Array,
): void {
  for (let i = from; i < length; i += 1) {
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
  const { frequency, age, length } = view;
  const days = Math.min(Math.round(oldestAge(age) * perDay) + 1, MOST_ANSWERS);
  const times = Float64Array.from({ length: days }, (_, day) => day / perDay);
  const frequencies = Math.floor(MOST_ANSWERS / days);
  let answers: Float64Array =
    length < MANY_ROWS ? new Float64Array(0) : answersOfMany(view, times, p, whileAlive, ahead);
  for (let i = 0; i < length; i += 1) {
    const x = frequency[i] as number;
    const T = age[i] as number;
    const day = (T * perDay + 0.5) | 0;
    if (x < frequencies && times[day] === T) {
      const slot = x * days + day;
      if (slot >= answers.length) answers = lengthened(answers, (x + 1) * days, frequencies * days);
      let answer = answers[slot] as number;
      if (Number.isNaN(answer)) {
        answer = whileAlive(p, x, T, ahead);
        answers[slot] = answer;
      }
      out[i] = shareOf(answer, out[i] as number);
    } else if (!Number.isNaN(x)) {
      out[i] = shareOf(whileAlive(p, x, T, ahead), out[i] as number);
    }
  }
}

/** From so many rows on, answers are interpolated between ages. */
const MANY_ROWS = 10_000;

/** Rows of one frequency that are worth an interpolation. */
const MANY_OF_ONE = 100;

/** The answers of the frequencies that many rows share, at every day from the youngest to the oldest age. */
function answersOfMany(
  { frequency, age, length }: HistoryView,
  times: Float64Array,
  p: Float64Array,
  whileAlive: WhileAlive,
  ahead: number,
): Float64Array {
  const days = times.length;
  const counts = new Int32Array(Math.min(1024, Math.floor(MOST_ANSWERS / days)));
  let youngest = Number.POSITIVE_INFINITY;
  for (let i = 0; i < length; i += 1) {
    const x = frequency[i] as number;
    if (x < counts.length) counts[x] = (counts[x] as number) + 1;
    if ((age[i] as number) < youngest) youngest = age[i] as number;
  }
  const many = Array.from(counts.keys()).filter((x) => (counts[x] as number) >= MANY_OF_ONE);
  const answers = new Float64Array(((many[many.length - 1] ?? -1) + 1) * days).fill(Number.NaN);
  const from = times.findIndex((t) => t >= youngest);
  const plan = planInterpolation(p[1] as number, times.subarray(from));
  if (plan === null) return answers;
  for (const x of many) {
    const row = answers.subarray(x * days + from, (x + 1) * days);
    // where the interpolation fails the row stays unknown, to be filled one by one
    if (!interpolateAges(plan, (T) => whileAlive(p, x, T, ahead), row)) row.fill(Number.NaN);
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

/** `P(X = n)` within a horizon, of every row. */
export function countColumn(model: RepeatModel, scoring: Scoring, n: number, t: number): Float64Array {
  const counting: WhileAlive = (p, x, T) => model.count(p, n, x, T, t);
  if (n > 0) return aheadColumn(model, scoring, counting, t);
  return noPurchaseColumn(model, scoring, t);
}

/** The chance of no purchase within a horizon, of every row: left, or alive without one. */
export function noPurchaseColumn(model: RepeatModel, scoring: Scoring, t: number): Float64Array {
  const { p, view } = scoring;
  const out = oddsLeftColumn(model, scoring);
  for (let i = 0; i < out.length; i += 1) {
    const odds = out[i] as number;
    if (Number.isNaN(odds)) continue;
    const none = model.count(p, 0, view.frequency[i] as number, view.age[i] as number, t);
    out[i] = odds === Number.POSITIVE_INFINITY ? 1 : (odds + none) / (1 + odds);
  }
  return out;
}

/**
 * The horizon within which the chance of a purchase reaches `probability`, of every row; NaN where it never
 * does.
 */
export function waitingColumn(model: RepeatModel, scoring: Scoring, probability: number): Float64Array {
  const { p, view } = scoring;
  const out = oddsLeftColumn(model, scoring);
  for (let i = 0; i < out.length; i += 1) {
    const needed = probability * (1 + (out[i] as number)); // of the living
    out[i] =
      needed < 1
        ? model.waitingTime(p, view.frequency[i] as number, view.age[i] as number, needed)
        : Number.NaN;
  }
  return out;
}

/** A quantity of one new customer: no repeat purchase, age 0. */
export function ofNewCustomer(
  model: RepeatModel,
  { parameters }: ModelView,
  whileAlive: WhileAlive,
  ahead: number,
): number {
  return shareOf(whileAlive(parameters, 0, 0, ahead), model.oddsLeft(parameters, 0, 0, 0));
}

/** `P(X = n)` within a horizon, of one new customer. */
export function countOfNewCustomer(
  model: RepeatModel,
  { parameters }: ModelView,
  n: number,
  t: number,
): number {
  const odds = model.oddsLeft(parameters, 0, 0, 0);
  const alive = model.count(parameters, n, 0, 0, t);
  return (n === 0 ? odds + alive : alive) / (1 + odds);
}
