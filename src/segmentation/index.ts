export { adjustedRandIndex, type Labels as GroupLabels } from "./clusters/adjusted-rand-index.ts";
export { assignCluster } from "./clusters/assign-cluster.ts";
export {
  type ClusterCount,
  type ClusterCountChoice,
  type ClusterCountOptions,
  type ClusterCriterion,
  chooseClusterCount,
} from "./clusters/choose-cluster-count.ts";
export { cluster } from "./clusters/cluster.ts";
export {
  type ClusterStability,
  clusterStability,
  type StabilityOptions,
} from "./clusters/cluster-stability.ts";
export type {
  AssignedCustomers,
  ClusteredCustomers,
  ClusterFacts,
  ClusterMethod,
  ClusterOptions,
  ClusterRow,
  ClusterRunOptions,
  ClusterSummary,
  Clusters,
  FeatureRow,
  FeatureScale,
  FeatureScaling,
  LearnedCluster,
  PrepareOptions,
} from "./clusters/types.ts";
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
