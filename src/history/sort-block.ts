/**
 * The rows of a block sorted by customer, for customers whose rows come in any order of time.
 *
 * @module
 */
import { count, type Groups } from "./group-rows.ts";

/** Rows of some customers, sorted by customer. */
export interface SortedRows {
  /** Days before the moment of looking. */
  readonly ages: Int32Array;
  readonly amounts: Float64Array;
  /** The same days, of each customer from the first order to the last. */
  readonly inOrder: Int32Array;
  /** Where the rows of each customer end. */
  readonly ends: Int32Array;
  /** Room for sorting. */
  readonly room: Int32Array;
}

/** Room for the rows of any block. */
export function createSorted({ bits, starts, next }: Groups): SortedRows {
  let largest = 0;
  for (let b = 0; b < next.length; b += 1) {
    largest = Math.max(largest, (next[b] as number) - (starts[b] as number));
  }
  return {
    ages: new Int32Array(largest),
    amounts: new Float64Array(largest),
    inOrder: new Int32Array(largest),
    ends: new Int32Array(1 << bits),
    room: new Int32Array(largest),
  };
}

/** Sorts the rows of block `b` by customer. Its `words` are used up. */
export function sortBlock({ bits, starts, next, words, money }: Groups, b: number, sorted: SortedRows): void {
  const { ages, amounts, inOrder, ends, room } = sorted;
  const mask = (1 << bits) - 1;
  const from = starts[b] as number;
  const to = next[b] as number;
  let i = from;
  ends.fill(0);
  for (; i + 3 < to; i += 4) {
    count(ends, (words[i] as number) & mask);
    count(ends, (words[i + 1] as number) & mask);
    count(ends, (words[i + 2] as number) & mask);
    count(ends, (words[i + 3] as number) & mask);
  }
  for (; i < to; i += 1) count(ends, (words[i] as number) & mask);
  let at = 0;
  for (let c = 0; c < ends.length; c += 1) {
    const rows = ends[c] as number;
    ends[c] = at;
    at += rows;
  }
  // Where the next row of a customer goes ends up where its last one ends.
  for (i = from; i + 3 < to; i += 4) {
    sort(bits, ends, words[i] as number, money[i] as number, ages, amounts);
    sort(bits, ends, words[i + 1] as number, money[i + 1] as number, ages, amounts);
    sort(bits, ends, words[i + 2] as number, money[i + 2] as number, ages, amounts);
    sort(bits, ends, words[i + 3] as number, money[i + 3] as number, ages, amounts);
  }
  for (; i < to; i += 1) sort(bits, ends, words[i] as number, money[i] as number, ages, amounts);
  // Latest first, and each customer's space filled from its end.
  const latest = sortByAge(words.subarray(from, to), room, bits);
  const place = ends.slice();
  for (i = 0; i < latest.length; i += 1) {
    const word = latest[i] as number;
    const c = word & mask;
    const before = (place[c] as number) - 1;
    place[c] = before;
    inOrder[before] = word >>> bits;
  }
}

/** Days of a digit: those of most logs are one. */
const DIGIT = 10;

/**
 * Sorts words by their days, ascending, a digit at a time: a few passes over the block. Where customers are sorted one by
 * one, each comparison is a guess for the processor.
 *
 * @returns The words or the room for as many, whichever they end up in.
 */
function sortByAge(words: Int32Array, room: Int32Array, bits: number): Int32Array {
  let all = 0;
  for (let i = 0; i < words.length; i += 1) all |= words[i] as number;
  let from = words;
  let to = room.subarray(0, words.length);
  const next = new Int32Array(1 << DIGIT);
  for (let shift = bits; all >>> shift > 0 && shift < 32; shift += DIGIT) {
    countDigits(from, shift, next);
    placeByDigit(from, to, shift, next);
    [from, to] = [to, from];
  }
  return from;
}

/** Where the words of each digit begin. */
function countDigits(words: Int32Array, shift: number, next: Int32Array): void {
  const mask = (1 << DIGIT) - 1;
  next.fill(0);
  for (let i = 0; i < words.length; i += 1) count(next, ((words[i] as number) >>> shift) & mask);
  let at = 0;
  for (let digit = 0; digit < next.length; digit += 1) {
    const its = next[digit] as number;
    next[digit] = at;
    at += its;
  }
}

function placeByDigit(words: Int32Array, out: Int32Array, shift: number, next: Int32Array): void {
  const mask = (1 << DIGIT) - 1;
  for (let i = 0; i < words.length; i += 1) {
    const word = words[i] as number;
    const digit = (word >>> shift) & mask;
    const at = next[digit] as number;
    next[digit] = at + 1;
    out[at] = word;
  }
}

function sort(
  bits: number,
  next: Int32Array,
  word: number,
  amount: number,
  ages: Int32Array,
  amounts: Float64Array,
): void {
  const c = word & ((1 << bits) - 1);
  const at = next[c] as number;
  next[c] = at + 1;
  ages[at] = word >>> bits;
  amounts[at] = amount;
}
