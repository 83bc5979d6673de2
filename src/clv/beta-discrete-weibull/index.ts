/**
 * The beta-discrete-Weibull model of contracts: each customer has a chance of their own to be lost, Beta(alpha, beta)
 * at the first renewal, and it rises or falls with time.
 *
 * @see Fader, Hardie, Liu, Davin and Steenburgh (2018), "How to project customer retention" revisited: the role of
 * duration dependence, Journal of Interactive Marketing 43.
 * @module
 */
export { type BetaDiscreteWeibullModel, fit } from "./fit.ts";
export type { BetaDiscreteWeibullParameters } from "./parameters.ts";
export {
  type BetaDiscreteWeibullInput,
  churn,
  discountedExpectedLifetime,
  discountedExpectedResidualLifetime,
  logLikelihood,
  retention,
  retentionElasticity,
  survival,
  survivalOfActive,
} from "./predict.ts";
export { project } from "./project.ts";
export { simulate } from "./simulate.ts";

/** The name of this model. */
export const kind = "betaDiscreteWeibull";
