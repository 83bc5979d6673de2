import { isoOfDay } from "../calendar/civil.ts";
import { DAYS_PER_UNIT } from "../calendar/duration.ts";
import { checkOptions } from "../core/check-options.ts";
import { ScoringError } from "../core/error.ts";
import type { Transaction } from "../core/records.ts";
import { createTable } from "../core/table.ts";
import type { Fields, Input, Open, Renamed, Table, Time, TimeUnit } from "../core/types.ts";
import { checkReading, READING_OPTIONS } from "./open-transactions.ts";
import { purchaseHistory } from "./purchase-history.ts";
import type { HistoryFacts, HistoryOptions, HistoryRow, TransactionOptions } from "./types.ts";

/** Options of {@link calibrationHoldout}. */
export interface CalibrationOptions<U extends TimeUnit = TimeUnit> extends TransactionOptions {
  /** The civil day of this moment is the last of the calibration. */
  readonly calibrationEnd: Time;
  /** The holdout ends with this moment; it begins the civil day after `calibrationEnd`. */
  readonly holdoutEnd: Time;
  /** As in {@link purchaseHistory}. */
  readonly timeUnit?: U;
}

/** A customer's calibration history and what they did in the holdout. */
export interface CalibrationRow extends HistoryRow {
  /** Purchases in the holdout. */
  readonly holdoutFrequency: number;
  /** Their amounts, net of the holdout's refunds. */
  readonly holdoutRevenue: number;
  /** Mean amount of a purchase in the holdout, as `meanRepeatSpend` counts it; null without one. */
  readonly holdoutMeanSpend: number | null;
}

/** Facts of a split beside the calibration's own. */
export interface CalibrationFacts<U extends TimeUnit = TimeUnit> extends HistoryFacts<U> {
  /** Last civil day of the calibration. */
  readonly calibrationEnd: string;
  /** Last civil day of the holdout. */
  readonly holdoutEnd: string;
  /** Length of the holdout in `timeUnit`. */
  readonly holdoutDuration: number;
  /** Customers whose first purchase fell in the holdout: not among the rows. */
  readonly holdoutNewCustomers: number;
}

/**
 * The customers known at the end of a calibration period, as {@link purchaseHistory} sees them then,
 * beside what they bought in the holdout period after it. Both sides count purchases and money alike.
 *
 * @throws A {@link ScoringError} as {@link purchaseHistory}; `conflict` where the holdout ends before it begins.
 * @example
 * ```ts
 * const orders = [
 *   { customerId: "ann", at: "2026-01-05", amount: 30 },
 *   { customerId: "ann", at: "2026-02-05", amount: 40 },
 *   { customerId: "bob", at: "2026-02-06", amount: 9 },
 * ];
 * const split = calibrationHoldout(orders, { calibrationEnd: "2026-01-31", holdoutEnd: "2026-02-28" });
 * split.row(0).holdoutFrequency; // => 1
 * split.holdoutNewCustomers; // => 1
 * ```
 */
export function calibrationHoldout<
  const F extends Fields<Transaction> = Record<never, never>,
  U extends TimeUnit = "week",
  C = never,
>(
  transactions: Input<Renamed<Transaction, F>> | Open<C>,
  options: CalibrationOptions<U> & { readonly fields?: F },
): Table<CalibrationRow> & CalibrationFacts<U> {
  options = checkOptions(options, [...READING_OPTIONS, "calibrationEnd", "holdoutEnd", "timeUnit"]);
  const { calibrationEnd, holdoutEnd, ...shared } = options;
  const calibrationDay = checkReading(shared, calibrationEnd, "calibrationEnd").asOfDay;
  const holdoutDay = checkReading(shared, holdoutEnd, "holdoutEnd").asOfDay;
  if (holdoutDay <= calibrationDay) {
    throw new ScoringError("conflict", ["options", "holdoutEnd"], "a day after calibrationEnd", "none");
  }
  const input = transactions as Input<Transaction>;
  const history = purchaseHistory(input, { ...shared, asOf: isoOfDay(calibrationDay) } as HistoryOptions<U>);
  const holdout = purchaseHistory(input, {
    ...shared,
    asOf: holdoutEnd,
    from: isoOfDay(calibrationDay + 1),
  } as HistoryOptions<U>);
  const at = Int32Array.from(history.columns.customerId, (id) => holdout.indexOf(id));
  const separate = options.sameDay === "separate";
  const purchases = separate ? holdout.columns.orders : holdout.columns.purchaseDays;
  const gross = grossColumn(holdout.columns.revenue, holdout.columns.refunds);
  const joined = (column: Float64Array, absent: number): Float64Array =>
    Float64Array.from(at, (i) => (i < 0 ? absent : (column[i] as number)));
  const known = at.reduce((sum, i) => sum + (i < 0 || purchases[i] === 0 ? 0 : 1), 0);
  const buyers = purchases.reduce((sum, count) => sum + (count > 0 ? 1 : 0), 0);

  const { columns } = history;
  const table = createTable<CalibrationRow>({
    length: history.length,
    columns: {
      ...columnMakers(columns),
      holdoutFrequency: () => joined(purchases, 0),
      holdoutRevenue: () => joined(holdout.columns.revenue, 0),
      holdoutMeanSpend: () =>
        joined(
          gross.map((sum, i) => sum / (purchases[i] as number)),
          Number.NaN,
        ),
    },
  });
  const { asOf, timeUnit, given, accepted, merged, refundRows, zeroAmounts, future, beforeFrom, unsorted } =
    history;
  return Object.assign(table, {
    ...{ asOf, timeUnit, given, accepted, merged, refundRows, zeroAmounts, future, beforeFrom, unsorted },
    duplicates: history.duplicates,
    rejected: history.rejected,
    calibrationEnd: isoOfDay(calibrationDay),
    holdoutEnd: isoOfDay(holdoutDay),
    holdoutDuration: (holdoutDay - calibrationDay) / DAYS_PER_UNIT[timeUnit],
    holdoutNewCustomers: buyers - known,
  });
}

/** 0 / 0 is NaN: no purchase, no mean. */
function grossColumn(revenue: Float64Array, refunds: Float64Array): Float64Array {
  return revenue.map((net, i) => net + (refunds[i] as number));
}

function columnMakers<R extends object>(columns: R): { readonly [K in keyof R]: () => R[K] } {
  const makers = {} as { [K in keyof R]: () => R[K] };
  for (const name of Object.keys(columns) as (keyof R)[]) makers[name] = () => columns[name];
  return makers;
}
