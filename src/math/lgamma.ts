/**
 * The log-gamma function and its differences.
 *
 * Likelihoods need `lnGamma(r + x) - lnGamma(r)` far more often than `lnGamma` itself, and subtracting
 * two log-gammas of size 1e5 loses five digits. So the difference is the primitive here
 * ({@link digammaMean}), and the function is made of it where that is the better route.
 *
 * @module
 */
import { HALF_LN_2PI, STIRLING, STIRLING_FROM, stirlingCorrection } from "./stirling.ts";

/** A step below this share of the start, or below this, gives the same double as the limit: the digamma function itself. */
const SMALLEST_STEP = 1e-18;

/**
 * `ln Gamma(x)` for `x > 0`, to about 4e-15, relative to `max(1, |value|)`.
 *
 * @example
 * ```ts
 * lgamma(5); // => 3.1780538303479458
 * ```
 */
export function lgamma(x: number): number {
  // Near its zeros at 1 and 2 the function is a small difference, and is computed as one.
  if (x > 0.5 && x < 2.5) return lgammaDelta(1, x - 1);
  let shifted = x;
  let product = 1;
  while (shifted < STIRLING_FROM) {
    product *= shifted;
    shifted += 1;
  }
  if (shifted > 1e17) return shifted * (Math.log(shifted) - 1);
  const large = (shifted - 0.5) * Math.log(shifted) - shifted + HALF_LN_2PI + stirlingCorrection(1 / shifted);
  return product === 1 ? large : large - Math.log(product);
}

/**
 * The mean of the digamma function over `[from, from + step]`: `[lnGamma(from + step) - lnGamma(from)] / step`,
 * and `digamma(from)` at step 0. For `from > 0`, `step >= 0`; to about 1e-15 whatever the sizes of the two.
 *
 * Shifts both ends up together, then takes the difference of the two Stirling expansions term by term, the
 * series of corrections by synthetic division, so that nothing of the size of `lnGamma` is ever formed.
 *
 * @example
 * ```ts
 * 2 * digammaMean(3, 2); // => 2.4849066497880004 (the logarithm of 4! / 2! = 12)
 * ```
 */
export function digammaMean(from: number, step: number): number {
  const d = Math.max(step, SMALLEST_STEP * Math.min(1, from));
  let a = from;
  let growth = 0; // the product of (1 + d / (a + k)), minus 1
  while (a < STIRLING_FROM) {
    const e = d / a;
    growth += e + growth * e;
    a += 1;
  }
  const b = a + d;
  const u = 1 / a;
  const v = 1 / b;
  const logGrowth = Math.log1p(d * u) / d;
  // Synthetic division of the correction, a polynomial in odd powers, by (u - v).
  let value = 0;
  let quotient = 0;
  for (let k = STIRLING.length - 1; k >= 0; k -= 1) {
    quotient = quotient * v + value;
    value = value * u + (STIRLING[k] as number);
    quotient = quotient * v + value;
    value *= u;
  }
  const mean = (b - 0.5) * logGrowth - 1 + Math.log(a) - quotient * u * v;
  return growth === 0 ? mean : mean - Math.log1p(growth) / d;
}

/**
 * `lnGamma(from + step) - lnGamma(from)`, for `from > 0` and `from + step > 0`, without subtracting them.
 *
 * @example
 * ```ts
 * lgammaDelta(1e8, 1e-8); // => 1.8420680738952367e-7
 * ```
 */
export function lgammaDelta(from: number, step: number): number {
  return step < 0 ? step * digammaMean(from + step, -step) : step * digammaMean(from, step);
}
