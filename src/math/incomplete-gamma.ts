/**
 * The incomplete gamma function and what follows from it: the normal distribution function and the
 * quantiles of gamma distributions.
 *
 * @module
 */
import { lgamma } from "./lgamma.ts";
import { normalQuantile } from "./normal-quantile.ts";

/**
 * Regularised incomplete gamma functions: the probability that a gamma variable of the given shape and
 * rate 1 is at most `x`, and that it is above. To about 1e-14 relative, for shapes up to 1e5.
 *
 * @see Abramowitz and Stegun (1964), 6.5.29 (series) and 6.5.31 (continued fraction, by Lentz's method).
 */
export function gammaProbability(
  shape: number,
  x: number,
): { readonly below: number; readonly above: number } {
  if (!(x > 0)) return { below: 0, above: 1 };
  if (x === Number.POSITIVE_INFINITY) return { below: 1, above: 0 };
  const front = Math.exp(shape * Math.log(x) - x - lgamma(shape));
  if (x < shape + 1) {
    const below = front * seriesOf(shape, x);
    return { below, above: 1 - below };
  }
  const above = front * fractionOf(shape, x);
  return { below: 1 - above, above };
}

function seriesOf(shape: number, x: number): number {
  let term = 1 / shape;
  let sum = term;
  for (let n = 1; term > sum * 1e-17 && n < 100_000; n += 1) {
    term *= x / (shape + n);
    sum += term;
  }
  return sum;
}

function fractionOf(shape: number, x: number): number {
  let b = x + 1 - shape;
  let c = 1e300;
  let d = 1 / b;
  let value = d;
  for (let n = 1; n < 100_000; n += 1) {
    const a = -n * (n - shape);
    b += 2;
    d = 1 / (a * d + b);
    c = b + a / c;
    const step = c * d;
    value *= step;
    if (Math.abs(step - 1) < 1e-16) break;
  }
  return value;
}

/**
 * The probability that a standard normal variable is at most `x`.
 *
 * @example
 * ```ts
 * normalProbability(1.959963984540054).toFixed(12); // => "0.975000000000"
 * ```
 */
export function normalProbability(x: number): number {
  const { below, above } = gammaProbability(0.5, (x * x) / 2);
  return x < 0 ? above / 2 : 0.5 + below / 2;
}

/**
 * The number that a gamma variable of the given shape and rate 1 stays below with the given
 * probability, between 0 and 1.
 *
 * Newton's method from the cube-root approximation, kept inside a bracket.
 *
 * @example
 * ```ts
 * gammaQuantile(0.5, 1).toFixed(12); // => "0.693147180560"
 * ```
 * @see Wilson and Hilferty (1931), The distribution of chi-square (the start).
 */
export function gammaQuantile(probability: number, shape: number): number {
  const ninth = 1 / (9 * shape);
  const cube = 1 - ninth + normalQuantile(probability) * Math.sqrt(ninth);
  // Near 0 the distribution function is x^a / (a Gamma(a)).
  const small = Math.exp((Math.log(probability) + lgamma(shape + 1)) / shape);
  let x = cube > 0.3 ? shape * cube ** 3 : small;
  let low = 0;
  let high = Number.POSITIVE_INFINITY;
  for (let i = 0; i < 200; i += 1) {
    const error = gammaProbability(shape, x).below - probability;
    if (error < 0) low = x;
    else high = x;
    const density = Math.exp((shape - 1) * Math.log(x) - x - lgamma(shape));
    let next = x - error / density;
    if (!(next > low && next < high)) next = high === Number.POSITIVE_INFINITY ? 2 * x : (low + high) / 2;
    if (Math.abs(next - x) <= 4e-16 * x) return next;
    x = next;
  }
  return x;
}
