/**
 * Priors on the logarithms of parameters.
 *
 * @module
 */
import { checkNumber, checkOptions } from "../../core/check-options.ts";
import { ScoringError } from "../../core/error.ts";
import { ownValue } from "../../core/own.ts";
import type { Objective } from "../../math/newton.ts";
import type { Prior } from "../types.ts";

/** A weak prior counts for this many customers: a standard deviation of 1.5 of the logarithm. */
export const WEAK: number = 1 / 1.5 ** 2;

/** Priors by the order of the parameters; null where a parameter has none. */
export type PriorList = readonly (Prior | null)[];

/**
 * Reads the option `priors`.
 *
 * @param usual - A usual value of each parameter in the scale of the data: the medians of weak priors.
 * @throws A {@link ScoringError} with `wrong_type`, `unknown_name`, `not_finite` or `out_of_range`.
 */
export function readPriors(priors: unknown, names: readonly string[], usual: readonly number[]): PriorList {
  if (priors === undefined) return names.map(() => null);
  if (priors === "weak") return usual.map((median) => ({ median, pseudoCustomers: WEAK }));
  if (typeof priors === "string") {
    throw new ScoringError(
      "unknown_name",
      ["options", "priors"],
      '"weak" or priors by parameter',
      "another name",
    );
  }
  priors = checkOptions(priors, names, ["options", "priors"]);
  return names.map((name) => {
    const prior = ownValue(priors as { [name: string]: unknown }, name);
    return prior === undefined ? null : readPrior(prior, ["options", "priors", name]);
  });
}

function readPrior(prior: unknown, path: readonly string[]): Prior {
  prior = checkOptions(prior, ["median", "pseudoCustomers"], path);
  const { median, pseudoCustomers } = prior as { median?: unknown; pseudoCustomers?: unknown };
  return {
    median: checkNumber(median, [...path, "median"], { min: Number.MIN_VALUE }),
    pseudoCustomers: checkNumber(pseudoCustomers, [...path, "pseudoCustomers"], { min: 0 }),
  };
}

/** The objective with the logarithm of the prior density added (its constant left out). */
export function withPriors(objective: Objective, priors: PriorList): Objective {
  if (priors.every((prior) => prior === null)) return objective;
  return (parameters, gradient, hessian) => {
    const value = objective(parameters, gradient, hessian);
    return value + addPriors(priors, parameters, gradient, hessian);
  };
}

/** The logarithm of the prior density at `parameters`, its constant left out. */
export function logPrior(priors: PriorList, parameters: Float64Array): number {
  return addPriors(priors, parameters, null, null);
}

/** The same, its derivatives by the logarithms of the parameters added to those given. */
export function addPriors(
  priors: PriorList,
  parameters: Float64Array,
  gradient: Float64Array | null,
  hessian: Float64Array | null,
): number {
  let value = 0;
  for (let i = 0; i < priors.length; i += 1) {
    const prior = priors[i];
    if (prior === null || prior === undefined) continue;
    const gap = Math.log((parameters[i] as number) / prior.median);
    const weight = prior.pseudoCustomers;
    value -= (weight / 2) * gap * gap;
    const own = i * priors.length + i;
    if (gradient !== null) gradient[i] = (gradient[i] as number) - weight * gap;
    if (hessian !== null) hessian[own] = (hessian[own] as number) - weight;
  }
  return value;
}
