/**
 * Covariates in units of their own, so that neither their scale nor their place matters to a search, and
 * those that say nothing are set aside.
 *
 * @module
 */
import { dot } from "../../math/dot.ts";

/** A covariate and how it is measured. */
export interface Standard {
  /** Weighted mean. */
  readonly centre: number;
  /** The difference of its two values where there are two, else two standard deviations; 0 of a constant. */
  readonly unit: number;
}

/**
 * Centre and unit of a column.
 *
 * @see Gelman (2008), Scaling regression inputs by dividing by two standard deviations, Statistics in
 * Medicine 27(15).
 */
export function standardOf(values: Float64Array, weights: Float64Array): Standard {
  let total = 0;
  let mean = 0;
  let squares = 0;
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  values.forEach((value, i) => {
    const weight = weights[i] as number;
    if (weight === 0) return;
    total += weight;
    const step = value - mean;
    mean += (step * weight) / total;
    squares += weight * step * (value - mean);
    low = Math.min(low, value);
    high = Math.max(high, value);
  });
  const two = values.every((value, i) => value === low || value === high || weights[i] === 0);
  return { centre: mean, unit: low === high ? 0 : two ? high - low : 2 * Math.sqrt(squares / total) };
}

/** What is left of a column's square after the columns before it, where it is one of their sums. */
const NOTHING_LEFT = 1e-9;

/**
 * Which columns say nothing that the ones before them have not said: constants, and sums of others. By
 * Gram and Schmidt's method on the centred columns.
 */
export function redundantColumns(
  columns: readonly Float64Array[],
  standards: readonly Standard[],
  weights: Float64Array,
): boolean[] {
  const basis: Float64Array[] = [];
  return columns.map((column, c) => {
    const { centre, unit } = standards[c] as Standard;
    if (unit === 0) return true;
    const rest = column.map((value, i) => Math.sqrt(weights[i] as number) * ((value - centre) / unit));
    const before = dot(rest, rest);
    for (const direction of [...basis, ...basis]) {
      // twice is enough: what rounding left of a direction the first time goes the second
      const share = dot(rest, direction);
      for (let i = 0; i < rest.length; i += 1) {
        rest[i] = (rest[i] as number) - share * (direction[i] as number);
      }
    }
    const left = dot(rest, rest);
    if (left <= NOTHING_LEFT * before) return true;
    const length = Math.sqrt(left);
    basis.push(rest.map((value) => value / length));
    return false;
  });
}
