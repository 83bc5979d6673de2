import { describeValue } from "../core/describe.ts";
import { ScoringError } from "../core/error.ts";
import type { Rejection } from "../core/types.ts";
import {
  costsOf,
  createProfitState,
  INTS,
  LINES,
  type ProfitState,
  type ProfitTally,
  RECORD,
  REFUNDS,
  refundsOf,
  UNCOSTED,
  UNCOSTED_LINES,
} from "./state.ts";

/** What a contribution has summed, as plain JSON. */
export interface SavedContribution {
  readonly kind: "contribution";
  readonly version: 1;
  /** The field that keys are read from. */
  readonly by: string;
  /** Columns of the deductions, in order. */
  readonly layers: readonly string[];
  /** The keys, first those that are named; sums of a key stand at its index, those without a key last. */
  readonly keys: readonly string[];
  /** For each key: seven sums of lines, lines, lines without a cost, how it came in. */
  readonly records: readonly (readonly number[])[];
  /** For each key sum and rounding of refunds; none where there are no refunds. */
  readonly refunds: readonly (readonly number[])[] | null;
  /** For each key and layer sum and rounding of cost records; none where there are no records. */
  readonly costs: readonly (readonly number[])[] | null;
  readonly costRecords: readonly number[];
  readonly keyless: boolean;
  readonly currency: string | null;
  readonly tally: ProfitTally;
  readonly rejected: { readonly lines: readonly Rejection[]; readonly costs: readonly Rejection[] };
}

/** The state as plain JSON. */
export function saveProfitState(
  state: ProfitState,
  by: string,
  layers: readonly string[],
): SavedContribution {
  const { ids } = state.register;
  const slots = Array.from({ length: ids.length + 1 }, (_none, i) => (i + 1) % (ids.length + 1));
  const part = (values: Float64Array, slot: number, width: number): number[] =>
    Array.from(values.subarray(slot * width, (slot + 1) * width));
  const { refunds, costs } = state;
  return {
    kind: "contribution",
    version: 1,
    by,
    layers,
    keys: ids.slice(),
    records: slots.map((slot) => [
      ...part(state.records, slot, RECORD).slice(0, UNCOSTED + 1),
      state.ints[slot * INTS + LINES] as number,
      state.ints[slot * INTS + UNCOSTED_LINES] as number,
      state.seen[slot] as number,
    ]),
    refunds: refunds === undefined ? null : slots.map((slot) => part(refunds, slot, REFUNDS)),
    costs: costs === undefined ? null : slots.map((slot) => part(costs, slot, state.layers * 2)),
    costRecords: Array.from(state.costRecords),
    keyless: state.keyless,
    currency: state.currency ?? null,
    tally: { ...state.tally },
    rejected: { lines: state.rejectedLines.slice(), costs: state.rejectedCosts.slice() },
  };
}

/**
 * The state that {@link saveProfitState} wrote.
 *
 * @throws A {@link ScoringError} with `unknown_version` for anything else.
 */
export function loadProfitState(saved: SavedContribution, layers: number): ProfitState {
  if (saved?.kind !== "contribution" || saved.version !== 1) {
    throw new ScoringError("unknown_version", ["saved"], "a contribution of version 1", describeValue(saved));
  }
  const { keys } = saved;
  const state = createProfitState(layers, keys);
  for (let i = 0; i <= keys.length; i += 1) {
    const slot = (i + 1) % (keys.length + 1);
    const record = saved.records[i] as readonly number[];
    state.records.set(record.slice(0, UNCOSTED + 1), slot * RECORD);
    state.ints[slot * INTS + LINES] = record[UNCOSTED + 1] as number;
    state.ints[slot * INTS + UNCOSTED_LINES] = record[UNCOSTED + 2] as number;
    state.seen[slot] = record[UNCOSTED + 3] as number;
    if (saved.refunds !== null) refundsOf(state).set(saved.refunds[i] as readonly number[], slot * REFUNDS);
    if (saved.costs !== null) costsOf(state).set(saved.costs[i] as readonly number[], slot * layers * 2);
  }
  state.costRecords.set(saved.costRecords);
  state.keyless = saved.keyless;
  state.currency = saved.currency ?? undefined;
  Object.assign(state.tally, saved.tally);
  state.rejectedLines.push(...saved.rejected.lines);
  state.rejectedCosts.push(...saved.rejected.costs);
  return state;
}
