/**
 * What the shifted-beta-geometric model says about customers under contract.
 *
 * @module
 */
import { checkOptions } from "../../core/check-options.ts";
import type { TimeUnit } from "../../core/types.ts";
import { discountedLife } from "../../math/discounted-life.ts";
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
import { shiftedBetaGeometricKind } from "./model.ts";
import type { ShiftedBetaGeometricParameters } from "./parameters.ts";

/** What the functions here take as a model: a fitted one, or `{ parameters }`. */
export type ShiftedBetaGeometricInput<U extends TimeUnit = TimeUnit> = ModelInput<
  "shiftedBetaGeometric",
  ShiftedBetaGeometricParameters,
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
 * logLikelihood({ alpha: 0.704, beta: 1.182 }, [1000, 631, 468]); // => -1019.295…
 * ```
 * @see Fader and Hardie (2007), equations 5 and 6.
 */
export function logLikelihood(parameters: ShiftedBetaGeometricParameters, cohort: ContractData): number {
  return contractLogLikelihood(shiftedBetaGeometricKind, parameters, cohort);
}

/**
 * The share of new customers who are still there after renewal `t`: a number for a number, a column for a list.
 * Of somebody who is a customer already, ask {@link survivalOfActive}.
 *
 * @param t - Renewals, from 0.
 * @throws A {@link ScoringError} as models and times are refused.
 * @example
 * ```ts
 * const model = { parameters: { alpha: 0.704, beta: 1.182 } };
 * survival(model, 1); // => 0.6267…
 * survival(model, [0, 1, 2]); // => [1, 0.6267…, 0.4738…]
 * ```
 * @see Fader and Hardie (2007), equation 6.
 */
export function survival<T extends Times>(model: ShiftedBetaGeometricInput, t: T): PerTime<T> {
  return survivalOf(shiftedBetaGeometricKind, model, t) as PerTime<T>;
}

/**
 * The share of those who stand before renewal `t` that make it. It rises with `t` though nobody changes: those
 * who leave easily have left.
 *
 * @param t - Renewals, from 1.
 * @throws A {@link ScoringError} as models and times are refused.
 * @example
 * ```ts
 * retention({ parameters: { alpha: 0.668, beta: 3.806 } }, [1, 2, 12]); // => [0.8506…, 0.8779…, 0.9568…]
 * ```
 * @see Fader and Hardie (2007), equation 8.
 */
export function retention<T extends Times>(model: ShiftedBetaGeometricInput, t: T): PerTime<T> {
  return retentionOf(shiftedBetaGeometricKind, model, t) as PerTime<T>;
}

/**
 * The share of new customers who are lost at renewal `t`, `P(T = t)`. Over all `t` it adds up to 1.
 *
 * @param t - Renewals, from 1.
 * @throws A {@link ScoringError} as models and times are refused.
 * @example
 * ```ts
 * churn({ parameters: { alpha: 1, beta: 1 } }, [1, 2, 3]); // => [0.5, 0.1666…, 0.0833…]
 * ```
 * @see Fader and Hardie (2007), equation 5.
 */
export function churn<T extends Times>(model: ShiftedBetaGeometricInput, t: T): PerTime<T> {
  return churnOf(shiftedBetaGeometricKind, model, t) as PerTime<T>;
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
 * const model = { parameters: { alpha: 0.704, beta: 1.182 } };
 * survivalOfActive(model, [0, 5], 2); // => [0.4738…, 0.8176…]
 * ```
 */
export function survivalOfActive<T extends Times>(
  model: ShiftedBetaGeometricInput,
  tenure: T,
  ahead: number,
): PerTime<T> {
  return survivalOfActiveOf(shiftedBetaGeometricKind, model, tenure, ahead) as PerTime<T>;
}

/**
 * The periods that a new customer will pay for, the first included, each discounted to its beginning (DEL).
 * Infinite without discounting where `alpha` is at most 1.
 *
 * @param options - `discountRate` per year where the model has a `timeUnit`, else per period; or
 * `continuousRate` per period.
 * @throws A {@link ScoringError} as models are refused; `missing` or `conflict` unless exactly one rate is given.
 * @example
 * ```ts
 * discountedExpectedLifetime({ parameters: { alpha: 3.8, beta: 15.2 } }, { discountRate: 0.1 }); // => 4.0089…
 * ```
 * @see Fader and Hardie (2010), Customer-base valuation in a contractual setting, Marketing Science 29(1),
 * equation 5.
 */
export function discountedExpectedLifetime(
  model: ShiftedBetaGeometricInput,
  options: PeriodDiscountOptions,
): number {
  options = checkOptions(options, DISCOUNTING);
  const { alpha, beta } = shapesOf(model);
  return discountedLife(beta, alpha, readPeriodRate(options, model, shiftedBetaGeometricKind));
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
 * const model = { parameters: { alpha: 3.8, beta: 15.2 } };
 * discountedExpectedResidualLifetime(model, [1, 5], { discountRate: 0.1 }); // => [3.3098…, 3.8421…]
 * ```
 * @see Fader and Hardie (2010), equation 6.
 */
export function discountedExpectedResidualLifetime<T extends Times>(
  model: ShiftedBetaGeometricInput,
  activePeriods: T,
  options: PeriodDiscountOptions,
): PerTime<T> {
  options = checkOptions(options, DISCOUNTING);
  const { alpha, beta } = shapesOf(model);
  const rate = readPeriodRate(options, model, shiftedBetaGeometricKind);
  return overTimes(activePeriods, "activePeriods", 1, (n) => {
    const stay = beta + (n - 1);
    return (stay / (alpha + stay)) * discountedLife(beta + n, alpha, rate);
  });
}

/**
 * By how many percent the residual lifetime of a present customer grows where their retention grows by one percent:
 * the mean over customers, each by their own retention.
 *
 * @param activePeriods - The period that the customers are in, from 1.
 * @param options - As of {@link discountedExpectedLifetime}.
 * @throws A {@link ScoringError} as {@link discountedExpectedResidualLifetime}.
 * @example
 * ```ts
 * retentionElasticity({ parameters: { alpha: 3.8, beta: 15.2 } }, [1, 2], { discountRate: 0.1 });
 * // => [4.0089…, 4.1372…]
 * ```
 * @see Fader and Hardie (2010), equation 8.
 */
export function retentionElasticity<T extends Times>(
  model: ShiftedBetaGeometricInput,
  activePeriods: T,
  options: PeriodDiscountOptions,
): PerTime<T> {
  options = checkOptions(options, DISCOUNTING);
  const { alpha, beta } = shapesOf(model);
  const rate = readPeriodRate(options, model, shiftedBetaGeometricKind);
  return overTimes(activePeriods, "activePeriods", 1, (n) => discountedLife(beta + (n - 1), alpha, rate));
}

function shapesOf(model: ShiftedBetaGeometricInput): ShiftedBetaGeometricParameters {
  const { kind, names } = shiftedBetaGeometricKind;
  const [alpha, beta] = readModel(model, kind, names).parameters as unknown as [number, number];
  return { alpha, beta };
}
