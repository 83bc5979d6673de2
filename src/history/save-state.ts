import { describeValue } from "../core/describe.ts";
import { ScoringError } from "../core/error.ts";
import type { Rejection } from "../core/types.ts";
import { reserveDays } from "./day-log.ts";
import {
  createState,
  growState,
  type HistoryState,
  INTS,
  NUMS,
  REFUNDS,
  type Tally,
  UNSEALED,
} from "./state.ts";

/** A history's state as plain JSON. Fields that end in `Low` are what rounding took from the sum before. */
export interface SavedHistory {
  readonly kind: "purchaseHistory";
  readonly version: 1;
  /** Were rows promised in time order? */
  readonly order: "any" | "time";
  /** Civil day (since 1970-01-01) before which records are closed; null if there is none. */
  readonly sealedBefore: number | null;
  readonly currency: string | null;
  readonly customerId: readonly string[];
  /** Four whole numbers a customer: first day, last day, closed purchase days, orders. */
  readonly records: readonly number[];
  /** Six numbers a customer: order amounts, Low, first day's amount and orders, squared gaps, log gaps. */
  readonly sums: readonly number[];
  /** Three numbers a customer: refunds, Low, rows. Empty where there were none. */
  readonly refunds: readonly number[];
  /** Open purchase days: customer number and day in turn. */
  readonly openDays: readonly number[];
  /** Keys of the orders seen; null where duplicates are not looked for. */
  readonly orderKeys: readonly string[] | null;
  readonly tally: Readonly<Tally>;
  readonly rejected: readonly Rejection[];
}

const WHOLE = 4;
const SUMS = NUMS - 2;

/** The state as JSON. Loaded again, it goes on to the same bits. */
export function saveState(state: HistoryState): SavedHistory {
  const { register, ints, nums, refunds, log } = state;
  const customers = register.ids.length;
  const records: number[] = [];
  const sums: number[] = [];
  const refunded: number[] = [];
  for (let c = 0; c < customers; c += 1) {
    for (let j = 0; j < WHOLE; j += 1) records.push(ints[c * INTS + j] as number);
    for (let j = 2; j < NUMS; j += 1) sums.push(nums[c * NUMS + j] as number);
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
 * @throws A {@link ScoringError} with `unknown_version`, `length_mismatch` or `duplicate`.
 */
export function loadState(saved: SavedHistory): HistoryState {
  checkSaved(saved);
  const { customerId, records, sums, refunds, openDays } = saved;
  const state = createState(saved.order, saved.orderKeys === null ? "keep" : "drop", customerId);
  if (new Set(customerId).size !== customerId.length) {
    throw new ScoringError("duplicate", ["saved", "customerId"], "each customer once", "one of them twice");
  }
  growState(state);
  for (let c = 0; c < customerId.length; c += 1) {
    for (let j = 0; j < WHOLE; j += 1) state.ints[c * INTS + j] = records[c * WHOLE + j] as number;
    for (let j = 0; j < SUMS; j += 1) state.nums[c * NUMS + 2 + j] = sums[c * SUMS + j] as number;
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
  Object.assign(state.tally, saved.tally);
  for (const rejection of saved.rejected) state.rejected.push(rejection);
  return state;
}

/** What would break the records; a whole check of foreign JSON is the schema's. */
function checkSaved(saved: SavedHistory): void {
  if (
    typeof saved !== "object" ||
    saved === null ||
    saved.kind !== "purchaseHistory" ||
    saved.version !== 1
  ) {
    throw new ScoringError(
      "unknown_version",
      ["saved"],
      "a saved purchase history of version 1",
      describeValue(saved),
    );
  }
  const customers = saved.customerId.length;
  const lengths: [keyof SavedHistory, number, number][] = [
    ["records", saved.records.length, customers * WHOLE],
    ["sums", saved.sums.length, customers * SUMS],
    ["refunds", saved.refunds.length, saved.refunds.length === 0 ? 0 : customers * REFUNDS],
    ["openDays", saved.openDays.length, 2 * Math.floor(saved.openDays.length / 2)],
  ];
  for (const [name, got, expected] of lengths) {
    if (got !== expected)
      throw new ScoringError("length_mismatch", ["saved", name], `${expected} numbers`, `${got}`);
  }
  for (let i = 0; i < saved.openDays.length; i += 2) {
    if (!((saved.openDays[i] as number) < customers)) {
      throw new ScoringError("out_of_range", ["saved", "openDays", i], `a customer below ${customers}`);
    }
  }
}
