/**
 * What MBG/CNBD-k says about customers. Every answer is exact for any `k`, and depends on the customer alone.
 *
 * @module
 */
import type { TimeUnit } from "../../core/types.ts";
import {
  cnbdAliveOf,
  cnbdCountProbabilityOf,
  cnbdCountProbabilityOfNew,
  cnbdDiscountedOf,
  cnbdExpectedOf,
  cnbdExpectedOfNew,
  cnbdWaitingOf,
} from "../cnbd-k/cnbd-answers.ts";
import { cnbdSum } from "../cnbd-k/cnbd-model.ts";
import type { CnbdKParameters } from "../cnbd-k/parameters.ts";
import type { RegularHistory } from "../cnbd-k/read-regular.ts";
import type {
  AliveOptions,
  DiscountOptions,
  HorizonOptions,
  ModelInput,
  NextPurchaseOptions,
  RepeatHistory,
  Timed,
} from "../types.ts";
import { mbgCnbdKModel } from "./mbg-cnbd-k-model.ts";

/** What the functions here take as a model: a fitted one, or `{ parameters }`. */
export type MbgCnbdKInput<U extends TimeUnit = TimeUnit> = ModelInput<"mbgCnbdK", CnbdKParameters, U>;

/**
 * The weighted log-likelihood of histories, their gaps included. Rows that are not known count nothing.
 *
 * @throws A {@link ScoringError} with `missing`, `not_finite` or `out_of_range` for parameters, and as rows
 * are refused.
 * @example
 * ```ts
 * const row = { frequency: 2, recency: 30.43, age: 38.86, sumLogGaps: Math.log(14) + Math.log(16.43) };
 * logLikelihood({ k: 2, r: 0.9, alpha: 4.1, a: 0.8, b: 2.4 }, [row]); // => -8.5081…
 * ```
 * @see Reutterer, Platzer and Schroeder (2020), Leveraging purchase regularity for predicting customer behavior
 * the easy way, International Journal of Research in Marketing.
 */
