/**
 * The stable keys of this module. Dictionaries must have an entry for each.
 *
 * @module
 */

/** Third of the scale that an index falls into. */
export type MarketLevel = "low" | "medium" | "high";

/** A cell of the nine-box: attractiveness first, then ability. */
export type MarketCell = `${MarketLevel}-${MarketLevel}`;

/** What the nine-box advises. */
export type MarketStrategy = "invest" | "select" | "harvest";

/** Codes of reasons and warnings. */
export type MarketReasonCode =
  /** What one criterion adds. */
  | "market_points"
  /** A criterion whose value is not known. */
  | "market_value_unknown"
  /** Where the market stands among all. */
  | "market_rank"
  /** No rank, since a value is not known. */
  | "market_unranked"
  /** The cell of the nine-box. */
  | "market_cell"
  /** Warning: a criterion in which all markets are equal. */
  | "market_criterion_flat"
  /** Warning: values of a criterion that are not known. */
  | "market_values_missing"
  /** Warning: comparisons that contradict each other more than is acceptable. */
  | "market_comparisons_inconsistent";

/** Names that sentences need. */
export type MarketNameKey =
  | `cell.${MarketCell}`
  | `strategy.${MarketStrategy}`
  | "part.attractiveness"
  | "part.ability";
