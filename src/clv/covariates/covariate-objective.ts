/**
 * The log-likelihood of customers with covariates, its gradient and its Hessian.
 *
 * Customers with the same covariates share their parameters, and the logarithms of these are linear in the
 * coefficients. So the objective of each group, which every model has already, is all that is needed: the
 * chain rule has no second-order term of its own.
 *
 * @module
 */
import { dot } from "../../math/dot.ts";
import type { Objective } from "../../math/newton.ts";

/** Customers with the same covariates. */
export interface CovariateGroup {
  /** The objective of these customers alone. */
  readonly objective: () => Objective;
  /** For each coefficient, its covariate, centred and in its unit. */
  readonly values: Float64Array;
}

/**
 * The objective by the parameters of a customer with mean covariates, followed by the exponentials of the
 * coefficients: their logarithms are what the optimiser moves.
 *
 * @param directions - For each coefficient, what it adds to the logarithm of each parameter.
 */
export function covariateObjective(
  size: number,
  directions: readonly Float64Array[],
  groups: readonly CovariateGroup[],
): Objective {
  const count = directions.length;
  const whole = size + count;
  const own = new Float64Array(size);
  const gradientOf = new Float64Array(size);
  const hessianOf = new Float64Array(size * size);
  const moved = directions.map(() => new Float64Array(size)); // a group's Hessian times each direction
  return (parameters, gradient, hessian) => {
    gradient.fill(0);
    hessian.fill(0);
    const coefficients = parameters.subarray(size).map(Math.log);
    let value = 0;
    for (const { objective, values } of groups) {
      for (let k = 0; k < size; k += 1) {
        let shift = 0;
        for (let j = 0; j < count; j += 1) {
          shift += (directions[j]?.[k] as number) * (coefficients[j] as number) * (values[j] as number);
        }
        own[k] = (parameters[k] as number) * Math.exp(shift);
      }
      value += objective()(own, gradientOf, hessianOf);
      for (let k = 0; k < size; k += 1) {
        add(gradient, k, gradientOf[k] as number);
        for (let l = 0; l < size; l += 1) add(hessian, k * whole + l, hessianOf[k * size + l] as number);
      }
      for (let j = 0; j < count; j += 1) {
        const z = values[j] as number;
        if (z === 0) continue;
        const direction = directions[j] as Float64Array;
        const image = moved[j] as Float64Array;
        add(gradient, size + j, z * dot(direction, gradientOf));
        for (let k = 0; k < size; k += 1) {
          image[k] = dot(direction, hessianOf.subarray(k * size, (k + 1) * size));
          add(hessian, k * whole + size + j, z * (image[k] as number));
        }
        for (let i = 0; i <= j; i += 1) {
          const other = values[i] as number;
          if (other !== 0) {
            add(
              hessian,
              (size + i) * whole + size + j,
              z * other * dot(directions[i] as Float64Array, image),
            );
          }
        }
      }
    }
    for (let k = 0; k < whole; k += 1) {
      for (let l = 0; l < k; l += 1) hessian[k * whole + l] = hessian[l * whole + k] as number;
    }
    return value;
  };
}

function add(into: Float64Array, i: number, amount: number): void {
  into[i] = (into[i] as number) + amount;
}
