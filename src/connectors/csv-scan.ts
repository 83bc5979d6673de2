/**
 * Finds the cells of rows in a window of bytes. Nothing is copied and no text is made: a cell is where
 * it starts and where it ends.
 *
 * @module
 */

/** Rows found at once: few enough to stay in a processor's first cache with their bytes. */
export const BLOCK = 1024;
/** `starts`, `ends` and `quoted` of slot `s` begin at `s << BLOCK_BITS`. */
export const BLOCK_BITS = 10;

/** Bytes that a window has behind its end: a mark that stops the scan, and room to read words. */
export const PADDING = 16;

/** What is wrong with a row as a whole. */
export type RowFault = (typeof ROW_FAULTS)[number];
export const ROW_FAULTS = ["none", "few", "many", "afterQuote", "openQuote", "nul"] as const;
const FEW = 1;
const MANY = 2;
const AFTER_QUOTE = 3;
const OPEN_QUOTE = 4;
const NUL = 5;

const LF = 10;
const CR = 13;
const QUOTE = 34;

/** How rows are cut. */
export interface Layout {
  /** Byte between cells. */
  readonly separator: number;
  /** Slot of each column, -1 for columns that nobody reads. */
  readonly slots: Int32Array;
  /** A row has at least this many cells. */
  readonly minCells: number;
  /** Cells from this one on must be empty. */
  readonly maxCells: number;
  /** Longest row, in bytes. */
  readonly maxRowBytes: number;
}

/** Rows found by one call. */
export interface Block {
  /** How many. */
  rows: number;
  /** Where the first row starts that was not found, because it is not whole or there was no room. */
  next: number;
  /** Line of the file at `next`, from 1. */
  line: number;
  /** Is the row at `next` longer than allowed? */
  tooLong: boolean;
  /** Has a cell doubled quotes? */
  escaped: boolean;
  /** Is any row at fault? */
  faulty: boolean;
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  /** 0 bare, 1 in quotes, 2 in quotes with doubled quotes inside. */
  readonly quoted: Uint8Array;
  /** Line on which each row starts. */
  readonly lines: Int32Array;
  /** Index in {@link ROW_FAULTS}. */
  readonly faults: Uint8Array;
}

/** A block for so many slots. */
export function createBlock(slots: number): Block {
  return {
    rows: 0,
    next: 0,
    line: 1,
    tooLong: false,
    escaped: false,
    faulty: false,
    starts: new Int32Array(slots << BLOCK_BITS),
    ends: new Int32Array(slots << BLOCK_BITS),
    quoted: new Uint8Array(slots << BLOCK_BITS),
    lines: new Int32Array(BLOCK),
    faults: new Uint8Array(BLOCK),
  };
}

/**
 * Finds up to `limit` rows that start at `block.next` and end before `end`; `final` says that the file
 * ends there. LF, CR and CRLF end a row; a line without a character is no row.
 */
