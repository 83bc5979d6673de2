export { purchaseHistory } from "./purchase-history.ts";
export type {
  HistoryFacts,
  HistoryOptions,
  HistoryRow,
  PurchaseHistory,
  TransactionOptions,
} from "./types.ts";
