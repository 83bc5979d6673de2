import { checkOneOf } from "../core/check-options.ts";
import { type Column, copyCells, type NumberArray } from "../core/column.ts";
import type { InputPath, ScoringErrorCode } from "../core/error.ts";
import { ownValue } from "../core/own.ts";
import type { Rejector } from "../core/rejector.ts";
import { FIRST_DAY, FUTURE_DAY, LAST_DAY, MS_PER_DAY } from "./civil.ts";
import { scanTime, type TimeForm, type TimeValue } from "./scan-time.ts";
import { createZone, type Zone } from "./zone.ts";

/** How times are to be read. */
export interface TimeOptions {
  /** IANA zone whose civil days count, and in which date-times without an offset are read. Default UTC, and then such date-times are refused. */
  readonly timeZone?: string | undefined;
  /** Unit of times given as numbers, since 1970-01-01 UTC. Without it numbers are refused. */
  readonly numericTime?: NumericTime | undefined;
}

/** Unit of a time given as a number. `day` counts civil days, in whatever zone the host counts them. */
export type NumericTime = "ms" | "s" | "day";

const NUMERIC_TIMES: readonly NumericTime[] = ["ms", "s", "day"];

/** Reads cells as times. */
export interface TimeReader {
  /** Zone of the civil days. */
  readonly zone: Zone;
  /** Unit of times given as numbers. */
  readonly unit: NumericTime | undefined;
  /** Was a zone named? Else date-times without an offset are refused. */
  readonly zoned: boolean;
  /** Says what one cell is; the number goes to `out`. */
  readonly scan: (cell: unknown, out: TimeValue) => TimeForm | "no_offset" | "no_unit";
  /** Day number of a cell of a good form, and its instant where it has one (else NaN). */
  readonly dayOf: (form: TimeForm, value: number) => number;
}

/** Makes a reader for one run; what it caches goes with it. */
export function createTimeReader(options: TimeOptions, path: InputPath = ["options"]): TimeReader {
  const timeZone = ownValue(options, "timeZone");
  const numericTime = ownValue(options, "numericTime");
  const zone = createZone(timeZone ?? "UTC", [...path, "timeZone"]);
  const unit =
    numericTime === undefined ? undefined : checkOneOf(numericTime, NUMERIC_TIMES, [...path, "numericTime"]);
  return { zone, unit, zoned: timeZone !== undefined, scan, dayOf };
}

// The same functions for all readers: of those made anew, what an engine compiled would be forgotten with the reader.

function scan(this: TimeReader, cell: unknown, out: TimeValue): TimeForm | "no_offset" | "no_unit" {
  const { zone, unit } = this;
  if (typeof cell === "string") {
    const form = scanTime(cell, out);
    if (form === "instant") return checkInstant(out.value, zone);
    return form === "local" && !this.zoned ? "no_offset" : form;
  }
  if (typeof cell === "number" && unit === undefined) return "no_unit";
  if (typeof cell === "number" && unit === "day") {
    out.value = cell;
    return Number.isInteger(cell) && cell >= FIRST_DAY && cell <= LAST_DAY ? "day" : "invalid";
  }
  out.value = typeof cell === "number" ? (unit === "s" ? cell * 1000 : cell) : instantOf(cell);
  return checkInstant(out.value, zone);
}

function dayOf(this: TimeReader, form: TimeForm, value: number): number {
  if (form === "day") return value;
  return form === "instant" ? this.zone.dayOf(value) : Math.floor(value / MS_PER_DAY);
}

/** Epoch milliseconds of a Date, which may come from another realm, or of what knows them; else NaN. */
function instantOf(cell: unknown): number {
  if (typeof cell !== "object" || cell === null) return Number.NaN;
  if (cell instanceof Date) return cell.getTime();
  const { epochMilliseconds, getTime } = cell as { epochMilliseconds?: unknown; getTime?: unknown };
  const ms: unknown = typeof getTime === "function" ? getTime.call(cell) : epochMilliseconds;
  return typeof ms === "number" ? ms : Number.NaN;
}

/** Every instant has a civil day; near the ends of the calendar the zone decides whether it has an ISO form. */
function checkInstant(ms: number, zone: Zone): TimeForm {
  if (ms >= (FIRST_DAY + 2) * MS_PER_DAY && ms < (LAST_DAY - 1) * MS_PER_DAY) return "instant";
  if (!(ms >= (FIRST_DAY - 2) * MS_PER_DAY && ms < (LAST_DAY + 3) * MS_PER_DAY)) return "invalid";
  const day = zone.dayOf(ms);
  return day >= FIRST_DAY && day <= LAST_DAY ? "instant" : "invalid";
}

/**
 * Reads cells `from` to `to` (not included) as day numbers into the start of `out`.
 *
 * @param latest - Instants after this moment (epoch ms) read as `FUTURE_DAY`; Infinity lets all pass.
 * A cell that cannot be used goes to `rejector` and reads as `FUTURE_DAY` too.
 */
