/**
 * BG/CNBD-k and MBG/CNBD-k for one customer: as BG/NBD and MBG/NBD, but the time between two purchases is the
 * sum of `k` exponential stages of the customer's own rate, so that purchases come the more regularly the
 * higher `k` is. `first` is 0 for BG and 1 for MBG, as there.
 *
 * `x` is the number of repeat purchases, `tx` the time of the last one, `T` the age.
 *
 * @see Reutterer, Platzer and Schroeder (2020), Leveraging purchase regularity for predicting customer behavior
 * the easy way, International Journal of Research in Marketing.
 * @module
 */
import { lbetaRise } from "../../math/lbeta.ts";
import { lgamma, lgammaDelta } from "../../math/lgamma.ts";
import { logAddExp } from "../../math/log-sum-exp.ts";
import type { FirstToss } from "../bg-nbd/likelihood.ts";

/** The parameters in order. */
export type CnbdKVector = readonly [k: number, r: number, alpha: number, a: number, b: number];

/**
 * The chances, each relative to the first, that somebody alive and silent since `tx` has passed 0, 1, … of the
 * `k` stages to the next purchase, into `out`; their sum comes back.
 */
export function stageChances(p: CnbdKVector, x: number, tx: number, T: number, out: Float64Array): number {
  const [k, r, alpha] = p;
  const shape = r + k * x;
  const share = (T - tx) / (alpha + T);
  let chance = 1;
  let sum = 0;
  for (let j = 0; j < k; j += 1) {
    out[j] = chance;
    sum += chance;
    chance *= ((shape + j) / (j + 1)) * share;
  }
  return sum;
}

/** The logarithm of the chance to be silent from `tx` to `T`, of who is alive. */
function logSilence(p: CnbdKVector, x: number, tx: number, T: number): number {
  const [k, r, alpha] = p;
  const sum = stageChances(p, x, tx, T, new Float64Array(k));
  return Math.log(sum) - (r + k * x) * Math.log1p((T - tx) / (alpha + tx));
}

/** The odds of having left, `P(left) / P(alive)`; infinite where the second is below the smallest double. */
export function cnbdOddsLeft(first: FirstToss, p: CnbdKVector, x: number, tx: number, T: number): number {
  if (x + first === 0) return 0;
  const a = p[3];
  const b = p[4];
  return (a / (b + (x + first - 1))) * Math.exp(-logSilence(p, x, tx, T));
}

/**
 * The log-likelihood of a customer whose gaps between purchases have logarithms that add up to `logGaps`, in
 * the unit of `tx` and `T`.
 */
export function cnbdLogLikelihood(
  first: FirstToss,
  p: CnbdKVector,
  x: number,
  tx: number,
  T: number,
  logGaps: number,
): number {
  const [k, r, alpha, a, b] = p;
  const silent = logSilence(p, x, tx, T);
  if (x + first === 0) return silent;
  const earlier = x + first - 1;
  const purchases =
    x === 0 ? 0 : lgammaDelta(r, k * x) - k * x * Math.log(alpha + tx) + (k - 1) * logGaps - x * lgamma(k);
  const stay = lbetaRise(a, b, earlier) - Math.log(a + b + earlier);
  return (
    purchases - r * Math.log1p(tx / alpha) + stay + logAddExp(Math.log(b + earlier) + silent, Math.log(a))
  );
}
