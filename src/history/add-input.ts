import { createRejector, type Rejector } from "../core/rejector.ts";
import { addAny, addOrdered, type Batch } from "./add-rows.ts";
import type { OpenTransactions, Reading } from "./open-transactions.ts";
import { createPartitionBuffers, type PartitionBuffers, partition, worthPartitioning } from "./partition.ts";
import { createReadBuffers, readBatch } from "./read-batch.ts";
import type { HistoryState } from "./state.ts";

/** Rows read at a time: small enough for the cache, or large enough to be worth grouping. */
const BATCH = 1 << 15;
const LARGE_BATCH = 1 << 20;

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
  const rejector = createRejector("transactions", reading.onInvalid, state.tally.given);
  const large = input.length > LARGE_BATCH && state.log === undefined;
  const size = Math.min(input.length, large ? LARGE_BATCH : BATCH);
  const buffers = createReadBuffers(input, size, adopted);
  const grouping = large ? createPartitionBuffers(size) : undefined;
  let latest = Number.NEGATIVE_INFINITY;
  for (let from = 0; from < input.length; from += size) {
    const to = Math.min(from + size, input.length);
    readBatch(input, from, to, reading, state, buffers, rejector);
    refuseSealed(state, buffers.batch, from, rejector);
    if (state.log !== undefined) {
      addAny(state, buffers.batch);
      continue;
    }
    const last = lastIfAscending(buffers.batch, latest);
    const ascending = !Number.isNaN(last);
    latest = ascending ? last : Number.POSITIVE_INFINITY;
    const batch = ascending ? grouped(state, buffers.batch, grouping) : buffers.batch;
    if (!addInOrder(state, batch, from, onLate, rejector)) return false;
  }
  state.tally.given += input.length;
  for (const rejection of rejector.list()) state.rejected.push(rejection);
  return true;
}

function grouped(state: HistoryState, batch: Batch, buffers: PartitionBuffers | undefined): Batch {
  if (buffers === undefined || !worthPartitioning(state)) return batch;
  return partition(batch, state.register.ids.length, buffers);
}

/**
 * The last day of a batch whose days never fall, `latest` before it; NaN if one does. Grouping rows by
 * customer is safe then: none of them can be late.
 */
function lastIfAscending(batch: Batch, latest: number): number {
  const { codes, days, length } = batch;
  let last = latest;
  for (let i = 0; i < length; i += 1) {
    if ((codes[i] as number) < 0) continue;
    const day = days[i] as number;
    if (day < last) return Number.NaN;
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
  let i = addOrdered(state, batch, 0);
  while (i < batch.length) {
    if (onLate === "stop") return false;
    refuseLate(
      offset + i,
      "a day not before the customer's last (rows were promised in time order)",
      rejector,
    );
    i = addOrdered(state, batch, i + 1);
  }
  return true;
}

/** Rows from before a seal cannot be added: the records they belong to are closed. */
function refuseSealed(state: HistoryState, batch: Batch, offset: number, rejector: Rejector): void {
  const { sealedBefore } = state;
  for (let i = 0; i < batch.length; i += 1) {
    if ((batch.codes[i] as number) < 0 || (batch.days[i] as number) >= sealedBefore) continue;
    refuseLate(offset + i, "a day that is not sealed", rejector);
    batch.codes[i] = -1;
  }
}

function refuseLate(row: number, expected: string, rejector: Rejector): void {
  rejector.reject(row, "at", "late", expected, undefined);
}
