import { isoOfDays } from "../calendar/civil.ts";
import {
  nextPeriod,
  PERIODS,
  type Period,
  periodIndex,
  periodStarts,
  type WeekStart,
} from "../calendar/period.ts";
import { checkNumber, checkOneOf, checkOptions } from "../core/check-options.ts";
import { ScoringError } from "../core/error.ts";
import type { Transaction } from "../core/records.ts";
import { createTable } from "../core/table.ts";
import type { Fields, Input, Open, Renamed, Table } from "../core/types.ts";
import { addAt } from "../math/sums.ts";
import { READING_OPTIONS } from "./open-transactions.ts";
import { type PurchaseDays, type PurchaseDaysOptions, purchaseDays, rowFactsOf } from "./purchase-days.ts";
import type { RowFacts } from "./types.ts";

/** Options of {@link retentionCohorts}. */
export interface CohortOptions extends PurchaseDaysOptions {
  /** Calendar period of the first purchase, and of what follows. Default `month`. */
  readonly period?: Period;
  /** First day of a week, Sunday = 0. Default Monday, 1. */
  readonly weekStartsOn?: WeekStart;
}

/** A cohort in one of its periods. */
export interface CohortRow {
  /** First civil day of the period in which these customers bought first. */
  readonly cohort: string;
  /** Periods since then; 0 is the first purchase's own. */
  readonly offset: number;
  /** Customers of the cohort. */
  readonly customers: number;
  /** Those who bought in this period. */
  readonly active: number;
  /** `active / customers`. */
  readonly retention: number;
  /** Orders of the cohort in this period. */
  readonly orders: number;
  /** Their amounts; refunds are not taken off. */
  readonly revenue: number;
  /** Was the whole period before `asOf`? The last one of a cohort usually is not. */
  readonly complete: boolean;
}

/**
 * The cohort triangle: customers by the calendar period of their first purchase, and how many of them
 * bought in each period since. A line per cohort and offset up to `asOf`, empty cohorts left out.
 *
 * @throws A {@link ScoringError} as {@link purchaseHistory}; `too_large` where the period is too short for the
 * time between first and last.
 * @example
 * ```ts
 * const orders = [
 *   { customerId: "ann", at: "2026-01-05", amount: 30 },
 *   { customerId: "bob", at: "2026-01-09", amount: 20 },
 *   { customerId: "ann", at: "2026-02-05", amount: 40 },
 * ];
 * const cohorts = retentionCohorts(orders, { asOf: "2026-02-28" });
 * cohorts.columns.retention; // => Float64Array.of(1, 0.5)
 * ```
 */
export function retentionCohorts<const F extends Fields<Transaction> = Record<never, never>, C = never>(
  transactions: Input<Renamed<Transaction, F>> | Open<C>,
  options: CohortOptions & { readonly fields?: F },
): Table<CohortRow> & RowFacts {
  options = checkOptions(options, [...READING_OPTIONS, "asOf", "period", "weekStartsOn"]);
  const { period: asked = "month", weekStartsOn: weekday = 1, ...shared } = options;
  const period = checkOneOf(asked, PERIODS, ["options", "period"]);
  const weekRule = { min: 0, max: 6, integer: true };
  const weekStartsOn = checkNumber(weekday, ["options", "weekStartsOn"], weekRule) as WeekStart;
  const bought = purchaseDays(transactions as Input<Transaction>, shared);
  return Object.assign(cohortTable(bought, period, weekStartsOn), rowFactsOf(bought));
}

/** More lines than this are no table to look at: two years of days have a quarter of a million. */
const MOST_LINES = 1 << 24;

function cohortTable(bought: PurchaseDays, period: Period, weekStartsOn: WeekStart): Table<CohortRow> {
  const firstDays = bought.customerId.map((_id, i) => bought.days[bought.starts[i] as number] as number);
  const first = firstDays.reduce((least, day) => Math.min(least, day), bought.asOfDay);
  const starts = periodStarts(first, bought.asOfDay, period, weekStartsOn);
  const customers = new Float64Array(starts.length);
  const cohortOf = Int32Array.from(firstDays, (day) => periodIndex(starts, day));
  for (const cohort of cohortOf) customers[cohort] = (customers[cohort] as number) + 1;
  const { lines, cohorts, offsets } = triangle(customers);
  const active = new Float64Array(cohorts.length);
  const orders = new Float64Array(cohorts.length);
  const revenue = new Float64Array(cohorts.length);
  const lost = new Float64Array(cohorts.length);
  for (let i = 0; i < cohortOf.length; i += 1) {
    const cohort = cohortOf[i] as number;
    let last = -1;
    for (let k = bought.starts[i] as number; k < (bought.starts[i + 1] as number); k += 1) {
      const at = periodIndex(starts, bought.days[k] as number);
      const line = (lines[cohort] as number) + at - cohort;
      if (at !== last) active[line] = (active[line] as number) + 1;
      last = at;
      orders[line] = (orders[line] as number) + (bought.orders[k] as number);
      addAt(revenue, lost, line, bought.amounts[k] as number);
    }
  }
  const sizes = Float64Array.from(cohorts, (cohort) => customers[cohort] as number);
  const lastEnd = nextPeriod(starts[starts.length - 1] as number, period) - 1;
  const complete = lastEnd <= bought.asOfDay ? starts.length : starts.length - 1;
  return createTable<CohortRow>({
    length: cohorts.length,
    columns: {
      cohort: () => isoOfDays(Float64Array.from(cohorts, (cohort) => starts[cohort] as number)) as string[],
      offset: () => offsets,
      customers: () => sizes,
      active: () => active,
      retention: () => active.map((count, line) => count / (sizes[line] as number)),
      orders: () => orders,
      revenue: () => revenue.map((sum, line) => sum + (lost[line] as number)),
      complete: () => Array.from(cohorts, (cohort, line) => cohort + (offsets[line] as number) < complete),
    },
    id: "cohort",
  });
}

/** The lines: for each cohort that has customers, its own period and those after it. */
interface Triangle {
  /** Line of each cohort's own period. */
  readonly lines: Int32Array;
  /** Cohort of each line. */
  readonly cohorts: Int32Array;
  /** Periods since then, for each line. */
  readonly offsets: Float64Array;
}

function triangle(customers: Float64Array): Triangle {
  const lines = new Int32Array(customers.length);
  let count = 0;
  for (let cohort = 0; cohort < customers.length; cohort += 1) {
    lines[cohort] = count;
    if ((customers[cohort] as number) > 0) count += customers.length - cohort;
    if (count > MOST_LINES) {
      const expected = `a period that makes at most ${MOST_LINES} lines`;
      throw new ScoringError("too_large", ["options", "period"], expected, "a shorter one");
    }
  }
  const cohorts = new Int32Array(count);
  const offsets = new Float64Array(count);
  for (let cohort = 0; cohort < customers.length; cohort += 1) {
    const from = lines[cohort] as number;
    const to = cohort + 1 < customers.length ? (lines[cohort + 1] as number) : count;
    for (let line = from; line < to; line += 1) {
      cohorts[line] = cohort;
      offsets[line] = line - from;
    }
  }
  return { lines, cohorts, offsets };
}
