import { ckmeans } from "simple-statistics";
import { pointBetween } from "./quantiles.ts";

/**
 * Cut-offs half-way through the gaps between classes of least squared deviation, in increasing order; fewer
 * than `bins - 1` where there are fewer different values. The best of all, not a local optimum. O(bins n log n).
 *
 * @example
 * ```ts
 * naturalBreaks(Float64Array.of(1, 2, 10, 12), 2); // => [6]
 * ```
 * @see Wang and Song (2011), Ckmeans.1d.dp: optimal k-means clustering in one dimension.
 */
export function naturalBreaks(values: Float64Array, bins: number): number[] {
  if (values.length === 0) return [];
  const distinct = new Set<number>();
  for (let i = 0; i < values.length && distinct.size < bins; i += 1) distinct.add(values[i] as number);
  const classes = ckmeans(Array.from(values), distinct.size);
  const edges: number[] = [];
  for (let c = 1; c < classes.length; c += 1) {
    const below = classes[c - 1] as number[];
    const above = classes[c] as number[];
    edges.push(pointBetween(below[below.length - 1] as number, above[0] as number, 0.5));
  }
  return edges;
}
