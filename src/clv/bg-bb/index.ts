/**
 * BG/BB: before each opportunity customers leave for good with a chance of their own, Beta(gamma, delta); while
 * alive they buy at it with a chance of their own, Beta(alpha, beta).
 *
 * @see Fader, Hardie and Shang (2010), Customer-base analysis in a discrete-time noncontractual setting,
 * Marketing Science 29(6).
 * @module
 */
export { type BgBbModel, fit } from "./fit.ts";
export type { BgBbParameters } from "./parameters.ts";
export {
  type BgBbInput,
  conditionalPurchaseCountProbability,
  discountedExpectedTransactions,
  expectedPurchases,
  expectedPurchasesNewCustomer,
  logLikelihood,
  nextPurchase,
  noPurchaseProbability,
  probabilityAlive,
  purchaseCountProbability,
} from "./predict.ts";
export type { OpportunityHistory } from "./read-opportunities.ts";
export { type OpportunitySimulateOptions, type SimulatedOpportunities, simulate } from "./simulate.ts";

/** The name of this model. */
export const kind = "bgBb";
