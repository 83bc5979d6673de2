import type { ClvNameKey, ClvReasonCode } from "../../clv/choice-keys.ts";
import type { PosteriorReason } from "../../clv/posterior/types.ts";
import type { RoomLabels } from "../room-labels.ts";

/** Lifetime value in English. */
export const clv: RoomLabels<ClvNameKey, ClvReasonCode | PosteriorReason["code"]> = {
  names: {
    bgNbd: "BG/NBD",
    mbgNbd: "MBG/NBD",
    paretoNbd: "Pareto/NBD",
    nbd: "NBD",
    mbgCnbdK: "MBG/CNBD-k",
    bgCnbdK: "BG/CNBD-k",
    bgBb: "BG/BB",
  },
  reasons: {
    chains_disagree: "The chains do not agree on {parameter}: R-hat {rhat}. Draw more.",
    too_few_effective_draws: "The draws of {parameter} are worth only {draws} independent ones. Draw more.",
    divergent_paths: "Paths that left the density: {divergences}. Some region may not be reached.",
    approximation_off:
      "The approximation is off by up to {deviation} posterior deviations. Sample without it.",
    choice_only_candidate:
      "{model} is the only candidate that these data identify (error {rmse} a customer).",
    choice_best_on_holdout:
      "{model} foretold best what customers bought: an error of {rmse} a customer against {rivalRmse} of {rival}; it expected {expected} purchases, {actual} came.",
    choice_close_on_holdout:
      "{model} foretold best, but {rival} practically as well: errors of {rmse} and {rivalRmse} a customer.",
    choice_none_identified:
      "These data identify no candidate; {model} foretold best, but do not trust its parameters.",
  },
};
