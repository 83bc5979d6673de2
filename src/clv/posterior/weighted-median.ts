/**
 * The value with half of the weight below it and half above; the middle between two where both are. Values
 * of weight 0 count for nothing; NaN of no weight.
 *
 * @example
 * ```ts
 * weightedMedian(Float64Array.of(3, 1, 2), Float64Array.of(1, 1, 0)); // => 2
 * weightedMedian(Float64Array.of(3, 1, 2), Float64Array.of(1, 1, 5)); // => 2
 * ```
 */
export function weightedMedian(values: Float64Array, weights: Float64Array): number {
  const order = Array.from(values.keys())
    .filter((i) => (weights[i] as number) > 0)
    .sort((i, j) => (values[i] as number) - (values[j] as number));
  const half = order.reduce((sum, i) => sum + (weights[i] as number), 0) / 2;
  let below = 0;
  for (let k = 0; k < order.length; k += 1) {
    const i = order[k] as number;
    below += weights[i] as number;
    if (below > half) return values[i] as number;
    if (below === half) return ((values[i] as number) + (values[order[k + 1] as number] as number)) / 2;
  }
  return Number.NaN;
}
