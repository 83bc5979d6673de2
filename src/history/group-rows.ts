/**
 * Rows grouped by block of customers, in the order in which they came: what is known of the customers of a block, or
 * the rows of a block sorted by customer, stays in the processor's cache. To all customers at once, each row would
 * wait for memory.
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
  /** How many customers there are. */
  readonly customers: number;
  /** Rows of each block. */
  readonly counts: Int32Array;
  /** Where the rows of each block begin, and where its next row goes. */
  readonly starts: Int32Array;
  readonly next: Int32Array;
  /** By block: days before the moment of looking, with the customer's place in the block in the low bits. */
  readonly words: Int32Array;
  /** By block: amounts. */
  readonly money: Float64Array;
}

/** Blocks are of 4,096 customers, a quarter of a megabyte of records: the fewer blocks, the faster rows are placed. */
const BITS = 12;
/** Of twice as many where these make few blocks: half a megabyte is the most that a cache near the processor holds. */
const FEW_BLOCKS = 32;
/** Blocks that are written to in turn: as many as a processor keeps lines of. */
const BLOCKS = 256;
/** Days and a place in a block share 31 bits: 19 for the days of 1,400 years, or 17 for 358. */
const MOST_BITS = 14;

/** Customers of a block, as a power of two: no more than there are. */
export function bitsOfBlock(customers: number): number {
  let bits = 0;
  while (bits < BITS && customers > 1 << bits) bits += 1;
  if (customers > 1 << BITS && customers <= FEW_BLOCKS << (BITS + 1)) return BITS + 1;
  while (bits >= BITS && bits < MOST_BITS && customers > BLOCKS << bits) bits += 1;
  return bits;
}

/** Room for so many rows at a time, of customers in blocks of `2 ** bits`. */
export function createGroups(customers: number, bits: number, rows: number): Groups {
  const blocks = Math.ceil(customers / (1 << bits));
  const counts = new Int32Array(blocks);
  const starts = new Int32Array(blocks);
  const next = new Int32Array(blocks);
  // In one piece, and last: what is young and large when it is let go, an engine may free before it makes more.
  const scratch = new ArrayBuffer(rows * 12);
  return {
    bits,
    customers,
    counts,
    starts,
    next,
    money: new Float64Array(scratch, 0, rows),
    words: new Int32Array(scratch, rows * 8, rows),
  };
}

/** The most days before the moment of looking that there is room for. */
export function mostDays({ bits }: Groups): number {
  return 2 ** (31 - bits) - 1;
}

/**
 * Counts rows `from` to `to` (not included) by block.
 *
 * @returns Whether all codes name a customer.
 */
export function countRows(
  { bits, customers, counts }: Groups,
  codes: Int32Array,
  from: number,
  to: number,
): boolean {
  const last = customers - 1;
  let i = from;
  for (; i + 3 < to; i += 4) {
    const a = codes[i] as number;
    const b = codes[i + 1] as number;
    const c = codes[i + 2] as number;
    const d = codes[i + 3] as number;
    // A code below 0 has the sign bit, and what is left to one too large.
    if ((a | b | c | d | (last - a) | (last - b) | (last - c) | (last - d)) < 0) return false;
    count(counts, a >> bits);
    count(counts, b >> bits);
    count(counts, c >> bits);
    count(counts, d >> bits);
  }
  for (; i < to; i += 1) {
    const code = codes[i] as number;
    if (code < 0 || code > last) return false;
    count(counts, code >> bits);
  }
  return true;
}

/** One more of what is counted at `at`. */
export function count(counts: Int32Array, at: number): void {
  counts[at] = (counts[at] as number) + 1;
}

/** Where each block begins. The counts begin anew. */
export function layOut({ counts, starts, next }: Groups): void {
  let at = 0;
  for (let b = 0; b < counts.length; b += 1) {
    starts[b] = at;
    next[b] = at;
    at += counts[b] as number;
    counts[b] = 0;
  }
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
