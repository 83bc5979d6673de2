import { createRejector, type Rejector } from "../core/rejector.ts";
import { addAny, addOrdered, touchRecords } from "./add-rows.ts";
import { type Batch, roomFor } from "./batch.ts";
import { reserveDays } from "./day-log.ts";
import { adoptIds, withStrings } from "./id-dictionary.ts";
import type { OpenTransactions, Reading } from "./open-transactions.ts";
import { wait, waitingOf } from "./partition.ts";
import { createReadBuffers, readBatch } from "./read-batch.ts";
import { type HistoryState, ownRecords } from "./state.ts";

/** Rows read at a time: few enough to stay in the processor's cache until they are added. */
const BATCH = 1 << 14;

/** Rows whose records are brought near together: they fit a processor's first caches. */
const NEAR = 512;
/** Numbers of records that are near anyhow: two megabytes. */
const FEW = 1 << 18;

/** What to do with a row that is earlier than one before it, where rows were taken to be in order. */
export type OnLate = "stop" | "refuse";

/**
 * Adds all rows of an input to a state.
 *
 * @param adopted - The dictionary of the ids is the state's register.
 * @returns Whether all rows were added; false only with `onLate: "stop"`.
 */
export function addInput(
  state: HistoryState,
  given: OpenTransactions,
  reading: Reading,
  onLate: OnLate,
  adopted = false,
): boolean {
  const onInvalid = reading.onInvalid === "throw" ? "wait" : "collect";
  const rejector = createRejector("transactions", onInvalid, state.tally.given);
  ownRecords(state);
  const known = adopted || adoptIds(given.customerId, state);
  const input = known ? given : { ...given, customerId: withStrings(given.customerId) };
  const room = roomFor(Math.min(input.length, BATCH), state.room);
  state.room = room;
  const buffers = createReadBuffers(input, room, reading, state, known);
  const { batch } = buffers;
  for (let from = 0; from < input.length; from += BATCH) {
    readBatch(input, from, Math.min(from + BATCH, input.length), reading, state, buffers, rejector);
    if (state.log !== undefined) addInAnyOrder(state, batch);
    else if (!addInOrder(state, batch, from, onLate, rejector)) return false;
  }
  state.tally.given += input.length;
  for (const rejection of rejector.list()) state.rejected.push(rejection);
  return true;
}

function addInAnyOrder(state: HistoryState, batch: Batch): void {
  const { log, ints, nums } = state;
  if (log === undefined) return;
  const waiting = waitingOf(state);
  if (waiting !== undefined) {
    wait(state, waiting, batch);
    return;
  }
  reserveDays(log, batch.length);
  state.tally.unsorted += addAny(ints, nums, log, 0, batch, 0, batch.length);
}

function addInOrder(
  state: HistoryState,
  batch: Batch,
  offset: number,
  onLate: OnLate,
  rejector: Rejector,
): boolean {
  const { ints, nums } = state;
  let i = 0;
  while (i < batch.length) {
    const to = Math.min(i + NEAR, batch.length);
    if (nums.length > FEW) state.touched = touchRecords(ints, batch.codes, i, to);
    i = addOrdered(ints, nums, batch, i, to);
    if (i === to) continue;
    if (onLate === "stop") return false;
    refuseLate(offset + i, rejector);
    // What is refused was no order either.
    if (batch.amounts[i] === 0) state.tally.zeroAmounts -= 1;
    i += 1;
  }
  return true;
}

function refuseLate(row: number, rejector: Rejector): void {
  const expected = "a day not before the customer's last (rows were promised in time order)";
  rejector.reject(row, "at", "late", expected, undefined, "an earlier one");
  rejector.settle();
}
