/**
 * MBG/CNBD-k: MBG/NBD for regular buyers, whose purchases come at gaps of `k` exponential stages; `k = 1` is MBG/NBD.
 *
 * @see Reutterer, Platzer and Schroeder (2020), Leveraging purchase regularity for predicting customer behavior
 * the easy way, International Journal of Research in Marketing.
 * @module
 */
export type { CnbdKFitOptions, CnbdKModel, ProfileEntry } from "../cnbd-k/fit-cnbd.ts";
export type { CnbdKName, CnbdKParameters } from "../cnbd-k/parameters.ts";
export type { RegularHistory } from "../cnbd-k/read-regular.ts";
export { fit, type MbgCnbdKModel } from "./fit.ts";
export {
  conditionalPurchaseCountProbability,
  discountedExpectedTransactions,
  expectedPurchases,
  expectedPurchasesNewCustomer,
  logLikelihood,
  type MbgCnbdKInput,
  nextPurchase,
  noPurchaseProbability,
  probabilityAlive,
  purchaseCountProbability,
} from "./predict.ts";
export { simulate } from "./simulate.ts";

/** The name of this model. */
export const kind = "mbgCnbdK";
