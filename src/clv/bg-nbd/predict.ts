/**
 * What BG/NBD says about customers.
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
import { bgNbdModel } from "./bg-nbd-model.ts";
import type { BgNbdParameters } from "./parameters.ts";

/** What the functions here take as a model: a fitted one, or `{ parameters }`. */
export type BgNbdInput<U extends TimeUnit = TimeUnit> = CovariateModelInput<"bgNbd", BgNbdParameters, U>;

/**
 * The weighted log-likelihood of histories. Rows that are not known count nothing.
 *
 * @throws A {@link ScoringError} with `missing`, `not_finite` or `out_of_range` for parameters, and as rows
 * are refused.
 * @example
 * ```ts
 * logLikelihood({ r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 }, [{ frequency: 2, recency: 30.43, age: 38.86 }]); // => -9.4586…
 * ```
 * @see Fader, Hardie and Lee (2005), "Counting your customers" the easy way, Marketing Science 24(2).
 */
export function logLikelihood(
  parameters: BgNbdParameters,
  rows: Timed<RepeatHistory, TimeUnit>,
  options: LikelihoodOptions = {},
): number {
  return sumLogLikelihood(bgNbdModel, parameters, rows, options);
}

/**
 * The chance that each customer is alive at the end of the observation, or `after` it; NaN where a row is not
 * known.
 *
 * A customer without a repeat purchase has had no occasion to leave, so the chance is 1: that is the
 * model, not the data. MBG/NBD and Pareto/NBD do not assume it.
 *
 * @throws A {@link ScoringError} as models, rows and horizons are refused.
 * @example
 * ```ts
 * const model = { parameters: { r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 } };
 * const rows = [{ frequency: 2, recency: 30.43, age: 38.86 }];
 * probabilityAlive(model, rows); // => [0.7265…]
 * probabilityAlive(model, rows, { after: 26 }); // => [0.6094…]
 * ```
 */
export function probabilityAlive<U extends TimeUnit>(
  model: BgNbdInput<U>,
  rows: Timed<RepeatHistory, NoInfer<U>>,
  options: AliveOptions = {},
): Float64Array {
  return aliveOf(bgNbdModel, model, rows, options);
}

/**
 * Expected purchases of each customer within a horizon after the observation; NaN where a row is not known.
 *
 * @throws A {@link ScoringError} as models, rows and horizons are refused.
 * @example
 * ```ts
 * const model = { parameters: { r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 } };
 * const rows = [{ frequency: 2, recency: 30.43, age: 38.86 }];
 * expectedPurchases(model, rows, { horizon: 39 }); // => [1.2260…]
 * ```
 */
export function expectedPurchases<U extends TimeUnit>(
  model: BgNbdInput<U>,
  rows: Timed<RepeatHistory, NoInfer<U>>,
  options: HorizonOptions,
): Float64Array {
  return expectedOf(bgNbdModel, model, rows, options);
}

/**
 * Expected repeat purchases of a new customer within a horizon after the first purchase.
 *
 * @throws A {@link ScoringError} as models and horizons are refused.
 * @example
 * ```ts
 * const model = { parameters: { r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 }, timeUnit: "week" as const };
 * expectedPurchasesNewCustomer(model, { horizon: 52 }); // => 1.4460…
 * expectedPurchasesNewCustomer(model, { horizon: { years: 1 } }); // => 1.4492…
 * ```
 */
export function expectedPurchasesNewCustomer<U extends TimeUnit>(
  model: BgNbdInput<U>,
  options: NewCustomerOptions,
): number {
  return expectedOfNew(bgNbdModel, model, options);
}

/**
 * The chance that a new customer makes exactly `count` repeat purchases within a horizon after the first.
 *
 * @throws A {@link ScoringError} as models, counts and horizons are refused.
 * @example
 * ```ts
 * const model = { parameters: { r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 } };
 * purchaseCountProbability(model, 0, { horizon: 39 }); // => 0.5737…
 * ```
 */
export function purchaseCountProbability<U extends TimeUnit>(
  model: BgNbdInput<U>,
  count: number,
  options: NewCustomerOptions,
): number {
  return countProbabilityOfNew(bgNbdModel, model, count, options);
}

/**
 * The chance that each customer makes exactly `count` purchases within a horizon after the observation; NaN
 * where a row is not known.
 *
 * @throws A {@link ScoringError} as models, rows, counts and horizons are refused.
 * @example
 * ```ts
 * const model = { parameters: { r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 } };
 * const rows = [{ frequency: 2, recency: 30.43, age: 38.86 }];
 * conditionalPurchaseCountProbability(model, rows, 1, { horizon: 39 }); // => [0.2393…]
 * ```
 */
export function conditionalPurchaseCountProbability<U extends TimeUnit>(
  model: BgNbdInput<U>,
  rows: Timed<RepeatHistory, NoInfer<U>>,
  count: number,
  options: HorizonOptions,
): Float64Array {
  return countProbabilityOf(bgNbdModel, model, rows, count, options);
}

/**
 * The chance that each customer buys nothing within a horizon after the observation, having left or not; NaN
 * where a row is not known.
 *
 * @throws A {@link ScoringError} as models, rows and horizons are refused.
 * @example
 * ```ts
 * const model = { parameters: { r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 } };
 * const rows = [{ frequency: 2, recency: 30.43, age: 38.86 }];
 * noPurchaseProbability(model, rows, { horizon: 39 }); // => [0.4453…]
 * ```
 */
export function noPurchaseProbability<U extends TimeUnit>(
  model: BgNbdInput<U>,
  rows: Timed<RepeatHistory, NoInfer<U>>,
  options: HorizonOptions,
): Float64Array {
  return noPurchaseOf(bgNbdModel, model, rows, options);
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
 * const model = { parameters: { r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 }, timeUnit: "week" as const };
 * const rows = [{ frequency: 2, recency: 30.43, age: 38.86 }];
 * discountedExpectedTransactions(model, rows, { discountRate: 0.15 }); // => [5.1794…]
 * ```
 * @see Fader, Hardie and Lee (2005), RFM and CLV: using iso-value curves for customer base analysis, Journal
 * of Marketing Research 42(4).
 */
export function discountedExpectedTransactions<U extends TimeUnit>(
  model: BgNbdInput<U>,
  rows: Timed<RepeatHistory, NoInfer<U>>,
  options: DiscountOptions,
): Float64Array {
  return discountedOf(bgNbdModel, model, rows, options);
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
 * const model = { parameters: { r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 } };
 * const rows = [{ frequency: 2, recency: 30.43, age: 38.86 }];
 * nextPurchase(model, rows, { probability: 0.5 }); // => [29.4782…]
 * ```
 */
export function nextPurchase<U extends TimeUnit>(
  model: BgNbdInput<U>,
  rows: Timed<RepeatHistory, NoInfer<U>>,
  options: NextPurchaseOptions = {},
): Float64Array {
  return waitingOf(bgNbdModel, model, rows, options);
}
