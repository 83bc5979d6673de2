import { bare } from "../core/own.ts";
import { dayOfDate, daysInMonth, MS_PER_DAY } from "./civil.ts";

/** A length of time with its unit: `{ months: 12 }`. Several units add up. */
export interface Duration {
  readonly days?: number;
  readonly weeks?: number;
  readonly months?: number;
  readonly years?: number;
}

/**
 * The civil day that lies a duration after `day` (`direction` 1) or before it (-1), by the calendar: a
 * month before 31 March is the last of February. It may lie outside the years that have an ISO form.
 *
 * Whole numbers alone: engines that have no time zones, or that freeze `Date`, score customers too.
 *
 * @param duration - Of whole units, checked before.
 */
export function shiftDay(day: number, duration: Duration, direction: 1 | -1): number {
  const { months = 0, years = 0, weeks = 0, days = 0 } = bare(duration);
  return shiftMonths(day, direction * (12 * years + months)) + direction * (7 * weeks + days);
}

function shiftMonths(day: number, months: number): number {
  if (months === 0) return day;
  const date = new Date(day * MS_PER_DAY);
  const moved = date.getUTCFullYear() * 12 + date.getUTCMonth() + months;
  const year = Math.floor(moved / 12);
  const month = moved - 12 * year + 1;
  return dayOfDate(year, month, Math.min(date.getUTCDate(), daysInMonth(year, month)));
}
