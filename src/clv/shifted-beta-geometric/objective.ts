/**
 * The log-likelihood of all customers under the shifted-beta-geometric model, with its gradient and Hessian.
 *
 * Each renewal is a toss by those who stand before it: what was seen of earlier ones is in the chance of that
 * toss, so that no beta function is needed.
 *
 * @module
 */
import { chainToLogs, type Objective } from "../../math/newton.ts";
import { roundingError } from "../../math/sums.ts";
import type { Renewals } from "../contract/renewals.ts";

/** The objective of a fit, by `[alpha, beta]`. */
export function shiftedBetaGeometricObjective({ kept, lost }: Renewals): Objective {
  return (parameters, gradient, hessian) => {
    const alpha = parameters[0] as number;
    const beta = parameters[1] as number;
    let value = 0;
    let rest = 0;
    let byAlpha = 0;
    let byBeta = 0;
    let alphaTwice = 0;
    let betaTwice = 0;
    let both = 0;
    for (let i = 0; i < kept.length; i += 1) {
      const k = kept[i] as number;
      const l = lost[i] as number;
      const stay = beta + i;
      const all = alpha + stay;
      const ofAll = (k + l) / all;
      let term = 0;
      if (k > 0) {
        term -= k * Math.log1p(alpha / stay);
        byBeta += (k * alpha) / stay / all;
        byAlpha -= k / all;
        betaTwice -= k / stay / stay;
      }
      if (l > 0) {
        term -= l * Math.log1p(stay / alpha);
        byAlpha += (l * stay) / alpha / all;
        byBeta -= l / all;
        alphaTwice -= l / alpha / alpha;
      }
      both += ofAll / all;
      rest += roundingError(value, term);
      value += term;
    }
    gradient[0] = byAlpha;
    gradient[1] = byBeta;
    hessian[0] = alphaTwice + both;
    hessian[1] = both;
    hessian[2] = both;
    hessian[3] = betaTwice + both;
    chainToLogs(parameters, gradient, hessian, [true, true]);
    return value + rest;
  };
}
