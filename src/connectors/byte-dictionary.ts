/**
 * Numbers cells by their bytes, so that a text is made once an id and not once a row.
 *
 * Work goes in passes over a block of rows: read words, look all of them up, then insert what is new.
 * The look-up is a loop of independent memory accesses without a branch, so that their waits overlap;
 * a loop that does everything row by row waits for each in turn.
 *
 * @module
 */
import { INLINE, LONG_SIZE, type LookupBuffers, mixWords, readWords, SIZE_SHIFT } from "./cell-words.ts";
import { BLOCK, BLOCK_BITS, type Block } from "./csv-scan.ts";
import { decodeUtf8 } from "./utf8.ts";

/** Numbers a place of the table: three words of the cell (of a longer one three hashes), and the mark. */
const PLACE = 4;
/** A mark is the entry's number + 1, and above it the size of its cell: 0 is a free place. */
const CODE_MASK: number = 2 ** SIZE_SHIFT - 1;
/** Further than this nobody looks: ids made to collide go to a Map, whose hash cannot be foreseen. */
const PROBES = 128;
/** Places looked at for all rows of a block together; what is not found by then goes on alone. */
const ROUNDS = 3;

/** What a cell stands for; `undefined` refuses it. */
export type ReadValue<T> = (text: string) => T | undefined;

/** A dictionary that grows. `values` stays the same array, and entries never change. */
export interface ByteDictionary<T> {
  /** What the entries stand for, by number. */
  readonly values: T[];
  readonly readValue: ReadValue<T>;
  /** Hash table with linear probing; its number of places is a power of two. */
  places: Int32Array;
  /** Bytes of the cells that do not fit a place. */
  pool: Uint8Array;
  pooled: number;
  /** Where those of entry `c` start and end: at `2 * c`. */
  spans: Int32Array;
  /** See `touchPlaces`. */
  touched: number;
  /** Entries that found no place. */
  readonly crowded: Map<string, number>;
}

/** An empty dictionary. */
export function createByteDictionary<T>(readValue: ReadValue<T>): ByteDictionary<T> {
  return {
    values: [],
    readValue,
    places: new Int32Array(4 * BLOCK * PLACE),
    pool: new Uint8Array(0),
    pooled: 0,
    spans: new Int32Array(0),
    touched: 0,
    crowded: new Map(),
  };
}

/** A cell's number where its text is refused. */
export const REFUSED = -1;
/** A cell's number where its bytes are not UTF-8. */
export const NOT_UTF8 = -2;

/**
 * Numbers the cells of a slot into `out`, from `at` on. Rows that are at fault in `skip` leave no entry
 * behind. Cells are tidy.
 *
 * @returns Whether every cell that was not skipped has a number of 0 or more.
 */
export function numberCells<T>(
  dictionary: ByteDictionary<T>,
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
  // At most half of the places are ever taken.
  while ((dictionary.values.length + rows) * 2 * PLACE > dictionary.places.length) growPlaces(dictionary);
  const { misses } = buffers;
  const long = readWords(view, block, slot, buffers);
  dictionary.touched = touchPlaces(dictionary.places, buffers.hash, rows);
  for (let i = 0; i < rows; i += 1) misses[i] = i;
  let missed = rows;
  for (let round = 0; round < ROUNDS && missed > 0; round += 1) {
    missed = lookUp(dictionary.places, buffers, missed, round, out, at);
  }
  if (long) missed = compareLong(dictionary, bytes, block, slot, buffers, missed, out, at);
  let good = true;
  for (let m = 0; m < missed; m += 1) {
    const i = misses[m] as number;
    const code = skip[i] === 0 ? insertCell(dictionary, bytes, block, slot, buffers, i) : REFUSED;
    out[at + i] = code;
    if (code < 0 && skip[i] === 0) good = false;
  }
  return good;
}

/**
 * Reads a number of each row's place, for nothing but to have it near when it is compared: in a loop as
 * short as this many reads wait for memory at once, which makes the look-up four times as fast. What
 * is returned is of no use, but keeps the loop from being optimised away.
 */
function touchPlaces(places: Int32Array, hash: Int32Array, rows: number): number {
  const mask = (places.length >> 2) - 1;
  let a = 0;
  let b = 0;
  let c = 0;
  let d = 0;
  // A block is a multiple of four: behind the rows there are hashes of earlier ones.
  for (let i = 0; i < rows; i += 4) {
    a ^= places[(((hash[i] as number) & mask) << 2) + 3] as number;
    b ^= places[(((hash[i + 1] as number) & mask) << 2) + 3] as number;
    c ^= places[(((hash[i + 2] as number) & mask) << 2) + 3] as number;
    d ^= places[(((hash[i + 3] as number) & mask) << 2) + 3] as number;
  }
  return a ^ b ^ c ^ d;
}

/**
 * Compares each listed row with the place where it is looked for, or so many behind it. Those of
 * another cell stay listed; a free place ends their search, but few rows are new, and going on does
 * them no harm.
 *
 * @returns How many stay listed.
 */
function lookUp(
  places: Int32Array,
  buffers: LookupBuffers,
  missed: number,
  round: number,
  out: Int32Array,
  at: number,
): number {
  const { hash, word0, word1, word2, size, misses } = buffers;
  const mask = (places.length >> 2) - 1;
  let left = 0;
  for (let m = 0; m < missed; m += 1) {
    const i = misses[m] as number;
    const p = (((hash[i] as number) + round) & mask) << 2;
    const mark = places[p + 3] as number;
    const difference =
      ((places[p] as number) ^ (word0[i] as number)) |
      ((places[p + 1] as number) ^ (word1[i] as number)) |
      ((places[p + 2] as number) ^ (word2[i] as number)) |
      ((mark ^ (size[i] as number)) & ~CODE_MASK);
    out[at + i] = (mark & CODE_MASK) - 1;
    // Without a branch: one that is foreseen wrongly would wait for memory first.
    misses[left] = i;
    left += (difference | (0 - difference)) >>> 31;
  }
  return left;
}

