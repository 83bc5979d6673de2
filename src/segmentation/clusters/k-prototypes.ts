import { type Random, seedRandom, uniform } from "../../math/random.ts";
import type { KMeansSettings } from "./k-means.ts";
import { type Points, squaredDistance } from "./points.ts";

/** Points of numbers and categories. */
export interface MixedPoints extends Points {
  /** Category of each point in each categorical feature, row by row. */
  readonly codes: Int32Array;
  /** Categorical features. */
  readonly categories: number;
  /** What a category that differs counts. */
  readonly gamma: number;
}

/** What came of a run. */
export interface PrototypesRun {
  readonly centres: Float64Array;
  /** Most frequent category of each cluster in each categorical feature, row by row. */
  readonly modes: Int32Array;
  readonly labels: Uint16Array;
  readonly inertia: number;
  readonly iterations: number;
  readonly converged: boolean;
}

/**
 * k-means for numbers and categories together: the cost of a point is its squared distance to the centre
 * plus `gamma` for each category that differs from the cluster's most frequent one.
 *
 * @see Huang (1998), Extensions to the k-means algorithm for clustering large data sets with categorical
 * values, Data Mining and Knowledge Discovery 2.
 */
export function kPrototypes(points: MixedPoints, settings: KMeansSettings): PrototypesRun {
  const order = orderByContent(points);
  let best: PrototypesRun | undefined;
  for (let stream = 0; stream < settings.restarts; stream += 1) {
    const run = runOnce(points, order, settings, seedRandom(settings.seed, stream));
    if (best === undefined || run.inertia < best.inertia) best = run;
  }
  return best as PrototypesRun;
}

function runOnce(
  points: MixedPoints,
  order: Int32Array,
  settings: KMeansSettings,
  random: Random,
): PrototypesRun {
  const { k, maxIterations } = settings;
  const { count, width, categories } = points;
  const centres = new Float64Array(k * width);
  const modes = new Int32Array(k * categories);
  drawStart(points, order, k, random, centres, modes);
  const labels = new Uint16Array(count);
  let inertia = Number.POSITIVE_INFINITY;
  let iterations = 0;
  let converged = false;
  while (iterations < maxIterations && !converged) {
    iterations += 1;
    let cost = 0;
    for (let i = 0; i < count; i += 1) {
      const c = nearestPrototype(points, i, centres, modes, k);
      labels[i] = c;
      cost += mixedDistance(points, i, centres, modes, c);
    }
    converged = cost >= inertia;
    inertia = Math.min(cost, inertia);
    if (!converged) movePrototypes(points, labels, centres, modes, k);
  }
  return { centres, modes, labels, inertia, iterations, converged };
}

/** Cost of a point in a cluster. */
export function mixedDistance(
  points: MixedPoints,
  i: number,
  centres: Float64Array,
  modes: Int32Array,
  c: number,
): number {
  const { codes, categories, gamma } = points;
  let cost = squaredDistance(points, i, centres, c);
  for (let f = 0; f < categories; f += 1) {
    if (codes[i * categories + f] !== modes[c * categories + f]) cost += gamma;
  }
  return cost;
}

/** Adds what the categories of the points cost to a sum for each cluster. */
export function modeCosts(
  points: MixedPoints,
  modes: Int32Array,
  labels: Uint16Array,
  sums: Float64Array,
): void {
  const { codes, categories, gamma } = points;
  for (let i = 0; i < codes.length; i += 1) {
    const c = labels[Math.floor(i / categories)] as number;
    if (codes[i] !== modes[c * categories + (i % categories)]) sums[c] = (sums[c] as number) + gamma;
  }
}

/** The cluster that costs least; of equals the first. */
export function nearestPrototype(
  points: MixedPoints,
  i: number,
  centres: Float64Array,
  modes: Int32Array,
  k: number,
): number {
  let best = 0;
  let least = Number.POSITIVE_INFINITY;
  for (let c = 0; c < k; c += 1) {
    const cost = mixedDistance(points, i, centres, modes, c);
    if (cost < least) {
      least = cost;
      best = c;
    }
  }
  return best;
}

/** Rows by their numbers, then categories: the same whatever the order of the table. */
function orderByContent({ count, width, values, codes, categories }: MixedPoints): Int32Array {
  return Int32Array.from({ length: count }, (_, i) => i).sort((a, b) => {
    for (let j = 0; j < width; j += 1) {
      const difference = (values[a * width + j] as number) - (values[b * width + j] as number);
      if (difference !== 0) return difference;
    }
    for (let f = 0; f < categories; f += 1) {
      const difference = (codes[a * categories + f] as number) - (codes[b * categories + f] as number);
      if (difference !== 0) return difference;
    }
    return 0;
  });
}

/** Starts as k-means++ does, on the mixed cost. */
function drawStart(
  points: MixedPoints,
  order: Int32Array,
  k: number,
  random: Random,
  centres: Float64Array,
  modes: Int32Array,
): void {
  const { width, values, codes, categories, count } = points;
  const nearest = new Float64Array(count).fill(Number.POSITIVE_INFINITY);
  let total = 0;
  for (let c = 0; c < k; c += 1) {
    const i =
      c === 0 ? (order[Math.floor(uniform(random) * count)] as number) : draw(nearest, order, total, random);
    for (let j = 0; j < width; j += 1) centres[c * width + j] = values[i * width + j] as number;
    for (let f = 0; f < categories; f += 1) modes[c * categories + f] = codes[i * categories + f] as number;
    total = 0;
    for (const row of order) {
      nearest[row] = Math.min(nearest[row] as number, mixedDistance(points, row, centres, modes, c));
      total += nearest[row] as number;
    }
  }
}

function draw(weights: Float64Array, order: Int32Array, total: number, random: Random): number {
  let left = uniform(random) * total;
  for (const row of order) {
    left -= weights[row] as number;
    if (left < 0) return row;
  }
  return order[order.length - 1] as number;
}

/** Moves each centre to the mean and each mode to the most frequent category, the first of equals. An empty cluster stays. */
function movePrototypes(
  points: MixedPoints,
  labels: Uint16Array,
  centres: Float64Array,
  modes: Int32Array,
  k: number,
): void {
  const { count, width, values, codes, categories } = points;
  const sums = new Float64Array(k * width);
  const sizes = new Float64Array(k);
  for (let i = 0; i < count; i += 1) {
    const c = labels[i] as number;
    sizes[c] = (sizes[c] as number) + 1;
    for (let j = 0; j < width; j += 1) {
      sums[c * width + j] = (sums[c * width + j] as number) + (values[i * width + j] as number);
    }
  }
  for (let q = 0; q < sums.length; q += 1) {
    const size = sizes[Math.floor(q / width)] as number;
    if (size > 0) centres[q] = (sums[q] as number) / size;
  }
  for (let f = 0; f < categories; f += 1) {
    const most = codes.reduce((top, code, at) => (at % categories === f ? Math.max(top, code) : top), 0) + 1;
    const counts = new Float64Array(k * most);
    for (let i = 0; i < count; i += 1) {
      const at = (labels[i] as number) * most + (codes[i * categories + f] as number);
      counts[at] = (counts[at] as number) + 1;
    }
    for (let c = 0; c < k; c += 1) {
      if ((sizes[c] as number) === 0) continue;
      const row = counts.subarray(c * most, (c + 1) * most);
      modes[c * categories + f] = row.indexOf(row.reduce((top, value) => Math.max(top, value), 0));
    }
  }
}
