/**
 * The log-likelihood of all customers under Pareto/NBD without derivatives: a quarter of the cost, for what
 * asks it thousands of times.
 *
 * @module
 */
import type { Histories } from "../fitting/histories.ts";
import { advanceRate } from "../fitting/running-sums.ts";
import { type TimeTables, timeTables } from "./customer-terms.ts";
import { logDecayIntegral } from "./decay-integral.ts";
import { panelTails, walkPanels } from "./panels.ts";

/** The quadrature of one customer costs as much as this many panels at one frequency. */
const ROW_IN_PANELS = 25;

/** A product is turned into its logarithm before it can leave the range of doubles. */
const LARGE = 1e100;

/**
 * The sum by `[r, alpha, s, beta]`. As in the objective of the fit, the integral over the time of leaving
 * comes from panels at the frequencies where that is cheaper, from a quadrature a customer at the others.
 */
export function paretoLogLikelihoodSum(histories: Histories): (parameters: Float64Array) => number {
  const { levels, levelWeights, starts, times, rising } = histories;
  const panelCount = times.length - 1;
  const tails = new Float64Array(rising ? times.length : 0);
  return (parameters) => {
    const [r, alpha, s, beta] = parameters as unknown as [number, number, number, number];
    const tables = timeTables(times, alpha, beta);
    const panelsAt = walkPanels(times, r, alpha, s, beta);
    const rate = new Float64Array(3);
    let reached = 0;
    let sum = 0;
    for (let level = 0; level < levels.length; level += 1) {
      const x = levels[level] as number;
      const rows = (starts[level + 1] as number) - (starts[level] as number);
      advanceRate(rate, r, alpha, reached, x);
      reached = x;
      sum += (levelWeights[level] as number) * (rate[0] as number);
      const panels = rising && rows * ROW_IN_PANELS > panelCount ? panelsAt(x) : null;
      if (panels === null) {
        sum += sumByQuadrature(histories, level, r + x, alpha, s, tables);
      } else {
        panelTails(panels, tails);
        sum += sumByPanels(histories, level, r + x, s, tables, tails);
      }
    }
    return sum;
  };
}

/** Of each customer the logarithm of being alive or having left, relative to leaving at the last purchase. */
function sumByPanels(
  { recency, age, weights, starts }: Histories,
  level: number,
  shape: number,
  s: number,
  { lA, lB, growth, beta }: TimeTables,
  tails: Float64Array,
): number {
  const end = starts[level + 1] as number;
  const s1 = s + 1;
  const leaving = s / beta;
  let sum = 0;
  let product = 1;
  for (let k = starts[level] as number; k < end; k += 1) {
    const last = recency[k] as number;
    const now = age[k] as number;
    const logA = lA[last] as number;
    const logB = lB[last] as number;
    const fall = Math.exp(shape * (logA - (lA[now] as number)) + s1 * (logB - (lB[now] as number)));
    const left = leaving * ((tails[last] as number) - fall * (tails[now] as number));
    const all = fall * (growth[now] as number) + left;
    const w = weights === null ? 1 : (weights[k] as number);
    sum -= w * (shape * logA + s1 * logB);
    if (weights !== null) {
      sum += w * Math.log(all);
      continue;
    }
    product *= all;
    if (product > LARGE || product < 1 / LARGE) {
      sum += Math.log(product);
      product = 1;
    }
  }
  return sum + Math.log(product);
}

/** The same, the integral by quadrature: for any times. */
function sumByQuadrature(
  { recency, age, weights, starts, times }: Histories,
  level: number,
  shape: number,
  alpha: number,
  s: number,
  { lA, lB, growth, beta }: TimeTables,
): number {
  const s1 = s + 1;
  let sum = 0;
  for (let k = starts[level] as number; k < (starts[level + 1] as number); k += 1) {
    const last = recency[k] as number;
    const now = age[k] as number;
    const tx = times[last] as number;
    const rise = shape * (lA[last] as number) + s1 * (lB[last] as number);
    const fall = Math.exp(rise - shape * (lA[now] as number) - s1 * (lB[now] as number));
    const length = (times[now] as number) - tx;
    const left = (s / beta) * Math.exp(logDecayIntegral(alpha + tx, shape, beta + tx, s1, length));
    const w = weights === null ? 1 : (weights[k] as number);
    sum += w * (Math.log(fall * (growth[now] as number) + left) - rise);
  }
  return sum;
}
