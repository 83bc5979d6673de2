import { ScoringError } from "../core/error.ts";
import {
  AMOUNT,
  addPair,
  costsOf,
  DISCOUNT,
  GOODS,
  growProfitState,
  INTS,
  LINES,
  noteSeen,
  type ProfitState,
  RECORD,
  REFUNDS,
  refundsOf,
  UNCOSTED,
  UNCOSTED_LINES,
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
  const { ids } = b.register;
  const slots = new Int32Array(ids.length + 1);
  for (let code = 0; code < ids.length; code += 1)
    slots[code + 1] = a.register.number(ids[code] as string) + 1;
  growProfitState(a);
  for (let slot = 0; slot < slots.length; slot += 1) mergeRecord(a, slots[slot] as number, b, slot);
  a.keyless ||= b.keyless;
  for (let layer = 0; layer < a.layers; layer += 1) {
    a.costRecords[layer] = (a.costRecords[layer] as number) + (b.costRecords[layer] as number);
  }
  for (const name of Object.keys(a.tally) as (keyof ProfitState["tally"])[]) a.tally[name] += b.tally[name];
  a.rejectedLines.push(...b.rejectedLines);
  a.rejectedCosts.push(...b.rejectedCosts);
  return a;
}

function mergeRecord(a: ProfitState, to: number, b: ProfitState, from: number): void {
  for (const slot of [AMOUNT, DISCOUNT, GOODS])
    mergePair(a.records, to * RECORD + slot, b.records, from * RECORD + slot);
  const k = to * RECORD + UNCOSTED;
  a.records[k] = (a.records[k] as number) + (b.records[from * RECORD + UNCOSTED] as number);
  for (const slot of [LINES, UNCOSTED_LINES]) {
    a.ints[to * INTS + slot] = (a.ints[to * INTS + slot] as number) + (b.ints[from * INTS + slot] as number);
  }
  noteSeen(a, to, b.seen[from] as number);
  if (b.refunds !== undefined) mergePair(refundsOf(a), to * REFUNDS, b.refunds, from * REFUNDS);
  if (b.costs === undefined) return;
  const costs = costsOf(a);
  for (let layer = 0; layer < a.layers; layer += 1) {
    mergePair(costs, (to * a.layers + layer) * 2, b.costs, (from * a.layers + layer) * 2);
  }
}

function mergePair(a: Float64Array, to: number, b: Float64Array, from: number): void {
  addPair(a, to, b[from] as number);
  a[to + 1] = (a[to + 1] as number) + (b[from + 1] as number);
}
