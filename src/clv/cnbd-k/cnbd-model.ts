/**
 * BG/CNBD-k and MBG/CNBD-k as models, and the columns that they are asked for.
 *
 * @module
 */
import { checkNumber } from "../../core/check-options.ts";
import type { TimeUnit } from "../../core/types.ts";
import { roundingError } from "../../math/sums.ts";
import type { FirstToss } from "../bg-nbd/likelihood.ts";
import { type HistoryView, readHistories, readWeights } from "../read-histories.ts";
import { type ModelView, readModel, readParameters } from "../read-model.ts";
import { cnbdCount, cnbdSurvival, cnbdWaiting } from "./ahead.ts";
import type { AtStage } from "./at-stage.ts";
import { type CnbdKVector, cnbdLogLikelihood, cnbdOddsLeft, stageChances } from "./likelihood.ts";
import { readRegular } from "./read-regular.ts";

/** One of the two models. */
export interface CnbdModel {
  readonly kind: string;
  readonly first: FirstToss;
}

/** Names of the parameters, in order. */
export const CNBD_NAMES: readonly ["k", "r", "alpha", "a", "b"] = ["k", "r", "alpha", "a", "b"];

/** Stages between two purchases, at most. */
export const MOST_K = 100;

/** Model, and rows where there are any, of one call, read and checked. */
export interface CnbdScoring {
  readonly first: FirstToss;
  readonly p: CnbdKVector;
  readonly view: HistoryView;
  readonly timeUnit: TimeUnit | undefined;
}

/** Reads the rows, then the model that must suit them. Predictions need no gaps: `k` says what they tell. */
export function readCnbdScoring(model: CnbdModel, given: unknown, rows: unknown): CnbdScoring {
  const view = readHistories(rows);
  return { first: model.first, view, ...readCnbdModel(model, given, view.timeUnit) };
}

/** Somebody who has just bought for the first time, as rows. */
const NEW_CUSTOMER = [{ frequency: 0, recency: 0, age: 0 }];

/** The same of a new customer. */
export function readNewCnbd(model: CnbdModel, given: unknown): CnbdScoring {
  return { first: model.first, view: readHistories(NEW_CUSTOMER), ...readCnbdModel(model, given) };
}

function readCnbdModel({ kind }: CnbdModel, given: unknown, unit?: TimeUnit | undefined) {
  const { parameters, timeUnit }: ModelView = readModel(given, kind, CNBD_NAMES, unit);
  return { p: checkK(parameters, ["model", "parameters", "k"]), timeUnit };
}

function checkK(parameters: Float64Array, path: readonly string[]): CnbdKVector {
  checkNumber(parameters[0], path, { min: 1, max: MOST_K, integer: true });
  return parameters as unknown as CnbdKVector;
}

/** The weighted sum of the log-likelihoods. Rows that are not known count nothing. */
export function cnbdSum({ first }: CnbdModel, parameters: unknown, rows: unknown): number {
  const { frequency, recency, age, logGaps, length, input } = readRegular(rows, undefined);
  const weights = readWeights(input);
  const p = checkK(readParameters(parameters, CNBD_NAMES, ["parameters"]), ["parameters", "k"]);
  let sum = 0;
  let rest = 0;
  for (let i = 0; i < length; i += 1) {
    const x = frequency[i] as number;
    const weight = weights === null ? 1 : (weights[i] as number);
    if (Number.isNaN(x) || weight === 0) continue;
    const term =
      weight * cnbdLogLikelihood(first, p, x, recency[i] as number, age[i] as number, logGaps[i] as number);
    rest += roundingError(sum, term);
    sum += term;
  }
  return sum + rest;
}

/** The odds of having left, of every row; NaN where it is not known. */
export function cnbdOdds({ first, p, view }: CnbdScoring): Float64Array {
  return view.frequency.map((x, i) =>
    Number.isNaN(x) ? x : cnbdOddsLeft(first, p, x, view.recency[i] as number, view.age[i] as number),
  );
}

