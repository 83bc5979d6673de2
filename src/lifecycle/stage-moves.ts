import { nextPeriod, type Period, periodStarts, type WeekStart } from "../calendar/period.ts";
import type { Stays } from "./open-timeline.ts";

/** Where customers were at the end of one period and at the end of the next. */
export interface StageMoves {
  readonly from: Int32Array;
  readonly to: Int32Array;
  /** Number of the period in which the move falls. */
  readonly period: Int32Array;
  /** First days of the periods. */
  readonly periods: readonly number[];
}

/**
 * The moves from the end of each whole calendar period to the end of the next. A customer takes part
 * from the end of the first period in which their stage is known.
 */
export function stageMoves(stays: Stays, asOf: number, period: Period, weekStartsOn: WeekStart): StageMoves {
  const { length, since, until, stages } = stays;
  let first = asOf;
  for (let i = 0; i < length; i += 1) if ((since[i] as number) < first) first = since[i] as number;
  const starts = periodStarts(first, asOf, period, weekStartsOn);
  // The last day of each whole period.
  const ends = starts.map((start) => nextPeriod(start, period) - 1).filter((end) => end <= asOf);
  const order = orderStays(stays);
  const from: number[] = [];
  const to: number[] = [];
  const at: number[] = [];
  let customer = -1;
  let stage = -1;
  let next = 0;
  for (const i of order) {
    if (stays.customers[i] !== customer) {
      customer = stays.customers[i] as number;
      stage = -1;
      next = firstEnd(ends, since[i] as number);
    }
    const last = until[i] as number;
    // An end belongs to the stay that covers it; one that was left on its day belongs to the next.
    while (next < ends.length && !((ends[next] as number) >= last)) {
      if (stage >= 0) {
        from.push(stage);
        to.push(stages[i] as number);
        at.push(next);
      }
      stage = stages[i] as number;
      next += 1;
    }
  }
  return {
    from: Int32Array.from(from),
    to: Int32Array.from(to),
    period: Int32Array.from(at),
    periods: starts.slice(0, ends.length),
  };
}

/** The first period that ends on a day or later; the very first where the day is not known. */
function firstEnd(ends: readonly number[], day: number): number {
  let low = 0;
  let high = ends.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ends[middle] as number) < day) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Rows by customer and time; rows of one day as they came. */
function orderStays({ length, customers, since }: Stays): Int32Array {
  const order = new Int32Array(length);
  let ordered = true;
  for (let i = 0; i < length; i += 1) {
    order[i] = i;
    if (i > 0 && compare(i - 1, i) > 0) ordered = false;
  }
  function compare(a: number, b: number): number {
    const byCustomer = (customers[a] as number) - (customers[b] as number);
    if (byCustomer !== 0) return byCustomer;
    const dayA = since[a] as number;
    const dayB = since[b] as number;
    if (Number.isNaN(dayA) || Number.isNaN(dayB))
      return Number(Number.isNaN(dayB)) - Number(Number.isNaN(dayA));
    return dayA - dayB;
  }
  return ordered ? order : order.sort((a, b) => compare(a, b) || a - b);
}
