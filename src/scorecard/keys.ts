/** Codes of the reasons of this room. */
export type ScorecardReasonCode = "history_orders" | "history_refunds";
