import { LAST_DAY } from "../calendar/civil.ts";
import { DAYS_PER_UNIT } from "../calendar/duration.ts";
import { checkOneOf, checkOptions } from "../core/check-options.ts";
import { ascendingIds } from "../core/read-codes.ts";
import type { Transaction } from "../core/records.ts";
import type { Fields, Input, Open, Renamed, TimeUnit } from "../core/types.ts";
import { addInput } from "./add-input.ts";
import { type Gathered, gatherColumns } from "./gather-columns.ts";
import { historyTable } from "./history-table.ts";
import {
  checkReading,
  type OpenTransactions,
  openTransactions,
  READING_OPTIONS,
  type Reading,
} from "./open-transactions.ts";
import { readOrders } from "./read-orders.ts";
import { createState, type HistoryState } from "./state.ts";
import { finishRecords } from "./summary.ts";
import type { HistoryOptions, PurchaseHistory } from "./types.ts";
import { type WholeColumns, wholeColumns } from "./whole-columns.ts";

/** The units that `timeUnit` may name. */
export const TIME_UNITS: readonly TimeUnit[] = Object.keys(DAYS_PER_UNIT) as TimeUnit[];

/**
 * A line per customer from orders and refunds: when they bought first and last, how often, for how
 * much, in what rhythm. One pass where rows come in time order; linear otherwise.
 *
 * Days are civil days in `timeZone`. Orders of one day are one purchase. Refunds (negative amounts or
 * `kind: "refund"`) lower `revenue`, are summed in `refunds`, and are no orders. Orders of amount 0
 * count. Rows after `asOf` or before `from` are left out. Each of these is counted in the result. Rows
 * may come in any order; lines come by ascending id.
 *
 * @throws A {@link ScoringError}: for rows `missing`, `wrong_type`, `not_finite`, `invalid_date`,
 * `no_offset`, `out_of_range`, `unknown_name` (unless collected) and `mixed_currency`; for options
 * `missing`, `unknown_name`, `unknown_time_zone`, `conflict`.
 * @example
 * ```ts
 * const orders = [
 *   { customerId: "ann", at: "2026-01-05", amount: 30 },
 *   { customerId: "bob", at: "2026-01-07", amount: 12 },
 *   { customerId: "ann", at: "2026-01-19", amount: 50 },
 *   { customerId: "ann", at: "2026-01-20", amount: -10 },
 * ];
 * const history = purchaseHistory(orders, { asOf: "2026-01-31", timeUnit: "day" });
 * const { orders: count, revenue, frequency, recency, age, recencyDays } = history.row(0);
 * count; // => 2
 * revenue; // => 70
 * [frequency, recency, age, recencyDays]; // => [1, 14, 26, 12]
 * ```
 * @see Fader, Hardie & Lee (2005), "Counting your customers" the easy way, Marketing Science 24(2):
 * x, t_x and T as `frequency`, `recency` and `age`.
 */
export function purchaseHistory<
  const F extends Fields<Transaction> = Record<never, never>,
  U extends TimeUnit = "week",
  C = never,
>(
  transactions: Input<Renamed<Transaction, F>> | Open<C>,
  options: HistoryOptions<U> & { readonly fields?: F },
): PurchaseHistory<U> {
  options = checkOptions(options, [...READING_OPTIONS, "asOf", "timeUnit"]);
  const reading = checkReading(options, options.asOf, "asOf");
  const timeUnit = checkOneOf(options.timeUnit ?? "week", TIME_UNITS, ["options", "timeUnit"]) as U;
  const input = openTransactions(transactions, options.fields, reading);
  const columns = wholeColumns(input, reading);
  const gathered = (columns && gatherColumns(columns, reading)) ?? gatherOrders(input, reading);
  if (gathered !== undefined) return historyTable(gathered.records, gathered, reading, timeUnit);
  const state = gatherState(input, reading);
  return historyTable(finishRecords(state, true), state, reading, timeUnit);
}

/** Reads rows to their end first, and sorts the orders among them by customer. */
function gatherOrders(input: OpenTransactions, reading: Reading): Gathered | undefined {
  const rising = ascendingIds(input.customerId);
  const { state, batch } = readOrders(input, reading, rising);
  const { codes, days, amounts, length } = batch;
  const orders: WholeColumns = {
    customers: state.register.size,
    ids: state.register.ids,
    ascending: rising !== undefined,
    codes: codes.subarray(0, length),
    days: days.subarray(0, length),
    amounts: amounts.subarray(0, length),
    lastDay: LAST_DAY,
  };
  const gathered = gatherColumns(orders, reading);
  if (gathered === undefined) return undefined;
  gathered.records.refunds = state.refunds;
  return {
    ...gathered,
    rejected: state.rejected,
    tally: { ...state.tally, unsorted: gathered.tally.unsorted },
  };
}

/**
 * Row by row, for what has no room in a sorted row: orders of centuries ago among millions of customers, amounts that
 * grow beyond all numbers when they are converted. Takes rows to be in time order, which is cheap to check, and starts
 * over if they are not.
 */
function gatherState(input: OpenTransactions, reading: Reading): HistoryState {
  const duplicates = reading.dropDuplicates ? "drop" : "keep";
  const ids = ascendingIds(input.customerId);
  const ordered = createState("time", duplicates, ids);
  if (addInput(ordered, input, reading, "stop", ids !== undefined)) return ordered;
  const any = createState("any", duplicates, ids);
  addInput(any, input, reading, "refuse", ids !== undefined);
  return any;
}
