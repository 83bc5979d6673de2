/**
 * The bytes of a dictionary's entries.
 *
 * @module
 */
import { type ByteTexts, byteSize, createByteTexts, INLINE, poolStart } from "../core/byte-texts.ts";
import { copyBytes } from "./text-pool.ts";
import { decodeUtf8 } from "./utf8.ts";

/** No entries yet. */
export function createEntries(): ByteTexts {
  // They were found to be UTF-8 when they came.
  const entries = createByteTexts((bytes, from, to) => decodeUtf8(bytes, from, to) as string);
  entries.words = new Int32Array(3 * 64);
  return entries;
}

/**
 * Appends bytes `start` to `end` (not included) as an entry.
 *
 * @param word0 - Words as of {@link ByteTexts}, where the second counts for nothing if the entry goes to the pool.
 * @returns Its number.
 */
export function appendEntry(
  entries: ByteTexts,
  word0: number,
  word1: number,
  word2: number,
  bytes: Uint8Array,
  start: number,
  end: number,
): number {
  const code = entries.length;
  const k = 3 * code;
  if (k === entries.words.length) {
    // Memory that nobody wrote to costs nothing, where an old room and its copy are both held for a while.
    const longer = new Int32Array(4 * k);
    longer.set(entries.words);
    entries.words = longer;
  }
  const size = end - start;
  const { words } = entries;
  words[k] = word0;
  words[k + 1] = size > INLINE || size === 0 ? poolBytes(entries, bytes, start, end) : word1;
  words[k + 2] = word2;
  if (size <= INLINE && ((word0 | word1 | word2) & 0x80808080) !== 0) entries.ascii = false;
  entries.length = code + 1;
  return code;
}

/** Puts bytes into the pool, behind four that say how many; gives where those are. */
function poolBytes(entries: ByteTexts, bytes: Uint8Array, start: number, end: number): number {
  const at = entries.pooled;
  const size = end - start;
  if (at + 4 + size > entries.pool.length) {
    const longer = new Uint8Array(2 * (at + size) + 1024);
    longer.set(entries.pool.subarray(0, at));
    entries.pool = longer;
  }
  for (let b = 0; b < 4; b += 1) entries.pool[at + b] = size >>> (8 * b);
  if (copyBytes(bytes, start, end, entries.pool, at + 4) > 127) entries.ascii = false;
  entries.pooled = at + 4 + size;
  return at;
}

/** Are the bytes of an entry in the pool those from `start` to `end` (not included)? */
export function isPooledCell(
  entries: ByteTexts,
  code: number,
  bytes: Uint8Array,
  start: number,
  end: number,
): boolean {
  if (byteSize(entries, code) !== end - start) return false;
  const shift = poolStart(entries, code) - start;
  const { pool } = entries;
  for (let p = start; p < end; p += 1) if (pool[shift + p] !== bytes[p]) return false;
  return true;
}
