/**
 * What has been summed so far: a record of 32 bytes for each key, and beside it what fewer keys have.
 *
 * While all amounts are whole numbers whose sum a double can hold, plain sums are exact. From the first
 * amount on for which that does not hold, what rounding loses is summed beside.
 *
 * @module
 */
import { createIdRegister, type IdRegister } from "../core/read-ids.ts";
import type { Rejection } from "../core/types.ts";

/** Numbers of a key's record, at `slot * RECORD`. */
export const RECORD = 4;
/** Sum of order amounts. */
export const AMOUNT = 0;
/** Sum of discounts. */
export const DISCOUNT = 1;
/** Sum of the cost of goods sold, less goods that came back. */
export const GOODS = 2;
/** How many of those sums a record holds: as many low parts stand in `lows`. */
export const SUMS = 3;
/** Lines, or orders of a history. */
export const LINES = 3;

/** Numbers of what has no cost, at `slot * UNCOSTED`: net amount, lines. */
export const UNCOSTED = 2;
export const UNCOSTED_AMOUNT = 0;
export const UNCOSTED_LINES = 1;

/** Numbers of refunds, at `slot * REFUNDS`: sum, what rounding lost. */
export const REFUNDS = 2;

/** Slot of what names no key. */
export const KEYLESS = 0;
/** Slot of rows that are left out; nobody reads it. */
export const TRASH = 1;
/** Slot of the first key: key number `n` has slot `n + FIRST`. */
export const FIRST = 2;

/** Came in by a refund or by a line of a history. */
export const SEEN_SALE = 1;
/** Came in by a cost record. */
export const SEEN_COST = 2;

/** Above this, sums of whole numbers may be rounded. */
const MOST_EXACT = 2 ** 53;

/** Rows that were counted. */
export interface ProfitTally {
  lines: number;
  costs: number;
  refundLines: number;
  /** Batches in which a cell held a discount, and in which one held a cost. */
  discounts: number;
  goods: number;
  future: number;
  beforeFrom: number;
}

/** What a contribution has taken in. Changed in place by those who add to it. */
export interface ProfitState {
  readonly register: IdRegister;
  /** The dictionary that the register took over, if it did: its entries rise. */
  readonly adopted: readonly string[] | undefined;
  records: Float64Array;
  /** What rounding lost of the sums of each record, at `slot * SUMS`; made when first needed. */
  lows: Float64Array | undefined;
  /** Sum of the absolute values of all whole numbers summed. */
  magnitude: number;
  /** How a key came in, where it was not only by order lines: a bit each of {@link SEEN_SALE}, {@link SEEN_COST}. */
  seen: Uint8Array;
  /** The lines whose cost is not known; made with the first. */
  uncosted: Float64Array | undefined;
  /** Made when the first refund comes. */
  refunds: Float64Array | undefined;
  /** Sum of the cost records of each layer, and what rounding lost; each made when first needed. */
  readonly costs: (Float64Array | undefined)[];
  readonly costLows: (Float64Array | undefined)[];
  /** Cost records of each layer. */
  readonly costRecords: Float64Array;
  /** The one currency named so far, where no rates are given. */
  currency: string | undefined;
  readonly tally: ProfitTally;
  readonly rejectedLines: Rejection[];
  readonly rejectedCosts: Rejection[];
}

/**
 * A state that has seen nothing, for the keys given (no two equal).
 *
 * @param rising - They rise, and are the entries of a dictionary.
 */
export function createProfitState(layers: number, ids?: readonly string[], rising = false): ProfitState {
  const slots = (ids?.length ?? 0) + FIRST;
  return {
    register: createIdRegister(ids),
    adopted: rising ? ids : undefined,
    records: new Float64Array(slots * RECORD),
    lows: undefined,
    magnitude: 0,
    seen: new Uint8Array(slots),
    uncosted: undefined,
    refunds: undefined,
    costs: new Array<undefined>(layers).fill(undefined),
    costLows: new Array<undefined>(layers).fill(undefined),
    costRecords: new Float64Array(layers),
    currency: undefined,
    tally: { lines: 0, costs: 0, refundLines: 0, discounts: 0, goods: 0, future: 0, beforeFrom: 0 },
    rejectedLines: [],
    rejectedCosts: [],
  };
}

/** Makes room for every registered key. */
export function growProfitState(state: ProfitState): void {
  const needed = state.register.size + FIRST;
  const held = state.seen.length;
  if (needed <= held) return;
  const slots = Math.max(needed, Math.ceil(held * 1.5), 64);
  const { seen } = state;
  state.seen = new Uint8Array(slots);
  state.seen.set(seen);
  state.records = grown(state.records, slots * RECORD);
  if (state.lows !== undefined) state.lows = grown(state.lows, slots * SUMS);
  if (state.uncosted !== undefined) state.uncosted = grown(state.uncosted, slots * UNCOSTED);
  if (state.refunds !== undefined) state.refunds = grown(state.refunds, slots * REFUNDS);
  for (const sums of [state.costs, state.costLows]) {
    sums.forEach((values, layer) => {
      if (values !== undefined) sums[layer] = grown(values, slots);
    });
  }
}

function grown(values: Float64Array, length: number): Float64Array {
  const larger = new Float64Array(length);
  larger.set(values);
  return larger;
}

/** The low parts, made when first needed. */
export function lowsOf(state: ProfitState): Float64Array {
  state.lows ??= new Float64Array(state.seen.length * SUMS);
  return state.lows;
}

/** What has no cost, made when first needed. */
export function uncostedOf(state: ProfitState): Float64Array {
  state.uncosted ??= new Float64Array(state.seen.length * UNCOSTED);
  return state.uncosted;
}

/** The refunds, made when first needed. */
export function refundsOf(state: ProfitState): Float64Array {
  state.refunds ??= new Float64Array(state.seen.length * REFUNDS);
  return state.refunds;
}

/** Sums, or low parts, of a layer's cost records, made when first needed. */
export function layerOf(
  sums: (Float64Array | undefined)[],
  layer: number,
  { seen }: ProfitState,
): Float64Array {
  const values = sums[layer] ?? new Float64Array(seen.length);
  sums[layer] = values;
  return values;
}

/** Notes how a key came in. */
export function noteSeen(state: ProfitState, slot: number, how: number): void {
  state.seen[slot] = (state.seen[slot] as number) | how;
}

/**
 * Counts numbers about to be summed: are all sums still exact?
 *
 * @param magnitude - Sum of their absolute values; NaN or Infinity where one of them is not whole.
 */
export function staysExact(state: ProfitState, magnitude: number): boolean {
  if (state.lows !== undefined || state.costLows.some((lows) => lows !== undefined)) return false;
  const together = state.magnitude + magnitude;
  if (!(together < MOST_EXACT)) return false;
  state.magnitude = together;
  return true;
}
