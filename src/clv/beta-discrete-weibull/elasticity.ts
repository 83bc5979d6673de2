/**
 * How much the residual lifetime under the beta-discrete-Weibull model grows with retention.
 *
 * @module
 */
import { RULE_16 } from "../../math/gauss-legendre.ts";
import { lbeta } from "../../math/lbeta.ts";
import { lgamma } from "../../math/lgamma.ts";
import { WIDEST_STEP } from "../../math/logit-trapezoid.ts";
import { LONGEST, SUMMED, type WeibullVector } from "./kernel.ts";

/** Length of a panel of the integral, in the logarithm of time. */
const PANEL = 0.5;

/** Nothing is beyond e^700. */
const LAST_LOG = 700;

/** The clock is measured so that it has not gone further than e to this. */
const LATEST_LOG = 345;

/** Nodes on either side of the mode, at most. */
const MOST_NODES = 5000;

/** A discount beyond e^-800 leaves nothing. */
const LONGEST_DISCOUNT = 800;

/**
 * The mean, over customers who have made `tenure` renewals, of the elasticity of their own residual lifetime to
 * retention.
 *
 * A customer's lifetime is `sum over k >= 1 of S_k v^(k - 1)`; with every retention raised by a share `e` it is
 * `sum of (1 + e)^k S_k v^(k - 1)`. So the elasticity is the mean of `k`, weighted by the terms. It is averaged over
 * the customers' chances to be lost, which are Beta(alpha, beta + tenure^c) by now. Infinite for rate 0 and
 * `alpha c <= 1`.
 */
export function weibullElasticity([alpha, beta, c]: WeibullVector, tenure: number, rate: number): number {
  if (rate === 0 && !(alpha * c > 1)) return Number.POSITIVE_INFINITY;
  // so late only ratios of the clock matter: it is measured in what brings it to e^345
  const late = Math.max(0, c * Math.log(tenure) - LATEST_LOG);
  const stay = beta + (late > 0 ? Math.exp(LATEST_LOG) : tenure ** c);
  const next = late > 0 ? Math.exp(c * Math.log(tenure + 1) - late) : (tenure + 1) ** c;
  // without discounting the mean is a power of a small chance to be lost, which the weight takes over
  const power = rate === 0 ? 1 / c : 0;
  const leave = alpha - power;
  const all = leave + stay + 1;
  const limit = power === 0 ? 0 : Math.exp(lgamma(2 * power) - lgamma(power));
  if (limit === Number.POSITIVE_INFINITY) return limit;
  const delta = Math.log1p(rate);
  const ahead = renewalsAhead(tenure, c, delta, Math.min(next, LONGEST));
  // of `k - 1`, and with a factor `1 - p` in the weight, so that no weight piles up at p = 1
  const mean = meanOverCustomers(leave, stay, (lost, kept, fall) => {
    if (power > 0 && fall ** power * (tenure + 1) < 1e-17) return limit * all;
    const [beyond, covariance] = momentsAhead(ahead, fall, delta);
    return lost ** power * (beyond * (all - 1 - (power * kept) / lost) + covariance / fall);
  });
  const weight = power === 0 ? 1 : Math.exp(lbeta(leave, stay + 1) - lbeta(alpha, stay + 1));
  return 1 + (stay / (alpha + stay)) * weight * (mean / all);
}

/**
 * The average over Beta(`leave + 1`, `stay + 1`) of `f / (1 - p)`, where `f` is given `p`, `1 - p` and `-ln(1 - p)`.
 *
 * The trapezoid rule in the logit, outward from the mode, as in `betaMean`; but a tiny `stay` leaves a long tail at
 * p = 1, over which the steps widen.
 */
