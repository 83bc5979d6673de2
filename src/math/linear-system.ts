/**
 * Small systems of linear equations, held row by row in a Float64Array of `size * size`.
 *
 * @module
 */
import { largestSize } from "./largest-size.ts";

/**
 * Solves `matrix X = right` for `columns` right-hand sides at once, `right` held row by row. Neither is
 * changed.
 *
 * Gaussian elimination with partial pivoting.
 *
 * @returns `undefined` where the matrix is singular to working precision.
 * @example
 * ```ts
 * solveLinear(Float64Array.of(0, 2, 1, 1), 2, Float64Array.of(4, 5), 1); // => Float64Array.of(3, 2)
 * ```
 * @see Golub and Van Loan (2013), Matrix Computations, algorithm 3.4.1.
 */
export function solveLinear(
  matrix: Float64Array,
  size: number,
  right: Float64Array,
  columns: number,
): Float64Array | undefined {
  const a = matrix.slice();
  const x = right.slice();
  const tiny = largestSize(a) * size * Number.EPSILON;
  for (let k = 0; k < size; k += 1) {
    const pivot = pivotRow(a, size, k);
    if (!(Math.abs(a[pivot * size + k] as number) > tiny)) return undefined;
    swapRows(a, size, k, pivot);
    swapRows(x, columns, k, pivot);
    for (let i = k + 1; i < size; i += 1) {
      const factor = (a[i * size + k] as number) / (a[k * size + k] as number);
      if (factor === 0) continue;
      subtractRow(a, size, i, k, factor);
      subtractRow(x, columns, i, k, factor);
    }
  }
  for (let i = size - 1; i >= 0; i -= 1) {
    for (let j = i + 1; j < size; j += 1) subtractRow(x, columns, i, j, a[i * size + j] as number);
    const pivot = a[i * size + i] as number;
    for (let c = i * columns; c < (i + 1) * columns; c += 1) x[c] = (x[c] as number) / pivot;
  }
  return x;
}

/** The matrix that changes nothing. */
export function identity(size: number): Float64Array {
  const matrix = new Float64Array(size * size);
  for (let i = 0; i < size; i += 1) matrix[i * size + i] = 1;
  return matrix;
}

function pivotRow(a: Float64Array, size: number, k: number): number {
  let best = k;
  for (let i = k + 1; i < size; i += 1) {
    if (Math.abs(a[i * size + k] as number) > Math.abs(a[best * size + k] as number)) best = i;
  }
  return best;
}

function swapRows(values: Float64Array, width: number, i: number, j: number): void {
  if (i === j) return;
  for (let c = 0; c < width; c += 1) {
    const held = values[i * width + c] as number;
    values[i * width + c] = values[j * width + c] as number;
    values[j * width + c] = held;
  }
}

/** Takes `factor` times row `from` off row `to`. */
function subtractRow(values: Float64Array, width: number, to: number, from: number, factor: number): void {
  for (let c = 0; c < width; c += 1) {
    const cell = to * width + c;
    values[cell] = (values[cell] as number) - factor * (values[from * width + c] as number);
  }
}
