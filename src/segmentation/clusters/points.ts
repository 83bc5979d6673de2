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
  let sum = 0;
  for (let i = 0; i < points.count; i += 1) sum += squaredDistance(points, i, centres, labels[i] as number);
  return sum;
}

/** The mean over the dimensions of the variance within each (divided by n). */
export function meanVariance(points: Points): number {
  const { count, width, values } = points;
  let total = 0;
  for (let j = 0; j < width; j += 1) {
    let mean = 0;
    for (let i = 0; i < count; i += 1) mean += ((values[i * width + j] as number) - mean) / (i + 1);
    let squares = 0;
    for (let i = 0; i < count; i += 1) squares += ((values[i * width + j] as number) - mean) ** 2;
    total += squares / count;
  }
  return total / width;
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
