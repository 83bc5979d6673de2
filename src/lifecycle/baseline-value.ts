import { checkNumber, checkOptions } from "../core/check-options.ts";

/** What a plain forecast of a customer's money is made of. */
export interface BaselineValueInput {
  /** Mean spend a month, over the months in which the customer was active. */
  readonly monthlySpend: number;
  /** How many months ahead. */
  readonly months: number;
  /** Share of customers who stay over that time, from 0 to 1. */
  readonly retention: number;
}

/**
 * The money of the months ahead if a customer spends as before and stays with the base's probability:
 * `monthlySpend × months × retention`. A yardstick for better forecasts, not one of them.
 *
 * @throws A {@link ScoringError} with `wrong_type`, `not_finite`, `out_of_range` or `unknown_name`.
 * @example
 * ```ts
 * baselineValue({ monthlySpend: 50, months: 12, retention: 0.6 }); // => 360
 * ```
 * @see Microsoft Dynamics 365 documentation, Customer lifetime value (CLV) prediction: baseline model.
 */
export function baselineValue(input: BaselineValueInput): number {
  input = checkOptions(input, ["monthlySpend", "months", "retention"], ["input"]);
  const { monthlySpend, months, retention } = input;
  checkNumber(monthlySpend, ["input", "monthlySpend"]);
  checkNumber(months, ["input", "months"], { min: 0 });
  checkNumber(retention, ["input", "retention"], { min: 0, max: 1 });
  return monthlySpend * months * retention;
}
