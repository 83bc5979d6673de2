/**
 * Stirling's correction, shared by every function of the gamma family.
 *
 * @module
 */

/** From here upwards eight terms of the series reach the last bit; smaller arguments are shifted up first. */
export const STIRLING_FROM = 9;

/** Half of ln(2 pi). */
export const HALF_LN_2PI = 0.9189385332046727;

/** B(2k) / (2k (2k - 1)), k = 1..8: the coefficients of the correction in odd powers of 1/x. */
export const STIRLING: readonly number[] = [
  1 / 12,
  -1 / 360,
  1 / 1260,
  -1 / 1680,
  1 / 1188,
  -691 / 360360,
  1 / 156,
  -3617 / 122400,
];

/**
 * Stirling's correction `ln Gamma(x) - (x - 1/2) ln x + x - ln(2 pi)/2` at `x = 1 / reciprocal`,
 * for `x` from {@link STIRLING_FROM}.
 */
export function stirlingCorrection(reciprocal: number): number {
  const square = reciprocal * reciprocal;
  let sum = 0;
  for (let k = STIRLING.length - 1; k >= 0; k -= 1) sum = sum * square + (STIRLING[k] as number);
  return sum * reciprocal;
}
