/**
 * The beta function on the log scale, in the three forms the models need.
 *
 * @module
 */
import { digammaMean, lgamma, lgammaDelta } from "./lgamma.ts";
import { HALF_LN_2PI, STIRLING_FROM, stirlingCorrection } from "./stirling.ts";

/**
 * `ln B(a, b)` for positive `a` and `b`, exact to 5e-15 also when one is 1e-9 and the other 1e15.
 *
 * @example
 * ```ts
 * lbeta(2, 3); // => -2.4849066497880004
 * ```
 */
export function lbeta(a: number, b: number): number {
  return a < b ? lgamma(a) - lgammaDelta(b, a) : lgamma(b) - lgammaDelta(a, b);
}

/**
 * `ln [B(a, b + n) / B(a, b)]` for positive `a`, `b` and `n >= 0`: the chance, in logs, that a coin of
 * Beta(a, b) chances falls `n` times on its second side. It is symmetric in `a` and `n`, so the smaller of
 * the two is the step. To 1e-14, relative to `max(1, |value|)`.
 *
 * @example
 * ```ts
 * Math.exp(lbetaRise(1, 1, 3)); // => 0.25
 * ```
 */
export function lbetaRise(a: number, b: number, n: number): number {
  const step = Math.min(a, n);
  const gap = Math.max(a, n);
  return step === 0 ? 0 : step * (digammaMean(b, step) - digammaMean(b + gap, step));
}

/**
 * `ln [p^a q^b / B(a, b)]` where `p + q = 1` and `q / p` is `odds`: the log-density of the logit of a
 * Beta(a, b) variable. The negative binomial mass and the Gamma-Gamma density both are of this form.
 *
 * For two large arguments the beta function is taken apart by Stirling's formula first, so that the large
 * terms cancel before they are rounded: 4e-15 where the plain sum is off by 5e-12.
 */
export function lbetaDensity(a: number, b: number, odds: number): number {
  if (a < STIRLING_FROM || b < STIRLING_FROM) {
    return -lbeta(a, b) - a * Math.log1p(odds) - b * Math.log1p(1 / odds);
  }
  const n = a + b;
  // of a mean more than a billion times `a` there is no density; a shift that rounds to -1 would make it infinite
  const shift = Math.max((odds * a - b) / n, 1e-9 - 1);
  const correction = stirlingCorrection(1 / a) + stirlingCorrection(1 / b) - stirlingCorrection(1 / n);
  return (
    0.5 * Math.log(a * (b / n)) -
    HALF_LN_2PI -
    a * Math.log1p(shift) -
    b * Math.log1p(-shift / odds) -
    correction
  );
}
