/**
 * The bytes of a cell as numbers: what a hash table compares.
 *
 * @module
 */
import { BLOCK, BLOCK_BITS, type Block } from "./csv-scan.ts";

/** Cells of up to this many bytes are three words; a longer one is three hashes. */
export const INLINE = 12;
/** The size of a cell stands above so many bits: length + 1, or one size for all longer cells. */
export const SIZE_SHIFT = 27;
export const LONG_SIZE: number = (INLINE + 2) << SIZE_SHIFT;

/** What is known of the cells of a block. */
export interface LookupBuffers {
  readonly hash: Int32Array;
  readonly word0: Int32Array;
  readonly word1: Int32Array;
  readonly word2: Int32Array;
  /** Size, above `SIZE_SHIFT` bits. */
  readonly size: Int32Array;
  /** Rows that were not found. */
  readonly misses: Int32Array;
}

export function createLookupBuffers(): LookupBuffers {
  const column = (): Int32Array => new Int32Array(BLOCK);
  return {
    hash: column(),
    word0: column(),
    word1: column(),
    word2: column(),
    size: column(),
    misses: column(),
  };
}

/** What of the three words belongs to a cell of a length up to twelve: at `3 * length`. */
const MASKS: Int32Array = /* @__PURE__ */ Int32Array.from({ length: 3 * (INLINE + 1) }, (_, i) =>
  maskOf(Math.floor(i / 3) - 4 * (i % 3)),
);

/** What of a word belongs to a cell with so many bytes left: nothing, the lowest bytes, or all. */
function maskOf(bytesLeft: number): number {
  if (bytesLeft >= 4) return -1;
  return bytesLeft <= 0 ? 0 : (1 << (8 * bytesLeft)) - 1;
}

/**
 * The words of each cell, its size and its hash. Words may reach behind the cell: they are cut.
 *
 * @returns Whether a cell is too long for its place.
 */
export function readWords(view: DataView, block: Block, slot: number, buffers: LookupBuffers): boolean {
  const { starts, ends, rows } = block;
  const { hash, word0, word1, word2, size } = buffers;
  const from = slot << BLOCK_BITS;
  let long = false;
  for (let i = 0; i < rows; i += 1) {
    const start = starts[from + i] as number;
    const length = (ends[from + i] as number) - start;
    if (length > INLINE) {
      long = true;
      size[i] = LONG_SIZE;
      hashLong(view, start, length, buffers, i);
    } else {
      size[i] = (length + 1) << SIZE_SHIFT;
      word0[i] = view.getInt32(start, true) & (MASKS[3 * length] as number);
      word1[i] = view.getInt32(start + 4, true) & (MASKS[3 * length + 1] as number);
      word2[i] = view.getInt32(start + 8, true) & (MASKS[3 * length + 2] as number);
    }
    hash[i] = mixWords(word0[i] as number, word1[i] as number, word2[i] as number);
  }
  return long;
}

/** Hash of a cell's words. */
export function mixWords(a: number, b: number, c: number): number {
  let h = Math.imul(a, 0x9e3779b1) ^ Math.imul(b, 0x85ebca6b) ^ Math.imul(c, 0xc2b2ae35);
  h = Math.imul(h ^ (h >>> 15), 0x2c1b3c6d);
  h = Math.imul(h ^ (h >>> 12), 0x297a2d39);
  return h ^ (h >>> 15);
}

/** Three hashes of a long cell, in place of its words. */
function hashLong(view: DataView, start: number, length: number, buffers: LookupBuffers, i: number): void {
  let a = 0x3c6ef372 ^ length;
  let b = 0x1f83d9ab;
  let c = 0x5be0cd19;
  for (let j = 0; j < length; j += 4) {
    const word = view.getInt32(start + j, true) & maskOf(length - j);
    a = Math.imul(a ^ word, 0x9e3779b1);
    a ^= a >>> 15;
    b = Math.imul(b + word, 0x85ebca6b);
    b ^= b >>> 13;
    c = Math.imul(c ^ word, 0xc2b2ae35) + a;
  }
  buffers.word0[i] = a;
  buffers.word1[i] = b;
  buffers.word2[i] = c;
}
