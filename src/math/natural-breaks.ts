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
  // Squares of very large or very small numbers would leave the range; dividing by a power of two is exact.
  const unit = powerOfTwo(values);
  const classes = ckmeans(
    Array.from(values, (value) => value / unit),
    distinct.size,
  );
  const edges: number[] = [];
  for (let c = 1; c < classes.length; c += 1) {
    const below = classes[c - 1] as number[];
    const above = classes[c] as number[];
    edges.push(pointBetween((below[below.length - 1] as number) * unit, (above[0] as number) * unit, 0.5));
  }
  return edges;
}

/** The power of two at the greatest size of the values; 1 where all are 0. */
function powerOfTwo(values: Float64Array): number {
  let size = 0;
  for (let i = 0; i < values.length; i += 1) size = Math.max(size, Math.abs(values[i] as number));
  return size === 0 ? 1 : 2 ** Math.floor(Math.log2(size));
}
