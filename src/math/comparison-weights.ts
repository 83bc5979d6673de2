/**
 * Weights from pairwise comparisons: `matrix[i, j]` says how many times as much as `j` counts `i`. Held
 * row by row in a Float64Array of `size * size`, all entries above 0.
 *
 * @module
 */

/** Weights that sum to 1, and the eigenvalue that belongs to them. */
export interface ComparisonWeights {
  readonly weights: Float64Array;
  /** `size` where all comparisons agree, more where they do not. */
  readonly lambdaMax: number;
}

/** Squarings after which even the most contradictory matrix has come to rest. */
const MOST_SQUARINGS = 60;

/** Steps of the power method that take away what the squarings have rounded. */
const MOST_STEPS = 500;

/**
 * The principal eigenvector of the matrix, its sum 1, with its eigenvalue.
 *
 * Repeated squaring leaves the principal direction alone, also where the next eigenvalue is almost as
 * great; the power method on the matrix itself then gives the last digits.
 *
 * @example
 * ```ts
 * principalWeights(Float64Array.of(1, 3, 1 / 3, 1), 2).weights; // => [0.75, 0.25]
 * ```
 * @see Saaty (1980), The analytic hierarchy process; Golub and Van Loan (2013), section 8.2.1.
 */
export function principalWeights(matrix: Float64Array, size: number): ComparisonWeights {
  let power = scaled(matrix);
  let weights = rowShares(power, size);
  for (let k = 0; k < MOST_SQUARINGS; k += 1) {
    power = scaled(product(power, power, size, size));
    const next = rowShares(power, size);
    const change = distance(weights, next);
    weights = next;
    if (change < 1e-9) break;
  }
  let lambdaMax = 0;
  let last = Number.POSITIVE_INFINITY;
  for (let step = 0; step < MOST_STEPS; step += 1) {
    const turned = product(matrix, weights, size, 1);
    lambdaMax = turned.reduce((sum, entry) => sum + entry, 0);
    for (let i = 0; i < size; i += 1) turned[i] = (turned[i] as number) / lambdaMax;
    const change = distance(weights, turned);
    weights = turned;
    // Once rounding is all that is left, the change no longer falls.
    if (change < 1e-16 || (change < 1e-13 && change >= last)) break;
    last = change;
  }
  return { weights, lambdaMax };
}

/**
 * Geometric means of the rows, their sum 1, and the eigenvalue that they stand for. The same as
 * {@link principalWeights} up to three items, and where all comparisons agree.
 *
 * @see Crawford & Williams (1985), A note on the analysis of subjective judgment matrices.
 */
export function geometricWeights(matrix: Float64Array, size: number): ComparisonWeights {
  const logs = new Float64Array(size);
  for (let i = 0; i < size; i += 1) {
    for (let j = 0; j < size; j += 1)
      logs[i] = (logs[i] as number) + Math.log(matrix[i * size + j] as number);
  }
  const most = logs.reduce((a, b) => Math.max(a, b));
  const means = logs.map((log) => Math.exp((log - most) / size));
  const total = means.reduce((sum, mean) => sum + mean, 0);
  const weights = means.map((mean) => mean / total);
  const turned = product(matrix, weights, size, 1);
  const lambdaMax = turned.reduce((sum, entry, i) => sum + entry / (weights[i] as number), 0) / size;
  return { weights, lambdaMax };
}

/** `left * right`, `left` square, `right` with `columns` columns. */
function product(left: Float64Array, right: Float64Array, size: number, columns: number): Float64Array {
  const out = new Float64Array(size * columns);
  for (let i = 0; i < size; i += 1) {
    for (let k = 0; k < size; k += 1) {
      const factor = left[i * size + k] as number;
      for (let j = 0; j < columns; j += 1) {
        const at = i * columns + j;
        out[at] = (out[at] as number) + factor * (right[k * columns + j] as number);
      }
    }
  }
  return out;
}

/** The greatest entry as 1, so that powers neither overflow nor vanish. */
function scaled(matrix: Float64Array): Float64Array {
  const most = matrix.reduce((a, b) => Math.max(a, b));
  return matrix.map((entry) => entry / most);
}

/** Sums of the rows as shares of the whole. */
function rowShares(matrix: Float64Array, size: number): Float64Array {
  const shares = new Float64Array(size);
  let total = 0;
  for (let i = 0; i < size; i += 1) {
    for (let j = 0; j < size; j += 1) shares[i] = (shares[i] as number) + (matrix[i * size + j] as number);
    total += shares[i] as number;
  }
  for (let i = 0; i < size; i += 1) shares[i] = (shares[i] as number) / total;
  return shares;
}

/** Greatest relative difference between two lists of weights. */
function distance(a: Float64Array, b: Float64Array): number {
  let most = 0;
  for (let i = 0; i < a.length; i += 1) {
    most = Math.max(most, Math.abs((a[i] as number) / (b[i] as number) - 1));
  }
  return most;
}
