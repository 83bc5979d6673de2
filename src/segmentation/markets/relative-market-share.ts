import { checkNumber } from "../../core/check-options.ts";

/**
 * Own share of a market over that of the largest rival: above 1 for the leader. `null` without a rival.
 *
 * @throws A {@link ScoringError} with `wrong_type`, `not_finite` or `out_of_range`.
 * @example
 * ```ts
 * relativeMarketShare(30, 20); // => 1.5
 * relativeMarketShare(100, 0); // => null
 * ```
 * @see Henderson (1970), The product portfolio, Boston Consulting Group.
 */
export function relativeMarketShare(ownShare: number, largestRivalShare: number): number | null {
  const own = checkNumber(ownShare, ["ownShare"], { min: 0 });
  const rival = checkNumber(largestRivalShare, ["largestRivalShare"], { min: 0 });
  return rival === 0 ? null : own / rival;
}