export function logLikelihood(parameters: CnbdKParameters, rows: Timed<RegularHistory, TimeUnit>): number {
  return cnbdSum(mbgCnbdKModel, parameters, rows);
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
 * const model = { parameters: { k: 2, r: 0.9, alpha: 4.1, a: 0.8, b: 2.4 } };
 * const rows = [{ frequency: 2, recency: 30.43, age: 38.86 }];
 * probabilityAlive(model, rows); // => [0.7871…]
 * probabilityAlive(model, rows, { after: 26 }); // => [0.6491…]
 * ```
 * @see Reutterer, Platzer and Schroeder (2020), Leveraging purchase regularity for predicting customer behavior
 * the easy way, International Journal of Research in Marketing.
 */
export function probabilityAlive<U extends TimeUnit>(
  model: MbgCnbdKInput<U>,
  rows: Timed<RepeatHistory, NoInfer<U>>,
  options: AliveOptions = {},
): Float64Array {
  return cnbdAliveOf(mbgCnbdKModel, model, rows, options);
}

/**
 * Expected purchases of each customer within a horizon after the observation; NaN where a row is not known.
 *
 * The published formula is that of `k = 1`, with all customers of a call scaled by one factor; this one averages
 * over the stages that the customer may have passed since the last purchase, and needs no factor.
 *
 * @throws A {@link ScoringError} as models, rows and horizons are refused.
 * @example
 * ```ts
 * const model = { parameters: { k: 2, r: 0.9, alpha: 4.1, a: 0.8, b: 2.4 } };
 * const rows = [{ frequency: 2, recency: 30.43, age: 38.86 }];
 * expectedPurchases(model, rows, { horizon: 39 }); // => [1.6667…]
 * ```
 */
export function expectedPurchases<U extends TimeUnit>(
  model: MbgCnbdKInput<U>,
  rows: Timed<RepeatHistory, NoInfer<U>>,
  options: HorizonOptions,
): Float64Array {
  return cnbdExpectedOf(mbgCnbdKModel, model, rows, options);
}

/**
 * Expected repeat purchases of a new customer within a horizon after the first purchase.
 *
 * @throws A {@link ScoringError} as models and horizons are refused.
 * @example
 * ```ts
 * expectedPurchasesNewCustomer({ parameters: { k: 2, r: 0.9, alpha: 4.1, a: 0.8, b: 2.4 } }, { horizon: 52 }); // => 2.3664…
 * ```
 */
export function expectedPurchasesNewCustomer<U extends TimeUnit>(
  model: MbgCnbdKInput<U>,
  options: HorizonOptions,
): number {
  return cnbdExpectedOfNew(mbgCnbdKModel, model, options);
}

/**
 * The chance that a new customer makes exactly `count` repeat purchases within a horizon after the first.
 *
 * @throws A {@link ScoringError} as models, counts and horizons are refused.
 * @example
 * ```ts
 * purchaseCountProbability({ parameters: { k: 2, r: 0.9, alpha: 4.1, a: 0.8, b: 2.4 } }, 0, { horizon: 39 }); // => 0.4137…
 * ```
 */
export function purchaseCountProbability<U extends TimeUnit>(
  model: MbgCnbdKInput<U>,
  count: number,
  options: HorizonOptions,
): number {
  return cnbdCountProbabilityOfNew(mbgCnbdKModel, model, count, options);
}

/**
 * The chance that each customer makes exactly `count` purchases within a horizon after the observation; NaN
 * where a row is not known.
 *
 * @throws A {@link ScoringError} as models, rows, counts and horizons are refused.
 * @example
 * ```ts
 * const model = { parameters: { k: 2, r: 0.9, alpha: 4.1, a: 0.8, b: 2.4 } };
 * const rows = [{ frequency: 2, recency: 30.43, age: 38.86 }];
 * conditionalPurchaseCountProbability(model, rows, 1, { horizon: 39 }); // => [0.2494…]
 * ```
 */
export function conditionalPurchaseCountProbability<U extends TimeUnit>(
  model: MbgCnbdKInput<U>,
  rows: Timed<RepeatHistory, NoInfer<U>>,
  count: number,
  options: HorizonOptions,
): Float64Array {
  return cnbdCountProbabilityOf(mbgCnbdKModel, model, rows, count, options);
}

/**
 * The chance that each customer buys nothing within a horizon after the observation, having left or not; NaN
 * where a row is not known.
 *
 * @throws A {@link ScoringError} as models, rows and horizons are refused.
 * @example
 * ```ts
 * const model = { parameters: { k: 2, r: 0.9, alpha: 4.1, a: 0.8, b: 2.4 } };
 * const rows = [{ frequency: 2, recency: 30.43, age: 38.86 }];
 * noPurchaseProbability(model, rows, { horizon: 39 }); // => [0.2777…]
 * ```
 */
export function noPurchaseProbability<U extends TimeUnit>(
  model: MbgCnbdKInput<U>,
  rows: Timed<RepeatHistory, NoInfer<U>>,
  options: HorizonOptions,
): Float64Array {
  return cnbdCountProbabilityOf(mbgCnbdKModel, model, rows, 0, options);
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
 * const model = { parameters: { k: 2, r: 0.9, alpha: 4.1, a: 0.8, b: 2.4 } };
 * const rows = [{ frequency: 2, recency: 30.43, age: 38.86 }];
 * discountedExpectedTransactions(model, rows, { continuousRate: 0.002 }); // => [8.2785…]
 * ```
 */
export function discountedExpectedTransactions<U extends TimeUnit>(
  model: MbgCnbdKInput<U>,
  rows: Timed<RepeatHistory, NoInfer<U>>,
  options: DiscountOptions,
): Float64Array {
  return cnbdDiscountedOf(mbgCnbdKModel, model, rows, options);
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
 * const model = { parameters: { k: 2, r: 0.9, alpha: 4.1, a: 0.8, b: 2.4 } };
 * const rows = [{ frequency: 2, recency: 30.43, age: 38.86 }];
 * nextPurchase(model, rows, { probability: 0.25 }); // => [5.4593…]
 * ```
 */
export function nextPurchase<U extends TimeUnit>(
  model: MbgCnbdKInput<U>,
  rows: Timed<RepeatHistory, NoInfer<U>>,
  options: NextPurchaseOptions = {},
): Float64Array {
  return cnbdWaitingOf(mbgCnbdKModel, model, rows, options);
}
