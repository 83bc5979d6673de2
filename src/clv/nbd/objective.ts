/**
 * The log-likelihood of all customers under NBD with its gradient and Hessian: running sums over the
 * frequencies and one pass over the distinct ages.
 *
 * @module
 */
import { chainToLogs, type Objective } from "../../math/newton.ts";
import type { Histories } from "../fitting/histories.ts";
import { advanceRate } from "../fitting/running-sums.ts";

/** The objective of a fit, by `[r, alpha]`. */
export function nbdObjective(histories: Histories): Objective {
  const { times, levels, levelWeights } = histories;
  const { weight, repeats } = ageTotals(histories);
  return (parameters, gradient, hessian) => {
    const r = parameters[0] as number;
    const alpha = parameters[1] as number;
    let value = 0;
    let byR = 0;
    let byAlpha = 0;
    let rTwice = 0;
    let both = 0;
    let alphaTwice = 0;
    const rate = new Float64Array(3);
    let reached = 0;
    for (let level = 0; level < levels.length; level += 1) {
      const x = levels[level] as number;
      const w = levelWeights[level] as number;
      advanceRate(rate, r, alpha, reached, x);
      reached = x;
      value += w * (rate[0] as number);
      byR += w * (rate[1] as number);
      rTwice -= w * (rate[2] as number);
      byAlpha -= w * x;
    }
    for (let code = 0; code < times.length; code += 1) {
      const w = weight[code] as number;
      if (w === 0) continue;
      const time = times[code] as number;
      const log = Math.log1p(time / alpha);
      const share = time / (alpha + time);
      const count = r * w + (repeats[code] as number);
      value -= count * log;
      byR -= w * log;
      byAlpha += count * share;
      both += w * share;
      alphaTwice -= count * share * (1 - share);
    }
    gradient[0] = byR;
    gradient[1] = byAlpha;
    hessian[0] = rTwice;
    hessian[1] = both;
    hessian[2] = both;
    hessian[3] = alphaTwice;
    chainToLogs(parameters, gradient, hessian, [true, false]);
    return value;
  };
}

/** Customers, and their repeat purchases, at each age. */
function ageTotals({ times, levels, starts, age, weights }: Histories): {
  weight: Float64Array;
  repeats: Float64Array;
} {
  const weight = new Float64Array(times.length);
  const repeats = new Float64Array(times.length);
  for (let level = 0; level < levels.length; level += 1) {
    for (let k = starts[level] as number; k < (starts[level + 1] as number); k += 1) {
      const code = age[k] as number;
      const w = weights === null ? 1 : (weights[k] as number);
      weight[code] = (weight[code] as number) + w;
      repeats[code] = (repeats[code] as number) + w * (levels[level] as number);
    }
  }
  return { weight, repeats };
}
