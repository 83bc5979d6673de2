/**
 * The stable keys of this room. Dictionaries must have an entry for each: a missing one does not compile.
 *
 * @module
 */

/** Cells of the matrix of lifetime and referral value. */
export type EngagementSegment = "champion" | "affluent" | "advocate" | "miser";

/** Keys of names. */
export type ReferralNameKey = `engagement.${EngagementSegment}` | "basis.observed" | "basis.expected";

/** Codes of reasons. */
export type ReferralReasonCode =
  | "referral_value_observed"
  | "referral_value_expected"
  | "referral_value_none"
  | "referral_credit"
  | "referral_credit_none"
  | "referral_segment"
  | "referral_segment_unknown";
