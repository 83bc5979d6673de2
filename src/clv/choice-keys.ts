import type { ContractKindName, ContractReasonCode } from "./evaluation/choose-contract-model.ts";
import type { ForecastKind, HoldoutReasonCode } from "./evaluation/rank-on-holdout.ts";
import type { CheckStatistic } from "./posterior/predictive/replicator.ts";

/** Keys of the names of models, and of statistics. */
export type ClvNameKey = ForecastKind | ContractKindName | `statistic.${CheckStatistic}`;

/** Codes of the reasons for a choice of model. */
export type ClvReasonCode = HoldoutReasonCode | ContractReasonCode;
