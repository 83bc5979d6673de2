import { ScoringError } from "../../core/error.ts";
import { openInput } from "../../core/open-input.ts";
import { readNumbers } from "../../core/read-numbers.ts";
import { createRejector } from "../../core/rejector.ts";

/**
 * What each customer bought in the holdout; NaN where it is not known.
 *
 * @throws A {@link ScoringError} as columns are refused; `missing` where nothing is known of anybody.
 */
export function readHoldout(holdout: unknown): Float64Array {
  const name = "holdout";
  const field = "holdoutFrequency";
  const column = openInput(holdout, name).needed(field);
  const actual = readNumbers(column, field, { nullable: true, min: 0 }, createRejector(name));
  if (actual.length > 0 && actual.every(Number.isNaN)) {
    throw new ScoringError("missing", [name, 0, field], "purchases of at least one customer", "nothing");
  }
  return actual;
}
