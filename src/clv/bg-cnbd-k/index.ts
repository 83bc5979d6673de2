/**
 * BG/CNBD-k: BG/NBD for regular buyers, whose purchases come at gaps of `k` exponential stages; `k = 1` is BG/NBD.
 *
 * @see Reutterer, Platzer and Schroeder (2020), Leveraging purchase regularity for predicting customer behavior
 * the easy way, International Journal of Research in Marketing.
 * @module
 */
export type { CnbdKFitOptions, CnbdKModel, ProfileEntry } from "../cnbd-k/fit-cnbd.ts";
export type { CnbdKName, CnbdKParameters } from "../cnbd-k/parameters.ts";
export type { RegularHistory } from "../cnbd-k/read-regular.ts";
export { type BgCnbdKModel, fit } from "./fit.ts";
export {
  type BgCnbdKInput,
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
export const kind = "bgCnbdK";
