/**
 * Priors of a posterior: normal in the logarithms, or those of another package.
 *
 * @module
 */
import { ScoringError } from "../../core/error.ts";
import { addPriors, type PriorList, readPriors, WEAK } from "../fitting/priors.ts";
import type { Prior } from "../types.ts";
import type { AddPrior } from "./log-density.ts";

/** Priors, read and checked. */
export interface PosteriorPriors {
  readonly add: AddPrior;
  /** One of each parameter; null for those of another package. */
  readonly list: readonly Prior[] | null;
}

/**
 * Reads the option `priors`. A parameter without one has a weak prior: a posterior needs one of each.
 *
 * @param medians - Of the weak priors.
 * @param peer - The priors of pymc-marketing; null where it has none of this model.
 * @throws A {@link ScoringError} with `wrong_type`, `unknown_name`, `not_finite` or `out_of_range`.
 */
export function readPosteriorPriors(
  priors: unknown,
  names: readonly string[],
  medians: readonly number[],
  peer: AddPrior | null,
): PosteriorPriors {
  if (priors === "pymc-marketing") {
    if (peer !== null) return { add: peer, list: null };
    throw new ScoringError(
      "unknown_name",
      ["options", "priors"],
      '"weak" or priors by parameter: pymc-marketing has none that suit this model',
      "its name",
    );
  }
  const list = readPriors(priors, names, medians).map((prior, i): Prior => {
    if (prior === null) return { median: medians[i] as number, pseudoCustomers: WEAK };
    if (prior.pseudoCustomers > 0) return prior;
    const path = ["options", "priors", names[i] as string, "pseudoCustomers"];
    throw new ScoringError("out_of_range", path, "a number above 0: a posterior needs a prior", "0");
  });
  return { add: normalPriors(list), list };
}

/** Normal densities of the logarithms, with their constants. */
function normalPriors(list: PriorList): AddPrior {
  let constant = 0;
  for (const prior of list) constant += Math.log((prior as Prior).pseudoCustomers / (2 * Math.PI)) / 2;
  return (parameters, gradient, hessian) => constant + addPriors(list, parameters, gradient, hessian);
}

/**
 * The defaults of pymc-marketing, by the positions of the parameters: those in `scales` are Weibull with
 * shape 2 and that scale; the two of `beta`, where given, are the shares of a Pareto(1, 1) total, so that
 * they add up to 1 or more. Densities are of the logarithms.
 *
 * @see pymc-marketing, `BetaGeoModel`, `ParetoNBDModel` and `ShiftedBetaGeoModel`, `default_model_config`.
 */
export function peerPriors(
  scales: readonly (readonly [position: number, scale: number])[],
  beta: readonly [number, number] | null,
): AddPrior {
  return (parameters, gradient, hessian) => {
    const size = parameters.length;
    let value = 0;
    for (const [i, scale] of scales) {
      const square = ((parameters[i] as number) / scale) ** 2;
      value += Math.LN2 + Math.log(square) - square;
      add(gradient, i, 2 - 2 * square);
      add(hessian, i * size + i, -4 * square);
    }
    if (beta === null) return value;
    const [i, j] = beta;
    const a = parameters[i] as number;
    const b = parameters[j] as number;
    const total = a + b;
    if (total < 1) return Number.NEGATIVE_INFINITY;
    const share = a / total;
    add(gradient, i, 1 - 3 * share);
    add(gradient, j, 1 - 3 * (1 - share));
    const curvature = 3 * share * (1 - share);
    add(hessian, i * size + i, -curvature);
    add(hessian, j * size + j, -curvature);
    add(hessian, i * size + j, curvature);
    add(hessian, j * size + i, curvature);
    return value + Math.log(a) + Math.log(b) - 3 * Math.log(total);
  };
}

function add(into: Float64Array | null, i: number, amount: number): void {
  if (into !== null) into[i] = (into[i] as number) + amount;
}
