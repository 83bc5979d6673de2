/**
 * Schemas of what is saved or sent: inputs, policies and what was learned. The one module that loads
 * zod. Each `parse…` takes JSON, as text or parsed, and gives a typed value or a `ScoringError` with
 * the path of the first fault. The same schemas are published as JSON Schema: `clientele/schema/model.json`.
 *
 * @module
 */
export { cohortFitsSchema, parseCohortFits, type SavedCohortFits } from "./cohorts.ts";
export { defaultJsonLimits, guardJson, type JsonLimits } from "./guard-json.ts";
export { parseHistoryState, savedHistorySchema } from "./history.ts";
export {
  customerStateSchema,
  learnedScorecardSchema,
  parseCustomerState,
  parseScorecard,
} from "./learned.ts";
export {
  lifecycleSchema,
  lifecycleStateSchema,
  parseLifecycle,
  parseLifecycleState,
} from "./lifecycle.ts";
export { migratePolicy } from "./migrate.ts";
export {
  gammaGammaSchema,
  modelSchema,
  parseModel,
  repeatModelSchema,
  type SavedModel,
  type SavedRepeatModel,
} from "./models.ts";
export { parsePosterior, posteriorSchema, type SavedPosterior } from "./posterior.ts";
export {
  contributionPolicySchema,
  parseContributionPolicy,
  parseContributionState,
  type SavedContributionPolicy,
  savedContributionSchema,
} from "./profit.ts";
export {
  costSchema,
  customerSchema,
  idSchema,
  interactionSchema,
  orderLineSchema,
  parseCosts,
  parseCustomers,
  parseInteractions,
  parseOrderLines,
  parseReferralEdges,
  parseSurveyAnswers,
  parseTransactions,
  referralEdgeSchema,
  surveyAnswerSchema,
  timeSchema,
  transactionSchema,
} from "./records.ts";
export { parseReferralPolicy, referralPolicySchema } from "./referral.ts";
export {
  parseCuts,
  parseRfmPolicy,
  parseSegmentMap,
  rfmCutsSchema,
  rfmPolicySchema,
  segmentMapSchema,
} from "./rfm.ts";
export { parseRules, ruleSetSchema, type SavedRuleSet } from "./rules.ts";
export { parsePolicy, scorecardPolicySchema } from "./scorecard.ts";
export {
  attributeLevelsSchema,
  clustersSchema,
  factorsSchema,
  parseAttributeLevels,
  parseClusters,
  parseFactors,
} from "./segmentation.ts";
export {
  leadPolicySchema,
  learnedMapSchema,
  marketPolicySchema,
  parseLeadPolicy,
  parseMarketPolicy,
  parsePositioningMap,
  type SavedLeadPolicy,
} from "./targeting.ts";
export { parseTierPolicy, parseTiers, tierCutsSchema, tierPolicySchema } from "./tiers.ts";
