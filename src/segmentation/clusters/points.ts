/** Points in a space of few dimensions, row by row in one buffer. */
export interface Points {
  /** How many. */
  readonly count: number;
  /** Numbers of a point. */
  readonly width: number;
  readonly values: Float64Array;
}

/** Squared Euclidean distance of point `i` to centre `c`. */
export function squaredDistance(points: Points, i: number, centres: Float64Array, c: number): number {
  const { values, width } = points;
  let sum = 0;
  for (let j = 0, p = i * width, q = c * width; j < width; j += 1, p += 1, q += 1) {
    const difference = (values[p] as number) - (centres[q] as number);
    sum += difference * difference;
  }
  return sum;
}

/** The nearest centre of a point; of equally near ones the first. */
export function nearestCentre(points: Points, i: number, centres: Float64Array, k: number): number {
  let best = 0;
  let least = Number.POSITIVE_INFINITY;
  for (let c = 0; c < k; c += 1) {
    const distance = squaredDistance(points, i, centres, c);
    if (distance < least) {
      least = distance;
      best = c;
    }
  }
  return best;
}

/** Sum of squared distances of all points to their centres. */
export function inertiaOf(points: Points, centres: Float64Array, labels: ArrayLike<number>): number {
  return inertiaByCluster(points, centres, labels).reduce((sum, one) => sum + one, 0);
}

/**
 * Sums of squared distances to the centre, cluster by cluster. No function is called for a point: one
 * that is not inlined would make an object for each number it returns.
 */
export function inertiaByCluster(
  { count, width, values }: Points,
  centres: Float64Array,
  labels: ArrayLike<number>,
): Float64Array {
  const sums = new Float64Array(centres.length / width);
  for (let i = 0, p = 0; i < count; i += 1) {
    const c = labels[i] as number;
    let sum = 0;
    for (let q = c * width; q < (c + 1) * width; p += 1, q += 1) {
      const difference = (values[p] as number) - (centres[q] as number);
      sum += difference * difference;
    }
    sums[c] = (sums[c] as number) + sum;
  }
  return sums;
}

/** Points that are gone through at a time, one dimension after the other, while they are in the cache. */
export const BLOCK = 1024;

/** The mean over the dimensions of the variance within each (divided by n). */
export function meanVariance(points: Points): number {
  const { count, width } = points;
  const means = new Float64Array(width);
  let squares = 0;
  for (let from = 0; from < count; from += BLOCK) {
    const to = Math.min(from + BLOCK, count);
    for (let j = 0; j < width; j += 1) {
      const mean = blockMean(points, from, to, j);
      // Two parts of known mean: Chan, Golub & LeVeque (1983), Algorithms for computing the sample variance.
      const gap = mean - (means[j] as number);
      squares += blockSquares(points, from, to, j, mean) + (gap * gap * from * (to - from)) / to;
      means[j] = (means[j] as number) + (gap * (to - from)) / to;
    }
  }
  return squares / count / width;
}

function blockMean({ width, values }: Points, from: number, to: number, j: number): number {
  let sum = 0;
  for (let p = from * width + j; p < to * width; p += width) sum += values[p] as number;
  return sum / (to - from);
}

function blockSquares({ width, values }: Points, from: number, to: number, j: number, mean: number): number {
  let sum = 0;
  for (let p = from * width + j; p < to * width; p += width) {
    const difference = (values[p] as number) - mean;
    sum += difference * difference;
  }
  return sum;
}

/** The points at the rows. */
export function pickPoints(points: Points, rows: ArrayLike<number>): Points {
  const { width } = points;
  const values = new Float64Array(rows.length * width);
  for (let r = 0; r < rows.length; r += 1) {
    const from = (rows[r] as number) * width;
    for (let j = 0; j < width; j += 1) values[r * width + j] = points.values[from + j] as number;
  }
  return { count: rows.length, width, values };
}
