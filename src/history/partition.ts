import type { Batch } from "./add-rows.ts";
import { type HistoryState, NUMS } from "./state.ts";

/** 16,384 records of 64 bytes: a block of them stays in a processor's second-level cache. */
const BLOCK_BITS = 14;
/** Below this many records all of them stay in cache anyhow. */
const WORTH_RECORDS = 1 << 16;

/** Would grouping a batch by blocks of customers pay? */
export function worthPartitioning(state: HistoryState): boolean {
  return state.nums.length / NUMS > WORTH_RECORDS;
}

/** Where a batch is copied to, and reused from batch to batch. */
export interface PartitionBuffers {
  counts: Int32Array;
  readonly batch: Batch;
}

/** Buffers for batches of up to `size` rows. */
export function createPartitionBuffers(size: number): PartitionBuffers {
  return {
    counts: new Int32Array(0),
    batch: {
      codes: new Int32Array(size),
      days: new Int32Array(size),
      amounts: new Float64Array(size),
      length: 0,
    },
  };
}

/**
 * The batch with its rows grouped by block of customers, rows of a block in their old order; rows that
 * are not to be added are dropped. What follows then works on one block of records at a time.
 */
export function partition(batch: Batch, customers: number, buffers: PartitionBuffers): Batch {
  const blocks = ((customers - 1) >>> BLOCK_BITS) + 1;
  if (buffers.counts.length < blocks + 1) buffers.counts = new Int32Array(blocks + 1);
  const { counts } = buffers;
  counts.fill(0);
  countBlocks(batch, counts);
  for (let b = 1; b <= blocks; b += 1) counts[b] = (counts[b] as number) + (counts[b - 1] as number);
  buffers.batch.length = counts[blocks] as number;
  scatter(batch, counts, buffers.batch);
  return buffers.batch;
}

function countBlocks(batch: Batch, counts: Int32Array): void {
  const { codes, length } = batch;
  for (let i = 0; i < length; i += 1) {
    const c = codes[i] as number;
    if (c < 0) continue;
    const slot = (c >>> BLOCK_BITS) + 1;
    counts[slot] = (counts[slot] as number) + 1;
  }
}

function scatter(batch: Batch, next: Int32Array, out: Batch): void {
  const { codes, days, amounts, length } = batch;
  for (let i = 0; i < length; i += 1) {
    const c = codes[i] as number;
    if (c < 0) continue;
    const block = c >>> BLOCK_BITS;
    const at = next[block] as number;
    next[block] = at + 1;
    out.codes[at] = c;
    out.days[at] = days[i] as number;
    out.amounts[at] = amounts[i] as number;
  }
}
