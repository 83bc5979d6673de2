import { ScoringError, type ScoringErrorCode } from "../core/error.ts";
import type { CellReader } from "./cell-reader.ts";
import { BLOCK, type Block, createBlock, type Layout, PADDING, type Window } from "./csv-block.ts";
import { type CheckedReading, refuseRow, rowFault } from "./csv-checks.ts";
import { createChunkEncoder } from "./csv-chunks.ts";
import type { Separator } from "./csv-header.ts";
import { scanRows } from "./csv-scan.ts";
import { layoutOf, readStart } from "./csv-start.ts";
import type { CsvChunk, CsvFacts, CsvRejection } from "./csv-types.ts";
import type { CsvBatch, PlanMaker, ReaderPlan } from "./reader-plan.ts";

/** Reads one file, piece by piece. */
export interface CsvReader {
  readonly push: (chunk: CsvChunk) => Iterable<CsvBatch>;
  /** What is left; at least one batch a file, though it may have no row. */
  readonly end: () => Iterable<CsvBatch>;
  /** From now on batches are lent: the arrays of one are those of the next. */
  readonly lend: () => void;
  readonly facts: CsvFacts;
}

/** Bytes of a window. It grows where a row needs more. */
const WINDOW = 1 << 18;
/** Bytes of text after which a batch is handed out before it is full. */
const MOST_TEXT = 1 << 23;

/** Rows of the first block, of twice as many the next, and so on. */
const FIRST_BLOCK = 64;

interface State {
  readonly reading: CheckedReading;
  readonly makePlan: PlanMaker;
  window: Window;
  /** End of the bytes in the window. */
  end: number;
  block: Block;
  layout: Layout | undefined;
  plan: ReaderPlan;
  /** Names of the columns, empty where there are none. */
  header: readonly string[];
  separator: Separator;
  /** Rows of the batch that is being made. */
  filled: number;
  /** Are the arrays of a batch used again? */
  lends: boolean;
  batches: number;
  given: number;
  rejectedRows: number;
  readonly rejected: CsvRejection[];
  readonly skip: Uint8Array;
}

/** A reader for one file. */
export function createCsvReader(reading: CheckedReading, makePlan: PlanMaker): CsvReader {
  const encoder = createChunkEncoder(reading.decode);
  const state: State = {
    reading,
    makePlan,
    window: createWindow(WINDOW),
    end: 0,
    block: createBlock(0),
    layout: undefined,
    plan: { columns: new Map(), readers: new Map() },
    header: [],
    separator: reading.separator ?? ",",
    filled: 0,
    lends: false,
    batches: 0,
    given: 0,
    rejectedRows: 0,
    rejected: [],
    skip: new Uint8Array(BLOCK),
  };
  return {
    *push(chunk) {
      for (const bytes of encoder.encode(chunk)) yield* feed(state, bytes);
    },
    *end() {
      for (const bytes of encoder.end()) yield* feed(state, bytes);
      yield* drain(state, true);
      if (state.filled > 0 || state.batches === 0) yield takeBatch(state);
    },
    lend() {
      state.lends = true;
    },
    facts: factsOf(state),
  };
}

function createWindow(capacity: number): Window {
  const bytes = new Uint8Array(capacity + PADDING);
  return { bytes, view: new DataView(bytes.buffer) };
}

/** Fills the window, and reads it whenever it is full: few large steps, however small the chunks. */
function* feed(state: State, chunk: Uint8Array): Iterable<CsvBatch> {
  let from = 0;
  while (from < chunk.length) {
    const capacity = state.window.bytes.length - PADDING;
    const to = Math.min(chunk.length, from + capacity - state.end);
    state.window.bytes.set(chunk.subarray(from, to), state.end);
    state.end += to - from;
    from = to;
    if (state.end < capacity) return;
    yield* drain(state, false);
    shiftWindow(state);
  }
}

/** Moves what is not read yet to the start; makes the window larger where that is more than half. */
function shiftWindow(state: State): void {
  const { bytes } = state.window;
  const from = state.block.next;
  const left = state.end - from;
  if (left * 2 > bytes.length) {
    state.window = createWindow(bytes.length * 2);
    state.window.bytes.set(bytes.subarray(from, state.end));
  } else {
    bytes.copyWithin(0, from, state.end);
  }
  state.block.next = 0;
  state.end = left;
}

