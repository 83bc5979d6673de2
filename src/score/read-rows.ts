import { checkNumber } from "../core/check-options.ts";
import { ScoringError } from "../core/error.ts";
import { readField } from "./read-field.ts";

/** Repeat histories as columns; `frequency` is NaN where a row is not known. */
export interface HistoryColumns {
  readonly frequency: Float64Array;
  readonly recency: Float64Array;
  readonly age: Float64Array;
}

/**
 * Reads repeat histories, as the library does.
 *
 * @throws A {@link ScoringError} with `wrong_type`, `not_finite`, `out_of_range` or `conflict`.
 */
export function readRows(rows: unknown): HistoryColumns {
  const counts = readField(rows, "frequency");
  const recency = readField(rows, "recency");
  const age = readField(rows, "age");
  const frequency = counts.map((x, i) => {
    const tx = recency[i] as number;
    const T = age[i] as number;
    if (Number.isNaN(x + tx + T)) return Number.NaN;
    checkNumber(x, ["rows", i, "frequency"], { min: 0, integer: true });
    checkNumber(T, ["rows", i, "age"], { min: 0 });
    if (x === 0 && tx > 0) {
      throw new ScoringError("conflict", ["rows", i, "recency"], "0, as there is no repeat purchase");
    }
    checkNumber(tx, ["rows", i, "recency"], { min: 0, max: T });
    return x;
  });
  return { frequency, recency, age };
}
