/**
 * The fast case of finding cells: rows without quotes, faults or anything that has to be decided.
 *
 * @module
 */
import { BLOCK_BITS, type Block, type Layout, type Window } from "./csv-block.ts";

/**
 * Finds rows behind those that the block has, up to `limit` with these, and ends before the first that is not plain: it
 * has a quote at the start of a cell, a zero byte, too few cells or too many, is empty, too long, or has no end yet.
 *
 * Four bytes are looked at in one step. A byte that may mean something is the separator or below 35: line ends,
 * controls, the blank, the quote.
 */
export function scanPlainRows(
  { bytes, view }: Window,
  end: number,
  limit: number,
  { separator, slots, minCells, maxRowBytes }: Layout,
  block: Block,
): void {
  const LF = 10;
  const CR = 13;
  const QUOTE = 34;
  const { starts, ends, lines } = block;
  const separators = Math.imul(separator, 0x01010101);
  let { rows, next, line } = block;
  let column = 0;
  let start = next;
  let p = next;
  while (rows < limit) {
    const word = view.getInt32(p, true);
    const other = word ^ separators;
    // The high bit of each byte below 35 or equal to the separator: true for the lowest such byte, which is all that counts.
    const found = (((word - 0x23232323) & ~word) | ((other - 0x01010101) & ~other)) & 0x80808080;
    if (found === 0) {
      p += 4;
      continue;
    }
    p += (31 - Math.clz32(found & -found)) >> 3;
    const byte = bytes[p] as number;
    if (byte !== separator && byte !== LF && byte !== CR) {
      if (byte === 0 || (byte === QUOTE && p === start)) break;
      // A blank, which may be at the edge of a cell.
      block.plain = false;
      p += 1;
      continue;
    }
    if (column === slots.length) break;
    const slot = slots[column] as number;
    if (slot >= 0) {
      const k = (slot << BLOCK_BITS) | rows;
      starts[k] = start;
      ends[k] = p;
    }
    column += 1;
    p += 1;
    start = p;
    if (byte === separator) continue;
    if (p === next + 1 || column < minCells) break;
    if (byte === CR) {
      if (bytes[p] !== LF) break;
      p += 1;
    }
    if (p > end || p - next > maxRowBytes) break;
    lines[rows] = line;
    rows += 1;
    line += 1;
    next = p;
    start = p;
    column = 0;
  }
  block.rows = rows;
  block.next = next;
  block.line = line;
}
