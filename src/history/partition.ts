/**
 * Rows grouped by block of customers before they are added, so that the records of a block stay in the
 * processor's cache while its rows are added: a fifth of the time at a million customers. That is for rows in any order,
 * which leave eight bytes each in the log anyhow; in time order records are brought near row by row, without the room.
 *
 * @module
 */
import { addAny } from "./add-rows.ts";
import { type Batch, createBatch } from "./batch.ts";
import { reserveDays } from "./day-log.ts";
import { GROSS, type HistoryState, intsUnder, NUMS } from "./state.ts";
import type { Rows, Waiting } from "./waiting.ts";

/** 8,192 records of 64 bytes: half a megabyte. */
const BLOCK_BITS = 13;
const BLOCK = 1 << BLOCK_BITS;
/** Below this many records all of them stay in cache anyhow. */
const WORTH_RECORDS = 1 << 15;
/** Rows that a block is given room for at a time. */
const SEGMENT = 1 << 11;

/** The rows that wait, where there are so many records that waiting is worth while. */
export function waitingOf(state: HistoryState): Waiting | undefined {
  const records = state.nums.length / NUMS;
  if (records <= WORTH_RECORDS) return undefined;
  const { waiting, register } = state;
  const enough = waiting !== undefined && waiting.rows.codes.length >= 0.5 * register.size;
  if (enough && waiting.records === records) return waiting;
  addWaiting(state);
  state.waiting = createWaiting(state, records, enough ? waiting.rows : undefined);
  return state.waiting;
}

/**
 * Room for a row a customer, or given room: a visit to all blocks then costs little beside its rows. It serves until
 * there are twice as many customers.
 */
function createWaiting(state: HistoryState, records: number, rows: Rows | undefined): Waiting {
  const customers = state.register.size;
  const blocks = ((records - 1) >>> BLOCK_BITS) + 1;
  return {
    rows: rows ?? createBatch(Math.ceil(customers / SEGMENT) * SEGMENT),
    records,
    next: new Int32Array(blocks),
    end: new Int32Array(blocks),
    segments: Array.from({ length: blocks }, () => []),
    free: 0,
    touched: new Float64Array(1),
  };
}

/** Takes the rows of a batch, and adds all that wait when there is no room. */
export function wait(state: HistoryState, waiting: Waiting, batch: Batch): void {
  let i = place(waiting, batch, 0);
  while (i < batch.length) {
    if (waiting.free === waiting.rows.codes.length) addWaiting(state);
    openSegment(waiting, (batch.codes[i] as number) >> BLOCK_BITS);
    i = place(waiting, batch, i);
  }
}

/**
 * The loop of {@link wait}. What happens seldom is left to its caller, which keeps the loop short.
 *
 * @returns The first row whose segment is full, or `batch.length`.
 */
function place({ rows, next, end }: Waiting, batch: Batch, from: number): number {
  const { codes, days, amounts, length } = batch;
  const waitingCodes = rows.codes;
  const waitingDays = rows.days;
  const waitingAmounts = rows.amounts;
  let i = from;
  for (; i < length; i += 1) {
    const code = codes[i] as number;
    if (code < 0) continue;
    const block = code >> BLOCK_BITS;
    const at = next[block] as number;
    if (at === end[block]) break;
    next[block] = at + 1;
    waitingCodes[at] = code & (BLOCK - 1);
    waitingDays[at] = days[i] as number;
    waitingAmounts[at] = amounts[i] as number;
  }
  return i;
}

function openSegment(waiting: Waiting, block: number): void {
  const from = waiting.free;
  waiting.free = from + SEGMENT;
  waiting.next[block] = from;
  waiting.end[block] = from + SEGMENT;
  (waiting.segments[block] as number[]).push(from);
}

/** Adds all rows that wait, block by block. Whoever reads the records does this first. */
export function addWaiting(state: HistoryState): void {
  const { waiting, log } = state;
  if (waiting === undefined || log === undefined || waiting.free === 0) return;
  reserveDays(log, waiting.free);
  const { segments, next, end } = waiting;
  for (let b = 0; b < segments.length; b += 1) {
    const starts = segments[b] as number[];
    if (starts.length === 0) continue;
    const first = b << BLOCK_BITS;
    const nums = state.nums.subarray(first * NUMS, (first + BLOCK) * NUMS);
    waiting.touched[0] = touch(nums);
    const ints = intsUnder(nums);
    for (let s = 0; s < starts.length; s += 1) {
      const from = starts[s] as number;
      const to = s === starts.length - 1 ? (next[b] as number) : from + SEGMENT;
      state.tally.unsorted += addAny(ints, nums, log, first, waiting.rows, from, to);
    }
    segments[b] = [];
    next[b] = 0;
    end[b] = 0;
  }
  waiting.free = 0;
}

/**
 * Reads a number of each record, which brings them into the cache: in order memory is read ahead, where the
 * rows would wait for one record after the other.
 */
function touch(nums: Float64Array): number {
  let sum = 0;
  for (let q = GROSS; q < nums.length; q += NUMS) sum += nums[q] as number;
  return sum;
}
