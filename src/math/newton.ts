/**
 * The optimiser behind every fit: damped Newton steps in the logarithms of positive parameters, with an
 * analytic gradient and Hessian.
 *
 * Four parameters and exact curvature make four to nine evaluations the usual cost, and the Hessian at the
 * end is the information that standard errors come from.
 *
 * @module
 */

import { cholesky, choleskySolve } from "./cholesky.ts";
import { dot } from "./dot.ts";
import { largestSize } from "./largest-size.ts";

/**
 * What is maximised: returns the value at `parameters` and fills the gradient and the Hessian (row by row),
 * both by the logarithms of the parameters; {@link chainToLogs} makes them of plain derivatives.
 */
export type Objective = (parameters: Float64Array, gradient: Float64Array, hessian: Float64Array) => number;

/** When and where to stop. */
export interface NewtonOptions {
  /** Stop when the gain that the quadratic model still promises is below this. Default 1e-9. */
  readonly tolerance?: number;
  /** Steps at most. Default 100. */
  readonly maxIterations?: number;
  /** No parameter goes below its entry here. Default: e^-20 times the start. */
  readonly lower?: readonly number[];
  /** No parameter goes above its entry here. Default: e^20 times the start. */
  readonly upper?: readonly number[];
}

/**
 * Why the search ended: the promised gain fell below the tolerance; no step improved the value; the steps
 * ran out; or the value is not finite at the start.
 */
export type NewtonStop = "converged" | "no_progress" | "iteration_limit" | "not_finite";

/** Where the search ended. */
export interface Maximum {
  /** The parameters. */
  readonly parameters: Float64Array;
  /** The value there. */
  readonly value: number;
  /** The gradient by the logarithms of the parameters. */
  readonly gradient: Float64Array;
  /** The negative Hessian by the logarithms of the parameters, row by row: the observed information. */
  readonly information: Float64Array;
  /** Steps taken. */
  readonly iterations: number;
  /** Times the objective was evaluated. */
  readonly evaluations: number;
  /** The gain that the quadratic model promised at the end. */
  readonly promisedGain: number;
  /** Why the search ended. */
  readonly stop: NewtonStop;
  /** Positions of the parameters that ended on a bound and would have gone on. */
  readonly atBound: readonly number[];
}

/** What is left out. Every name is here, so that none is looked for in what all objects inherit. */
const USUAL = { tolerance: 1e-9, maxIterations: 100, lower: undefined, upper: undefined };

/** No logarithm moves further than this in one step. */
const LONGEST_STEP = 1.5;

/** Damped attempts at one step before the search gives up. */
const MOST_ATTEMPTS = 30;

/**
 * Maximises `objective` over positive parameters, from `start`.
 *
 * Levenberg's damping where the curvature is not negative or a step does not improve; bounds by freezing a
 * parameter that pushes against one.
 *
 * @example
 * ```ts
 * // The maximum of ln x - x is at 1.
 * const objective: Objective = ([x = 1], gradient, hessian) => {
 *   gradient[0] = 1 - x;
 *   hessian[0] = -x;
 *   return Math.log(x) - x;
 * };
 * maximize(objective, [9]).value; // => -1
 * ```
 */
