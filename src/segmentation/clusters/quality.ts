import { type Points, squaredDistance } from "./points.ts";

/** How well groups are set apart. NaN where there is but one, or where each point is a group. */
export interface ClusterQuality {
  /** Mean over points of (b - a) / max(a, b): a the mean distance within the group, b that to the nearest other. -1 to 1. */
  readonly silhouette: number;
  /** Variance between groups over variance within: more is better. */
  readonly calinskiHarabasz: number;
  /** Mean over groups of the worst ratio of spreads to distance: less is better. */
  readonly daviesBouldin: number;
}

/**
 * The silhouette of each point; 0 for the only one of its group. O(n²).
 *
 * @see Rousseeuw (1987), Silhouettes: a graphical aid to the interpretation and validation of cluster
 * analysis, Journal of Computational and Applied Mathematics 20.
 */
export function silhouettes(points: Points, labels: ArrayLike<number>, k: number): Float64Array {
  const { count } = points;
  const sizes = sizesOf(labels, k);
  const sums = new Float64Array(count * k);
  for (let i = 0; i < count; i += 1) {
    for (let j = 0; j < i; j += 1) {
      const distance = Math.sqrt(squaredDistance(points, i, points.values, j));
      const [a, b] = [i * k + (labels[j] as number), j * k + (labels[i] as number)];
      sums[a] = (sums[a] as number) + distance;
      sums[b] = (sums[b] as number) + distance;
    }
  }
  const out = new Float64Array(count);
  for (let i = 0; i < count; i += 1) {
    const own = labels[i] as number;
    const members = sizes[own] as number;
    if (members <= 1) continue;
    const within = (sums[i * k + own] as number) / (members - 1);
    let nearest = Number.POSITIVE_INFINITY;
    for (let c = 0; c < k; c += 1) {
      if (c !== own && (sizes[c] as number) > 0) {
        nearest = Math.min(nearest, (sums[i * k + c] as number) / (sizes[c] as number));
      }
    }
    const greater = Math.max(within, nearest);
    out[i] =
      nearest === Number.POSITIVE_INFINITY ? Number.NaN : greater === 0 ? 0 : (nearest - within) / greater;
  }
  return out;
}

function sizesOf(labels: ArrayLike<number>, k: number): Float64Array {
  const sizes = new Float64Array(k);
  for (let i = 0; i < labels.length; i += 1)
    sizes[labels[i] as number] = (sizes[labels[i] as number] as number) + 1;
  return sizes;
}

/** Means of the groups, row by row. */
function groupMeans(points: Points, labels: ArrayLike<number>, sizes: Float64Array): Float64Array {
  const { width, values } = points;
  const means = new Float64Array(sizes.length * width);
  for (let i = 0; i < points.count; i += 1) {
    const c = labels[i] as number;
    for (let j = 0; j < width; j += 1) {
      means[c * width + j] =
        (means[c * width + j] as number) + (values[i * width + j] as number) / (sizes[c] as number);
    }
  }
  return means;
}

/**
 * Variance between groups over variance within, each by its degrees of freedom. O(n).
 *
 * @see Calinski & Harabasz (1974), A dendrite method for cluster analysis, Communications in Statistics 3.
 */
export function calinskiHarabasz(points: Points, labels: ArrayLike<number>, k: number): number {
  const sizes = sizesOf(labels, k);
  const groups = sizes.filter((size) => size > 0).length;
  const { count, width } = points;
  if (groups < 2 || groups >= count) return Number.NaN;
  const means = groupMeans(points, labels, sizes);
  const whole = groupMeans(points, new Uint8Array(count), Float64Array.of(count));
  let within = 0;
  for (let i = 0; i < count; i += 1) within += squaredDistance(points, i, means, labels[i] as number);
  let between = 0;
  for (let c = 0; c < k; c += 1) {
    let squares = 0;
    for (let j = 0; j < width; j += 1)
      squares += ((means[c * width + j] as number) - (whole[j] as number)) ** 2;
    between += (sizes[c] as number) * squares;
  }
  return within === 0 ? 1 : (between * (count - groups)) / (within * (groups - 1));
}

/**
 * Mean over groups of the worst ratio of two spreads to the distance between their centres. O(n + k²).
 *
 * @see Davies & Bouldin (1979), A cluster separation measure, IEEE PAMI 1(2).
 */
export function daviesBouldin(points: Points, labels: ArrayLike<number>, k: number): number {
  const sizes = sizesOf(labels, k);
  const groups = sizes.filter((size) => size > 0).length;
  if (groups < 2 || groups >= points.count) return Number.NaN;
  const { width } = points;
  const means = groupMeans(points, labels, sizes);
  const spreads = new Float64Array(k);
  for (let i = 0; i < points.count; i += 1) {
    const c = labels[i] as number;
    spreads[c] =
      (spreads[c] as number) + Math.sqrt(squaredDistance(points, i, means, c)) / (sizes[c] as number);
  }
  const centres: Points = { count: k, width, values: means };
  let total = 0;
  for (let c = 0; c < k; c += 1) {
    let worst = 0;
    for (let other = 0; other < k; other += 1) {
      if (other === c || sizes[c] === 0 || sizes[other] === 0) continue;
      const distance = Math.sqrt(squaredDistance(centres, c, means, other));
      const ratio = ((spreads[c] as number) + (spreads[other] as number)) / distance;
      if (distance > 0) worst = Math.max(worst, ratio);
    }
    total += worst;
  }
  return total / groups;
}
