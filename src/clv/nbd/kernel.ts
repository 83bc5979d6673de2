/**
 * The NBD model: purchase rates are Gamma(r, alpha) and nobody ever leaves. The baseline that a model of
 * leaving has to beat.
 *
 * @see Ehrenberg (1959), The pattern of consumer purchases, Applied Statistics 8(1).
 * @module
 */
import { lgammaDelta } from "../../math/lgamma.ts";

/**
 * The log-likelihood of a customer with `x` repeat purchases in `T`, in the form for purchase times (not
 * for counts, which has `x ln T - ln x!` more), so that it compares with the other models.
 */
export function nbdLogLikelihood(r: number, alpha: number, x: number, T: number): number {
  const noPurchase = -r * Math.log1p(T / alpha);
  return x === 0 ? noPurchase : noPurchase + lgammaDelta(r, x) - x * Math.log(alpha + T);
}

/** Expected purchases within `t` of a customer with `x` repeat purchases in `T`. */
export function nbdExpectedPurchases(r: number, alpha: number, x: number, T: number, t: number): number {
  return ((r + x) / (alpha + T)) * t;
}
