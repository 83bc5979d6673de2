import { ScoringError } from "../core/error.ts";
import { addPair } from "../math/sums.ts";
import { addSplit } from "./pairs.ts";
import {
  FIRST,
  growProfitState,
  KEYLESS,
  LINES,
  layerOf,
  lowsOf,
  noteSeen,
  type ProfitState,
  RECORD,
  REFUNDS,
  refundsOf,
  SUMS,
  staysExact,
  UNCOSTED,
  uncostedOf,
} from "./state.ts";

/**
 * Adds `b` to `a` and returns it. Both are used up.
 *
 * @throws A {@link ScoringError} with `mixed_currency` where the two name different ones.
 */
export function mergeProfitStates(a: ProfitState, b: ProfitState): ProfitState {
  if (a.currency !== undefined && b.currency !== undefined && a.currency !== b.currency) {
    throw new ScoringError("mixed_currency", ["currency"], "states of one currency", "two currencies");
  }
  a.currency ??= b.currency;
  const rounded = b.lows !== undefined || b.costLows.some((lows) => lows !== undefined);
  if (rounded || !staysExact(a, b.magnitude)) lowsOf(a);
  const { ids } = b.register;
  const slots = Int32Array.from(ids, (id) => a.register.number(id) + FIRST);
  growProfitState(a);
  mergeRecord(a, KEYLESS, b, KEYLESS);
  for (let code = 0; code < slots.length; code += 1) mergeRecord(a, slots[code] as number, b, code + FIRST);
  for (let layer = 0; layer < a.costs.length; layer += 1) {
    mergeLayer(a, b, layer, slots);
    a.costRecords[layer] = (a.costRecords[layer] as number) + (b.costRecords[layer] as number);
  }
  for (const name of Object.keys(a.tally) as (keyof ProfitState["tally"])[]) a.tally[name] += b.tally[name];
  for (const rejection of b.rejectedLines) a.rejectedLines.push(rejection);
  for (const rejection of b.rejectedCosts) a.rejectedCosts.push(rejection);
  return a;
}

function mergeRecord(a: ProfitState, to: number, b: ProfitState, from: number): void {
  for (let sum = 0; sum < SUMS; sum += 1) {
    const value = b.records[from * RECORD + sum] as number;
    const at = to * RECORD + sum;
    if (a.lows === undefined) {
      a.records[at] = (a.records[at] as number) + value;
      continue;
    }
    const low = to * SUMS + sum;
    addSplit(a.records, at, a.lows, low, value);
    if (b.lows !== undefined) a.lows[low] = (a.lows[low] as number) + (b.lows[from * SUMS + sum] as number);
  }
  const lines = to * RECORD + LINES;
  a.records[lines] = (a.records[lines] as number) + (b.records[from * RECORD + LINES] as number);
  noteSeen(a, to, b.seen[from] as number);
  if (b.uncosted !== undefined) {
    const uncosted = uncostedOf(a);
    for (let k = 0; k < UNCOSTED; k += 1) {
      const at = to * UNCOSTED + k;
      uncosted[at] = (uncosted[at] as number) + (b.uncosted[from * UNCOSTED + k] as number);
    }
  }
  if (b.refunds !== undefined) {
    const refunds = refundsOf(a);
    addPair(refunds, to * REFUNDS, b.refunds[from * REFUNDS] as number);
    const low = to * REFUNDS + 1;
    refunds[low] = (refunds[low] as number) + (b.refunds[from * REFUNDS + 1] as number);
  }
}

function mergeLayer(a: ProfitState, b: ProfitState, layer: number, slots: Int32Array): void {
  const from = b.costs[layer];
  if (from === undefined) return;
  const lost = b.costLows[layer];
  const sums = layerOf(a.costs, layer, a);
  const lows = a.lows === undefined ? undefined : layerOf(a.costLows, layer, a);
  const mergeSlot = (to: number, at: number): void => {
    if (lows === undefined) sums[to] = (sums[to] as number) + (from[at] as number);
    else addSplit(sums, to, lows, to, from[at] as number);
    if (lows !== undefined && lost !== undefined) lows[to] = (lows[to] as number) + (lost[at] as number);
  };
  mergeSlot(KEYLESS, KEYLESS);
  for (let code = 0; code < slots.length; code += 1) mergeSlot(slots[code] as number, code + FIRST);
}
