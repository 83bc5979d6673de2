import { utc } from "@date-fns/utc";
import { add, sub } from "date-fns";
import { MS_PER_DAY } from "./civil.ts";
import type { Duration } from "./duration.ts";

/**
 * The civil day that lies a duration after `day` (`direction` 1) or before it (-1), by the calendar: a
 * month before 31 March is the last of February. It may lie outside the years that have an ISO form.
 *
 * @param duration - Of whole units, checked before.
 */
export function shiftDay(day: number, duration: Duration, direction: 1 | -1): number {
  const { months = 0, years = 0, weeks = 0, days = 0 } = duration;
  // Days and weeks need no calendar.
  if (months === 0 && years === 0) return day + direction * (7 * weeks + days);
  const move = direction === 1 ? add : sub;
  const moved = move(new Date(day * MS_PER_DAY), { ...duration }, { in: utc });
  return Math.floor(moved.getTime() / MS_PER_DAY);
}