export function readDayRange(
  column: Column,
  from: number,
  to: number,
  out: Int32Array,
  reader: TimeReader,
  latest: number,
  field: string,
  rejector: Rejector,
  cells: unknown[],
): void {
  if (column.form === "typed" && reader.unit === "day") {
    readDayNumbers(column.values, from, to, out, field, rejector);
    return;
  }
  if (column.form === "dictionary" && column.values.length <= to - from) {
    readDayCodes(column, from, to, out, reader, latest, field, rejector);
    return;
  }
  copyCells(column, from, to, cells);
  const found: TimeValue = { value: 0 };
  let lastCell: unknown;
  let lastDay = 0;
  for (let i = 0; i < to - from; i += 1) {
    const cell = cells[i];
    // Logs in time order repeat the day; equal primitives need no second reading.
    if (cell !== lastCell || typeof cell === "object" || cell === undefined) {
      const form = reader.scan(cell, found);
      lastCell = cell;
      if (form === "day" || form === "instant" || form === "local") {
        lastDay = isAfter(form, found.value, latest, reader) ? FUTURE_DAY : reader.dayOf(form, found.value);
      } else {
        const { code, expected } = timeRefusal(form, cell);
        rejector.reject(from + i, field, code, expected, cell);
        lastDay = FUTURE_DAY;
        lastCell = undefined;
      }
    }
    out[i] = lastDay;
  }
}

const NO_ENTRY: TimeRefusal = { code: "out_of_range", expected: "a code below the dictionary's length" };

/** A dictionary with fewer entries than rows: each entry is read once. */
function readDayCodes(
  column: Extract<Column, { form: "dictionary" }>,
  from: number,
  to: number,
  out: Int32Array,
  reader: TimeReader,
  latest: number,
  field: string,
  rejector: Rejector,
): void {
  const entries = column.values.length;
  const days = new Int32Array(entries);
  const bad = new Map<number, TimeRefusal>();
  const found: TimeValue = { value: 0 };
  for (let e = 0; e < entries; e += 1) {
    const form = reader.scan(column.values[e], found);
    if (form === "day" || form === "instant" || form === "local") {
      days[e] = isAfter(form, found.value, latest, reader) ? FUTURE_DAY : reader.dayOf(form, found.value);
    } else {
      bad.set(e, timeRefusal(form, column.values[e]));
    }
  }
  for (let i = from; i < to; i += 1) {
    const e = column.codes[i] as number;
    const day = days[e];
    const refusal = day === undefined ? NO_ENTRY : bad.size === 0 ? undefined : bad.get(e);
    if (refusal !== undefined) rejector.reject(i, field, refusal.code, refusal.expected, column.values[e]);
    out[i - from] = refusal !== undefined || day === undefined ? FUTURE_DAY : day;
  }
}

/**
 * The day of each entry of a dictionary, as {@link readDayRange} reads it; `undefined` where an entry is no time.
 *
 * @param known - The days of the first entries, where they were read before.
 */
export function dayTable(
  values: ArrayLike<unknown>,
  reader: TimeReader,
  latest: number,
  known: ArrayLike<number> = [],
): Int32Array | undefined {
  const days = new Int32Array(values.length);
  days.set(known);
  const found: TimeValue = { value: 0 };
  for (let e = known.length; e < days.length; e += 1) {
    const day = dayOfCell(values[e], reader, latest, found);
    if (Number.isNaN(day)) return undefined;
    days[e] = day;
  }
  return days;
}

/** The day of a cell, as {@link readDayRange} reads it; NaN for one that is no time. `found` is room to work in. */
export function dayOfCell(cell: unknown, reader: TimeReader, latest: number, found: TimeValue): number {
  const form = reader.scan(cell, found);
  if (form !== "day" && form !== "instant" && form !== "local") return Number.NaN;
  return isAfter(form, found.value, latest, reader) ? FUTURE_DAY : reader.dayOf(form, found.value);
}

/** The fast case: day numbers in a typed array. */
function readDayNumbers(
  values: NumberArray,
  from: number,
  to: number,
  out: Int32Array,
  field: string,
  rejector: Rejector,
): void {
  for (let i = from; i < to; i += 1) {
    const day = values[i] as number;
    out[i - from] = day;
    if (!(day >= FIRST_DAY && day <= LAST_DAY) || day % 1 !== 0) {
      const { code, expected } = timeRefusal("invalid", day);
      rejector.reject(i, field, code, expected, day);
      out[i - from] = FUTURE_DAY;
    }
  }
}

function isAfter(form: TimeForm, value: number, latest: number, reader: TimeReader): boolean {
  if (form === "day" || latest === Number.POSITIVE_INFINITY) return false;
  return (form === "local" ? reader.zone.instantOf(value) : value) > latest;
}

const EXPECTED = "a Date, an ISO date, or an ISO date-time with Z or an offset";

/** Why a cell is no time, and what would be. */
export function timeRefusal(form: TimeForm | "no_offset" | "no_unit", cell: unknown): TimeRefusal {
  if (form === "no_offset") {
    return { code: "no_offset", expected: "Z or an offset (or say which zone it is in: timeZone)" };
  }
  if (form === "no_unit") {
    return { code: "wrong_type", expected: `${EXPECTED} (or say the unit: numericTime)` };
  }
  if (cell === null || cell === undefined) return { code: "missing", expected: EXPECTED };
  if (typeof cell === "object" && !(cell instanceof Date)) {
    return { code: "wrong_type", expected: `${EXPECTED} (of a driver's own object: its text)` };
  }
  const readable = typeof cell === "string" || typeof cell === "number" || cell instanceof Date;
  return { code: readable ? "invalid_date" : "wrong_type", expected: EXPECTED };
}

/** The refusal of a time. */
export interface TimeRefusal {
  readonly code: ScoringErrorCode;
  readonly expected: string;
}
