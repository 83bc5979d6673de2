import { ScoringError } from "../core/error.ts";
import type { Layout } from "./csv-block.ts";
import { type CheckedReading, refuseRow } from "./csv-checks.ts";
import { detectSeparator, findFirstLine, headerCells, type Separator, separatorLine } from "./csv-header.ts";

/** What the first line says. */
export interface FileStart {
  readonly separator: Separator;
  /** Texts of the cells of the first line. */
  readonly cells: readonly string[];
  /** Where the first data row is, and its line. */
  readonly next: number;
  readonly line: number;
}

/**
 * Reads a mark, a line that names the separator, and the first line, from the start of the bytes.
 *
 * @returns `undefined` while the line is not whole.
 * @throws A {@link ScoringError} with `empty`, `too_large` or `wrong_type`.
 */
export function readStart(
  bytes: Uint8Array,
  end: number,
  final: boolean,
  reading: CheckedReading,
): FileStart | undefined {
  const { maxRowBytes, maxColumns } = reading;
  const marked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf && end >= 3;
  let line = findFirstLine(bytes, marked ? 3 : 0, end, final);
  let before = 0;
  const named = line === undefined ? undefined : separatorLine(bytes, line);
  if (line !== undefined && named !== undefined) {
    before = line.linesAfter;
    line = findFirstLine(bytes, line.next, end, final);
  }
  if (line === undefined) {
    // The mark and the line that names the separator are not the row's.
    if (end > maxRowBytes + 16) throw refuseRow(0, 1, maxRowBytes);
    return undefined;
  }
  const at = 1 + before + line.linesBefore;
  if (line.end - line.start > maxRowBytes) throw refuseRow(0, at, maxRowBytes);
  if (line.start === line.end) {
    throw new ScoringError("empty", ["csv"], "a file with at least one line", "none");
  }
  const separator = reading.separator ?? named ?? detectSeparator(bytes, line);
  const cells = headerCells(bytes, line, separator, at);
  if (cells.length > maxColumns) {
    const path = ["csv", "header"];
    throw new ScoringError("too_large", path, `at most ${maxColumns} columns`, `${cells.length}`);
  }
  const { next, start, linesAfter } = line;
  return reading.header
    ? { separator, cells, next, line: 1 + before + linesAfter }
    : { separator, cells, next: start, line: at };
}

/** How the rows behind it are cut. A slot is the place of a column among those that are read. */
export function layoutOf(start: FileStart, columns: Iterable<number>, reading: CheckedReading): Layout {
  const { cells, separator } = start;
  const slots = new Int32Array(cells.length).fill(-1);
  let slot = 0;
  for (const column of columns) {
    slots[column] = slot;
    slot += 1;
  }
  // A header may end in separators that rows do not have.
  let minCells = cells.length;
  while (reading.header && minCells > 1 && cells[minCells - 1] === "") minCells -= 1;
  return {
    separator: separator.charCodeAt(0),
    slots,
    minCells,
    maxCells: cells.length,
    maxRowBytes: reading.maxRowBytes,
  };
}
