import { nearestCentre, type Points, squaredDistance } from "./points.ts";

/** What a step gathers: for each cluster the sums of its coordinates, and how many points it has. */
export interface Totals {
  readonly sums: Float64Array;
  readonly counts: Float64Array;
}

/**
 * Moves each centre to the mean of its points. A cluster without points takes the point that lies
 * farthest from its own centre, as scikit-learn does.
 *
 * @param moves - Receives how far each centre went.
 * @returns The sum of the squared distances.
 */
export function moveCentres(
  points: Points,
  centres: Float64Array,
  totals: Totals,
  moves?: Float64Array,
): number {
  const { width } = points;
  const { sums, counts } = totals;
  if (counts.includes(0)) fillEmpty(points, centres, totals);
  let shift = 0;
  for (let c = 0; c < counts.length; c += 1) {
    const count = counts[c] as number;
    if (count === 0) continue;
    let squares = 0;
    for (let q = c * width; q < (c + 1) * width; q += 1) {
      const mean = (sums[q] as number) / count;
      squares += (mean - (centres[q] as number)) ** 2;
      centres[q] = mean;
    }
    shift += squares;
    if (moves !== undefined) moves[c] = Math.sqrt(squares);
  }
  return shift;
}

/** Gives each empty cluster one of the farthest points, taken from the cluster that had it. */
function fillEmpty(points: Points, centres: Float64Array, { sums, counts }: Totals): void {
  const { width, values } = points;
  const empty: number[] = [];
  counts.forEach((count, c) => {
    if (count === 0) empty.push(c);
  });
  const taken = new Set<number>();
  for (const c of empty) {
    let farthest = -1;
    let greatest = 0;
    let from = 0;
    for (let i = 0; i < points.count; i += 1) {
      const own = nearestCentre(points, i, centres, counts.length);
      const distance = squaredDistance(points, i, centres, own);
      if (distance > greatest && !taken.has(i)) {
        greatest = distance;
        farthest = i;
        from = own;
      }
    }
    // Fewer different points than clusters: this one stays empty.
    if (farthest < 0) return;
    taken.add(farthest);
    for (let j = 0; j < width; j += 1) {
      const value = values[farthest * width + j] as number;
      sums[from * width + j] = (sums[from * width + j] as number) - value;
      sums[c * width + j] = value;
    }
    counts[from] = (counts[from] as number) - 1;
    counts[c] = 1;
  }
}
