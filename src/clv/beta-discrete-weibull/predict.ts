/**
 * What the beta-discrete-Weibull model says about customers under contract.
 *
 * @module
 */
import { checkOptions } from "../../core/check-options.ts";
import type { TimeUnit } from "../../core/types.ts";
import {
  churnOf,
  contractLogLikelihood,
  overTimes,
  type PerTime,
  readPeriodRate,
  retentionOf,
  survivalOf,
  survivalOfActiveOf,
  type Times,
} from "../contract/contract-kind.ts";
import type { ContractData, PeriodDiscountOptions } from "../contract/types.ts";
import { readModel } from "../read-model.ts";
import type { ModelInput } from "../types.ts";
import { weibullElasticity } from "./elasticity.ts";
import { type WeibullVector, weibullResidual } from "./kernel.ts";
import { betaDiscreteWeibullKind } from "./model.ts";
import type { BetaDiscreteWeibullParameters } from "./parameters.ts";

/** What the functions here take as a model: a fitted one, or `{ parameters }`. */
export type BetaDiscreteWeibullInput<U extends TimeUnit = TimeUnit> = ModelInput<
  "betaDiscreteWeibull",
  BetaDiscreteWeibullParameters,
  U
>;

const DISCOUNTING = ["discountRate", "continuousRate"];

/**
 * The weighted log-likelihood of cohorts or customers. Rows that are not known count nothing.
 *
 * @throws A {@link ScoringError} with `missing`, `not_finite` or `out_of_range` for parameters, and as the data
 * are refused.
 * @example
 * ```ts
 * logLikelihood({ alpha: 0.508, beta: 0.869, c: 1.209 }, [1000, 631, 468]); // => -1018.909…
 * ```
 * @see Fader, Hardie, Liu, Davin and Steenburgh (2018), "How to project customer retention" revisited: the role of
 * duration dependence, Journal of Interactive Marketing 43.
 */
export function logLikelihood(parameters: BetaDiscreteWeibullParameters, cohort: ContractData): number {
  return contractLogLikelihood(betaDiscreteWeibullKind, parameters, cohort);
}

/**
 * The share of new customers who are still there after renewal `t`: a number for a number, a column for a list.
 * Of somebody who is a customer already, ask {@link survivalOfActive}.
 *
 * @param t - Renewals, from 0.
 * @throws A {@link ScoringError} as models and times are refused.
 * @example
 * ```ts
 * const model = { parameters: { alpha: 0.508, beta: 0.869, c: 1.209 } };
 * survival(model, 1); // => 0.6310…
 * survival(model, [0, 1, 2]); // => [1, 0.6310…, 0.4688…]
 * ```
 * @see Fader, Hardie, Liu, Davin and Steenburgh (2018), "How to project customer retention" revisited: the role of
 * duration dependence, Journal of Interactive Marketing 43.
 */
export function survival<T extends Times>(model: BetaDiscreteWeibullInput, t: T): PerTime<T> {
  return survivalOf(betaDiscreteWeibullKind, model, t) as PerTime<T>;
}

/**
 * The share of those who stand before renewal `t` that make it: it rises as those who leave easily have left, and
 * falls where each customer's own chance to be lost grows.
 *
 * @param t - Renewals, from 1.
 * @throws A {@link ScoringError} as models and times are refused.
 * @example
 * ```ts
 * retention({ parameters: { alpha: 0.259, beta: 1.722, c: 1.584 } }, [1, 2, 12]); // => [0.8692…, 0.8538…, 0.9658…]
 * ```
 * @see Fader, Hardie, Liu, Davin and Steenburgh (2018), "How to project customer retention" revisited: the role of
 * duration dependence, Journal of Interactive Marketing 43.
 */
export function retention<T extends Times>(model: BetaDiscreteWeibullInput, t: T): PerTime<T> {
  return retentionOf(betaDiscreteWeibullKind, model, t) as PerTime<T>;
}

/**
 * The share of new customers who are lost at renewal `t`, `P(T = t)`. Over all `t` it adds up to 1.
 *
 * @param t - Renewals, from 1.
 * @throws A {@link ScoringError} as models and times are refused.
 * @example
 * ```ts
 * churn({ parameters: { alpha: 1, beta: 1, c: 2 } }, [1, 2, 3]); // => [0.4999…, 0.3, 0.0999…]
 * ```
 * @see Fader, Hardie, Liu, Davin and Steenburgh (2018), "How to project customer retention" revisited: the role of
 * duration dependence, Journal of Interactive Marketing 43.
 */
export function churn<T extends Times>(model: BetaDiscreteWeibullInput, t: T): PerTime<T> {
  return churnOf(betaDiscreteWeibullKind, model, t) as PerTime<T>;
}

