/**
 * What has been summed so far: a record of 64 bytes for each key, one cache line, and beside it what
 * fewer keys have.
 *
 * @module
 */
import { createIdRegister, type IdRegister } from "../core/read-ids.ts";
import type { Rejection } from "../core/types.ts";

/** Slots of a key's record, at `slot * RECORD`. */
export const RECORD = 8;
/** Sum of order amounts, and what rounding lost of it. */
export const AMOUNT = 0;
export const AMOUNT_LOW = 1;
/** Sum of discounts. */
export const DISCOUNT = 2;
export const DISCOUNT_LOW = 3;
/** Sum of the cost of goods sold, less goods that came back. */
export const GOODS = 4;
export const GOODS_LOW = 5;
/** Net amount of the lines whose cost is not known. */
export const UNCOSTED = 6;
/** Under the last slot two whole numbers, at `slot * INTS`: lines (or orders), lines without a cost. */
export const INTS = 16;
export const LINES = 14;
export const UNCOSTED_LINES = 15;

/** Slots of refunds, at `slot * REFUNDS`: sum, what rounding lost. */
export const REFUNDS = 2;

/** Came in by a refund or by a line of a history. */
export const SEEN_SALE = 1;
/** Came in by a cost record. */
export const SEEN_COST = 2;

/** Rows that were counted. */
export interface ProfitTally {
  lines: number;
  costs: number;
  refundLines: number;
  /** Cells that hold a discount, and that hold a cost. */
  discounts: number;
  goods: number;
  future: number;
  beforeFrom: number;
}

/** What a contribution has taken in. Changed in place by those who add to it. */
export interface ProfitState {
  /** The keys. Slot 0 of every buffer is for what names none; key number `n` has slot `n + 1`. */
  readonly register: IdRegister;
  records: Float64Array;
  ints: Int32Array;
  /** How a key came in, where it was not only by order lines: a bit each of {@link SEEN_SALE}, {@link SEEN_COST}. */
  seen: Uint8Array;
  /** Made when the first refund comes. */
  refunds: Float64Array | undefined;
  /** Sum and rounding of the cost records of each layer, at `(slot * layers + layer) * 2`; made with the first. */
  costs: Float64Array | undefined;
  /** Deductions of the waterfall. */
  readonly layers: number;
  /** Cost records of each layer. */
  readonly costRecords: Float64Array;
  /** Does slot 0 hold anything? */
  keyless: boolean;
  /** The one currency named so far, where no rates are given. */
  currency: string | undefined;
  readonly tally: ProfitTally;
  readonly rejectedLines: Rejection[];
  readonly rejectedCosts: Rejection[];
}

/** A state that has seen nothing, for the keys given (no two equal). */
export function createProfitState(layers: number, ids: readonly string[] = []): ProfitState {
  const records = new Float64Array((ids.length + 1) * RECORD);
  return {
    register: createIdRegister(ids),
    records,
    ints: new Int32Array(records.buffer),
    seen: new Uint8Array(ids.length + 1),
    refunds: undefined,
    costs: undefined,
    layers,
    costRecords: new Float64Array(layers),
    keyless: false,
    currency: undefined,
    tally: { lines: 0, costs: 0, refundLines: 0, discounts: 0, goods: 0, future: 0, beforeFrom: 0 },
    rejectedLines: [],
    rejectedCosts: [],
  };
}

/** Makes room for every registered key. */
export function growProfitState(state: ProfitState): void {
  const needed = state.register.ids.length + 1;
  const held = state.records.length / RECORD;
  if (needed <= held) return;
  const capacity = Math.max(needed, Math.ceil(held * 1.5), 64);
  state.records = grown(state.records, capacity * RECORD);
  state.ints = new Int32Array(state.records.buffer);
  const { seen } = state;
  state.seen = new Uint8Array(capacity);
  state.seen.set(seen);
  if (state.refunds !== undefined) state.refunds = grown(state.refunds, capacity * REFUNDS);
  if (state.costs !== undefined) state.costs = grown(state.costs, capacity * state.layers * 2);
}

function grown(values: Float64Array, length: number): Float64Array {
  const larger = new Float64Array(length);
  larger.set(values);
  return larger;
}

/** The buffer of refunds, made when it is first needed. */
export function refundsOf(state: ProfitState): Float64Array {
  state.refunds ??= new Float64Array((state.records.length / RECORD) * REFUNDS);
  return state.refunds;
}

/** The buffer of cost records, made when it is first needed. */
export function costsOf(state: ProfitState): Float64Array {
  state.costs ??= new Float64Array((state.records.length / RECORD) * state.layers * 2);
  return state.costs;
}

/** Adds `value` to the pair at `at`: what rounding loses goes to the second number. */
export function addPair(pairs: Float64Array, at: number, value: number): void {
  const before = pairs[at] as number;
  const sum = before + value;
  const part = sum - before;
  pairs[at] = sum;
  pairs[at + 1] = (pairs[at + 1] as number) + (before - (sum - part)) + (value - part);
}

/** The sum that a pair stands for. */
export function pairAt(pairs: Float64Array, at: number): number {
  const high = pairs[at] as number;
  // Past the largest double there is no rounding to speak of.
  return high - high === 0 ? high + (pairs[at + 1] as number) : high;
}

/** Notes how a key came in. */
export function noteSeen(state: ProfitState, slot: number, how: number): void {
  state.seen[slot] = (state.seen[slot] as number) | how;
}
