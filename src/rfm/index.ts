/**
 * RFM: recency, frequency and monetary value of every customer, scored and named.
 *
 * `scoreRfm` learns cut-offs from a base and scores it; `applyRfm` scores a table with them, `rfmOf`
 * one customer, and `explainRfm` says why.
 *
 * @module
 */
export { applyRfm } from "./apply-rfm.ts";
export { checkSegmentMap, type SegmentMapReport } from "./check-segment-map.ts";
export { type CompletePolicy, completeRfmPolicy } from "./complete-policy.ts";
export { explainRfm, type RfmReason } from "./explain-rfm.ts";
export type { RfmDimension, RfmNameKey, RfmReasonCode, RfmSegmentKey } from "./keys.ts";
export { type RfmMapName, rfmMaps } from "./maps.ts";
export {
  type Dimensions,
  defaultRfmPolicy,
  type HighRule,
  type PerDimension,
  type RfmMethod,
  type RfmPolicy,
  type RfmRules,
  type RfmVariant,
  type RfmWeights,
} from "./policy.ts";
export { type MigratingRow, type RfmMigration, rfmMigration } from "./rfm-migration.ts";
export { type RfmOne, type RfmRow, rfmOf } from "./rfm-of.ts";
export { scoreRfm } from "./score-rfm.ts";
export type { ScoreRange, SegmentMap, SegmentRule } from "./segment-map.ts";
export {
  type RfmSegmentSummary,
  type RfmSummaryFacts,
  type ScoredRow,
  summarizeRfm,
} from "./summarize-rfm.ts";
export type {
  BinsUsed,
  EdgeGroup,
  RfmCuts,
  RfmFacts,
  RfmInput,
  RfmOptions,
  RfmScore,
  RfmScores,
} from "./types.ts";
