/**
 * From orders to a line per customer: `purchaseHistory` at once, `historyFold` in batches and shards, `updateCustomer` one
 * order at a time, with the same result; cohorts, calibration and holdout.
 *
 * @module
 */
export {
  type CalibrationFacts,
  type CalibrationOptions,
  type CalibrationRow,
  calibrationHoldout,
} from "./calibration-holdout.ts";
export { type HistoryFold, type HistoryFoldOptions, historyFold } from "./fold.ts";
export {
  type IncrementalOptions,
  type IncrementalRow,
  incrementalTransactions,
} from "./incremental-transactions.ts";
export { joinSaved, splitSaved } from "./join-saved.ts";
export { type FinishOptions, finishCustomer, updateCustomer } from "./one-customer.ts";
export { type PurchaseDays, type PurchaseDaysOptions, purchaseDays } from "./purchase-days.ts";
export { purchaseHistory } from "./purchase-history.ts";
export { type CohortOptions, type CohortRow, retentionCohorts } from "./retention-cohorts.ts";
export {
  type ActivityRow,
  type DayBracket,
  type RetentionDaysOptions,
  type RetentionDaysRow,
  retentionDays,
} from "./retention-days.ts";
export type { SavedHistory } from "./saved-history.ts";
export { seal } from "./seal.ts";
export type { HistoryState } from "./state.ts";
export type {
  HistoryFacts,
  HistoryOptions,
  HistoryRow,
  PurchaseHistory,
  RowFacts,
  TransactionOptions,
} from "./types.ts";
