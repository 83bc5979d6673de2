/**
 * Finds the cells of rows in a window of bytes. Nothing is copied and no text is made: a cell is where
 * it starts and where it ends.
 *
 * @module
 */
import { BLOCK_BITS, type Block, type Layout, type Window } from "./csv-block.ts";
import { scanPlainRows } from "./plain-rows.ts";

const FEW = 1;
const MANY = 2;
const AFTER_QUOTE = 3;
const OPEN_QUOTE = 4;
const NUL = 5;

const LF = 10;
const CR = 13;
const QUOTE = 34;

/** Rows of any kind that are taken before the next ones are tried as plain ones. */
const NOT_PLAIN = 16;

/**
 * Finds up to `limit` rows that start at `block.next` and end before `end`; `final` says that the file
 * ends there. LF, CR and CRLF end a row; a line without a character is no row.
 */
export function scanRows(
  window: Window,
  end: number,
  final: boolean,
  limit: number,
  layout: Layout,
  block: Block,
): void {
  window.bytes[end] = LF;
  block.rows = 0;
  block.tooLong = false;
  block.plain = true;
  block.escaped = false;
  block.faulty = false;
  block.quoted.fill(0);
  block.faults.fill(0);
  for (;;) {
    scanPlainRows(window, end, limit, layout, block);
    const { next, rows } = block;
    if (rows === limit || next === end) return;
    scanAnyRows(window.bytes, end, final, Math.min(rows + NOT_PLAIN, limit), layout, block);
    if (block.next === next) return;
    block.plain = false;
  }
}

/** As {@link scanRows}, behind the rows that the block has; up to `limit` with these. */
function scanAnyRows(
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
  let p = block.next;
  let line = block.line;
  let n = block.rows;
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
  const { starts, ends, quoted, rows, escaped, plain } = block;
  if (plain) return;
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