/**
 * The chance of a present customer, who has made `tenure` renewals, to be there still after `ahead` more:
 * `S(tenure + ahead) / S(tenure)`, the older the customer the higher.
 *
 * @param tenure - Renewals made so far, from 0, as in the rows of a fit.
 * @param ahead - Further renewals.
 * @throws A {@link ScoringError} as models and times are refused.
 * @example
 * ```ts
 * const model = { parameters: { alpha: 0.508, beta: 0.869, c: 1.209 } };
 * survivalOfActive(model, [0, 5], 2); // => [0.4688…, 0.8249…]
 * ```
 */
export function survivalOfActive<T extends Times>(
  model: BetaDiscreteWeibullInput,
  tenure: T,
  ahead: number,
): PerTime<T> {
  return survivalOfActiveOf(betaDiscreteWeibullKind, model, tenure, ahead) as PerTime<T>;
}

/**
 * The periods that a new customer will pay for, the first included, each discounted to its beginning (DEL).
 * Infinite without discounting where `alpha c` is at most 1.
 *
 * @param options - `discountRate` per year where the model has a `timeUnit`, else per period; or
 * `continuousRate` per period.
 * @throws A {@link ScoringError} as models are refused; `missing` or `conflict` unless exactly one rate is given.
 * @example
 * ```ts
 * discountedExpectedLifetime({ parameters: { alpha: 0.259, beta: 1.722, c: 1.584 } }, { discountRate: 0.1 }); // => 5.9985…
 * ```
 * @see Fader, Hardie, Liu, Davin and Steenburgh (2018), "How to project customer retention" revisited: the role of
 * duration dependence, Journal of Interactive Marketing 43.
 */
export function discountedExpectedLifetime(
  model: BetaDiscreteWeibullInput,
  options: PeriodDiscountOptions,
): number {
  options = checkOptions(options, DISCOUNTING);
  const rate = readPeriodRate(options, model, betaDiscreteWeibullKind);
  return 1 + weibullResidual(vectorOf(model), 0, rate) / (1 + rate);
}

/**
 * The periods that a present customer is still to pay for, each discounted to the renewal that begins the first
 * of them (DERL). The customer is in period `activePeriods`, right before that renewal, which may fail.
 *
 * @param activePeriods - From 1: a new customer is in period 1, one who has made 3 renewals in period 4.
 * @param options - As of {@link discountedExpectedLifetime}.
 * @throws A {@link ScoringError} as models and times are refused; `missing` or `conflict` unless exactly one rate
 * is given.
 * @example
 * ```ts
 * const model = { parameters: { alpha: 0.259, beta: 1.722, c: 1.584 } };
 * discountedExpectedResidualLifetime(model, [1, 5], { discountRate: 0.1 }); // => [5.4983…, 7.3218…]
 * ```
 * @see Fader, Hardie, Liu, Davin and Steenburgh (2018), "How to project customer retention" revisited: the role of
 * duration dependence, Journal of Interactive Marketing 43.
 */
export function discountedExpectedResidualLifetime<T extends Times>(
  model: BetaDiscreteWeibullInput,
  activePeriods: T,
  options: PeriodDiscountOptions,
): PerTime<T> {
  options = checkOptions(options, DISCOUNTING);
  const p = vectorOf(model);
  const rate = readPeriodRate(options, model, betaDiscreteWeibullKind);
  return overTimes(activePeriods, "activePeriods", 1, (n) => weibullResidual(p, n - 1, rate));
}

/**
 * By how many percent the residual lifetime of a present customer grows where their retention, at this renewal and at
 * all to come, grows by one percent: the mean over customers, each by their own. With `c = 1` it is that of
 * `shiftedBetaGeometric`; there is no closed form for others. Infinite without discounting where `alpha c` is at most 1.
 *
 * @param activePeriods - The period that the customers are in, from 1.
 * @param options - As of {@link discountedExpectedLifetime}.
 * @throws A {@link ScoringError} as {@link discountedExpectedResidualLifetime}.
 * @example
 * ```ts
 * const model = { parameters: { alpha: 0.259, beta: 1.722, c: 1.584 } };
 * retentionElasticity(model, [1, 5], { discountRate: 0.1 }); // => [5.4088…, 7.3223…]
 * ```
 * @see Fader and Hardie (2010), Customer-base valuation in a contractual setting, Marketing Science 29(1), equation 8,
 * for constant retention.
 */
export function retentionElasticity<T extends Times>(
  model: BetaDiscreteWeibullInput,
  activePeriods: T,
  options: PeriodDiscountOptions,
): PerTime<T> {
  options = checkOptions(options, DISCOUNTING);
  const p = vectorOf(model);
  const rate = readPeriodRate(options, model, betaDiscreteWeibullKind);
  return overTimes(activePeriods, "activePeriods", 1, (n) => weibullElasticity(p, n - 1, rate));
}

function vectorOf(model: BetaDiscreteWeibullInput): WeibullVector {
  const { kind, names } = betaDiscreteWeibullKind;
  return readModel(model, kind, names).parameters as unknown as WeibullVector;
}
