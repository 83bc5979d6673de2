import { ScoringError } from "../core/error.ts";
import type { Layer } from "./layers.ts";
import {
  AMOUNT,
  DISCOUNT,
  GOODS,
  INTS,
  LINES,
  type ProfitState,
  pairAt,
  RECORD,
  REFUNDS,
  UNCOSTED,
  UNCOSTED_LINES,
} from "./state.ts";
import type { CostRate } from "./types.ts";

/**
 * The start of the waterfall. What no deduction takes is no part of it: without one for discounts it
 * is after discounts, without one for refunds it is after refunds.
 */
export function startAmounts(state: ProfitState, slots: Int32Array, layers: readonly Layer[]): Float64Array {
  const { records, refunds } = state;
  const withDiscounts = layers.some(({ from }) => from === "discounts");
  const lessRefunds = !layers.some(({ from }) => from === "refunds") && refunds !== undefined;
  const out = new Float64Array(slots.length);
  for (let i = 0; i < slots.length; i += 1) {
    const slot = slots[i] as number;
    let amount = pairAt(records, slot * RECORD + AMOUNT);
    if (withDiscounts) amount += pairAt(records, slot * RECORD + DISCOUNT);
    if (lessRefunds) amount -= pairAt(refunds, slot * REFUNDS);
    out[i] = amount;
  }
  return out;
}

/**
 * What a deduction takes from each key; NaN where it is not known.
 *
 * @throws A {@link ScoringError} with `conflict` for a layer that has both a rate and records.
 */
export function layerAmounts(
  state: ProfitState,
  slots: Int32Array,
  layer: Layer,
  rate: CostRate | undefined,
): Float64Array {
  const out = new Float64Array(slots.length);
  const recorded = (state.costRecords[layer.index] as number) > 0;
  if (layer.from === "refunds") {
    addRefunds(state, slots, out);
  } else if (layer.from === "discounts") {
    if (state.tally.discounts > 0) addDiscounts(state, slots, out);
    else if (!recorded) out.fill(Number.NaN);
  } else if (layer.from === "goods") {
    // Where no line has a cost, records may hold the cost of goods instead.
    if (state.tally.goods > 0 || rate !== undefined || !recorded) addGoods(state, slots, rate, out);
  } else if (rate !== undefined) {
    if (recorded) {
      const expected = "cost records or a rate for a layer, not both";
      throw new ScoringError("conflict", ["rates", layer.name], expected, "both");
    }
    addRate(state, slots, rate, out);
  } else if (!recorded) {
    out.fill(Number.NaN);
  }
  if (recorded) addRecords(state, slots, layer.index, out);
  return out;
}

function addRefunds({ refunds }: ProfitState, slots: Int32Array, out: Float64Array): void {
  if (refunds === undefined) return;
  for (let i = 0; i < slots.length; i += 1) out[i] = pairAt(refunds, (slots[i] as number) * REFUNDS);
}

function addDiscounts({ records }: ProfitState, slots: Int32Array, out: Float64Array): void {
  for (let i = 0; i < slots.length; i += 1)
    out[i] = pairAt(records, (slots[i] as number) * RECORD + DISCOUNT);
}

/** The cost of goods: unknown where a line has none and no rate stands in for it. */
function addGoods(
  { records, ints }: ProfitState,
  slots: Int32Array,
  rate: CostRate | undefined,
  out: Float64Array,
): void {
  const { share, perOrder = 0, perCustomer = 0 } = rate ?? {};
  for (let i = 0; i < slots.length; i += 1) {
    const slot = slots[i] as number;
    const uncosted = ints[slot * INTS + UNCOSTED_LINES] as number;
    let amount = pairAt(records, slot * RECORD + GOODS);
    if (share !== undefined) amount += share * (records[slot * RECORD + UNCOSTED] as number);
    else if (uncosted > 0 && rate === undefined) amount = Number.NaN;
    out[i] = amount + perOrder * (ints[slot * INTS + LINES] as number) + perCustomer;
  }
}

function addRate(
  { records, ints, refunds }: ProfitState,
  slots: Int32Array,
  { share = 0, perOrder = 0, perCustomer = 0 }: CostRate,
  out: Float64Array,
): void {
  for (let i = 0; i < slots.length; i += 1) {
    const slot = slots[i] as number;
    const back = refunds === undefined ? 0 : pairAt(refunds, slot * REFUNDS);
    const net = pairAt(records, slot * RECORD + AMOUNT) - back;
    out[i] = share * net + perOrder * (ints[slot * INTS + LINES] as number) + perCustomer;
  }
}

function addRecords(
  { costs, layers }: ProfitState,
  slots: Int32Array,
  layer: number,
  out: Float64Array,
): void {
  if (costs === undefined) return;
  for (let i = 0; i < slots.length; i += 1) {
    out[i] = (out[i] as number) + pairAt(costs, ((slots[i] as number) * layers + layer) * 2);
  }
}
