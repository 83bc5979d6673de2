/**
 * When the next purchase is due under Pareto/NBD.
 *
 * @module
 */
import { paretoAnyPurchase } from "./purchases.ts";

/** Newton steps at most; five are usual. */
const MOST_STEPS = 100;

/**
 * The time within which a customer who is alive has bought with the given chance; NaN where the customer
 * would more likely leave first.
 *
 * Newton's method on the logarithm of the chance that is left, against the logarithm of time, in which both
 * ends of the curve are straight; kept inside a bracket.
 */
export function paretoWaitingTime(chance: number, shape: number, A: number, s: number, B: number): number {
  if (chance === 0) return 0;
  const ever = paretoAnyPurchase(Number.POSITIVE_INFINITY, shape, A, s, B);
  if (chance >= ever) return Number.NaN;
  const target = -Math.log1p(-chance / ever);
  // The rate only falls, so the first tangent gives a lower bound.
  let low = Math.log1p(chance / shape);
  let high = Number.POSITIVE_INFINITY;
  let w = low;
  for (let step = 0; step < MOST_STEPS; step += 1) {
    const t = A * Math.expm1(w);
    const reached = paretoAnyPurchase(t, shape, A, s, B);
    const left = ever - reached;
    const value = -Math.log1p(-reached / ever);
    if (value < target) low = w;
    else high = w;
    // d(reached)/dt = (shape / A) (1 + t/A)^-(shape+1) (1 + t/B)^-s, and dt/dw = A + t
    const slope = (shape * Math.exp(-shape * w - s * Math.log1p(t / B))) / left;
    let next = w + (target - value) / slope;
    if (!(next > low && next < high)) next = high === Number.POSITIVE_INFINITY ? 2 * w + 1 : (low + high) / 2;
    if (Math.abs(next - w) <= 1e-15 * w) break;
    w = next;
  }
  return A * Math.expm1(w);
}
