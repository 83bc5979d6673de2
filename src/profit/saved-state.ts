import { describeValue } from "../core/describe.ts";
import { ScoringError } from "../core/error.ts";
import type { Rejection } from "../core/types.ts";
import {
  createProfitState,
  FIRST,
  KEYLESS,
  layerOf,
  lowsOf,
  type ProfitState,
  type ProfitTally,
  RECORD,
  REFUNDS,
  refundsOf,
  SUMS,
  UNCOSTED,
  UNCOSTED_AMOUNT,
  UNCOSTED_LINES,
  uncostedOf,
} from "./state.ts";

/** What a contribution has summed, as plain JSON. Each list of sums has a line per key, the last without a key. */
export interface SavedContribution {
  readonly kind: "contribution";
  readonly version: 1;
  /** The field that keys are read from. */
  readonly by: string;
  /** Columns of the deductions, in order. */
  readonly layers: readonly string[];
  readonly keys: readonly string[];
  /** Sums of amounts, discounts, goods; lines, lines without a cost, how the key came in. */
  readonly records: readonly (readonly number[])[];
  /** What rounding lost of those sums; null: nothing. */
  readonly lows: readonly (readonly number[])[] | null;
  /** Net amounts without a cost. */
  readonly uncosted: readonly number[] | null;
  /** Sum of refunds, and what rounding lost. */
  readonly refunds: readonly (readonly number[])[] | null;
  /** For each layer the sums of its cost records, and what rounding lost of them. */
  readonly costs: readonly (readonly number[] | null)[];
  readonly costLows: readonly (readonly number[] | null)[];
  readonly costRecords: readonly number[];
  readonly magnitude: number;
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
  const slots = slotsOf(ids.length);
  const { records, seen, lows, uncosted, refunds } = state;
  const part = (values: Float64Array, slot: number, width: number): number[] =>
    Array.from(values.subarray(slot * width, (slot + 1) * width));
  const column = (values: Float64Array | undefined): number[] | null =>
    values === undefined ? null : slots.map((slot) => values[slot] as number);
  const withoutCost = (slot: number, which: number): number =>
    uncosted === undefined ? 0 : (uncosted[slot * UNCOSTED + which] as number);
  return {
    kind: "contribution",
    version: 1,
    by,
    layers,
    keys: ids.slice(),
    records: slots.map((slot) => [
      ...part(records, slot, RECORD),
      withoutCost(slot, UNCOSTED_LINES),
      seen[slot] as number,
    ]),
    lows: lows === undefined ? null : slots.map((slot) => part(lows, slot, SUMS)),
    uncosted: uncosted === undefined ? null : slots.map((slot) => withoutCost(slot, UNCOSTED_AMOUNT)),
    refunds: refunds === undefined ? null : slots.map((slot) => part(refunds, slot, REFUNDS)),
    costs: state.costs.map(column),
    costLows: state.costLows.map(column),
    costRecords: Array.from(state.costRecords),
    magnitude: state.magnitude,
    currency: state.currency ?? null,
    tally: { ...state.tally },
    rejected: { lines: state.rejectedLines.slice(), costs: state.rejectedCosts.slice() },
  };
}

/** The slots of so many keys, what has no key last. */
function slotsOf(keys: number): number[] {
  return Array.from({ length: keys + 1 }, (_none, i) => (i === keys ? KEYLESS : i + FIRST));
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
  const state = createProfitState(layers, saved.keys);
  const { lows, uncosted, refunds } = saved;
  slotsOf(saved.keys.length).forEach((slot, i) => {
    const record = saved.records[i] as readonly number[];
    state.records.set(record.slice(0, RECORD), slot * RECORD);
    state.seen[slot] = record[RECORD + 1] as number;
    if (lows !== null) lowsOf(state).set(lows[i] as readonly number[], slot * SUMS);
    if (uncosted !== null) {
      uncostedOf(state).set([uncosted[i] as number, record[RECORD] as number], slot * UNCOSTED);
    }
    if (refunds !== null) refundsOf(state).set(refunds[i] as readonly number[], slot * REFUNDS);
    for (const name of ["costs", "costLows"] as const) {
      saved[name].forEach((sums, layer) => {
        if (sums !== null) layerOf(state[name], layer, state)[slot] = sums[i] as number;
      });
    }
  });
  state.costRecords.set(saved.costRecords);
  state.magnitude = saved.magnitude;
  state.currency = saved.currency ?? undefined;
  Object.assign(state.tally, saved.tally);
  for (const rejection of saved.rejected.lines) state.rejectedLines.push(rejection);
  for (const rejection of saved.rejected.costs) state.rejectedCosts.push(rejection);
  return state;
}
