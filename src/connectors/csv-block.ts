/**
 * Where the cells of rows are.
 *
 * @module
 */

/** Rows found at once: few enough to stay in a processor's first cache with their bytes. */
export const BLOCK = 1024;
/** `starts`, `ends` and `quoted` of slot `s` begin at `s << BLOCK_BITS`. */
export const BLOCK_BITS = 10;

/** Bytes that a window has behind its end: a mark that stops the scan, and room to read words. */
export const PADDING = 16;

/** The bytes that cells are in. */
export interface Window {
  readonly bytes: Uint8Array;
  readonly view: DataView;
}

/** What is wrong with a row as a whole. */
export type RowFault = (typeof ROW_FAULTS)[number];
export const ROW_FAULTS = ["none", "few", "many", "afterQuote", "openQuote", "nul"] as const;

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
  /** Is every cell its bare bytes as it stands: without quotes and blanks around it, of a row without a fault? */
  plain: boolean;
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
    plain: false,
    escaped: false,
    faulty: false,
    starts: new Int32Array(slots << BLOCK_BITS),
    ends: new Int32Array(slots << BLOCK_BITS),
    quoted: new Uint8Array(slots << BLOCK_BITS),
    lines: new Int32Array(BLOCK),
    faults: new Uint8Array(BLOCK),
  };
}
