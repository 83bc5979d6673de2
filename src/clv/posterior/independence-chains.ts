import { seedRandom, uniform } from "../../math/random.ts";
import { smoothWeights } from "./pareto-smoothing.ts";
import { drawMixture, mixtureLogDensity, type TMixture } from "./t-mixture.ts";
import type { WhitenedValue } from "./whitened.ts";

/** How many draws to keep. */
export interface ChainOptions {
  readonly chains: number;
  readonly draws: number;
  /** Every which state is kept. */
  readonly thin: number;
  readonly seed: number;
}

/** Chains of whitened points. */
export interface Chains {
  /** For each chain the kept points, their coordinates one after another. */
  readonly points: readonly Float64Array[];
  /** Share of proposals taken. */
  readonly acceptance: number;
}

/** Chains whose proposals also weigh the density. */
export interface WeighedChains extends Chains {
  /** Shape of the tail of the proposals' weights: above 0.7 the proposal does not cover the density. */
  readonly khat: number;
  /** Logarithm of the integral of the density. */
  readonly logIntegral: number;
}

/**
 * Metropolis chains whose proposals do not depend on where they stand, each chain from a stream of the seed.
 *
 * @see Tierney (1994), Markov chains for exploring posterior distributions, Annals of Statistics 22(4).
 */
export function independenceChains(
  value: WhitenedValue,
  proposal: TMixture,
  size: number,
  { chains, draws, thin, seed }: ChainOptions,
): WeighedChains {
  const steps = draws * thin;
  const logWeights = new Float64Array(chains * steps);
  const points: Float64Array[] = [];
  let accepted = 0;
  for (let chain = 0; chain < chains; chain += 1) {
    const random = seedRandom(seed, chain + 1);
    const proposed = drawMixture(proposal, random, steps + 1);
    const weigh = (at: number): number =>
      value(proposed, at * size) - mixtureLogDensity(proposal, proposed, at * size);
    const kept = new Float64Array(draws * size);
    let current = 0;
    let weight = weigh(0);
    for (let step = 0; step < steps; step += 1) {
      const next = weigh(step + 1);
      logWeights[chain * steps + step] = next;
      if (!(weight > Number.NEGATIVE_INFINITY) || Math.log(uniform(random)) < next - weight) {
        current = step + 1;
        weight = next;
        accepted += 1;
      }
      if ((step + 1) % thin === 0) {
        kept.set(proposed.subarray(current * size, (current + 1) * size), ((step + 1) / thin - 1) * size);
      }
    }
    points.push(kept);
  }
  const { khat, logMean } = smoothWeights(logWeights);
  return { points, acceptance: accepted / (chains * steps), khat, logIntegral: logMean };
}
