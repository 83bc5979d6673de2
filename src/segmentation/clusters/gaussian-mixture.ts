import { cholesky } from "../../math/cholesky.ts";
import { type KMeansSettings, kMeans } from "./k-means.ts";
import type { Points } from "./points.ts";

/** A fitted mixture. */
export interface MixtureRun {
  readonly weights: Float64Array;
  /** Centres, row by row. */
  readonly centres: Float64Array;
  /** Covariances, one after the other, row by row. */
  readonly covariances: Float64Array;
  /** Most probable component of each point. */
  readonly labels: Uint16Array;
  readonly logLikelihood: number;
  readonly iterations: number;
  readonly converged: boolean;
}

/** Added to variances, so that no component collapses onto a point. */
const RIDGE = 1e-6;
const LOG_2_PI = Math.log(2 * Math.PI);

/**
 * A mixture of normal distributions, each with a covariance of its own, by expectation and maximisation
 * from the clusters of k-means.
 *
 * @see Dempster, Laird & Rubin (1977), Maximum likelihood from incomplete data via the EM algorithm.
 */
export function gaussianMixture(points: Points, settings: KMeansSettings): MixtureRun {
  const { k, maxIterations, tolerance } = settings;
  const { count } = points;
  const start = kMeans(points, { ...settings, tolerance: 1e-4 });
  const shares = new Float64Array(count * k);
  for (let i = 0; i < count; i += 1) shares[i * k + (start.labels[i] as number)] = 1;
  let model = maximise(points, shares, k);
  let logLikelihood = Number.NEGATIVE_INFINITY;
  let iterations = 0;
  let converged = false;
  while (iterations < maxIterations && !converged) {
    iterations += 1;
    const reached = expect(points, model, k, shares);
    converged = Math.abs(reached - logLikelihood) <= tolerance * count;
    logLikelihood = reached;
    if (!converged) model = maximise(points, shares, k);
  }
  if (!converged) logLikelihood = expect(points, model, k, shares);
  const labels = new Uint16Array(count);
  for (let i = 0; i < count; i += 1) labels[i] = greatest(shares, i * k, k);
  const { weights, centres, covariances } = model;
  return { weights, centres, covariances, labels, logLikelihood, iterations, converged };
}

/** A mixture with what its densities need. */
export interface Mixture {
  readonly weights: Float64Array;
  readonly centres: Float64Array;
  readonly covariances: Float64Array;
  /** Lower Cholesky factors of the covariances. */
  readonly factors: Float64Array;
  /** Logarithm of weight and normalising constant of each component. */
  readonly constants: Float64Array;
}

/** Prepares a mixture for its densities. A covariance that is not positive definite counts as its diagonal. */
export function mixtureOf(
  weights: Float64Array,
  centres: Float64Array,
  covariances: Float64Array,
  width: number,
): Mixture {
  const size = width * width;
  const factors = covariances.slice();
  const constants = new Float64Array(weights.length);
  for (let c = 0; c < weights.length; c += 1) {
    const factor = factors.subarray(c * size, (c + 1) * size);
    if (!cholesky(factor, width)) {
      const from = covariances.subarray(c * size, (c + 1) * size);
      factor.fill(0);
      for (let j = 0; j < width; j += 1) {
        factor[j * width + j] = Math.sqrt(Math.max(from[j * width + j] as number, RIDGE));
      }
    }
    let logRoot = 0;
    for (let j = 0; j < width; j += 1) logRoot += Math.log(factor[j * width + j] as number);
    constants[c] = Math.log(weights[c] as number) - logRoot - (width * LOG_2_PI) / 2;
  }
  return { weights, centres, covariances, factors, constants };
}

