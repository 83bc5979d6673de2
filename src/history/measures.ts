/**
 * What a record says of a customer: one formula each, used for columns and for single customers.
 * NaN stands for what cannot be known.
 *
 * @module
 */

/** A customer's record in words. */
export interface CustomerRecord {
  /** Civil day of the first purchase. */
  readonly first: number;
  /** Civil day of the last purchase. */
  readonly last: number;
  /** Different days with a purchase. */
  readonly purchaseDays: number;
  /** Orders; 0 for who has refunds only. */
  readonly orders: number;
  /** Sum of order amounts. */
  readonly gross: number;
  /** Sum of order amounts on the first day. */
  readonly firstGross: number;
  /** Orders on the first day. */
  readonly firstOrders: number;
  /** Sum of squared gaps between purchase days. */
  readonly squaredGaps: number;
  /** Sum of logarithms of those gaps. */
  readonly logGaps: number;
  /** Sum of refunds. */
  readonly refunds: number;
}

/** How a record is to be read. */
export interface View {
  /** Civil day of `asOf`. */
  readonly asOfDay: number;
  /** Days of the time unit. */
  readonly unitDays: number;
  /** Are same-day orders purchases of their own? */
  readonly separate: boolean;
}

/** Purchases after the first. */
export function frequencyOf(record: CustomerRecord, view: View): number {
  return Math.max(0, (view.separate ? record.orders : record.purchaseDays) - 1);
}

/** Time from the first to the last purchase. */
export function recencyOf(record: CustomerRecord, view: View): number {
  return record.orders === 0 ? Number.NaN : (record.last - record.first) / view.unitDays;
}

/** Time from the first purchase to the moment of looking. */
export function ageOf(record: CustomerRecord, view: View): number {
  return record.orders === 0 ? Number.NaN : (view.asOfDay - record.first) / view.unitDays;
}

/** Days since the last purchase. */
export function recencyDaysOf(record: CustomerRecord, view: View): number {
  return record.orders === 0 ? Number.NaN : view.asOfDay - record.last;
}

/** Net revenue. */
export function revenueOf(record: CustomerRecord): number {
  return record.gross - record.refunds;
}

/** Net revenue an order. */
export function averageOrderValueOf(record: CustomerRecord): number {
  return record.orders === 0 ? Number.NaN : revenueOf(record) / record.orders;
}

/**
 * Mean amount of the purchases after the first. Where same-day orders stay separate, which order of
 * the first day came first is not known: their mean stands for it.
 */
export function meanRepeatSpendOf(record: CustomerRecord, view: View): number {
  const frequency = frequencyOf(record, view);
  if (frequency === 0) return Number.NaN;
  const first = view.separate ? record.firstGross / record.firstOrders : record.firstGross;
  return (record.gross - first) / frequency;
}

/** Mean days between purchases. */
export function meanGapOf(record: CustomerRecord, view: View): number {
  const gaps = frequencyOf(record, view);
  return gaps === 0 ? Number.NaN : (record.last - record.first) / gaps;
}

/** Sample standard deviation of the days between purchases. */
export function gapStdOf(record: CustomerRecord, view: View): number {
  const gaps = frequencyOf(record, view);
  if (gaps < 2) return Number.NaN;
  const span = record.last - record.first;
  // Whole numbers: the numerator is exact, so equal gaps give 0 and not a rounding remainder.
  return Math.sqrt(Math.max(0, gaps * record.squaredGaps - span * span) / (gaps * (gaps - 1)));
}

/** Sum of logarithms of the gaps. A gap of no days has none. */
export function sumLogGapsOf(record: CustomerRecord, view: View): number {
  const zeroGap = view.separate && record.orders > record.purchaseDays;
  return record.purchaseDays < 2 || zeroGap ? Number.NaN : record.logGaps;
}
