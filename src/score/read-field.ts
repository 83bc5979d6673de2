import { checkNumber } from "../core/check-options.ts";
import { describeValue } from "../core/describe.ts";
import { type InputPath, ScoringError } from "../core/error.ts";

interface Row {
  readonly [field: string]: unknown;
}

/** A number field of rows; NaN where it is null or left out. */
export function readField(rows: unknown, field: string): Float64Array {
  if (!Array.isArray(rows)) {
    throw new ScoringError("wrong_type", ["rows"], "an array of rows", describeValue(rows));
  }
  return Float64Array.from(rows as readonly unknown[], (row, i) => {
    if (typeof row !== "object" || row === null) {
      throw new ScoringError("wrong_type", ["rows", i], "a row object", describeValue(row));
    }
    return numberOrNaN((row as Row)[field], ["rows", i, field]);
  });
}

/** A number, or NaN of what is null or left out. */
function numberOrNaN(value: unknown, path: InputPath): number {
  return value === null || value === undefined ? Number.NaN : checkNumber(value, path);
}
