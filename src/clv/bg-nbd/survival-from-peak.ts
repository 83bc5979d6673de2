/**
 * Survival that hardly anybody sees, under BG/NBD and MBG/NBD.
 *
 * @module
 */
import { lbetaDensity } from "../../math/lbeta.ts";
import { WIDEST_STEP } from "../../math/logit-trapezoid.ts";

/** Where the power has fallen by e to this at the peak already, no density of parameters that may be makes up for it. */
const NOTHING = 900;

/** Nodes on either side of the peak, at most. */
const MOST_NODES = 5000;

/**
 * `E[(1 + p u)^(-shape)]` over `p ~ Beta(a, b)` where the power underflows wherever the density is not small:
 * only those with a tiny `p` are left.
 *
 * The same rule and the same integration by parts as `betaMean`, but outward from the peak of the whole
 * integrand, the one root of a quadratic below the mode of the density, and on the log scale there.
 */
export function survivalFromPeak(u: number, shape: number, a: number, b: number): number {
  const a1 = a + 1;
  const p0 = peakOf(u, shape, a1, b);
  const q0 = 1 - p0;
  const fallen = shape * Math.log1p(p0 * u);
  // next to p = 1 the power is as it is in the mode, and underflows
  if (q0 < 1e-6 || fallen > NOTHING) return 0;
  const grown = 1 + p0 * u;
  // how sharp the logarithm of the integrand is at its peak, by the logit
  const sharp = (a1 + b) * p0 * q0 + shape * (((p0 * (1 + u)) / grown) * (q0 / grown) - p0 * q0);
  const step = Math.min(WIDEST_STEP, 0.5 / Math.sqrt(Math.max(sharp, 0)));
  let sum = 0;
  for (const side of [step, -step]) {
    for (let k = side > 0 ? 0 : 1; k < MOST_NODES; k += 1) {
      const y = q0 * Math.expm1(-k * side);
      const x = p0 * Math.expm1(k * side);
      const p = p0 / (1 + y);
      const fall = shape * Math.log1p((-y * p * u) / grown);
      const byParts = 1 + (shape * u * (q0 / (1 + x))) / ((a + b) * (1 + p * u));
      const value = byParts * Math.exp(-a1 * Math.log1p(y) - b * Math.log1p(x) - fall);
      sum += value;
      if (value <= 1e-17 * sum) break;
    }
  }
  return step * sum * Math.exp(lbetaDensity(a1, b, q0 / p0) - fallen);
}

/**
 * Where `a1 ln p + b ln(1 - p) - shape ln(1 + p u)` is highest: a root of
 * `[a1 - (a1 + b) p] (1 + p u) = shape u p (1 - p)`, the only one between 0 and 1.
 */
function peakOf(u: number, shape: number, a1: number, b: number): number {
  const c0 = a1;
  const c1 = (a1 - shape) * u - (a1 + b);
  const c2 = (shape - a1 - b) * u;
  const root = Math.sqrt(Math.max(0, c1 * c1 - 4 * c2 * c0));
  return c1 > 0 ? (c1 + root) / (-2 * c2) : (2 * c0) / (root - c1);
}
