import {
  AMOUNT,
  addPair,
  DISCOUNT,
  GOODS,
  INTS,
  LINES,
  noteSeen,
  type ProfitState,
  RECORD,
  REFUNDS,
  refundsOf,
  SEEN_SALE,
  UNCOSTED,
  UNCOSTED_LINES,
} from "./state.ts";

/** Order lines, read and checked. */
export interface LineBatch {
  /** Number of each line's key; -1: it names none, -2: it is left out. */
  readonly codes: Int32Array;
  readonly amounts: Float64Array;
  /** NaN where none is given; so the next two. */
  readonly discounts: Float64Array | undefined;
  readonly goods: Float64Array | undefined;
  readonly quantities: Float64Array | undefined;
  /** 1 refund, -1 purchase, 0 by the sign of the amount. */
  readonly kinds: Int8Array | undefined;
  length: number;
}

/** Adds a batch of lines to the records of their keys. */
export function sumLines(state: ProfitState, batch: LineBatch): void {
  const { codes, amounts, discounts, goods, kinds, length } = batch;
  const { records, ints, tally } = state;
  for (let i = 0; i < length; i += 1) {
    const slot = (codes[i] as number) + 1;
    if (slot <= 0) {
      if (slot < 0) continue;
      state.keyless = true;
    }
    const amount = amounts[i] as number;
    if (amount < 0 || (kinds !== undefined && (kinds[i] as number) > 0)) {
      addRefundLine(state, slot, Math.abs(amount), goods === undefined ? Number.NaN : (goods[i] as number));
      continue;
    }
    const k = slot * RECORD;
    const n = slot * INTS;
    ints[n + LINES] = (ints[n + LINES] as number) + 1;
    addPair(records, k + AMOUNT, amount);
    if (discounts !== undefined) {
      const discount = discounts[i] as number;
      if (!Number.isNaN(discount)) {
        tally.discounts += 1;
        if (discount !== 0) addPair(records, k + DISCOUNT, discount);
      }
    }
    const cost = goods === undefined ? Number.NaN : (goods[i] as number);
    if (!Number.isNaN(cost)) {
      tally.goods += 1;
      addPair(records, k + GOODS, cost);
    } else {
      ints[n + UNCOSTED_LINES] = (ints[n + UNCOSTED_LINES] as number) + 1;
      records[k + UNCOSTED] = (records[k + UNCOSTED] as number) + amount;
    }
  }
}

/** Money that went back, and what the goods that came back are worth, if the line says so. */
function addRefundLine(state: ProfitState, slot: number, amount: number, goods: number): void {
  const { records, tally } = state;
  const k = slot * RECORD;
  tally.refundLines += 1;
  noteSeen(state, slot, SEEN_SALE);
  addPair(refundsOf(state), slot * REFUNDS, amount);
  if (Number.isNaN(goods)) records[k + UNCOSTED] = (records[k + UNCOSTED] as number) - amount;
  else addPair(records, k + GOODS, -Math.abs(goods));
}
