import { isoOfDays } from "../calendar/civil.ts";
import { readMoment } from "../calendar/moment.ts";
import { PERIODS, type Period, periodStart, type WeekStart } from "../calendar/period.ts";
import { createTimeReader, type TimeOptions } from "../calendar/time-reader.ts";
import { checkNumber, checkOneOf, checkOptions } from "../core/check-options.ts";
import { describeValue } from "../core/describe.ts";
import { ScoringError } from "../core/error.ts";
import { createTable } from "../core/table.ts";
import type { Fields, Id, Input, OnInvalid, Open, Rejection, Renamed, Table, Time } from "../core/types.ts";
import { type Activity, readActivity } from "./retention-activity.ts";

/** Somebody did something: an order, a visit. Other fields are ignored. */
export interface ActivityRow {
  readonly customerId: Id;
  readonly at: Time;
}

/** A range of days since the first activity, both ends included. */
export interface DayBracket {
  readonly from: number;
  /** Default: no end. */
  readonly to?: number;
}

/** Options of {@link retentionDays}. */
export interface RetentionDaysOptions extends TimeOptions {
  /** The moment of looking; later rows are left out. */
  readonly asOf: Time;
  /** Days since the first activity that are looked at; day 0 is the first. Default 1, 7, 30 (with `brackets`: none). */
  readonly days?: readonly number[];
  /** Back on that very day (`on`, default), or on it or any later day (`on-or-after`). */
  readonly rule?: "on" | "on-or-after";
  /** Ranges of days to look at instead: back on any day of the range. */
  readonly brackets?: readonly DayBracket[];
  /**
   * What a day is: a civil day of the zone (`civil`, default), or 24 hours from the customer's first
   * activity, its hour rounded down (`rolling`; needs times of day).
   */
  readonly clock?: "civil" | "rolling";
  /** Cohorts by the calendar period of the first activity. Default: all in one. */
  readonly cohort?: Period;
  /** First day of a week, Sunday = 0. Default Monday, 1. */
  readonly weekStartsOn?: WeekStart;
  /** A bad row ends with an error (default), or is set aside in `rejected`. */
  readonly onInvalid?: OnInvalid;
}

/** A cohort on a day, or in a range of days. */
export interface RetentionDaysRow {
  /** First civil day of the cohort's period; null where all are one cohort. */
  readonly cohort: string | null;
  /** First and last day looked at; no last one for an open range. */
  readonly from: number;
  readonly to: number | null;
  /** Customers for whom these days are over (of an open range: its first). Others cannot be judged yet. */
  readonly customers: number;
  /** Those who came back. */
  readonly retained: number;
  /** `retained / customers`; null without customers. */
  readonly retention: number | null;
}

/**
 * Retention on day n after the first activity, on day n or later, or within brackets of days, by civil
 * days or by rolling 24 hours. Customers who are too new to be judged on a day are not counted there.
 * (`retentionCohorts` counts by calendar periods.)
 *
 * @throws A {@link ScoringError} for rows with `missing`, `wrong_type`, `invalid_date` or `no_offset`
 * (unless collected); for options with `missing`, `unknown_name`, `out_of_range`, `empty` or `conflict`.
 * @example
 * ```ts
 * const visits = [
 *   { customerId: "ann", at: "2026-01-01" },
 *   { customerId: "ann", at: "2026-01-02" },
 *   { customerId: "bob", at: "2026-01-01" },
 *   { customerId: "bob", at: "2026-01-09" },
 * ];
 * const options = { asOf: "2026-01-31", days: [1, 7] };
 * retentionDays(visits, options).columns.retention; // => Float64Array.of(0.5, 0)
 * retentionDays(visits, { ...options, rule: "on-or-after" }).columns.retention; // => Float64Array.of(1, 0.5)
 * ```
 * @see Amplitude documentation, How the Retention Analysis chart calculates retention.
 */
