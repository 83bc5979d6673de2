import { createTable } from "../core/table.ts";
import type { Table } from "../core/types.ts";
import { orderById } from "../history/id-order.ts";
import { sumOf } from "../math/sums.ts";
import type { CheckedPolicy } from "./check-policy.ts";
import { layerAmounts, soldSums, startAmounts } from "./layer-amounts.ts";
import { isLayer, type Layer, type Subtotal } from "./layers.ts";
import {
  FIRST,
  KEYLESS,
  LINES,
  type ProfitState,
  RECORD,
  SEEN_COST,
  UNCOSTED,
  UNCOSTED_LINES,
} from "./state.ts";
import type { ContributionFacts, CostRate, MissingLayer } from "./types.ts";
import { type AmountColumns, runWaterfall, totalsOf } from "./waterfall.ts";

/** A line of amounts by column. */
export interface AmountRow {
  readonly [column: string]: string | number | null;
}

/** The waterfall of each key and of all, from what a state has summed. */
export function contributionTable(
  state: ProfitState,
  policy: CheckedPolicy,
  rates: readonly (CostRate | undefined)[],
): Table<AmountRow> & ContributionFacts {
  const { steps, layers } = policy.waterfall;
  const slots = slotsByKey(state);
  const sold = soldSums(state, slots);
  const start = startAmounts(state, slots, sold, layers);
  const amounts = layers.map((layer) => layerAmounts(state, slots, sold, layer, rates[layer.index]));
  const sums = amounts.map(sumOf);
  const columns = runWaterfall(start, steps, amounts);
  const made = createTable<AmountRow>({
    length: slots.length,
    columns: columnMakers(policy.by, () => keysOf(state, slots), columns) as never,
    id: policy.by,
  });
  const { tally } = state;
  return Object.assign(made, {
    totals: totalsOf(start, steps, amounts, sums) as ContributionFacts["totals"],
    layers: policy.layers as ContributionFacts["layers"],
    missing: layers.flatMap((layer) =>
      // A sum is a number only where all of it is known.
      Number.isNaN(sums[layer.index]) ? missingOf(layer, amounts, state, slots, steps) : [],
    ),
    given: { lines: tally.lines, costs: tally.costs },
    costLayers: layers
      .filter(({ index }) => (state.costRecords[index] as number) > 0)
      .map(({ name }) => name),
    refundLines: tally.refundLines,
    future: tally.future,
    beforeFrom: tally.beforeFrom,
    withoutLines: countWithoutLines(state, slots),
    rejected: { lines: state.rejectedLines.slice(), costs: state.rejectedCosts.slice() },
  });
}

/** Makers by name; any name will do, `__proto__` included. */
export function columnMakers(
  key: string,
  keys: () => unknown,
  columns: AmountColumns,
): { readonly [name: string]: () => unknown } {
  const makers = Object.create(null) as { [name: string]: () => unknown };
  makers[key] = keys;
  for (const [name, make] of columns) makers[name] = make;
  return makers;
}

/** The slots in use by ascending key; what has no key comes last. */
function slotsByKey(state: ProfitState): Int32Array {
  const { register, adopted, records, seen } = state;
  const isUsed = (slot: number): boolean =>
    (records[slot * RECORD + LINES] as number) > 0 || (seen[slot] as number) > 0;
  const { ids } = register;
  const codes =
    adopted !== undefined && adopted.length === ids.length
      ? usedCodes(ids.length, isUsed)
      : orderById(ids, (code) => isUsed(code + FIRST));
  const slots = new Int32Array(codes.length + (isUsed(KEYLESS) ? 1 : 0)).fill(KEYLESS);
  for (let i = 0; i < codes.length; i += 1) slots[i] = (codes[i] as number) + FIRST;
  return slots;
}

/** Codes that rise as their ids do. */
function usedCodes(length: number, isUsed: (slot: number) => boolean): Int32Array {
  const codes = new Int32Array(length);
  let count = 0;
  for (let code = 0; code < length; code += 1) {
    if (!isUsed(code + FIRST)) continue;
    codes[count] = code;
    count += 1;
  }
  return codes.subarray(0, count);
}

function keysOf({ register }: ProfitState, slots: Int32Array): (string | null)[] {
  const { ids } = register;
  const keys = new Array<string | null>(slots.length);
  for (let i = 0; i < slots.length; i += 1) {
    const slot = slots[i] as number;
    keys[i] = slot === KEYLESS ? null : (ids[slot - FIRST] as string);
  }
  return keys;
}

function missingOf(
  layer: Layer,
  amounts: readonly Float64Array[],
  { uncosted }: ProfitState,
  slots: Int32Array,
  steps: readonly (Layer | Subtotal)[],
): MissingLayer[] {
  const taken = amounts[layer.index] as Float64Array;
  let rows = 0;
  let lines = 0;
  for (let i = 0; i < taken.length; i += 1) {
    if (!Number.isNaN(taken[i])) continue;
    rows += 1;
    if (layer.from !== "goods" || uncosted === undefined) continue;
    lines += uncosted[(slots[i] as number) * UNCOSTED + UNCOSTED_LINES] as number;
  }
  if (rows === 0) return [];
  const below = steps.slice(steps.indexOf(layer));
  const subtotals = below.flatMap((step) => (isLayer(step) ? [] : [step.subtotal]));
  return [{ layer: layer.name, rows, lines, effect: layer.missing, subtotals }];
}

function countWithoutLines({ records, seen }: ProfitState, slots: Int32Array): number {
  let count = 0;
  for (let i = 0; i < slots.length; i += 1) {
    const slot = slots[i] as number;
    if (seen[slot] === SEEN_COST && records[slot * RECORD + LINES] === 0) count += 1;
  }
  return count;
}
