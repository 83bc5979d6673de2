/**
 * MBG/NBD: customers buy at rates Gamma(r, alpha), and after each purchase, the first included, leave for good
 * with a chance Beta(a, b).
 *
 * @see Batislam, Denizel and Filiztekin (2007), Empirical validation and comparison of models for customer base
 * analysis, International Journal of Research in Marketing 24(3).
 * @module
 */
export { fit, type MbgNbdModel } from "./fit.ts";
export type { MbgNbdParameters } from "./parameters.ts";
export {
  conditionalPurchaseCountProbability,
  discountedExpectedTransactions,
  expectedPurchases,
  expectedPurchasesNewCustomer,
  logLikelihood,
  type MbgNbdInput,
  nextPurchase,
  noPurchaseProbability,
  probabilityAlive,
  purchaseCountProbability,
} from "./predict.ts";
export { simulate } from "./simulate.ts";

/** The name of this model. */
export const kind = "mbgNbd";
