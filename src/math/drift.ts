/**
 * How far a mix has drifted from another. One kernel for segments, inputs and scores of a model.
 *
 * @module
 */

/** What an empty group counts as: without it one would make the index infinite. */
export const LEAST_SHARE = 0.0001;

/**
 * What each group adds to the population stability index: `(q - p) ln(q / p)` of its shares before (p)
 * and after (q). Shares below `least` count as it. NaN in every group where one of the sums is not above 0.
 *
 * @param before - Counts or weights of the groups, none negative.
 * @param after - Likewise, as many.
 * @example
 * ```ts
 * stabilityParts(Float64Array.of(50, 50), Float64Array.of(75, 25)); // => [0.1013…, 0.1732…]
 * ```
 * @see Siddiqi (2006), Credit Risk Scorecards, chapter 9; Kullback & Leibler (1951), whose divergence J it is.
 */
export function stabilityParts(
  before: Float64Array,
  after: Float64Array,
  least: number = LEAST_SHARE,
): Float64Array {
  const totals = [totalOf(before), totalOf(after)] as const;
  const known = totals[0] > 0 && totals[1] > 0;
  return before.map((weight, group) => {
    if (!known) return Number.NaN;
    const p = Math.max(weight / totals[0], least);
    const q = Math.max((after[group] as number) / totals[1], least);
    return (q - p) * Math.log(q / p);
  });
}

function totalOf(weights: Float64Array): number {
  let total = 0;
  for (let i = 0; i < weights.length; i += 1) total += weights[i] as number;
  return total;
}
