/**
 * BG/NBD: customers buy at rates Gamma(r, alpha), and after each repeat purchase leave for good with a chance
 * Beta(a, b).
 *
 * @see Fader, Hardie and Lee (2005), "Counting your customers" the easy way, Marketing Science 24(2).
 * @module
 */
export { type BgNbdModel, fit } from "./fit.ts";
export type { BgNbdParameters } from "./parameters.ts";
export {
  type BgNbdInput,
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
export { simulate } from "./simulate.ts";

/** The name of this model. */
export const kind = "bgNbd";
