/**
 * The stable keys of this module. Dictionaries must have an entry for each.
 *
 * @module
 */

/** Codes of reasons. */
export type LeadReasonCode =
  /** A criterion of fit that is met. */
  | "lead_fit"
  /** A criterion of fit that is not met, for want of a value. */
  | "lead_fit_unknown"
  /** Interactions that a criterion of behaviour counts. */
  | "lead_behaviour"
  /** No interaction that counts. */
  | "lead_no_behaviour"
  /** A part that was held within its least and greatest points. */
  | "lead_part_limited"
  /** The grade of a part. */
  | "lead_part_grade"
  /** The grade of the score, and what is missing to the next. */
  | "lead_grade"
  /** The best grade. */
  | "lead_top_grade";

/** Names that sentences need. */
export type LeadNameKey = "part.fit" | "part.behaviour";
