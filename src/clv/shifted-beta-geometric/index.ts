/**
 * The shifted-beta-geometric model of contracts: each customer is lost at every renewal with the same chance of
 * their own, and these chances are Beta(alpha, beta).
 *
 * @see Fader and Hardie (2007), How to project customer retention, Journal of Interactive Marketing 21(1).
 * @module
 */
export { fit, type ShiftedBetaGeometricModel } from "./fit.ts";
export type { ShiftedBetaGeometricParameters } from "./parameters.ts";
export {
  churn,
  discountedExpectedLifetime,
  discountedExpectedResidualLifetime,
  logLikelihood,
  retention,
  retentionElasticity,
  type ShiftedBetaGeometricInput,
  survival,
  survivalOfActive,
} from "./predict.ts";
export { project } from "./project.ts";
export { simulate } from "./simulate.ts";

/** The name of this model. */
export const kind = "shiftedBetaGeometric";
