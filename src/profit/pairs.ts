/**
 * Sums with what rounding lost of them: beside each other, or in two buffers.
 *
 * @module
 */
import { roundingError } from "../math/sums.ts";

/** The sum that a pair stands for. */
export function pairAt(pairs: Float64Array, at: number): number {
  return (pairs[at] as number) + (pairs[at + 1] as number);
}

/** Adds `value` at `at`; what rounding loses goes to `lows` at `low`. */
export function addSplit(
  highs: Float64Array,
  at: number,
  lows: Float64Array,
  low: number,
  value: number,
): void {
  const before = highs[at] as number;
  lows[low] = (lows[low] as number) + roundingError(before, value);
  highs[at] = before + value;
}
