import { ScoringError } from "../core/error.ts";
import type { Layer } from "./layers.ts";
import { pairAt } from "./pairs.ts";
import {
  AMOUNT,
  DISCOUNT,
  GOODS,
  LINES,
  type ProfitState,
  RECORD,
  REFUNDS,
  SUMS,
  UNCOSTED,
  UNCOSTED_AMOUNT,
  UNCOSTED_LINES,
} from "./state.ts";
import type { CostRate } from "./types.ts";

/** What the lines of each key come to. Do not write to it. */
export interface Sold {
  readonly amounts: Float64Array;
  readonly discounts: Float64Array;
  readonly goods: Float64Array;
}

/** The sums of the records, all in one pass. */
export function soldSums(state: ProfitState, slots: Int32Array): Sold {
  const sold = {
    amounts: new Float64Array(slots.length),
    discounts: new Float64Array(slots.length),
    goods: new Float64Array(slots.length),
  };
  splitRecords(state.records, slots, sold);
  if (state.lows !== undefined) addLows(state.lows, slots, sold);
  return sold;
}

function splitRecords(records: Float64Array, slots: Int32Array, { amounts, discounts, goods }: Sold): void {
  for (let i = 0; i < slots.length; i += 1) {
    const k = (slots[i] as number) * RECORD;
    amounts[i] = records[k + AMOUNT] as number;
    discounts[i] = records[k + DISCOUNT] as number;
    goods[i] = records[k + GOODS] as number;
  }
}

function addLows(lows: Float64Array, slots: Int32Array, { amounts, discounts, goods }: Sold): void {
  for (let i = 0; i < slots.length; i += 1) {
    const low = (slots[i] as number) * SUMS;
    amounts[i] = (amounts[i] as number) + (lows[low + AMOUNT] as number);
    discounts[i] = (discounts[i] as number) + (lows[low + DISCOUNT] as number);
    goods[i] = (goods[i] as number) + (lows[low + GOODS] as number);
  }
}

/**
 * The start of the waterfall. What no deduction takes is no part of it: without one for discounts it
 * is after discounts, without one for refunds it is after refunds.
 */
export function startAmounts(
  state: ProfitState,
  slots: Int32Array,
  { amounts, discounts }: Sold,
  layers: readonly Layer[],
): Float64Array {
  const out = amounts.slice();
  if (layers.some(({ from }) => from === "discounts")) {
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
  sold: Sold,
  layer: Layer,
  rate: CostRate | undefined,
): Float64Array {
  const recorded = (state.costRecords[layer.index] as number) > 0;
  const out = soldAmounts(state, slots, sold, layer, rate, recorded);
  if (recorded) return withRecords(state, slots, layer.index, out);
  return out ?? new Float64Array(slots.length).fill(Number.NaN);
}

/** What lines and rates say of a layer, if anything; `recorded`: cost records will say more. */
function soldAmounts(
  state: ProfitState,
  slots: Int32Array,
  sold: Sold,
  layer: Layer,
  rate: CostRate | undefined,
  recorded: boolean,
): Float64Array | undefined {
  const { tally } = state;
  if (layer.from === "refunds") return refundAmounts(state, slots);
  if (layer.from === "discounts" && tally.discounts > 0) return sold.discounts;
  // Where no line has a cost, records may hold the cost of goods instead.
  if (layer.from === "goods" && (tally.goods > 0 || rate !== undefined || !recorded)) {
    return goodsAmounts(state, slots, sold, rate);
  }
  if (layer.from === undefined && rate !== undefined) {
    if (recorded) {
      const expected = "cost records or a rate for a layer, not both";
      throw new ScoringError("conflict", ["rates", layer.name], expected, "both");
    }
    return rateAmounts(state, slots, sold, rate);
  }
  return undefined;
}

function refundAmounts({ refunds }: ProfitState, slots: Int32Array): Float64Array {
  const out = new Float64Array(slots.length);
  if (refunds === undefined) return out;
  for (let i = 0; i < slots.length; i += 1) out[i] = pairAt(refunds, (slots[i] as number) * REFUNDS);
  return out;
}

function refundsAt({ refunds }: ProfitState, slot: number): number {
  return refunds === undefined ? 0 : pairAt(refunds, slot * REFUNDS);
}

/** The cost of goods: unknown where a line has none and no rate stands in for it. */
function goodsAmounts(
  state: ProfitState,
  slots: Int32Array,
  { goods }: Sold,
  rate: CostRate | undefined,
): Float64Array {
  const { records, uncosted } = state;
  if (rate === undefined) return uncosted === undefined ? goods : withHoles(goods, uncosted, slots);
  const { share, perOrder = 0, perCustomer = 0 } = rate;
  const out = new Float64Array(slots.length);
  for (let i = 0; i < slots.length; i += 1) {
    const slot = slots[i] as number;
    const net = uncosted === undefined ? 0 : (uncosted[slot * UNCOSTED + UNCOSTED_AMOUNT] as number);
    const open = share === undefined ? 0 : share * net;
    const orders = records[slot * RECORD + LINES] as number;
    out[i] = (goods[i] as number) + open + perOrder * orders + perCustomer;
  }
  return out;
}

/** NaN where a line has no cost. */
function withHoles(goods: Float64Array, uncosted: Float64Array, slots: Int32Array): Float64Array {
  const out = goods.slice();
  for (let i = 0; i < slots.length; i += 1) {
    if ((uncosted[(slots[i] as number) * UNCOSTED + UNCOSTED_LINES] as number) > 0) out[i] = Number.NaN;
  }
  return out;
}

function rateAmounts(
  state: ProfitState,
  slots: Int32Array,
  { amounts }: Sold,
  { share = 0, perOrder = 0, perCustomer = 0 }: CostRate,
): Float64Array {
  const out = new Float64Array(slots.length);
  for (let i = 0; i < slots.length; i += 1) {
    const slot = slots[i] as number;
    const net = (amounts[i] as number) - refundsAt(state, slot);
    const orders = state.records[slot * RECORD + LINES] as number;
    out[i] = share * net + perOrder * orders + perCustomer;
  }
  return out;
}

/** The cost records of a layer, with what lines and rates say of it. */
function withRecords(
  { costs, costLows }: ProfitState,
  slots: Int32Array,
  layer: number,
  amounts: Float64Array | undefined,
): Float64Array {
  const out = amounts === undefined ? new Float64Array(slots.length) : amounts.slice();
  for (const sums of [costs[layer], costLows[layer]]) if (sums !== undefined) addSlots(out, sums, slots);
  return out;
}

function addSlots(out: Float64Array, sums: Float64Array, slots: Int32Array): void {
  for (let i = 0; i < slots.length; i += 1) {
    out[i] = (out[i] as number) + (sums[slots[i] as number] as number);
  }
}
