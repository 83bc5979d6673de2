import type { ClvNameKey, ClvReasonCode } from "../../clv/choice-keys.ts";
import type { PredictiveReason } from "../../clv/posterior/predictive/types.ts";
import type { PosteriorReason } from "../../clv/posterior/types.ts";
import type { RoomLabels } from "../room-labels.ts";

/** Lifetime value in English. */
export const clv: RoomLabels<ClvNameKey, ClvReasonCode | PosteriorReason["code"] | PredictiveReason["code"]> =
  {
    names: {
      bgNbd: "BG/NBD",
      mbgNbd: "MBG/NBD",
      paretoNbd: "Pareto/NBD",
      nbd: "NBD",
      mbgCnbdK: "MBG/CNBD-k",
      bgCnbdK: "BG/CNBD-k",
      bgBb: "BG/BB",
      shiftedBetaGeometric: "Shifted-beta-geometric",
      betaDiscreteWeibull: "Beta-discrete-Weibull",
      "statistic.shareWithRepeats": "The share of customers with that many repeat purchases",
      "statistic.meanFrequency": "The mean number of repeat purchases",
      "statistic.frequencyDeviation": "The standard deviation of the number of repeat purchases",
      "statistic.meanRecency": "The mean recency of those who bought again",
      "statistic.meanSpend": "The mean spend",
      "statistic.spendQuantile": "The quantile of spend",
      "statistic.survival": "The share of customers beyond that renewal",
    },
    reasons: {
      chains_disagree: "The chains do not agree on {parameter}: R-hat {rhat}. Draw more.",
      too_few_effective_draws: "The draws of {parameter} are worth only {draws} independent ones. Draw more.",
      divergent_paths: "Paths that left the density: {divergences}. Some region may not be reached.",
      approximation_off:
        "The approximation is off by up to {deviation} posterior deviations. Sample without it.",
      predictive_above: "{statistic} is {observed}, more than the model makes ({q5} to {q95}).",
      predictive_above_at: "{statistic} ({at}) is {observed}, more than the model makes ({q5} to {q95}).",
      predictive_below: "{statistic} is {observed}, less than the model makes ({q5} to {q95}).",
      predictive_below_at: "{statistic} ({at}) is {observed}, less than the model makes ({q5} to {q95}).",
      contract_only_candidate:
        "{model} is the only candidate that these renewals identify (error {rmse} % of customers).",
      contract_best_on_holdout:
        "{model} foretold best who would stay: an error of {rmse} % of customers against {rivalRmse} % of {rival:model}; after {periods} renewals it expected {expected} customers, {actual} were there.",
      contract_close_on_holdout:
        "{model} foretold best who would stay, but {rival:model} practically as well: errors of {rmse} % and {rivalRmse} % of customers.",
      contract_none_identified:
        "These renewals identify no candidate; {model} foretold best, but do not trust its parameters.",
      choice_only_candidate:
        "{model} is the only candidate that these data identify (error {rmse} a customer).",
      choice_best_on_holdout:
        "{model} foretold best what customers bought: an error of {rmse} a customer against {rivalRmse} of {rival:model}; it expected {expected} purchases, {actual} came.",
      choice_close_on_holdout:
        "{model} foretold best, but {rival:model} practically as well: errors of {rmse} and {rivalRmse} a customer.",
      choice_none_identified:
        "These data identify no candidate; {model} foretold best, but do not trust its parameters.",
    },
  };
