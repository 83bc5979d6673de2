import { describeValue } from "../core/describe.ts";
import { type InputPath, ScoringError } from "../core/error.ts";
import { bare, hasOwn } from "../core/own.ts";
import type { TimeUnit } from "../core/types.ts";
import { isoOfDay, LAST_DAY } from "./civil.ts";
import { type Duration, shiftDay } from "./shift-day.ts";

export type { Duration } from "./shift-day.ts";

/** Days of a unit where a duration becomes a number: a year is 365.25 days, a month a twelfth of it. */
export const DAYS_PER_UNIT: { readonly [U in TimeUnit]: number } = {
  day: 1,
  week: 7,
  month: 30.4375,
  year: 365.25,
};

const UNITS = { days: "day", weeks: "week", months: "month", years: "year" } as const;
const NAMES = Object.keys(UNITS) as (keyof typeof UNITS)[];

/**
 * Length of a duration in days, a month counting 30.4375.
 *
 * @example
 * ```ts
 * durationDays({ weeks: 2 }, ["horizon"]); // => 14
 * durationDays({ months: 12 }, ["horizon"]); // => 365.25
 * ```
 * @throws A {@link ScoringError} with `wrong_type`, `unknown_name` or `out_of_range`.
 */
export function durationDays(duration: unknown, path: InputPath): number {
  const parts = checkDuration(duration, path);
  let days = 0;
  for (const name of NAMES) days += (parts[name] ?? 0) * DAYS_PER_UNIT[UNITS[name]];
  return days;
}

/** Length of a duration in `unit`; a number is taken to be in that unit already. */
export function durationIn(unit: TimeUnit, duration: unknown, path: InputPath): number {
  if (typeof duration !== "number") return durationDays(duration, path) / DAYS_PER_UNIT[unit];
  if (Number.isFinite(duration) && duration >= 0) return duration;
  throw new ScoringError("out_of_range", path, "a number of at least 0", describeValue(duration));
}

/**
 * The civil day that a duration leads to, by the calendar: a month after 31 January is the last of
 * February. Fractions are not calendar steps and are refused.
 *
 * @throws A {@link ScoringError} as {@link durationDays}.
 */
export function addDuration(day: number, duration: Duration, path: InputPath): number {
  const parts = checkDuration(duration, path);
  for (const name of NAMES) {
    if (!Number.isInteger(parts[name] ?? 0)) {
      throw new ScoringError("out_of_range", [...path, name], "a whole number", describeValue(parts[name]));
    }
  }
  const moved = shiftDay(day, parts, 1);
  if (moved <= LAST_DAY) return moved;
  throw new ScoringError("out_of_range", path, "a duration that ends before the year 10000", "a longer one");
}

/** ISO form of {@link addDuration}. */
export function isoAfter(day: number, duration: Duration, path: InputPath): string {
  return isoOfDay(addDuration(day, duration, path));
}

function checkDuration(duration: unknown, path: InputPath): Duration {
  if (typeof duration !== "object" || duration === null || Array.isArray(duration)) {
    throw new ScoringError("wrong_type", path, "a duration such as { months: 12 }", describeValue(duration));
  }
  const given = Object.keys(duration);
  for (const name of given) {
    if (!hasOwn(UNITS, name)) {
      throw new ScoringError("unknown_name", [...path, name], `one of ${NAMES.join(", ")}`, "another name");
    }
    const value = (duration as { readonly [name: string]: unknown })[name];
    if (typeof value !== "number" || !Number.isFinite(value) || value < 0) {
      throw new ScoringError("out_of_range", [...path, name], "a number of at least 0", describeValue(value));
    }
  }
  if (given.length === 0) {
    throw new ScoringError("empty", path, "a duration such as { months: 12 }", "no unit");
  }
  return bare(duration);
}
