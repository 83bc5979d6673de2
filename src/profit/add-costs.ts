import { openInput } from "../core/open-input.ts";
import { createCodeReader, createOptionalCodeReader } from "../core/read-codes.ts";
import { createRejector } from "../core/rejector.ts";
import { readSlots } from "./add-lines.ts";
import type { CheckedPolicy } from "./check-policy.ts";
import { addSplit } from "./pairs.ts";
import { notInspected, readColumn } from "./read-column.ts";
import { createLayerReader } from "./read-layers.ts";
import { convertMoney } from "./read-money.ts";
import { leaveOutside, leaveRejected } from "./read-window.ts";
import {
  growProfitState,
  KEYLESS,
  layerOf,
  type ProfitState,
  SEEN_COST,
  staysExact,
  TRASH,
} from "./state.ts";

const CHUNK = 1 << 14;

/** Adds cost records to a state. */
export function addCosts(state: ProfitState, costs: unknown, policy: CheckedPolicy): ProfitState {
  const input = openInput(costs, "costs", policy.fields["costs"]);
  const rejector = createRejector("costs", policy.onInvalid, state.tally.costs);
  const amount = input.needed("amount");
  const readLayers = createLayerReader(input.needed("layer"), policy.waterfall.byRecord, rejector);
  const at = policy.window === undefined ? undefined : input.needed("at");
  const currency = input.column("currency");
  const isCustomer = policy.by === "customerId";
  const column = isCustomer ? input.needed(policy.by) : input.column(policy.by);
  const adopted = column?.form === "dictionary" && column.values === state.adopted;
  const key =
    column !== undefined && isCustomer
      ? createCodeReader(column, policy.by, state.register, rejector, adopted)
      : createOptionalCodeReader(column, policy.by, state.register, rejector);
  const size = Math.min(CHUNK, input.length);
  const slots = new Int32Array(size);
  const layers = new Int32Array(size);
  const days = new Int32Array(at === undefined ? 0 : size);
  const buffer = new Float64Array(size);
  const cells: unknown[] = [];
  const found = notInspected();
  const copy = policy.rates !== undefined && currency !== undefined;
  for (let from = 0; from < input.length; from += size) {
    const to = Math.min(from + size, input.length);
    readSlots(key, from, to, slots, isCustomer ? TRASH : KEYLESS, rejector);
    growProfitState(state);
    const amounts = readColumn(amount, from, to, buffer, copy, "amount", false, rejector, cells, found);
    readLayers(from, to, layers);
    convertMoney(currency, from, to, [amounts], policy.rates, state, rejector, "costs", cells);
    if (copy) found.magnitude = Number.POSITIVE_INFINITY;
    leaveOutside(at, from, to, slots, days, policy, state, rejector, cells);
    leaveRejected(slots, from, to, rejector);
    sumCosts(state, slots, layers, amounts, staysExact(state, found.magnitude));
  }
  state.tally.costs += input.length;
  for (const rejection of rejector.list()) state.rejectedCosts.push(rejection);
  return state;
}

/** A sweep for each thing that is noted: memory then answers many of them at a time. */
function sumCosts(
  state: ProfitState,
  slots: Int32Array,
  layers: Int32Array,
  amounts: Float64Array,
  exact: boolean,
): void {
  noteRecords(state, slots, layers, amounts.length);
  if (exact) addExact(state.costs, slots, layers, amounts);
  else addRounded(state, slots, layers, amounts);
}

/** Counts records by layer, makes room for the sums of those that have some, and marks their keys. */
function noteRecords(state: ProfitState, slots: Int32Array, layers: Int32Array, length: number): void {
  const { costs, costRecords, seen } = state;
  for (let i = 0; i < length; i += 1) {
    const slot = slots[i] as number;
    if (slot === TRASH) continue;
    const layer = layers[i] as number;
    costRecords[layer] = (costRecords[layer] as number) + 1;
    seen[slot] = (seen[slot] as number) | SEEN_COST;
  }
  for (let layer = 0; layer < costs.length; layer += 1) {
    if ((costRecords[layer] as number) > 0) layerOf(costs, layer, state);
  }
}

function addExact(
  costs: readonly (Float64Array | undefined)[],
  slots: Int32Array,
  layers: Int32Array,
  amounts: Float64Array,
): void {
  for (let i = 0; i < amounts.length; i += 1) {
    const slot = slots[i] as number;
    if (slot === TRASH) continue;
    const sums = costs[layers[i] as number] as Float64Array;
    sums[slot] = (sums[slot] as number) + (amounts[i] as number);
  }
}

function addRounded(state: ProfitState, slots: Int32Array, layers: Int32Array, amounts: Float64Array): void {
  for (let i = 0; i < amounts.length; i += 1) {
    const slot = slots[i] as number;
    if (slot === TRASH) continue;
    const layer = layers[i] as number;
    const sums = state.costs[layer] as Float64Array;
    addSplit(sums, slot, layerOf(state.costLows, layer, state), slot, amounts[i] as number);
  }
}
