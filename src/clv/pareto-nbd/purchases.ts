/**
 * What a customer who is alive will do next, under Pareto/NBD.
 *
 * Such a customer has a purchase rate Gamma(shape, A) and a rate of leaving Gamma(s, B): for a new customer
 * r, alpha, s, beta; for one seen alive at age T, r + x, alpha + T, s, beta + T.
 *
 * @module
 */
import { lbeta } from "../../math/lbeta.ts";
import { logConcaveIntegral } from "../../math/log-concave-integral.ts";
import { phi } from "../../math/phi.ts";
import { scaledExpint } from "../../math/scaled-expint.ts";
import { logDecayIntegral } from "./decay-integral.ts";

/** Further ahead than any horizon; divided by the smallest scale it is still a number. */
const FOREVER = 1e270;

/**
 * Expected purchases within `t`: the rate times the expected time alive. Regular at s = 1.
 *
 * @see Fader and Hardie (2005), equation 41.
 */
export function paretoExpectedWhileAlive(t: number, shape: number, A: number, s: number, B: number): number {
  return (shape / A) * B * phi(s - 1, Math.log1p(t / B));
}

/**
 * Purchases over the whole future, each discounted at the continuous rate `delta`. Without discounting it is
 * finite only for s > 1.
 *
 * @see Fader, Hardie and Lee (2005), RFM and CLV: using iso-value curves, Journal of Marketing Research 42.
 */
export function paretoDiscountedWhileAlive(
  delta: number,
  shape: number,
  A: number,
  s: number,
  B: number,
): number {
  const rate = (shape / A) * B;
  if (delta === 0) return s > 1 ? rate / (s - 1) : Number.POSITIVE_INFINITY;
  return rate * scaledExpint(s, delta * B);
}

/** The chance to buy at all within `t`; of an infinite `t`, the chance to ever buy again. */
export function paretoAnyPurchase(t: number, shape: number, A: number, s: number, B: number): number {
  if (t === 0) return 0;
  const length = Math.min(t, FOREVER);
  return Math.min(1, Math.exp(Math.log(shape / A) + logDecayIntegral(A, shape + 1, B, s, length)));
}

/**
 * `P(X = n)` within `t`: alive at the end, or gone at some moment `y` with all `n` before it; the second is
 * one integral in `ln y`, whose peak solves a quadratic.
 *
 * @see Fader and Hardie (2006), Deriving an expression for P(X(t) = x) under the Pareto/NBD model.
 */
export function paretoPurchaseCount(
  n: number,
  t: number,
  shape: number,
  A: number,
  s: number,
  B: number,
): number {
  if (t < 1e-250) return n === 0 ? 1 : 0;
  const logChoose = n === 0 ? 0 : -lbeta(n, shape) - Math.log(n);
  const alive = Math.exp(logChoose + logNegativeBinomial(t / A, n, shape) - s * Math.log1p(t / B));
  // In units of A, with B' = B / A: (shape + s) y^2 - slope y - B' (n + 1) = 0 at the peak.
  const scale = B / A;
  const slope = n - s + scale * (1 - shape);
  const constant = scale * (n + 1);
  const root = Math.sqrt(slope * slope + 4 * (shape + s) * constant);
  const top = slope > 0 ? (slope + root) / (2 * (shape + s)) : (2 * constant) / (root - slope);
  const high = Math.log(t / A);
  const peak = Math.min(high, Math.log(top));
  const low = Math.min(peak, Math.log(Math.min(1, scale))) - 45;
  const gone = logConcaveIntegral(deathDensity, deathSlope, n, shape, s, scale, low, peak, high);
  return Math.min(1, alive + Math.exp(logChoose + Math.log(s / scale) + gone));
}

/** `ln` of the negative binomial mass without its binomial coefficient, after `y` scales of time. */
function logNegativeBinomial(y: number, n: number, shape: number): number {
  return -shape * Math.log1p(y) - (n === 0 ? 0 : n * Math.log1p(1 / y));
}

function deathDensity(u: number, n: number, shape: number, s: number, scale: number): number {
  const y = Math.exp(u);
  return u + logNegativeBinomial(y, n, shape) - (s + 1) * Math.log1p(y / scale);
}

function deathSlope(u: number, n: number, shape: number, s: number, scale: number): number {
  const y = Math.exp(u);
  return 1 + (n - shape * y) / (1 + y) - ((s + 1) * y) / (scale + y);
}
