/**
 * A reader a column: cells of a block into buffers, buffers into the column of a batch.
 *
 * @module
 */
import { describeValue } from "../core/describe.ts";
import { promiseDistinct } from "../core/distinct.ts";
import type { ScoringErrorCode } from "../core/error.ts";
import {
  type ByteDictionary,
  createByteDictionary,
  NOT_UTF8,
  numberCells,
  REFUSED,
  TAKEN,
  type TakeCell,
} from "./byte-dictionary.ts";
import { createLookupBuffers } from "./cell-words.ts";
import { BLOCK, BLOCK_BITS, type Block, type Window } from "./csv-block.ts";
import { tidyCells } from "./csv-scan.ts";
import type { CsvFormat, CsvTexts, CsvTimes } from "./csv-types.ts";
import { dateExpected, dateReader } from "./date-format.ts";
import { numberExpected, numberReader, readPlainNumbers } from "./number-cells.ts";
import { createTextPool, poolTexts, type TextPool, textsOf } from "./text-pool.ts";
import { createDateMemory, recallDate, recallDates, rememberDate } from "./time-cells.ts";
import { decodeUtf8 } from "./utf8.ts";

/** Notes that row `i` of the block cannot be used. Only the first note of a row counts. */
export type NoteFault = (i: number, code: ScoringErrorCode, expected: string, got: string) => void;

/** Reads one column. */
export interface CellReader {
  /** Reads the block's rows into the buffers, from row `at` of the batch on. */
  readonly read: (window: Window, block: Block, skip: Uint8Array, at: number, note: NoteFault) => void;
  /** Moves row `from` of the batch to row `to`. */
  readonly move: (from: number, to: number) => void;
  /** The first `length` rows as a column. The buffers start anew: as other arrays, or where they are lent as the same. */
  readonly take: (length: number, lent: boolean) => unknown;
  /** Bytes of text held. */
  readonly held: () => number;
}

/** What a reader has to know of its column. */
export interface CellRule {
  /** Place of its cells in the block. */
  readonly slot: number;
  /** May a cell be empty? */
  readonly optional: boolean;
  /** Most rows of a batch. */
  readonly rows: number;
}

const UTF8 = "UTF-8 (for another encoding pass decode)";

/** What a text stands for; `undefined` refuses it. */
export type ReadValue<T> = (text: string) => T | undefined;

/** Texts that stand for a value, or that may be absent: kinds, yes or no. */
export function dictionaryReader<T>(
  rule: CellRule,
  readValue: ReadValue<T>,
  expected: string,
  values: (T | null)[] = [],
): CellReader {
  const take: TakeCell = (bytes, start, end) => {
    const text = decodeUtf8(bytes, start, end);
    if (text === undefined) return NOT_UTF8;
    const value = text === "" && rule.optional ? null : text === "" ? undefined : readValue(text);
    if (value === undefined) return REFUSED;
    values.push(value);
    return TAKEN;
  };
  return readerInto(createByteDictionary(take), rule, expected, () => values);
}

/** Ids, which stand for themselves: no two entries are equal. Where they are lent they stay bytes. */
export function idReader(rule: CellRule): CellReader {
  if (rule.optional) return dictionaryReader(rule, (text) => text, AN_ID, promiseDistinct([]));
  const dictionary = createByteDictionary(takeId);
  const { entries } = dictionary;
  return readerInto(dictionary, rule, AN_ID, (lent) => (lent ? entries : promiseDistinct(entries.list())));
}

const AN_ID = "an id";

const takeId: TakeCell = (bytes, start, end) => {
  if (start === end) return REFUSED;
  for (let p = start; p < end; p += 1) {
    if ((bytes[p] as number) > 127) return decodeUtf8(bytes, start, end) === undefined ? NOT_UTF8 : TAKEN;
  }
  return TAKEN;
};

function readerInto(
  dictionary: ByteDictionary,
  { slot, rows }: CellRule,
  expected: string,
  valuesOf: (lent: boolean) => unknown,
): CellReader {
  const buffers = createLookupBuffers();
  let codes = new Int32Array(rows);
  return {
    read({ bytes, view }, block, skip, at, note) {
      tidyCells(bytes, block, slot);
      if (numberCells(dictionary, bytes, view, block, slot, skip, buffers, codes, at)) return;
      for (let i = 0; i < block.rows; i += 1) {
        if (skip[i] === 0 && (codes[at + i] as number) < 0) noteText(bytes, block, slot, i, expected, note);
      }
    },
    move(from, to) {
      codes[to] = codes[from] as number;
    },
    take(length, lent) {
      const taken = codes.subarray(0, length);
      if (!lent) codes = new Int32Array(rows);
      return { codes: taken, values: valuesOf(lent) };
    },
    held: () => 0,
  };
}

/** Why a text is refused: it is not there, not UTF-8, or not one of those expected. */
function noteText(
  bytes: Uint8Array,
  block: Block,
  slot: number,
  i: number,
  expected: string,
  note: NoteFault,
): void {
  const k = (slot << BLOCK_BITS) + i;
  const start = block.starts[k] as number;
  const end = block.ends[k] as number;
  const text = decodeUtf8(bytes, start, end);
  if (start === end) note(i, "missing", expected, "an empty cell");
  else if (text === undefined) note(i, "wrong_type", UTF8, `${end - start} bytes that are not`);
  else note(i, "unknown_name", expected, describeValue(text));
}

