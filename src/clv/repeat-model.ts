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
import { type HistoryView, readHistories, readWeights } from "./read-histories.ts";
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
  /** The chance to be alive at the end of a horizon. */
  readonly survival: WhileAlive;
  /** The chance to buy at all within a horizon. */
  readonly anyPurchase: WhileAlive;
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

/** Answers that are remembered in {@link aheadColumn}, each after its frequency and age; a power of two. */
const SLOTS = 1 << 16;

/**
 * `P(alive)` times what a customer who is alive does. That does not depend on the last purchase, so that
 * equal frequencies and ages are computed once; the memory is bounded, and an answer never depends on what
 * else is in it.
 */
export function aheadColumn(
  model: RepeatModel,
  scoring: Scoring,
  whileAlive: WhileAlive,
  ahead: number,
): Float64Array {
  const { p, view, timeUnit } = scoring;
  const { frequency, age, length } = view;
  const out = oddsLeftColumn(model, scoring);
  const slots = length < 64 ? 1 : SLOTS;
  const perDay = DAYS_PER_UNIT[timeUnit ?? "week"];
  const memory = new Float64Array(4 * slots).fill(-1);
  for (let i = 0; i < length; i += 1) {
    const x = frequency[i] as number;
    const T = age[i] as number;
    const slot = 4 * ((x * 547 + T * perDay + 0.5) & (slots - 1));
    if (memory[slot] !== x || memory[slot + 1] !== T) {
      if (Number.isNaN(x)) continue; // the odds are NaN already
      memory[slot] = x;
      memory[slot + 1] = T;
      memory[slot + 2] = whileAlive(p, x, T, ahead);
    }
    out[i] = shareOf(memory[slot + 2] as number, out[i] as number);
  }
  return out;
}

/** A quantity of the living, over all: infinite stays infinite, however small the chance. */
function shareOf(value: number, oddsLeft: number): number {
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
