/**
 * Whether chains agree, and how many independent draws theirs are worth.
 *
 * @see Vehtari, Gelman, Simpson, Carpenter and Buerkner (2021), Rank-normalization, folding, and localization:
 * an improved R-hat for assessing convergence of MCMC, Bayesian Analysis 16(2).
 * @module
 */
import { normalQuantile } from "../../math/normal-quantile.ts";
import { interiorQuantiles, median } from "../../math/quantiles.ts";

/** What chains of one quantity say of themselves. */
export interface Convergence {
  /** How much chains differ beyond what they vary in themselves; 1 where not at all. */
  readonly rhat: number;
  /** Independent draws that the mean is worth. */
  readonly bulkEss: number;
  /** Independent draws that the 5 and 95 % quantiles are worth, the worse of the two. */
  readonly tailEss: number;
}

/**
 * Rank-normalised split R-hat, the larger of that of the draws and of their distances from the median, and
 * effective sample sizes. Chains that do not vary at all agree, and are worth one draw each.
 *
 * @param chains - Draws of one quantity, of equal length, at least 4 each.
 * @example
 * ```ts
 * const chain = Float64Array.of(1, 3, 2, 4, 1, 4, 2, 3);
 * convergenceOf([chain, chain.map((v) => v + 9)]).rhat > 1.5; // => true
 * ```
 */
export function convergenceOf(chains: readonly Float64Array[]): Convergence {
  const halves = chains.flatMap(split);
  const all = joined(halves);
  const centre = median(all);
  const cuts = interiorQuantiles(all, 20);
  const low = cuts[0] as number;
  const high = cuts[18] as number;
  if (all.every((v) => v === all[0])) return { rhat: 1, bulkEss: chains.length, tailEss: chains.length };
  const normal = rankNormal(halves);
  const folded = rankNormal(halves.map((half) => half.map((v) => Math.abs(v - centre))));
  const below = (cut: number): number =>
    effectiveSize(halves.map((half) => half.map((v) => (v <= cut ? 1 : 0))));
  return {
    rhat: Math.max(splitRhat(normal), splitRhat(folded)),
    bulkEss: effectiveSize(normal),
    tailEss: Math.min(below(low), below(high)),
  };
}

/** The first and the last half; of an odd number the middle draw is left out. */
function split(chain: Float64Array): Float64Array[] {
  const half = chain.length >> 1;
  return [chain.subarray(0, half), chain.subarray(chain.length - half)];
}

function joined(chains: readonly Float64Array[]): Float64Array {
  const size = (chains[0] as Float64Array).length;
  const all = new Float64Array(size * chains.length);
  chains.forEach((chain, i) => {
    all.set(chain, i * size);
  });
  return all;
}

/** Every draw by the normal quantile of its rank among all; equal draws share their mean rank. */
function rankNormal(chains: readonly Float64Array[]): Float64Array[] {
  const all = joined(chains);
  const n = all.length;
  const order = Uint32Array.from({ length: n }, (_, i) => i).sort(
    (i, j) => (all[i] as number) - (all[j] as number),
  );
  const normal = new Float64Array(n);
  let from = 0;
  while (from < n) {
    const value = all[order[from] as number] as number;
    let to = from + 1;
    while (to < n && all[order[to] as number] === value) to += 1;
    const rank = (from + to + 1) / 2;
    const quantile = normalQuantile((rank - 0.375) / (n + 0.25));
    for (let k = from; k < to; k += 1) normal[order[k] as number] = quantile;
    from = to;
  }
  const size = (chains[0] as Float64Array).length;
  return chains.map((_, i) => normal.subarray(i * size, (i + 1) * size));
}

function splitRhat(chains: readonly Float64Array[]): number {
  const n = (chains[0] as Float64Array).length;
  const within = meanOf(chains.map(variance));
  if (!(within > 0)) return 1;
  return Math.sqrt((n - 1) / n + variance(chains.map(meanOf)) / within);
}

/** Geyer's initial monotone sequence of autocorrelations, pooled over chains. */
function effectiveSize(chains: readonly Float64Array[]): number {
  const m = chains.length;
  const n = (chains[0] as Float64Array).length;
  const means = chains.map(meanOf);
  const within = meanOf(chains.map(variance));
  const pooled = (within * (n - 1)) / n + variance(means);
  if (!(pooled > 0)) return m * n;
  const correlation = (lag: number): number => {
    let sum = 0;
    chains.forEach((chain, c) => {
      sum += autocovariance(chain, means[c] as number, lag);
    });
    return 1 - (within - (sum / m) * (n / (n - 1))) / pooled;
  };
  let time = -1;
  let before = Number.POSITIVE_INFINITY;
  for (let lag = 0; lag + 3 < n; lag += 2) {
    const pair = (lag === 0 ? 1 : correlation(lag)) + correlation(lag + 1);
    if (!(pair > 0)) break;
    before = Math.min(before, pair);
    time += 2 * before;
  }
  return (m * n) / Math.max(time, 1 / Math.log10(m * n));
}

function autocovariance(chain: Float64Array, mean: number, lag: number): number {
  let sum = 0;
  for (let i = 0; i + lag < chain.length; i += 1) {
    sum += ((chain[i] as number) - mean) * ((chain[i + lag] as number) - mean);
  }
  return sum / chain.length;
}

function meanOf(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i += 1) sum += values[i] as number;
  return sum / values.length;
}

function variance(values: ArrayLike<number>): number {
  const mean = meanOf(values);
  let sum = 0;
  for (let i = 0; i < values.length; i += 1) sum += ((values[i] as number) - mean) ** 2;
  return sum / (values.length - 1);
}
