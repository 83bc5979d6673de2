import { FIRST_DAY, isoOfDays, LAST_DAY } from "../calendar/civil.ts";
import { DAYS_PER_UNIT } from "../calendar/duration.ts";
import { readMoment } from "../calendar/moment.ts";
import { createTimeReader } from "../calendar/time-reader.ts";
import { checkOneOf, checkOptions } from "../core/check-options.ts";
import type { Transaction } from "../core/records.ts";
import { createTable } from "../core/table.ts";
import type { Fields, Input, Open, Renamed, Table, Time, TimeUnit } from "../core/types.ts";
import { READING_OPTIONS } from "./open-transactions.ts";
import { type PurchaseDays, type PurchaseDaysOptions, purchaseDays, rowFactsOf } from "./purchase-days.ts";
import { TIME_UNITS } from "./purchase-history.ts";
import type { RowFacts } from "./types.ts";

/** Options of {@link incrementalTransactions}. */
export interface IncrementalOptions extends PurchaseDaysOptions {
  /** Length of a period. Default `week`. Months and years are 30.4375 and 365.25 days, as models count. */
  readonly timeUnit?: TimeUnit;
  /** Time 0. Default: the first purchase of all. */
  readonly start?: Time;
}

/** The purchases of one period. */
export interface IncrementalRow {
  /** 1 for the first period after time 0. */
  readonly period: number;
  /** Last civil day of the period. */
  readonly end: string;
  /** First purchases. */
  readonly newCustomers: number;
  /** Purchases after a customer's first: what the models predict. */
  readonly repeatTransactions: number;
  /** All purchases. */
  readonly transactions: number;
  /** `repeatTransactions` of this period and those before. */
  readonly cumulativeRepeat: number;
  /** `transactions` of this period and those before. */
  readonly cumulative: number;
}

/**
 * Purchases period by period, to hold a model's expectations against. Period k holds the
 * civil days from time k - 1 up to, not including, time k, counted from time 0.
 * Same-day orders are one purchase. Purchases before `start` are in no period, but make the later ones
 * repeat purchases. Only whole periods are given.
 *
 * @throws A {@link ScoringError} as {@link purchaseHistory}.
 * @example
 * ```ts
 * const orders = [
 *   { customerId: "ann", at: "2026-01-01", amount: 30 },
 *   { customerId: "ann", at: "2026-01-10", amount: 40 },
 * ];
 * incrementalTransactions(orders, { asOf: "2026-01-15" }).columns.repeatTransactions; // => Float64Array.of(0, 1)
 * ```
 * @see Fader & Hardie (2005), tracking plots of the BG/NBD and Pareto/NBD models.
 */
export function incrementalTransactions<
  const F extends Fields<Transaction> = Record<never, never>,
  C = never,
>(
  transactions: Input<Renamed<Transaction, F>> | Open<C>,
  options: IncrementalOptions & { readonly fields?: F },
): Table<IncrementalRow> & RowFacts & { readonly start: string | null } {
  options = checkOptions(options, [...READING_OPTIONS, "asOf", "timeUnit", "start"]);
  const { timeUnit = "week", start, ...shared } = options;
  const unit = DAYS_PER_UNIT[checkOneOf(timeUnit, TIME_UNITS, ["options", "timeUnit"])];
  const bought = purchaseDays(transactions as Input<Transaction>, shared);
  const zero =
    start === undefined ? firstDay(bought) : readMoment(start, "start", createTimeReader(shared)).day;
  const periods = zero > bought.asOfDay ? 0 : Math.floor((bought.asOfDay + 1 - zero) / unit);
  const { first, repeat } = countPeriods(bought, zero, unit, periods);
  const all = first.map((count, k) => count + (repeat[k] as number));
  const numbers = Float64Array.from({ length: periods }, (_, k) => k + 1);
  const table = createTable<IncrementalRow>({
    length: periods,
    columns: {
      period: () => numbers,
      end: () => isoOfDays(numbers.map((k) => zero + Math.ceil(k * unit) - 1)) as string[],
      newCustomers: () => first,
      repeatTransactions: () => repeat,
      transactions: () => all,
      cumulativeRepeat: () => runningSum(repeat),
      cumulative: () => runningSum(all),
    },
    id: "end",
  });
  const known = zero >= FIRST_DAY && zero <= LAST_DAY;
  return Object.assign(table, {
    ...rowFactsOf(bought),
    start: known ? (isoOfDays([zero])[0] as string) : null,
  });
}

function firstDay(bought: PurchaseDays): number {
  let first = Number.POSITIVE_INFINITY;
  for (let i = 0; i < bought.days.length; i += 1) first = Math.min(first, bought.days[i] as number);
  return first;
}

function countPeriods(
  bought: PurchaseDays,
  zero: number,
  unit: number,
  periods: number,
): { readonly first: Float64Array; readonly repeat: Float64Array } {
  const first = new Float64Array(periods);
  const repeat = new Float64Array(periods);
  for (let i = 0; i < bought.customerId.length; i += 1) {
    const from = bought.starts[i] as number;
    for (let k = from; k < (bought.starts[i + 1] as number); k += 1) {
      const day = bought.days[k] as number;
      const period = Math.floor((day - zero) / unit);
      if (day < zero || period >= periods) continue;
      const counts = k === from ? first : repeat;
      counts[period] = (counts[period] as number) + 1;
    }
  }
  return { first, repeat };
}

function runningSum(counts: Float64Array): Float64Array {
  let sum = 0;
  return counts.map((count) => {
    sum += count;
    return sum;
  });
}
