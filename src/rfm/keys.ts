/**
 * The stable keys of this room. Dictionaries must have an entry for each: a missing one does not compile.
 *
 * @module
 */

/** What is scored: recency, frequency, monetary value; in variants also length or time between purchases. */
export type RfmDimension = "r" | "f" | "m" | "l" | "t";

/** Segments of the maps that come with the library, and the two groups that have no scores. */
export type RfmSegmentKey =
  | "champions"
  | "loyal"
  | "potential-loyalist"
  | "new"
  | "new-customers"
  | "promising"
  | "need-attention"
  | "needs-attention"
  | "about-to-sleep"
  | "at-risk"
  | "cant-lose-them"
  | "hibernating"
  | "lost"
  | "active"
  | "almost-lost"
  | "previously-loyal"
  | "dormant"
  | "recent"
  | "inactive"
  | "important-value"
  | "important-develop"
  | "important-keep"
  | "important-win-back"
  | "general-value"
  | "general-develop"
  | "general-keep"
  | "general-win-back"
  | "others"
  | "prospects"
  | "unscored";

/** The segment of customers without an order. */
export const PROSPECTS: "prospects" & RfmSegmentKey = "prospects";
/** The segment of customers whose numbers are not known. */
export const UNSCORED: "unscored" & RfmSegmentKey = "unscored";
/** The segment of a code that no rule of the map takes, where the map names none. */
export const OTHERS: "others" & RfmSegmentKey = "others";

/** Codes of reasons and warnings. */
export type RfmReasonCode =
  /** A score: above one learned cut-off, up to the next. */
  | "rfm_above_to"
  /** A score: up to the least learned cut-off. */
  | "rfm_up_to"
  /** A score: above the greatest learned cut-off. */
  | "rfm_above"
  /** A score: from one fixed cut-off to below the next. */
  | "rfm_from_below"
  /** A score: below the least fixed cut-off. */
  | "rfm_below"
  /** A score: at or above the greatest fixed cut-off. */
  | "rfm_from"
  /** A score where there is no cut-off at all. */
  | "rfm_no_cut"
  /** A score by rank, equal values told apart by id. */
  | "rfm_rank"
  /** The lowest score, since there is no second purchase to measure a gap to. */
  | "rfm_no_gap"
  /** The segment that a rule of the map gives. */
  | "rfm_segment"
  /** The segment that high and low dimensions give. */
  | "rfm_class"
  /** The map's fallback. */
  | "rfm_fallback"
  /** No scores: no order yet. */
  | "rfm_no_orders"
  /** The lowest scores, as the policy wants for customers without an order. */
  | "rfm_no_orders_lowest"
  /** No scores: the money column is empty for this customer. */
  | "rfm_unknown_monetary"
  /** No scores: the cut-offs were learned from no customer. */
  | "rfm_no_cuts"
  /** Warning: equal values left bins empty. */
  | "rfm_empty_bins"
  /** Warning: customers that could not be scored. */
  | "rfm_unscored"
  /** Warning: nobody to learn from. */
  | "rfm_no_customers";

/** Names that sentences need beside those of segments. */
export type RfmNameKey =
  | `segment.${RfmSegmentKey}`
  | `dimension.${RfmDimension}`
  | `${"r" | "f" | "m"}.${"high" | "low"}`;
