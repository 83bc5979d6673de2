import { isoOfDays } from "../calendar/civil.ts";
import { nextPeriod, PERIODS, type Period, periodStarts, type WeekStart } from "../calendar/period.ts";
import { checkNumber, checkOneOf, checkOptions } from "../core/check-options.ts";
import { checkResult } from "../core/check-result.ts";
import { ScoringError } from "../core/error.ts";
import { ownValue } from "../core/own.ts";
import type { Transaction } from "../core/records.ts";
import { createTable } from "../core/table.ts";
import type { Fields, Input, Open, Renamed, Table } from "../core/types.ts";
import { READING_OPTIONS } from "../history/open-transactions.ts";
import { type PurchaseDaysOptions, purchaseDays } from "../history/purchase-days.ts";
import { COLUMNS, countGrowth, type Growth } from "./count-growth.ts";

/** Options of {@link growthAccounting}. */
export interface GrowthOptions extends PurchaseDaysOptions {
  /** Calendar period. Default `month`. Not with `windowDays`. */
  readonly period?: Period;
  /** First day of a week, Sunday = 0. Default Monday, 1. */
  readonly weekStartsOn?: WeekStart;
  /** Periods of so many days that end with `asOf`, instead of calendar periods: 28 is usual. */
  readonly windowDays?: number;
  /** With `windowDays`: a line every so many days, 1 for a rolling view. Default `windowDays`. */
  readonly stepDays?: number;
  /** Empty periods after which a customer counts as churned. Default 1: those of the period before. */
  readonly churnedAfter?: number;
  /** Empty periods after which who returns counts as new again. Default: never. */
  readonly newAfter?: number;
}

/** One period. `active = new + retained + resurrected`. */
export interface GrowthRow {
  /** First and last civil day. */
  readonly period: string;
  readonly end: string;
  /** Is it over? */
  readonly complete: boolean;
  /** Customers who bought. */
  readonly active: number;
  /** Those who had never bought before. */
  readonly new: number;
  /** Those who had bought in the period before (or in one of the `churnedAfter` before). */
  readonly retained: number;
  /** Those who had bought before, but not then. */
  readonly resurrected: number;
  /** Those who did not buy any more, counted once. */
  readonly churned: number;
  /** `(new + resurrected) / churned`; null where nobody churned. */
  readonly quickRatio: number | null;
  /** Amounts of the period. `revenue = newRevenue + retainedRevenue + resurrectedRevenue + expansion`. */
  readonly revenue: number;
  readonly newRevenue: number;
  /** What retained customers spent in both periods: the lesser of the two. */
  readonly retainedRevenue: number;
  readonly resurrectedRevenue: number;
  /** What retained customers spent more than before. */
  readonly expansion: number;
  /** What they spent less. */
  readonly contraction: number;
  /** What the churned had spent in their last period. */
  readonly churnedRevenue: number;
  /** `(newRevenue + resurrectedRevenue + expansion) / (churnedRevenue + contraction)`; null over 0. */
  readonly revenueQuickRatio: number | null;
  /** `retainedRevenue` over the revenue of those it could have come from; null over 0. */
  readonly grossRetention: number | null;
  /** `(churnedRevenue + contraction - resurrectedRevenue - expansion)` over the same; null over 0. */
  readonly netChurn: number | null;
}

/**
 * Growth accounting: where the customers and the money of each period came from, and where those of the
 * one before went. Orders only; refunds are not taken off. A line for each period from that of the first
 * order on.
 *
 * @throws A {@link ScoringError} as `purchaseHistory`; for options `out_of_range`, `unknown_name`, and `conflict` for
 * what does not go together.
 * @example
 * ```ts
 * const orders = [
 *   { customerId: "ann", at: "2026-01-10", amount: 50 },
 *   { customerId: "bob", at: "2026-01-12", amount: 20 },
 *   { customerId: "ann", at: "2026-02-03", amount: 80 },
 *   { customerId: "cat", at: "2026-02-20", amount: 30 },
 * ];
 * const growth = growthAccounting(orders, { asOf: "2026-02-28" });
 * const { active, retained, churned, expansion } = growth.row(1);
 * [active, retained, churned, expansion]; // => [2, 1, 1, 30]
 * growth.columns.quickRatio[1]; // => 1
 * ```
 * @see Hsu, Social Capital (2015), Diligence at Social Capital, parts 1 and 2.
 */
