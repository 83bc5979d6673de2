/**
 * The distribution of the number of purchases under BG/NBD and MBG/NBD.
 *
 * @module
 */
import { lbetaRise } from "../../math/lbeta.ts";
import { negativeBinomialMass, negativeBinomialTail } from "../../math/negative-binomial.ts";

/**
 * `P(X = n)` for a customer who is alive, with rate Gamma(shape, scale), over a horizon of `u` scales: alive
 * with exactly `n` on offer, or gone right after the `n`-th with at least `n` on offer.
 *
 * @see Fader, Hardie and Lee (2005), equation 8.
 */
export function countWhileAlive(n: number, u: number, shape: number, a: number, b: number): number {
  const mass = negativeBinomialMass(n, shape, u);
  const alive = Math.exp(lbetaRise(a, b, n)) * mass;
  if (n === 0) return alive;
  const leaves = (Math.exp(lbetaRise(a, b, n - 1)) * a) / (a + b + (n - 1));
  return alive + leaves * negativeBinomialTail(n, shape, u, mass);
}
