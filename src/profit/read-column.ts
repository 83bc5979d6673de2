import type { Column } from "../core/column.ts";
import { readNumberRange } from "../core/read-numbers.ts";
import type { Rejector } from "../core/rejector.ts";

/** What a look at some numbers found. */
export interface Inspected {
  /** Sum of the absolute values; Infinity where one of them is not whole. */
  magnitude: number;
  /** How many are not NaN. */
  known: number;
}

/**
 * Numbers `from` to `to` (not included) of a column: a view of a `Float64Array` where that will do,
 * otherwise read into `buffer`. What cannot be used goes to `rejector`.
 *
 * @param copy - Always into `buffer`: the caller will write.
 */
export function readColumn(
  column: Column,
  from: number,
  to: number,
  buffer: Float64Array,
  copy: boolean,
  field: string,
  nullable: boolean,
  rejector: Rejector,
  cells: unknown[],
  found: Inspected,
): Float64Array {
  if (!copy && column.form === "typed" && column.values instanceof Float64Array) {
    const view = column.values.subarray(from, to);
    inspect(view, found);
    // Whole numbers need no further look.
    if (found.magnitude < Number.POSITIVE_INFINITY && (nullable || found.known === view.length)) return view;
  }
  readNumberRange(column, from, to, buffer, field, { nullable }, rejector, cells);
  const read = buffer.subarray(0, to - from);
  inspect(read, found);
  return read;
}

/** Looks at numbers; stops at the first that is not whole. */
export function inspect(values: Float64Array, found: Inspected): void {
  let magnitude = 0;
  let known = 0;
  for (let i = 0; i < values.length; i += 1) {
    const value = values[i] as number;
    if (Math.floor(value) === value) {
      magnitude += Math.abs(value);
      known += 1;
    } else if (!Number.isNaN(value)) {
      magnitude = Number.POSITIVE_INFINITY;
      known += 1;
    }
  }
  found.magnitude = magnitude;
  found.known = known;
}

/** Is a number below 0 among them? */
export function hasNegative(values: Float64Array): boolean {
  for (let i = 0; i < values.length; i += 1) if ((values[i] as number) < 0) return true;
  return false;
}
