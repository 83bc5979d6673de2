/**
 * Averages over more purchases on offer than can be added up one by one, under BG/CNBD-k and MBG/CNBD-k.
 *
 * @module
 */
import { RULE_16 } from "../../math/gauss-legendre.ts";
import { lbetaRise } from "../../math/lbeta.ts";
import { negativeBinomialMass } from "../../math/negative-binomial.ts";
import { survivorSum } from "../../math/survivor-sum.ts";
import type { AtStage } from "./at-stage.ts";

/** Offers from which on the terms are smooth enough for an integral. */
export const SMOOTH_FROM = 2000;

/** Length of a panel of the integral, in the logarithm of the offers, where nothing asks for a shorter one. */
const PANEL = 0.5;

/** The same in standard deviations of the sharpest factor. */
const PANEL_IN_DEVIATIONS = 2;

/** Beyond so many means of the longest stretch of stages there is nothing. */
const FURTHEST = 800;

/** A step for the slope where the integral begins. */
const STEP = 0.1;

/**
 * The sum over {@link SMOOTH_FROM} and more offers within `u` of their chance, times how many of them are made,
 * or the chance to be alive after them: an integral over the logarithm of their number, with the end corrections
 * of Euler and Maclaurin.
 */
export function averageOverMany({ k, stage, shape, a, b }: AtStage, u: number, made: boolean): number {
  const term = (offers: number): number =>
    blockMass(k * offers - stage, k, shape, u) *
    (made ? survivorSum(b, a, offers) : Math.exp(lbetaRise(a, b, offers)));
  const slope = (term(SMOOTH_FROM + STEP) - term(SMOOTH_FROM - STEP)) / (2 * STEP);
  const panel = Math.min(PANEL, PANEL_IN_DEVIATIONS / Math.sqrt(shape + a));
  const last = Math.log(((shape + FURTHEST) * u) / k);
  let integral = 0;
  for (let from = Math.log(SMOOTH_FROM); from < last; from += panel) {
    for (let i = 0; i < RULE_16.nodes.length; i += 1) {
      const offers = Math.exp(from + panel * (RULE_16.nodes[i] as number));
      integral += panel * (RULE_16.weights[i] as number) * offers * term(offers);
    }
  }
  return integral + term(SMOOTH_FROM) / 2 - slope / 12;
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
