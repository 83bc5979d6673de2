/**
 * How near alternatives come to the best that is found in each criterion: TOPSIS.
 *
 * @module
 */

/**
 * Relative closeness to the ideal, 0 to 1: the distance to the worst, over that to the worst and to the best.
 * Each criterion is divided by its length, so that units do not matter, and weighted; 0.5 where all
 * alternatives are equal.
 *
 * @param matrix - Alternatives row by row, `alternatives * weights.length`.
 * @param weights - At least 0; only their ratios count.
 * @param benefit - 1 where more of a criterion is better, 0 where less is.
 * @example
 * ```ts
 * // The first has less of both, and of the second less is better.
 * idealCloseness(Float64Array.of(3, 1, 4, 2), Float64Array.of(1, 1), Uint8Array.of(1, 0)); // => [0.6909830…, 0.3090169…]
 * ```
 * @see Hwang & Yoon (1981), Multiple attribute decision making.
 */
export function idealCloseness(
  matrix: Float64Array,
  weights: Float64Array,
  benefit: Uint8Array,
): Float64Array {
  const width = weights.length;
  const count = matrix.length / width;
  const toBest = new Float64Array(count);
  const toWorst = new Float64Array(count);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const column = new Float64Array(count);
  for (let j = 0; j < width; j += 1) {
    let most = 0;
    for (let i = 0; i < count; i += 1) {
      column[i] = matrix[i * width + j] as number;
      most = Math.max(most, Math.abs(column[i] as number));
    }
    if (most === 0) continue;
    let squares = 0;
    for (let i = 0; i < count; i += 1) squares += ((column[i] as number) / most) ** 2;
    const factor = (weights[j] as number) / total / Math.sqrt(squares);
    let best = Number.NEGATIVE_INFINITY;
    let worst = Number.POSITIVE_INFINITY;
    for (let i = 0; i < count; i += 1) {
      const value = ((benefit[j] === 1 ? 1 : -1) * factor * (column[i] as number)) / most;
      column[i] = value;
      best = Math.max(best, value);
      worst = Math.min(worst, value);
    }
    for (let i = 0; i < count; i += 1) {
      toBest[i] = (toBest[i] as number) + (best - (column[i] as number)) ** 2;
      toWorst[i] = (toWorst[i] as number) + ((column[i] as number) - worst) ** 2;
    }
  }
  return toBest.map((square, i) => {
    const near = Math.sqrt(toWorst[i] as number);
    const sum = near + Math.sqrt(square);
    return sum === 0 ? 0.5 : near / sum;
  });
}
