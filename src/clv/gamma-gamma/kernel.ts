/**
 * The Gamma-Gamma model of spend: the value of a purchase is Gamma(p, nu), and nu differs between customers
 * as Gamma(q, gamma).
 *
 * `x` is the number of repeat purchases, `mean` their mean value.
 *
 * @see Fader and Hardie (2013), The Gamma-Gamma model of monetary value.
 * @module
 */
import { lbetaDensity } from "../../math/lbeta.ts";

/** The log-density of a customer's mean value; for `x` from 1 and `mean` above 0. */
export function gammaGammaLogLikelihood(
  p: number,
  q: number,
  gamma: number,
  x: number,
  mean: number,
): number {
  return lbetaDensity(p * x, q, gamma / (x * mean)) - Math.log(mean);
}

/**
 * The expected value of a purchase of this customer; of one without repeat purchases, the population's mean.
 * Infinite where no mean exists: `q <= 1` for a customer without repeat purchases, `p x + q <= 1` with.
 */
export function gammaGammaExpectedSpend(
  p: number,
  q: number,
  gamma: number,
  x: number,
  mean: number,
): number {
  const freedom = p * x + (q - 1);
  if (!(freedom > 0)) return Number.POSITIVE_INFINITY;
  return (p * (gamma + (x === 0 ? 0 : x * mean))) / freedom;
}
