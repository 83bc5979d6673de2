import { type Column, copyCells } from "../core/column.ts";
import { openInput } from "../core/open-input.ts";
import { createCodeReader, createOptionalCodeReader } from "../core/read-codes.ts";
import { readNumberRange } from "../core/read-numbers.ts";
import { createRejector, type Rejector } from "../core/rejector.ts";
import type { CheckedPolicy } from "./check-policy.ts";
import { convertMoney } from "./read-money.ts";
import { applyWindow, LEFT_OUT, leaveOutRejected } from "./read-window.ts";
import { addPair, costsOf, growProfitState, noteSeen, type ProfitState, SEEN_COST } from "./state.ts";

const BATCH = 1 << 14;

/** Adds cost records to a state. */
export function addCosts(state: ProfitState, costs: unknown, policy: CheckedPolicy): ProfitState {
  const input = openInput(costs, "costs", policy.fields["costs"]);
  const { tally } = state;
  const rejector = createRejector("costs", policy.onInvalid, tally.costs);
  const amount = input.needed("amount");
  const layer = input.needed("layer");
  const at = policy.window === undefined ? undefined : input.needed("at");
  const currency = input.column("currency");
  const key =
    policy.by === "customerId"
      ? createCodeReader(input.needed(policy.by), policy.by, state.register, rejector)
      : createOptionalCodeReader(input.column(policy.by), policy.by, state.register, rejector);
  const size = Math.min(BATCH, input.length);
  const codes = new Int32Array(size);
  const layers = new Int32Array(size);
  const days = new Int32Array(at === undefined ? 0 : size);
  const amounts = new Float64Array(size);
  const cells: unknown[] = [];
  for (let from = 0; from < input.length; from += size) {
    const to = Math.min(from + size, input.length);
    key(from, to, codes);
    growProfitState(state);
    readNumberRange(amount, from, to, amounts, "amount", {}, rejector, cells);
    readLayers(layer, from, to, layers, policy.waterfall.byRecord, rejector, cells);
    convertMoney(currency, from, to, [amounts], policy.rates, state, rejector, "costs", tally.costs, cells);
    applyWindow(at, from, to, codes, days, policy, state, rejector, cells);
    leaveOutRejected(codes, from, to, rejector);
    sumCosts(state, codes, layers, amounts, to - from);
  }
  tally.costs += input.length;
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
  codes: Int32Array,
  layers: Int32Array,
  amounts: Float64Array,
  length: number,
): void {
  const sums = costsOf(state);
  const { costRecords, layers: width } = state;
  for (let i = 0; i < length; i += 1) {
    const code = codes[i] as number;
    if (code === LEFT_OUT) continue;
    if (code === -1) state.keyless = true;
    const layer = layers[i] as number;
    noteSeen(state, code + 1, SEEN_COST);
    costRecords[layer] = (costRecords[layer] as number) + 1;
    addPair(sums, ((code + 1) * width + layer) * 2, amounts[i] as number);
  }
}
