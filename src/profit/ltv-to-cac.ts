import { checkNumber } from "../core/check-options.ts";

/**
 * Lifetime value over acquisition cost: what one unit of money spent on winning customers brings over
 * their life. `null` where the cost is 0.
 *
 * Both are of the same customers, and the lifetime value is of margins, not of revenue.
 *
 * @throws A {@link ScoringError} with `wrong_type`, `not_finite` or `out_of_range`.
 * @example
 * ```ts
 * ltvToCac(1800, 600); // => 3
 * ltvToCac(1800, 0); // => null
 * ```
 */
export function ltvToCac(ltv: number, cac: number): number | null {
  const value = checkNumber(ltv, ["ltv"]);
  const cost = checkNumber(cac, ["cac"], { min: 0 });
  return cost === 0 ? null : value / cost;
}
