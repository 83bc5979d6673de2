/**
 * The likelihood of one customer under BG/NBD and MBG/NBD, and the odds of having left.
 *
 * Rates are Gamma(r, alpha); after a purchase a customer leaves for good with a chance that is Beta(a, b).
 * The two models differ in one thing: whether that coin is tossed after the first purchase too. It is the
 * argument `first`, 0 for BG/NBD and 1 for MBG/NBD, here and in all kernels of this folder.
 *
 * `x` is the number of repeat purchases, `tx` the time of the last one, `T` the age; `tx = 0` where `x = 0`.
 *
 * @see Fader, Hardie and Lee (2005), "Counting your customers" the easy way, Marketing Science 24(2);
 * Batislam, Denizel and Filiztekin (2007), Empirical validation and comparison of models for customer base
 * analysis.
 * @module
 */
import { lbetaRise } from "../../math/lbeta.ts";
import { lgammaDelta } from "../../math/lgamma.ts";
import { logAddExp } from "../../math/log-sum-exp.ts";

/** Whether the first purchase may be the last: 0 in BG/NBD, 1 in MBG/NBD. */
export type FirstToss = 0 | 1;

/**
 * The log-likelihood of a customer. Being alive and having left at `tx` are each built in full and added at
 * the end: expressing one through the other loses their digits where both are large.
 */
export function bgLogLikelihood(
  first: FirstToss,
  r: number,
  alpha: number,
  a: number,
  b: number,
  x: number,
  tx: number,
  T: number,
): number {
  const tosses = x + first;
  const purchases = x === 0 ? 0 : lgammaDelta(r, x);
  const alive = lbetaRise(a, b, tosses) - r * Math.log1p(T / alpha) - logPower(x, alpha + T);
  if (tosses === 0) return purchases + alive;
  const left =
    lbetaRise(a, b, tosses - 1) +
    Math.log(a / (a + b + (tosses - 1))) -
    r * Math.log1p(tx / alpha) -
    logPower(x, alpha + tx);
  return purchases + logAddExp(alive, left);
}

function logPower(x: number, base: number): number {
  return x === 0 ? 0 : x * Math.log(base);
}

/**
 * The odds of having left by the end of the observation, `P(left) / P(alive)`; infinite above the largest double, so that
 * a chance below 6e-309 is 0. No beta function and no power is ever formed.
 *
 * One `log1p` of the silence, not a difference of two logarithms, which of a shape of thousands would lose digits.
 */
export function bgOddsLeft(
  first: FirstToss,
  r: number,
  alpha: number,
  a: number,
  b: number,
  x: number,
  tx: number,
  T: number,
): number {
  if (x + first === 0) return 0;
  // b + (x - 1), not (b + x) - 1: a tiny b would lose its digits
  const last = a / (b + (x - 1 + first));
  const silence = (r + x) * Math.log1p((T - tx) / (alpha + tx));
  // a power that overflows may be of a small chance
  return silence < 709 ? last * Math.exp(silence) : Math.exp(silence + Math.log(last));
}
