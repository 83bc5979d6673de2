import { openColumn } from "../core/column.ts";
import { readNumbers } from "../core/read-numbers.ts";
import { createRejector } from "../core/rejector.ts";

/** The known numbers of a list, in ascending order. */
export interface SortedValues {
  readonly ascending: Float64Array;
  /** Cells that hold no number: null or NaN. */
  readonly unknown: number;
}

/**
 * Reads a list of numbers and sorts what is known of it. The list is not changed.
 *
 * @throws A {@link ScoringError} with `wrong_type` or `not_finite`.
 */
export function readSorted(values: unknown, name: string): SortedValues {
  const column = openColumn(values, [name]);
  const numbers = readNumbers(column, "value", { nullable: true }, createRejector(name));
  const known = numbers.filter(isKnown);
  return { ascending: known.sort(), unknown: numbers.length - known.length };
}

function isKnown(value: number): boolean {
  return !Number.isNaN(value);
}
