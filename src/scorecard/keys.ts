/** Codes of the reasons of this room, those of lifetime value among them. */
export type ScorecardReasonCode =
  | "history_orders"
  | "history_refunds"
  | "clv_outlook"
  | "clv_unknown"
  | "clv_next_order"
  | "clv_no_customers"
  | "clv_not_identified"
  | "clv_spend_not_identified"
  | "spend_depends_on_frequency"
  | "spend_mean_infinite"
  | "stage_next"
  | "action_by_table"
  | "profit_margin"
  | "profit_unknown"
  | "referral_brought"
  | "referral_edges_left_out"
  | "referral_values_unknown";

/** Names of this room: what the default table tells to do, and kinds of management and risk. */
export type ScorecardNameKey =
  | "action.win-back-in-person"
  | "action.win-back-offer"
  | "action.call"
  | "action.remind"
  | "action.thank"
  | "action.reward"
  | "action.recommend"
  | "action.welcome"
  | "risk.high"
  | "risk.medium"
  | "risk.low"
  | "risk.unknown";
