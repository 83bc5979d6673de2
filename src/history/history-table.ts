import { isoOfDay, isoOfDays } from "../calendar/civil.ts";
import { DAYS_PER_UNIT } from "../calendar/duration.ts";
import { type ByteTexts, isByteTexts } from "../core/byte-texts.ts";
import { createTable } from "../core/table.ts";
import type { TimeUnit } from "../core/types.ts";
import { orderByBytes, orderByDigits, orderById, textsOf } from "./id-order.ts";
import * as measure from "./measures.ts";
import type { Reading } from "./open-transactions.ts";
import { placeOf, type Records } from "./records.ts";
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
    customerId: records.ids && stringsOf(records.ids)[0],
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
  const length = order?.length ?? records.customers;
  const column = (fill: measure.Measure): Float64Array => {
    const out = new Float64Array(length);
    for (const { from, of } of batchesOf(order, length)) {
      fill(records, of, out.subarray(from, from + of.length), view);
    }
    return out;
  };
  const numbers = {} as { -readonly [K in keyof typeof MEASURES]: () => Float64Array };
  for (const name of Object.keys(MEASURES) as (keyof typeof MEASURES)[]) {
    numbers[name] = () => column(MEASURES[name]);
  }
  const table = createTable<HistoryRow>({
    length,
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
    merged: reading.separate ? 0 : countMerged(records),
    unsorted: state.tally.unsorted,
  });
}

/** Who has a row, by ascending id; none where that is everyone, in the order of their numbers. */
function customersInOrder(records: Records): Int32Array | undefined {
  const { customers, ids, ascending, ints, intPlaces, refunds } = records;
  const { step, slotStep, blockBits, blockStep } = intPlaces;
  const seen = (c: number): boolean =>
    (ints[placeOf(c, step, blockBits, blockStep) + ORDERS * slotStep] as number) > 0 ||
    (refunds !== undefined && (refunds[c * REFUNDS + 2] as number) > 0);
  if (ids === undefined) return orderByDigits(customers, seen);
  if (isByteTexts(ids)) return orderByBytes(ids, customers, seen);
  if (!ascending) return orderById(ids, seen);
  let c = 0;
  while (c < customers && seen(c)) c += 1;
  if (c === customers) return undefined;
  const order = new Int32Array(customers);
  let rows = 0;
  for (c = 0; c < customers; c += 1) {
    order[rows] = c;
    if (seen(c)) rows += 1;
  }
  return order.subarray(0, rows);
}

/** Rows whose measures are taken together: few enough to stay in the processor's cache. */
const BATCH = 1 << 12;

/** The customers of all rows, a batch at a time: use each before the next. */
function* batchesOf(
  order: Int32Array | undefined,
  length: number,
): Generator<{ readonly from: number; readonly of: Int32Array }> {
  const room = new Int32Array(order === undefined ? Math.min(BATCH, length) : 0);
  for (let from = 0; from < length; from += BATCH) {
    const to = Math.min(from + BATCH, length);
    if (order === undefined) for (let c = from; c < to; c += 1) room[c - from] = c;
    yield { from, of: order?.subarray(from, to) ?? room.subarray(0, to - from) };
  }
}

function idsInOrder(records: Records, order: Int32Array | undefined): readonly string[] {
  if (records.ids === undefined) return textsOf(order ?? new Int32Array(0));
  const ids = stringsOf(records.ids);
  // They are the records' own.
  if (order === undefined) return ids;
  const out = new Array<string>(order.length);
  for (let i = 0; i < order.length; i += 1) out[i] = ids[order[i] as number] as string;
  return out;
}

function stringsOf(ids: readonly string[] | ByteTexts): readonly string[] {
  return isByteTexts(ids) ? ids.list() : ids;
}

/** Orders on a day that had one already; of who has no row there are none. */
function countMerged({ customers, ints, intPlaces }: Records): number {
  const { step, slotStep, blockBits, blockStep } = intPlaces;
  let merged = 0;
  for (let c = 0; c < customers; c += 1) {
    const k = placeOf(c, step, blockBits, blockStep);
    merged += (ints[k + ORDERS * slotStep] as number) - (ints[k + PURCHASE_DAYS * slotStep] as number);
  }
  return merged;
}
