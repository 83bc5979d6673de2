/**
 * What MBG/NBD says about customers.
 *
 * @module
 */
import type { TimeUnit } from "../../core/types.ts";
import {
  aliveOf,
  countProbabilityOf,
  countProbabilityOfNew,
  discountedOf,
  expectedOf,
  expectedOfNew,
  noPurchaseOf,
  waitingOf,
} from "../repeat-answers.ts";
import { sumLogLikelihood } from "../repeat-model.ts";
import type {
  AliveOptions,
  CovariateModelInput,
  DiscountOptions,
  HorizonOptions,
  LikelihoodOptions,
  NewCustomerOptions,
  NextPurchaseOptions,
  RepeatHistory,
  Timed,
} from "../types.ts";
import { mbgNbdModel } from "./mbg-nbd-model.ts";
import type { MbgNbdParameters } from "./parameters.ts";

/** What the functions here take as a model: a fitted one, or `{ parameters }`. */
export type MbgNbdInput<U extends TimeUnit = TimeUnit> = CovariateModelInput<"mbgNbd", MbgNbdParameters, U>;

/**
 * The weighted log-likelihood of histories. Rows that are not known count nothing.
 *
 * @throws A {@link ScoringError} with `missing`, `not_finite` or `out_of_range` for parameters, and as rows
 * are refused.
 * @example
 * ```ts
 * logLikelihood({ r: 0.525, alpha: 6.183, a: 0.891, b: 1.614 }, [{ frequency: 2, recency: 30.43, age: 38.86 }]); // => -9.4855…
 * ```
 * @see Batislam, Denizel and Filiztekin (2007), Empirical validation and comparison of models for customer base
 * analysis, International Journal of Research in Marketing 24(3).
 */
export function logLikelihood(
  parameters: MbgNbdParameters,
  rows: Timed<RepeatHistory, TimeUnit>,
  options: LikelihoodOptions = {},
): number {
  return sumLogLikelihood(mbgNbdModel, parameters, rows, options);
}

/**
 * The chance that each customer is alive at the end of the observation, or `after` it; NaN where a row is not
 * known.
 *
 * A customer without a repeat purchase may have left after the first one.
 *
 * @throws A {@link ScoringError} as models, rows and horizons are refused.
 * @example
 * ```ts
 * const model = { parameters: { r: 0.525, alpha: 6.183, a: 0.891, b: 1.614 } };
 * const rows = [{ frequency: 2, recency: 30.43, age: 38.86 }];
 * probabilityAlive(model, rows); // => [0.7062…]
 * probabilityAlive(model, rows, { after: 26 }); // => [0.5767…]
 * ```
 */
export function probabilityAlive<U extends TimeUnit>(
  model: MbgNbdInput<U>,
  rows: Timed<RepeatHistory, NoInfer<U>>,
  options: AliveOptions = {},
): Float64Array {
  return aliveOf(mbgNbdModel, model, rows, options);
}

/**
 * Expected purchases of each customer within a horizon after the observation; NaN where a row is not known.
 *
 * @throws A {@link ScoringError} as models, rows and horizons are refused.
 * @example
 * ```ts
 * const model = { parameters: { r: 0.525, alpha: 6.183, a: 0.891, b: 1.614 } };
 * const rows = [{ frequency: 2, recency: 30.43, age: 38.86 }];
 * expectedPurchases(model, rows, { horizon: 39 }); // => [1.2629…]
 * ```
 */
export function expectedPurchases<U extends TimeUnit>(
  model: MbgNbdInput<U>,
  rows: Timed<RepeatHistory, NoInfer<U>>,
  options: HorizonOptions,
): Float64Array {
  return expectedOf(mbgNbdModel, model, rows, options);
}

/**
 * Expected repeat purchases of a new customer within a horizon after the first purchase.
 *
 * @throws A {@link ScoringError} as models and horizons are refused.
 * @example
 * ```ts
 * const model = { parameters: { r: 0.525, alpha: 6.183, a: 0.891, b: 1.614 }, timeUnit: "week" as const };
 * expectedPurchasesNewCustomer(model, { horizon: 52 }); // => 1.4197…
 * expectedPurchasesNewCustomer(model, { horizon: { years: 1 } }); // => 1.4227…
 * ```
 */
export function expectedPurchasesNewCustomer<U extends TimeUnit>(
  model: MbgNbdInput<U>,
  options: NewCustomerOptions,
): number {
  return expectedOfNew(mbgNbdModel, model, options);
}

