/**
 * What a record says of a customer, one formula each. `c` is the customer's number among the records;
 * NaN stands for what cannot be known.
 *
 * @module
 */
import { numberOf, type Records, wholeOf } from "./records.ts";
import {
  FIRST,
  FIRST_GROSS,
  FIRST_ORDERS,
  GROSS,
  GROSS_LOW,
  LAST,
  LOG_GAPS,
  ORDERS,
  PURCHASE_DAYS,
  REFUNDS,
  SQUARED_GAPS,
} from "./state.ts";

/** How records are to be read. */
export interface View {
  /** Civil day of `asOf`. */
  readonly asOfDay: number;
  /** Days of the time unit. */
  readonly unitDays: number;
  /** Are same-day orders purchases of their own? */
  readonly separate: boolean;
}

/** A measure of a customer. */
export type Measure = (records: Records, c: number, view: View) => number;

/** Orders; 0 for who has refunds only. */
export function ordersOf(records: Records, c: number): number {
  return wholeOf(records, ORDERS, c);
}

/** Different days with an order. */
export function purchaseDaysOf(records: Records, c: number): number {
  return wholeOf(records, PURCHASE_DAYS, c);
}

/** Civil day of the first order. */
export function firstDayOf(records: Records, c: number): number {
  return ordersOf(records, c) === 0 ? Number.NaN : wholeOf(records, FIRST, c);
}

/** Civil day of the last order. */
export function lastDayOf(records: Records, c: number): number {
  return ordersOf(records, c) === 0 ? Number.NaN : wholeOf(records, LAST, c);
}

/** Purchases after the first. */
export function frequencyOf(records: Records, c: number, view: View): number {
  return Math.max(0, (view.separate ? ordersOf(records, c) : purchaseDaysOf(records, c)) - 1);
}

/** Time from the first to the last purchase. */
export function recencyOf(records: Records, c: number, view: View): number {
  return (lastDayOf(records, c) - firstDayOf(records, c)) / view.unitDays;
}

/** Time from the first purchase to the moment of looking. */
export function ageOf(records: Records, c: number, view: View): number {
  return (view.asOfDay - firstDayOf(records, c)) / view.unitDays;
}

/** Days since the last purchase. */
export function recencyDaysOf(records: Records, c: number, view: View): number {
  return view.asOfDay - lastDayOf(records, c);
}

/** Sum of order amounts. */
export function grossOf(records: Records, c: number): number {
  const gross = numberOf(records, GROSS, c);
  const low = numberOf(records, GROSS_LOW, c);
  // What rounding lost is not known of a sum that overflows: Infinity, not NaN.
  return Number.isNaN(low) ? gross : gross + low;
}

/** Sum of refunds. */
export function refundsOf(records: Records, c: number): number {
  const { refunds } = records;
  if (refunds === undefined) return 0;
  return (refunds[c * REFUNDS] as number) + (refunds[c * REFUNDS + 1] as number);
}

/** Orders less refunds. */
export function revenueOf(records: Records, c: number): number {
  return grossOf(records, c) - refundsOf(records, c);
}

/** Net revenue an order. */
export function averageOrderValueOf(records: Records, c: number): number {
  const orders = ordersOf(records, c);
  return orders === 0 ? Number.NaN : revenueOf(records, c) / orders;
}

/**
 * Mean amount of the purchases after the first. Where same-day orders stay separate, which order of
 * the first day came first is not known: their mean stands for it.
 */
export function meanRepeatSpendOf(records: Records, c: number, view: View): number {
  const frequency = frequencyOf(records, c, view);
  if (frequency === 0) return Number.NaN;
  const firstDay = numberOf(records, FIRST_GROSS, c);
  const first = view.separate ? firstDay / numberOf(records, FIRST_ORDERS, c) : firstDay;
  return (grossOf(records, c) - first) / frequency;
}

/** Mean days between purchases. */
export function meanGapOf(records: Records, c: number, view: View): number {
  const gaps = frequencyOf(records, c, view);
  return gaps === 0 ? Number.NaN : (lastDayOf(records, c) - firstDayOf(records, c)) / gaps;
}

/** Sample standard deviation of the days between purchases. */
export function gapStdOf(records: Records, c: number, view: View): number {
  const gaps = frequencyOf(records, c, view);
  if (gaps < 2) return Number.NaN;
  const span = lastDayOf(records, c) - firstDayOf(records, c);
  const squared = numberOf(records, SQUARED_GAPS, c);
  // Whole numbers: the numerator is exact, so equal gaps give 0 and not a rounding remainder.
  return Math.sqrt(Math.max(0, gaps * squared - span * span) / (gaps * (gaps - 1)));
}

/** Sum of logarithms of the gaps. A gap of no days has none. */
export function sumLogGapsOf(records: Records, c: number, view: View): number {
  const days = purchaseDaysOf(records, c);
  const zeroGap = view.separate && ordersOf(records, c) > days;
  return days < 2 || zeroGap ? Number.NaN : numberOf(records, LOG_GAPS, c);
}