function meanOverCustomers(
  leave: number,
  stay: number,
  f: (lost: number, kept: number, fall: number) => number,
): number {
  const a = leave + 1;
  const b = stay + 1;
  const p0 = a / (a + b);
  const q0 = b / (a + b);
  const step = Math.min(WIDEST_STEP, 0.5 * Math.sqrt(1 / a + 1 / b));
  const wide = Math.max(0, Math.log(b / a)) + 40;
  let sum = 0;
  let mass = 0;
  for (const side of [step, -step]) {
    for (let k = side > 0 ? 0 : 1; k < MOST_NODES; k += 1) {
      const grown = Math.exp(k * side - wide);
      const at = k * side + grown;
      // `-ln` of what 1 - p and p are, relative to the mode
      const keptFall = at < 700 ? Math.log1p(p0 * Math.expm1(at)) : at + Math.log(p0);
      const lostFall = Math.log1p(q0 * Math.expm1(-at));
      const lost = p0 * Math.exp(-lostFall);
      const kept = q0 * Math.exp(-keptFall);
      const weight = (1 + grown) * Math.exp(-a * lostFall - stay * keptFall);
      const fall = lost < 0.5 ? -Math.log1p(-lost) : keptFall - Math.log(q0);
      const value = weight * f(lost, kept, fall);
      sum += value;
      mass += weight * kept;
      if (k > 0 && value <= 1e-17 * sum && weight * kept <= 1e-17 * mass) break;
    }
  }
  return sum / mass;
}

/** Renewals ahead as nodes of a sum: each of the first, then an integral over the logarithm of time. */
interface RenewalsAhead {
  /** Renewals beyond the next one. */
  readonly beyond: number[];
  /** How far the model's clock goes on meanwhile. */
  readonly gap: number[];
  readonly weight: number[];
  /** How fast the clock goes where the integral begins. */
  readonly pace: number;
}

/** `next` is the clock right after the next renewal. */
function renewalsAhead(tenure: number, c: number, delta: number, next: number): RenewalsAhead {
  const beyond: number[] = [];
  const gap: number[] = [];
  const weight: number[] = [];
  const add = (steps: number, w: number): void => {
    beyond.push(steps);
    gap.push(Math.min(LONGEST, next * Math.expm1(c * Math.log1p(steps / (tenure + 1)))));
    weight.push(w);
  };
  for (let k = 1; k <= SUMMED; k += 1) add(k - 1, 1);
  const last = Math.min(LAST_LOG, Math.log(LONGEST_DISCOUNT / delta));
  for (let from = Math.log(SUMMED); from < last; from += PANEL) {
    RULE_16.nodes.forEach((node, i) => {
      const time = Math.exp(from + PANEL * node);
      add(time - 1, PANEL * (RULE_16.weights[i] as number) * time);
    });
  }
  const paceAt = (steps: number): number => next * (c / (tenure + 1)) * (1 + steps / (tenure + 1)) ** (c - 1);
  return { beyond, gap, weight, pace: Math.min(LONGEST, paceAt(SUMMED - 1)) };
}

/**
 * Of a customer whose chance to stay falls as `e^(-fall clock)`: the mean of `k - 1` under the terms of the lifetime,
 * and its covariance with `fall` times the clock.
 */
function momentsAhead(
  { beyond, gap, weight, pace }: RenewalsAhead,
  fall: number,
  delta: number,
): readonly [mean: number, covariance: number] {
  let terms = 0;
  let steps = 0;
  let clocks = 0;
  let products = 0;
  const edge = SUMMED - 1;
  for (let j = 0; j < beyond.length; j += 1) {
    const step = beyond[j] as number;
    const clock = fall * (gap[j] as number);
    const value = (weight[j] as number) * Math.exp(-clock - delta * step);
    if (value === 0) break;
    let w = value;
    if (j === edge) {
      // the end corrections of Euler and Maclaurin: half the term, less a twelfth of its slope
      const rate = fall * pace;
      w *= 0.5 + (rate + delta) / 12;
      steps -= value / 12;
      clocks -= (value * rate) / 12;
      products -= (value * (clock + step * rate)) / 12;
    }
    terms += w;
    steps += step * w;
    clocks += clock * w;
    products += step * clock * w;
    // what is left is a tail of the integral over the logarithm of time
    if (j > 0 && (step + 1) * step * clock * value < 1e-19 * products) break;
  }
  const mean = steps / terms;
  return [mean, products / terms - mean * (clocks / terms)];
}
