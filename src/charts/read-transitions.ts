import { describeValue } from "../core/describe.ts";
import { ScoringError } from "../core/error.ts";

/** Moves between stages as the charts read them. The result of `stageTransitions` fits. */
export interface CountedTransitions {
  readonly stages: readonly string[];
  /** How many moved from each stage (a row) to each. */
  readonly counts: readonly (readonly number[])[];
}

/**
 * Checks the shape of counted moves.
 *
 * @throws A {@link ScoringError} with `wrong_type`, `length_mismatch` or `out_of_range`.
 */
export function readTransitions(transitions: CountedTransitions): CountedTransitions {
  const { stages, counts } = (transitions ?? {}) as Partial<CountedTransitions>;
  if (!Array.isArray(stages) || !Array.isArray(counts)) {
    throw new ScoringError("wrong_type", ["transitions"], "{ stages, counts }", describeValue(transitions));
  }
  const size = stages.length;
  counts.forEach((row: readonly number[], i) => {
    if (row.length !== size || counts.length !== size) {
      throw new ScoringError(
        "length_mismatch",
        ["transitions", "counts", i],
        `${size} numbers`,
        `${row.length}`,
      );
    }
    for (const count of row) {
      if (count >= 0 && Number.isFinite(count)) continue;
      throw new ScoringError(
        "out_of_range",
        ["transitions", "counts", i],
        "numbers of at least 0",
        "another",
      );
    }
  });
  return { stages, counts };
}
