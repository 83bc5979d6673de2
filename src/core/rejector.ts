import { describeValue } from "./describe.ts";
import { ScoringError, type ScoringErrorCode } from "./error.ts";
import type { OnInvalid, Rejection } from "./types.ts";

/** Decides what happens to a cell that cannot be used. */
export interface Rejector {
  /** Ends with an error, or notes the row (once, by its first wrong field). */
  readonly reject: (
    row: number,
    field: string,
    code: ScoringErrorCode,
    expected: string,
    got: unknown,
  ) => void;
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
 * @param onInvalid - `throw` ends at the first bad row; `collect` sets bad rows aside.
 * @param offset - Added to row indices, where a batch is part of a longer stream.
 */
export function createRejector(name: string, onInvalid: OnInvalid = "throw", offset = 0): Rejector {
  const rejections = new Map<number, Rejection>();
  return {
    reject(row, field, code, expected, got) {
      if (onInvalid !== "collect") {
        throw new ScoringError(code, [name, row + offset, field], expected, describeValue(got));
      }
      if (!rejections.has(row)) rejections.set(row, { row: row + offset, field, code, expected });
    },
    has: (row) => rejections.has(row),
    count: () => rejections.size,
    list: () => Array.from(rejections.values()).sort((a, b) => a.row - b.row),
  };
}
