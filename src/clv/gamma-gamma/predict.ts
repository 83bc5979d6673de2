/**
 * What Gamma-Gamma says about the spend of customers.
 *
 * @module
 */
import type { TimeUnit } from "../../core/types.ts";
import { roundingError } from "../../math/sums.ts";
import { readModel, readParameters } from "../read-model.ts";
import type { ModelInput, SpendHistory, Timed } from "../types.ts";
import { GAMMA_GAMMA_NAMES } from "./fit.ts";
import { gammaGammaExpectedSpend, gammaGammaLogLikelihood } from "./kernel.ts";
import type { GammaGammaParameters } from "./parameters.ts";
import { readSpend } from "./spend-histories.ts";

/** What the functions here take as a model: a fitted one, or `{ parameters }`. */
export type GammaGammaInput = ModelInput<"gammaGamma", GammaGammaParameters>;

/**
 * The weighted log-likelihood of the mean spends. Customers without repeat purchases, or without a positive
 * mean, count nothing.
 *
 * @throws A {@link ScoringError} with `missing`, `not_finite` or `out_of_range` for parameters, and as rows
 * are refused.
 * @example
 * ```ts
 * logLikelihood({ p: 6.25, q: 3.74, gamma: 15.44 }, [{ frequency: 2, meanRepeatSpend: 40 }]); // => -4.3577…
 * ```
 * @see Fader and Hardie (2013), The Gamma-Gamma model of monetary value, equation 1a.
 */
export function logLikelihood(parameters: GammaGammaParameters, rows: Timed<SpendHistory, TimeUnit>): number {
  const { frequency, meanRepeatSpend, weights, length } = readSpend(rows);
  const [p, q, gamma] = readParameters(parameters, GAMMA_GAMMA_NAMES, ["parameters"]) as unknown as Three;
  let sum = 0;
  let rest = 0;
  for (let i = 0; i < length; i += 1) {
    const x = frequency[i] as number;
    const mean = meanRepeatSpend[i] as number;
    const weight = weights === null ? 1 : (weights[i] as number);
    if (!(x > 0 && mean > 0 && weight > 0)) continue;
    const term = weight * gammaGammaLogLikelihood(p, q, gamma, x, mean);
    rest += roundingError(sum, term);
    sum += term;
  }
  return sum + rest;
}

type Three = readonly [p: number, q: number, gamma: number];

/**
 * The expected value of a purchase of each customer: between the customer's own mean and that of all, the
 * nearer to the own the more purchases were seen. A customer without repeat purchases gets the mean of all;
 * one with a mean of 0 or below, or not known, NaN.
 *
 * Where `q` is 1 or below the mean of all is infinite, and so is the answer for customers without enough
 * purchases to make up for it; it is never negative.
 *
 * @throws A {@link ScoringError} as models and rows are refused.
 * @example
 * ```ts
 * const model = { parameters: { p: 6.25, q: 3.74, gamma: 15.44 } };
 * expectedSpend(model, [{ frequency: 2, meanRepeatSpend: 40 }, { frequency: 0 }]); // => [39.1404…, 35.2189…]
 * ```
 * @see Fader and Hardie (2013), The Gamma-Gamma model of monetary value, equation 5.
 */
export function expectedSpend(model: GammaGammaInput, rows: Timed<SpendHistory, TimeUnit>): Float64Array {
  const { frequency, meanRepeatSpend, length } = readSpend(rows);
  const [p, q, gamma] = readModel(model, "gammaGamma", GAMMA_GAMMA_NAMES).parameters as unknown as Three;
  const out = new Float64Array(length);
  for (let i = 0; i < length; i += 1) {
    const x = frequency[i] as number;
    const mean = meanRepeatSpend[i] as number;
    const known = x === 0 || (x > 0 && mean > 0);
    out[i] = known ? gammaGammaExpectedSpend(p, q, gamma, x, mean) : Number.NaN;
  }
  return out;
}
