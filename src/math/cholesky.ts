/**
 * Small symmetric positive definite matrices, held row by row in a Float64Array of `size * size`.
 *
 * @module
 */

/**
 * Replaces the lower triangle of a symmetric matrix by its Cholesky factor.
 *
 * @returns Whether the matrix is positive definite; if not, its content is spoilt.
 */
export function cholesky(matrix: Float64Array, size: number): boolean {
  for (let j = 0; j < size; j += 1) {
    let pivot = matrix[j * size + j] as number;
    for (let k = 0; k < j; k += 1) pivot -= (matrix[j * size + k] as number) ** 2;
    if (!(pivot > 1e-300)) return false;
    const root = Math.sqrt(pivot);
    matrix[j * size + j] = root;
    for (let i = j + 1; i < size; i += 1) {
      let sum = matrix[i * size + j] as number;
      for (let k = 0; k < j; k += 1)
        sum -= (matrix[i * size + k] as number) * (matrix[j * size + k] as number);
      matrix[i * size + j] = sum / root;
    }
  }
  return true;
}

/** Solves `matrix x = right` in place of `right`, given the factor made by {@link cholesky}. */
export function choleskySolve(factor: Float64Array, size: number, right: Float64Array): void {
  for (let i = 0; i < size; i += 1) {
    let sum = right[i] as number;
    for (let k = 0; k < i; k += 1) sum -= (factor[i * size + k] as number) * (right[k] as number);
    right[i] = sum / (factor[i * size + i] as number);
  }
  for (let i = size - 1; i >= 0; i -= 1) {
    let sum = right[i] as number;
    for (let k = i + 1; k < size; k += 1) sum -= (factor[k * size + i] as number) * (right[k] as number);
    right[i] = sum / (factor[i * size + i] as number);
  }
}

/**
 * The inverse of a symmetric positive definite matrix, or `null` where it is not positive definite.
 *
 * @example
 * ```ts
 * inversePositiveDefinite(Float64Array.of(2, 0, 0, 4), 2); // => Float64Array [ 0.5, 0, 0, 0.25 ]
 * ```
 */
export function inversePositiveDefinite(matrix: Float64Array, size: number): Float64Array | null {
  const factor = matrix.slice();
  if (!cholesky(factor, size)) return null;
  const inverse = new Float64Array(size * size);
  for (let j = 0; j < size; j += 1) {
    const column = new Float64Array(size);
    column[j] = 1;
    choleskySolve(factor, size, column);
    for (let i = 0; i < size; i += 1) inverse[i * size + j] = column[i] as number;
  }
  return inverse;
}
