/**
 * The one integral of the Pareto/NBD model.
 *
 * @module
 */
import { logConcaveIntegral, logConcaveNodes } from "../../math/log-concave-integral.ts";

/**
 * The logarithm of the integral over `[0, length]` of `(1 + y/A)^(-p) (1 + y/B)^(-q) dy`; minus infinity for
 * no length.
 *
 * Taken in the logarithm `u` of the smaller of `A + y`, `B + y`, measured from its start, the integrand is
 * log-concave and its peak has a closed form; so no 2F1, and no branch on which of the two is larger.
 */
export function logDecayIntegral(A: number, p: number, B: number, q: number, length: number): number {
  if (length === 0) return Number.NEGATIVE_INFINITY;
  const low = A <= B;
  const start = low ? A : B;
  const share = low ? A / B : B / A;
  const near = low ? p : q;
  const far = low ? q : p;
  const end = Math.log1p(length / start);
  const peak = peakOf(near, far, share, end);
  return Math.log(start) + logConcaveIntegral(decay, decaySlope, near, far, share, 0, 0, peak, end);
}

/**
 * The same integral as nodes: `lengths` are the `y` at which to evaluate, `weights` what each counts, the
 * integrand included. Returns how many there are.
 */
export function decayNodes(
  A: number,
  p: number,
  B: number,
  q: number,
  length: number,
  lengths: Float64Array,
  weights: Float64Array,
): number {
  if (length === 0) return 0;
  const low = A <= B;
  const start = low ? A : B;
  const share = low ? A / B : B / A;
  const near = low ? p : q;
  const far = low ? q : p;
  const end = Math.log1p(length / start);
  const peak = peakOf(near, far, share, end);
  const scale = start * Math.exp(decay(peak, near, far, share));
  const count = logConcaveNodes(decay, decaySlope, near, far, share, 0, 0, peak, end, lengths, weights);
  for (let i = 0; i < count; i += 1) {
    lengths[i] = start * Math.expm1(lengths[i] as number);
    weights[i] = scale * (weights[i] as number);
  }
  return count;
}

function peakOf(near: number, far: number, share: number, end: number): number {
  const rise = (1 - near) / far;
  if (rise <= 0) return 0;
  if (rise >= 1) return end;
  return Math.min(end, Math.max(0, Math.log((rise * (1 - share)) / (share * (1 - rise)))));
}

function decay(u: number, near: number, far: number, share: number): number {
  return (1 - near) * u - far * Math.log1p(share * Math.expm1(u));
}

function decaySlope(u: number, near: number, far: number, share: number): number {
  const e = share * Math.exp(u);
  return 1 - near - far * (e / (1 - share + e)); // a product of the two may be no number
}