export function maximize(
  objective: Objective,
  start: readonly number[],
  options: NewtonOptions = {},
): Maximum {
  const { tolerance, maxIterations, lower, upper } = { ...USUAL, ...options };
  const size = start.length;
  const low = (lower ?? start.map((p) => p * Math.exp(-20))).map(Math.log);
  const high = (upper ?? start.map((p) => p * Math.exp(20))).map(Math.log);

  let logs = Float64Array.from(start, (p, i) => clamp(Math.log(p), low[i] as number, high[i] as number));
  let parameters = logs.map(Math.exp);
  let gradient = new Float64Array(size);
  let information = new Float64Array(size * size);
  let value = evaluate(objective, parameters, gradient, information);
  let evaluations = 1;
  let iterations = 0;
  let damping = 1e-3;
  let promisedGain = Number.POSITIVE_INFINITY;
  let stop: NewtonStop = Number.isFinite(value) ? "iteration_limit" : "not_finite";
  const step = new Float64Array(size);
  const factor = new Float64Array(size * size);

  search: while (stop === "iteration_limit" && iterations < maxIterations) {
    const frozen = pushing(logs, gradient, low, high);
    let undamped = Number.NaN; // the gain promised by the first step of this round that could be solved for
    for (let attempt = 0; ; attempt += 1) {
      if (attempt === MOST_ATTEMPTS) {
        // Rounding hides what is left to gain: a flat top is as converged as it gets.
        promisedGain = undamped;
        stop = undamped < Math.max(1e3 * tolerance, 1e-13 * Math.abs(value)) ? "converged" : "no_progress";
        break search;
      }
      if (!dampedStep(information, gradient, frozen, damping, factor, step)) {
        damping = Math.max(damping * 10, 1e-4);
        continue;
      }
      promisedGain = dot(step, gradient);
      if (Number.isNaN(undamped)) undamped = promisedGain;
      if (promisedGain < tolerance && damping <= 1e-3) {
        stop = "converged";
        break search;
      }
      const scale = Math.min(1, LONGEST_STEP / largestSize(step));
      const nextLogs = logs.map((l, i) =>
        clamp(l + scale * (step[i] as number), low[i] as number, high[i] as number),
      );
      const nextParameters = nextLogs.map(Math.exp);
      const nextGradient = new Float64Array(size);
      const nextInformation = new Float64Array(size * size);
      const nextValue = evaluate(objective, nextParameters, nextGradient, nextInformation);
      evaluations += 1;
      // Near the top rounding may hide the gain of a full step; a damped step must show it.
      if (nextValue > value || (damping <= 1e-3 && nextValue >= value - 1e-12 * Math.abs(value))) {
        logs = nextLogs;
        parameters = nextParameters;
        gradient = nextGradient;
        information = nextInformation;
        value = nextValue;
        if (scale === 1) damping = damping < 1e-10 ? 0 : damping * 0.01;
        break;
      }
      damping = Math.max(damping * 8, 1e-4);
    }
    iterations += 1;
  }
  const frozen = pushing(logs, gradient, low, high);
  const atBound = Array.from(frozen.keys()).filter((i) => frozen[i] === 1);
  return { parameters, value, gradient, information, iterations, evaluations, promisedGain, stop, atBound };
}

/** Evaluates, and turns the Hessian into the information. NaN counts as the worst value. */
function evaluate(
  objective: Objective,
  parameters: Float64Array,
  gradient: Float64Array,
  information: Float64Array,
): number {
  const value = objective(parameters, gradient, information);
  for (let k = 0; k < information.length; k += 1) information[k] = -(information[k] as number);
  return Number.isNaN(value) ? Number.NEGATIVE_INFINITY : value;
}

/**
 * Turns derivatives by the parameters into derivatives by their logarithms, in place, for the parameters
 * marked in `plain`; those of the others are by logarithms already.
 */
export function chainToLogs(
  parameters: Float64Array,
  gradient: Float64Array,
  hessian: Float64Array,
  plain: readonly boolean[],
): void {
  const size = parameters.length;
  for (let i = 0; i < size; i += 1) {
    const factor = plain[i] ? (parameters[i] as number) : 1;
    gradient[i] = (gradient[i] as number) * factor;
    for (let j = 0; j < size; j += 1) {
      const other = plain[j] ? (parameters[j] as number) : 1;
      hessian[i * size + j] = (hessian[i * size + j] as number) * factor * other;
    }
    if (plain[i]) hessian[i * size + i] = (hessian[i * size + i] as number) + (gradient[i] as number);
  }
}

/** Marks the parameters that stand on a bound and whose gradient points outward. */
function pushing(
  logs: Float64Array,
  gradient: Float64Array,
  low: readonly number[],
  high: readonly number[],
): Uint8Array {
  const frozen = new Uint8Array(logs.length);
  for (let i = 0; i < logs.length; i += 1) {
    const l = logs[i] as number;
    const g = gradient[i] as number;
    if ((l <= (low[i] as number) && g < 0) || (l >= (high[i] as number) && g > 0)) frozen[i] = 1;
  }
  return frozen;
}

/** Solves for the step in the logarithms; false where the damped information is not positive definite. */
function dampedStep(
  information: Float64Array,
  gradient: Float64Array,
  frozen: Uint8Array,
  damping: number,
  factor: Float64Array,
  step: Float64Array,
): boolean {
  const size = gradient.length;
  for (let i = 0; i < size; i += 1) {
    for (let j = 0; j < size; j += 1) {
      const free = frozen[i] === 0 && frozen[j] === 0;
      factor[i * size + j] = free ? (information[i * size + j] as number) : i === j ? 1 : 0;
    }
    const own = Math.abs(factor[i * size + i] as number);
    factor[i * size + i] = (factor[i * size + i] as number) + damping * (own + 1e-8);
    step[i] = frozen[i] === 0 ? (gradient[i] as number) : 0;
  }
  if (!cholesky(factor, size)) return false;
  choleskySolve(factor, size, step);
  return true;
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}
