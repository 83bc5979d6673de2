/**
 * Rows sorted by customer, those of one customer in the order in which they came: with all rows of a customer side by
 * side, that customer's sums stay in registers. Two steps, since a million customers are too many places to write to
 * at once: first by block of customers, then within each block, where all that is written to stays in the
 * processor's cache.
 *
 * The loops take four rows a turn: at each turn an engine makes sure anew of what each array is, where it lies and how
 * long it is, which costs more than a row.
 *
 * @module
 */
import type { WholeColumns } from "./whole-columns.ts";

/** Rows on their way. */
export interface Groups {
  /** A block is 2 ** bits customers. */
  readonly bits: number;
  /** Rows of each customer; while a block is sorted, where the next row of each goes, counted from the block's first. */
  readonly counts: Int32Array;
  /** Where the rows of each block begin, and where its next row goes. */
  readonly starts: Int32Array;
  readonly next: Int32Array;
  /** By block: days before the moment of looking, with the customer's place in the block in the low bits. */
  readonly words: Int32Array;
  /** By block: amounts. */
  readonly money: Float64Array;
}

/** Blocks that are written to in turn: as many as a processor keeps lines of. */
const BLOCKS = 256;
/** Days and a place in a block share 31 bits: 22 for the days since the year 1, or 17 for 358 years. */
const LEAST_BITS = 9;
const MOST_BITS = 14;

/** Room for so many rows at a time. */
export function createGroups(customers: number, rows: number): Groups {
  let bits = LEAST_BITS;
  while (bits < MOST_BITS && customers > BLOCKS << bits) bits += 1;
  const blocks = Math.ceil(customers / (1 << bits));
  return {
    bits,
    counts: new Int32Array(customers),
    starts: new Int32Array(blocks + 1),
    next: new Int32Array(blocks),
    words: new Int32Array(rows),
    money: new Float64Array(rows),
  };
}

/** The most days before the moment of looking that there is room for. */
export function mostDays({ bits }: Groups): number {
  return 2 ** (31 - bits) - 1;
}

/**
 * Counts rows `from` to `to` (not included) by customer.
 *
 * @returns Whether all codes name a customer.
 */
export function countRows(counts: Int32Array, codes: Int32Array, from: number, to: number): boolean {
  const last = counts.length - 1;
  let i = from;
  for (; i + 3 < to; i += 4) {
    const a = codes[i] as number;
    const b = codes[i + 1] as number;
    const c = codes[i + 2] as number;
    const d = codes[i + 3] as number;
    // Both differences of a code below 0 and of one too large have the sign bit.
    if ((a | b | c | d | (last - a) | (last - b) | (last - c) | (last - d)) < 0) return false;
    counts[a] = (counts[a] as number) + 1;
    counts[b] = (counts[b] as number) + 1;
    counts[c] = (counts[c] as number) + 1;
    counts[d] = (counts[d] as number) + 1;
  }
  for (; i < to; i += 1) {
    const code = codes[i] as number;
    if (code < 0 || code > last) return false;
    counts[code] = (counts[code] as number) + 1;
  }
  return true;
}

/** Where each block begins, from the counts. */
export function layOut({ bits, counts, starts, next }: Groups): void {
  let at = 0;
  for (let b = 0; b < next.length; b += 1) {
    starts[b] = at;
    next[b] = at;
    const end = Math.min((b + 1) << bits, counts.length);
    for (let c = b << bits; c < end; c += 1) at += counts[c] as number;
  }
  starts[next.length] = at;
}

/**
 * Puts rows `from` to `to` (not included) where their blocks are, as long as they are orders with money, of the
 * `most` days before the moment of looking.
 *
 * @returns A row that may be something else, with none before it that is; or `to`.
 */
export function placeRows(
  { bits, next, words, money }: Groups,
  { codes, days, amounts }: WholeColumns,
  from: number,
  to: number,
  asOfDay: number,
  most: number,
): number {
  let i = from;
  for (; i + 3 < to; i += 4) {
    const a = (asOfDay - (days[i] as number)) | 0;
    const b = (asOfDay - (days[i + 1] as number)) | 0;
    const c = (asOfDay - (days[i + 2] as number)) | 0;
    const d = (asOfDay - (days[i + 3] as number)) | 0;
    if ((a | b | c | d | (most - a) | (most - b) | (most - c) | (most - d)) < 0) return i;
    const p = amounts[i] as number;
    const q = amounts[i + 1] as number;
    const r = amounts[i + 2] as number;
    const s = amounts[i + 3] as number;
    if (!(p > 0 && q > 0 && r > 0 && s > 0 && p + q + r + s < Number.POSITIVE_INFINITY)) return i;
    place(bits, next, words, money, codes[i] as number, a, p);
    place(bits, next, words, money, codes[i + 1] as number, b, q);
    place(bits, next, words, money, codes[i + 2] as number, c, r);
    place(bits, next, words, money, codes[i + 3] as number, d, s);
  }
  return i;
}

/** Puts one row where its block is. */
export function placeRow(groups: Groups, code: number, age: number, amount: number): void {
  place(groups.bits, groups.next, groups.words, groups.money, code, age, amount);
}

function place(
  bits: number,
  next: Int32Array,
  words: Int32Array,
  money: Float64Array,
  code: number,
  age: number,
  amount: number,
): void {
  const block = code >> bits;
  const at = next[block] as number;
  next[block] = at + 1;
  words[at] = (age << bits) | (code & ((1 << bits) - 1));
  money[at] = amount;
}

/** From counts to places: `counts` of customers `first` to `end` (not included) becomes where the rows of each begin. */
export function placesOf(counts: Int32Array, first: number, end: number): void {
  let at = 0;
  for (let c = first; c < end; c += 1) {
    const count = counts[c] as number;
    counts[c] = at;
    at += count;
  }
}

/** Sorts the rows of block `b` by customer into `ages` and `amounts`. A customer's place becomes where its rows end. */
export function sortBlock(groups: Groups, b: number, ages: Int32Array, amounts: Float64Array): void {
  const { bits, counts, words, money } = groups;
  const to = groups.next[b] as number;
  const first = b << bits;
  let i = groups.starts[b] as number;
  for (; i + 3 < to; i += 4) {
    sort(bits, counts, first, words[i] as number, money[i] as number, ages, amounts);
    sort(bits, counts, first, words[i + 1] as number, money[i + 1] as number, ages, amounts);
    sort(bits, counts, first, words[i + 2] as number, money[i + 2] as number, ages, amounts);
    sort(bits, counts, first, words[i + 3] as number, money[i + 3] as number, ages, amounts);
  }
  for (; i < to; i += 1) sort(bits, counts, first, words[i] as number, money[i] as number, ages, amounts);
}

function sort(
  bits: number,
  counts: Int32Array,
  first: number,
  word: number,
  amount: number,
  ages: Int32Array,
  amounts: Float64Array,
): void {
  const c = first + (word & ((1 << bits) - 1));
  const at = counts[c] as number;
  counts[c] = at + 1;
  ages[at] = word >>> bits;
  amounts[at] = amount;
}
