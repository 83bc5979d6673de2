/**
 * Numbers cells by their bytes, so that a text is made once an id at most and not once a row.
 *
 * Work goes in passes over a block of rows: read words, look all of them up, then insert what is new.
 * A pass is a loop of independent memory accesses nearly without a branch, so that their waits overlap;
 * a loop that does everything row by row waits for each in turn.
 *
 * @module
 */
import type { ByteTexts } from "../core/byte-texts.ts";
import { appendEntry, createEntries, isPooledCell } from "./byte-pool.ts";
import { type LookupBuffers, mixWords, readWords } from "./cell-words.ts";
import { BLOCK, BLOCK_BITS, type Block } from "./csv-block.ts";
import { decodeUtf8 } from "./utf8.ts";

/** Further than this nobody looks: ids made to collide go to a Map, whose hash cannot be foreseen. */
const PROBES = 128;

/** Looks at a new cell: whether it may become an entry, or why not. */
export type TakeCell = (
  bytes: Uint8Array,
  start: number,
  end: number,
) => typeof TAKEN | typeof REFUSED | typeof NOT_UTF8;

/** The cell becomes an entry. */
export const TAKEN = 0;
/** A cell's number where its text is refused. */
export const REFUSED = -1;
/** A cell's number where its bytes are not UTF-8. */
export const NOT_UTF8 = -2;

/** A dictionary that grows. Entries never change. */
export interface ByteDictionary {
  readonly entries: ByteTexts;
  readonly take: TakeCell;
  /**
   * Hash table with linear probing; its number of places is a power of two, 2^k. In a place the lower k bits are the
   * entry's number + 1 (0 where it is free), those above are the same bits of its hash: few entries that are not the
   * one are looked at.
   */
  places: Int32Array;
  /** Entries that found no place. */
  readonly crowded: Map<string, number>;
}

/** An empty dictionary. */
export function createByteDictionary(take: TakeCell): ByteDictionary {
  return { entries: createEntries(), take, places: new Int32Array(4 * BLOCK), crowded: new Map() };
}

/**
 * Numbers the cells of a slot into `out`, from `at` on. Rows that are at fault in `skip` leave no entry
 * behind. Cells are tidy.
 *
 * @returns Whether every cell that was not skipped has a number of 0 or more.
 */
export function numberCells(
  dictionary: ByteDictionary,
  bytes: Uint8Array,
  view: DataView,
  block: Block,
  slot: number,
  skip: Uint8Array,
  buffers: LookupBuffers,
  out: Int32Array,
  at: number,
): boolean {
  const { rows } = block;
  const { entries } = dictionary;
  // At most half of the places are ever taken.
  while ((entries.length + rows) * 2 > dictionary.places.length) growPlaces(dictionary);
  const long = readWords(view, block, slot, buffers);
  readPlaces(dictionary.places, buffers, rows);
  probeOn(dictionary.places, buffers, rows);
  readEntries(entries.words, buffers, rows);
  let missed = compareWords(entries.words, buffers, rows, out, at);
  if (long) missed = compareLong(entries, bytes, block, slot, buffers, missed);
  return insertCells(dictionary, bytes, block, slot, skip, buffers, missed, out, at);
}

/** What is in the place where each row is looked for. */
function readPlaces(places: Int32Array, { hash, mark }: LookupBuffers, rows: number): void {
  const mask = places.length - 1;
  for (let i = 0; i < rows; i += 1) mark[i] = places[(hash[i] as number) & mask] as number;
}

/** Goes on from places of other hashes, mostly to the next one, which came along with the first. */
function probeOn(places: Int32Array, { hash, mark }: LookupBuffers, rows: number): void {
  const mask = places.length - 1;
  for (let i = 0; i < rows; i += 1) {
    const h = hash[i] as number;
    let found = mark[i] as number;
    for (let probe = 1; found !== 0 && ((found ^ h) & ~mask) !== 0 && probe < PROBES; probe += 1) {
      found = places[(h + probe) & mask] as number;
    }
    mark[i] = found & mask;
  }
}

/** The outer words of the entries, which bring along the one between. */
function readEntries(words: Int32Array, { mark, first, last }: LookupBuffers, rows: number): void {
  for (let i = 0; i < rows; i += 1) {
    // Where there is none, the first entry is looked at for nothing.
    const k = 3 * Math.max((mark[i] as number) - 1, 0);
    first[i] = words[k] as number;
    last[i] = words[k + 2] as number;
  }
}

/**
 * Compares the words of each row with those of the entry found for it, and lists the rows of other ones.
 *
 * @returns How many are listed.
 */
