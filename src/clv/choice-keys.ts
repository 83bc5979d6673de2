import type { ForecastKind, HoldoutReasonCode } from "./evaluation/rank-on-holdout.ts";

/** Keys of the names of models. */
export type ClvNameKey = ForecastKind;

/** Codes of the reasons for a choice of model. */
export type ClvReasonCode = HoldoutReasonCode;
