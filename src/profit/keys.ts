/**
 * The stable keys of this room. Dictionaries must have an entry for each: a missing one does not compile.
 *
 * @module
 */

/** Columns of the waterfall that comes with the library. */
export type ProfitColumn =
  | "grossRevenue"
  | "discounts"
  | "returns"
  | "netRevenue"
  | "cogs"
  | "grossMargin"
  | "grossMarginRate"
  | "contributionMargin1"
  | "costToServe"
  | "contributionMargin2"
  | "acquisitionCost"
  | "retentionCost"
  | "contributionMargin3"
  | "contributionMargin3Rate";

/** Keys of names. */
export type ProfitNameKey = `step.${ProfitColumn}`;

/** Codes of reasons. */
export type ProfitReasonCode =
  | "profit_start"
  | "profit_deducted"
  | "profit_subtotal"
  | "profit_layer_unknown"
  | "profit_layer_skipped"
  | "profit_subtotal_unknown";
