/**
 * Averages over more purchases on offer than can be added up one by one, under BG/CNBD-k and MBG/CNBD-k.
 *
 * @module
 */
import { RULE_16 } from "../../math/gauss-legendre.ts";
import { lbetaDensity, lbetaRise } from "../../math/lbeta.ts";
import { negativeBinomialMass } from "../../math/negative-binomial.ts";
import { survivorSum } from "../../math/survivor-sum.ts";
import type { AtStage } from "./at-stage.ts";

/** Offers from which on the terms are smooth enough for an integral. */
export const SMOOTH_FROM = 2000;

/** Length of a panel of the integral, in the logarithm of the offers, at most. */
const PANEL = 0.5;

/** The logarithm of the integrand falls by no more than this within the first panel on either side of its peak. */
const FALL = 2;

/** Beyond so many means of the longest stretch of stages there is nothing. */
const FURTHEST = 800;

/** A step for the slope where the integral begins. */
const STEP = 0.1;

/** From so many stages on, and of such a shape, their number is its mean for all customers. */
const ALIKE_FROM = 1e15;

/**
 * The sum over {@link SMOOTH_FROM} and more offers within `u` of their chance, times how many of them are made,
 * or the chance to be alive after them: an integral over the logarithm of their number, with the end corrections
 * of Euler and Maclaurin. Its integrand is log-concave: the panels go outward from the peak.
 */
export function averageOverMany({ k, stage, shape, a, b }: AtStage, u: number, made: boolean): number {
  const answerOf = (offers: number): number =>
    made ? survivorSum(b, a, offers) : Math.exp(lbetaRise(a, b, offers));
  if (Math.min(shape, shape * u) > ALIKE_FROM) return answerOf((shape * u) / k);
  const term = (offers: number): number => blockMass(k * offers - stage, k, shape, u) * answerOf(offers);
  const log = (at: number): number => {
    const offers = Math.exp(at);
    const middle = k * offers - stage + (k - 1) / 2;
    const value = made ? Math.log(survivorSum(b, a, offers)) : lbetaRise(a, b, offers);
    return lbetaDensity(middle, shape, 1 / u) + value;
  };
  const first = Math.log(SMOOTH_FROM);
  const last = Math.max(first, Math.log(((shape + FURTHEST) * u) / k));
  const peak = peakOf(log, first, last);
  const most = Math.exp(peak);
  let integral = 0;
  for (const limit of [last - peak, first - peak]) {
    let panel = Math.sign(limit) * PANEL;
    while (log(peak) - log(peak + panel) > FALL) panel /= 2;
    for (let from = 0; Math.abs(from) < Math.abs(limit); from += panel) {
      const length = Math.abs(limit - from) < Math.abs(panel) ? limit - from : panel;
      let sum = 0;
      for (let i = 0; i < RULE_16.nodes.length; i += 1) {
        const offers = most * Math.exp(from + length * (RULE_16.nodes[i] as number));
        sum += (RULE_16.weights[i] as number) * offers * term(offers);
      }
      integral += Math.abs(length) * sum;
      if (Math.abs(length) * sum <= 1e-18 * integral) break;
    }
  }
  const slope = (term(SMOOTH_FROM + STEP) - term(SMOOTH_FROM - STEP)) / (2 * STEP);
  return integral + term(SMOOTH_FROM) / 2 - slope / 12;
}

/** Where a concave function is highest, by thirds. */
function peakOf(f: (at: number) => number, low: number, high: number): number {
  for (let i = 0; i < 80 && high - low > 1e-12; i += 1) {
    const third = (high - low) / 3;
    if (f(low + third) < f(high - third)) low += third;
    else high -= third;
  }
  return (low + high) / 2;
}

/**
 * The chance of `from` to `from + k - 1` stages: a sum of `k` masses, by the rule of three nodes that is exact for
 * polynomials of degree five.
 */
function blockMass(from: number, k: number, shape: number, u: number): number {
  const middle = from + (k - 1) / 2;
  if (k === 1) return negativeBinomialMass(middle, shape, u);
  const square = (3 * k * k - 7) / 20;
  const outer = (k * (k * k - 1)) / (24 * square);
  const away = Math.sqrt(square);
  const sides = negativeBinomialMass(middle - away, shape, u) + negativeBinomialMass(middle + away, shape, u);
  return (k - 2 * outer) * negativeBinomialMass(middle, shape, u) + outer * sides;
}
