/**
 * Sums over whole steps of what a likelihood needs of the gamma function: with them, no special function is
 * called a customer, or even a level.
 *
 * @module
 */
import { digamma, trigamma } from "../../math/digamma.ts";
import { lbetaRise } from "../../math/lbeta.ts";
import { lgammaDelta } from "../../math/lgamma.ts";

/** A gap longer than this between two levels is jumped over with special functions. */
const LONG_GAP = 64;

/**
 * Moves `[sum of ln((r + k) / alpha), sum of 1/(r + k), sum of 1/(r + k)^2]` on from `k < from` to `k < to`.
 */
export function advanceRate(sums: Float64Array, r: number, alpha: number, from: number, to: number): void {
  if (to - from > LONG_GAP) {
    sums[0] = (sums[0] as number) + lgammaDelta(r + from, to - from) - (to - from) * Math.log(alpha);
    sums[1] = (sums[1] as number) + digamma(r + to) - digamma(r + from);
    sums[2] = (sums[2] as number) + trigamma(r + from) - trigamma(r + to);
    return;
  }
  for (let k = from; k < to; k += 1) {
    const inverse = 1 / (r + k);
    sums[0] = (sums[0] as number) + Math.log((r + k) / alpha);
    sums[1] = (sums[1] as number) + inverse;
    sums[2] = (sums[2] as number) + inverse * inverse;
  }
}

/**
 * Moves the logarithm of the chance to stay through `k < from` tosses, `-sum of log1p(a / (b + k))`, and its
 * derivatives on to `k < to`: `[value, by a, by b, by a twice and by a and b, by b twice]`.
 */
export function advanceStay(sums: Float64Array, a: number, b: number, from: number, to: number): void {
  const c = a + b;
  if (to - from > LONG_GAP) {
    const byA = digamma(c + from) - digamma(c + to);
    const byAA = trigamma(c + from) - trigamma(c + to);
    sums[0] = (sums[0] as number) + lbetaRise(a, b + from, to - from);
    sums[1] = (sums[1] as number) + byA;
    sums[2] = (sums[2] as number) + byA + digamma(b + to) - digamma(b + from);
    sums[3] = (sums[3] as number) + byAA;
    sums[4] = (sums[4] as number) + byAA + trigamma(b + to) - trigamma(b + from);
    return;
  }
  for (let k = from; k < to; k += 1) {
    const inverseB = 1 / (b + k);
    const inverseC = 1 / (c + k);
    sums[0] = (sums[0] as number) - Math.log1p(a * inverseB);
    sums[1] = (sums[1] as number) - inverseC;
    sums[2] = (sums[2] as number) + a * inverseB * inverseC;
    sums[3] = (sums[3] as number) + inverseC * inverseC;
    sums[4] = (sums[4] as number) - a * (inverseB + inverseC) * inverseB * inverseC;
  }
}