export function growthAccounting<const F extends Fields<Transaction> = Record<never, never>, C = never>(
  transactions: Input<Renamed<Transaction, F>> | Open<C>,
  options: GrowthOptions & { readonly fields?: F },
): Table<GrowthRow> {
  checkResult(options, [], ["options"], "an object with asOf and period");
  options = checkOptions(options, [...READING_OPTIONS, "asOf", ...OWN_OPTIONS]);
  const { period, weekStartsOn, windowDays, stepDays, churnedAfter = 1, newAfter, ...shared } = options;
  if (windowDays !== undefined && period !== undefined) {
    throw new ScoringError("conflict", ["options", "period"], "either period or windowDays", "both");
  }
  if (windowDays === undefined && stepDays !== undefined) {
    throw new ScoringError(
      "conflict",
      ["options", "stepDays"],
      "windowDays, for a line every so many days",
      "none",
    );
  }
  const count = (value: unknown, name: string): number =>
    checkNumber(value, ["options", name], { min: 1, max: 100_000, integer: true });
  const rules = {
    churnedAfter: count(churnedAfter, "churnedAfter"),
    newAfter: newAfter === undefined ? Number.POSITIVE_INFINITY : count(newAfter, "newAfter"),
  };
  const calendar = {
    period: checkOneOf(period ?? "month", PERIODS, ["options", "period"]),
    weekStartsOn: checkNumber(weekStartsOn ?? 1, ["options", "weekStartsOn"], {
      min: 0,
      max: 6,
      integer: true,
    }),
  };
  const days = windowDays === undefined ? undefined : count(windowDays, "windowDays");
  const step = stepDays === undefined ? days : count(stepDays, "stepDays");
  const bought = purchaseDays(transactions as Input<Transaction>, shared);
  let first = bought.asOfDay;
  for (let i = 0; i < bought.days.length; i += 1) first = Math.min(first, bought.days[i] as number);

  if (days === undefined || step === undefined) {
    const starts = periodStarts(first, bought.asOfDay, calendar.period, calendar.weekStartsOn as WeekStart);
    const last = starts[starts.length - 1] as number;
    const bounds = Int32Array.from([...starts, nextPeriod(last, calendar.period)]);
    return growthTable([countGrowth(bought, bounds, rules)], bought.asOfDay);
  }
  // Windows that overlap are several rows of windows that do not; of these, some lines may lie between the steps.
  const phases: Growth[] = [];
  for (let shift = 0; shift < days && bought.asOfDay - shift >= first; shift += greatestDivisor(days, step)) {
    const end = bought.asOfDay + 1 - shift;
    const windows = Math.max(1, Math.ceil((end - first) / days));
    const bounds = Int32Array.from({ length: windows + 1 }, (_, k) => end - (windows - k) * days);
    phases.push(countGrowth(bought, bounds, rules));
  }
  return growthTable(phases, bought.asOfDay, step);
}

/** The greatest divisor of both (Euclid). */
function greatestDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestDivisor(b, a % b);
}

const OWN_OPTIONS = ["period", "weekStartsOn", "windowDays", "stepDays", "churnedAfter", "newAfter"];

/** @param step - Lines a multiple of so many days before `asOf` alone. Default: all. */
function growthTable(phases: readonly Growth[], asOf: number, step = 1): Table<GrowthRow> {
  const lines: { readonly phase: Growth; readonly k: number }[] = [];
  for (const phase of phases) {
    for (let k = 0; k < phase.periods; k += 1) {
      if ((startOf(phase, k + 1) - 1 - asOf) % step === 0) lines.push({ phase, k });
    }
  }
  lines.sort((a, b) => startOf(a.phase, a.k) - startOf(b.phase, b.k));
  const number = (name: (typeof COLUMNS)[number]): Float64Array =>
    Float64Array.from(lines, ({ phase, k }) => phase.columns[name][k] as number);
  const starts = Float64Array.from(lines, ({ phase, k }) => startOf(phase, k));
  const ends = Float64Array.from(lines, ({ phase, k }) => startOf(phase, k + 1) - 1);
  const made = {
    period: () => isoOfDays(starts),
    end: () => isoOfDays(ends),
    complete: () => Array.from(ends, (end) => end <= asOf),
    quickRatio: () => ratio(lines, ({ new: added, resurrected, churned }) => [added + resurrected, churned]),
    revenueQuickRatio: () =>
      ratio(lines, (one) => [
        one.newRevenue + one.resurrectedRevenue + one.expansion,
        one.churnedRevenue + one.contraction,
      ]),
    grossRetention: () => ratio(lines, (one) => [one.retainedRevenue, baseOf(one)]),
    netChurn: () =>
      ratio(lines, (one) => [
        one.churnedRevenue + one.contraction - one.resurrectedRevenue - one.expansion,
        baseOf(one),
      ]),
  };
  const columns: { [name: string]: () => unknown } = {};
  for (const name of ORDER) {
    columns[name] =
      ownValue(made as { readonly [name: string]: () => unknown }, name) ?? (() => number(name as never));
  }
  return createTable<GrowthRow>({ length: lines.length, columns: columns as never, id: "period" });
}

/** The columns as rows show them. */
const ORDER: readonly (keyof GrowthRow)[] = [
  ...([
    "period",
    "end",
    "complete",
    "active",
    "new",
    "retained",
    "resurrected",
    "churned",
    "quickRatio",
  ] as const),
  ...([
    "revenue",
    "newRevenue",
    "retainedRevenue",
    "resurrectedRevenue",
    "expansion",
    "contraction",
  ] as const),
  ...(["churnedRevenue", "revenueQuickRatio", "grossRetention", "netChurn"] as const),
];

type Numbers = { readonly [K in (typeof COLUMNS)[number]]: number };

/** The money of those who could have stayed. */
function baseOf({ retainedRevenue, contraction, churnedRevenue }: Numbers): number {
  return retainedRevenue + contraction + churnedRevenue;
}

function ratio(
  lines: readonly { readonly phase: Growth; readonly k: number }[],
  parts: (one: Numbers) => readonly number[],
): Float64Array {
  return Float64Array.from(lines, ({ phase, k }) => {
    const one = {} as { [name: string]: number };
    for (const name of COLUMNS) one[name] = phase.columns[name][k] as number;
    const [top = Number.NaN, bottom = 0] = parts(one as Numbers);
    return bottom === 0 ? Number.NaN : top / bottom;
  });
}

function startOf({ bounds }: Growth, k: number): number {
  return bounds[k] as number;
}
