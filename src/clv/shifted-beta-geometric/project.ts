import type { Table } from "../../core/types.ts";
import { projectContracts } from "../contract/project-contracts.ts";
import type { FittedOrNot, ProjectedPeriod, ProjectionOptions } from "../contract/types.ts";
import { shiftedBetaGeometricKind } from "./model.ts";
import type { ShiftedBetaGeometricParameters } from "./parameters.ts";

/**
 * The renewals to come of customers who have made `tenure` of them: the share and the number who stay beyond each,
 * with intervals from the fit. Without a fit, or where the data did not identify it, the ends are null (NaN in
 * columns).
 *
 * The interval of the share is what is not known of the parameters; that of the number has the chance of the
 * renewals themselves in it too.
 *
 * @throws A {@link ScoringError} as models and options are refused.
 * @example
 * ```ts
 * const model = fit([1000, 631, 468, 382, 326, 289, 262, 241]);
 * const next = project(model, { periods: 5, tenure: 7, customers: 241 }).row(4);
 * next.survival; // => 0.7113…
 * next.activeLow; // => 155.08…
 * next.activeHigh; // => 187.80…
 * ```
 */
export function project(
  model: FittedOrNot<ShiftedBetaGeometricParameters> & { readonly kind?: "shiftedBetaGeometric" },
  options: ProjectionOptions,
): Table<ProjectedPeriod> {
  return projectContracts(shiftedBetaGeometricKind, model, options);
}