/** Adds to the misses, in their order, the long cells whose hashes agree and whose bytes do not. */
function compareLong<T>(
  dictionary: ByteDictionary<T>,
  bytes: Uint8Array,
  block: Block,
  slot: number,
  buffers: LookupBuffers,
  missed: number,
  out: Int32Array,
  at: number,
): number {
  const { misses, size } = buffers;
  const known = new Uint8Array(block.rows).fill(1);
  for (let m = 0; m < missed; m += 1) known[misses[m] as number] = 0;
  let all = 0;
  for (let i = 0; i < block.rows; i += 1) {
    const k = (slot << BLOCK_BITS) + i;
    const same =
      known[i] === 1 &&
      (size[i] !== LONG_SIZE ||
        hasBytes(
          dictionary,
          out[at + i] as number,
          bytes,
          block.starts[k] as number,
          block.ends[k] as number,
        ));
    misses[all] = i;
    all += same ? 0 : 1;
  }
  return all;
}

/** Are these the bytes of a long entry? */
function hasBytes<T>(
  { pool, spans }: ByteDictionary<T>,
  code: number,
  bytes: Uint8Array,
  start: number,
  end: number,
): boolean {
  const from = spans[2 * code] as number;
  if ((spans[2 * code + 1] as number) - from !== end - start) return false;
  for (let j = start; j < end; j += 1) if (pool[from + j - start] !== bytes[j]) return false;
  return true;
}

/** Number of a cell that is not near where it is looked for first: found further on, or new. */
function insertCell<T>(
  dictionary: ByteDictionary<T>,
  bytes: Uint8Array,
  block: Block,
  slot: number,
  buffers: LookupBuffers,
  i: number,
): number {
  const { places, crowded } = dictionary;
  const start = block.starts[(slot << BLOCK_BITS) + i] as number;
  const end = block.ends[(slot << BLOCK_BITS) + i] as number;
  const size = buffers.size[i] as number;
  const mask = (places.length >> 2) - 1;
  let place = (buffers.hash[i] as number) & mask;
  let probes = 0;
  for (; probes < PROBES; probes += 1) {
    const p = place * PLACE;
    const mark = places[p + 3] as number;
    if (mark === 0) break;
    const same =
      ((mark ^ size) & ~CODE_MASK) === 0 &&
      places[p] === buffers.word0[i] &&
      places[p + 1] === buffers.word1[i] &&
      places[p + 2] === buffers.word2[i];
    const code = (mark & CODE_MASK) - 1;
    if (same && (end - start <= INLINE || hasBytes(dictionary, code, bytes, start, end))) return code;
    place = (place + 1) & mask;
  }
  const text = decodeUtf8(bytes, start, end);
  if (text === undefined) return NOT_UTF8;
  const known = crowded.size === 0 ? undefined : crowded.get(text);
  if (known !== undefined) return known;
  const value = dictionary.readValue(text);
  if (value === undefined) return REFUSED;
  const code = dictionary.values.push(value) - 1;
  if (probes === PROBES) {
    crowded.set(text, code);
    return code;
  }
  const p = place * PLACE;
  places[p] = buffers.word0[i] as number;
  places[p + 1] = buffers.word1[i] as number;
  places[p + 2] = buffers.word2[i] as number;
  places[p + 3] = size | (code + 1);
  if (end - start > INLINE) poolBytes(dictionary, code, bytes, start, end);
  return code;
}

function poolBytes<T>(
  dictionary: ByteDictionary<T>,
  code: number,
  bytes: Uint8Array,
  start: number,
  end: number,
): void {
  const at = dictionary.pooled;
  const needed = at + end - start;
  if (needed > dictionary.pool.length) {
    const pool = new Uint8Array(Math.ceil(needed * 1.5) + 1024);
    pool.set(dictionary.pool);
    dictionary.pool = pool;
  }
  if (2 * code + 2 > dictionary.spans.length) {
    const spans = new Int32Array(3 * code + 1024);
    spans.set(dictionary.spans);
    dictionary.spans = spans;
  }
  dictionary.pool.set(bytes.subarray(start, end), at);
  dictionary.spans[2 * code] = at;
  dictionary.spans[2 * code + 1] = needed;
  dictionary.pooled = needed;
}

/** As long as it is this small, the table grows fourfold: fewer entries are placed again and again. */
const SMALL = 1 << 18;

/** More places: four times as many, or twice. */
function growPlaces<T>(dictionary: ByteDictionary<T>): void {
  const old = dictionary.places;
  const places = new Int32Array(old.length * (old.length < SMALL ? 4 : 2));
  const mask = (places.length >> 2) - 1;
  for (let from = 0; from < old.length; from += PLACE) {
    if (old[from + 3] === 0) continue;
    let place = mixWords(old[from] as number, old[from + 1] as number, old[from + 2] as number) & mask;
    while (places[place * PLACE + 3] !== 0) place = (place + 1) & mask;
    for (let w = 0; w < PLACE; w += 1) places[place * PLACE + w] = old[from + w] as number;
  }
  dictionary.places = places;
}
