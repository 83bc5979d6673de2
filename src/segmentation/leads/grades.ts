import { checkNumber, checkOptions } from "../../core/check-options.ts";
import { describeValue } from "../../core/describe.ts";
import { type InputPath, ScoringError } from "../../core/error.ts";
import type { PointGrades } from "./types.ts";

/** Four grades, cut at three, two and one quarter of the most points. */
export function quarterGrades(keys: readonly string[], max: number): PointGrades {
  return { keys, from: [0.75 * max, 0.5 * max, 0.25 * max] };
}

/** Place of points among the grades, 0 the best. */
export function gradeIndex(grades: PointGrades, points: number): number {
  let place = 0;
  while (place < grades.from.length && points < (grades.from[place] as number)) place += 1;
  return place;
}

/**
 * The grades if they fit together.
 *
 * @throws A {@link ScoringError} with `wrong_type`, `unknown_name`, `empty`, `duplicate`, `length_mismatch`,
 * `not_finite` or `out_of_range`.
 */
export function checkGrades(grades: unknown, path: InputPath): PointGrades {
  grades = checkOptions(grades, ["keys", "from"], path);
  const { keys, from } = grades as { readonly keys: unknown; readonly from: unknown };
  for (const [name, list] of [
    ["keys", keys],
    ["from", from],
  ] as const) {
    if (!Array.isArray(list)) {
      throw new ScoringError("wrong_type", [...path, name], "a list", describeValue(list));
    }
  }
  const names = (keys as readonly unknown[]).map((key, i) => {
    if (typeof key === "string" && key !== "") return key;
    throw new ScoringError("wrong_type", [...path, "keys", i], "a key", describeValue(key));
  });
  if (names.length === 0) throw new ScoringError("empty", [...path, "keys"], "at least one grade", "none");
  if (new Set(names).size < names.length) {
    throw new ScoringError("duplicate", [...path, "keys"], "a key once", "one twice");
  }
  const marks = from as readonly unknown[];
  if (marks.length !== names.length - 1) {
    const expected = `${names.length - 1}, one fewer than keys`;
    throw new ScoringError("length_mismatch", [...path, "from"], expected, `${marks.length}`);
  }
  let last = Number.POSITIVE_INFINITY;
  const cuts = marks.map((mark, i) => {
    const points = checkNumber(mark, [...path, "from", i]);
    if (points < last) {
      last = points;
      return points;
    }
    throw new ScoringError("out_of_range", [...path, "from", i], "points in decreasing order", "more");
  });
  return { keys: names, from: cuts };
}