/** Reads all whole rows in the window. */
function* drain(state: State, final: boolean): Iterable<CsvBatch> {
  const { batchRows } = state.reading;
  const layout = state.layout ?? start(state, final);
  if (layout === undefined) return;
  for (;;) {
    const { block } = state;
    // The first blocks are small: what an engine compiles while it runs, it should have seen to its end.
    const most = Math.min(BLOCK, FIRST_BLOCK + state.given);
    scanRows(state.window, state.end, final, Math.min(most, batchRows - state.filled), layout, block);
    if (block.rows > 0) readBlock(state);
    if (block.tooLong) throw refuseRow(state.given, block.line, layout.maxRowBytes);
    if (state.filled === batchRows || textHeld(state.plan) > MOST_TEXT) yield takeBatch(state);
    if (block.rows === 0) return;
  }
}

/** Reads the first line and plans the rest; `undefined` while the line is not whole. */
function start(state: State, final: boolean): Layout | undefined {
  const { reading, window } = state;
  const found = readStart(window.bytes, state.end, final, reading);
  if (found === undefined) return undefined;
  state.separator = found.separator;
  state.header = reading.header ? found.cells : [];
  state.plan = state.makePlan(reading.header ? found.cells : found.cells.length);
  state.layout = layoutOf(found, state.plan.columns.values(), reading);
  state.block = createBlock(state.plan.columns.size);
  state.block.next = found.next;
  state.block.line = found.line;
  return state.layout;
}

/** Reads the cells of a block of rows behind those of the batch. */
function readBlock(state: State): void {
  const { block, skip, plan, window, filled, given } = state;
  const found: CsvRejection[] = [];
  const gots: string[] = [];
  let field = "cells";
  const note = (i: number, code: ScoringErrorCode, expected: string, got: string): void => {
    if (skip[i] !== 0) return;
    skip[i] = 1;
    gots.push(got);
    found.push({ row: given + i, field, code, expected, line: block.lines[i] as number });
  };
  skip.fill(0);
  if (block.faulty) {
    for (let i = 0; i < block.rows; i += 1) {
      const fault = rowFault(block.faults[i] as number, state.layout as Layout);
      if (fault !== undefined) note(i, fault.code, fault.expected, fault.got);
    }
  }
  for (const [name, reader] of plan.readers) {
    field = name;
    reader.read(window, block, skip, filled, note);
  }
  state.given += block.rows;
  state.filled += block.rows;
  if (found.length > 0) setAside(state, found, gots);
}

/** Ends with the first row at fault, or lists them all and closes the gaps. */
function setAside(state: State, found: readonly CsvRejection[], gots: readonly string[]): void {
  const { block, skip, plan, rejected, reading } = state;
  const order = found.map((_, k) => k).sort((a, b) => rowOf(found, a) - rowOf(found, b));
  if (reading.onInvalid === "throw") {
    const { row, field, code, expected, line } = found[order[0] as number] as CsvRejection;
    throw new ScoringError(
      code,
      ["csv", row, field],
      expected,
      `${gots[order[0] as number]} at line ${line}`,
    );
  }
  for (const k of order) {
    if (rejected.length < reading.maxRejected) rejected.push(found[k] as CsvRejection);
  }
  state.rejectedRows += found.length;
  const from = state.filled - block.rows;
  let to = from;
  for (let i = 0; i < block.rows; i += 1) {
    if (skip[i] !== 0) continue;
    if (to !== from + i) for (const reader of plan.readers.values()) reader.move(from + i, to);
    to += 1;
  }
  state.filled = to;
}

function rowOf(found: readonly CsvRejection[], k: number): number {
  return (found[k] as CsvRejection).row;
}

function textHeld(plan: ReaderPlan): number {
  let held = 0;
  for (const reader of plan.readers.values()) held += reader.held();
  return held;
}

function takeBatch(state: State): CsvBatch {
  const { plan, filled, lends } = state;
  const columns = Object.create(null) as { [field: string]: unknown };
  for (const field of plan.columns.keys())
    columns[field] = (plan.readers.get(field) as CellReader).take(filled, lends);
  state.filled = 0;
  state.batches += 1;
  return { length: filled, columns };
}

/** The facts as they are when they are read. */
function factsOf(state: State): CsvFacts {
  return {
    get separator() {
      return state.separator;
    },
    get fields() {
      const fields = Object.create(null) as { [field: string]: string | number };
      for (const [field, column] of state.plan.columns) fields[field] = state.header[column] ?? column;
      return fields;
    },
    get given() {
      return state.given;
    },
    get accepted() {
      return state.given - state.rejectedRows;
    },
    get rejectedRows() {
      return state.rejectedRows;
    },
    rejected: state.rejected,
  };
}
