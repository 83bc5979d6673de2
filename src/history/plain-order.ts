/**
 * The usual case of one customer: a state as `updateCustomer` keeps it, and an order or refund in the run's
 * currency. The same sums as the kernels make, on the few numbers of a saved state: nothing is loaded.
 *
 * @module
 */

import { FIRST_DAY, LAST_DAY } from "../calendar/civil.ts";
import { dayOfCell } from "../calendar/time-reader.ts";
import { fieldValue } from "../core/own.ts";
import type { Transaction } from "../core/records.ts";
import { roundingError } from "../math/sums.ts";
import type { Reading } from "./open-transactions.ts";
import { type Records, recordsOfState } from "./records.ts";
import { type SavedHistory, SUM_SLOTS, SUMS, WHOLE } from "./saved-history.ts";
import { createTally, INTS, NUMS, REFUNDS, type Tally } from "./state.ts";
import { takeDays } from "./summary.ts";

/** Is it the open state of one customer, with everything in its place? */
export function isPlainState(saved: SavedHistory | null): boolean {
  if (saved === null) return false;
  const { customerId, records, sums, refunds, openDays, rejected, tally } = saved;
  if (saved.kind !== "purchaseHistory" || saved.version !== 1 || saved.order !== "any") return false;
  if (saved.sealedBefore !== null || saved.orderKeys !== null || typeof customerId?.[0] !== "string")
    return false;
  const lists = isList(customerId, 1) && isList(records, WHOLE) && isList(sums, SUMS) && isList(rejected, 0);
  if (!lists || !sums.every(Number.isFinite) || !isTally(tally)) return false;
  if (!isDay(records[0]) || !isDay(records[1]) || records[2] !== 0) return false;
  const orders = records[3] as number;
  if (!Number.isInteger(orders) || orders < 0 || !isList(openDays, 2 * orders)) return false;
  for (let i = 0; i < openDays.length; i += 2) if (openDays[i] !== 0 || !isDay(openDays[i + 1])) return false;
  return isList(refunds, 0) || (isList(refunds, REFUNDS) && refunds.every(Number.isFinite));
}

function isList(list: unknown, length: number): boolean {
  return Array.isArray(list) && list.length === length;
}

function isTally(tally: Readonly<Tally> | null | undefined): boolean {
  if (typeof tally !== "object" || tally === null) return false;
  const { given, future, beforeFrom, zeroAmounts, refundRows, unsorted, duplicates } = tally;
  const sum = given + future + beforeFrom + zeroAmounts + refundRows + unsorted + duplicates;
  return (
    Number.isInteger(sum) &&
    Math.min(given, future, beforeFrom, zeroAmounts, refundRows, unsorted, duplicates) >= 0
  );
}

function isDay(day: number | undefined): boolean {
  return Number.isInteger(day) && (day as number) >= FIRST_DAY && (day as number) <= LAST_DAY;
}

/**
 * The state with one transaction more; undefined where it is not the usual case, or is to be refused: the
 * general road says why.
 */
export function addPlainOrder(
  saved: SavedHistory | undefined,
  transaction: Transaction,
  reading: Reading,
): SavedHistory | undefined {
  if (reading.dropDuplicates || reading.onInvalid !== "throw") return undefined;
  const given = transaction as Transaction | null | undefined;
  if (typeof given !== "object" || given === null || (saved !== undefined && !isPlainState(saved)))
    return undefined;
  const { at, amount } = given;
  const kind = fieldValue(given, "kind");
  const currency = fieldValue(given, "currency");
  const customerId = Number.isFinite(given.customerId) ? String(given.customerId) : given.customerId;
  if (typeof customerId !== "string" || (saved !== undefined && saved.customerId[0] !== customerId))
    return undefined;
  if (typeof amount !== "number" || !Number.isFinite(amount)) return undefined;
  if ((currency !== undefined && currency !== null) || (kind === "purchase" && amount < 0)) return undefined;
  if (kind !== undefined && kind !== null && kind !== "purchase" && kind !== "refund") return undefined;
  const day = dayOfCell(at, reading.time, reading.latest, { value: 0 });
  if (!(day >= reading.fromDay && day <= reading.asOfDay)) return undefined;
  const before = saved ?? nobody(customerId);
  if (kind === "refund" || amount < 0) return withRefund(before, Math.abs(amount));
  if (amount === 0 && reading.ignoreZero) return undefined;
  return withOrder(before, day, amount);
}

