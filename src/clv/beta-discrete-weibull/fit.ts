import type { TimeUnit } from "../../core/types.ts";
import { fitContracts } from "../contract/fit-contracts.ts";
import type { ContractData, ContractFitOptions, ContractModel } from "../contract/types.ts";
import { betaDiscreteWeibullKind } from "./model.ts";
import type { BetaDiscreteWeibullParameters } from "./parameters.ts";

/** A fitted beta-discrete-Weibull model. */
export type BetaDiscreteWeibullModel<U extends TimeUnit = TimeUnit> = ContractModel<
  "betaDiscreteWeibull",
  BetaDiscreteWeibullParameters,
  U
>;

/**
 * Fits the beta-discrete-Weibull model to cohorts or to single customers under contract; several cohorts share
 * the parameters.
 *
 * A cohort is the list of its customers after 0, 1, 2, … renewals, or a table of these counts
 * (`{ cohort?, period, active }`); single customers are rows `{ tenure, active }`. A fit that the data do not
 * identify (fewer than three renewals, customers who are all alike) says so in `fit.reason` and `fit.runaways`; it
 * does not throw.
 *
 * @throws A {@link ScoringError} with `empty` where nobody stands before a renewal, `conflict` where a cohort
 * grows, and as numbers and options are refused.
 * @example
 * ```ts
 * const regular = fit([1000, 631, 468, 382, 326, 289, 262, 241]);
 * regular.parameters; // => { alpha: 0.4556…, beta: 0.7793…, c: 1.2834… }
 * regular.fit.logLikelihood; // => -1679.60…
 * fit([{ tenure: 4, active: true }, { tenure: 1, active: false }]).fit.reason; // => "not_identified"
 * ```
 * @see Fader, Hardie, Liu, Davin and Steenburgh (2018), "How to project customer retention" revisited: the role of
 * duration dependence, Journal of Interactive Marketing 43.
 */
export function fit<U extends TimeUnit = TimeUnit>(
  cohort: ContractData<U>,
  options: ContractFitOptions<BetaDiscreteWeibullParameters, U> = {},
): BetaDiscreteWeibullModel<U> {
  return fitContracts<"betaDiscreteWeibull", BetaDiscreteWeibullParameters, U>(
    betaDiscreteWeibullKind,
    cohort,
    options,
  );
}
