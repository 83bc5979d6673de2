import type { InColumn } from "../core/types.ts";
import { runningSums } from "../math/lorenz.ts";
import { roundingError } from "../math/sums.ts";
import { readSorted } from "./read-values.ts";

/** What {@link whaleCurve} gives. Shares are null where the total profit is not above 0. */
export interface WhaleCurve {
  /** Customers whose profit is known. */
  readonly customers: number;
  /** Customers whose profit is not (null, NaN), left out. */
  readonly unknown: number;
  /** Profit of all. */
  readonly total: number;
  /** `k / customers`, for k = 1 … customers. */
  readonly customerShare: Float64Array;
  /** Profit of the k best. */
  readonly cumulative: Float64Array;
  /** Profit of the k best over the total; ends at 1. */
  readonly cumulativeShare: Float64Array | null;
  /** Customers with a profit above 0. */
  readonly profitable: number;
  /** Customers with a loss. */
  readonly unprofitable: number;
  /** `profitable / customers`; null without customers. */
  readonly profitableCustomerShare: number | null;
  /** Profit before anyone loses it again: the height of the whale. */
  readonly peak: number;
  /** `peak / total`. */
  readonly peakShare: number | null;
  /** Share of the customers at which the peak is first reached; null without customers. */
  readonly peakAtCustomerFraction: number | null;
  /** What the loss-makers destroy: `peak - total`. */
  readonly lost: number;
  /** `lost / total`. */
  readonly lostShare: number | null;
  /** Area under the curve of shares, by trapezoids from the origin. */
  readonly areaUnderCurve: number | null;
  /** That area above the diagonal of equal profit: 0 where all bring the same. */
  readonly areaAboveDiagonal: number | null;
  /** `areaAboveDiagonal / areaUnderCurve`: 0 where all bring the same, towards 1 where the best carry the rest. */
  readonly stobachoffIndex: number | null;
}

/**
 * Whale curve (Stobachoff curve): the profit of the best 1, 2, 3 … customers, how high it rises, and
 * what the loss-makers take away again. O(n log n).
 *
 * Customers stand by falling profit; those with a profit of 0 do not move the peak. Unknown profits
 * are left out and counted. Where the total is not above 0, shares of it mean nothing and are null;
 * the amounts are still given. Of the Stobachoff index several normalisations are in use; this one is
 * the area between curve and diagonal over the whole area under the curve.
 *
 * @throws A {@link ScoringError} with `wrong_type` or `not_finite`.
 * @example
 * ```ts
 * const whale = whaleCurve([-50, 100, 20, 80, -40, 50, 0, -10]);
 * whale.cumulative; // => Float64Array.of(100, 180, 230, 250, 250, 240, 200, 150)
 * whale.peakShare; // => 1.6666666666…
 * whale.peakAtCustomerFraction; // => 0.5
 * whale.lost; // => 100
 * ```
 * @see Kaplan & Narayanan (2001), Measuring and managing customer profitability, Journal of Cost
 * Management 15(5); Storbacka (1997), Segmentation based on customer profitability, Journal of
 * Marketing Management 13(5); van Raaij (2005), The strategic value of customer profitability
 * analysis, Marketing Intelligence & Planning 23(4).
 */
export function whaleCurve(profits: InColumn<number>): WhaleCurve {
  const { ascending, unknown } = readSorted(profits, "profits");
  const best = ascending.reverse();
  const customers = best.length;
  const cumulative = runningSums(best);
  const total = customers === 0 ? 0 : (cumulative[customers - 1] as number);
  const profitable = countWhile(best, 0, (profit) => profit > 0);
  const even = countWhile(best, profitable, (profit) => profit === 0);
  const peak = profitable === 0 ? 0 : (cumulative[profitable - 1] as number);
  const hasShares = total > 0;
  const area = areaUnder(cumulative) / (customers * total);
  return {
    customers,
    unknown,
    total,
    customerShare: new Float64Array(customers).map((_zero, i) => (i + 1) / customers),
    cumulative,
    cumulativeShare: hasShares ? cumulative.map((sum) => sum / total) : null,
    profitable,
    unprofitable: customers - profitable - even,
    profitableCustomerShare: customers === 0 ? null : profitable / customers,
    peak,
    peakShare: hasShares ? peak / total : null,
    peakAtCustomerFraction: customers === 0 ? null : profitable / customers,
    lost: peak - total,
    lostShare: hasShares ? (peak - total) / total : null,
    areaUnderCurve: hasShares ? area : null,
    areaAboveDiagonal: hasShares ? area - 0.5 : null,
    stobachoffIndex: hasShares ? (area - 0.5) / area : null,
  };
}

function countWhile(values: Float64Array, from: number, holds: (value: number) => boolean): number {
  let i = from;
  while (i < values.length && holds(values[i] as number)) i += 1;
  return i - from;
}

/** Trapezoids of width 1 from 0 through the points. */
function areaUnder(points: Float64Array): number {
  let high = 0;
  let low = 0;
  for (let i = 0; i < points.length; i += 1) {
    const height = (points[i] as number) * (i === points.length - 1 ? 0.5 : 1);
    low += roundingError(high, height);
    high += height;
  }
  return high + low;
}
