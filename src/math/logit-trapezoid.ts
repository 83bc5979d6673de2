/**
 * The value at `p` (with `q = 1 - p` given apart, since near 1 it cannot be recovered) that the average
 * of `f` needs: `f(p) - q f'(p) / (a + b)`.
 */
export type BetaIntegrand = (p: number, q: number) => number;

/** Nodes on either side of the mode, at most. */
const MOST_NODES = 5000;

/** The step of the rule in the logit, where the weight asks for no smaller one. */
export const WIDEST_STEP = 0.22;

/**
 * The average of `f(p)` over `p ~ Beta(a, b)`, for a positive, decreasing `f` that is smooth in `ln p`,
 * given as {@link BetaIntegrand}. For `a > 0` and `b >= 1`.
 *
 * One integration by parts turns the average over Beta(a, b) into one over Beta(a + 1, b), so the left tail
 * is never long and every term stays positive. The rest is the trapezoid rule in the logit of `p`, outward
 * from the mode: the integrand dies at both ends, so the rule converges geometrically. Dividing by
 * the sum of the weights at the same nodes makes the beta function unnecessary.
 *
 * @example
 * ```ts
 * betaMean((p, q) => 1 - p + q / 5, 2, 3); // => 0.6 (the mean of 1 - p is 3 / 5)
 * ```
 */
export function betaMean(integrand: BetaIntegrand, a: number, b: number): number {
  const a1 = a + 1;
  const p0 = a1 / (a1 + b);
  const q0 = b / (a1 + b);
  const step = Math.min(WIDEST_STEP, 0.5 * Math.sqrt(1 / a1 + 1 / b));
  let sum = integrand(p0, q0);
  let mass = 1;
  for (let side = -step; side <= step; side += 2 * step) {
    for (let k = 1; k < MOST_NODES; k += 1) {
      const y = q0 * Math.expm1(-k * side);
      const x = p0 * Math.expm1(k * side);
      const weight = Math.exp(-a1 * Math.log1p(y) - b * Math.log1p(x));
      const q = q0 / (1 + x);
      // next to 1 a quotient may round beyond it, or stay below, and what is divided by `q` would never end
      const value = weight * integrand(q < 0.5 ? 1 - q : p0 / (1 + y), q);
      sum += value;
      mass += weight;
      if (value <= 1e-17 * sum && weight <= 1e-17 * mass) break;
    }
  }
  return sum / mass;
}
