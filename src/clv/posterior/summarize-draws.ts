/**
 * Draws by parameter, what they say, and whether to trust them.
 *
 * @module
 */
import { interiorQuantiles } from "../../math/quantiles.ts";
import { convergenceOf } from "./convergence.ts";
import { MOST_KHAT, type Sampled } from "./sample-density.ts";
import type { ParameterSummary, PosteriorReason } from "./types.ts";
import type { Whitened } from "./whitened.ts";

/** The draws of each parameter, by chain, on their own scale. */
export function naturalDraws({ size, logsAt }: Whitened, points: readonly Float64Array[]): Float64Array[][] {
  const logs = new Float64Array(size);
  const draws = Array.from({ length: size }, () =>
    points.map((chain) => new Float64Array(chain.length / size)),
  );
  points.forEach((chain, c) => {
    for (let at = 0; at < chain.length; at += size) {
      logsAt(chain, at, logs);
      for (let i = 0; i < size; i += 1) {
        (draws[i]?.[c] as Float64Array)[at / size] = Math.exp(logs[i] as number);
      }
    }
  });
  return draws;
}

/** What the draws of one parameter say. */
export function summarizeParameter(chains: readonly Float64Array[]): ParameterSummary {
  const length = (chains[0] as Float64Array).length;
  const all = new Float64Array(length * chains.length);
  chains.forEach((chain, c) => {
    all.set(chain, c * length);
  });
  const mean = all.reduce((sum, v) => sum + v, 0) / all.length;
  const sd = Math.sqrt(all.reduce((sum, v) => sum + (v - mean) ** 2, 0) / (all.length - 1));
  const quantiles = interiorQuantiles(all, 20);
  const { rhat, bulkEss, tailEss } = convergenceOf(chains);
  return {
    mean,
    sd,
    q5: quantiles[0] as number,
    q50: quantiles[9] as number,
    q95: quantiles[18] as number,
    rhat,
    bulkEss,
    tailEss,
    monteCarloError: sd / Math.sqrt(bulkEss),
  };
}

/** Chains with an R-hat above this do not agree. */
const MOST_RHAT = 1.01;

/** Fewer effective draws than this say little of an interval. */
const FEWEST_DRAWS = 400;

/** A normal approximation may be off by this many posterior deviations before it is not to be trusted. */
const MOST_DEVIATION = 0.5;

/** Why the draws are not to be trusted; none where they are. */
export function reasonsAgainst(
  summaries: readonly (readonly [name: string, summary: ParameterSummary])[],
  { method, khat, audit, divergences }: Sampled,
): PosteriorReason[] {
  const reasons: PosteriorReason[] = [];
  for (const [parameter, { rhat, bulkEss, tailEss }] of summaries) {
    if (!(rhat < MOST_RHAT)) reasons.push({ code: "chains_disagree", parameter, rhat });
    const draws = Math.min(bulkEss, tailEss);
    if (!(draws > FEWEST_DRAWS)) reasons.push({ code: "too_few_effective_draws", parameter, draws });
  }
  if (divergences > 0) reasons.push({ code: "divergent_paths", divergences });
  if (method === "laplace" && audit !== null) {
    const { deviation, distance } = audit;
    const off = (khat ?? 0) > MOST_KHAT || !(deviation <= MOST_DEVIATION);
    if (off) reasons.push({ code: "approximation_off", deviation, distance });
  }
  return reasons;
}
