/**
 * Sums of numbers that are held as logarithms.
 *
 * @module
 */

/**
 * `ln(e^a + e^b)` without overflow; minus infinity counts as nothing.
 *
 * @example
 * ```ts
 * logAddExp(1000, 1000); // => 1000.6931471805599
 * ```
 */
export function logAddExp(a: number, b: number): number {
  if (a === b) return a + Math.LN2; // also both infinite, whose gap would be NaN
  return Math.max(a, b) + Math.log1p(Math.exp(-Math.abs(a - b)));
}

/**
 * `ln(sum of e^value)` without overflow; minus infinity for no values.
 *
 * @example
 * ```ts
 * logSumExp([0, 0, 0, 0]); // => 1.3862943611198906
 * ```
 */
export function logSumExp(values: ArrayLike<number>): number {
  let top = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < values.length; i += 1) top = Math.max(top, values[i] as number);
  if (!Number.isFinite(top)) return top;
  let sum = 0;
  for (let i = 0; i < values.length; i += 1) sum += Math.exp((values[i] as number) - top);
  return top + Math.log(sum);
}
