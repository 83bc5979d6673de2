/**
 * NBD: customers buy at rates Gamma(r, alpha) and never leave. The baseline that a model of leaving has to beat.
 *
 * @see Ehrenberg (1959), The pattern of consumer purchases, Applied Statistics 8(1).
 * @module
 */
export { fit, type NbdModel } from "./fit.ts";
export type { NbdParameters } from "./parameters.ts";
export {
  conditionalPurchaseCountProbability,
  discountedExpectedTransactions,
  expectedPurchases,
  expectedPurchasesNewCustomer,
  logLikelihood,
  type NbdInput,
  nextPurchase,
  noPurchaseProbability,
  probabilityAlive,
  purchaseCountProbability,
} from "./predict.ts";
export { simulate } from "./simulate.ts";

/** The name of this model. */
export const kind = "nbd";
