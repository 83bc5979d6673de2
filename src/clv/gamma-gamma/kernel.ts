/**
 * The Gamma-Gamma model of spend: the value of a purchase is Gamma(p, nu), and nu differs between customers
 * as Gamma(q, gamma).
 *
 * `x` is the number of repeat purchases, `mean` their mean value.
 *
 * @see Fader and Hardie (2013), The Gamma-Gamma model of monetary value.
 * @module
 */
import { lbeta, lbetaDensity } from "../../math/lbeta.ts";

/** Further than this factor from what is usual, a mean is so unlikely that nothing cancels in its density. */
const UNUSUAL = 1000;

/** The log-density of a customer's mean value; for `x` from 1 and `mean` above 0. */
export function gammaGammaLogLikelihood(
  p: number,
  q: number,
  gamma: number,
  x: number,
  mean: number,
): number {
  const a = p * x;
  const odds = gamma / (x * mean);
  const usual = odds * (a / q);
  if (usual > 1 / UNUSUAL && usual < UNUSUAL) return lbetaDensity(a, q, odds) - Math.log(mean);
  return -lbeta(a, q) - a * Math.log1p(odds) - q * Math.log1p(1 / odds) - Math.log(mean);
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
