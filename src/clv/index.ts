/**
 * Customer lifetime value: who is alive, how often each will buy, and what each is worth.
 *
 * A model is a namespace of functions of one shape: `fit` learns plain JSON from histories, everything else
 * takes that JSON first.
 *
 * @module
 */
export * as betaDiscreteWeibull from "./beta-discrete-weibull/index.ts";
export * as bgBb from "./bg-bb/index.ts";
export * as bgCnbdK from "./bg-cnbd-k/index.ts";
export * as bgNbd from "./bg-nbd/index.ts";
export { type Regularity, regularity } from "./cnbd-k/regularity.ts";
export {
  type CohortFit,
  type CohortFitOptions,
  type CohortFits,
  fitCohorts,
  modelOfCohort,
} from "./cohorts/fit-cohorts.ts";
export type { PerTime, Times } from "./contract/contract-kind.ts";
export { kaplanMeier, type ObservedPeriod } from "./contract/kaplan-meier.ts";
export type { ContractSimulateOptions, SimulatedContract } from "./contract/simulate-contracts.ts";
export type {
  CohortCount,
  ContractData,
  ContractFitOptions,
  ContractHistory,
  ContractModel,
  FittedOrNot,
  PeriodDiscountOptions,
  ProjectedPeriod,
  ProjectionOptions,
} from "./contract/types.ts";
export type {
  CovariateEffect,
  CovariateOptions,
  CovariateValues,
  Process,
} from "./covariates/covariates.ts";
export {
  type LikelihoodRatioTest,
  likelihoodRatioTest,
  type TestedModel,
} from "./covariates/likelihood-ratio-test.ts";
export type { CovariateSimulateOptions } from "./covariates/simulate-with-covariates.ts";
export {
  type ChooseContractOptions,
  type ContractCandidate,
  type ContractChoice,
  type ContractRank,
  type ContractReasonCode,
  chooseContractModel,
  type FittedContract,
} from "./evaluation/choose-contract-model.ts";
export {
  type Candidate,
  type ChooseModelOptions,
  chooseModel,
  type ModelChoice,
  type Ranked,
} from "./evaluation/choose-model.ts";
export { type ChooseOnHoldoutOptions, chooseOnHoldout } from "./evaluation/choose-on-holdout.ts";
export { type ComparisonRow, compareModels } from "./evaluation/compare-models.ts";
export {
  type EvaluateOptions,
  type Evaluation,
  type ExpectedAndActual,
  evaluateModel,
  type HoldoutRow,
} from "./evaluation/evaluate-model.ts";
export {
  type ExpectedPeriod,
  type ExpectedTransactionsOptions,
  expectedTransactions,
} from "./evaluation/expected-transactions.ts";
export type { ForecastErrors } from "./evaluation/metrics.ts";
export type {
  FittedForecast,
  ForecastCandidate,
  ForecastKind,
  HoldoutChoice,
  HoldoutRank,
  HoldoutReasonCode,
} from "./evaluation/rank-on-holdout.ts";
export * as gammaGamma from "./gamma-gamma/index.ts";
export type { AnyRepeatModel, RepeatKind, RepeatParameters } from "./known-models.ts";
export {
  type ChainValueModels,
  type LifetimeValueFacts,
  type LifetimeValueOptions,
  type LifetimeValueRow,
  lifetimeValue,
  type ValueHistory,
  type ValueModels,
} from "./lifetime/lifetime-value.ts";
export type { ScheduleOptions, Timing } from "./lifetime/schedule.ts";
export type { SpendInput, SpendWarning } from "./lifetime/spend-column.ts";
export type { Interval } from "./lifetime/uncertainty.ts";
export {
  fitRecencyChain,
  type RecencyChainOptions,
  type RecencyOutcome,
} from "./markov/fit-recency-chain.ts";
export { type MarkovChainModel, type MigrationSpec, migrationChain } from "./markov/migration-chain.ts";
export * as mbgCnbdK from "./mbg-cnbd-k/index.ts";
export * as mbgNbd from "./mbg-nbd/index.ts";
export * as nbd from "./nbd/index.ts";
export { type ParameterInterval, parameterIntervals } from "./parameter-intervals.ts";
export * as paretoNbd from "./pareto-nbd/index.ts";
export { posterior } from "./posterior/posterior.ts";
export { predictiveCheck, priorPredictiveCheck } from "./posterior/predictive/predictive-check.ts";
export type { CheckStatistic, DataColumns } from "./posterior/predictive/replicator.ts";
export type {
  CheckedStatistic,
  PredictiveCheck,
  PredictiveOptions,
  PredictiveReason,
  PriorPredictiveOptions,
} from "./posterior/predictive/types.ts";
export type {
  GammaGammaPosterior,
  ParameterSummary,
  Posterior,
  PosteriorDiagnostics,
  PosteriorOptions,
  PosteriorReason,
  SamplingMethod,
} from "./posterior/types.ts";
export * as shiftedBetaGeometric from "./shifted-beta-geometric/index.ts";
export {
  historicClv,
  type MarginMultipleOptions,
  marginMultiple,
  type PastRevenue,
  type RetentionClvOptions,
  retentionClv,
} from "./simple-values.ts";
export type { SimulatedCustomer, SimulateOptions } from "./simulate-customers.ts";
export type {
  AliveOptions,
  CovariateFitOptions,
  CovariateModel,
  CovariateModelInput,
  DiscountOptions,
  Fit,
  FitOptions,
  FitReason,
  Horizon,
  HorizonOptions,
  LikelihoodOptions,
  Model,
  ModelInput,
  NewCustomerOptions,
  NextPurchaseOptions,
  Prior,
  RepeatHistory,
  Runaway,
  SpendHistory,
  Timed,
} from "./types.ts";
