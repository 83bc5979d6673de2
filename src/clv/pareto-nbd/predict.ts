/**
 * What Pareto/NBD says about customers.
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
import { paretoModel } from "./model.ts";
import type { ParetoNbdParameters } from "./parameters.ts";

/** What the functions here take as a model: a fitted one, or `{ parameters }`. */
export type ParetoNbdInput<U extends TimeUnit = TimeUnit> = CovariateModelInput<
  "paretoNbd",
  ParetoNbdParameters,
  U
>;

/**
 * The weighted log-likelihood of histories. Rows that are not known count nothing.
 *
 * @throws A {@link ScoringError} with `missing`, `not_finite` or `out_of_range` for parameters, and as rows
 * are refused.
 * @example
 * ```ts
 * logLikelihood({ r: 0.553, alpha: 10.578, s: 0.606, beta: 11.669 }, [{ frequency: 2, recency: 30.43, age: 38.86 }]); // => -9.5542…
 * ```
 * @see Schmittlein, Morrison and Colombo (1987), Counting your customers: who are they and what will they do
 * next?, Management Science 33(1).
 */
export function logLikelihood(
  parameters: ParetoNbdParameters,
  rows: Timed<RepeatHistory, TimeUnit>,
  options: LikelihoodOptions = {},
): number {
  return sumLogLikelihood(paretoModel, parameters, rows, options);
}

/**
 * The chance that each customer is alive at the end of the observation, or `after` it; NaN where a row is not
 * known.
 *
 * A customer whose last purchase is at the very end is alive for certain.
 *
 * @throws A {@link ScoringError} as models, rows and horizons are refused.
 * @example
 * ```ts
 * const model = { parameters: { r: 0.553, alpha: 10.578, s: 0.606, beta: 11.669 } };
 * const rows = [{ frequency: 2, recency: 30.43, age: 38.86 }];
 * probabilityAlive(model, rows); // => [0.8691…]
 * probabilityAlive(model, rows, { after: 26 }); // => [0.6758…]
 * ```
 */
export function probabilityAlive<U extends TimeUnit>(
  model: ParetoNbdInput<U>,
  rows: Timed<RepeatHistory, NoInfer<U>>,
  options: AliveOptions = {},
): Float64Array {
  return aliveOf(paretoModel, model, rows, options);
}

/**
 * Expected purchases of each customer within a horizon after the observation; NaN where a row is not known.
 *
 * @throws A {@link ScoringError} as models, rows and horizons are refused.
 * @example
 * ```ts
 * const model = { parameters: { r: 0.553, alpha: 10.578, s: 0.606, beta: 11.669 } };
 * const rows = [{ frequency: 2, recency: 30.43, age: 38.86 }];
 * expectedPurchases(model, rows, { horizon: 39 }); // => [1.4551…]
 * ```
 */
export function expectedPurchases<U extends TimeUnit>(
  model: ParetoNbdInput<U>,
  rows: Timed<RepeatHistory, NoInfer<U>>,
  options: HorizonOptions,
): Float64Array {
  return expectedOf(paretoModel, model, rows, options);
}

/**
 * Expected repeat purchases of a new customer within a horizon after the first purchase.
 *
 * @throws A {@link ScoringError} as models and horizons are refused.
 * @example
 * ```ts
 * const model = { parameters: { r: 0.553, alpha: 10.578, s: 0.606, beta: 11.669 }, timeUnit: "week" as const };
 * expectedPurchasesNewCustomer(model, { horizon: 52 }); // => 1.4729…
 * expectedPurchasesNewCustomer(model, { horizon: { years: 1 } }); // => 1.4763…
 * ```
 */
export function expectedPurchasesNewCustomer<U extends TimeUnit>(
  model: ParetoNbdInput<U>,
  options: NewCustomerOptions,
): number {
  return expectedOfNew(paretoModel, model, options);
}

/**
 * The chance that a new customer makes exactly `count` repeat purchases within a horizon after the first.
 *
 * @throws A {@link ScoringError} as models, counts and horizons are refused.
 * @example
 * ```ts
 * const model = { parameters: { r: 0.553, alpha: 10.578, s: 0.606, beta: 11.669 } };
 * purchaseCountProbability(model, 0, { horizon: 39 }); // => 0.5936…
 * ```
 */
export function purchaseCountProbability<U extends TimeUnit>(
  model: ParetoNbdInput<U>,
  count: number,
  options: NewCustomerOptions,
): number {
  return countProbabilityOfNew(paretoModel, model, count, options);
}

/**
 * The chance that each customer makes exactly `count` purchases within a horizon after the observation; NaN
 * where a row is not known.
 *
 * @throws A {@link ScoringError} as models, rows, counts and horizons are refused.
 * @example
 * ```ts
 * const model = { parameters: { r: 0.553, alpha: 10.578, s: 0.606, beta: 11.669 } };
 * const rows = [{ frequency: 2, recency: 30.43, age: 38.86 }];
 * conditionalPurchaseCountProbability(model, rows, 1, { horizon: 39 }); // => [0.2192…]
 * ```
 */
export function conditionalPurchaseCountProbability<U extends TimeUnit>(
  model: ParetoNbdInput<U>,
  rows: Timed<RepeatHistory, NoInfer<U>>,
  count: number,
  options: HorizonOptions,
): Float64Array {
  return countProbabilityOf(paretoModel, model, rows, count, options);
}

/**
 * The chance that each customer buys nothing within a horizon after the observation, having left or not; NaN
 * where a row is not known.
 *
 * @throws A {@link ScoringError} as models, rows and horizons are refused.
 * @example
 * ```ts
 * const model = { parameters: { r: 0.553, alpha: 10.578, s: 0.606, beta: 11.669 } };
 * const rows = [{ frequency: 2, recency: 30.43, age: 38.86 }];
 * noPurchaseProbability(model, rows, { horizon: 39 }); // => [0.4080…]
 * ```
 */
export function noPurchaseProbability<U extends TimeUnit>(
  model: ParetoNbdInput<U>,
  rows: Timed<RepeatHistory, NoInfer<U>>,
  options: HorizonOptions,
): Float64Array {
  return noPurchaseOf(paretoModel, model, rows, options);
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
 * const model = { parameters: { r: 0.553, alpha: 10.578, s: 0.606, beta: 11.669 }, timeUnit: "week" as const };
 * const rows = [{ frequency: 2, recency: 30.43, age: 38.86 }];
 * discountedExpectedTransactions(model, rows, { discountRate: 0.15 }); // => [6.5152…]
 * ```
 * @see Fader, Hardie and Lee (2005), RFM and CLV: using iso-value curves for customer base analysis, Journal
 * of Marketing Research 42(4).
 */
export function discountedExpectedTransactions<U extends TimeUnit>(
  model: ParetoNbdInput<U>,
  rows: Timed<RepeatHistory, NoInfer<U>>,
  options: DiscountOptions,
): Float64Array {
  return discountedOf(paretoModel, model, rows, options);
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
 * const model = { parameters: { r: 0.553, alpha: 10.578, s: 0.606, beta: 11.669 } };
 * const rows = [{ frequency: 2, recency: 30.43, age: 38.86 }];
 * nextPurchase(model, rows, { probability: 0.5 }); // => [23.7571…]
 * ```
 */
export function nextPurchase<U extends TimeUnit>(
  model: ParetoNbdInput<U>,
  rows: Timed<RepeatHistory, NoInfer<U>>,
  options: NextPurchaseOptions = {},
): Float64Array {
  return waitingOf(paretoModel, model, rows, options);
}
