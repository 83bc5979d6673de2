export { applyTiers } from "./tiers/apply-tiers.ts";
export type {
  TierChange,
  TierChangeFacts,
  TierChangeOptions,
  TierChanges,
  TierHysteresis,
  TierMargin,
  TierMove,
  TierMoveReason,
  TierState,
} from "./tiers/change-types.ts";
export { explainTier } from "./tiers/explain-tier.ts";
export { tierChanges } from "./tiers/tier-changes.ts";
export { tierOf } from "./tiers/tier-of.ts";
export type {
  AppliedTiers,
  RankedTierRow,
  TierCuts,
  TierFacts,
  TierInput,
  TierOptions,
  TierPolicy,
  TierReading,
  TierRow,
  TierRules,
  TierScheme,
  TierSummary,
  ValueTiers,
} from "./tiers/types.ts";
export { valueTiers } from "./tiers/value-tiers.ts";
