import { addPair } from "../math/sums.ts";
import { addSplit } from "./pairs.ts";
import {
  AMOUNT,
  DISCOUNT,
  GOODS,
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
  UNCOSTED,
  UNCOSTED_AMOUNT,
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

/** Adds lines to the records of their keys, and beside them what rounding loses. */
export function sumRounded(state: ProfitState, batch: LineBatch): void {
  const { slots, amounts, discounts, goods } = batch;
  const { records } = state;
  const lows = lowsOf(state);
  for (let i = 0; i < slots.length; i += 1) {
    const slot = slots[i] as number;
    const amount = amounts[i] as number;
    const cost = goods[i] as number;
    if (amount < 0) {
      addRefund(state, slot, -amount, cost);
      continue;
    }
    const k = slot * RECORD;
    const low = slot * SUMS;
    addSplit(records, k + AMOUNT, lows, low + AMOUNT, amount);
    addSplit(records, k + DISCOUNT, lows, low + DISCOUNT, discounts[i] as number);
    records[k + LINES] = (records[k + LINES] as number) + 1;
    if (Number.isNaN(cost)) addUncosted(state, slot, amount);
    else addSplit(records, k + GOODS, lows, low + GOODS, cost);
  }
}

/** Adds an amount whose goods have no known cost. */
export function addUncosted(state: ProfitState, slot: number, amount: number): void {
  const uncosted = uncostedOf(state);
  const k = slot * UNCOSTED;
  uncosted[k + UNCOSTED_AMOUNT] = (uncosted[k + UNCOSTED_AMOUNT] as number) + amount;
  uncosted[k + UNCOSTED_LINES] = (uncosted[k + UNCOSTED_LINES] as number) + 1;
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
    const k = slot * UNCOSTED + UNCOSTED_AMOUNT;
    uncosted[k] = (uncosted[k] as number) - amount;
  } else if (lows === undefined) {
    records[slot * RECORD + GOODS] = (records[slot * RECORD + GOODS] as number) - Math.abs(cost);
  } else {
    addSplit(records, slot * RECORD + GOODS, lows, slot * SUMS + GOODS, -Math.abs(cost));
  }
}
