import { createRejector, type Rejector } from "../core/rejector.ts";
import { addAny, addOrdered, type Batch } from "./add-rows.ts";
import type { OpenTransactions, Reading } from "./open-transactions.ts";
import { addWaiting, createWaiting, type Waiting, wait, worthPartitioning } from "./partition.ts";
import { createReadBuffers, readBatch } from "./read-batch.ts";
import type { HistoryState } from "./state.ts";

/** Rows read at a time: few enough to stay in the processor's cache until they are added. */
const BATCH = 1 << 14;

/** What to do with a row that is earlier than one before it, where rows were taken to be in order. */
export type OnLate = "stop" | "refuse";

/**
 * Adds all rows of an input to a state.
 *
 * @param adopted - The dictionary of `input` is the state's register.
 * @returns Whether all rows were added; false only with `onLate: "stop"`.
 */
export function addInput(
  state: HistoryState,
  input: OpenTransactions,
  reading: Reading,
  onLate: OnLate,
  adopted = false,
): boolean {
  const onInvalid = reading.onInvalid === "throw" ? "wait" : "collect";
  const rejector = createRejector("transactions", onInvalid, state.tally.given);
  const buffers = createReadBuffers(input, Math.min(input.length, BATCH), state, adopted);
  const { batch } = buffers;
  let waiting: Waiting | undefined;
  let latest = Number.NEGATIVE_INFINITY;
  for (let from = 0; from < input.length; from += BATCH) {
    readBatch(input, from, Math.min(from + BATCH, input.length), reading, state, buffers, rejector);
    if (state.log !== undefined) {
      addAny(state, batch);
      continue;
    }
    latest = lastIfAscending(batch, latest);
    if (Number.isNaN(latest)) {
      if (waiting !== undefined) addWaiting(waiting, state);
      waiting = undefined;
      if (!addInOrder(state, batch, from, onLate, rejector)) return false;
    } else {
      if (from === 0 && adopted && worthPartitioning(state, input.length)) waiting = createWaiting(state);
      if (waiting !== undefined) wait(waiting, batch, state);
      else if (!addInOrder(state, batch, from, onLate, rejector)) return false;
    }
  }
  if (waiting !== undefined) addWaiting(waiting, state);
  state.tally.given += input.length;
  for (const rejection of rejector.list()) state.rejected.push(rejection);
  return true;
}

/**
 * The last day of a batch whose days never fall, `latest` before it; NaN from the first that does on.
 * While they do not, rows can be grouped by customer: none of them can be late.
 */
function lastIfAscending(batch: Batch, latest: number): number {
  const { codes, days, length } = batch;
  let last = latest;
  for (let i = 0; i < length; i += 1) {
    if ((codes[i] as number) < 0) continue;
    const day = days[i] as number;
    if (!(day >= last)) return Number.NaN;
    last = day;
  }
  return last;
}

function addInOrder(
  state: HistoryState,
  batch: Batch,
  offset: number,
  onLate: OnLate,
  rejector: Rejector,
): boolean {
  const { ints, nums } = state;
  let i = addOrdered(ints, nums, 0, batch, 0, batch.length);
  while (i < batch.length) {
    if (onLate === "stop") return false;
    refuseLate(offset + i, rejector);
    // What is refused was no order either.
    if (batch.amounts[i] === 0) state.tally.zeroAmounts -= 1;
    i = addOrdered(ints, nums, 0, batch, i + 1, batch.length);
  }
  return true;
}

function refuseLate(row: number, rejector: Rejector): void {
  const expected = "a day not before the customer's last (rows were promised in time order)";
  rejector.reject(row, "at", "late", expected, undefined, "an earlier one");
  rejector.settle();
}
