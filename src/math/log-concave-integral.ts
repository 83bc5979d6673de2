/**
 * Integrals of `e^f` for a concave `f`, on the log scale: the last resort that never fails, and the only
 * quadrature of the Pareto/NBD model.
 *
 * @module
 */
import { gaussLegendre, type QuadratureRule, RULE_16 } from "./gauss-legendre.ts";

const RULE_32 = /* @__PURE__ */ gaussLegendre(32);

/** Below the peak by more than this, an integrand is left out: e^-40 is under the last bit of the sum. */
const DROP = 40;

/** Steps of the cut, at most: where the integrand falls as `e^-e^u`, each goes down by 1 in `u`. */
const MOST_ROUNDS = 200;

/** No side is cut into more panels than this. */
const MOST_PANELS = 64;

/** Nodes on both sides together, at most. */
export const MOST_NODES: number = 2 * MOST_PANELS * 32;

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

/**
 * The same integral as nodes: fills `points` with where to evaluate and `weights` with what each counts,
 * `e^f` relative to the peak included, and returns how many there are, at most {@link MOST_NODES}. For
 * averages of several functions over one density.
 */
export function logConcaveNodes(
  f: Curve,
  slope: Curve,
  c0: number,
  c1: number,
  c2: number,
  c3: number,
  low: number,
  peak: number,
  high: number,
  points: Float64Array,
  weights: Float64Array,
): number {
  const top = f(peak, c0, c1, c2, c3);
  let count = 0;
  for (const limit of [high, low]) {
    if (limit === peak) continue;
    const end = cut(f, slope, c0, c1, c2, c3, peak, limit, top);
    const panels = panelsOf(peak, end);
    const step = (end - peak) / panels;
    const rule = ruleFor(peak, end, top - f(end, c0, c1, c2, c3));
    for (let panel = 0; panel < panels; panel += 1) {
      for (let i = 0; i < rule.nodes.length; i += 1) {
        const u = peak + step * (panel + (rule.nodes[i] as number));
        points[count] = u;
        weights[count] = Math.abs(step) * (rule.weights[i] as number) * Math.exp(f(u, c0, c1, c2, c3) - top);
        count += 1;
      }
    }
  }
  return count;
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
  const end = cut(f, slope, c0, c1, c2, c3, peak, limit, top);
  const panels = panelsOf(peak, end);
  const step = (end - peak) / panels;
  const { nodes, weights } = ruleFor(peak, end, top - f(end, c0, c1, c2, c3));
  let sum = 0;
  for (let panel = 0; panel < panels; panel += 1) {
    for (let i = 0; i < nodes.length; i += 1) {
      const u = peak + step * (panel + (nodes[i] as number));
      sum += (weights[i] as number) * Math.exp(f(u, c0, c1, c2, c3) - top);
    }
  }
  return sum * Math.abs(step);
}

/** Where the integrand has become negligible, or `limit` where it never does. */
function cut(
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
  for (let round = 0; round < MOST_ROUNDS && drop > DROP + 10; round += 1) {
    const next = end + (drop - DROP) / slope(end, c0, c1, c2, c3);
    // of a cut very near to the peak rounding may lead to it, or past it
    end = (next - peak) * (limit - peak) > 0 ? next : peak + (end - peak) / 1000;
    drop = top - f(end, c0, c1, c2, c3);
  }
  return end;
}

function panelsOf(peak: number, end: number): number {
  return Math.min(MOST_PANELS, Math.ceil(Math.abs(end - peak) / 6));
}

function ruleFor(peak: number, end: number, drop: number): QuadratureRule {
  return Math.abs(end - peak) <= 3 && drop <= 20 ? RULE_16 : RULE_32;
}