/** A customer of whom nothing is known. */
function nobody(customerId: string): SavedHistory {
  return {
    kind: "purchaseHistory",
    version: 1,
    order: "any",
    sealedBefore: null,
    currency: null,
    customerId: [customerId],
    records: [0, 0, 0, 0],
    sums: [0, 0, 0, 0, 0, 0],
    refunds: [],
    openDays: [],
    orderKeys: null,
    tally: createTally(),
    rejected: [],
  };
}

function withOrder(before: SavedHistory, day: number, amount: number): SavedHistory {
  let [first, last, , orders] = before.records as [number, number, number, number];
  let [gross, low, firstGross, firstOrders, squared, logs] = before.sums as readonly number[] as Six;
  const late = orders > 0 && day < last;
  if (orders === 0 || day < first) {
    first = day;
    firstGross = 0;
    firstOrders = 0;
  }
  if (orders === 0 || day > last) last = day;
  if (day === first) {
    firstGross += amount;
    firstOrders += 1;
  }
  low += roundingError(gross, amount);
  gross += amount;
  return {
    // Written out: a spread would cost as much as all the rest.
    kind: before.kind,
    version: before.version,
    order: before.order,
    sealedBefore: before.sealedBefore,
    currency: before.currency,
    customerId: before.customerId,
    records: [first, last, 0, orders + 1],
    sums: [gross, low, firstGross, firstOrders, squared, logs],
    refunds: before.refunds,
    // In one piece: what is copied and then pushed to keeps half as much again in reserve.
    openDays: before.openDays.concat([0, day]),
    orderKeys: before.orderKeys,
    tally: counted(before.tally, late, amount === 0),
    rejected: before.rejected,
  };
}

function counted(tally: Readonly<Tally>, late: boolean, free: boolean): Tally {
  return {
    given: tally.given + 1,
    future: tally.future,
    beforeFrom: tally.beforeFrom,
    zeroAmounts: tally.zeroAmounts + (free ? 1 : 0),
    refundRows: tally.refundRows,
    unsorted: tally.unsorted + (late ? 1 : 0),
    duplicates: tally.duplicates,
  };
}

type Six = [number, number, number, number, number, number];

function withRefund(before: SavedHistory, amount: number): SavedHistory {
  const [sum = 0, low = 0, rows = 0] = before.refunds;
  const { tally } = before;
  return {
    ...before,
    refunds: [sum + amount, low + roundingError(sum, amount), rows + 1],
    tally: { ...tally, given: tally.given + 1, refundRows: tally.refundRows + 1 },
  };
}

/**
 * Room for the record of one customer and for as many days as most have, filled anew by each call: four buffers an
 * event are more work for a garbage collector than the event's sums are.
 */
const ROOM: ReturnType<typeof createRoom> = /* @__PURE__ */ createRoom();

function createRoom() {
  const nums = new Float64Array(NUMS);
  return { nums, ints: new Int32Array(nums.buffer, 0, INTS), days: new Int32Array(64) };
}

/** The finished record of a plain state, valid until the next is asked for. */
export function plainRecords({ customerId, records, sums, refunds, openDays }: SavedHistory): Records {
  const { nums, ints } = ROOM;
  nums.fill(0);
  for (let j = 0; j < WHOLE; j += 1) ints[j] = records[j] as number;
  for (let j = 0; j < SUMS; j += 1) nums[SUM_SLOTS[j] as number] = sums[j] as number;
  const count = openDays.length / 2;
  const days = count <= ROOM.days.length ? ROOM.days : new Int32Array(count);
  let sorted = true;
  for (let i = 0; i < count; i += 1) {
    days[i] = openDays[2 * i + 1] as number;
    if (i > 0 && (days[i] as number) < (days[i - 1] as number)) sorted = false;
  }
  if (!sorted) days.subarray(0, count).sort();
  takeDays(ints, nums, 0, days, 0, count);
  return recordsOfState(
    { size: customerId.length, ids: customerId, texts: undefined },
    ints,
    nums,
    refunds.length === 0 ? undefined : Float64Array.from(refunds),
  );
}
