/**
 * What a likelihood of contracts needs of the data: at each renewal, how many stood before it, made it, and
 * were lost at it. Cohorts under the same parameters simply add up.
 *
 * @module
 */
import type { TimeUnit } from "../../core/types.ts";

/** Customers by renewal; entry `i` is renewal `i + 1`. */
export interface Renewals {
  /** Customers who made the renewal. */
  readonly kept: Float64Array;
  /** Customers lost at it. */
  readonly lost: Float64Array;
  /** Customers in all. */
  readonly customers: number;
  /** Rows left out because something of them is not known. */
  readonly leftOut: number;
  /** Length of a period, where the data say. */
  readonly timeUnit: TimeUnit | undefined;
  /** Civil date that the data were taken at, where they say. */
  readonly asOf: string | undefined;
}

/** More periods than this are not periods of a contract. */
export const MOST_PERIODS = 100_000;

/** Customers by the renewal that they were last seen at, as renewals. Entry `t` of both is renewal `t`. */
export function renewalsOf(
  lostAt: ArrayLike<number>,
  activeAfter: ArrayLike<number>,
  facts: Omit<Renewals, "kept" | "lost" | "customers">,
): Renewals {
  const periods = lostAt.length - 1;
  const kept = new Float64Array(periods);
  const lost = new Float64Array(periods);
  let beyond = 0; // customers who made the renewal at hand
  for (let t = periods; t >= 1; t -= 1) {
    beyond += activeAfter[t] as number;
    kept[t - 1] = beyond;
    lost[t - 1] = lostAt[t] as number;
    beyond += lostAt[t] as number;
  }
  return { kept, lost, customers: beyond + (activeAfter[0] as number), ...facts };
}

/**
 * For each renewal, how many customers stood before it for one who had made the one before: 1 in a single cohort,
 * less where some were not watched on, more where some were not watched before. Entry 0 is 1.
 */
export function onwardShares({ kept, lost }: Pick<Renewals, "kept" | "lost">): Float64Array {
  return kept.map((made, i) => {
    const before = i === 0 ? 0 : (kept[i - 1] as number);
    return before > 0 ? (made + (lost[i] as number)) / before : 1;
  });
}
