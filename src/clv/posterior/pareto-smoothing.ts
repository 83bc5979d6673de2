import { logSumExp } from "../../math/log-sum-exp.ts";

/** Importance weights, their largest smoothed, and what their tail says. */
export interface SmoothedWeights {
  /** Weights that add up to 1. */
  readonly weights: Float64Array;
  /** Shape of the tail: above 0.7 the weights are not to be trusted. NaN where there is no tail to look at. */
  readonly khat: number;
  /** Logarithm of the mean of the weights that were given, smoothed. */
  readonly logMean: number;
}

/** Fewer weights in the tail tell nothing. */
const FEWEST_IN_TAIL = 5;

/**
 * Pareto-smoothed importance weights from log-weights: the largest are replaced by the quantiles of a
 * generalised Pareto distribution fitted to them, whose shape tells whether the proposal covers the target.
 *
 * @see Vehtari, Simpson, Gelman, Yao and Gabry (2024), Pareto smoothed importance sampling, JMLR 25(72).
 */
export function smoothWeights(logWeights: Float64Array): SmoothedWeights {
  const count = logWeights.length;
  const top = logWeights.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  const logs = logWeights.map((log) => log - top);
  const tail = Math.min(Math.floor(0.2 * count), Math.ceil(3 * Math.sqrt(count)));
  // points of no weight are minus infinity, whose difference would be NaN
  const order = Array.from(logs.keys()).sort((i, j) => ((logs[i] as number) < (logs[j] as number) ? -1 : 1));
  const cut = Math.exp(logs[order[count - tail - 1] as number] as number);
  const largest = order.slice(count - tail);
  const excess = Float64Array.from(largest, (i) => Math.exp(logs[i] as number) - cut);
  let khat = Number.NaN;
  if (tail >= FEWEST_IN_TAIL && (excess[tail - 1] as number) > (excess[0] as number)) {
    const { shape, scale } = fitGeneralPareto(excess);
    khat = shape;
    largest.forEach((i, rank) => {
      const rest = Math.log1p(-(rank + 0.5) / tail); // of 1 less the probability
      const quantile = Math.abs(shape) < 1e-12 ? -scale * rest : (scale * Math.expm1(-shape * rest)) / shape;
      logs[i] = Math.min(0, Math.log(quantile + cut));
    });
  }
  const total = logSumExp(logs);
  return {
    weights: logs.map((log) => Math.exp(log - total)),
    khat,
    logMean: top + total - Math.log(count),
  };
}

/**
 * The generalised Pareto distribution of excesses in rising order, its shape drawn a little towards 0.5.
 *
 * @see Zhang and Stephens (2009), A new and efficient estimation method for the generalized Pareto
 * distribution, Technometrics 51(3).
 */
function fitGeneralPareto(excess: Float64Array): { readonly shape: number; readonly scale: number } {
  const n = excess.length;
  const grid = 30 + Math.floor(Math.sqrt(n));
  const quartile = excess[Math.max(0, Math.floor(n / 4 + 0.5) - 1)] as number;
  const thetas: number[] = [];
  const logs: number[] = [];
  for (let j = 1; j <= grid; j += 1) {
    const theta = 1 / (excess[n - 1] as number) + (1 - Math.sqrt(grid / (j - 0.5))) / (3 * quartile);
    const k = meanLog(excess, theta);
    thetas.push(theta);
    logs.push(n * (Math.log(-theta / k) - k - 1));
  }
  const total = logSumExp(logs);
  let theta = 0;
  for (let j = 0; j < grid; j += 1) theta += Math.exp((logs[j] as number) - total) * (thetas[j] as number);
  const k = meanLog(excess, theta);
  return { shape: (n * k + 5) / (n + 10), scale: -k / theta };
}

function meanLog(excess: Float64Array, theta: number): number {
  let sum = 0;
  for (let i = 0; i < excess.length; i += 1) sum += Math.log1p(-theta * (excess[i] as number));
  return sum / excess.length;
}
