import { isoOfDay, isoOfDays } from "../calendar/civil.ts";
import { DAYS_PER_UNIT } from "../calendar/duration.ts";
import { createTable } from "../core/table.ts";
import type { TimeUnit } from "../core/types.ts";
import { orderById } from "./id-order.ts";
import { type MeasureColumn, measureColumns } from "./measure-columns.ts";
import * as measure from "./measures.ts";
import type { Reading } from "./open-transactions.ts";
import type { Records } from "./records.ts";
import { type HistoryState, REFUNDS, rowFacts } from "./state.ts";
import type { HistoryRow, PurchaseHistory } from "./types.ts";

/** The numbers of a history row and where they come from. */
export const MEASURES: {
  readonly [K in Exclude<keyof HistoryRow, "customerId" | "firstPurchase" | "lastPurchase">]: measure.Measure;
} = {
  orders: measure.ordersOf,
  purchaseDays: measure.purchaseDaysOf,
  revenue: measure.revenueOf,
  refunds: measure.refundsOf,
  frequency: measure.frequencyOf,
  recency: measure.recencyOf,
  age: measure.ageOf,
  averageOrderValue: measure.averageOrderValueOf,
  meanRepeatSpend: measure.meanRepeatSpendOf,
  recencyDays: measure.recencyDaysOf,
  meanGapDays: measure.meanGapOf,
  gapStdDays: measure.gapStdOf,
  sumLogGaps: measure.sumLogGapsOf,
};

/** How records are read under these options. */
export function viewOf(reading: Reading, timeUnit: TimeUnit): measure.View {
  return { asOfDay: reading.asOfDay, unitDays: DAYS_PER_UNIT[timeUnit], separate: reading.separate };
}

/** One customer's row. */
export function historyRow(records: Records, c: number, view: measure.View): HistoryRow {
  const row: { [name: string]: unknown } = {
    customerId: records.ids[c],
    firstPurchase: isoOrNull(measure.firstDayOf(records, c)),
    lastPurchase: isoOrNull(measure.lastDayOf(records, c)),
  };
  for (const name of Object.keys(MEASURES) as (keyof typeof MEASURES)[]) {
    const value = MEASURES[name](records, c, view);
    row[name] = Number.isNaN(value) ? null : value;
  }
  return row as unknown as HistoryRow;
}

function isoOrNull(day: number): string | null {
  return Number.isNaN(day) ? null : isoOfDay(day);
}

/** The table of finished records. Columns are computed when asked for. */
export function historyTable<U extends TimeUnit>(
  records: Records,
  state: Pick<HistoryState, "tally" | "rejected">,
  reading: Reading,
  timeUnit: U,
): PurchaseHistory<U> {
  const { refunds } = records;
  const view = viewOf(reading, timeUnit);
  const seen = (c: number): boolean =>
    measure.ordersOf(records, c) > 0 || (refunds !== undefined && (refunds[c * REFUNDS + 2] as number) > 0);
  const order = orderById(records.ids, seen, records.ascending);
  const column = (fill: MeasureColumn): Float64Array => {
    const out = new Float64Array(order.length);
    fill(records, order, out, view);
    return out;
  };
  const numbers = {} as { -readonly [K in keyof typeof MEASURES]: () => Float64Array };
  for (const name of Object.keys(MEASURES) as (keyof typeof MEASURES)[]) {
    numbers[name] = () => column(measureColumns[name]);
  }
  const table = createTable<HistoryRow>({
    length: order.length,
    columns: {
      customerId: () => idsInOrder(records, order),
      firstPurchase: () => isoOfDays(column(measureColumns.firstDay)),
      lastPurchase: () => isoOfDays(column(measureColumns.lastDay)),
      ...numbers,
    },
  });
  return Object.assign(table, {
    ...rowFacts(state),
    asOf: isoOfDay(reading.asOfDay),
    timeUnit,
    merged: reading.separate ? 0 : countMerged(records, order),
    unsorted: state.tally.unsorted,
  });
}

function idsInOrder({ ids, ascending }: Records, order: Int32Array): readonly string[] {
  if (ascending && order.length === ids.length) return ids.slice();
  const out = new Array<string>(order.length);
  for (let i = 0; i < order.length; i += 1) out[i] = ids[order[i] as number] as string;
  return out;
}

function countMerged(records: Records, order: Int32Array): number {
  let merged = 0;
  for (let i = 0; i < order.length; i += 1) {
    const c = order[i] as number;
    merged += measure.ordersOf(records, c) - measure.purchaseDaysOf(records, c);
  }
  return merged;
}
