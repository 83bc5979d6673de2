import { checkOptions } from "../../core/check-options.ts";
import { describeValue } from "../../core/describe.ts";
import { ScoringError } from "../../core/error.ts";
import { type Ahp, type AhpOptions, ahpAt } from "./ahp.ts";

/** Comparisons of criteria, and of the alternatives by each of them. */
export interface Hierarchy {
  /** The criteria against each other. */
  readonly criteria: readonly (readonly number[])[];
  /** The alternatives against each other, a matrix a criterion, in the order of the criteria. */
  readonly alternatives: readonly (readonly (readonly number[])[])[];
}

/** What a hierarchy of comparisons says. */
export interface AhpHierarchy {
  /** Weights of the alternatives; they sum to 1. */
  readonly weights: Float64Array;
  /** The criteria. */
  readonly criteria: Ahp;
  /** The alternatives by each criterion. */
  readonly local: readonly Ahp[];
}

/**
 * Weights of alternatives that were compared two by two under each criterion: the sum of criterion
 * weight x local weight (the distributive mode).
 *
 * @throws A {@link ScoringError} as {@link ahp} does, and with `length_mismatch` unless there is a matrix
 * a criterion, all of one size.
 * @example
 * ```ts
 * // Price counts three times as much as reach; "online" is twice as good in price, "shops" five times in reach.
 * const { weights } = ahpHierarchy({
 *   criteria: [[1, 3], [1 / 3, 1]],
 *   alternatives: [
 *     [[1, 2], [1 / 2, 1]],
 *     [[1, 1 / 5], [5, 1]],
 *   ],
 * });
 * weights; // => [0.5416666…, 0.4583333…]
 * ```
 * @see Saaty (1990), How to make a decision: the analytic hierarchy process, EJOR 48.
 */
export function ahpHierarchy(hierarchy: Hierarchy, options: AhpOptions = {}): AhpHierarchy {
  options = checkOptions(options, ["randomIndex", "method"]);
  hierarchy = checkOptions(hierarchy, ["criteria", "alternatives"], ["hierarchy"]);
  const criteria = ahpAt(hierarchy.criteria, options, ["hierarchy", "criteria"], ["options"]);
  const path = ["hierarchy", "alternatives"];
  const given: unknown = hierarchy.alternatives;
  if (!Array.isArray(given)) {
    throw new ScoringError("wrong_type", path, "a matrix a criterion", describeValue(given));
  }
  if (given.length !== criteria.weights.length) {
    throw new ScoringError(
      "length_mismatch",
      path,
      `${criteria.weights.length}, one a criterion`,
      `${given.length}`,
    );
  }
  const local = hierarchy.alternatives.map((matrix, i) => ahpAt(matrix, options, [...path, i], ["options"]));
  const count = (local[0] as Ahp).weights.length;
  const weights = new Float64Array(count);
  local.forEach((one, i) => {
    if (one.weights.length !== count) {
      throw new ScoringError("length_mismatch", [...path, i], `${count} rows`, `${one.weights.length}`);
    }
    const factor = criteria.weights[i] as number;
    for (let j = 0; j < count; j += 1)
      weights[j] = (weights[j] as number) + factor * (one.weights[j] as number);
  });
  return { weights, criteria, local };
}
