/**
 * Concentration of a total on its holders: the Lorenz curve and the Gini coefficient. All take values
 * in ascending order; values below 0 are allowed.
 *
 * @module
 */
import { roundingError, sumOf } from "./sums.ts";

/**
 * Running sums, compensated: what the first 1, 2, … values add up to.
 *
 * @example
 * ```ts
 * runningSums(Float64Array.of(1, 3, 4)); // => Float64Array.of(1, 4, 8)
 * ```
 */
export function runningSums(values: Float64Array): Float64Array {
  const sums = new Float64Array(values.length);
  let high = 0;
  let low = 0;
  for (let i = 0; i < values.length; i += 1) {
    const value = values[i] as number;
    low += roundingError(high, value);
    high += value;
    sums[i] = high + low;
  }
  return sums;
}

/**
 * Gini coefficient of values in ascending order, `sum (2i - n - 1) x_i / (n sum x)`: 0 where all are
 * equal, towards 1 where one has everything, above 1 where losses are among them. NaN where the total
 * is not above 0.
 *
 * @see Gini (1914), Sulla misura della concentrazione e della variabilità dei caratteri.
 * @example
 * ```ts
 * giniOf(Float64Array.of(0, 0, 0, 8)); // => 0.75
 * ```
 */
export function giniOf(ascending: Float64Array): number {
  const total = sumOf(ascending);
  if (!(total > 0)) return Number.NaN;
  const n = ascending.length;
  let high = 0;
  let low = 0;
  for (let i = 0; i < n; i += 1) {
    const term = (2 * i + 1 - n) * (ascending[i] as number);
    low += roundingError(high, term);
    high += term;
  }
  return (high + low) / (n * total);
}

/**
 * The Gini coefficient brought back to 0 … 1 where losses are among the values: the area between curve
 * and diagonal, over the area below the diagonal enlarged by what of the curve lies below zero. Equal
 * to {@link giniOf} where no value is negative.
 *
 * @see Chen, Tsaur & Rhai (1982), The Gini coefficient and negative income, Oxford Economic Papers 34;
 * corrected by Berrebi & Silber (1985), Oxford Economic Papers 37.
 */
export function normalisedGiniOf(ascending: Float64Array): number {
  const total = sumOf(ascending);
  if (!(total > 0)) return Number.NaN;
  const n = ascending.length;
  const sums = runningSums(ascending);
  // Twice the area below zero, in units of 1 / n of the width and of the total in height.
  let below = 0;
  for (let i = 0; i < n && (sums[i] as number) < 0; i += 1) {
    const sum = sums[i] as number;
    const next = sums[i + 1] as number;
    const before = i === 0 ? 0 : (sums[i - 1] as number);
    below -= before + sum;
    // The last piece ends where the curve comes back to zero, between this value and the next.
    if (next >= 0) below += (sum * sum) / (next - sum);
  }
  return giniOf(ascending) / (1 + below / (n * total));
}
