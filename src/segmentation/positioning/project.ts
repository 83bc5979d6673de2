import { checkNumber } from "../../core/check-options.ts";
import { describeValue } from "../../core/describe.ts";
import { type InputPath, ScoringError } from "../../core/error.ts";
import { hasOwn } from "../../core/own.ts";
import type { LearnedMap } from "./types.ts";

/**
 * Ratings as distances from the middle, scaled as the map's.
 *
 * @throws A {@link ScoringError} with `wrong_type`, `missing` or `not_finite`.
 */
export function centredRatings(map: LearnedMap, ratings: unknown, path: InputPath): Float64Array {
  if (typeof ratings !== "object" || ratings === null) {
    throw new ScoringError("wrong_type", path, "ratings by attribute", describeValue(ratings));
  }
  return Float64Array.from(map.attributes, (name, j) => {
    const cell = hasOwn(ratings, name) ? (ratings as { readonly [name: string]: unknown })[name] : undefined;
    if (cell === undefined || cell === null) {
      throw new ScoringError("missing", [...path, name], "a rating", describeValue(cell));
    }
    const rating = checkNumber(cell, [...path, name]);
    return (rating - (map.means[j] as number)) / (map.scales[j] as number);
  });
}

/** A coordinate on the map. */
export function projectOn(axis: readonly number[], centred: Float64Array): number {
  let sum = 0;
  for (let j = 0; j < centred.length; j += 1) sum += (axis[j] as number) * (centred[j] as number);
  return sum;
}
