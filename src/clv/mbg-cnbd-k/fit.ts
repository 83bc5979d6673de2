import type { TimeUnit } from "../../core/types.ts";
import { type CnbdKFitOptions, type CnbdKModel, fitCnbd } from "../cnbd-k/fit-cnbd.ts";
import type { RegularHistory } from "../cnbd-k/read-regular.ts";
import type { Timed } from "../types.ts";
import { mbgCnbdKModel } from "./mbg-cnbd-k-model.ts";

/** A fitted MBG/CNBD-k model. */
export type MbgCnbdKModel<U extends TimeUnit = TimeUnit> = CnbdKModel<"mbgCnbdK", U>;

/**
 * Fits MBG/CNBD-k by maximum likelihood, or by the maximum of the posterior where priors are given.
 *
 * `k` is the best by profile likelihood: 1, 2, 3, … are tried up to the first that fits worse; `profile` tells how
 * well each did. Rows need `sumLogGaps`, as a purchase history has it; a row without it is left out and counted. A
 * fit that the data do not identify says so in `fit.reason` and `fit.runaways`; it does not throw.
 *
 * @throws A {@link ScoringError} with `empty` for no customers, `conflict` for sums of logarithms in another unit,
 * and as rows and options are refused.
 * @example
 * ```ts
 * const truth = { parameters: { k: 3, r: 0.9, alpha: 4.1, a: 0.8, b: 2.4 } };
 * const rows = simulate(truth, { customers: 2000, age: 52, seed: 1 });
 * const model = fit(rows);
 * model.parameters.k; // => 3
 * model.fit.converged; // => true
 * ```
 * @see Reutterer, Platzer and Schroeder (2020), Leveraging purchase regularity for predicting customer behavior
 * the easy way, International Journal of Research in Marketing.
 */
export function fit<U extends TimeUnit = TimeUnit>(
  rows: Timed<RegularHistory, U>,
  options: CnbdKFitOptions<U> = {},
): MbgCnbdKModel<U> {
  return fitCnbd<"mbgCnbdK", U>(mbgCnbdKModel, rows, options);
}
