/**
 * Buckets of doubles by their leading bits: a greater number never stands in a lower bucket, and the
 * numbers of a bucket differ by less than two percent. So a table over buckets answers most
 * comparisons with constants at once.
 *
 * @module
 */

/** Bits of a double that do not make its bucket: all but sign, exponent and 6 bits of the mantissa. */
const SHIFT = 14;

/** How many buckets there are. */
export const BUCKETS: number = 1 << (32 - SHIFT);

/** Which half of a double, seen as two 32-bit words, holds the leading bits on this machine. */
export const HIGH_WORD: 0 | 1 = new Uint8Array(Uint32Array.of(1).buffer)[0] === 1 ? 1 : 0;

/** The values as 32-bit words: word `2 * i + HIGH_WORD` leads value `i`. */
export function wordsOf(values: Float64Array): Uint32Array {
  return new Uint32Array(values.buffer, values.byteOffset, values.length * 2);
}

/** Bucket of a leading word. The bits of negative numbers are turned over, so that buckets rise with the value. */
export function bucketOf(word: number): number {
  return (((word >> 31) | 0x80000000) ^ word) >>> SHIFT;
}
