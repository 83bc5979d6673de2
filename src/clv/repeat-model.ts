/**
 * The shape that every model of repeat purchases has, and the columns that all of them are asked for.
 *
 * Each model gives the odds of having left, and what a customer who is alive will do; everything public is
 * one of these over the other. A new customer is one with no repeat purchase at age 0.
 *
 * @module
 */
import { checkNumber, checkOptions } from "../core/check-options.ts";
import type { TimeUnit } from "../core/types.ts";
import { roundingError } from "../math/sums.ts";
import { fillAhead, shareOf } from "./answers-by-day.ts";
import { parametersOfOne, readEffects, splitByCovariates } from "./covariates/split-by-covariates.ts";
import { readHistories, readWeights } from "./read-histories.ts";
import { type ModelView, readHorizon, readModel, readParameters } from "./read-model.ts";
import type { RepeatModel, Scoring, WhileAlive } from "./scoring.ts";
import { bySplit } from "./split.ts";
import type { LikelihoodOptions, NewCustomerOptions } from "./types.ts";

export type { RepeatModel, Scoring, WhileAlive } from "./scoring.ts";

/** Reads the rows, then the model that must suit them. */
export function readScoring(repeatModel: RepeatModel, model: unknown, rows: unknown): Scoring {
  const view = readHistories(rows);
  const { parameters, timeUnit } = readModel(model, repeatModel.kind, repeatModel.names, view.timeUnit);
  const effects = readEffects(model, repeatModel, ["model"]);
  if (effects === null) return { p: parameters, view, timeUnit };
  const split = splitByCovariates(view.input, effects, repeatModel);
  return { p: Float64Array.of(...parameters, ...effects.map((e) => e.coefficient)), view, timeUnit, split };
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
export function sumLogLikelihood(
  model: RepeatModel,
  parameters: unknown,
  rows: unknown,
  options: LikelihoodOptions = {},
): number {
  options = checkOptions(options, ["covariates"]);
  readParameters(parameters, model.names, ["parameters"]);
  const scoring = readScoring(model, { ...options, parameters }, rows);
  const weights = readWeights(scoring.view.input);
  const terms = bySplit(scoring, ({ p, view }) => {
    const { frequency, recency, age } = view;
    return frequency.map((x, i) =>
      Number.isNaN(x) ? x : model.logLikelihood(p, x, recency[i] as number, age[i] as number),
    );
  });
  let sum = 0;
  let rest = 0;
  for (let i = 0; i < terms.length; i += 1) {
    const weight = weights === null ? 1 : (weights[i] as number);
    if (Number.isNaN(terms[i] as number) || weight === 0) continue;
    const term = weight * (terms[i] as number);
    rest += roundingError(sum, term); // over millions the sum keeps its digits
    sum += term;
  }
  return sum + rest;
}

/** The odds of having left, of every row that shares its parameters; NaN where the row is not known. */
function oddsLeftColumn(model: RepeatModel, { p, view }: Scoring): Float64Array {
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
  return bySplit(scoring, (one) => {
    const odds = oddsLeftColumn(model, one);
    for (let i = 0; i < odds.length; i += 1) odds[i] = 1 / (1 + (odds[i] as number));
    return odds;
  });
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
  return bySplit(scoring, (one) => {
    const out = oddsLeftColumn(model, one);
    fillAhead(one.view, one.timeUnit, one.p, whileAlive, ahead, out);
    return out;
  });
}

/** `P(X = n)` within a horizon, of every row. */
export function countColumn(model: RepeatModel, scoring: Scoring, n: number, t: number): Float64Array {
  const counting: WhileAlive = (p, x, T) => model.count(p, n, x, T, t);
  if (n > 0) return aheadColumn(model, scoring, counting, t);
  return noPurchaseColumn(model, scoring, t);
}

/** The chance of no purchase within a horizon, of every row: left, or alive without one. */
export function noPurchaseColumn(model: RepeatModel, scoring: Scoring, t: number): Float64Array {
  return bySplit(scoring, (one) => {
    const { p, view } = one;
    const out = oddsLeftColumn(model, one);
    for (let i = 0; i < out.length; i += 1) {
      const odds = out[i] as number;
      if (Number.isNaN(odds)) continue;
      const none = model.count(p, 0, view.frequency[i] as number, view.age[i] as number, t);
      out[i] = odds === Number.POSITIVE_INFINITY ? 1 : (odds + none) / (1 + odds);
    }
    return out;
  });
}

/**
 * The horizon within which the chance of a purchase reaches `probability`, of every row; NaN where it never
 * does.
 */
export function waitingColumn(model: RepeatModel, scoring: Scoring, probability: number): Float64Array {
  return bySplit(scoring, (one) => {
    const { p, view } = one;
    const out = oddsLeftColumn(model, one);
    for (let i = 0; i < out.length; i += 1) {
      const needed = probability * (1 + (out[i] as number)); // of the living
      out[i] =
        needed < 1
          ? model.waitingTime(p, view.frequency[i] as number, view.age[i] as number, needed)
          : Number.NaN;
    }
    return out;
  });
}

/** A model as it is for one new customer: with the covariates that the options give. */
export function readNewCustomer(
  repeatModel: RepeatModel,
  model: unknown,
  options: NewCustomerOptions,
): ModelView {
  const view = readModel(model, repeatModel.kind, repeatModel.names);
  const effects = readEffects(model, repeatModel, ["model"]);
  const parameters = parametersOfOne(view.parameters, effects, options.covariates, repeatModel);
  return { ...view, parameters };
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
