/**
 * Compensated sums: what each addition rounds away is kept and added at the end, so that a sum
 * hardly depends on the order of its terms.
 *
 * @module
 * @see Neumaier (1974), Rundungsfehleranalyse einiger Verfahren zur Summation endlicher Summen.
 */

/**
 * What `a + b` rounds away: `a + b` plus this is exact. 0 where the sum overflows.
 *
 * The way to keep a running pair: `low += roundingError(high, x); high += x`.
 *
 * @example
 * ```ts
 * roundingError(1e16, 1); // => 1
 * ```
 */
export function roundingError(a: number, b: number): number {
  const sum = a + b;
  if (sum - sum !== 0) return 0;
  return Math.abs(a) >= Math.abs(b) ? a - sum + b : b - sum + a;
}

/** Adds `value` to the pair at `i`: the sum is `high[i] + low[i]`. */
export function addAt(high: Float64Array, low: Float64Array, i: number, value: number): void {
  const before = high[i] as number;
  low[i] = (low[i] as number) + roundingError(before, value);
  high[i] = before + value;
}

/** Adds `value` to the pair of neighbours at `at`: what rounding loses goes to the second. */
export function addPair(pairs: Float64Array, at: number, value: number): void {
  const before = pairs[at] as number;
  pairs[at + 1] = (pairs[at + 1] as number) + roundingError(before, value);
  pairs[at] = before + value;
}

/**
 * Sum of an array, compensated. 0 of none.
 *
 * @example
 * ```ts
 * sumOf(Float64Array.of(1e16, 1, -1e16)); // => 1
 * ```
 */
export function sumOf(values: ArrayLike<number>): number {
  let high = 0;
  let low = 0;
  for (let i = 0; i < values.length; i += 1) {
    const value = values[i] as number;
    low += roundingError(high, value);
    high += value;
  }
  return high + low;
}
