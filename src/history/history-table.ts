import { isoOfDay, isoOfDays } from "../calendar/civil.ts";
import { DAYS_PER_UNIT } from "../calendar/duration.ts";
import { createTable } from "../core/table.ts";
import type { TimeUnit } from "../core/types.ts";
import { orderById } from "./id-order.ts";
import {
  ageOf,
  averageOrderValueOf,
  type CustomerRecord,
  frequencyOf,
  gapStdOf,
  meanGapOf,
  meanRepeatSpendOf,
  recencyDaysOf,
  recencyOf,
  revenueOf,
  sumLogGapsOf,
  type View,
} from "./measures.ts";
import type { Reading } from "./open-transactions.ts";
import {
  FIRST,
  FIRST_GROSS,
  FIRST_ORDERS,
  GROSS,
  GROSS_LOW,
  type HistoryState,
  INTS,
  LAST,
  LOG_GAPS,
  NUMS,
  ORDERS,
  PURCHASE_DAYS,
  REFUNDS,
  SQUARED_GAPS,
} from "./state.ts";
import type { Records } from "./summary.ts";
import type { HistoryRow, PurchaseHistory } from "./types.ts";

/** The record of customer number `code`. One object is reused by each column: nothing is kept of it. */
export function fillRecord(
  records: Records,
  code: number,
  out: { -readonly [K in keyof CustomerRecord]: number },
): void {
  const { ints, nums, refunds } = records;
  const k = code * INTS;
  const q = code * NUMS;
  out.first = ints[k + FIRST] as number;
  out.last = ints[k + LAST] as number;
  out.purchaseDays = ints[k + PURCHASE_DAYS] as number;
  out.orders = ints[k + ORDERS] as number;
  out.gross = (nums[q + GROSS] as number) + (nums[q + GROSS_LOW] as number);
  out.firstGross = nums[q + FIRST_GROSS] as number;
  out.firstOrders = nums[q + FIRST_ORDERS] as number;
  out.squaredGaps = nums[q + SQUARED_GAPS] as number;
  out.logGaps = nums[q + LOG_GAPS] as number;
  const r = code * REFUNDS;
  out.refunds = refunds === undefined ? 0 : (refunds[r] as number) + (refunds[r + 1] as number);
}

/** A record to fill. */
export function emptyRecord(): { -readonly [K in keyof CustomerRecord]: number } {
  return {
    first: 0,
    last: 0,
    purchaseDays: 0,
    orders: 0,
    gross: 0,
    firstGross: 0,
    firstOrders: 0,
    squaredGaps: 0,
    logGaps: 0,
    refunds: 0,
  };
}

type Measure = (record: CustomerRecord, view: View) => number;

/** The table of finished records. Columns are computed when asked for. */
export function historyTable<U extends TimeUnit>(
  records: Records,
  state: HistoryState,
  reading: Reading,
  timeUnit: U,
): PurchaseHistory<U> {
  const { ints, refunds, ids } = records;
  const view: View = {
    asOfDay: reading.asOfDay,
    unitDays: DAYS_PER_UNIT[timeUnit],
    separate: reading.separate,
  };
  const seen = (c: number): boolean =>
    (ints[c * INTS + ORDERS] as number) > 0 ||
    (refunds !== undefined && (refunds[c * REFUNDS + 2] as number) > 0);
  const order = orderById(ids, seen);
  const column = (measure: Measure) => (): Float64Array => measureColumn(records, order, view, measure);
  const days = column((record) => (record.orders === 0 ? Number.NaN : record.first));
  const lastDays = column((record) => (record.orders === 0 ? Number.NaN : record.last));

  const table = createTable<HistoryRow>({
    length: order.length,
    columns: {
      customerId: () => Array.from(order, (c) => ids[c] as string),
      firstPurchase: () => isoOfDays(days()),
      lastPurchase: () => isoOfDays(lastDays()),
      orders: column((record) => record.orders),
      purchaseDays: column((record) => record.purchaseDays),
      revenue: column(revenueOf),
      refunds: column((record) => record.refunds),
      frequency: column(frequencyOf),
      recency: column(recencyOf),
      age: column(ageOf),
      averageOrderValue: column(averageOrderValueOf),
      meanRepeatSpend: column(meanRepeatSpendOf),
      recencyDays: column(recencyDaysOf),
      meanGapDays: column(meanGapOf),
      gapStdDays: column(gapStdOf),
      sumLogGaps: column(sumLogGapsOf),
    },
  });
  const { tally, rejected } = state;
  return Object.assign(table, {
    asOf: isoOfDay(reading.asOfDay),
    timeUnit,
    given: tally.given,
    accepted: tally.given - rejected.length,
    merged: reading.separate ? 0 : countMerged(records, order),
    refundRows: tally.refundRows,
    zeroAmounts: tally.zeroAmounts,
    future: tally.future,
    beforeFrom: tally.beforeFrom,
    unsorted: tally.unsorted,
    duplicates: tally.duplicates,
    rejected: rejected.slice(),
  });
}

function measureColumn(records: Records, order: Int32Array, view: View, measure: Measure): Float64Array {
  const out = new Float64Array(order.length);
  const record = emptyRecord();
  for (let i = 0; i < order.length; i += 1) {
    fillRecord(records, order[i] as number, record);
    out[i] = measure(record, view);
  }
  return out;
}

function countMerged(records: Records, order: Int32Array): number {
  const { ints } = records;
  let merged = 0;
  for (let i = 0; i < order.length; i += 1) {
    const k = (order[i] as number) * INTS;
    merged += (ints[k + ORDERS] as number) - (ints[k + PURCHASE_DAYS] as number);
  }
  return merged;
}
