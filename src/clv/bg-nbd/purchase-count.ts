/**
 * The distribution of the number of purchases under BG/NBD and MBG/NBD.
 *
 * @module
 */
import { lbetaRise } from "../../math/lbeta.ts";
import { negativeBinomialMass, negativeBinomialTail } from "../../math/negative-binomial.ts";
import type { FirstToss } from "./likelihood.ts";

/**
 * `P(X = n)` for a customer with rate Gamma(shape, scale) over a horizon of `u` scales: alive with exactly
 * `n` on offer, or gone right after the `n`-th with at least `n` on offer.
 *
 * @see Fader, Hardie and Lee (2005), equation 8.
 */
export function bgPurchaseCount(
  first: FirstToss,
  n: number,
  u: number,
  shape: number,
  a: number,
  b: number,
): number {
  const mass = negativeBinomialMass(n, shape, u);
  const tosses = n + first;
  const alive = Math.exp(lbetaRise(a, b, tosses)) * mass;
  if (tosses === 0) return alive;
  const leaves = (Math.exp(lbetaRise(a, b, tosses - 1)) * a) / (a + b + (tosses - 1));
  return alive + leaves * negativeBinomialTail(n, shape, u, mass);
}
