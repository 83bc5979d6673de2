/**
 * The negative binomial distribution: counts of a Poisson process whose rate is Gamma(r, alpha), over a
 * time that is `odds` times alpha.
 *
 * @module
 */
import { lbetaDensity } from "./lbeta.ts";

/** `P(N = n)`, relative error about 1e-14 also where it is 1e-300. */
export function negativeBinomialMass(n: number, r: number, odds: number): number {
  if (n === 0) return Math.exp(-r * Math.log1p(odds));
  return odds < 1e-200 ? 0 : Math.exp(lbetaDensity(n, r, 1 / odds)) / n;
}

/**
 * `P(N >= n)`, given `mass = P(N = n)`: a positive sum, never one minus a sum that is nearly one.
 */
export function negativeBinomialTail(n: number, r: number, odds: number, mass: number): number {
  if (n === 0) return 1;
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
  for (let k = n; k < n + 1e7; k += 1) {
    const ratio = (z * (r + k)) / (k + 1);
    term *= ratio;
    sum += term;
    if (ratio < 1 && term <= 1e-17 * sum * (1 - ratio)) break;
  }
  return Math.min(1, sum);
}
