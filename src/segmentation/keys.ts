/**
 * The stable keys of this module. Dictionaries must have an entry for each.
 *
 * @module
 */

/** Codes of reasons and warnings. */
export type SegmentationReasonCode =
  /** A tier: the value is not known. */
  | "tier_value_unknown"
  /** A tier: the highest that can be reached. */
  | "tier_top"
  /** A tier: who loses money. */
  | "tier_loses_money"
  /** A tier, and what is missing for the next. */
  | "tier_between"
  /** Warning: nobody to cut into tiers. */
  | "tiers_no_customers"
  /** Warning: no total above 0 to take shares of. */
  | "tiers_no_value"
  /** Warning: a tier without customers. */
  | "tiers_empty"
  /** Warning: the search for clusters did not come to rest. */
  | "clusters_not_converged"
  /** Warning: a cluster without customers. */
  | "clusters_empty"
  /** What distinguishes a segment from the base. */
  | "trait_rather_high"
  | "trait_high"
  | "trait_very_high"
  | "trait_rather_low"
  | "trait_low"
  | "trait_very_low"
  | "trait_category"
  /** The condition that tells it best, where traits do not tell it from another. */
  | "trait_from"
  | "trait_up_to"
  /** A segment that nothing distinguishes. */
  | "trait_none"
  /** Warning: fewer different values than levels asked for. */
  | "levels_few_values"
  /** Warning: too few customers for so many questions. */
  | "factors_few_customers"
  /** Warning: a question that all answer alike. */
  | "factors_same_answer";

/** Names of the tiers that schemes have by themselves, of moves and of usual levels. */
export type SegmentationNameKey =
  | `tier.${"A" | "B" | "C" | "platinum" | "gold" | "iron" | "lead"}`
  | `move.${"stayed" | "up" | "down" | "changed" | "entered" | "left"}`
  | `usage.${"occasional" | "frequent"}`
  | `generations.${"earlier" | "silent" | "baby-boomers" | "generation-x" | "millennials" | "generation-z" | "later"}`;
