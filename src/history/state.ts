/**
 * The live state of a history: 64 bytes a customer, one cache line, in one buffer with two views.
 *
 * @module
 */
import { createIdRegister, type IdRegister } from "../core/read-ids.ts";
import type { Rejection } from "../core/types.ts";
import { roundingError } from "../math/sums.ts";
import type { Batch } from "./batch.ts";
import { createDayLog, type DayLog } from "./day-log.ts";
import type { RowFacts } from "./types.ts";
import type { Waiting } from "./waiting.ts";

/** Whole-number slots of a customer's record, in `ints` at `code * INTS`. */
export const INTS = 16;
/** Civil day of the first purchase. */
export const FIRST = 0;
/** Civil day of the last purchase. */
export const LAST = 1;
/** Different purchase days that the record has taken in; the others are in the log. */
export const PURCHASE_DAYS = 2;
/** Orders. */
export const ORDERS = 3;

/** Number slots of a customer's record, in `nums` at `code * NUMS`. The first two lie under the whole-number slots. */
export const NUMS = 8;
/** Sum of order amounts, and what rounding lost of it. */
export const GROSS = 2;
export const GROSS_LOW = 3;
/** Sum of order amounts on the first day. */
export const FIRST_GROSS = 4;
/** Sum of squared gaps, in days. */
export const SQUARED_GAPS = 5;
/** Sum of logarithms of gaps. */
export const LOG_GAPS = 6;
/** Orders on the first day. The last slot: where same-day orders are one purchase, a record can do without it. */
export const FIRST_ORDERS = 7;

/** Slots of the refunds of a customer, in `refunds` at `code * REFUNDS`: sum, what rounding lost, rows. */
export const REFUNDS = 3;

/** Rows that were counted and did not become part of a record. */
export interface Tally {
  given: number;
  future: number;
  beforeFrom: number;
  zeroAmounts: number;
  refundRows: number;
  unsorted: number;
  duplicates: number;
}

/** A dictionary of ids and the customers' numbers of its entries. */
export interface IdDictionary {
  /** The entries. They may grow from batch to batch; those that were there stay. */
  readonly values: ArrayLike<unknown>;
  /** Number of the customer of each entry, -1 where it was not met yet; with room to grow. */
  codes: Int32Array;
  /** Entries at the last batch. */
  length: number;
}

/** What a history has taken in. Changed in place by those who add to it. */
export interface HistoryState {
  /** The customers, by number. */
  readonly register: IdRegister;
  /** Are there records? Not where rows are only read. */
  readonly recorded: boolean;
  /** Customers that there is room for. */
  capacity: number;
  /** Whole numbers of all records. */
  ints: Int32Array;
  /** The same bytes as doubles. */
  nums: Float64Array;
  /** Refunds, made when the first one comes. */
  refunds: Float64Array | undefined;
  /** Does a finished table read these arrays? Who writes to them makes copies first: see `ownRecords`. */
  lent: boolean;
  /** Purchase days not yet taken into the records; none where rows are promised in time order. */
  readonly log: DayLog | undefined;
  /** Rows that were read and wait to be added; see waiting.ts. */
  waiting: Waiting | undefined;
  /** See `touchRecords`. */
  touched: number;
  /** Rows dated before this civil day are late: the records below it are closed. */
  sealedBefore: number;
  /** The id dictionary of the last batch: batches of one source share theirs, and its ids are looked up once. */
  dictionary: IdDictionary | undefined;
  /** The list whose first ids the register is a copy of, where all came from one that holds none twice. */
  adopted: { readonly values: ArrayLike<unknown>; readonly length: number } | undefined;
  /** Days of a list of times that holds none twice, under one way of reading. */
  dates:
    | { readonly values: ArrayLike<unknown>; readonly reading: object; readonly table: Int32Array }
    | undefined;
  /** Room for a batch, used again by the next one. */
  room: Batch | undefined;
  /** Keys of orders seen, where duplicates are looked for. */
  readonly orderKeys: Set<string> | undefined;
  /** The one currency named so far, where no rates are given. */
  currency: string | undefined;
  readonly tally: Tally;
  readonly rejected: Rejection[];
}

/** No seal: before every civil day. */
export const UNSEALED = -0x80000000;