function compareWords(
  words: Int32Array,
  buffers: LookupBuffers,
  rows: number,
  out: Int32Array,
  at: number,
): number {
  const { word0, word1, word2, mark, first, last, misses } = buffers;
  let left = 0;
  for (let i = 0; i < rows; i += 1) {
    const code = (mark[i] as number) - 1;
    const k = 3 * Math.max(code, 0);
    const a = word0[i] as number;
    // All bits where the second word says where a text is.
    const pooled = ((a & 255) - 1) >> 31;
    const difference =
      (a ^ (first[i] as number)) |
      (((word1[i] as number) ^ (words[k + 1] as number)) & ~pooled) |
      ((word2[i] as number) ^ (last[i] as number)) |
      (code >> 31);
    out[at + i] = code;
    // Without a branch: one that is foreseen wrongly would wait for memory first.
    misses[left] = i;
    left += (difference | (0 - difference)) >>> 31;
  }
  return left;
}

/** Adds to the misses, in their order, the long cells whose hashes agree and whose bytes do not. */
function compareLong(
  entries: ByteTexts,
  bytes: Uint8Array,
  block: Block,
  slot: number,
  { word0, mark, misses }: LookupBuffers,
  missed: number,
): number {
  const known = new Uint8Array(block.rows).fill(1);
  for (let m = 0; m < missed; m += 1) known[misses[m] as number] = 0;
  let all = 0;
  for (let i = 0; i < block.rows; i += 1) {
    const k = (slot << BLOCK_BITS) + i;
    const same =
      known[i] === 1 &&
      (((word0[i] as number) & 255) !== 0 ||
        isPooledCell(
          entries,
          (mark[i] as number) - 1,
          bytes,
          block.starts[k] as number,
          block.ends[k] as number,
        ));
    misses[all] = i;
    all += same ? 0 : 1;
  }
  return all;
}

/** Numbers the cells that were not found; says whether every one that was not skipped has a number of 0 or more. */
function insertCells(
  dictionary: ByteDictionary,
  bytes: Uint8Array,
  block: Block,
  slot: number,
  skip: Uint8Array,
  buffers: LookupBuffers,
  missed: number,
  out: Int32Array,
  at: number,
): boolean {
  const { misses } = buffers;
  let good = true;
  for (let m = 0; m < missed; m += 1) {
    const i = misses[m] as number;
    const code = skip[i] === 0 ? insertCell(dictionary, bytes, block, slot, buffers, i) : REFUSED;
    out[at + i] = code;
    if (code < 0 && skip[i] === 0) good = false;
  }
  return good;
}

/** Number of a cell that was not found: crowded out, met earlier in this block, or new. */
function insertCell(
  dictionary: ByteDictionary,
  bytes: Uint8Array,
  block: Block,
  slot: number,
  buffers: LookupBuffers,
  i: number,
): number {
  const { places, crowded, entries } = dictionary;
  const { words } = entries;
  const start = block.starts[(slot << BLOCK_BITS) + i] as number;
  const end = block.ends[(slot << BLOCK_BITS) + i] as number;
  const a = buffers.word0[i] as number;
  const b = buffers.word1[i] as number;
  const c = buffers.word2[i] as number;
  const hash = buffers.hash[i] as number;
  const mask = places.length - 1;
  let place = hash & mask;
  let probes = 0;
  for (; probes < PROBES; probes += 1) {
    const found = places[place] as number;
    if (found === 0) break;
    const code = (found & mask) - 1;
    const k = 3 * code;
    if (words[k] === a && words[k + 2] === c) {
      const same = (a & 255) === 0 ? isPooledCell(entries, code, bytes, start, end) : words[k + 1] === b;
      if (same) return code;
    }
    place = (place + 1) & mask;
  }
  if (crowded.size > 0) {
    const text = decodeUtf8(bytes, start, end);
    const known = text === undefined ? undefined : crowded.get(text);
    if (known !== undefined) return known;
  }
  const answer = dictionary.take(bytes, start, end);
  if (answer !== TAKEN) return answer;
  const code = appendEntry(entries, a, b, c, bytes, start, end);
  if (probes === PROBES) crowded.set(entries.text(code), code);
  else places[place] = (hash & ~mask) | (code + 1);
  return code;
}

/** As long as it is this small, the table grows fourfold: fewer entries are placed again and again. */
const SMALL = 1 << 16;

/** More places: four times as many, or twice. */
function growPlaces(dictionary: ByteDictionary): void {
  const { entries, crowded } = dictionary;
  const { words } = entries;
  const old = dictionary.places.length;
  const places = new Int32Array(old * (old < SMALL ? 4 : 2));
  const mask = places.length - 1;
  for (let code = 0; code < entries.length; code += 1) {
    const k = 3 * code;
    const a = words[k] as number;
    const hash = mixWords(a, (a & 255) === 0 ? 0 : (words[k + 1] as number), words[k + 2] as number);
    let place = hash & mask;
    let probes = 0;
    while (places[place] !== 0 && probes < PROBES) {
      place = (place + 1) & mask;
      probes += 1;
    }
    if (probes === PROBES) crowded.set(entries.text(code), code);
    else places[place] = (hash & ~mask) | (code + 1);
  }
  dictionary.places = places;
}
