import { describeValue } from "./describe.ts";
import { ScoringError, type ScoringErrorCode } from "./error.ts";
import type { OnInvalid, Rejection } from "./types.ts";

/** Decides what happens to a cell that cannot be used. */
export interface Rejector {
  /**
   * Ends with an error, or notes the row (once, by the field that was found wrong first). `came` says in words
   * what came, where the kind of `got` does not tell.
   */
  readonly reject: (
    row: number,
    field: string,
    code: ScoringErrorCode,
    expected: string,
    got: unknown,
    came?: string,
  ) => void;
  /** Ends with the error of the first row noted, where it was to wait for the others. */
  readonly settle: () => void;
  /** Was this row set aside? */
  readonly has: (row: number) => boolean;
  /** How many rows were set aside. */
  readonly count: () => number;
  /** The rows set aside, by index. */
  readonly list: () => readonly Rejection[];
}

/**
 * A rejector for one input.
 *
 * @param name - What the input is called, for error paths.
 * @param onInvalid - `throw` ends at the first bad cell, `wait` with the first bad row when it is asked to
 * settle (fields are read one after the other, and the first bad cell need not be in the first bad row);
 * `collect` sets bad rows aside.
 * @param offset - Added to row indices, where a batch is part of a longer stream.
 */
export function createRejector(name: string, onInvalid: OnInvalid | "wait" = "throw", offset = 0): Rejector {
  const rejections = new Map<number, Rejection>();
  let first: { readonly row: number; readonly error: ScoringError } | undefined;
  return {
    reject(row, field, code, expected, got, came = describeValue(got)) {
      if (onInvalid !== "collect" && !(first !== undefined && first.row <= row)) {
        const error = new ScoringError(code, [name, row + offset, field], expected, came);
        if (onInvalid === "throw") throw error;
        first = { row, error };
      }
      if (!rejections.has(row)) rejections.set(row, { row: row + offset, field, code, expected });
    },
    settle() {
      if (first !== undefined) throw first.error;
    },
    has: (row) => rejections.has(row),
    count: () => rejections.size,
    list: () => Array.from(rejections.values()).sort((a, b) => a.row - b.row),
  };
}
