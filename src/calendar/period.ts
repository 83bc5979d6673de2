import { UTCDateMini } from "@date-fns/utc/date/mini";
import { startOfMonth } from "date-fns/startOfMonth";
import { startOfQuarter } from "date-fns/startOfQuarter";
import { startOfWeek } from "date-fns/startOfWeek";
import { startOfYear } from "date-fns/startOfYear";
import { MS_PER_DAY } from "./civil.ts";
import { shiftDay } from "./shift-day.ts";

/** A calendar period. */
export type Period = "day" | "week" | "month" | "quarter" | "year";

/** All of them, shortest first. */
export const PERIODS: readonly Period[] = ["day", "week", "month", "quarter", "year"];

/** First day of the week, Sunday = 0. */
export type WeekStart = 0 | 1 | 2 | 3 | 4 | 5 | 6;

/** What `utc` does, without the formatters of text that it makes when it is loaded: not every engine has `Intl`. */
const inUtc = (value: Date | number | string): Date => new UTCDateMini(+new Date(value));

/** First day of the calendar period that holds `day`. Weeks start on Monday unless told. */
export function periodStart(day: number, period: Period, weekStartsOn: WeekStart = 1): number {
  if (period === "day") return day;
  const date = new Date(day * MS_PER_DAY);
  const context = { in: inUtc } as const;
  switch (period) {
    case "week":
      return toDay(startOfWeek(date, { ...context, weekStartsOn }));
    case "month":
      return toDay(startOfMonth(date, context));
    case "quarter":
      return toDay(startOfQuarter(date, context));
    default:
      return toDay(startOfYear(date, context));
  }
}

const STEPS = {
  month: { months: 1 },
  quarter: { months: 3 },
  year: { years: 1 },
} as const;

/** First day of the period after the one that starts on `start`. */
export function nextPeriod(start: number, period: Period): number {
  if (period === "day") return start + 1;
  if (period === "week") return start + 7;
  return shiftDay(start, STEPS[period], 1);
}

/**
 * First days of the periods from the one that holds `first` to the one that holds `last`, ascending.
 */
export function periodStarts(
  first: number,
  last: number,
  period: Period,
  weekStartsOn: WeekStart = 1,
): readonly number[] {
  const starts: number[] = [];
  for (let at = periodStart(first, period, weekStartsOn); at <= last; at = nextPeriod(at, period)) {
    starts.push(at);
  }
  return starts;
}

/** Index of the period that holds `day`: the last start that is not after it; -1 before the first. */
export function periodIndex(starts: ArrayLike<number>, day: number): number {
  let low = 0;
  let high = starts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((starts[middle] as number) <= day) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

function toDay(date: Date): number {
  return Math.round(date.getTime() / MS_PER_DAY);
}
