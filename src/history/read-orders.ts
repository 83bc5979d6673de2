import { createRejector } from "../core/rejector.ts";
import { type Batch, createBatch, roomBehind } from "./batch.ts";
import type { OpenTransactions, Reading } from "./open-transactions.ts";
import { createReadBuffers, readBatch } from "./read-batch.ts";
import { createState, type HistoryState } from "./state.ts";

/** Rows read at a time. */
const BATCH = 1 << 14;

/** All orders of an input as numbers, and a state that knows the customers, the refunds and what happened to the rows. */
export interface Orders {
  readonly state: HistoryState;
  /** The rows that are orders. */
  readonly batch: Batch;
}

/**
 * Reads an input to its end.
 *
 * @param known - The entries of the dictionary of ids, where no two are equal: they are the customers.
 * @throws A {@link ScoringError} for the first bad row, unless bad rows are collected.
 */
export function readOrders(input: OpenTransactions, reading: Reading, known?: readonly string[]): Orders {
  const state = createState("none", reading.dropDuplicates ? "drop" : "keep", known);
  const rejector = createRejector("transactions", reading.onInvalid === "throw" ? "wait" : "collect");
  const all = createBatch(input.length);
  const buffers = createReadBuffers(input, all, reading, state, known !== undefined);
  for (let from = 0; from < input.length; from += BATCH) {
    const to = Math.min(from + BATCH, input.length);
    buffers.own = roomBehind(all, to - from);
    readBatch(input, from, to, reading, state, buffers, rejector);
    appendOrders(buffers.batch, all);
  }
  state.tally.given = input.length;
  for (const rejection of rejector.list()) state.rejected.push(rejection);
  return { state, batch: all };
}

/** Most batches are nothing but orders, and where they belong already. */
function appendOrders({ codes, days, amounts, length }: Batch, all: Batch): void {
  const there = codes.buffer === all.codes.buffer && days.buffer === all.days.buffer;
  let i = there && amounts.buffer === all.amounts.buffer ? countOrders(codes, length) : 0;
  let at = all.length + i;
  for (; i < length; i += 1) {
    const code = codes[i] as number;
    if (code < 0) continue;
    all.codes[at] = code;
    all.days[at] = days[i] as number;
    all.amounts[at] = amounts[i] as number;
    at += 1;
  }
  all.length = at;
}

/** Rows before the first that is no order. */
function countOrders(codes: Int32Array, length: number): number {
  let i = 0;
  while (i < length && (codes[i] as number) >= 0) i += 1;
  return i;
}
