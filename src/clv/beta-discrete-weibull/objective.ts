/**
 * The log-likelihood of all customers under the beta-discrete-Weibull model, with its gradient and Hessian.
 *
 * @module
 */
import { digamma, digammaRise, trigamma } from "../../math/digamma.ts";
import { chainToLogs, type Objective } from "../../math/newton.ts";
import { roundingError } from "../../math/sums.ts";
import type { Renewals } from "../contract/renewals.ts";
import { weibullDrop } from "./kernel.ts";

const SIZE = 3;

/** First and second derivatives of `ln S(t)` by `[alpha, beta, c]`; the latter row by row, upper half. */
interface Slopes {
  readonly first: Float64Array;
  readonly second: Float64Array;
}

const PAIRS = [
  [0, 0],
  [0, 1],
  [0, 2],
  [1, 1],
  [1, 2],
  [2, 2],
] as const;

/** Fills in the derivatives of `ln S(t)`, for t from 1; at 0 all are 0. */
function fillSlopes(alpha: number, beta: number, c: number, t: number, { first, second }: Slopes): void {
  const clock = Math.min(t ** c, 1e300);
  const log = Math.log(t);
  const all = alpha + beta;
  const byAlpha = digamma(all) - digamma(all + clock);
  const byClock = -digammaRise(beta + clock, alpha);
  const alphaTwice = trigamma(all) - trigamma(all + clock);
  const clockTwice = trigamma(beta + clock) - trigamma(all + clock);
  const perC = clock * log;
  first[0] = byAlpha;
  first[1] = byAlpha + digamma(beta + clock) - digamma(beta);
  first[2] = byClock * perC;
  second[0] = alphaTwice;
  second[1] = alphaTwice;
  second[2] = -trigamma(all + clock) * perC;
  second[3] = alphaTwice + trigamma(beta + clock) - trigamma(beta);
  second[4] = clockTwice * perC;
  second[5] = (clockTwice * perC + byClock * log) * perC;
}

const emptySlopes = (): Slopes => ({ first: new Float64Array(SIZE), second: new Float64Array(PAIRS.length) });

/** The objective of a fit, by `[alpha, beta, c]`. */
export function betaDiscreteWeibullObjective({ kept, lost }: Renewals): Objective {
  return (parameters, gradient, hessian) => {
    const p = parameters as unknown as [number, number, number];
    let before = emptySlopes();
    let after = emptySlopes();
    let value = 0;
    let rest = 0;
    gradient.fill(0);
    hessian.fill(0);
    for (let i = 0; i < kept.length; i += 1) {
      const k = kept[i] as number;
      const l = lost[i] as number;
      fillSlopes(...p, i + 1, after);
      if (k + l > 0) {
        const drop = weibullDrop(p, i, 1);
        const term = (k > 0 ? -k * drop : 0) + (l > 0 ? l * Math.log(-Math.expm1(-drop)) : 0);
        rest += roundingError(value, term);
        value += term;
        // of the logarithm of the chance to be lost by that of the chance to stay, once and twice
        const odds = 1 / Math.expm1(drop);
        const once = k - (l > 0 ? l * odds : 0);
        const twice = l > 0 ? -l * odds * (1 + odds) : 0;
        const slope = (m: number): number => (after.first[m] as number) - (before.first[m] as number);
        for (let m = 0; m < SIZE; m += 1) add(gradient, m, once * slope(m));
        PAIRS.forEach(([m, n], pair) => {
          const curve = (after.second[pair] as number) - (before.second[pair] as number);
          add(hessian, m * SIZE + n, once * curve + twice * slope(m) * slope(n));
        });
      }
      [before, after] = [after, before];
    }
    for (const [m, n] of PAIRS) hessian[n * SIZE + m] = hessian[m * SIZE + n] as number;
    chainToLogs(parameters, gradient, hessian, [true, true, true]);
    return value + rest;
  };
}

function add(into: Float64Array, i: number, amount: number): void {
  into[i] = (into[i] as number) + amount;
}
