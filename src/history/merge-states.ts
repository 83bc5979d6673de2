import { ScoringError } from "../core/error.ts";
import { roundingError } from "../math/sums.ts";
import { logOfGap } from "./add-rows.ts";
import { reserveDays } from "./day-log.ts";
import { addWaiting } from "./partition.ts";
import {
  FIRST,
  FIRST_GROSS,
  FIRST_ORDERS,
  GROSS,
  GROSS_LOW,
  growState,
  type HistoryState,
  INTS,
  LAST,
  LOG_GAPS,
  NUMS,
  ORDERS,
  ownRecords,
  PURCHASE_DAYS,
  REFUNDS,
  SQUARED_GAPS,
  type Tally,
} from "./state.ts";

/**
 * One state of two: shards by customer, by time, or both. `b` is added to `a`.
 *
 * @throws A {@link ScoringError} with `conflict` where one is closed for a customer over days that the other
 * holds too, where they are of different kinds, in different currencies, or hold the same order id.
 */
export function mergeStates(a: HistoryState, b: HistoryState): HistoryState {
  checkMergeable(a, b);
  ownRecords(a);
  addWaiting(a);
  addWaiting(b);
  const codes = Int32Array.from(b.register.ids, (id) => a.register.number(id));
  growState(a);
  checkClosedDays(a, b, codes);
  for (let c = 0; c < codes.length; c += 1) mergeRecord(a, codes[c] as number, b, c);
  mergeRefunds(a, b, codes);
  mergeLogs(a, b, codes);
  a.currency ??= b.currency;
  a.sealedBefore = Math.max(a.sealedBefore, b.sealedBefore);
  const shift = a.tally.given;
  for (const name of Object.keys(a.tally) as (keyof Tally)[]) a.tally[name] += b.tally[name];
  for (const rejection of b.rejected) a.rejected.push({ ...rejection, row: rejection.row + shift });
  return a;
}

function checkMergeable(a: HistoryState, b: HistoryState): void {
  if (a === b) throw new ScoringError("conflict", ["merge"], "two states", "the same one twice");
  if ((a.log === undefined) !== (b.log === undefined)) {
    throw new ScoringError("conflict", ["merge"], "states of the same order", "one of any and one of time");
  }
  if (a.currency !== undefined && b.currency !== undefined && a.currency !== b.currency) {
    throw new ScoringError("conflict", ["merge"], "states in one currency", "two");
  }
  if ((a.orderKeys === undefined) !== (b.orderKeys === undefined)) {
    throw new ScoringError(
      "conflict",
      ["merge"],
      "states that both look for duplicates",
      "one that does not",
    );
  }
  for (const key of b.orderKeys ?? []) {
    if (a.orderKeys?.has(key)) {
      throw new ScoringError(
        "conflict",
        ["merge"],
        "states that share no order id",
        "the same order in both",
      );
    }
    a.orderKeys?.add(key);
  }
}

/** A closed record cannot take in days from before the seal that the other state still holds open. */
function checkClosedDays(a: HistoryState, b: HistoryState, codes: Int32Array): void {
  if (a.log === undefined || b.log === undefined) return;
  const inB = new Map<number, number>();
  for (let c = 0; c < codes.length; c += 1) inB.set(codes[c] as number, c);
  for (let i = 0; i < b.log.length; i += 1) {
    const c = codes[b.log.codes[i] as number] as number;
    if ((b.log.days[i] as number) < a.sealedBefore && a.ints[c * INTS + PURCHASE_DAYS] !== 0) throw overlap();
  }
  for (let i = 0; i < a.log.length; i += 1) {
    const c = inB.get(a.log.codes[i] as number);
    if (c === undefined || (a.log.days[i] as number) >= b.sealedBefore) continue;
    if (b.ints[c * INTS + PURCHASE_DAYS] !== 0) throw overlap();
  }
}

function overlap(): ScoringError {
  return new ScoringError(
    "conflict",
    ["merge"],
    "closed records that follow one another",
    "overlapping ones",
  );
}

