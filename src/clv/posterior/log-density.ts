/**
 * What is sampled: the logarithm of a posterior density over the logarithms of positive parameters.
 *
 * @module
 */
import type { Objective } from "../../math/newton.ts";

/** A density, known up to its constant unless the priors are normal. */
export interface LogDensity {
  /** Number of parameters. */
  readonly size: number;
  /** The value; minus infinity where the density is nothing, or cannot be computed. */
  readonly value: (logs: Float64Array) => number;
  /** The value, and the gradient by the logarithms. */
  readonly slope: (logs: Float64Array, gradient: Float64Array) => number;
}

/** No logarithm further out than this is looked at. */
const FURTHEST = 40;

/** The part of a density that the priors make: value, gradient and Hessian are added to those given. */
export type AddPrior = (
  parameters: Float64Array,
  gradient: Float64Array | null,
  hessian: Float64Array | null,
) => number;

/**
 * The density of a likelihood and a prior.
 *
 * @param value - The likelihood's value alone, where that is cheaper than the whole objective.
 */
export function logDensity(
  size: number,
  objective: Objective,
  addPrior: AddPrior,
  value?: (parameters: Float64Array) => number,
): LogDensity {
  const parameters = new Float64Array(size);
  const gradient = new Float64Array(size);
  const hessian = new Float64Array(size * size);
  const read = (logs: Float64Array): boolean => {
    for (let i = 0; i < size; i += 1) {
      const log = logs[i] as number;
      if (!(Math.abs(log) < FURTHEST)) return false;
      parameters[i] = Math.exp(log);
    }
    return true;
  };
  return {
    size,
    value: (logs) => {
      if (!read(logs)) return Number.NEGATIVE_INFINITY;
      const likelihood = value === undefined ? objective(parameters, gradient, hessian) : value(parameters);
      return numberOr(likelihood + addPrior(parameters, null, null));
    },
    slope: (logs, into) => {
      into.fill(0);
      if (!read(logs)) return Number.NEGATIVE_INFINITY;
      const likelihood = objective(parameters, into, hessian);
      return numberOr(likelihood + addPrior(parameters, into, null));
    },
  };
}

function numberOr(value: number): number {
  return Number.isNaN(value) ? Number.NEGATIVE_INFINITY : value;
}
