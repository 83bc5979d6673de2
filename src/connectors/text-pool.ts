import { BLOCK_BITS, type Block } from "./csv-block.ts";
import type { CsvTexts } from "./csv-types.ts";
import { decodeUtf8 } from "./utf8.ts";

/** Bytes of the texts of a batch, one behind the other. */
export interface TextPool {
  bytes: Uint8Array;
  length: number;
  /** Where each text starts, -1 for an empty cell. */
  readonly starts: Int32Array;
  readonly ends: Int32Array;
}

/** A pool for so many texts. */
export function createTextPool(rows: number): TextPool {
  return { bytes: new Uint8Array(4096), length: 0, starts: new Int32Array(rows), ends: new Int32Array(rows) };
}

/**
 * Copies the cells of a slot behind the texts of a pool, from number `at` on. Cells of rows at fault
 * in `skip` count as empty; others whose bytes are not UTF-8 are listed in `others`.
 *
 * @returns How many others there are.
 */
export function poolTexts(
  bytes: Uint8Array,
  block: Block,
  slot: number,
  skip: Uint8Array,
  pool: TextPool,
  at: number,
  others: Int32Array,
): number {
  const { starts, ends, quoted, rows } = block;
  const from = slot << BLOCK_BITS;
  let count = 0;
  for (let i = 0; i < rows; i += 1) {
    const start = starts[from + i] as number;
    const end = skip[i] === 0 ? (ends[from + i] as number) : start;
    if (start === end && (skip[i] !== 0 || quoted[from + i] === 0)) {
      pool.starts[at + i] = -1;
      continue;
    }
    if (pool.length + end - start > pool.bytes.length) growPool(pool, end - start);
    if (
      copyBytes(bytes, start, end, pool.bytes, pool.length) > 127 &&
      decodeUtf8(bytes, start, end) === undefined
    ) {
      others[count] = i;
      count += 1;
    }
    pool.starts[at + i] = pool.length;
    pool.length += end - start;
    pool.ends[at + i] = pool.length;
  }
  return count;
}

/** Copies, and returns a number above 127 if a byte is. */
export function copyBytes(from: Uint8Array, start: number, end: number, to: Uint8Array, at: number): number {
  let all = 0;
  for (let p = start; p < end; p += 1) {
    const byte = from[p] as number;
    to[at + p - start] = byte;
    all |= byte;
  }
  return all;
}

function growPool(pool: TextPool, more: number): void {
  const bytes = new Uint8Array(Math.ceil((pool.length + more) * 1.5));
  bytes.set(pool.bytes.subarray(0, pool.length));
  pool.bytes = bytes;
}

/** The first `length` texts as a column. */
export function textsOf(pool: TextPool, length: number): CsvTexts {
  const { bytes, starts, ends } = pool;
  return {
    length,
    at(i) {
      const start = starts[i];
      if (!(i < length) || start === undefined || start < 0) return null;
      return decodeUtf8(bytes, start, ends[i] as number) ?? null;
    },
  };
}
