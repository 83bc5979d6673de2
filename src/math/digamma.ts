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
