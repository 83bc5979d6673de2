import { type Column, copyCells } from "../core/column.ts";
import { openInput } from "../core/open-input.ts";
import { createCodeReader, createOptionalCodeReader } from "../core/read-codes.ts";
import { createRejector, type Rejector } from "../core/rejector.ts";
import { readSlots } from "./add-lines.ts";
import type { CheckedPolicy } from "./check-policy.ts";
import { addSplit } from "./pairs.ts";
import { notInspected, readColumn } from "./read-column.ts";
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
  const layer = input.needed("layer");
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
    readLayers(layer, from, to, layers, policy.waterfall.byRecord, rejector, cells);
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

/** The number of each record's layer. Records of one layer tend to come together. */
function readLayers(
  column: Column,
  from: number,
  to: number,
  out: Int32Array,
  known: ReadonlyMap<string, number>,
  rejector: Rejector,
  cells: unknown[],
): void {
  copyCells(column, from, to, cells);
  let lastCell: unknown;
  let last = -1;
  for (let i = 0; i < to - from; i += 1) {
    const cell = cells[i];
    if (cell !== lastCell || last < 0) {
      last = typeof cell === "string" ? (known.get(cell) ?? -1) : -1;
      lastCell = cell;
      if (last < 0) refuseLayer(cell, from + i, known, rejector);
    }
    out[i] = last;
  }
}

function refuseLayer(
  cell: unknown,
  row: number,
  known: ReadonlyMap<string, number>,
  rejector: Rejector,
): void {
  const expected = `a layer of the waterfall: ${Array.from(known.keys()).join(", ")}`;
  const missing = cell === null || cell === undefined;
  const code = missing ? "missing" : typeof cell === "string" ? "unknown_name" : "wrong_type";
  rejector.reject(row, "layer", code, expected, cell);
}

function sumCosts(
  state: ProfitState,
  slots: Int32Array,
  layers: Int32Array,
  amounts: Float64Array,
  exact: boolean,
): void {
  const { costRecords, seen } = state;
  for (let i = 0; i < amounts.length; i += 1) {
    const slot = slots[i] as number;
    if (slot === TRASH) continue;
    const layer = layers[i] as number;
    const amount = amounts[i] as number;
    const sums = state.costs[layer] ?? layerOf(state.costs, layer, state);
    costRecords[layer] = (costRecords[layer] as number) + 1;
    seen[slot] = (seen[slot] as number) | SEEN_COST;
    if (exact) sums[slot] = (sums[slot] as number) + amount;
    else addSplit(sums, slot, layerOf(state.costLows, layer, state), slot, amount);
  }
}
