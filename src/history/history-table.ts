import { isoOfDay, isoOfDays } from "../calendar/civil.ts";
import { DAYS_PER_UNIT } from "../calendar/duration.ts";
import { createTable } from "../core/table.ts";
import type { TimeUnit } from "../core/types.ts";
import { orderById } from "./id-order.ts";
import * as measure from "./measures.ts";
import type { Reading } from "./open-transactions.ts";
import type { Records } from "./records.ts";
import { type HistoryState, ORDERS, PURCHASE_DAYS, REFUNDS, rowFacts } from "./state.ts";
import type { HistoryRow, PurchaseHistory } from "./types.ts";

/** The numbers of a history row and where they come from. */
const MEASURES: {
  readonly [K in Exclude<keyof HistoryRow, "customerId" | "firstPurchase" | "lastPurchase">]: measure.Measure;
} = {
  orders: measure.orders,
  purchaseDays: measure.purchaseDays,
  revenue: measure.revenue,
  refunds: measure.refunds,
  frequency: measure.frequency,
  recency: measure.recency,
  age: measure.age,
  averageOrderValue: measure.averageOrderValue,
  meanRepeatSpend: measure.meanRepeatSpend,
  recencyDays: measure.recencyDays,
  meanGapDays: measure.meanGapDays,
  gapStdDays: measure.gapStdDays,
  sumLogGaps: measure.sumLogGaps,
};

/** How records are read under these options. */
export function viewOf(reading: Reading, timeUnit: TimeUnit): measure.View {
  return { asOfDay: reading.asOfDay, unitDays: DAYS_PER_UNIT[timeUnit], separate: reading.separate };
}

/** The row of the first customer. */
export function historyRow(records: Records, view: measure.View): HistoryRow {
  const of = new Int32Array(1);
  const out = new Float64Array(1);
  const read = (measured: measure.Measure): number | null => {
    measured(records, of, out, view);
    return Number.isNaN(out[0]) ? null : (out[0] as number);
  };
  const isoOf = (day: number | null): string | null => (day === null ? null : isoOfDay(day));
  const row: { [name: string]: unknown } = {
    customerId: records.ids[0],
    firstPurchase: isoOf(read(measure.firstDay)),
    lastPurchase: isoOf(read(measure.lastDay)),
  };
  for (const name of Object.keys(MEASURES) as (keyof typeof MEASURES)[]) row[name] = read(MEASURES[name]);
  return row as unknown as HistoryRow;
}

/** The table of finished records. Columns are computed when asked for. */
export function historyTable<U extends TimeUnit>(
  records: Records,
  state: Pick<HistoryState, "tally" | "rejected">,
  reading: Reading,
  timeUnit: U,
): PurchaseHistory<U> {
  const view = viewOf(reading, timeUnit);
  const order = customersInOrder(records);
  const column = (fill: measure.Measure): Float64Array => {
    const out = new Float64Array(order.length);
    fill(records, order, out, view);
    return out;
  };
  const numbers = {} as { -readonly [K in keyof typeof MEASURES]: () => Float64Array };
  for (const name of Object.keys(MEASURES) as (keyof typeof MEASURES)[]) {
    numbers[name] = () => column(MEASURES[name]);
  }
  const table = createTable<HistoryRow>({
    length: order.length,
    columns: {
      customerId: () => idsInOrder(records, order),
      firstPurchase: () => isoOfDays(column(measure.firstDay)),
      lastPurchase: () => isoOfDays(column(measure.lastDay)),
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

/** Who has a row, by ascending id. */
function customersInOrder({ ids, ascending, ints, intStep, slotStep, refunds }: Records): Int32Array {
  const count = ORDERS * slotStep;
  const seen = (c: number): boolean =>
    (ints[c * intStep + count] as number) > 0 ||
    (refunds !== undefined && (refunds[c * REFUNDS + 2] as number) > 0);
  if (!ascending) return orderById(ids, seen);
  const order = new Int32Array(ids.length);
  let rows = 0;
  for (let c = 0; c < ids.length; c += 1) {
    order[rows] = c;
    if (seen(c)) rows += 1;
  }
  return order.subarray(0, rows);
}

function idsInOrder({ ids, ascending }: Records, order: Int32Array): readonly string[] {
  // They are the records' own, and who has a row is everyone.
  if (ascending && order.length === ids.length) return ids;
  const out = new Array<string>(order.length);
  for (let i = 0; i < order.length; i += 1) out[i] = ids[order[i] as number] as string;
  return out;
}

function countMerged({ ints, intStep, slotStep }: Records, order: Int32Array): number {
  let merged = 0;
  for (let i = 0; i < order.length; i += 1) {
    const k = (order[i] as number) * intStep;
    merged += (ints[k + ORDERS * slotStep] as number) - (ints[k + PURCHASE_DAYS * slotStep] as number);
  }
  return merged;
}
