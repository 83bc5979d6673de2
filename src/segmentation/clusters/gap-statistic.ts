import { seedRandom, uniform } from "../../math/random.ts";
import { type KMeansSettings, kMeans } from "./k-means.ts";
import type { Points } from "./points.ts";

/** How the gap statistic is taken. */
export interface GapSettings extends Omit<KMeansSettings, "k"> {
  /** How many random tables to compare with. */
  readonly references: number;
}

/**
 * How much smaller ln(inertia) is than for points spread evenly over the same box, and the standard
 * error that the random tables leave.
 *
 * @see Tibshirani, Walther & Hastie (2001), section 3: references uniform over the range of each feature.
 */
export function gapStatistic(
  points: Points,
  inertia: number,
  k: number,
  settings: GapSettings,
): { readonly gap: number; readonly error: number } {
  const { references, seed } = settings;
  const logs = new Float64Array(references);
  for (let b = 0; b < references; b += 1) {
    const even = evenPoints(points, seed, b);
    logs[b] = Math.log(kMeans(even, { ...settings, k, restarts: 1 }).inertia);
  }
  const mean = logs.reduce((sum, log) => sum + log, 0) / references;
  const variance = logs.reduce((sum, log) => sum + (log - mean) ** 2, 0) / references;
  return { gap: mean - Math.log(inertia), error: Math.sqrt(variance * (1 + 1 / references)) };
}

/** As many points, spread evenly between the least and the greatest of each feature. */
function evenPoints(points: Points, seed: number, stream: number): Points {
  const { count, width, values } = points;
  // Far from the streams that draw starts.
  const random = seedRandom(seed, 1_000_003 + stream);
  const out = new Float64Array(values.length);
  for (let j = 0; j < width; j += 1) {
    let low = Number.POSITIVE_INFINITY;
    let high = Number.NEGATIVE_INFINITY;
    for (let p = j; p < values.length; p += width) {
      low = Math.min(low, values[p] as number);
      high = Math.max(high, values[p] as number);
    }
    for (let p = j; p < values.length; p += width) out[p] = low + (high - low) * uniform(random);
  }
  return { count, width, values: out };
}
