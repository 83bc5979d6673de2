import { checkNumber } from "../core/check-options.ts";
import { ScoringError } from "../core/error.ts";

/**
 * Steepness k of the response `C (1 - e^(-k spend))` that goes through today's spend and rate.
 *
 * @throws A {@link ScoringError} with `wrong_type`, `not_finite` or `out_of_range`, the last also for a
 * rate that is not below its ceiling.
 */
export function responseConstant(ceiling: unknown, spend: unknown, rate: unknown, spendName: string): number {
  const most = checkNumber(ceiling, ["options", "ceilingRate"], { min: Number.MIN_VALUE, max: 1 });
  const spent = checkNumber(spend, ["options", spendName], { min: Number.MIN_VALUE });
  const reached = checkNumber(rate, ["options", "currentRate"], { min: 0 });
  if (reached >= most) {
    const expected = "a rate below ceilingRate";
    throw new ScoringError("out_of_range", ["options", "currentRate"], expected, "one that is not");
  }
  return -Math.log1p(-reached / most) / spent;
}
