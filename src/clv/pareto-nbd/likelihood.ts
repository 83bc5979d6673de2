/**
 * The likelihood of one customer under Pareto/NBD, and the odds of having left.
 *
 * Purchase rates are Gamma(r, alpha), rates of leaving Gamma(s, beta), independent of each other.
 * `x` is the number of repeat purchases, `tx` the time of the last one, `T` the age.
 *
 * @see Schmittlein, Morrison and Colombo (1987), Counting your customers, Management Science 33(1);
 * Fader and Hardie (2005), A note on deriving the Pareto/NBD model.
 * @module
 */
import { lgammaDelta } from "../../math/lgamma.ts";
import { logAddExp } from "../../math/log-sum-exp.ts";
import { logDecayIntegral } from "./decay-integral.ts";

/** The log-likelihood of a customer. */
export function paretoLogLikelihood(
  r: number,
  alpha: number,
  s: number,
  beta: number,
  x: number,
  tx: number,
  T: number,
): number {
  const purchases = x === 0 ? 0 : lgammaDelta(r, x);
  const alive = logRate(r, alpha, s, beta, x, T);
  const left =
    Math.log(s / (beta + tx)) +
    logRate(r, alpha, s, beta, x, tx) +
    logDecayIntegral(alpha + tx, r + x, beta + tx, s + 1, T - tx);
  return purchases + logAddExp(alive, left);
}

function logRate(r: number, alpha: number, s: number, beta: number, x: number, t: number): number {
  const repeats = x === 0 ? 0 : x * Math.log(alpha + t);
  return -r * Math.log1p(t / alpha) - repeats - s * Math.log1p(t / beta);
}

/**
 * The odds of having left by the end of the observation, `P(left) / P(alive)`: 0 where the last purchase is
 * at the end, infinite where the chance to be alive is below the smallest double.
 */
export function paretoOddsLeft(
  r: number,
  alpha: number,
  s: number,
  beta: number,
  x: number,
  tx: number,
  T: number,
): number {
  const gap = T - tx;
  return Math.exp(
    Math.log(s / (beta + tx)) +
      (r + x) * Math.log1p(gap / (alpha + tx)) +
      s * Math.log1p(gap / (beta + tx)) +
      logDecayIntegral(alpha + tx, r + x, beta + tx, s + 1, gap),
  );
}
