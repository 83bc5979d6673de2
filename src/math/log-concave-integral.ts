/**
 * Integrals of `e^f` for a concave `f`, on the log scale: the last resort that never fails, and the only
 * quadrature of the Pareto/NBD model.
 *
 * @module
 */
import { gaussLegendre, type QuadratureRule } from "./gauss-legendre.ts";

const RULE_16 = /* @__PURE__ */ gaussLegendre(16);
const RULE_32 = /* @__PURE__ */ gaussLegendre(32);

/** Below the peak by more than this, an integrand is left out: e^-40 is under the last bit of the sum. */
const DROP = 40;

/** No side is cut into more panels than this. */
const MOST_PANELS = 64;

/**
 * A function of one variable with up to four constants, which are passed along so that callers inside loops
 * over customers need no closure.
 */
export type Curve = (u: number, c0: number, c1: number, c2: number, c3: number) => number;

/**
 * The logarithm of the integral of `e^f` over `[low, high]`, where `f` is concave with derivative `slope`
 * and has its maximum over the interval at `peak`.
 *
 * Each side of the peak is cut, by Newton's method from outside, where the integrand has become negligible:
 * a tangent of a concave function never overshoots, so stopping early is safe. What is left is narrow and
 * smooth, and 16 or 32 Gauss-Legendre nodes a panel reach the last digits.
 */
export function logConcaveIntegral(
  f: Curve,
  slope: Curve,
  c0: number,
  c1: number,
  c2: number,
  c3: number,
  low: number,
  peak: number,
  high: number,
): number {
  const top = f(peak, c0, c1, c2, c3);
  let sum = 0;
  if (high > peak) sum += side(f, slope, c0, c1, c2, c3, peak, high, top);
  if (low < peak) sum += side(f, slope, c0, c1, c2, c3, peak, low, top);
  return top + Math.log(sum);
}

/** One side of the peak, up to `limit`, divided by `e^top`. */
function side(
  f: Curve,
  slope: Curve,
  c0: number,
  c1: number,
  c2: number,
  c3: number,
  peak: number,
  limit: number,
  top: number,
): number {
  let end = limit;
  let drop = top - f(end, c0, c1, c2, c3);
  for (let round = 0; round < 40 && drop > DROP + 10; round += 1) {
    end += (drop - DROP) / slope(end, c0, c1, c2, c3);
    drop = top - f(end, c0, c1, c2, c3);
  }
  const width = Math.abs(end - peak);
  const panels = Math.min(MOST_PANELS, Math.ceil(width / 6));
  const step = (end - peak) / panels;
  const rule: QuadratureRule = width <= 3 && drop <= 20 ? RULE_16 : RULE_32;
  const { nodes, weights } = rule;
  let sum = 0;
  for (let panel = 0; panel < panels; panel += 1) {
    for (let i = 0; i < nodes.length; i += 1) {
      const u = peak + step * (panel + (nodes[i] as number));
      sum += (weights[i] as number) * Math.exp(f(u, c0, c1, c2, c3) - top);
    }
  }
  return sum * Math.abs(step);
}
