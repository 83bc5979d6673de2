import { type Duration, durationDays } from "../calendar/duration.ts";
import { scanTime, type TimeValue } from "../calendar/scan-time.ts";
import { shiftDay } from "../calendar/shift-day.ts";
import { describeValue } from "../core/describe.ts";
import { type InputPath, ScoringError, type ScoringErrorCode } from "../core/error.ts";
import { ownValue } from "../core/own.ts";
import type { Bound } from "./program.ts";
import type { Report } from "./report.ts";

/** Longest duration in a rule: the calendar has ten thousand years. */
const MAX_DAYS = 3_652_500;

const EXPECTED = 'a date such as "2026-01-31", or { ago: { days: 30 } }, or { ahead: … }';

/** Reads a {@link DateValue}; undefined where a problem was reported. */
export function readBound(value: unknown, path: InputPath, report: Report): Bound | undefined {
  if (typeof value === "string") {
    const found: TimeValue = { value: 0 };
    if (scanTime(value, found) === "day") return found.value;
    report("invalid_date", path, EXPECTED, describeValue(value));
    return undefined;
  }
  if (typeof value === "object" && value !== null && !Array.isArray(value)) {
    const keys = Object.keys(value);
    const [key] = keys;
    if (keys.length === 1 && (key === "ago" || key === "ahead")) {
      const span = readDuration((value as { readonly [name: string]: unknown })[key], [...path, key], report);
      return span && { [key]: span, plus: 0 };
    }
  }
  report(value === undefined ? "missing" : "wrong_type", path, EXPECTED, describeValue(value));
  return undefined;
}

/** Reads a duration of whole units; undefined where a problem was reported. */
export function readDuration(value: unknown, path: InputPath, report: Report): Duration | undefined {
  const [code, at, expected] = durationProblem(value, path) ?? [];
  if (code === undefined || at === undefined || expected === undefined) return value as Duration;
  const part = at[path.length];
  const given = part === undefined ? value : (value as { readonly [name: string]: unknown })[part];
  report(code, at, expected, code === "unknown_name" ? "another name" : describeValue(given));
  return undefined;
}

function durationProblem(
  value: unknown,
  path: InputPath,
): readonly [ScoringErrorCode, InputPath, string] | undefined {
  let days: number;
  try {
    days = durationDays(value, path);
  } catch (error) {
    if (!(error instanceof ScoringError)) throw error;
    return [error.code, error.path, error.expected];
  }
  const duration = value as Duration;
  const part = (Object.keys(duration) as (keyof Duration)[]).find(
    (name) => !Number.isInteger(duration[name]),
  );
  if (part !== undefined) return ["out_of_range", [...path, part], "a whole number"];
  return days > MAX_DAYS ? ["out_of_range", path, "at most ten thousand years"] : undefined;
}

/** A bound moved by whole days. */
export function moveBound(bound: Bound, days: number): Bound {
  return typeof bound === "number" ? bound + days : { ...bound, plus: bound.plus + days };
}

/** The number that a bound is on the day of looking. */
export function boundAt(bound: Bound, asOf: number): number {
  if (typeof bound === "number") return bound;
  const { plus } = bound;
  const ago = ownValue(bound, "ago");
  const ahead = ownValue(bound, "ahead");
  if (ago !== undefined) return shiftDay(asOf, ago, -1) + plus;
  return (ahead === undefined ? asOf : shiftDay(asOf, ahead, 1)) + plus;
}
