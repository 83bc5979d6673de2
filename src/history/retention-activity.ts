import { MS_PER_DAY } from "../calendar/civil.ts";
import type { Moment } from "../calendar/moment.ts";
import type { TimeValue } from "../calendar/scan-time.ts";
import { type TimeReader, timeRefusal } from "../calendar/time-reader.ts";
import { copyCells } from "../core/column.ts";
import { openInput } from "../core/open-input.ts";
import { createCodeReader } from "../core/read-codes.ts";
import { createIdRegister } from "../core/read-ids.ts";
import { createRejector } from "../core/rejector.ts";
import type { OnInvalid, Rejection } from "../core/types.ts";

/** Each customer's activity in days since their first. */
export interface Activity {
  /** Civil day of the first activity. */
  readonly firstDay: Int32Array;
  /** The last day since the first activity that is over; -1 where not even the first is. */
  readonly age: Float64Array;
  /** Those of customer `c` stand at `starts[c]` to `starts[c + 1]`, not included. */
  readonly starts: Int32Array;
  readonly offsets: Float64Array;
  readonly rejected: readonly Rejection[];
}

const MS_PER_HOUR = 3_600_000;

/** Reads who did something and when, and counts days from each one's first time. */
export function readActivity(
  input: unknown,
  fields: { readonly [field: string]: string | undefined } | undefined,
  reader: TimeReader,
  asOf: Moment,
  rolling: boolean,
  onInvalid: OnInvalid,
): Activity {
  const open = openInput(input, "activity", fields);
  const rejector = createRejector("activity", onInvalid);
  const register = createIdRegister();
  const codes = new Int32Array(open.length);
  createCodeReader(open.needed("customerId"), "customerId", register, rejector)(0, open.length, codes);
  const times = new Float64Array(open.length);
  const days = new Int32Array(open.length);
  const cells: unknown[] = [];
  copyCells(open.needed("at"), 0, open.length, cells);
  const found: TimeValue = { value: 0 };
  for (let i = 0; i < open.length; i += 1) {
    const form = reader.scan(cells[i], found);
    const timed = form === "instant" || form === "local";
    if (!timed && (form !== "day" || rolling)) {
      const { code, expected } = timeRefusal(form === "day" ? "invalid" : form, cells[i]);
      rejector.reject(i, "at", code, form === "day" ? "a time of day, for rolling days" : expected, cells[i]);
      codes[i] = -1;
      continue;
    }
    days[i] = reader.dayOf(form, found.value);
    const instant = form === "local" ? reader.zone.instantOf(found.value) : found.value;
    if (rolling) times[i] = Math.floor(instant / MS_PER_HOUR) * MS_PER_HOUR;
    else times[i] = (days[i] as number) * MS_PER_DAY;
    const later =
      form === "day"
        ? (days[i] as number) > asOf.day
        : instant > asOf.latest || (days[i] as number) > asOf.day;
    if (later) codes[i] = -1;
  }
  for (let i = 0; i < open.length; i += 1) if (rejector.has(i)) codes[i] = -1;
  return {
    ...offsetsOf(codes, times, days, register.size, endOf(asOf, rolling)),
    rejected: rejector.list(),
  };
}

/** The moment up to which days are over: a calendar date has lasted to its end. */
function endOf({ day, latest }: Moment, rolling: boolean): number {
  if (latest === Number.POSITIVE_INFINITY) return (day + 1) * MS_PER_DAY;
  return rolling ? latest : day * MS_PER_DAY;
}

function offsetsOf(
  codes: Int32Array,
  times: Float64Array,
  days: Int32Array,
  customers: number,
  end: number,
): Omit<Activity, "rejected"> {
  const counts = new Int32Array(customers);
  const first = new Float64Array(customers).fill(Number.POSITIVE_INFINITY);
  const firstOf = new Int32Array(customers);
  for (let i = 0; i < codes.length; i += 1) {
    const c = codes[i] as number;
    if (c < 0) continue;
    counts[c] = (counts[c] as number) + 1;
    if ((times[i] as number) < (first[c] as number)) {
      first[c] = times[i] as number;
      firstOf[c] = days[i] as number;
    }
  }
  // Customers whose every row is out of sight are not there.
  const seen = new Int32Array(customers).fill(-1);
  let kept = 0;
  for (let c = 0; c < customers; c += 1) if ((counts[c] as number) > 0) seen[c] = kept++;
  const starts = new Int32Array(kept + 1);
  const age = new Float64Array(kept);
  const firstDay = new Int32Array(kept);
  for (let c = 0; c < customers; c += 1) {
    const k = seen[c] as number;
    if (k < 0) continue;
    starts[k + 1] = (starts[k] as number) + (counts[c] as number);
    age[k] = Math.floor((end - (first[c] as number)) / MS_PER_DAY) - 1;
    firstDay[k] = firstOf[c] as number;
  }
  const next = starts.slice();
  const offsets = new Float64Array(starts[kept] as number);
  for (let i = 0; i < codes.length; i += 1) {
    const c = codes[i] as number;
    if (c < 0) continue;
    const k = seen[c] as number;
    offsets[next[k] as number] = Math.floor(((times[i] as number) - (first[c] as number)) / MS_PER_DAY);
    next[k] = (next[k] as number) + 1;
  }
  return { firstDay, age, starts, offsets };
}
