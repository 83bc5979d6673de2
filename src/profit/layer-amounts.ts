import { ScoringError } from "../core/error.ts";
import type { Layer } from "./layers.ts";
import { pairAt } from "./pairs.ts";
import {
  AMOUNT,
  DISCOUNT,
  GOODS,
  INTS,
  LINES,
  type ProfitState,
  RECORD,
  REFUNDS,
  SUMS,
  UNCOSTED_LINES,
} from "./state.ts";
import type { CostRate } from "./types.ts";

/**
 * The start of the waterfall. What no deduction takes is no part of it: without one for discounts it
 * is after discounts, without one for refunds it is after refunds.
 */
export function startAmounts(state: ProfitState, slots: Int32Array, layers: readonly Layer[]): Float64Array {
  const out = sumsOf(state, slots, AMOUNT);
  if (layers.some(({ from }) => from === "discounts")) {
    const discounts = sumsOf(state, slots, DISCOUNT);
    for (let i = 0; i < out.length; i += 1) out[i] = (out[i] as number) + (discounts[i] as number);
  }
  if (!layers.some(({ from }) => from === "refunds")) {
    for (let i = 0; i < out.length; i += 1) {
      out[i] = (out[i] as number) - refundsAt(state, slots[i] as number);
    }
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
  const recorded = (state.costRecords[layer.index] as number) > 0;
  const out = soldAmounts(state, slots, layer, rate, recorded);
  if (recorded) addRecords(state, slots, layer.index, out);
  return out;
}

/** What lines and rates say of a layer; `recorded`: cost records will say more. */
function soldAmounts(
  state: ProfitState,
  slots: Int32Array,
  layer: Layer,
  rate: CostRate | undefined,
  recorded: boolean,
): Float64Array {
  const { tally } = state;
  if (layer.from === "refunds") return slotNumbers(slots, (slot) => refundsAt(state, slot));
  if (layer.from === "discounts" && tally.discounts > 0) return sumsOf(state, slots, DISCOUNT);
  // Where no line has a cost, records may hold the cost of goods instead.
  if (layer.from === "goods" && (tally.goods > 0 || rate !== undefined || !recorded)) {
    return goodsAmounts(state, slots, rate);
  }
  if (layer.from === undefined && rate !== undefined) {
    if (recorded) {
      const expected = "cost records or a rate for a layer, not both";
      throw new ScoringError("conflict", ["rates", layer.name], expected, "both");
    }
    return rateAmounts(state, slots, rate);
  }
  const none = new Float64Array(slots.length);
  return recorded ? none : none.fill(Number.NaN);
}

function slotNumbers(slots: Int32Array, numberOf: (slot: number) => number): Float64Array {
  const out = new Float64Array(slots.length);
  for (let i = 0; i < slots.length; i += 1) out[i] = numberOf(slots[i] as number);
  return out;
}

function refundsAt({ refunds }: ProfitState, slot: number): number {
  return refunds === undefined ? 0 : pairAt(refunds, slot * REFUNDS);
}

/** One of the sums of each record. */
function sumsOf({ records, lows }: ProfitState, slots: Int32Array, sum: number): Float64Array {
  const out = new Float64Array(slots.length);
  for (let i = 0; i < slots.length; i += 1) out[i] = records[(slots[i] as number) * RECORD + sum] as number;
  if (lows === undefined) return out;
  for (let i = 0; i < slots.length; i += 1) {
    out[i] = (out[i] as number) + (lows[(slots[i] as number) * SUMS + sum] as number);
  }
  return out;
}

/** The cost of goods: unknown where a line has none and no rate stands in for it. */
function goodsAmounts(state: ProfitState, slots: Int32Array, rate: CostRate | undefined): Float64Array {
  const { ints, uncosted } = state;
  const { share, perOrder = 0, perCustomer = 0 } = rate ?? {};
  const out = sumsOf(state, slots, GOODS);
  for (let i = 0; i < slots.length; i += 1) {
    const slot = slots[i] as number;
    if (rate === undefined) {
      if ((ints[slot * INTS + UNCOSTED_LINES] as number) > 0) out[i] = Number.NaN;
      continue;
    }
    const open = share === undefined || uncosted === undefined ? 0 : share * (uncosted[slot] as number);
    out[i] = (out[i] as number) + open + perOrder * (ints[slot * INTS + LINES] as number) + perCustomer;
  }
  return out;
}

function rateAmounts(
  state: ProfitState,
  slots: Int32Array,
  { share = 0, perOrder = 0, perCustomer = 0 }: CostRate,
): Float64Array {
  const out = sumsOf(state, slots, AMOUNT);
  for (let i = 0; i < slots.length; i += 1) {
    const slot = slots[i] as number;
    const net = (out[i] as number) - refundsAt(state, slot);
    out[i] = share * net + perOrder * (state.ints[slot * INTS + LINES] as number) + perCustomer;
  }
  return out;
}

function addRecords(
  { costs, costLows }: ProfitState,
  slots: Int32Array,
  layer: number,
  out: Float64Array,
): void {
  for (const sums of [costs[layer], costLows[layer]]) {
    if (sums === undefined) continue;
    for (let i = 0; i < slots.length; i += 1) {
      out[i] = (out[i] as number) + (sums[slots[i] as number] as number);
    }
  }
}
