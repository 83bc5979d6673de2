import { type Random, seedRandom, uniform } from "../../math/random.ts";
import { type Points, squaredDistance } from "./points.ts";

/**
 * Starting centres: the first by chance, each further one with a chance that grows with the squared
 * distance to the nearest there is; of a few tries the one that helps most.
 *
 * @see Arthur and Vassilvitskii (2007), k-means++: the advantages of careful seeding.
 */
export function startCentres(points: Points, k: number, seed: number, stream: number): Float64Array {
  const random = seedRandom(seed, stream);
  const { count, width } = points;
  const centres = new Float64Array(k * width);
  const nearest = new Float64Array(count).fill(Number.POSITIVE_INFINITY);
  const tries = 2 + Math.floor(Math.log(k));
  const trial = new Float64Array(count);
  copyPoint(points, Math.floor(uniform(random) * count), centres, 0);
  let potential = lowerTo(points, centres, 0, nearest, nearest);
  for (let c = 1; c < k; c += 1) {
    let best = Number.POSITIVE_INFINITY;
    let chosen = 0;
    for (let t = 0; t < tries; t += 1) {
      const candidate = drawByWeight(nearest, potential, random);
      copyPoint(points, candidate, centres, c);
      const reached = lowerTo(points, centres, c, nearest, trial);
      if (reached < best) {
        best = reached;
        chosen = candidate;
      }
    }
    copyPoint(points, chosen, centres, c);
    potential = lowerTo(points, centres, c, nearest, nearest);
  }
  return centres;
}

function copyPoint({ values, width }: Points, i: number, centres: Float64Array, c: number): void {
  for (let j = 0; j < width; j += 1) centres[c * width + j] = values[i * width + j] as number;
}

/** Squared distances to the nearest centre once `c` is among them; returns their sum. */
function lowerTo(
  points: Points,
  centres: Float64Array,
  c: number,
  nearest: Float64Array,
  out: Float64Array,
): number {
  let sum = 0;
  for (let i = 0; i < points.count; i += 1) {
    const distance = Math.min(nearest[i] as number, squaredDistance(points, i, centres, c));
    out[i] = distance;
    sum += distance;
  }
  return sum;
}

/** A point by chance, in proportion to its weight; any where all weights are 0. */
function drawByWeight(weights: Float64Array, total: number, random: Random): number {
  let left = uniform(random) * total;
  for (let i = 0; i < weights.length; i += 1) {
    left -= weights[i] as number;
    if (left < 0) return i;
  }
  return weights.length - 1;
}
