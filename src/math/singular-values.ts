/**
 * The singular value decomposition of small dense matrices, held row by row in a Float64Array.
 *
 * Of a symmetric matrix without negative eigenvalues (correlations, covariances) the values are its
 * eigenvalues, greatest first, and the columns of `right` its eigenvectors.
 *
 * @module
 */
import { largestSize } from "./largest-size.ts";
import { identity } from "./linear-system.ts";

/** A matrix as `left * diagonal(values) * transposed(right)`. */
export interface SingularValues {
  /** How many there are: the lesser of the two sides of the matrix. */
  readonly count: number;
  /** Greatest first, none negative. */
  readonly values: Float64Array;
  /** Left vectors as columns, `rows * count`; a value of 0 has zeros. */
  readonly left: Float64Array;
  /** Right vectors as columns, `columns * count`; where the matrix is wide, a value of 0 has zeros. */
  readonly right: Float64Array;
}

/** Sweeps before the rotations are given up; small matrices take six to ten. */
const MOST_SWEEPS = 60;

/** Entries of a vector whose sizes differ by less, of the greatest, count as equally great. */
const TIE = 1e-9;

/**
 * Decomposes a matrix by one-sided Jacobi rotations, which find even small values to full precision.
 * O(rows columns² sweeps) for a tall matrix.
 *
 * Signs follow a rule: in each right vector the entry of greatest size is positive, the first of
 * equally great ones. Vectors of equal values are only fixed up to a rotation among themselves.
 *
 * @example
 * ```ts
 * singularValues(Float64Array.of(3, 0, 4, 5), 2, 2).values; // => [6.7082…, 2.2360…]
 * ```
 * @see Hestenes (1958), Inversion of matrices by biorthogonalization; Demmel & Veselić (1992), Jacobi's
 * method is more accurate than QR, SIAM J. Matrix Analysis 13(4); Golub and Van Loan (2013), section 8.6.3.
 */
export function singularValues(matrix: Float64Array, rows: number, columns: number): SingularValues {
  const wide = rows < columns;
  const length = wide ? columns : rows;
  const count = wide ? rows : columns;
  const scale = largestSize(matrix);
  // Column k of the tall form at k * length, scaled so that no square overflows.
  const work = new Float64Array(count * length);
  for (let i = 0; i < rows; i += 1) {
    for (let j = 0; j < columns; j += 1) {
      const at = wide ? i * length + j : j * length + i;
      work[at] = scale > 0 ? (matrix[i * columns + j] as number) / scale : 0;
    }
  }
  const turned = identity(count);
  orthogonalise(work, length, turned, count);

  const sizes = new Float64Array(count);
  for (let k = 0; k < count; k += 1) sizes[k] = Math.sqrt(dot(work, k * length, k * length, length));
  const order = Array.from(sizes.keys()).sort((a, b) => (sizes[b] as number) - (sizes[a] as number));
  const values = new Float64Array(count);
  const long = new Float64Array(length * count);
  const short = new Float64Array(count * count);
  order.forEach((from, k) => {
    const size = sizes[from] as number;
    values[k] = size * scale;
    for (let i = 0; i < length; i += 1) {
      long[i * count + k] = size > 0 ? (work[from * length + i] as number) / size : 0;
    }
    for (let i = 0; i < count; i += 1) short[i * count + k] = turned[from * count + i] as number;
  });
  const left = wide ? short : long;
  const right = wide ? long : short;
  for (let k = 0; k < count; k += 1) {
    if (leadsNegative(right, columns, count, k)) {
      negate(right, count, k);
      negate(left, count, k);
    }
  }
  return { count, values, left, right };
}

/** Rotates pairs of columns of `work`, and of `turned` with them, until each is at right angles to all others. */
function orthogonalise(work: Float64Array, length: number, turned: Float64Array, count: number): void {
  const enough = Number.EPSILON * Math.sqrt(length);
  for (let sweep = 0; sweep < MOST_SWEEPS; sweep += 1) {
    let rotations = 0;
    for (let p = 0; p < count - 1; p += 1) {
      for (let q = p + 1; q < count; q += 1) {
        const pp = dot(work, p * length, p * length, length);
        const qq = dot(work, q * length, q * length, length);
        const pq = dot(work, p * length, q * length, length);
        if (!(Math.abs(pq) > enough * Math.sqrt(pp) * Math.sqrt(qq))) continue;
        rotations += 1;
        const zeta = (qq - pp) / (2 * pq);
        const tangent = (zeta < 0 ? -1 : 1) / (Math.abs(zeta) + Math.hypot(1, zeta));
        const cosine = 1 / Math.hypot(1, tangent);
        const sine = cosine * tangent;
        rotate(work, p * length, q * length, length, cosine, sine);
        rotate(turned, p * count, q * count, count, cosine, sine);
      }
    }
    if (rotations === 0) return;
  }
}

function dot(values: Float64Array, a: number, b: number, length: number): number {
  let sum = 0;
  for (let i = 0; i < length; i += 1) sum += (values[a + i] as number) * (values[b + i] as number);
  return sum;
}

function rotate(
  values: Float64Array,
  a: number,
  b: number,
  length: number,
  cosine: number,
  sine: number,
): void {
  for (let i = 0; i < length; i += 1) {
    const x = values[a + i] as number;
    const y = values[b + i] as number;
    values[a + i] = cosine * x - sine * y;
    values[b + i] = sine * x + cosine * y;
  }
}

/** Is the entry of greatest size in column `k` negative? Of equally great ones the first counts. */
function leadsNegative(vectors: Float64Array, rows: number, count: number, k: number): boolean {
  let lead = 0;
  for (let i = 0; i < rows; i += 1) {
    const entry = vectors[i * count + k] as number;
    if (Math.abs(entry) > Math.abs(lead) * (1 + TIE)) lead = entry;
  }
  return lead < 0;
}

function negate(vectors: Float64Array, count: number, k: number): void {
  // 0 - x: a zero does not become -0.
  for (let at = k; at < vectors.length; at += count) vectors[at] = 0 - (vectors[at] as number);
}
