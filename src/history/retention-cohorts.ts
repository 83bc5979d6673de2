import { isoOfDays } from "../calendar/civil.ts";
import {
  nextPeriod,
  PERIODS,
  type Period,
  periodIndex,
  periodStarts,
  type WeekStart,
} from "../calendar/period.ts";
import { checkNumber, checkOneOf } from "../core/check-options.ts";
import type { Transaction } from "../core/records.ts";
import { createTable } from "../core/table.ts";
import type { Fields, Input, Open, Renamed, Table } from "../core/types.ts";
import { addAt } from "../math/sums.ts";
import { type PurchaseDays, type PurchaseDaysOptions, purchaseDays } from "./purchase-days.ts";

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
 * @throws A {@link ScoringError} as {@link purchaseHistory}.
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
): Table<CohortRow> {
  const { period: asked = "month", weekStartsOn: weekday = 1, ...shared } = options;
  const period = checkOneOf(asked, PERIODS, ["options", "period"]);
  const weekRule = { min: 0, max: 6, integer: true };
  const weekStartsOn = checkNumber(weekday, ["options", "weekStartsOn"], weekRule) as WeekStart;
  const bought = purchaseDays(transactions as Input<Transaction>, shared);
  return cohortTable(bought, period, weekStartsOn);
}

function cohortTable(bought: PurchaseDays, period: Period, weekStartsOn: WeekStart): Table<CohortRow> {
  const firstDays = bought.customerId.map((_id, i) => bought.days[bought.starts[i] as number] as number);
  const first = firstDays.reduce((least, day) => Math.min(least, day), bought.asOfDay);
  const starts = periodStarts(first, bought.asOfDay, period, weekStartsOn);
  const periods = starts.length;
  const customers = new Float64Array(periods);
  const active = new Float64Array(periods * periods);
  const orders = new Float64Array(periods * periods);
  const revenue = new Float64Array(periods * periods);
  const lost = new Float64Array(periods * periods);
  for (let i = 0; i < firstDays.length; i += 1) {
    const cohort = periodIndex(starts, firstDays[i] as number);
    customers[cohort] = (customers[cohort] as number) + 1;
    let last = -1;
    for (let k = bought.starts[i] as number; k < (bought.starts[i + 1] as number); k += 1) {
      const at = periodIndex(starts, bought.days[k] as number);
      const cell = cohort * periods + at;
      if (at !== last) active[cell] = (active[cell] as number) + 1;
      last = at;
      orders[cell] = (orders[cell] as number) + (bought.orders[k] as number);
      addAt(revenue, lost, cell, bought.amounts[k] as number);
    }
  }
  const cells = triangle(customers, periods);
  const pick = (of: (cohort: number, at: number) => number) => (): Float64Array =>
    Float64Array.from(cells, (cell) => of(Math.floor(cell / periods), cell % periods));
  const lastEnd = nextPeriod(starts[periods - 1] as number, period) - 1;
  const isComplete = (at: number): boolean => at < periods - 1 || lastEnd <= bought.asOfDay;
  return createTable<CohortRow>({
    length: cells.length,
    columns: {
      cohort: () => isoOfDays(pick((cohort) => starts[cohort] as number)()) as string[],
      offset: pick((cohort, at) => at - cohort),
      customers: pick((cohort) => customers[cohort] as number),
      active: () => Float64Array.from(cells, (cell) => active[cell] as number),
      retention: () =>
        Float64Array.from(
          cells,
          (cell) => (active[cell] as number) / (customers[Math.floor(cell / periods)] as number),
        ),
      orders: () => Float64Array.from(cells, (cell) => orders[cell] as number),
      revenue: () => Float64Array.from(cells, (cell) => (revenue[cell] as number) + (lost[cell] as number)),
      complete: () => cells.map((cell) => isComplete(cell % periods)),
    },
    id: "cohort",
  });
}

/** Cells at or right of the diagonal, of cohorts that have customers. */
function triangle(customers: Float64Array, periods: number): number[] {
  const cells: number[] = [];
  for (let cohort = 0; cohort < periods; cohort += 1) {
    if (customers[cohort] === 0) continue;
    for (let at = cohort; at < periods; at += 1) cells.push(cohort * periods + at);
  }
  return cells;
}
