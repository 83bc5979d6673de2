import type { Column } from "../core/column.ts";
import { readNumberRange } from "../core/read-numbers.ts";
import type { Rejector } from "../core/rejector.ts";

/** What a look at some numbers found. NaN stands for a number that is not there. */
export interface Inspected {
  /** At least the sum of their absolute values; Infinity where one of them is not whole. */
  magnitude: number;
  /** How many there are. */
  known: number;
  /** Is one of them below 0? */
  negative: boolean;
}

/** A look that is still to be taken. */
export function notInspected(): Inspected {
  return { magnitude: 0, known: 0, negative: false };
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

/** Looks at numbers: quickly while they are whole and of 32 bits, as cents are. */
export function inspect(values: Float64Array, found: Inspected): void {
  let bits = 0;
  let signs = 0;
  let holes = 0;
  for (let i = 0; i < values.length; i += 1) {
    const value = values[i] as number;
    const whole = value | 0;
    if (whole === value) {
      bits |= whole ^ (whole >> 31);
      signs |= whole;
    } else if (Number.isNaN(value)) {
      holes += 1;
    } else {
      inspectAny(values, found);
      return;
    }
  }
  found.magnitude = (bits + 1) * (values.length - holes);
  found.known = values.length - holes;
  found.negative = signs < 0;
}

function inspectAny(values: Float64Array, found: Inspected): void {
  let magnitude = 0;
  let known = 0;
  let negative = false;
  for (let i = 0; i < values.length; i += 1) {
    const value = values[i] as number;
    if (Number.isNaN(value)) continue;
    magnitude += Math.floor(value) === value ? Math.abs(value) : Number.POSITIVE_INFINITY;
    known += 1;
    if (value < 0) negative = true;
  }
  found.magnitude = magnitude;
  found.known = known;
  found.negative = negative;
}
