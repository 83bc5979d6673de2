/**
 * What a customer who is alive will do next, under BG/CNBD-k and MBG/CNBD-k, for each number of stages passed.
 *
 * The stages to come within a horizon of `u` scales are negative binomial, every `k`-th of them is a purchase
 * on offer, and what is made of the offers is as in BG/NBD: positive sums, exact for any `k`. The papers'
 * approximation takes the model of `k = 1` and scales all customers of a call by one factor; nothing here
 * depends on other customers.
 *
 * @module
 */
import { discountedLife } from "../../math/discounted-life.ts";
import { lbetaRise } from "../../math/lbeta.ts";
import { lgamma } from "../../math/lgamma.ts";
import { negativeBinomialMass, negativeBinomialTail } from "../../math/negative-binomial.ts";
import { HALF_LN_2PI, STIRLING_FROM, stirlingCorrection } from "../../math/stirling.ts";
import type { AtStage } from "./at-stage.ts";
import { averageOverMany, SMOOTH_FROM } from "./many-offers.ts";

/** A running product above this is scaled down. */
const LARGE = 1e200;
const LOG_LARGE = Math.log(LARGE);

/** More stages than about so many are not added up one by one. */
const MANY_STAGES = 100_000;

/**
 * The average, over the stages to come within `u`, of a quantity of the purchases on offer: with `made`, how
 * many of them are made, else the chance to be alive after them.
 */
function averageOverOffers({ k, stage, shape, a, b }: AtStage, u: number, made: boolean): number {
  const z = u / (1 + u);
  const many = (shape + 40) * u > MANY_STAGES;
  const end = many ? k * SMOOTH_FROM - stage : Number.POSITIVE_INFINITY;
  let log = -shape * Math.log1p(u); // of the chance of no stage, and of what has been scaled down
  let chance = 1;
  let alive = 1;
  let bought = 0;
  let offers = 0;
  let sum = 0;
  let toNext = k - stage;
  for (let n = 0; n < end; n += 1) {
    if (toNext === 0) {
      bought += alive;
      alive *= (b + offers) / (a + b + offers);
      offers += 1;
      toNext = k;
    }
    const term = chance * (made ? bought : alive);
    sum += term;
    if (!many && n > shape * u && term <= 1e-17 * sum && (n > k || term > 0)) break;
    toNext -= 1;
    chance *= (z * (shape + n)) / (n + 1);
    if (chance > LARGE) {
      chance /= LARGE;
      sum /= LARGE;
      log += LOG_LARGE;
    }
  }
  const few = sum === 0 ? 0 : Math.exp(log + Math.log(sum));
  return many ? few + averageOverMany({ k, stage, shape, a, b }, u, made) : few;
}

/** Expected purchases within `u`. */
export function cnbdExpected(at: AtStage, u: number): number {
  return averageOverOffers(at, u, true);
}

/** The chance to be alive at the end of `u`. */
export function cnbdSurvival(at: AtStage, u: number): number {
  return Math.min(1, averageOverOffers(at, u, false));
}

/** The chance of exactly `count` purchases within `u`: alive with as many on offer, or gone right after the last. */
export function cnbdCount({ k, stage, shape, a, b }: AtStage, count: number, u: number): number {
  const first = Math.max(0, k * count - stage); // stages that the last of them takes
  let exactly = 0;
  for (let n = first; n < k * (count + 1) - stage; n += 1) exactly += negativeBinomialMass(n, shape, u);
  if (count === 0) return exactly;
  const atLeast = negativeBinomialTail(first, shape, u, negativeBinomialMass(first, shape, u));
  const leaves = (Math.exp(lbetaRise(a, b, count - 1)) * a) / (a + b + (count - 1));
  return Math.exp(lbetaRise(a, b, count)) * exactly + leaves * atLeast;
}

/** Step of the trapezoid rule over the logarithm of the rate, and the same in its standard deviations. */
const STEP = 0.2;
const STEP_IN_DEVIATIONS = 0.5;

/** Nodes on either side, at most. */
const MOST_NODES = 5000;

/** A discount beyond e^-700 leaves nothing. */
const LONGEST_LOG = 700;

/**
 * Purchases over the whole future, each discounted at the continuous rate `discount` per scale of time; infinite
 * without discounting where `a <= 1`.
 *
 * For a given rate the discount of one stage is `v = rate / (rate + discount)`, and the purchases are a geometric
 * series in `v^k` with a chance to stay; the average over the rate is the trapezoid rule in its logarithm.
 */
export function cnbdDiscounted({ k, stage, shape, a, b }: AtStage, discount: number): number {
  if (discount === 0) return discountedLife(b, a, 0);
  const step = Math.min(STEP, STEP_IN_DEVIATIONS / Math.sqrt(shape));
  let sum = 0;
  for (const direction of [1, -1]) {
    for (let i = direction === 1 ? 0 : 1; i < MOST_NODES; i += 1) {
      const s = direction * i * step;
      const perStage = Math.log1p(discount / shape / Math.exp(s));
      if (k * perStage > LONGEST_LOG) break;
      // the density of the logarithm of a gamma variable, relative to that at its mode
      const weight = Math.exp(-shape * expBeyondLine(s) - (k - stage) * perStage);
      const value = weight * discountedLife(b, a, Math.expm1(k * perStage));
      sum += value;
      if (value < 1e-18 * sum) break;
    }
  }
  return (sum * step) / Math.exp(logMassOverMode(shape));
}

/** `e^s - 1 - s`, to its last digits near 0. */
function expBeyondLine(s: number): number {
  if (Math.abs(s) > 0.5) return Math.expm1(s) - s;
  let sum = 1;
  for (let j = 16; j > 2; j -= 1) sum = 1 + (s / j) * sum;
  return (s * s * sum) / 2;
}

/** `ln [Gamma(shape) e^shape shape^-shape]`. */
function logMassOverMode(shape: number): number {
  return shape < STIRLING_FROM
    ? lgamma(shape) + shape - shape * Math.log(shape)
    : HALF_LN_2PI - 0.5 * Math.log(shape) + stirlingCorrection(1 / shape);
}

/**
 * The horizon, in scales, within which the chance of a purchase reaches `chance` (below 1) for somebody who has
 * passed each number of stages with the chances given; `shape` is that before any stage.
 */
export function cnbdWaiting(chances: Float64Array, shape: number, chance: number): number {
  if (chance === 0) return 0;
  const reaches = (u: number): boolean => chanceOfPurchase(chances, shape, u) >= chance;
  let low = -700;
  let high = 700;
  for (let i = 0; i < 200 && high - low > 1e-15 * Math.abs(low + high); i += 1) {
    const middle = (low + high) / 2;
    if (reaches(Math.exp(middle))) high = middle;
    else low = middle;
  }
  return Math.exp(high);
}

/** The chance of a purchase within `u`: enough stages are passed. */
function chanceOfPurchase(chances: Float64Array, shape: number, u: number): number {
  const k = chances.length;
  let sum = 0;
  for (let stage = 0; stage < k; stage += 1) {
    const from = k - stage;
    const mass = negativeBinomialMass(from, shape + stage, u);
    sum += (chances[stage] as number) * negativeBinomialTail(from, shape + stage, u, mass);
  }
  return sum;
}
