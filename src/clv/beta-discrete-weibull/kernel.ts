/**
 * The beta-discrete-Weibull model: a customer with the chance `p` survives renewal `t` with the chance
 * `(1 - p)^(t^c)`, and `p` is Beta(alpha, beta) over customers.
 *
 * @see Fader, Hardie, Liu, Davin and Steenburgh (2018), "How to project customer retention" revisited: the role of
 * duration dependence, Journal of Interactive Marketing 43.
 * @module
 */
import { digammaRise } from "../../math/digamma.ts";
import { RULE_16 } from "../../math/gauss-legendre.ts";
import { lbetaDrop } from "../../math/lbeta-drop.ts";
import { digammaMean } from "../../math/lgamma.ts";

/** The parameters in order. */
export type WeibullVector = readonly [alpha: number, beta: number, c: number];

/** The latest time on the model's own clock, for customers of one chance to be lost: to 1e-300 it means no more. */
export const LONGEST = 1e300;

/** From e to this on, the clock is so far beyond both shapes that survival is a power of it. */
const FAR_LOG = 690;

/** `(from + ahead)^c - from^c`, to its last digits also where `ahead` is far below `from`. */
export function clockStep(from: number, ahead: number, c: number): number {
  const step = from === 0 ? ahead ** c : from ** c * Math.expm1(c * Math.log1p(ahead / from));
  return Math.min(step, LONGEST);
}

/** `-ln [S(tenure + ahead) / S(tenure)]`. */
export function weibullDrop([alpha, beta, c]: WeibullVector, tenure: number, ahead: number): number {
  const logClock = c * Math.log(tenure + ahead);
  if (logClock < FAR_LOG) return lbetaDrop(alpha, beta + tenure ** c, clockStep(tenure, ahead, c));
  if (c * Math.log(tenure) > FAR_LOG) return alpha * c * Math.log1p(ahead / tenure);
  return alpha * (logClock - digammaMean(beta + tenure ** c, alpha));
}

/** Renewals that are added up one by one. */
export const SUMMED = 2000;

/** Length of a panel of the integral, in the logarithm of time. */
const PANEL = 0.5;

/** Nothing is beyond e^700. */
const LAST_LOG = 700;

/**
 * The renewals that a customer of `tenure` is to make, each discounted to the first of them:
 * `sum over k >= 1 of S(tenure + k) / S(tenure) / (1 + rate)^(k - 1)`. Infinite for rate 0 and `alpha c <= 1`.
 *
 * There is no closed form. The first 2,000 terms are added up; the others are an integral with the end corrections
 * of Euler and Maclaurin, over the logarithm of time, which reaches any tail in a few hundred nodes.
 */
export function weibullResidual(p: WeibullVector, tenure: number, rate: number): number {
  const [alpha, , c] = p;
  if (rate === 0 && !(alpha * c > 1)) return Number.POSITIVE_INFINITY;
  const delta = Math.log1p(rate);
  const term = (k: number): number => Math.exp(-weibullDrop(p, tenure, k) - delta * (k - 1));
  let sum = 0;
  for (let k = 1; k < SUMMED; k += 1) {
    const value = term(k);
    sum += value;
    // what is left is at most that of customers who stay for good
    if (rate > 0 && value * (1 + 1 / rate) < 1e-17 * sum) return sum;
  }
  const edge = term(SUMMED);
  return sum + edge / 2 - slopeAt(p, tenure, SUMMED, delta, edge) / 12 + integralFrom(p, tenure, delta, term);
}

/** The derivative of a term by the time. */
function slopeAt(
  [alpha, beta, c]: WeibullVector,
  tenure: number,
  k: number,
  delta: number,
  value: number,
): number {
  const clock = Math.min((tenure + k) ** c, LONGEST);
  const fall = digammaRise(beta + clock, alpha) * clock;
  return -value * (fall * (c / (tenure + k)) + delta);
}

function integralFrom(p: WeibullVector, tenure: number, delta: number, term: (k: number) => number): number {
  const [alpha, beta, c] = p;
  let integral = 0;
  for (let from = Math.log(SUMMED); from < LAST_LOG; from += PANEL) {
    let panel = 0;
    for (let i = 0; i < RULE_16.nodes.length; i += 1) {
      const time = Math.exp(from + PANEL * (RULE_16.nodes[i] as number));
      panel += PANEL * (RULE_16.weights[i] as number) * time * term(time);
    }
    integral += panel;
    if (panel < 1e-18 * integral || panel === 0) break;
    const end = Math.exp(from + PANEL);
    // far out survival without discounting is a power of time, and the rest of the integral known
    if (delta === 0 && end > 1e17 * (tenure + 1) && end ** c > 1e17 * (alpha + beta) * Math.max(1, alpha)) {
      return integral + (end * term(end)) / (alpha * c - 1);
    }
  }
  return integral;
}
