import { addPair, addSplit } from "./pairs.ts";
import {
  AMOUNT,
  DISCOUNT,
  GOODS,
  INTS,
  LINES,
  lowsOf,
  noteSeen,
  type ProfitState,
  RECORD,
  REFUNDS,
  refundsOf,
  SEEN_SALE,
  SUMS,
  TRASH,
  UNCOSTED_LINES,
  uncostedOf,
} from "./state.ts";

/** Order lines as columns. */
export interface LineBatch {
  /** Slot of each line's key; {@link TRASH}: left out. */
  readonly slots: Int32Array;
  /** Below 0: a refund. */
  readonly amounts: Float64Array;
  readonly discounts: Float64Array;
  /** NaN: none. */
  readonly goods: Float64Array;
}

/** Records are fetched so many lines ahead. */
const AHEAD = 256;

/**
 * Adds lines to the records of their keys.
 *
 * @param exact - All sums are exact as they are; otherwise what rounding loses is summed beside.
 */
export function sumLines(state: ProfitState, batch: LineBatch, exact: boolean): void {
  const { slots } = batch;
  const sum = exact ? sumExact : sumRounded;
  for (let from = 0; from < slots.length; from += AHEAD) {
    const to = Math.min(from + AHEAD, slots.length);
    state.fetched = fetchAhead(state.records, slots, from, to, 1);
    sum(state, batch, from, to);
  }
}

/**
 * Reads the records that the next lines will change: those of every `step`th slot. Nothing waits for these reads, so memory answers
 * many of them at a time; the changes then find the records in the cache. At a million keys that halves
 * the time.
 *
 * @returns Something that depends on all reads, so that none is optimised away.
 */
export function fetchAhead(
  records: Float64Array,
  slots: Int32Array,
  from: number,
  to: number,
  step: number,
): number {
  let all = 0;
  for (let i = from; i < to; i += step) all += records[(slots[i] as number) * RECORD] as number;
  return all;
}

function sumExact(state: ProfitState, batch: LineBatch, from: number, to: number): void {
  const { slots, amounts, discounts, goods } = batch;
  const { records, ints } = state;
  for (let i = from; i < to; i += 1) {
    const slot = slots[i] as number;
    const amount = amounts[i] as number;
    const cost = goods[i] as number;
    if (amount < 0) {
      addRefund(state, slot, -amount, cost);
      continue;
    }
    const k = slot * RECORD;
    const n = slot * INTS + LINES;
    records[k + AMOUNT] = (records[k + AMOUNT] as number) + amount;
    records[k + DISCOUNT] = (records[k + DISCOUNT] as number) + (discounts[i] as number);
    ints[n] = (ints[n] as number) + 1;
    if (Number.isNaN(cost)) addUncosted(state, slot, amount);
    else records[k + GOODS] = (records[k + GOODS] as number) + cost;
  }
}

function sumRounded(state: ProfitState, batch: LineBatch, from: number, to: number): void {
  const { slots, amounts, discounts, goods } = batch;
  const { records, ints } = state;
  const lows = lowsOf(state);
  for (let i = from; i < to; i += 1) {
    const slot = slots[i] as number;
    const amount = amounts[i] as number;
    const cost = goods[i] as number;
    if (amount < 0) {
      addRefund(state, slot, -amount, cost);
      continue;
    }
    const k = slot * RECORD;
    const low = slot * SUMS;
    const n = slot * INTS + LINES;
    addSplit(records, k + AMOUNT, lows, low + AMOUNT, amount);
    addSplit(records, k + DISCOUNT, lows, low + DISCOUNT, discounts[i] as number);
    ints[n] = (ints[n] as number) + 1;
    if (Number.isNaN(cost)) addUncosted(state, slot, amount);
    else addSplit(records, k + GOODS, lows, low + GOODS, cost);
  }
}

/** Adds an amount whose goods have no known cost. */
export function addUncosted(state: ProfitState, slot: number, amount: number): void {
  const { ints } = state;
  const uncosted = uncostedOf(state);
  const n = slot * INTS + UNCOSTED_LINES;
  ints[n] = (ints[n] as number) + 1;
  uncosted[slot] = (uncosted[slot] as number) + amount;
}

/** Adds money that went back, and what the goods that came back are worth, if the line says so. */
export function addRefund(state: ProfitState, slot: number, amount: number, cost: number): void {
  if (slot === TRASH) return;
  const { records, lows, tally } = state;
  tally.refundLines += 1;
  noteSeen(state, slot, SEEN_SALE);
  addPair(refundsOf(state), slot * REFUNDS, amount);
  if (Number.isNaN(cost)) {
    const uncosted = uncostedOf(state);
    uncosted[slot] = (uncosted[slot] as number) - amount;
  } else if (lows === undefined) {
    records[slot * RECORD + GOODS] = (records[slot * RECORD + GOODS] as number) - Math.abs(cost);
  } else {
    addSplit(records, slot * RECORD + GOODS, lows, slot * SUMS + GOODS, -Math.abs(cost));
  }
}
