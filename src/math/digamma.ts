/**
 * The first two derivatives of the log-gamma function, for gradients and Hessians of likelihoods.
 *
 * @module
 */
import { STIRLING, STIRLING_FROM } from "./stirling.ts";

/**
 * `digamma(x)`, the derivative of `lnGamma`, for `x > 0`. Absolute error about 1e-15 times `max(1, |value|)`.
 *
 * @example
 * ```ts
 * digamma(1); // => -0.5772156649015328
 * ```
 */
export function digamma(x: number): number {
  let shifted = x;
  let below = 0;
  while (shifted < STIRLING_FROM) {
    below += 1 / shifted;
    shifted += 1;
  }
  const v = 1 / shifted;
  const square = v * v;
  let sum = 0;
  for (let k = STIRLING.length - 1; k >= 0; k -= 1) {
    sum = sum * square + (STIRLING[k] as number) * (2 * k + 1);
  }
  return Math.log(shifted) - 0.5 * v - sum * square - below;
}

/**
 * `digamma(from + step) - digamma(from)` without subtracting them, for `from > 0` and `step >= 0`; relative error
 * about 1e-15 also where the step is far below `from`.
 *
 * Both ends are shifted up together, then the two expansions subtracted term by term: all terms are positive.
 *
 * @example
 * ```ts
 * digammaRise(1, 1); // => 1
 * ```
 */
export function digammaRise(from: number, step: number): number {
  let low = from;
  let below = 0;
  while (low < STIRLING_FROM) {
    below += step / low / (low + step);
    low += 1;
  }
  const u = 1 / low;
  const v = 1 / (low + step);
  const squareU = u * u;
  const squareV = v * v;
  // synthetic division of the series, a polynomial in the squares, by the difference of the two
  let value = 0;
  let quotient = 0;
  for (let k = STIRLING.length - 1; k >= 0; k -= 1) {
    quotient = quotient * squareV + value;
    value = value * squareU + (STIRLING[k] as number) * (2 * k + 1);
  }
  quotient = quotient * squareV + value;
  const gap = step * u * v;
  return Math.log1p(step * u) + gap * (0.5 + (u + v) * quotient) + below;
}

/**
 * `trigamma(x)`, the second derivative of `lnGamma`, for `x > 0`; relative error about 1e-15.
 *
 * @example
 * ```ts
 * trigamma(1); // => 1.6449340668482266
 * ```
 */
export function trigamma(x: number): number {
  let shifted = x;
  let below = 0;
  while (shifted < STIRLING_FROM) {
    below += 1 / (shifted * shifted);
    shifted += 1;
  }
  const v = 1 / shifted;
  const square = v * v;
  let sum = 0;
  for (let k = STIRLING.length - 1; k >= 0; k -= 1) {
    sum = sum * square + (STIRLING[k] as number) * (2 * k + 1) * (2 * k + 2);
  }
  return v + 0.5 * square + sum * square * v + below;
}