/** Numbers; NaN where an optional cell is empty. */
export function numericReader(rule: CellRule, format: CsvFormat): CellReader {
  const { slot, optional, rows } = rule;
  const others = new Int32Array(BLOCK);
  const decimal = (format.decimal ?? ".").charCodeAt(0);
  const readText = numberReader(format);
  let numbers = new Float64Array(rows);

  const readOther = (text: string, i: number, at: number, note: NoteFault): void => {
    numbers[at + i] = Number.NaN;
    if (text === "") {
      if (!optional) note(i, "missing", numberExpected(format, text), "an empty cell");
      return;
    }
    const value = readText(text);
    if (value === undefined) note(i, "wrong_type", numberExpected(format, text), describeValue(text));
    else if (!Number.isFinite(value)) note(i, "not_finite", "a finite number", describeValue(value));
    else numbers[at + i] = value;
  };
  return {
    read(window, block, skip, at, note) {
      const { bytes } = window;
      const count = readPlainNumbers(window, block, slot, decimal, numbers, at, others);
      if (count > 0) tidyCells(bytes, block, slot);
      for (let o = 0; o < count; o += 1) {
        const i = others[o] as number;
        if (skip[i] === 0) readOther(cellText(bytes, block, slot, i), i, at, note);
      }
    },
    move(from, to) {
      numbers[to] = numbers[from] as number;
    },
    take(length, lent): Float64Array {
      const taken = numbers.subarray(0, length);
      if (!lent) numbers = new Float64Array(rows);
      return taken;
    },
    held: () => 0,
  };
}

/** Dates and date-times. */
export function timeReader(rule: CellRule, format: CsvFormat): CellReader {
  const { slot, optional, rows } = rule;
  const { dateFormat } = format;
  const readText = dateReader(dateFormat);
  const others = new Int32Array(BLOCK);
  const memory = createDateMemory();
  const values: (string | null)[] = promiseDistinct([]);
  const codeOf = new Map<string | null, number>();
  let codes = new Int32Array(rows);
  let texts: (string | null)[] | undefined;

  const numberOf = (date: string | null): number => {
    let code = codeOf.get(date);
    if (code === undefined) {
      code = values.push(date) - 1;
      codeOf.set(date, code);
    }
    return code;
  };
  const readOther = (window: Window, block: Block, i: number, at: number, note: NoteFault): void => {
    const start = block.starts[(slot << BLOCK_BITS) + i] as number;
    const end = block.ends[(slot << BLOCK_BITS) + i] as number;
    // A new date usually comes many times in a block, and is new only once.
    const known = recallDate(window.view, start, end, memory);
    if (known >= 0) {
      codes[at + i] = known;
      return;
    }
    const text = cellText(window.bytes, block, slot, i);
    const time = text === "" && optional ? null : readText(text);
    if (time === undefined) {
      const expected = dateExpected(dateFormat, text);
      if (text === "") note(i, "missing", expected, "an empty cell");
      else note(i, "invalid_date", expected, describeValue(text));
    } else if (time === null || time.length === DATE_LENGTH) {
      const code = numberOf(time);
      codes[at + i] = code;
      rememberDate(window.view, start, end, memory, code);
    } else {
      texts ??= [];
      texts[at + i] = time;
      codes[at + i] = TEXT;
    }
  };
  return {
    read(window, block, skip, at, note) {
      const count = recallDates(window.view, block, slot, memory, codes, at, others);
      if (count > 0) tidyCells(window.bytes, block, slot);
      for (let o = 0; o < count; o += 1) {
        const i = others[o] as number;
        if (skip[i] === 0) readOther(window, block, i, at, note);
      }
    },
    move(from, to) {
      codes[to] = codes[from] as number;
      if (texts !== undefined) texts[to] = texts[from] as string;
    },
    take(length, lent): CsvTimes<string | null> {
      const taken = codes.subarray(0, length);
      const written = texts;
      if (!lent) codes = new Int32Array(rows);
      texts = undefined;
      if (written === undefined) return { codes: taken, values };
      return Array.from(taken, (code, i) => (code === TEXT ? written[i] : values[code]) as string | null);
    },
    held: () => 0,
  };
}

const DATE_LENGTH = 10;
/** In place of a code: the row's time is among the texts. */
const TEXT = -1;

/** Texts that seldom repeat. */
export function textReader(rule: CellRule): CellReader {
  const { slot, optional, rows } = rule;
  const others = new Int32Array(BLOCK);
  let pool: TextPool = createTextPool(rows);
  return {
    read({ bytes }, block, skip, at, note) {
      tidyCells(bytes, block, slot);
      const count = poolTexts(bytes, block, slot, skip, pool, at, others);
      for (let o = 0; o < count; o += 1) noteText(bytes, block, slot, others[o] as number, UTF8, note);
      if (optional) return;
      for (let i = 0; i < block.rows; i += 1) {
        if (skip[i] === 0 && (pool.starts[at + i] as number) < 0)
          note(i, "missing", "a text", "an empty cell");
      }
    },
    move(from, to) {
      pool.starts[to] = pool.starts[from] as number;
      pool.ends[to] = pool.ends[from] as number;
    },
    take(length, lent): CsvTexts {
      const taken = textsOf(pool, length);
      if (lent) pool.length = 0;
      else pool = createTextPool(rows);
      return taken;
    },
    held: () => pool.length,
  };
}

/** Text of a tidy cell; of one that is not UTF-8 a text that is neither number nor date. */
function cellText(bytes: Uint8Array, block: Block, slot: number, i: number): string {
  const k = (slot << BLOCK_BITS) + i;
  return decodeUtf8(bytes, block.starts[k] as number, block.ends[k] as number) ?? "\ufffd";
}
