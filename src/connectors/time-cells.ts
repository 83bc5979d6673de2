import { BLOCK_BITS, type Block } from "./csv-block.ts";

/** Places of the memory for dates: a log has a few hundred of them, in order or not. */
const PLACES = 2048;
/** Longest cell that is remembered, in bytes: longer ones have a time of day and seldom come twice. */
const LONGEST = 12;

/** Codes of the dates met last, by their bytes. */
export interface DateMemory {
  readonly words: Int32Array;
  readonly codes: Int32Array;
}

/** A memory that holds nothing: no cell has the length -1. */
export function createDateMemory(): DateMemory {
  return { words: new Int32Array(PLACES * 4).fill(-1), codes: new Int32Array(PLACES) };
}

/**
 * Writes the codes of remembered dates in a slot to `out`, from `at` on, and lists the rows of all
 * other cells in `others`.
 *
 * @returns How many others there are.
 */
export function recallDates(
  view: DataView,
  block: Block,
  slot: number,
  memory: DateMemory,
  out: Int32Array,
  at: number,
  others: Int32Array,
): number {
  const { starts, ends, rows } = block;
  const { words, codes } = memory;
  const from = slot << BLOCK_BITS;
  let count = 0;
  // Place of the date before: a log in time order asks for it again and again.
  let m = 0;
  for (let i = 0; i < rows; i += 1) {
    const start = starts[from + i] as number;
    const length = (ends[from + i] as number) - start;
    const a = wordAt(view, start, length);
    const b = wordAt(view, start + 4, length - 4);
    const c = wordAt(view, start + 8, length - 8);
    if (words[m + 2] !== c || words[m + 1] !== b || words[m] !== a) m = placeOf(a, b, c) * 4;
    if (words[m] === a && words[m + 1] === b && words[m + 2] === c && words[m + 3] === length) {
      out[at + i] = codes[m >> 2] as number;
    } else {
      others[count] = i;
      count += 1;
    }
  }
  return count;
}

/** The code of one cell, -1 if it is not remembered. */
export function recallDate(view: DataView, start: number, end: number, memory: DateMemory): number {
  const { words, codes } = memory;
  const length = end - start;
  if (length > LONGEST) return -1;
  const a = wordAt(view, start, length);
  const b = wordAt(view, start + 4, length - 4);
  const c = wordAt(view, start + 8, length - 8);
  const place = placeOf(a, b, c);
  if (words[place * 4] !== a || words[place * 4 + 1] !== b || words[place * 4 + 2] !== c) return -1;
  return words[place * 4 + 3] === length ? (codes[place] as number) : -1;
}

/** Remembers the code of a cell. */
export function rememberDate(
  view: DataView,
  start: number,
  end: number,
  memory: DateMemory,
  code: number,
): void {
  const length = end - start;
  if (length > LONGEST) return;
  const a = wordAt(view, start, length);
  const b = wordAt(view, start + 4, length - 4);
  const c = wordAt(view, start + 8, length - 8);
  const place = placeOf(a, b, c);
  memory.codes[place] = code;
  memory.words[place * 4] = a;
  memory.words[place * 4 + 1] = b;
  memory.words[place * 4 + 2] = c;
  memory.words[place * 4 + 3] = length;
}

/** Four bytes, those behind the cell as zero. */
function wordAt(view: DataView, at: number, bytesLeft: number): number {
  if (bytesLeft <= 0) return 0;
  const word = view.getInt32(at, true);
  return bytesLeft >= 4 ? word : word & ((1 << (bytesLeft << 3)) - 1);
}

function placeOf(a: number, b: number, c: number): number {
  const mixed = Math.imul(Math.imul(a, 0x9e3779b1) ^ Math.imul(b, 0x85ebca6b) ^ c, 0x2c1b3c6d);
  return (mixed ^ (mixed >>> 15)) & (PLACES - 1);
}
