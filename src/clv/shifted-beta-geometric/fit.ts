import type { TimeUnit } from "../../core/types.ts";
import { fitContracts } from "../contract/fit-contracts.ts";
import type { ContractData, ContractFitOptions, ContractModel } from "../contract/types.ts";
import { shiftedBetaGeometricKind } from "./model.ts";
import type { ShiftedBetaGeometricParameters } from "./parameters.ts";

/** A fitted shifted-beta-geometric model. */
export type ShiftedBetaGeometricModel<U extends TimeUnit = TimeUnit> = ContractModel<
  "shiftedBetaGeometric",
  ShiftedBetaGeometricParameters,
  U
>;

/**
 * Fits the shifted-beta-geometric model to cohorts or to single customers under contract; several cohorts share
 * the parameters.
 *
 * A cohort is the list of its customers after 0, 1, 2, … renewals, or a table of these counts
 * (`{ cohort?, period, active }`); single customers are rows `{ tenure, active }`. A fit that the data do not
 * identify (a single renewal, a retention that does not rise) says so in `fit.reason` and `fit.runaways`; it
 * does not throw.
 *
 * @throws A {@link ScoringError} with `empty` where nobody stands before a renewal, `conflict` where a cohort
 * grows, and as numbers and options are refused.
 * @example
 * ```ts
 * const regular = fit([1000, 631, 468, 382, 326, 289, 262, 241]);
 * regular.parameters; // => { alpha: 0.7040…, beta: 1.1820… }
 * regular.fit.logLikelihood; // => -1680.26…
 * fit([{ tenure: 4, active: true }, { tenure: 1, active: false }]).fit.reason; // => "not_identified"
 * ```
 * @see Fader and Hardie (2007), How to project customer retention, Journal of Interactive Marketing 21(1).
 */
export function fit<U extends TimeUnit = TimeUnit>(
  cohort: ContractData<U>,
  options: ContractFitOptions<ShiftedBetaGeometricParameters, U> = {},
): ShiftedBetaGeometricModel<U> {
  return fitContracts<"shiftedBetaGeometric", ShiftedBetaGeometricParameters, U>(
    shiftedBetaGeometricKind,
    cohort,
    options,
  );
}