export function scanRows(
  bytes: Uint8Array,
  end: number,
  final: boolean,
  limit: number,
  layout: Layout,
  block: Block,
): void {
  const { separator, slots, minCells, maxCells, maxRowBytes } = layout;
  const { starts, ends, quoted, lines, faults } = block;
  const columns = slots.length;
  bytes[end] = LF;
  let p = block.next;
  let line = block.line;
  let n = 0;
  block.tooLong = false;
  block.escaped = false;
  block.faulty = false;
  while (n < limit && p < end) {
    const rowStart = p;
    const rowLine = line;
    let column = 0;
    let fault = 0;
    let byte = bytes[p] as number;
    const blank = byte === LF || byte === CR;
    for (;;) {
      let start = p;
      let stop = 0;
      let kind = 0;
      if (bytes[p] === QUOTE) {
        start = p + 1;
        const close = findClosingQuote(bytes, start, end);
        kind = 1;
        if (close >= end) {
          fault = OPEN_QUOTE;
          stop = end;
          p = end;
        } else {
          stop = close;
          p = close + 1;
          byte = bytes[p] as number;
          if (byte !== separator && byte !== LF && byte !== CR) fault = AFTER_QUOTE;
        }
        const inside = inspectQuoted(bytes, start, stop);
        line += inside >> 2;
        if ((inside & HAS_NUL) !== 0) fault = NUL;
        if ((inside & HAS_QUOTE) !== 0) {
          kind = 2;
          block.escaped = true;
        }
      }
      byte = bytes[p] as number;
      for (;;) {
        // Nearly every byte is above the line ends: two comparisons a byte.
        while (byte > CR && byte !== separator) {
          p += 1;
          byte = bytes[p] as number;
        }
        if (byte === separator || byte === LF || byte === CR) break;
        if (byte === 0) fault = NUL;
        p += 1;
        byte = bytes[p] as number;
      }
      if (kind === 0) stop = p;
      if (column < columns) {
        const slot = slots[column] as number;
        if (slot >= 0) {
          const k = (slot << BLOCK_BITS) | n;
          starts[k] = start;
          ends[k] = stop;
          quoted[k] = kind;
        }
      }
      if (column >= maxCells && stop > start) fault = MANY;
      column += 1;
      if (byte !== separator) break;
      p += 1;
    }
    const rowEnd = p;
    // The mark behind the end, or a CR whose LF may be in the next chunk.
    if (!final && (p >= end || (byte === CR && p + 1 >= end))) {
      block.tooLong = p - rowStart > maxRowBytes;
      p = rowStart;
      line = rowLine;
      break;
    }
    if (rowEnd - rowStart > maxRowBytes) {
      block.tooLong = true;
      p = rowStart;
      line = rowLine;
      break;
    }
    p += byte === CR && bytes[p + 1] === LF && p + 1 < end ? 2 : 1;
    line += 1;
    if (blank) continue;
    if (column < minCells && fault === 0) fault = FEW;
    lines[n] = rowLine;
    faults[n] = fault;
    if (fault !== 0) block.faulty = true;
    n += 1;
  }
  block.rows = n;
  block.next = Math.min(p, end);
  block.line = line;
}

/** Index of the quote that closes a cell, `end` or more if there is none before it. */
function findClosingQuote(bytes: Uint8Array, from: number, end: number): number {
  let p = from;
  for (;;) {
    while (p < end && bytes[p] !== QUOTE) p += 1;
    if (p >= end || bytes[p + 1] !== QUOTE || p + 1 >= end) return p;
    p += 2;
  }
}

const HAS_QUOTE = 1;
const HAS_NUL = 2;

/** What is between two quotes: marks in the two lowest bits, above them the number of line ends. */
function inspectQuoted(bytes: Uint8Array, from: number, to: number): number {
  let marks = 0;
  let lines = 0;
  for (let p = from; p < to; p += 1) {
    const byte = bytes[p] as number;
    if (byte > QUOTE) continue;
    if (byte === QUOTE) marks |= HAS_QUOTE;
    else if (byte === 0) marks |= HAS_NUL;
    else if (byte === LF || (byte === CR && bytes[p + 1] !== LF)) lines += 1;
  }
  return (lines << 2) | marks;
}

/**
 * Makes of every cell its bare bytes: doubled quotes become one (the window is written to), blanks
 * around cells without quotes are left out.
 */
export function tidyCells(bytes: Uint8Array, block: Block, slot: number): void {
  const { starts, ends, quoted, rows, escaped } = block;
  const from = slot << BLOCK_BITS;
  for (let k = from; k < from + rows; k += 1) {
    const start = starts[k] as number;
    const end = ends[k] as number;
    if (start === end) continue;
    // A byte above the blank is the usual case; control characters are not blanks but rare.
    if ((bytes[start] as number) <= 32 || (bytes[end - 1] as number) <= 32) trimCell(bytes, block, k);
    else if (escaped && quoted[k] === 2) ends[k] = unescapeCell(bytes, start, end);
  }
}

function trimCell(bytes: Uint8Array, block: Block, k: number): void {
  const { starts, ends, quoted } = block;
  let start = starts[k] as number;
  let end = ends[k] as number;
  if (quoted[k] === 2) end = unescapeCell(bytes, start, end);
  else if (quoted[k] === 0) {
    while (start < end && isBlank(bytes[start] as number)) start += 1;
    while (start < end && isBlank(bytes[end - 1] as number)) end -= 1;
  }
  starts[k] = start;
  ends[k] = end;
}

function isBlank(byte: number): boolean {
  return byte === 32 || byte === 9;
}

/** Every second of two quotes goes; returns the new end. */
function unescapeCell(bytes: Uint8Array, start: number, end: number): number {
  let out = start;
  for (let p = start; p < end; p += 1) {
    const byte = bytes[p] as number;
    bytes[out] = byte;
    out += 1;
    if (byte === QUOTE) p += 1;
  }
  return out;
}
