/**
 * The bytes of a cell as numbers: what a hash table compares.
 *
 * @module
 */
import { INLINE } from "../core/byte-texts.ts";
import { BLOCK, BLOCK_BITS, type Block } from "./csv-block.ts";

/** What is known of the cells of a block. */
export interface LookupBuffers {
  /** The words of {@link ByteTexts}; 0 for one that says where a text is. */
  readonly word0: Int32Array;
  readonly word1: Int32Array;
  readonly word2: Int32Array;
  readonly hash: Int32Array;
  /** Number of the entry that it may be, plus 1; 0 for none. */
  readonly mark: Int32Array;
  /** First and third word of that entry. */
  readonly first: Int32Array;
  readonly last: Int32Array;
  /** Rows that were not found. */
  readonly misses: Int32Array;
}

export function createLookupBuffers(): LookupBuffers {
  const column = (): Int32Array => new Int32Array(BLOCK);
  return {
    word0: column(),
    word1: column(),
    word2: column(),
    hash: column(),
    mark: column(),
    first: column(),
    last: column(),
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
 * The words of each cell and their hash. Reading may reach behind the cell: what belongs to others is cut.
 *
 * @returns Whether a cell is longer than its words.
 */
export function readWords(view: DataView, block: Block, slot: number, buffers: LookupBuffers): boolean {
  const { starts, ends, rows } = block;
  const { hash, word0, word1, word2 } = buffers;
  const from = slot << BLOCK_BITS;
  let long = false;
  for (let i = 0; i < rows; i += 1) {
    const start = starts[from + i] as number;
    const length = (ends[from + i] as number) - start;
    if (length > INLINE) {
      long = true;
      hashBytes(view, start, length, buffers, i);
    } else {
      word0[i] = view.getInt32(start, true) & (MASKS[3 * length] as number);
      word1[i] = view.getInt32(start + 4, true) & (MASKS[3 * length + 1] as number);
      word2[i] = view.getInt32(start + 8, true) & (MASKS[3 * length + 2] as number);
    }
    hash[i] = mixWords(word0[i] as number, word1[i] as number, word2[i] as number);
  }
  return long;
}

/**
 * Hash of words, one after the other: a product brings a word's bits up, a shift brings them down. Products that are
 * joined without one would leave the low bits of ids that end in digits with few values.
 */
export function mixWords(a: number, b: number, c: number): number {
  let h = Math.imul(a, 0x9e3779b1);
  h = Math.imul(h ^ (h >>> 15) ^ b, 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13) ^ c, 0xc2b2ae35);
  h = Math.imul(h ^ (h >>> 15), 0x2c1b3c6d);
  return h ^ (h >>> 14);
}

/** Two hashes of a long cell in place of its words; the lowest byte of the first is 0. */
function hashBytes(view: DataView, start: number, length: number, buffers: LookupBuffers, i: number): void {
  let a = 0x3c6ef372 ^ length;
  let b = 0x1f83d9ab;
  for (let j = 0; j < length; j += 4) {
    const word = view.getInt32(start + j, true) & maskOf(length - j);
    a = Math.imul(a ^ word, 0x9e3779b1);
    a ^= a >>> 15;
    b = Math.imul(b + word, 0x85ebca6b);
    b ^= b >>> 13;
  }
  buffers.word0[i] = a << 8;
  buffers.word1[i] = 0;
  buffers.word2[i] = b;
}
