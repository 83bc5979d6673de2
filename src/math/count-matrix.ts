/**
 * Counts of pairs: how many moved from one state to another. One kernel for segment migration,
 * stage transitions and next purchases.
 *
 * @module
 */

/**
 * How often each pair (`from[i]`, `to[i]`) occurs: `counts[from * columns + to]`. A pair with a number
 * outside the matrix (-1: not there) is left out.
 *
 * @example
 * ```ts
 * countMatrix([0, 0, 1], [1, 1, 0], 2, 2); // => Float64Array.of(0, 2, 1, 0)
 * ```
 */
export function countMatrix(
  from: ArrayLike<number>,
  to: ArrayLike<number>,
  rows: number,
  columns: number,
): Float64Array {
  const counts = new Float64Array(rows * columns);
  for (let i = 0; i < from.length; i += 1) {
    const row = from[i] as number;
    const column = to[i] as number;
    if (row < 0 || row >= rows || column < 0 || column >= columns) continue;
    const cell = row * columns + column;
    counts[cell] = (counts[cell] as number) + 1;
  }
  return counts;
}

/**
 * The counts as shares of their row. A row without counts has NaN: no share can be known.
 *
 * @example
 * ```ts
 * rowShares(Float64Array.of(1, 3, 0, 0), 2, 2); // => Float64Array.of(0.25, 0.75, NaN, NaN)
 * ```
 */
export function rowShares(counts: Float64Array, rows: number, columns: number): Float64Array {
  const shares = new Float64Array(counts.length);
  for (let row = 0; row < rows; row += 1) {
    let total = 0;
    for (let c = row * columns; c < (row + 1) * columns; c += 1) total += counts[c] as number;
    for (let c = row * columns; c < (row + 1) * columns; c += 1) shares[c] = (counts[c] as number) / total;
  }
  return shares;
}

/** A square matrix as a list of rows. */
export function squareRows(matrix: Float64Array, size: number): number[][] {
  return Array.from({ length: size }, (_, row) => Array.from(matrix.subarray(row * size, (row + 1) * size)));
}
