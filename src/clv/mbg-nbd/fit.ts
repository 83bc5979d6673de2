import type { TimeUnit } from "../../core/types.ts";
import { bgFitPlan } from "../bg-nbd/fit-plan.ts";
import { fitMaybeWithCovariates } from "../covariates/fit-with-covariates.ts";
import type { CovariateFitOptions, CovariateModel, RepeatHistory, Timed } from "../types.ts";
import type { MbgNbdParameters } from "./parameters.ts";

/** A fitted MBG/NBD model. */
export type MbgNbdModel<U extends TimeUnit = TimeUnit> = CovariateModel<"mbgNbd", MbgNbdParameters, U>;

/**
 * Fits MBG/NBD by maximum likelihood, or by the maximum of the posterior where priors are given. About
 * a tenth of a second for a million customers.
 *
 * Newton's method on the logarithms of the parameters, from the scale of the data; so a change of the time
 * unit changes nothing but the scale. A fit that the data do not identify says so in `fit.reason` and
 * `fit.runaways`; it does not throw. With `covariates`, customers differ by fields of their rows.
 *
 * @throws A {@link ScoringError} with `empty` for no customers, and as rows and options are refused.
 * @example
 * ```ts
 * const rows = simulate({ parameters: { r: 0.525, alpha: 6.183, a: 0.891, b: 1.614 } }, { customers: 2000, age: 39, seed: 1 });
 * const model = fit(rows, { timeUnit: "week" });
 * model.fit.converged; // => true
 * model.fit.customers; // => 2000
 * ```
 * @see Batislam, Denizel and Filiztekin (2007), Empirical validation and comparison of models for customer base
 * analysis, International Journal of Research in Marketing 24(3).
 */
export function fit<U extends TimeUnit = TimeUnit>(
  rows: Timed<RepeatHistory, U>,
  options: CovariateFitOptions<MbgNbdParameters, U> = {},
): MbgNbdModel<U> {
  return fitMaybeWithCovariates<"mbgNbd", MbgNbdParameters, U>(bgFitPlan("mbgNbd", 1), rows, options);
}