/** Customers whose answers are remembered. */
const MOST_ANSWERS = 50_000;

/** What is asked of who is alive at a stage; `scale` is what horizons are divided by. */
export type AtEachStage = (at: AtStage, scale: number) => number;

/**
 * `P(alive)` times what a customer who is alive does, averaged over the stages that they may have passed. The
 * answers at the stages depend on frequency and age alone: equal ones are computed once, as long as they are
 * remembered.
 */
export function cnbdColumn(scoring: CnbdScoring, ask: AtEachStage): Float64Array {
  const { p, view } = scoring;
  const k = p[0];
  const alpha = p[2];
  const out = cnbdOdds(scoring);
  const chances = new Float64Array(k);
  const answers = new Map<number, Map<number, Float64Array>>();
  let remembered = 0;
  for (let i = 0; i < view.length; i += 1) {
    const x = view.frequency[i] as number;
    if (Number.isNaN(x)) continue;
    const T = view.age[i] as number;
    let stages = answers.get(x)?.get(T);
    if (stages === undefined) {
      if (remembered === MOST_ANSWERS) {
        answers.clear();
        remembered = 0;
      }
      stages = Float64Array.from({ length: k }, (_, stage) => ask(atStage(scoring, x, stage), alpha + T));
      const ofAges = answers.get(x) ?? new Map<number, Float64Array>();
      answers.set(x, ofAges.set(T, stages));
      remembered += 1;
    }
    const sum = stageChances(p, x, view.recency[i] as number, T, chances);
    let value = 0;
    for (let j = 0; j < k; j += 1) {
      // infinite stays infinite, however small the chance
      if ((chances[j] as number) > 0) value += ((chances[j] as number) / sum) * (stages[j] as number);
    }
    out[i] = value === Number.POSITIVE_INFINITY ? value : value / (1 + (out[i] as number));
  }
  return out;
}

function atStage({ first, p }: CnbdScoring, x: number, stage: number): AtStage {
  const [k, r, , a, b] = p;
  return { k, stage, shape: r + k * x + stage, a, b: b + x + first };
}

/** The chance to be alive `after` the observation, of every row. */
export function cnbdAlive(scoring: CnbdScoring, after: number): Float64Array {
  if (after === 0) return cnbdOdds(scoring).map((left) => 1 / (1 + left));
  // an average of ones may round to more than one
  return cnbdColumn(scoring, (at, scale) => cnbdSurvival(at, after / scale)).map((p) => Math.min(1, p));
}

/** `P(X = count)` within a horizon, of every row. */
export function cnbdCounts(scoring: CnbdScoring, count: number, horizon: number): Float64Array {
  const out = cnbdColumn(scoring, (at, scale) => cnbdCount(at, count, horizon / scale));
  if (count > 0) return out.map((chance) => Math.min(1, chance));
  const odds = cnbdOdds(scoring);
  // gone, with none
  return out.map((none, i) => {
    const left = odds[i] as number;
    return Math.min(1, none + (left === Number.POSITIVE_INFINITY ? 1 : left / (1 + left)));
  });
}

/** The horizon within which the chance of a purchase reaches `probability`, of every row; NaN where it never does. */
export function cnbdWaitingTimes(scoring: CnbdScoring, probability: number): Float64Array {
  const { p, view } = scoring;
  const [k, r, alpha] = p;
  const odds = cnbdOdds(scoring);
  const chances = new Float64Array(k);
  return odds.map((left, i) => {
    const needed = probability * (1 + left); // of the living
    if (!(needed < 1)) return Number.NaN;
    const x = view.frequency[i] as number;
    const T = view.age[i] as number;
    const sum = stageChances(p, x, view.recency[i] as number, T, chances);
    const shares = chances.map((chance) => chance / sum);
    return (alpha + T) * cnbdWaiting(shares, r + k * x, needed);
  });
}
