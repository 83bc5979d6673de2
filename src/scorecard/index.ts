/**
 * The scorecard: all the records in, one line per customer out.
 *
 * @module
 */
export {
  compareScorecards,
  type MoveCause,
  type MoverRow,
  type ScorecardComparison,
} from "./compare-scorecards.ts";
export type { CustomerEvent, CustomerState, LayerCost, LineSum, Referred } from "./customer-state.ts";
export { type CustomerExplanation, explainCustomer } from "./explain-customer.ts";
export type { ScorecardReasonCode } from "./keys.ts";
export { type ActionCondition, type ActionRule, defaultActions, type Risk } from "./next-action.ts";
export type { RunProgress } from "./pace.ts";
export type { ProfitPolicy, ReferralPolicy, ScorecardPolicy, ScorecardRules, ValuePolicy } from "./policy.ts";
export { reasonForNull } from "./reason-for-null.ts";
export type { SkippedBatch } from "./run-readers.ts";
export { type RunOptions, type RunResult, runScoring } from "./run-scoring.ts";
export { saveScorecard } from "./save-scorecard.ts";
export { scoreCustomers } from "./score-customers.ts";
export type { SegmentRules } from "./segment-rules.ts";
export type {
  LearnedModels,
  LearnedScorecard,
  OpenInteraction,
  Portfolio,
  Scorecard,
  ScorecardFacts,
  ScorecardInputs,
  ScorecardOptions,
  ScorecardRow,
  StageTable,
  TierStageCell,
  TrackedRecords,
  ValueTable,
  WhaleMeasure,
} from "./types.ts";
export { type UpdatedScores, type UpdateOptions, updateScores } from "./update-scores.ts";
