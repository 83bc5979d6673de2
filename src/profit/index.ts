/**
 * What each customer earns and what may be spent on them: `contribution` is the waterfall from revenue to what is left,
 * `whaleCurve` shows who carries whom, `ltvToCac` and the optima say what an acquisition may cost.
 *
 * @module
 */
export { type AcquisitionSpend, customerAcquisitionCost } from "./acquisition-cost.ts";
export {
  type AcquisitionSpendOptimum,
  type AcquisitionSpendOptions,
  acquisitionSpendOptimum,
} from "./acquisition-spend-optimum.ts";
export {
  type ActivityCostFacts,
  activityCost,
  type DrivenActivity,
  type DrivenActivityRow,
} from "./activity-cost.ts";
export type { ActivityUsage, AssignedCost } from "./assign-usage.ts";
export { cacPayback, type Payback, type PaybackOptions } from "./cac-payback.ts";
export { contribution } from "./contribution.ts";
export {
  type ContributionFold,
  type ContributionFoldOptions,
  contributionFold,
} from "./contribution-fold.ts";
export {
  contributionWaterfall,
  type StatementAmounts,
  type StatementOptions,
} from "./contribution-waterfall.ts";
export {
  type CohortPlan,
  type CustomerEquity,
  customerEquity,
  type EquityCohortRow,
  type EquitySegment,
  type EquitySegmentRow,
} from "./customer-equity.ts";
export { type ExplainedContribution, explainContribution } from "./explain-contribution.ts";
export { type GiniOptions, gini } from "./gini.ts";
export type { ProfitColumn } from "./keys.ts";
export {
  contributionLayers,
  type Deduction,
  type LineSource,
  type MissingEffect,
  type Subtotal,
  type WaterfallStep,
} from "./layers.ts";
export { type LorenzCurve, lorenzCurve } from "./lorenz-curve.ts";
export { ltvToCac } from "./ltv-to-cac.ts";
export {
  type RetentionSpendOptimum,
  type RetentionSpendOptions,
  retentionSpendOptimum,
} from "./retention-spend-optimum.ts";
export type { SavedContribution } from "./saved-state.ts";
export {
  type SegmentContribution,
  type SegmentContributionOptions,
  type SegmentOf,
  segmentContribution,
} from "./segment-contribution.ts";
export {
  type AssignmentOptions,
  type CapacityPool,
  type TimeDrivenFacts,
  type TimedActivity,
  type TimedActivityRow,
  timeDrivenCost,
} from "./time-driven-cost.ts";
export { type TimeEquation, timeEquation } from "./time-equation.ts";
export type {
  Contribution,
  ContributionFacts,
  ContributionPolicy,
  ContributionRow,
  CostRate,
  CostRates,
  CostRecord,
  HistoryInput,
  LinesInput,
  MissingLayer,
  ProfitHistory,
  ProfitLine,
} from "./types.ts";
export { type WhaleCurve, whaleCurve } from "./whale-curve.ts";
