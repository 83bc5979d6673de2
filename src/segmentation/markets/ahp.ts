import { checkOneOf, checkOptions } from "../../core/check-options.ts";
import type { InputPath } from "../../core/error.ts";
import { bare } from "../../core/own.ts";
import { geometricWeights, principalWeights } from "../../math/comparison-weights.ts";
import { type RandomIndex, randomIndexOf } from "./random-index.ts";
import { readComparisons } from "./read-comparisons.ts";

/** Options of {@link ahp}. */
export interface AhpOptions {
  /** Which table of random consistency indices, or one of your own by number of items. Default `saaty-2005`. */
  readonly randomIndex?: RandomIndex;
  /** Weights by the principal eigenvector (default) or by geometric means of the rows. */
  readonly method?: "eigenvector" | "geometric-mean";
}

/** What comparisons say. */
export interface Ahp {
  /** Weights in the order of the matrix; they sum to 1. */
  readonly weights: Float64Array;
  /** Principal eigenvalue: the number of items where all comparisons agree. */
  readonly lambdaMax: number;
  /** `(lambdaMax - n) / (n - 1)`; 0 for one or two items. */
  readonly consistencyIndex: number;
  /** The index over that of random comparisons; null where the table has none for so many items. */
  readonly consistencyRatio: number | null;
  /** Greatest ratio that is acceptable: 0.05 for three items, 0.08 for four, else 0.10. */
  readonly limit: number;
  /** Is the ratio within the limit? null where it is not known. */
  readonly consistent: boolean | null;
}

/**
 * Weights of criteria from comparing them two by two, and how far the comparisons agree with each other.
 *
 * `matrix[i][j]` says how many times as important as `j` is `i`, on Saaty's scale from 1 (equal) to 9, and
 * `matrix[j][i]` the inverse (`0.33` will do for a third). Two items always agree: their ratio is 0.
 *
 * @throws A {@link ScoringError} with `wrong_type`, `not_finite`, `empty`, `length_mismatch`, `out_of_range`,
 * `conflict` (no inverse), `unknown_name` or `missing`.
 * @example
 * ```ts
 * // Growth counts twice as much as size, and size four times as much as competition.
 * const { weights, consistencyRatio } = ahp([
 *   [1, 2, 8],
 *   [1 / 2, 1, 4],
 *   [1 / 8, 1 / 4, 1],
 * ]);
 * weights; // => [0.6153846…, 0.3076923…, 0.0769230…]
 * (consistencyRatio as number) < 1e-12; // => true
 * ```
 * @see Saaty (1980), The analytic hierarchy process; Saaty (2008), Int. J. Services Sciences 1(1).
 */
export function ahp(matrix: readonly (readonly number[])[], options: AhpOptions = {}): Ahp {
  options = checkOptions(options, ["randomIndex", "method"]);
  return ahpAt(matrix, options, ["matrix"], ["options"]);
}

/** {@link ahp} for a matrix that stands elsewhere. */
export function ahpAt(
  matrix: readonly (readonly number[])[],
  options: AhpOptions,
  path: InputPath,
  optionsPath: InputPath,
): Ahp {
  const { randomIndex = "saaty-2005", method = "eigenvector" } = bare(options);
  checkOneOf(method, ["eigenvector", "geometric-mean"], [...optionsPath, "method"]);
  const { comparisons, size } = readComparisons(matrix, path);
  const random = randomIndexOf(randomIndex, size, [...optionsPath, "randomIndex"]);
  const weigh = method === "eigenvector" ? principalWeights : geometricWeights;
  const { weights, lambdaMax } = weigh(comparisons, size);
  // An eigenvalue below the number of items is rounding.
  const consistencyIndex = size <= 2 ? 0 : Math.max(0, (lambdaMax - size) / (size - 1));
  const consistencyRatio = size <= 2 ? 0 : random === undefined ? null : consistencyIndex / random;
  const limit = size === 3 ? 0.05 : size === 4 ? 0.08 : 0.1;
  const consistent = consistencyRatio === null ? null : consistencyRatio <= limit;
  return { weights, lambdaMax, consistencyIndex, consistencyRatio, limit, consistent };
}
