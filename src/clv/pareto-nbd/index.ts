/**
 * Pareto/NBD: customers buy at rates Gamma(r, alpha) while they live, and leave at rates Gamma(s, beta), at any
 * moment.
 *
 * @see Schmittlein, Morrison and Colombo (1987), Counting your customers: who are they and what will they do
 * next?, Management Science 33(1).
 * @module
 */
export { fit, type ParetoNbdModel } from "./fit.ts";
export type { ParetoNbdParameters } from "./parameters.ts";
export {
  conditionalPurchaseCountProbability,
  discountedExpectedTransactions,
  expectedPurchases,
  expectedPurchasesNewCustomer,
  logLikelihood,
  nextPurchase,
  noPurchaseProbability,
  type ParetoNbdInput,
  probabilityAlive,
  purchaseCountProbability,
} from "./predict.ts";
export { simulate } from "./simulate.ts";

/** The name of this model. */
export const kind = "paretoNbd";
