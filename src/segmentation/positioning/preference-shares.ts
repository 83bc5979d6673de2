import { checkNumber, checkOneOf, checkOptions } from "../../core/check-options.ts";
import { describeValue } from "../../core/describe.ts";
import { type InputPath, ScoringError } from "../../core/error.ts";
import type { ShareRule } from "./types.ts";

/** Options of {@link idealPointShares}. */
export interface IdealPointOptions {
  /** Preference is proportional to 1 / d² (default), or to exp(-d). */
  readonly rule?: ShareRule;
}

/** Distances of brands from an ideal point, and the shares that they lead to. */
export interface IdealPointShares {
  readonly distance: Float64Array;
  /** They sum to 1. */
  readonly share: Float64Array;
}

/**
 * How much of the preference each brand gets by its distance from an ideal point. A brand that stands on
 * the ideal itself takes all by the inverse square, and several share it alike.
 *
 * @param points - Coordinates of the brands, of any number of dimensions.
 * @throws A {@link ScoringError} with `wrong_type`, `not_finite`, `empty`, `length_mismatch` or `unknown_name`.
 * @example
 * ```ts
 * const { distance, share } = idealPointShares([[6, 5], [8, 2], [3, 7]], [7, 5]);
 * distance; // => [1, 3.1622776…, 4.4721359…]
 * share; // => [0.8695652…, 0.0869565…, 0.0434782…]
 * ```
 * @see Coombs (1964), A theory of data; Luce (1959), Individual choice behavior.
 */
export function idealPointShares(
  points: readonly (readonly number[])[],
  ideal: readonly number[],
  options: IdealPointOptions = {},
): IdealPointShares {
  options = checkOptions(options, ["rule"]);
  const rule = checkOneOf(options.rule ?? "inverse-square", ["inverse-square", "logit"], ["options", "rule"]);
  const target = readPoint(ideal, ["ideal"], undefined);
  if (!Array.isArray(points)) {
    throw new ScoringError("wrong_type", ["points"], "a list of points", describeValue(points));
  }
  if (points.length === 0) throw new ScoringError("empty", ["points"], "at least one point", "none");
  const distance = Float64Array.from(points, (point, i) => {
    const found = readPoint(point, ["points", i], target.length);
    return Math.hypot(...found.map((x, k) => x - (target[k] as number)));
  });
  return { distance, share: sharesOfDistances(distance, rule) };
}

/**
 * Shares of preference by the multinomial logit: proportional to exp(utility), whatever the level of the
 * utilities.
 *
 * @throws A {@link ScoringError} with `wrong_type`, `not_finite` or `empty`.
 * @example
 * ```ts
 * logitShares([1, 0.5, 0]); // => [0.5064803…, 0.3071958…, 0.1863237…]
 * ```
 * @see McFadden (1974), Conditional logit analysis of qualitative choice behavior.
 */
export function logitShares(utilities: ArrayLike<number>): Float64Array {
  if (!Array.isArray(utilities) && !ArrayBuffer.isView(utilities)) {
    throw new ScoringError("wrong_type", ["utilities"], "a list of numbers", describeValue(utilities));
  }
  const given = Float64Array.from(utilities, (utility, i) => checkNumber(utility, ["utilities", i]));
  if (given.length === 0) throw new ScoringError("empty", ["utilities"], "at least one number", "none");
  return softmax(given);
}

/** Shares of preference by distance. */
export function sharesOfDistances(distance: Float64Array, rule: ShareRule): Float64Array {
  if (rule === "logit") return softmax(distance.map((d) => -d));
  // Ratios to the nearest: squares then neither overflow nor vanish.
  const nearest = distance.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
  if (nearest === 0) return normalised(distance.map((d) => Number(d === 0)));
  return normalised(distance.map((d) => (nearest / d) ** 2));
}

function softmax(utilities: Float64Array): Float64Array {
  const most = utilities.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  return normalised(utilities.map((utility) => Math.exp(utility - most)));
}

function normalised(values: Float64Array): Float64Array {
  const total = values.reduce((sum, value) => sum + value, 0);
  return values.map((value) => value / total);
}

function readPoint(point: unknown, path: InputPath, dimensions: number | undefined): readonly number[] {
  if (!Array.isArray(point)) {
    throw new ScoringError("wrong_type", path, "a list of coordinates", describeValue(point));
  }
  if (point.length === 0) throw new ScoringError("empty", path, "at least one coordinate", "none");
  if (dimensions !== undefined && point.length !== dimensions) {
    throw new ScoringError("length_mismatch", path, `${dimensions} coordinates`, `${point.length}`);
  }
  return point.map((x, k) => checkNumber(x, [...path, k]));
}
