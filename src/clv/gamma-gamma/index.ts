/**
 * Gamma-Gamma: the value of a customer's purchases varies around a mean of their own, and these means vary
 * over customers; how much says nothing of how often.
 *
 * @see Fader and Hardie (2013), The Gamma-Gamma model of monetary value.
 * @module
 */
export { fit, type GammaGammaModel } from "./fit.ts";
export type { IndependenceCheck } from "./independence.ts";
export type { GammaGammaParameters } from "./parameters.ts";
export { expectedSpend, type GammaGammaInput, logLikelihood } from "./predict.ts";
export type { SpendLeftOut } from "./spend-histories.ts";

/** The name of this model. */
export const kind = "gammaGamma";
