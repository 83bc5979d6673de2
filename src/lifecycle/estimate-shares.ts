/** Shares of the rows of a matrix, with their intervals. */
export interface Estimates {
  readonly share: Float64Array;
  readonly low: Float64Array;
  readonly high: Float64Array;
}

/**
 * The share of each cell in its row, and its interval; NaN in a row without counts or smoothing.
 *
 * @param z - How many standard deviations wide.
 * @see Wilson (1927), Probable inference, the law of succession, and statistical inference.
 */
export function estimateShares(counts: Float64Array, size: number, smoothing: number, z: number): Estimates {
  const share = new Float64Array(counts.length);
  const low = new Float64Array(counts.length);
  const high = new Float64Array(counts.length);
  for (let row = 0; row < counts.length; row += size) {
    let n = size * smoothing;
    for (let c = row; c < row + size; c += 1) n += counts[c] as number;
    for (let c = row; c < row + size; c += 1) {
      const p = ((counts[c] as number) + smoothing) / n;
      const centre = (p + (z * z) / (2 * n)) / (1 + (z * z) / n);
      const half = (z / (1 + (z * z) / n)) * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n));
      share[c] = p;
      low[c] = Math.max(0, centre - half);
      high[c] = Math.min(1, centre + half);
    }
  }
  return { share, low, high };
}
