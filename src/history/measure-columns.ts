/**
 * Each measure for all customers of a table. A loop apiece: one loop that is given the measure would call it for each
 * customer, where these are compiled with the formula inside.
 *
 * @module
 */
import * as measure from "./measures.ts";
import type { Records } from "./records.ts";
import type { HistoryRow } from "./types.ts";

/** Writes the measure of customer `of[i]` to `out[i]`. */
export type MeasureColumn = (records: Records, of: Int32Array, out: Float64Array, view: measure.View) => void;

/** What a history row says in numbers, and the days that it shows as dates. */
type Measured =
  | Exclude<keyof HistoryRow, "customerId" | "firstPurchase" | "lastPurchase">
  | "firstDay"
  | "lastDay";

/** The columns by name. */
export const measureColumns: { readonly [K in Measured]: MeasureColumn } = {
  firstDay: (records, of, out) => {
    for (let i = 0; i < out.length; i += 1) out[i] = measure.firstDayOf(records, of[i] as number);
  },
  lastDay: (records, of, out) => {
    for (let i = 0; i < out.length; i += 1) out[i] = measure.lastDayOf(records, of[i] as number);
  },
  orders: (records, of, out) => {
    for (let i = 0; i < out.length; i += 1) out[i] = measure.ordersOf(records, of[i] as number);
  },
  purchaseDays: (records, of, out) => {
    for (let i = 0; i < out.length; i += 1) out[i] = measure.purchaseDaysOf(records, of[i] as number);
  },
  revenue: (records, of, out) => {
    for (let i = 0; i < out.length; i += 1) out[i] = measure.revenueOf(records, of[i] as number);
  },
  refunds: (records, of, out) => {
    for (let i = 0; i < out.length; i += 1) out[i] = measure.refundsOf(records, of[i] as number);
  },
  frequency: (records, of, out, view) => {
    for (let i = 0; i < out.length; i += 1) out[i] = measure.frequencyOf(records, of[i] as number, view);
  },
  recency: (records, of, out, view) => {
    for (let i = 0; i < out.length; i += 1) out[i] = measure.recencyOf(records, of[i] as number, view);
  },
  age: (records, of, out, view) => {
    for (let i = 0; i < out.length; i += 1) out[i] = measure.ageOf(records, of[i] as number, view);
  },
  averageOrderValue: (records, of, out) => {
    for (let i = 0; i < out.length; i += 1) out[i] = measure.averageOrderValueOf(records, of[i] as number);
  },
  meanRepeatSpend: (records, of, out, view) => {
    for (let i = 0; i < out.length; i += 1)
      out[i] = measure.meanRepeatSpendOf(records, of[i] as number, view);
  },
  recencyDays: (records, of, out, view) => {
    for (let i = 0; i < out.length; i += 1) out[i] = measure.recencyDaysOf(records, of[i] as number, view);
  },
  meanGapDays: (records, of, out, view) => {
    for (let i = 0; i < out.length; i += 1) out[i] = measure.meanGapOf(records, of[i] as number, view);
  },
  gapStdDays: (records, of, out, view) => {
    for (let i = 0; i < out.length; i += 1) out[i] = measure.gapStdOf(records, of[i] as number, view);
  },
  sumLogGaps: (records, of, out, view) => {
    for (let i = 0; i < out.length; i += 1) out[i] = measure.sumLogGapsOf(records, of[i] as number, view);
  },
};
