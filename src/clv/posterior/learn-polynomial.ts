import { cholesky, choleskySolve } from "../../math/cholesky.ts";
import { type Random, uniform } from "../../math/random.ts";
import { drawNormal } from "../../math/random-draws.ts";
import { fillMonomials, fillSlopes, type Monomials, monomials } from "./monomials.ts";
import type { Whitened, WhitenedValue } from "./whitened.ts";

/** How far from the mode the polynomial is believed; beyond, its correction stays what it is there. */
export const TRUSTED_RADIUS = 4.5;

/** Distances from the mode of the points that are learnt from, each varied by 15 %. */
const SHELLS: readonly number[] = [1, 2, 2.7, 3.5];

/**
 * A polynomial for a density around its mode: what it is more than the standard normal one, by weighted least
 * squares from exact values and gradients at `points` points. Costs as many gradients, whatever is sampled
 * from it afterwards.
 *
 * @returns The log-density, relative to the mode; null where it cannot be learnt.
 */
export function learnPolynomial(
  target: Whitened,
  degree: number,
  points: number,
  random: Random,
): WhitenedValue | null {
  const { size } = target;
  const terms = monomials(size, degree);
  const { count } = terms;
  const normal = new Float64Array(count * count);
  const right = new Float64Array(count);
  const z = new Float64Array(size);
  const gradient = new Float64Array(size);
  const values = new Float64Array(count + 1);
  const row = new Float64Array(count);
  for (let point = 0; point < points; point += 1) {
    const radius = (SHELLS[point % SHELLS.length] as number) * (0.85 + 0.3 * uniform(random));
    drawDirection(random, radius, z);
    const gain = target.slope(z, gradient) + (radius * radius) / 2;
    if (!Number.isFinite(gain)) return null;
    const weight = Math.exp(-(radius * radius) / 4) + 0.02;
    fillMonomials(terms, z, 0, 1, values);
    row.set(values.subarray(1));
    addEquation(row, gain, weight, normal, right);
    for (let k = 0; k < size; k += 1) {
      fillSlopes(terms, z, k, row);
      addEquation(row, (gradient[k] as number) + (z[k] as number), weight, normal, right);
    }
  }
  for (let i = 0; i < count; i += 1) {
    normal[i * count + i] = (normal[i * count + i] as number) * (1 + 1e-10);
  }
  if (!cholesky(normal, count)) return null;
  choleskySolve(normal, count, right);
  return withCorrection(terms, right);
}

/** A point at a distance from 0, in any direction. */
function drawDirection(random: Random, radius: number, z: Float64Array): void {
  let squares = 0;
  for (let i = 0; i < z.length; i += 1) {
    z[i] = drawNormal(random);
    squares += (z[i] as number) ** 2;
  }
  const stretch = radius / Math.sqrt(squares);
  for (let i = 0; i < z.length; i += 1) z[i] = (z[i] as number) * stretch;
}

/** Adds an equation to the lower triangle of the normal equations. */
function addEquation(
  row: Float64Array,
  value: number,
  weight: number,
  normal: Float64Array,
  right: Float64Array,
): void {
  const count = row.length;
  for (let i = 0; i < count; i += 1) {
    const own = weight * (row[i] as number);
    if (own === 0) continue;
    right[i] = (right[i] as number) + own * value;
    const start = i * count;
    for (let j = 0; j <= i; j += 1)
      normal[start + j] = (normal[start + j] as number) + own * (row[j] as number);
  }
}

/** The standard normal log-density with a polynomial added, frozen beyond {@link TRUSTED_RADIUS}. */
function withCorrection(terms: Monomials, coefficients: Float64Array): WhitenedValue {
  const values = new Float64Array(terms.count + 1);
  return (z, offset) => {
    let squares = 0;
    for (let i = 0; i < terms.size; i += 1) squares += (z[offset + i] as number) ** 2;
    const stretch = Math.min(1, TRUSTED_RADIUS / Math.sqrt(squares));
    fillMonomials(terms, z, offset, stretch, values);
    let sum = -squares / 2;
    for (let q = 0; q < terms.count; q += 1) sum += (coefficients[q] as number) * (values[q + 1] as number);
    return sum;
  };
}
