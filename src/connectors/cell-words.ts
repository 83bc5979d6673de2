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

/** Bytes of a word that belong to a cell with so many bytes left: none, the lowest ones, or all. */
const MASKS: Int32Array = /* @__PURE__ */ Int32Array.of(0, 0xff, 0xffff, 0xffffff, -1);

function maskOf(bytesLeft: number): number {
  return MASKS[Math.max(0, Math.min(bytesLeft, 4))] as number;
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
      word0[i] = view.getInt32(start, true) & maskOf(length);
      word1[i] = view.getInt32(start + 4, true) & maskOf(length - 4);
      word2[i] = view.getInt32(start + 8, true) & maskOf(length - 8);
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
