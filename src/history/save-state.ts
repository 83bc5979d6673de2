import { reserveDays } from "./day-log.ts";
import { addWaiting } from "./partition.ts";
import { checkSaved, type SavedHistory, SUM_SLOTS, SUMS, WHOLE } from "./saved-history.ts";
import { createState, type HistoryState, INTS, NUMS, REFUNDS, type Tally, UNSEALED } from "./state.ts";

/** The state as JSON. Loaded again, it goes on to the same bits. */
export function saveState(state: HistoryState): SavedHistory {
  addWaiting(state);
  const { register, ints, nums, refunds, log } = state;
  const customers = register.size;
  const records: number[] = [];
  const sums: number[] = [];
  const refunded: number[] = [];
  for (let c = 0; c < customers; c += 1) {
    for (let j = 0; j < WHOLE; j += 1) records.push(ints[c * INTS + j] as number);
    for (const slot of SUM_SLOTS) sums.push(nums[c * NUMS + slot] as number);
    if (refunds !== undefined) {
      for (let j = 0; j < REFUNDS; j += 1) refunded.push(refunds[c * REFUNDS + j] as number);
    }
  }
  const openDays: number[] = [];
  for (let i = 0; log !== undefined && i < log.length; i += 1) {
    openDays.push(log.codes[i] as number, log.days[i] as number);
  }
  return {
    kind: "purchaseHistory",
    version: 1,
    order: log === undefined ? "time" : "any",
    sealedBefore: state.sealedBefore === UNSEALED ? null : state.sealedBefore,
    currency: state.currency ?? null,
    customerId: register.ids.slice(),
    records,
    sums,
    refunds: refunded,
    openDays,
    orderKeys: state.orderKeys === undefined ? null : Array.from(state.orderKeys),
    tally: { ...state.tally },
    rejected: state.rejected.slice(),
  };
}

/**
 * The state of what {@link saveState} gave.
 *
 * @throws A {@link ScoringError} with `unknown_version`, `wrong_type`, `length_mismatch`, `out_of_range` or `duplicate`.
 */
export function loadState(saved: SavedHistory): HistoryState {
  checkSaved(saved);
  const { customerId, records, sums, refunds, openDays } = saved;
  const state = createState(saved.order, saved.orderKeys === null ? "keep" : "drop", customerId);
  for (let c = 0; c < customerId.length; c += 1) {
    for (let j = 0; j < WHOLE; j += 1) state.ints[c * INTS + j] = records[c * WHOLE + j] as number;
    for (let j = 0; j < SUMS; j += 1) {
      state.nums[c * NUMS + (SUM_SLOTS[j] as number)] = sums[c * SUMS + j] as number;
    }
  }
  if (refunds.length > 0) state.refunds = Float64Array.from(refunds);
  if (state.log !== undefined) {
    const length = openDays.length / 2;
    reserveDays(state.log, length);
    for (let i = 0; i < length; i += 1) {
      state.log.codes[i] = openDays[2 * i] as number;
      state.log.days[i] = openDays[2 * i + 1] as number;
    }
    state.log.length = length;
  }
  state.sealedBefore = saved.sealedBefore ?? UNSEALED;
  state.currency = saved.currency ?? undefined;
  for (const key of saved.orderKeys ?? []) state.orderKeys?.add(key);
  for (const name of Object.keys(state.tally) as (keyof Tally)[]) state.tally[name] = saved.tally[name];
  for (const rejection of saved.rejected) state.rejected.push(rejection);
  return state;
}
