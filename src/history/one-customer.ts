import { isoOfDay, LAST_DAY } from "../calendar/civil.ts";
import { checkOneOf, checkOptions } from "../core/check-options.ts";
import { checkWithin } from "../core/check-within.ts";
import { ScoringError } from "../core/error.ts";
import type { Transaction } from "../core/records.ts";
import type { TimeUnit } from "../core/types.ts";
import { addInput } from "./add-input.ts";
import { historyRow, viewOf } from "./history-table.ts";
import { checkReading, openTransactions, READING_OPTIONS, type Reading } from "./open-transactions.ts";
import { addPlainOrder, isPlainState, plainRecords } from "./plain-order.ts";
import { TIME_UNITS } from "./purchase-history.ts";
import { wholeOf } from "./records.ts";
import { loadState, saveState } from "./save-state.ts";
import type { SavedHistory } from "./saved-history.ts";
import { createState, LAST, ORDERS } from "./state.ts";
import { finishRecords } from "./summary.ts";
import type { HistoryOptions, HistoryRow, TransactionOptions } from "./types.ts";

const END_OF_TIME = isoOfDay(LAST_DAY);

/**
 * A customer's state with one more order or refund: what a checkout does. The state is plain JSON,
 * the same as a fold's of one customer, so that it can be kept beside the customer and merged later.
 * Pure: the state given is not changed. Linear in the customer's orders, a few microseconds for most.
 *
 * @param state - The state so far; `undefined` for a customer's first transaction.
 * @throws A {@link ScoringError} with `conflict` for another customer's transaction, and as
 * {@link purchaseHistory} for a bad one.
 * @example
 * ```ts
 * let state = updateCustomer(undefined, { customerId: "ann", at: "2026-01-05", amount: 30 });
 * state = updateCustomer(state, { customerId: "ann", at: "2026-01-19", amount: 50 });
 * finishCustomer(state, { asOf: "2026-01-31" }).recencyDays; // => 12
 * ```
 */
export function updateCustomer(
  state: SavedHistory | undefined,
  transaction: Transaction,
  options: TransactionOptions = {},
): SavedHistory {
  options = checkOptions(options, READING_OPTIONS);
  const reading = checkReading(options, END_OF_TIME, "asOf");
  return addTransaction(state, transaction, reading, options.fields);
}

/** The state of a customer with one more order or refund. */
export function addTransaction(
  state: SavedHistory | undefined,
  transaction: Transaction,
  reading: Reading,
  fields?: TransactionOptions["fields"],
): SavedHistory {
  const plain = fields === undefined ? addPlainOrder(state, transaction, reading) : undefined;
  if (plain !== undefined) return plain;
  const duplicates = reading.dropDuplicates ? "drop" : "keep";
  const live = state === undefined ? createState("any", duplicates) : loadState(state);
  // To the reader it is the only row of a table, to the caller a transaction.
  const add = (): void => {
    addInput(live, openTransactions([transaction], fields, reading), reading, "refuse");
  };
  checkWithin(["transaction"], add, 2, "transactions");
  if (live.register.size > 1) {
    throw new ScoringError(
      "conflict",
      ["transaction", "customerId"],
      "the customer of the state",
      "another one",
    );
  }
  return saveState(live);
}

/** Options of {@link finishCustomer}. */
export type FinishOptions = Pick<
  HistoryOptions,
  "asOf" | "timeUnit" | "timeZone" | "numericTime" | "sameDay"
>;

/**
 * A customer's line of the history from their state: equal to the line of {@link purchaseHistory}.
 *
 * @throws A {@link ScoringError} with `conflict` where the state knows an order after `asOf`, `empty`
 * where it knows none at all, `missing` without `asOf`.
 */
export function finishCustomer(state: SavedHistory, options: FinishOptions): HistoryRow {
  options = checkOptions(options, ["asOf", "timeUnit", "timeZone", "numericTime", "sameDay"]);
  const reading = checkReading(options, options.asOf, "asOf");
  const unit: TimeUnit = checkOneOf(options.timeUnit ?? "week", TIME_UNITS, ["options", "timeUnit"]);
  return finishSaved(state, reading, unit);
}

/** A customer's line of the history. */
export function finishSaved(state: SavedHistory, reading: Reading, timeUnit: TimeUnit): HistoryRow {
  const held = typeof state === "object" && state !== null;
  const records = held && isPlainState(state) ? plainRecords(state) : finishRecords(loadState(state), true);
  if (records.customers !== 1) {
    throw new ScoringError("empty", ["state"], "the state of one customer", `${records.customers}`);
  }
  if (wholeOf(records, ORDERS, 0) > 0 && wholeOf(records, LAST, 0) > reading.asOfDay) {
    throw new ScoringError(
      "conflict",
      ["options", "asOf"],
      "a time not before the last order",
      "an earlier one",
    );
  }
  return historyRow(records, viewOf(reading, timeUnit));
}
