/**
 * In which stage a customer is, what moves them, and what that is worth. `defineLifecycle` checks a lifecycle, which is
 * plain JSON; `transition` takes one event, `replay` all of them, `classifyCustomers` a table of facts.
 *
 * @module
 */
export { type BaselineValueInput, baselineValue } from "./baseline-value.ts";
export { checkLifecycle, type LifecycleProblemCode } from "./check-lifecycle.ts";
export {
  type ClassifiedCustomer,
  type ClassifyOptions,
  classifyCustomers,
  type StageFacts,
  type StageRow,
} from "./classify-customers.ts";
export { defineLifecycle } from "./define-lifecycle.ts";
export {
  type AbsorptionRow,
  absorption,
  type EndOptions,
  expectedTimeInStage,
  type StageTimeFacts,
  type StageTimeRow,
} from "./expected-time-in-stage.ts";
export {
  forecastStageMix,
  type MixForecastOptions,
  type MixForecastRow,
  type StageMix,
} from "./forecast-stage-mix.ts";
export { type GrowthOptions, type GrowthRow, growthAccounting } from "./growth-accounting.ts";
export type { LifecycleNameKey, LifecycleReasonCode } from "./keys.ts";
export { type GapRow, learnThresholds } from "./learn-thresholds.ts";
export { lifecycles } from "./lifecycles.ts";
export { managementType } from "./management-type.ts";
export {
  type BestActionRow,
  bestPolicy,
  comparePolicies,
  type MarkovPolicy,
  type PolicyValueRow,
  type StageAction,
  type StageChoices,
} from "./markov-policy.ts";
export { type MarkovValueOptions, markovValue, type StageRewards } from "./markov-value.ts";
export type { TransitionMatrix } from "./matrix-input.ts";
export { type NextTransition, nextTransitions } from "./next-transitions.ts";
export type { Stay } from "./open-timeline.ts";
export { type QuickRatioInput, quickRatio } from "./quick-ratio.ts";
export { type ReplayEvent, type ReplayOptions, replay } from "./replay.ts";
export { type StageOfCustomer, type StageOptions, stageOf } from "./stage-of.ts";
export {
  type PeriodTransitionRow,
  type StageMove,
  type StageTransitionFacts,
  type StageTransitionOptions,
  type StageTransitionRow,
  stageTransitions,
} from "./stage-transitions.ts";
export { type SteadyStateOptions, steadyState } from "./steady-state.ts";
export { type SweepOptions, type SweptCustomer, sweepStates } from "./sweep-states.ts";
export type { GapBase, OwnRule, Threshold } from "./thresholds.ts";
export {
  type TimeInStageFacts,
  type TimeInStageOptions,
  type TimeInStageRow,
  timeInStage,
} from "./time-in-stage.ts";
export type { Timeline, TimelineFacts, TimelineRow } from "./timeline.ts";
export { type MermaidOptions, toMermaid } from "./to-mermaid.ts";
export {
  toXState,
  type XStateArgs,
  type XStateContext,
  type XStateMachine,
  type XStateMove,
  type XStateTransition,
} from "./to-xstate.ts";
export { type TransitionResult, transition } from "./transition.ts";
export type {
  DateNames,
  DayTest,
  Elapsed,
  FactUpdate,
  LearnedFrom,
  Lifecycle,
  LifecycleEvent,
  LifecycleGuard,
  LifecycleGuardLeaf,
  LifecycleSpec,
  LifecycleState,
  ManagementType,
  StageChange,
  StateFacts,
  Transition,
  Updates,
} from "./types.ts";