/** A state that has seen nothing, for the ids given (no two equal). One of no order has no records. */
export function createState(
  order: "any" | "time" | "none",
  duplicates: "keep" | "drop" = "keep",
  ids: readonly string[] = [],
): HistoryState {
  const recorded = order !== "none";
  const nums = createNums(recorded ? ids.length : 0);
  return {
    register: createIdRegister(ids),
    recorded,
    capacity: ids.length,
    ints: intsUnder(nums),
    nums,
    refunds: undefined,
    lent: false,
    log: order === "any" ? createDayLog() : undefined,
    waiting: undefined,
    touched: 0,
    dictionary: undefined,
    adopted: undefined,
    dates: undefined,
    room: undefined,
    sealedBefore: UNSEALED,
    orderKeys: duplicates === "drop" ? new Set() : undefined,
    currency: undefined,
    tally: createTally(),
    rejected: [],
  };
}

/** No rows yet. */
export function createTally(): Tally {
  return { given: 0, future: 0, beforeFrom: 0, zeroAmounts: 0, refundRows: 0, unsorted: 0, duplicates: 0 };
}

/**
 * Bytes before the first record. Allocators note 16 bytes at the start of a page and give what is behind them: with
 * 48 more, a record is a line of the processor's cache, and not the parts of two.
 */
const TO_A_LINE = 48;

/** The numbers of so many records without orders. */
function createNums(customers: number): Float64Array {
  return new Float64Array(new ArrayBuffer(TO_A_LINE + customers * NUMS * 8), TO_A_LINE);
}

/** The same bytes as whole numbers. */
export function intsUnder(nums: Float64Array): Int32Array {
  return new Int32Array(nums.buffer, nums.byteOffset, nums.length * 2);
}

/** Before records are written to: a table that was finished before keeps what it has. */
export function ownRecords(state: HistoryState): void {
  if (!state.lent) return;
  const customers = state.register.size;
  const nums = createNums(customers);
  nums.set(state.nums.subarray(0, nums.length));
  state.nums = nums;
  state.ints = intsUnder(nums);
  state.refunds = state.refunds?.slice(0, customers * REFUNDS);
  state.capacity = customers;
  state.lent = false;
}

/** Records that the first room is for. */
const FEW = 64;

/** Of more records than this a room is too large to be asked for on a mere chance. */
const MANY = 1 << 20;

/**
 * Makes room for a record of every registered customer, sixteen times as much each time, and four times when that is
 * much: of memory that nobody wrote to a system holds none, where an old room and its copy are both held.
 */
export function growState(state: HistoryState): void {
  const needed = state.register.size;
  if (needed <= state.capacity) return;
  let capacity = FEW;
  while (capacity < needed) capacity *= capacity * 16 > MANY ? 4 : 16;
  state.capacity = capacity;
  if (state.recorded) {
    const nums = createNums(capacity);
    nums.set(state.nums);
    state.nums = nums;
    state.ints = intsUnder(nums);
  }
  if (state.refunds !== undefined) {
    const refunds = new Float64Array(capacity * REFUNDS);
    refunds.set(state.refunds);
    state.refunds = refunds;
  }
}

/** Adds a refund (a positive amount) to a customer. */
export function addRefund(state: HistoryState, code: number, amount: number): void {
  state.refunds ??= new Float64Array(state.capacity * REFUNDS);
  addToRefunds(state.refunds, code, amount);
}

/** As {@link addRefund}, to the refunds of all customers. */
export function addToRefunds(refunds: Float64Array, code: number, amount: number): void {
  const at = code * REFUNDS;
  const sum = refunds[at] as number;
  refunds[at] = sum + amount;
  refunds[at + 1] = (refunds[at + 1] as number) + roundingError(sum, amount);
  refunds[at + 2] = (refunds[at + 2] as number) + 1;
}

/** What happened to the rows so far. */
export function rowFacts(state: Pick<HistoryState, "tally" | "rejected">): RowFacts {
  const { given, refundRows, zeroAmounts, future, beforeFrom, duplicates } = state.tally;
  const rejected = state.rejected.slice();
  const accepted = given - rejected.length;
  return { given, accepted, refundRows, zeroAmounts, future, beforeFrom, duplicates, rejected };
}