function mergeRecord(a: HistoryState, at: number, b: HistoryState, from: number): void {
  const { ints, nums } = a;
  const k = at * INTS;
  const q = at * NUMS;
  const bk = from * INTS;
  const bq = from * NUMS;
  if (b.ints[bk + ORDERS] === 0) return;
  if (ints[k + ORDERS] === 0) {
    // Apart, and the whole numbers first: read as a double, the days before 1970 are NaN, whose bits may change.
    for (let j = 0; j <= ORDERS; j += 1) ints[k + j] = b.ints[bk + j] as number;
    for (let j = GROSS; j < NUMS; j += 1) nums[q + j] = b.nums[bq + j] as number;
    return;
  }
  mergeClosed(a, k, q, b, bk, bq);
  mergeFirstDay(a, k, q, b, bk, bq);
  ints[k + LAST] = Math.max(ints[k + LAST] as number, b.ints[bk + LAST] as number);
  ints[k + ORDERS] = (ints[k + ORDERS] as number) + (b.ints[bk + ORDERS] as number);
  const sum = nums[q + GROSS] as number;
  const more = b.nums[bq + GROSS] as number;
  const low = (nums[q + GROSS_LOW] as number) + (b.nums[bq + GROSS_LOW] as number);
  nums[q + GROSS] = sum + more;
  nums[q + GROSS_LOW] = low + roundingError(sum, more);
}

/** Joins two runs of closed days: one must end before the other begins, or on its first day. */
function mergeClosed(a: HistoryState, k: number, q: number, b: HistoryState, bk: number, bq: number): void {
  const { ints, nums } = a;
  const days = ints[k + PURCHASE_DAYS] as number;
  const more = b.ints[bk + PURCHASE_DAYS] as number;
  if (more === 0) return;
  if (days === 0) {
    ints[k + PURCHASE_DAYS] = more;
    nums[q + SQUARED_GAPS] = b.nums[bq + SQUARED_GAPS] as number;
    nums[q + LOG_GAPS] = b.nums[bq + LOG_GAPS] as number;
    return;
  }
  const first = ints[k + FIRST] as number;
  const last = ints[k + LAST] as number;
  const moreFirst = b.ints[bk + FIRST] as number;
  const moreLast = b.ints[bk + LAST] as number;
  const gap = moreFirst >= last ? moreFirst - last : first - moreLast;
  if (gap < 0 || a.log !== undefined) {
    throw new ScoringError(
      "conflict",
      ["merge"],
      "closed records that follow one another",
      "overlapping ones",
    );
  }
  ints[k + PURCHASE_DAYS] = days + more - (gap === 0 ? 1 : 0);
  nums[q + SQUARED_GAPS] =
    (nums[q + SQUARED_GAPS] as number) + (b.nums[bq + SQUARED_GAPS] as number) + gap * gap;
  const logs = (nums[q + LOG_GAPS] as number) + (b.nums[bq + LOG_GAPS] as number);
  nums[q + LOG_GAPS] = gap === 0 ? logs : logs + logOfGap(gap);
}

function mergeFirstDay(a: HistoryState, k: number, q: number, b: HistoryState, bk: number, bq: number): void {
  const first = a.ints[k + FIRST] as number;
  const other = b.ints[bk + FIRST] as number;
  if (other > first) return;
  const same = other === first ? 1 : 0;
  for (const slot of [FIRST_GROSS, FIRST_ORDERS]) {
    a.nums[q + slot] = same * (a.nums[q + slot] as number) + (b.nums[bq + slot] as number);
  }
  a.ints[k + FIRST] = other;
}

function mergeRefunds(a: HistoryState, b: HistoryState, codes: Int32Array): void {
  if (b.refunds === undefined) return;
  a.refunds ??= new Float64Array(a.capacity * REFUNDS);
  for (let c = 0; c < codes.length; c += 1) {
    const at = (codes[c] as number) * REFUNDS;
    const from = c * REFUNDS;
    const sum = a.refunds[at] as number;
    const more = b.refunds[from] as number;
    const low = (a.refunds[at + 1] as number) + (b.refunds[from + 1] as number);
    a.refunds[at] = sum + more;
    a.refunds[at + 1] = low + roundingError(sum, more);
    a.refunds[at + 2] = (a.refunds[at + 2] as number) + (b.refunds[from + 2] as number);
  }
}

function mergeLogs(a: HistoryState, b: HistoryState, codes: Int32Array): void {
  if (a.log === undefined || b.log === undefined) return;
  reserveDays(a.log, b.log.length);
  for (let i = 0; i < b.log.length; i += 1) {
    a.log.codes[a.log.length + i] = codes[b.log.codes[i] as number] as number;
    a.log.days[a.log.length + i] = b.log.days[i] as number;
  }
  a.log.length += b.log.length;
}
