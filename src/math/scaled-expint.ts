/**
 * The generalised exponential integral, scaled so that it neither under- nor overflows: what discounting
 * turns a heavy-tailed lifetime into.
 *
 * @module
 */
import { digammaMean } from "./lgamma.ts";
import { phi } from "./phi.ts";

/**
 * `e^z E_s(z)`, the integral over `v > 0` of `e^(-z v) (1 + v)^(-s)`, for `s > 0` and `z > 0`; to 7e-15.
 *
 * For small `z` and moderate `s`: the power series at an order within 1/2 of 1, where the gamma function and
 * the singular term have merged into {@link phi} so that whole orders are regular, then the recurrence in
 * `s`. Otherwise a continued fraction by Steed's method.
 *
 * @example
 * ```ts
 * scaledExpint(1, 1); // => 0.5963473623231942 (Gompertz's constant)
 * ```
 * @see NIST Digital Library of Mathematical Functions, 8.19.
 */
export function scaledExpint(s: number, z: number): number {
  return usesSeries(s, z) ? bySeries(s, z) : fraction(s, z, 1);
}

/**
 * The first moment of the same weight: the integral over `v > 0` of `v e^(-z v) (1 + v)^(-s)`, `s > 1`.
 *
 * It is the next level of the same continued fraction; the plain difference of two exponential integrals
 * cancels for large `z`.
 */
export function scaledExpintMoment(s: number, z: number): number {
  const order = s - 1;
  // Of small orders the recurrence would divide a rounding by next to nothing.
  if (usesSeries(order, z) && order < 0.5) return bySeries(order, z) - bySeries(s, z);
  if (usesSeries(order, z)) return (bySeries(order, z) * (z + order) - 1) / order;
  const next = fraction(order, z, 2);
  return next / (z + order - order * next);
}

function usesSeries(s: number, z: number): boolean {
  return z < 1 && s < 15;
}

function bySeries(s: number, z: number): number {
  const steps = Math.max(0, Math.round(s) - 1);
  const first = s - steps; // in (0, 1.5]
  const k = 1 - first;
  const psi = k < 0 ? digammaMean(1 + k, -k) : digammaMean(1, k);
  let sum = phi(-k, psi - Math.log(z));
  let power = 1;
  for (let j = 1; j < 40 && Math.abs(power) >= 1e-18; j += 1) {
    power *= -z / j;
    sum -= power / (k + j);
  }
  let value = Math.exp(z) * sum;
  for (let j = 0; j < steps; j += 1) value = (1 - z * value) / (first + j);
  return value;
}

/**
 * The continued fraction `1/(z+s+2(n-1) - n(s+n-1)/(z+s+2n - ...))` from level `n`; level 1 is
 * {@link scaledExpint}.
 */
function fraction(s: number, z: number, level: number): number {
  let denominator = z + s + 2 * (level - 1);
  let ratio = 1 / denominator;
  let change = ratio;
  let sum = ratio;
  for (let n = level; n < 10_000 && Math.abs(change) >= 1e-17 * sum; n += 1) {
    const numerator = -n * (s + (n - 1));
    denominator += 2;
    ratio = 1 / (denominator + numerator * ratio);
    change *= denominator * ratio - 1;
    sum += change;
  }
  return sum;
}
