/**
 * How well the data fix a lifetime value.
 *
 * @module
 */
import { normalQuantile } from "../../math/normal-quantile.ts";
import type { Fit } from "../types.ts";

/** A value with an interval; the ends are NaN where the fit gives no covariance. */
export interface Interval {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** A step in the logarithm of a parameter, or in a coefficient, for differences. */
const STEP = 1e-4;

/** A column as a function of parameters, and how uncertain these are. */
export interface UncertainPart {
  readonly parameters: Float64Array;
  /** How many of them, the first ones, are positive. Default: all; the coefficients of covariates are not. */
  readonly positive?: number;
  readonly fit: Pick<Fit, "covariance"> | undefined;
  readonly at: ColumnAt;
}

/** A column as a function of parameters. */
export type ColumnAt = (parameters: Float64Array) => Float64Array;

/** For a part, the slopes of its column by the logarithm of each parameter (by a coefficient), and their covariance. */
interface Slopes {
  readonly columns: readonly Float64Array[];
  readonly covariance: readonly (readonly number[])[];
}

/**
 * The delta method: what the covariance of the logarithms of the parameters makes of a product of columns.
 *
 * @param parts - The columns whose product is meant; their parameters were fitted apart.
 * @param scale - A factor of each row (margin, weight).
 */
export function deltaIntervals(
  parts: readonly UncertainPart[],
  scale: Float64Array,
  level: number,
): { readonly low: Float64Array; readonly high: Float64Array; readonly total: Interval } {
  const values = parts.map((part) => part.at(part.parameters));
  const product = scale.map((factor, i) =>
    values.reduce((value, column) => value * (column[i] as number), factor),
  );
  const slopes = parts.map((part) => slopesOf(part));
  const z = normalQuantile((1 + level) / 2);
  const variance = new Float64Array(scale.length);
  let totalVariance = 0;
  parts.forEach((_, part) => {
    const found = slopes[part] as Slopes | null;
    if (found === null) {
      variance.fill(Number.NaN);
      totalVariance = Number.NaN;
      return;
    }
    const relative = found.columns.map((column) => column.map((s, i) => s / (values[part]?.[i] as number)));
    addVariance(relative, found.covariance, variance);
    totalVariance += totalOf(relative, found.covariance, product);
  });
  const total = sumKnown(product);
  const spread = (value: number, error: number): number => value * Math.exp(z * error);
  const totalError = Math.sqrt(totalVariance) / total;
  return {
    low: product.map((value, i) => (value === 0 ? 0 : spread(value, -Math.sqrt(variance[i] as number)))),
    high: product.map((value, i) => (value === 0 ? 0 : spread(value, Math.sqrt(variance[i] as number)))),
    total: { value: total, low: spread(total, -totalError), high: spread(total, totalError) },
  };
}

/** The slopes of a part; none of them where nothing was fitted, null where the covariance is not known. */
function slopesOf({ parameters, positive = parameters.length, fit, at }: UncertainPart): Slopes | null {
  if (parameters.length === 0) return { columns: [], covariance: [] };
  const natural = fit?.covariance;
  if (natural === null || natural === undefined) return null;
  const columns = Array.from(parameters, (_, k) => {
    const moved = (step: number): Float64Array =>
      parameters.map((p, i) => (i !== k ? p : k < positive ? p * Math.exp(step) : p + step));
    const up = at(moved(STEP));
    const down = at(moved(-STEP));
    return up.map((value, i) => (value - (down[i] as number)) / (2 * STEP));
  });
  const scales = Array.from(parameters, (p, k) => (k < positive ? p : 1));
  const covariance = natural.map((row, i) =>
    row.map((cell, j) => cell / ((scales[i] as number) * (scales[j] as number))),
  );
  return { columns, covariance };
}

/** Adds the variance of the logarithm of each row. */
function addVariance(
  relative: readonly Float64Array[],
  covariance: readonly (readonly number[])[],
  into: Float64Array,
): void {
  for (let i = 0; i < into.length; i += 1) {
    let sum = 0;
    for (let j = 0; j < relative.length; j += 1) {
      for (let k = 0; k < relative.length; k += 1) {
        sum += (relative[j]?.[i] as number) * (relative[k]?.[i] as number) * (covariance[j]?.[k] as number);
      }
    }
    into[i] = (into[i] as number) + Math.max(0, sum);
  }
}

/** The variance of the sum over rows that one part causes. */
function totalOf(
  relative: readonly Float64Array[],
  covariance: readonly (readonly number[])[],
  product: Float64Array,
): number {
  const slopes = relative.map((column) => sumKnown(column.map((s, i) => s * (product[i] as number))));
  let sum = 0;
  slopes.forEach((a, j) => {
    slopes.forEach((b, k) => {
      sum += a * b * (covariance[j]?.[k] as number);
    });
  });
  return Math.max(0, sum);
}

/** Sum of the rows that are known. */
export function sumKnown(values: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < values.length; i += 1) {
    const value = values[i] as number;
    if (!Number.isNaN(value)) sum += value;
  }
  return sum;
}
