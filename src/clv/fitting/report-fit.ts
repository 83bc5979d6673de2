/**
 * The end of a search as a model: parameters, standard errors, and what is wrong with it if anything is.
 *
 * @module
 */
import type { TimeUnit } from "../../core/types.ts";
import { inversePositiveDefinite } from "../../math/cholesky.ts";
import type { Maximum } from "../../math/newton.ts";
import { showModel } from "../show-model.ts";
import type { Fit, FitReason, Model } from "../types.ts";
import { logPrior, type PriorList } from "./priors.ts";
import { findRunaways, type Meanings } from "./runaways.ts";

/** What a report needs to know beside the end of the search. */
export interface FitFacts {
  readonly kind: string;
  readonly names: readonly string[];
  readonly centre: readonly number[];
  readonly meanings: Meanings;
  readonly priors: PriorList;
  readonly customers: number;
  readonly leftOut: number;
  readonly timeUnit: TimeUnit | undefined;
  readonly asOf: string | undefined;
}

/** The model. */
export function reportFit<K extends string, P extends object, U extends TimeUnit>(
  end: Maximum,
  facts: FitFacts,
): Model<K, P, U> {
  const { names, customers, timeUnit } = facts;
  const size = names.length;
  const runaways = findRunaways(end, names, facts.centre, facts.meanings);
  const reason = reasonOf(end, runaways.length > 0);
  const logLikelihood = end.value - logPrior(facts.priors, end.parameters);
  const covariance = reason === "not_identified" ? null : covarianceOf(end);
  const fit: Fit<keyof P & string> = {
    logLikelihood,
    customers,
    leftOut: facts.leftOut,
    iterations: end.iterations,
    converged: reason === undefined,
    ...(reason === undefined ? {} : { reason }),
    runaways,
    standardErrors: covariance === null ? null : standardErrors<P>(covariance, names),
    covariance,
    aic: 2 * size - 2 * logLikelihood,
    bic: size * Math.log(customers) - 2 * logLikelihood,
    ...(facts.asOf === undefined ? {} : { asOf: facts.asOf }),
  };
  const parameters: { [name: string]: number } = {};
  names.forEach((name, i) => {
    parameters[name] = end.parameters[i] as number;
  });
  return showModel({
    kind: facts.kind as K,
    version: 1,
    parameters: parameters as P,
    ...(timeUnit === undefined ? {} : { timeUnit: timeUnit as U }),
    fit,
  });
}

function reasonOf(end: Maximum, runsAway: boolean): FitReason | undefined {
  if (runsAway || end.stop === "not_finite") return "not_identified";
  return end.stop === "converged" ? undefined : end.stop;
}

/** Of the parameters themselves: D V D, where V is that of their logarithms and D holds their values. */
function covarianceOf(end: Maximum): number[][] {
  const size = end.parameters.length;
  // without an inverse all parameters would have run away
  const inverse = inversePositiveDefinite(end.information, size) as Float64Array;
  return Array.from({ length: size }, (_, i) =>
    Array.from(
      { length: size },
      (__, j) =>
        (inverse[i * size + j] as number) * (end.parameters[i] as number) * (end.parameters[j] as number),
    ),
  );
}

function standardErrors<P extends object>(
  covariance: readonly (readonly number[])[],
  names: readonly string[],
): { readonly [K in keyof P & string]: number } {
  const errors: { [name: string]: number } = {};
  names.forEach((name, i) => {
    errors[name] = Math.sqrt(covariance[i]?.[i] as number);
  });
  return errors as { readonly [K in keyof P & string]: number };
}
