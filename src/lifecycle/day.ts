import { FIRST_DAY, isoOfDay, LAST_DAY, MS_PER_DAY } from "../calendar/civil.ts";
import { scanTime, type TimeValue } from "../calendar/scan-time.ts";
import { describeValue } from "../core/describe.ts";
import { type InputPath, ScoringError } from "../core/error.ts";

const EXPECTED =
  'a civil day such as "2026-01-31", a date-time with Z or an offset, or a Date (by its UTC day)';

/**
 * The civil day of a time, read without a time zone: instants by their UTC day. Who counts days in
 * another zone gives calendar dates. Needs no `Intl`.
 *
 * @throws A {@link ScoringError} with `missing`, `wrong_type`, `invalid_date` or `no_offset`.
 */
export function readDay(value: unknown, path: InputPath): number {
  if (typeof value === "string") return readText(value, path);
  const ms = value instanceof Date ? value.getTime() : instantOf(value);
  if (ms === undefined) {
    const missing = value === undefined || value === null;
    throw new ScoringError(missing ? "missing" : "wrong_type", path, EXPECTED, describeValue(value));
  }
  const day = Math.floor(ms / MS_PER_DAY);
  if (day >= FIRST_DAY && day <= LAST_DAY) return day;
  throw new ScoringError("invalid_date", path, EXPECTED, describeValue(value));
}

function readText(value: string, path: InputPath): number {
  const found: TimeValue = { value: 0 };
  const form = scanTime(value, found);
  if (form === "day") return found.value;
  if (form === "instant") return Math.floor(found.value / MS_PER_DAY);
  throw new ScoringError(
    form === "local" ? "no_offset" : "invalid_date",
    path,
    EXPECTED,
    describeValue(value),
  );
}

function instantOf(value: unknown): number | undefined {
  const ms = (value as { readonly epochMilliseconds?: unknown } | null | undefined)?.epochMilliseconds;
  return typeof ms === "number" ? ms : undefined;
}

/** ISO form of a day, null where it is not known. */
export function dayText(day: number): string | null {
  return day >= FIRST_DAY && day <= LAST_DAY ? isoOfDay(day) : null;
}
