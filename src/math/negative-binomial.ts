/**
 * The negative binomial distribution: counts of a Poisson process whose rate is Gamma(r, alpha), over a
 * time that is `odds` times alpha.
 *
 * @module
 */
import { lbetaDensity } from "./lbeta.ts";
import { logConcaveIntegral } from "./log-concave-integral.ts";

/** More terms than about so many are not added up one by one. */
const MANY = 5000;

/** Further below the peak, in the logit, there is nothing. */
const FAR = 60;

/** `P(N = n)`, relative error about 1e-14 also where it is 1e-300. */
export function negativeBinomialMass(n: number, r: number, odds: number): number {
  if (n === 0) return Math.exp(-r * Math.log1p(odds));
  return odds < 1e-200 ? 0 : Math.exp(lbetaDensity(n, r, 1 / odds)) / n;
}

/**
 * `P(N >= n)`, given `mass = P(N = n)`: a positive sum, never one minus a sum that is nearly one; of many terms the
 * incomplete beta function that it is, as an integral.
 */
export function negativeBinomialTail(n: number, r: number, odds: number, mass: number): number {
  if (n === 0) return 1;
  if (n > MANY) return incompleteBeta(n, r, odds);
  const z = odds / (1 + odds);
  // Where the upward sum is slow: P(N >= 1), exact for any r, less the terms 1..n-1. They are walked down
  // from n, so that P(0) may underflow, and the result is kept only if little cancels.
  if (z > 0.9 || n < r * odds) {
    const some = -Math.expm1(-r * Math.log1p(odds));
    let head = 0;
    let term = mass;
    for (let j = n - 1; j > 0; j -= 1) {
      term *= (j + 1) / (z * (r + j));
      head += term;
      if (term < 1e-18 * head && z * (r + j) > j) break;
    }
    if (head < 0.8 * some) return some - head;
  }
  let sum = mass;
  let term = mass;
  for (let k = n; k < n + MANY; k += 1) {
    const ratio = (z * (r + k)) / (k + 1);
    term *= ratio;
    sum += term;
    if (ratio < 1 && term <= 1e-17 * sum * (1 - ratio)) return Math.min(1, sum);
  }
  return incompleteBeta(n, r, odds);
}

/** The chance of at most `odds / (1 + odds)` under Beta(n, r), over the logit, in which the density is log-concave. */
function incompleteBeta(n: number, r: number, odds: number): number {
  if (odds < 1e-200) return 0;
  const high = Math.log(odds);
  const peak = Math.min(high, Math.log(n / r));
  const low = Math.min(peak, 0) - FAR;
  return Math.min(1, Math.exp(logConcaveIntegral(logDensity, slope, n, r, 0, 0, low, peak, high)));
}

function logDensity(y: number, n: number, r: number): number {
  return lbetaDensity(n, r, Math.exp(-y));
}

function slope(y: number, n: number, r: number): number {
  const odds = Math.exp(y);
  return (n - r * odds) / (1 + odds);
}
