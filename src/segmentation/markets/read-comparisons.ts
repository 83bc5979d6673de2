import { checkNumber } from "../../core/check-options.ts";
import { describeValue } from "../../core/describe.ts";
import { type InputPath, ScoringError } from "../../core/error.ts";

/** More items than anybody compares two by two. */
const MOST_ITEMS = 100;

/** How far a pair may be from being inverse: two decimals (`0.14` for a seventh) come within 3 %. */
const INVERSE = 0.03;

/** Comparisons as numbers, row by row. */
export interface Comparisons {
  readonly comparisons: Float64Array;
  readonly size: number;
}

/**
 * Reads a matrix of pairwise comparisons.
 *
 * @throws A {@link ScoringError} with `wrong_type`, `not_finite`, `empty`, `too_large`, `length_mismatch`,
 * `out_of_range` or `conflict`.
 */
export function readComparisons(matrix: unknown, path: InputPath): Comparisons {
  if (!Array.isArray(matrix)) {
    throw new ScoringError("wrong_type", path, "a list of rows", describeValue(matrix));
  }
  const size = matrix.length;
  if (size === 0) throw new ScoringError("empty", path, "at least one row", "none");
  if (size > MOST_ITEMS) throw new ScoringError("too_large", path, `at most ${MOST_ITEMS} rows`, `${size}`);
  const comparisons = new Float64Array(size * size);
  matrix.forEach((row: unknown, i) => {
    if (!Array.isArray(row)) {
      throw new ScoringError("wrong_type", [...path, i], "a list of numbers", describeValue(row));
    }
    if (row.length !== size) {
      throw new ScoringError("length_mismatch", [...path, i], `${size} numbers`, `${row.length}`);
    }
    for (let j = 0; j < size; j += 1) {
      comparisons[i * size + j] = checkNumber(row[j], [...path, i, j], { min: 1e-9, max: 1e9 });
    }
  });
  for (let i = 0; i < size; i += 1) {
    for (let j = 0; j <= i; j += 1) {
      const back = (comparisons[i * size + j] as number) * (comparisons[j * size + i] as number);
      if (Math.abs(back - 1) > INVERSE) {
        const expected = i === j ? "1 on the diagonal" : `the inverse of ${j}.${i}`;
        throw new ScoringError("conflict", [...path, i, j], expected, "another number");
      }
    }
  }
  return { comparisons, size };
}
