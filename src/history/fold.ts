import { checkOneOf, checkOptions } from "../core/check-options.ts";
import { ScoringError } from "../core/error.ts";
import { promiseCopies } from "../core/lend.ts";
import type { Fold } from "../core/ports.ts";
import type { Transaction } from "../core/records.ts";
import type { Input, TimeUnit } from "../core/types.ts";
import { addInput } from "./add-input.ts";
import { historyTable } from "./history-table.ts";
import { mergeStates } from "./merge-states.ts";
import { checkReading, openTransactions, READING_OPTIONS } from "./open-transactions.ts";
import { TIME_UNITS } from "./purchase-history.ts";
import { loadState, saveState } from "./save-state.ts";
import type { SavedHistory } from "./saved-history.ts";
import { createState, type HistoryState } from "./state.ts";
import { finishRecords } from "./summary.ts";
import type { HistoryOptions, PurchaseHistory } from "./types.ts";

/** Options of {@link historyFold}. */
export interface HistoryFoldOptions<U extends TimeUnit = TimeUnit> extends HistoryOptions<U> {
  /**
   * In what order rows come. `any` (default): whatever the order, the same table; each order keeps
   * eight bytes until its day is sealed. `time`: a customer's rows come in time order; the state is
   * 64 bytes a customer however many rows, and a row that comes late is refused.
   */
  readonly order?: "any" | "time";
}

/** A purchase history built batch by batch. */
export type HistoryFold<U extends TimeUnit = TimeUnit> = Fold<
  Transaction,
  HistoryState,
  PurchaseHistory<U>,
  SavedHistory
>;

/**
 * A purchase history as a fold: batches as they come, shards that are merged, a state that is saved
 * as JSON tonight and loaded tomorrow. Rows, columns, batches in any order and merged shards give the
 * same table as {@link purchaseHistory} of all rows.
 *
 * Rows after `asOf` are counted and not kept: give them again when their day has come.
 *
 * @throws A {@link ScoringError} as {@link purchaseHistory}; `late` for a row from before a seal or out
 * of a promised order; `conflict` from `merge` where two closed records of one customer overlap, and from
 * `load` for the state of a fold with another `order` or other `duplicates`.
 * @example
 * ```ts
 * const fold = historyFold({ asOf: "2026-01-31", timeUnit: "day" });
 * let state = fold.empty();
 * state = fold.add(state, [{ customerId: "ann", at: "2026-01-19", amount: 50 }]);
 * state = fold.add(state, [{ customerId: "ann", at: "2026-01-05", amount: 30 }]);
 * fold.finish(state).row(0).recency; // => 14
 * ```
 */
export function historyFold<const U extends TimeUnit = "week">(
  options: HistoryFoldOptions<U>,
): HistoryFold<U> {
  options = checkOptions(options, [...READING_OPTIONS, "asOf", "timeUnit", "order"]);
  const reading = checkReading(options, options.asOf, "asOf");
  const timeUnit = checkOneOf(options.timeUnit ?? "week", TIME_UNITS, ["options", "timeUnit"]) as U;
  const order = checkOneOf(options.order ?? "any", ["any", "time"], ["options", "order"]);
  return {
    empty: () => createState(order, reading.dropDuplicates ? "drop" : "keep"),
    add: promiseCopies((state: HistoryState, batch: Input<Transaction>) => {
      addInput(state, openTransactions(batch, options.fields, reading), reading, "refuse");
      return state;
    }),
    merge: mergeStates,
    finish: (state) => historyTable(finishRecords(state, false), state, reading, timeUnit),
    save: saveState,
    load: (saved) => {
      const state = loadState(saved);
      checkKind(state, order, reading.dropDuplicates);
      return state;
    },
  };
}

/** A state keeps what its own options asked for: another fold's would forget what this one needs. */
function checkKind(state: HistoryState, order: "any" | "time", dropDuplicates: boolean): void {
  if ((state.log === undefined ? "time" : "any") !== order) {
    throw new ScoringError("conflict", ["saved", "order"], order, "the other order");
  }
  if ((state.orderKeys !== undefined) !== dropDuplicates) {
    const expected = dropDuplicates ? "keys of the orders seen" : "no keys of orders";
    throw new ScoringError("conflict", ["saved", "orderKeys"], expected, dropDuplicates ? "none" : "some");
  }
}
