/** Sweeps before rotations are given up; loadings of surveys take about ten. */
const MOST_SWEEPS = 1000;
/** An angle that changes nothing any more. */
const STILL = 1e-14;

/**
 * Rotates factors so that each item loads on few of them: the rotation, `factors * factors`, that makes the
 * squared loadings of each factor vary most, every item taken at the same length.
 *
 * @param loadings - Row by row, an item each.
 * @example
 * ```ts
 * varimax(Float64Array.of(0.6, 0.6, 0.6, -0.6), 2, 2); // => [0.7071…, -0.7071…, 0.7071…, 0.7071…]
 * ```
 * @see Kaiser (1958), The varimax criterion for analytic rotation in factor analysis, Psychometrika 23.
 */
export function varimax(loadings: Float64Array, items: number, factors: number): Float64Array {
  const work = normalised(loadings, items, factors);
  const rotation = new Float64Array(factors * factors);
  for (let f = 0; f < factors; f += 1) rotation[f * factors + f] = 1;
  for (let sweep = 0; sweep < MOST_SWEEPS; sweep += 1) {
    let moved = 0;
    for (let p = 0; p < factors - 1; p += 1) {
      for (let q = p + 1; q < factors; q += 1) {
        const angle = bestAngle(work, items, factors, p, q);
        if (Math.abs(angle) <= STILL) continue;
        moved = Math.max(moved, Math.abs(angle));
        turn(work, items, factors, p, q, angle);
        turn(rotation, factors, factors, p, q, angle);
      }
    }
    if (moved <= STILL) break;
  }
  return rotation;
}

/** Loadings with every item at length 1; an item without loadings stays 0. */
function normalised(loadings: Float64Array, items: number, factors: number): Float64Array {
  const out = loadings.slice();
  for (let i = 0; i < items; i += 1) {
    let squares = 0;
    for (let f = 0; f < factors; f += 1) squares += (out[i * factors + f] as number) ** 2;
    const length = Math.sqrt(squares);
    for (let f = 0; f < factors && length > 0; f += 1) {
      out[i * factors + f] = (out[i * factors + f] as number) / length;
    }
  }
  return out;
}

/** The angle in the plane of two factors that raises the criterion most. */
function bestAngle(work: Float64Array, items: number, factors: number, p: number, q: number): number {
  let a = 0;
  let b = 0;
  let c = 0;
  let d = 0;
  for (let i = 0; i < items; i += 1) {
    const x = work[i * factors + p] as number;
    const y = work[i * factors + q] as number;
    const u = (x - y) * (x + y);
    const v = 2 * x * y;
    a += u;
    b += v;
    c += (u - v) * (u + v);
    d += 2 * u * v;
  }
  return Math.atan2(d - (2 * a * b) / items, c - ((a - b) * (a + b)) / items) / 4;
}

function turn(
  matrix: Float64Array,
  rows: number,
  columns: number,
  p: number,
  q: number,
  angle: number,
): void {
  const [cosine, sine] = [Math.cos(angle), Math.sin(angle)];
  for (let i = 0; i < rows; i += 1) {
    const x = matrix[i * columns + p] as number;
    const y = matrix[i * columns + q] as number;
    matrix[i * columns + p] = cosine * x + sine * y;
    matrix[i * columns + q] = cosine * y - sine * x;
  }
}
