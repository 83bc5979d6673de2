/**
 * Who belongs together: segments by rules, value tiers, clusters, levels of attributes and factors behind
 * answers; what each segment is like, and how customers move between them.
 *
 * @module
 */
export { type ApplyLevelsOptions, applyLevels } from "./attributes/apply-levels.ts";
export { type LearnLevelsOptions, learnLevels } from "./attributes/learn-levels.ts";
export { readyLevels } from "./attributes/ready-levels.ts";
export type {
  AgeLevels,
  AttributeLevels,
  DateLevels,
  LearnedAttributeLevels,
  LearnedLevel,
  LevelPolicy,
  LevelRow,
  LevelTable,
  NumberLevels,
  PlaceLevels,
  TextLevels,
} from "./attributes/types.ts";
export type { Classify } from "./change/causes.ts";
export { migrationMatrix } from "./change/migration-matrix.ts";
export { type MovedOptions, movedCustomers } from "./change/moved-customers.ts";
export type {
  MigrationFields,
  MigrationMatrix,
  MigrationOptions,
  MigrationValue,
  MovedCustomer,
  MovedCustomers,
  SegmentMove,
  SegmentStability,
  SegmentStanding,
  ValueFlow,
} from "./change/types.ts";
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
export { factorScores } from "./factors/factor-scores.ts";
export { type FactorOptions, learnFactors } from "./factors/learn-factors.ts";
export type {
  Factor,
  FactorItem,
  FactorScoreRow,
  FactorScores,
  Factors,
  LearnedFactors,
} from "./factors/types.ts";
export { explainLead } from "./leads/explain-lead.ts";
export { leadScore } from "./leads/lead-score.ts";
export { leadScoreOf } from "./leads/lead-score-of.ts";
export type {
  BehaviourCriterion,
  FitCriterion,
  LeadData,
  LeadDataOfOne,
  LeadEventFields,
  LeadEvents,
  LeadFacts,
  LeadInteraction,
  LeadOptions,
  LeadPartSettings,
  LeadPolicy,
  LeadRow,
  LeadScores,
  PointDecay,
  PointGrades,
} from "./leads/types.ts";
export { type Ahp, type AhpOptions, ahp } from "./markets/ahp.ts";
export { type AhpHierarchy, ahpHierarchy, type Hierarchy } from "./markets/ahp-hierarchy.ts";
export { cagr, type Growth } from "./markets/cagr.ts";
export { explainMarket } from "./markets/explain-market.ts";
export { type HhiOptions, hhi, type ShareUnit } from "./markets/hhi.ts";
export type { MarketCell, MarketLevel, MarketStrategy } from "./markets/keys.ts";
export type { RandomIndex } from "./markets/random-index.ts";
export { relativeMarketShare } from "./markets/relative-market-share.ts";
export {
  type AttractivenessOptions,
  type AttractivenessRow,
  segmentAttractiveness,
} from "./markets/segment-attractiveness.ts";
export { targetMarkets } from "./markets/target-markets.ts";
export { type Topsis, type TopsisOptions, topsis } from "./markets/topsis.ts";
export type {
  AppliedCriterion,
  BetterEnd,
  CompetitionCriterion,
  CriterionNumbers,
  CriterionSettings,
  GrowthCriterion,
  MarketCriterion,
  MarketFacts,
  MarketPart,
  MarketPolicy,
  MarketRow,
  MarketSegment,
  TargetMarkets,
  ValueCriterion,
  WeightSensitivity,
} from "./markets/types.ts";
export { explainPosition } from "./positioning/explain-position.ts";
export { placeOnMap } from "./positioning/place-on-map.ts";
export { positioningMap } from "./positioning/positioning-map.ts";
export {
  type IdealPointOptions,
  type IdealPointShares,
  idealPointShares,
  logitShares,
} from "./positioning/preference-shares.ts";
export type {
  AttributeVector,
  BrandDistance,
  BrandPosition,
  BrandPreference,
  BrandRatings,
  IdealPoint,
  IdealRatings,
  LearnedMap,
  MapAxis,
  MapPoint,
  PositioningFacts,
  PositioningMap,
  PositioningOptions,
  ShareRule,
} from "./positioning/types.ts";
export { type ProfileOptions, profileSegments } from "./profile/profile-segments.ts";
export type {
  CategoryProfile,
  FeatureProfile,
  SegmentProfile,
  SegmentProfiles,
  TellingRule,
} from "./profile/types.ts";
export { segmentByRules } from "./rules/segment-by-rules.ts";
export type {
  RuleSegmentFacts,
  RuleSegmentRow,
  RuleSegmentSummary,
  RuleSegments,
  SegmentCoverage,
  SegmentOverlap,
} from "./rules/types.ts";
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
