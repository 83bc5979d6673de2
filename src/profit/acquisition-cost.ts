import { checkNumber, checkOptions } from "../core/check-options.ts";

/** What was spent on winning customers, and how many came. */
export interface AcquisitionSpend {
  /** Money spent. */
  readonly spend: number;
  /** Customers won by it. */
  readonly newCustomers: number;
}

/**
 * Customer acquisition cost (CAC): spend per customer won. `null` where nobody was won.
 *
 * @throws A {@link ScoringError} with `wrong_type`, `not_finite`, `out_of_range` or `unknown_name`.
 * @example
 * ```ts
 * customerAcquisitionCost({ spend: 30000, newCustomers: 50 }); // => 600
 * customerAcquisitionCost({ spend: 30000, newCustomers: 0 }); // => null
 * ```
 */
export function customerAcquisitionCost(acquisition: AcquisitionSpend): number | null {
  acquisition = checkOptions(acquisition, ["spend", "newCustomers"], ["acquisition"]);
  const spend = checkNumber(acquisition.spend, ["acquisition", "spend"], { min: 0 });
  const won = checkNumber(acquisition.newCustomers, ["acquisition", "newCustomers"], { min: 0 });
  return won === 0 ? null : spend / won;
}
