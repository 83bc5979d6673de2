import type { TimeUnit } from "../../core/types.ts";
import { fitMaybeWithCovariates } from "../covariates/fit-with-covariates.ts";
import type { CovariateFitOptions, CovariateModel, RepeatHistory, Timed } from "../types.ts";
import { bgFitPlan } from "./fit-plan.ts";
import type { BgNbdParameters } from "./parameters.ts";

/** A fitted BG/NBD model. */
export type BgNbdModel<U extends TimeUnit = TimeUnit> = CovariateModel<"bgNbd", BgNbdParameters, U>;

/**
 * Fits BG/NBD by maximum likelihood, or by the maximum of the posterior where priors are given. About
 * a tenth of a second for a million customers.
 *
 * Newton's method on the logarithms of the parameters, from the scale of the data; so a change of the time
 * unit changes nothing but the scale. A fit that the data do not identify says so in `fit.reason` and
 * `fit.runaways`; it does not throw. With `covariates`, customers differ by fields of their rows.
 *
 * @throws A {@link ScoringError} with `empty` for no customers, and as rows and options are refused.
 * @example
 * ```ts
 * const rows = simulate({ parameters: { r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 } }, { customers: 2000, age: 39, seed: 1 });
 * const model = fit(rows, { timeUnit: "week" });
 * model.fit.converged; // => true
 * model.fit.customers; // => 2000
 * ```
 * @see Fader, Hardie and Lee (2005), "Counting your customers" the easy way, Marketing Science 24(2).
 */
export function fit<U extends TimeUnit = TimeUnit>(
  rows: Timed<RepeatHistory, U>,
  options: CovariateFitOptions<BgNbdParameters, U> = {},
): BgNbdModel<U> {
  return fitMaybeWithCovariates<"bgNbd", BgNbdParameters, U>(bgFitPlan("bgNbd", 0), rows, options);
}