export function retentionDays<const F extends Fields<ActivityRow> = Record<never, never>, C = never>(
  activity: Input<Renamed<ActivityRow, F>> | Open<C>,
  options: RetentionDaysOptions & { readonly fields?: F },
): Table<RetentionDaysRow> & { readonly rejected: readonly Rejection[] } {
  options = checkOptions(options, NAMES);
  const { clock = "civil", cohort, weekStartsOn = 1, onInvalid = "throw" } = options;
  checkOneOf(clock, ["civil", "rolling"], ["options", "clock"]);
  checkOneOf(onInvalid, ["throw", "collect"], ["options", "onInvalid"]);
  if (cohort !== undefined) checkOneOf(cohort, PERIODS, ["options", "cohort"]);
  const weekday = checkNumber(weekStartsOn, ["options", "weekStartsOn"], { min: 0, max: 6, integer: true });
  const brackets = readBrackets(options);
  const reader = createTimeReader(options);
  const asOf = readMoment(options.asOf, "asOf", reader);
  const read = readActivity(activity, options.fields, reader, asOf, clock === "rolling", onInvalid);
  const groups = Float64Array.from(read.firstDay, (day) =>
    cohort === undefined ? Number.NaN : periodStart(day, cohort, weekday as WeekStart),
  );
  const table = countRetention(read, groups, brackets);
  return Object.assign(table, { rejected: read.rejected });
}

const NAMES = [
  ...["asOf", "days", "rule", "brackets", "clock", "cohort", "weekStartsOn", "onInvalid", "fields"],
  ...["timeZone", "numericTime"],
];

interface Range {
  readonly from: number;
  /** Infinity where open. */
  readonly to: number;
}

function readBrackets({ days, rule = "on", brackets }: RetentionDaysOptions): readonly Range[] {
  checkOneOf(rule, ["on", "on-or-after"], ["options", "rule"]);
  if (days !== undefined && brackets !== undefined) {
    throw new ScoringError("conflict", ["options", "brackets"], "days or brackets", "both");
  }
  const name = brackets === undefined ? "days" : "brackets";
  const given: unknown = brackets ?? days ?? [1, 7, 30];
  if (!Array.isArray(given)) {
    throw new ScoringError("wrong_type", ["options", name], "a list", describeValue(given));
  }
  if (given.length === 0) throw new ScoringError("empty", ["options", name], "at least one", "none");
  const whole = { min: 0, max: 100_000, integer: true };
  return given.map((one: unknown, i) => {
    const path = ["options", name, i];
    if (brackets === undefined) {
      const day = checkNumber(one, path, whole);
      return { from: day, to: rule === "on" ? day : Number.POSITIVE_INFINITY };
    }
    one = checkOptions(one, ["from", "to"], path);
    const { from, to } = one as DayBracket;
    const first = checkNumber(from, [...path, "from"], whole);
    if (to === undefined) return { from: first, to: Number.POSITIVE_INFINITY };
    return { from: first, to: checkNumber(to, [...path, "to"], { ...whole, min: first }) };
  });
}

function countRetention(
  read: Activity,
  groups: Float64Array,
  ranges: readonly Range[],
): Table<RetentionDaysRow> {
  const cohorts = Array.from(new Set(groups)).sort((a, b) => a - b);
  const places = new Map(cohorts.map((group, i) => [group, i]));
  const width = ranges.length;
  const customers = new Float64Array(cohorts.length * width);
  const retained = new Float64Array(cohorts.length * width);
  for (let c = 0; c < groups.length; c += 1) {
    const row = (places.get(groups[c] as number) as number) * width;
    const age = read.age[c] as number;
    const from = read.starts[c] as number;
    const to = read.starts[c + 1] as number;
    for (let r = 0; r < width; r += 1) {
      const range = ranges[r] as Range;
      if (age < (range.to === Number.POSITIVE_INFINITY ? range.from : range.to)) continue;
      customers[row + r] = (customers[row + r] as number) + 1;
      if (isBack(read.offsets, from, to, range)) retained[row + r] = (retained[row + r] as number) + 1;
    }
  }
  const cell = (i: number): Range => ranges[i % width] as Range;
  return createTable<RetentionDaysRow>({
    length: customers.length,
    columns: {
      cohort: () =>
        isoOfDays(Float64Array.from(customers, (_, i) => cohorts[Math.floor(i / width)] as number)),
      from: () => customers.map((_, i) => cell(i).from),
      to: () => customers.map((_, i) => (Number.isFinite(cell(i).to) ? cell(i).to : Number.NaN)),
      customers: () => customers,
      retained: () => retained,
      retention: () => retained.map((back, i) => back / (customers[i] as number)),
    },
    id: "cohort",
  });
}

function isBack(offsets: Float64Array, from: number, to: number, range: Range): boolean {
  for (let k = from; k < to; k += 1) {
    const day = offsets[k] as number;
    if (day >= range.from && day <= range.to) return true;
  }
  return false;
}
