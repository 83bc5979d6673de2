import { checkNumber } from "../../core/check-options.ts";
import { checkWithin } from "../../core/check-within.ts";
import { describeValue } from "../../core/describe.ts";
import { ScoringError } from "../../core/error.ts";
import { openInput } from "../../core/open-input.ts";
import { ownValue } from "../../core/own.ts";
import { readIds } from "../../core/read-ids.ts";
import { createRejector } from "../../core/rejector.ts";
import { centredRatings, projectOn } from "./project.ts";
import type { IdealRatings, LearnedMap } from "./types.ts";

/** Ideal points as columns. */
export interface Ideals {
  readonly segments: readonly string[];
  readonly sizes: Float64Array;
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** Ratings less the means, scaled, a list a group. */
  readonly centred: readonly Float64Array[];
}

/**
 * Reads ideal points and puts them on the map.
 *
 * @throws A {@link ScoringError} with `wrong_type`, `missing`, `not_finite`, `out_of_range` or `duplicate` or `conflict`.
 */
export function placeIdeals(map: LearnedMap, ideals: readonly IdealRatings[]): Ideals {
  const path = ["options", "ideals"];
  if (!Array.isArray(ideals)) {
    throw new ScoringError("wrong_type", path, "a list of ideals", describeValue(ideals));
  }
  const segments = readSegments(ideals);
  if (new Set(segments).size < segments.length) {
    throw new ScoringError("duplicate", path, "a group once", "one twice");
  }
  const taken = map.attributes.find((name) => name === "segment" || name === "size");
  if (taken !== undefined && ideals.length > 0) {
    throw new ScoringError("conflict", ["options", "attributes"], "other names beside ideals", taken);
  }
  const sizes = Float64Array.from(ideals, (ideal, i) => {
    const size = ownValue(ideal, "size");
    return size === undefined || size === null ? 1 : checkNumber(size, [...path, i, "size"], { min: 0 });
  });
  if (sizes.length > 0 && !sizes.some((size) => size > 0)) {
    throw new ScoringError("out_of_range", path, "a size above 0", "none");
  }
  const centred = ideals.map((ideal, i) => centredRatings(map, ideal, [...path, i]));
  const along = (axis: readonly number[]): Float64Array =>
    Float64Array.from(centred, (ratings) => projectOn(axis, ratings));
  return { segments, sizes, x: along(map.axes[0]), y: along(map.axes[1]), centred };
}

function readSegments(ideals: readonly IdealRatings[]): readonly string[] {
  let segments: readonly string[] = [];
  const read = (): void => {
    const column = openInput(ideals, "ideals").needed("segment");
    segments = readIds(column, "segment", createRejector("ideals"));
  };
  checkWithin(["options", "ideals"], read);
  return segments;
}
