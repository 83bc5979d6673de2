import type { InColumn } from "../core/types.ts";
import { giniOf, runningSums } from "../math/lorenz.ts";
import { readSorted } from "./read-values.ts";

/** The Lorenz curve of some values. Point `i` stands for the `i` smallest; point 0 is the origin. */
export interface LorenzCurve {
  /** Values that are known. */
  readonly count: number;
  /** Values that are not (null, NaN) and were left out. */
  readonly unknown: number;
  /** Sum of the known values. */
  readonly total: number;
  /** `i / count`: share of the holders. Empty where nothing is known. */
  readonly populationShare: Float64Array;
  /** What those hold together. */
  readonly cumulative: Float64Array;
  /** What those hold together, as a share of the total; null where the total is not above 0. */
  readonly valueShare: Float64Array | null;
  /** Gini coefficient, population form; null where the total is not above 0. */
  readonly gini: number | null;
}

/**
 * Lorenz curve: what share of the total the poorest share of the holders has. O(n log n).
 *
 * With losses among the values the curve dips below zero and comes back. Unknown values are left out
 * and counted.
 *
 * @throws A {@link ScoringError} with `wrong_type` or `not_finite`.
 * @example
 * ```ts
 * const curve = lorenzCurve([10, 30, 0, 60]);
 * curve.populationShare; // => Float64Array.of(0, 0.25, 0.5, 0.75, 1)
 * curve.valueShare; // => Float64Array.of(0, 0, 0.1, 0.4, 1)
 * curve.gini; // => 0.5
 * ```
 * @see Lorenz (1905), Methods of measuring the concentration of wealth, Publications of the American
 * Statistical Association 9(70).
 */
export function lorenzCurve(values: InColumn<number>): LorenzCurve {
  const { ascending, unknown } = readSorted(values, "values");
  const count = ascending.length;
  const points = count === 0 ? 0 : count + 1;
  const cumulative = new Float64Array(points);
  cumulative.set(runningSums(ascending), points - count);
  const total = count === 0 ? 0 : (cumulative[count] as number);
  return {
    count,
    unknown,
    total,
    populationShare: new Float64Array(points).map((_zero, i) => i / count),
    cumulative,
    valueShare: total > 0 ? cumulative.map((sum) => sum / total) : null,
    gini: total > 0 ? giniOf(ascending) : null,
  };
}