/**
 * The chance that a new customer makes exactly `count` repeat purchases within a horizon after the first.
 *
 * @throws A {@link ScoringError} as models, counts and horizons are refused.
 * @example
 * ```ts
 * const model = { parameters: { r: 0.525, alpha: 6.183, a: 0.891, b: 1.614 } };
 * purchaseCountProbability(model, 0, { horizon: 39 }); // => 0.5824…
 * ```
 */
export function purchaseCountProbability<U extends TimeUnit>(
  model: MbgNbdInput<U>,
  count: number,
  options: NewCustomerOptions,
): number {
  return countProbabilityOfNew(mbgNbdModel, model, count, options);
}

/**
 * The chance that each customer makes exactly `count` purchases within a horizon after the observation; NaN
 * where a row is not known.
 *
 * @throws A {@link ScoringError} as models, rows, counts and horizons are refused.
 * @example
 * ```ts
 * const model = { parameters: { r: 0.525, alpha: 6.183, a: 0.891, b: 1.614 } };
 * const rows = [{ frequency: 2, recency: 30.43, age: 38.86 }];
 * conditionalPurchaseCountProbability(model, rows, 1, { horizon: 39 }); // => [0.2342…]
 * ```
 */
export function conditionalPurchaseCountProbability<U extends TimeUnit>(
  model: MbgNbdInput<U>,
  rows: Timed<RepeatHistory, NoInfer<U>>,
  count: number,
  options: HorizonOptions,
): Float64Array {
  return countProbabilityOf(mbgNbdModel, model, rows, count, options);
}

/**
 * The chance that each customer buys nothing within a horizon after the observation, having left or not; NaN
 * where a row is not known.
 *
 * @throws A {@link ScoringError} as models, rows and horizons are refused.
 * @example
 * ```ts
 * const model = { parameters: { r: 0.525, alpha: 6.183, a: 0.891, b: 1.614 } };
 * const rows = [{ frequency: 2, recency: 30.43, age: 38.86 }];
 * noPurchaseProbability(model, rows, { horizon: 39 }); // => [0.4400…]
 * ```
 */
export function noPurchaseProbability<U extends TimeUnit>(
  model: MbgNbdInput<U>,
  rows: Timed<RepeatHistory, NoInfer<U>>,
  options: HorizonOptions,
): Float64Array {
  return noPurchaseOf(mbgNbdModel, model, rows, options);
}

/**
 * Expected purchases of each customer over the whole future, each discounted to the end of the observation
 * (DERT); NaN where a row is not known, infinite where the sum is.
 *
 * @param options - `discountRate` per year, or `continuousRate` per model time unit.
 * @throws A {@link ScoringError} as models and rows are refused; `missing` or `conflict` unless exactly one
 * rate is given.
 * @example
 * ```ts
 * const model = { parameters: { r: 0.525, alpha: 6.183, a: 0.891, b: 1.614 }, timeUnit: "week" as const };
 * const rows = [{ frequency: 2, recency: 30.43, age: 38.86 }];
 * discountedExpectedTransactions(model, rows, { discountRate: 0.15 }); // => [4.9334…]
 * ```
 * @see Fader, Hardie and Lee (2005), RFM and CLV: using iso-value curves for customer base analysis, Journal
 * of Marketing Research 42(4).
 */
export function discountedExpectedTransactions<U extends TimeUnit>(
  model: MbgNbdInput<U>,
  rows: Timed<RepeatHistory, NoInfer<U>>,
  options: DiscountOptions,
): Float64Array {
  return discountedOf(mbgNbdModel, model, rows, options);
}

/**
 * How long after the observation each customer will have bought again with the given probability, in model
 * time units; NaN where that is never reached (the customer has more likely left) and where a row is not
 * known.
 *
 * @throws A {@link ScoringError} as models and rows are refused; `out_of_range` for a probability outside 0
 * to 1.
 * @example
 * ```ts
 * const model = { parameters: { r: 0.525, alpha: 6.183, a: 0.891, b: 1.614 } };
 * const rows = [{ frequency: 2, recency: 30.43, age: 38.86 }];
 * nextPurchase(model, rows, { probability: 0.5 }); // => [28.3009…]
 * ```
 */
export function nextPurchase<U extends TimeUnit>(
  model: MbgNbdInput<U>,
  rows: Timed<RepeatHistory, NoInfer<U>>,
  options: NextPurchaseOptions = {},
): Float64Array {
  return waitingOf(mbgNbdModel, model, rows, options);
}
