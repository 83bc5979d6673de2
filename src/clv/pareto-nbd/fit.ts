import type { TimeUnit } from "../../core/types.ts";
import { fitMaybeWithCovariates } from "../covariates/fit-with-covariates.ts";
import type { CovariateFitOptions, CovariateModel, RepeatHistory, Timed } from "../types.ts";
import { paretoFitPlan } from "./fit-plan.ts";
import type { ParetoNbdParameters } from "./parameters.ts";

/** A fitted Pareto/NBD model. */
export type ParetoNbdModel<U extends TimeUnit = TimeUnit> = CovariateModel<
  "paretoNbd",
  ParetoNbdParameters,
  U
>;

/**
 * Fits Pareto/NBD by maximum likelihood, or by the maximum of the posterior where priors are given. About
 * a tenth of a second for a million customers.
 *
 * Newton's method on the logarithms of the parameters, from the scale of the data; so a change of the time
 * unit changes nothing but the scale. A fit that the data do not identify says so in `fit.reason` and
 * `fit.runaways`; it does not throw. With `covariates`, customers differ by fields of their rows.
 *
 * @throws A {@link ScoringError} with `empty` for no customers, and as rows and options are refused.
 * @example
 * ```ts
 * const rows = simulate({ parameters: { r: 0.553, alpha: 10.578, s: 0.606, beta: 11.669 } }, { customers: 2000, age: 39, seed: 1 });
 * const model = fit(rows, { timeUnit: "week" });
 * model.fit.converged; // => true
 * model.fit.customers; // => 2000
 * ```
 * @see Schmittlein, Morrison and Colombo (1987), Counting your customers: who are they and what will they do
 * next?, Management Science 33(1).
 */
export function fit<U extends TimeUnit = TimeUnit>(
  rows: Timed<RepeatHistory, U>,
  options: CovariateFitOptions<ParetoNbdParameters, U> = {},
): ParetoNbdModel<U> {
  return fitMaybeWithCovariates<"paretoNbd", ParetoNbdParameters, U>(paretoFitPlan, rows, options);
}
