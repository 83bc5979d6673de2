import { moveCentres, type Totals } from "./move-centres.ts";
import { nearestCentre, type Points, squaredDistance } from "./points.ts";

/** What came of an iteration. */
export interface LloydRun {
  /** Centres, row by row. */
  readonly centres: Float64Array;
  /** Nearest centre of each point. */
  readonly labels: Uint16Array;
  readonly iterations: number;
  /** Did the centres come to rest before the limit? */
  readonly converged: boolean;
}

/**
 * Lloyd's iteration with bounds that spare most distances: a point whose bound on the distance to its
 * own centre is below that to any other cannot have changed. `centres` are moved in place.
 *
 * @param enough - Centres rest when the sum of their squared moves is at most this.
 * @see Hamerly (2010), Making k-means even faster, SIAM SDM.
 */
export function boundedLloyd(
  points: Points,
  centres: Float64Array,
  k: number,
  enough: number,
  maxIterations: number,
): LloydRun {
  const { count, width } = points;
  const labels = new Uint16Array(count);
  const bounds: Bounds = {
    upper: new Float64Array(count).fill(Number.POSITIVE_INFINITY),
    lower: new Float64Array(count),
    halves: new Float64Array(k),
    moves: new Float64Array(k),
  };
  const totals: Totals = { sums: new Float64Array(k * width), counts: new Float64Array(k) };
  let iterations = 0;
  let converged = false;
  while (iterations < maxIterations && !converged) {
    iterations += 1;
    halfGaps(centres, k, width, bounds.halves);
    const changed = assignAll(points, centres, k, labels, bounds);
    totals.sums.fill(0);
    totals.counts.fill(0);
    for (let i = 0; i < count; i += 1) addPoint(points, i, labels[i] as number, totals);
    const shift = moveCentres(points, centres, totals, bounds.moves);
    converged = shift <= enough || (iterations > 1 && changed === 0);
  }
  for (let i = 0; i < count; i += 1) labels[i] = nearestCentre(points, i, centres, k);
  return { centres, labels, iterations, converged };
}

interface Bounds {
  /** At least the distance of a point to its own centre. */
  readonly upper: Float64Array;
  /** At most its distance to any other. */
  readonly lower: Float64Array;
  /** Half the distance of each centre to the next. */
  readonly halves: Float64Array;
  /** How far each centre went in the last step. */
  readonly moves: Float64Array;
}

function halfGaps(centres: Float64Array, k: number, width: number, halves: Float64Array): void {
  const points: Points = { count: k, width, values: centres };
  for (let c = 0; c < k; c += 1) {
    let least = Number.POSITIVE_INFINITY;
    for (let other = 0; other < k; other += 1) {
      if (other !== c) least = Math.min(least, squaredDistance(points, c, centres, other));
    }
    halves[c] = Math.sqrt(least) / 2;
  }
}

/** Moves bounds along with the centres and looks again at the points that they do not settle. */
function assignAll(
  points: Points,
  centres: Float64Array,
  k: number,
  labels: Uint16Array,
  bounds: Bounds,
): number {
  const { upper, lower, halves, moves } = bounds;
  const [first, second, farthest] = twoGreatest(moves);
  let changed = 0;
  for (let i = 0; i < points.count; i += 1) {
    const own = labels[i] as number;
    const low = (lower[i] as number) - (own === farthest ? second : first);
    lower[i] = low;
    upper[i] = (upper[i] as number) + (moves[own] as number);
    const safe = Math.max(low, halves[own] as number);
    if ((upper[i] as number) < safe) continue;
    upper[i] = Math.sqrt(squaredDistance(points, i, centres, own));
    if ((upper[i] as number) < safe) continue;
    if (assignOne(points, i, centres, k, labels, bounds)) changed += 1;
  }
  return changed;
}

function assignOne(
  points: Points,
  i: number,
  centres: Float64Array,
  k: number,
  labels: Uint16Array,
  bounds: Bounds,
): boolean {
  let best = 0;
  let least = Number.POSITIVE_INFINITY;
  let next = Number.POSITIVE_INFINITY;
  for (let c = 0; c < k; c += 1) {
    const distance = squaredDistance(points, i, centres, c);
    if (distance < least) {
      next = least;
      least = distance;
      best = c;
    } else if (distance < next) {
      next = distance;
    }
  }
  bounds.upper[i] = Math.sqrt(least);
  bounds.lower[i] = Math.sqrt(next);
  const changed = labels[i] !== best;
  labels[i] = best;
  return changed;
}

function twoGreatest(moves: Float64Array): readonly [number, number, number] {
  let first = 0;
  let second = 0;
  let at = -1;
  for (let c = 0; c < moves.length; c += 1) {
    const move = moves[c] as number;
    if (move > first) {
      second = first;
      first = move;
      at = c;
    } else if (move > second) second = move;
  }
  return [first, second, at];
}

function addPoint(points: Points, i: number, label: number, { sums, counts }: Totals): void {
  const { width, values } = points;
  for (let j = 0, p = i * width, q = label * width; j < width; j += 1, p += 1, q += 1) {
    sums[q] = (sums[q] as number) + (values[p] as number);
  }
  counts[label] = (counts[label] as number) + 1;
}
