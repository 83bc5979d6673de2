import { createRejector } from "../core/rejector.ts";
import { type Batch, createBatch } from "./batch.ts";
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
  const state = createState("any", reading.dropDuplicates ? "drop" : "keep", known);
  const rejector = createRejector("transactions", reading.onInvalid === "throw" ? "wait" : "collect");
  const buffers = createReadBuffers(
    input,
    Math.min(BATCH, input.length),
    reading,
    state,
    known !== undefined,
  );
  const all = createBatch(input.length);
  for (let from = 0; from < input.length; from += BATCH) {
    readBatch(input, from, Math.min(from + BATCH, input.length), reading, state, buffers, rejector);
    appendOrders(buffers.batch, all);
  }
  state.tally.given = input.length;
  for (const rejection of rejector.list()) state.rejected.push(rejection);
  return { state, batch: all };
}

function appendOrders({ codes, days, amounts, length }: Batch, all: Batch): void {
  let at = all.length;
  for (let i = 0; i < length; i += 1) {
    const code = codes[i] as number;
    if (code < 0) continue;
    all.codes[at] = code;
    all.days[at] = days[i] as number;
    all.amounts[at] = amounts[i] as number;
    at += 1;
  }
  all.length = at;
}