/** Squared distance of point `i` to component `c` in its own standard deviations. */
export function mahalanobis(
  points: Points,
  i: number,
  mixture: Mixture,
  c: number,
  room: Float64Array,
): number {
  const { width, values } = points;
  const { factors, centres } = mixture;
  const f = c * width * width;
  let sum = 0;
  for (let row = 0; row < width; row += 1) {
    let rest = (values[i * width + row] as number) - (centres[c * width + row] as number);
    for (let j = 0; j < row; j += 1) rest -= (factors[f + row * width + j] as number) * (room[j] as number);
    const step = rest / (factors[f + row * width + row] as number);
    room[row] = step;
    sum += step * step;
  }
  return sum;
}

/** Writes the share of each component in each point; returns the log-likelihood. */
export function expect(points: Points, mixture: Mixture, k: number, shares: Float64Array): number {
  const room = new Float64Array(points.width);
  let total = 0;
  for (let i = 0; i < points.count; i += 1) {
    let most = Number.NEGATIVE_INFINITY;
    for (let c = 0; c < k; c += 1) {
      const log = (mixture.constants[c] as number) - mahalanobis(points, i, mixture, c, room) / 2;
      shares[i * k + c] = log;
      if (log > most) most = log;
    }
    let sum = 0;
    for (let c = i * k; c < (i + 1) * k; c += 1) {
      const share = Math.exp((shares[c] as number) - most);
      shares[c] = share;
      sum += share;
    }
    for (let c = i * k; c < (i + 1) * k; c += 1) shares[c] = (shares[c] as number) / sum;
    total += most + Math.log(sum);
  }
  return total;
}

/** Weights, centres and covariances that the shares make most likely. */
function maximise(points: Points, shares: Float64Array, k: number): Mixture {
  const { count, width, values } = points;
  const size = width * width;
  const weights = new Float64Array(k).fill(10 * Number.EPSILON);
  const centres = new Float64Array(k * width);
  const covariances = new Float64Array(k * size);
  for (let i = 0; i < count; i += 1) {
    for (let c = 0; c < k; c += 1) {
      const share = shares[i * k + c] as number;
      weights[c] = (weights[c] as number) + share;
      for (let j = 0; j < width; j += 1) {
        centres[c * width + j] =
          (centres[c * width + j] as number) + share * (values[i * width + j] as number);
      }
    }
  }
  for (let q = 0; q < centres.length; q += 1) {
    centres[q] = (centres[q] as number) / (weights[Math.floor(q / width)] as number);
  }
  for (let i = 0; i < count; i += 1) {
    for (let c = 0; c < k; c += 1) addSpread(points, i, shares[i * k + c] as number, centres, c, covariances);
  }
  for (let c = 0; c < k; c += 1) {
    for (let row = 0; row < width; row += 1) {
      for (let j = 0; j <= row; j += 1) {
        const at = c * size + row * width + j;
        const value = (covariances[at] as number) / (weights[c] as number) + (row === j ? RIDGE : 0);
        covariances[at] = value;
        covariances[c * size + j * width + row] = value;
      }
    }
  }
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return mixtureOf(
    weights.map((weight) => weight / total),
    centres,
    covariances,
    width,
  );
}

/** Adds a point to the lower triangle of a component's covariance. */
function addSpread(
  points: Points,
  i: number,
  share: number,
  centres: Float64Array,
  c: number,
  covariances: Float64Array,
): void {
  const { width, values } = points;
  if (share === 0) return;
  for (let row = 0; row < width; row += 1) {
    const difference = (values[i * width + row] as number) - (centres[c * width + row] as number);
    for (let j = 0; j <= row; j += 1) {
      const at = c * width * width + row * width + j;
      const other = (values[i * width + j] as number) - (centres[c * width + j] as number);
      covariances[at] = (covariances[at] as number) + share * difference * other;
    }
  }
}

function greatest(shares: Float64Array, from: number, k: number): number {
  let best = 0;
  for (let c = 1; c < k; c += 1) if ((shares[from + c] as number) > (shares[from + best] as number)) best = c;
  return best;
}

/** How many numbers a mixture is told by. */
export function mixtureParameters(k: number, width: number): number {
  return (k * width * (width + 1)) / 2 + k * width + k - 1;
}
