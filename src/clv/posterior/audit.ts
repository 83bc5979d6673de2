import type { Random } from "../../math/random.ts";
import { uniform } from "../../math/random.ts";
import { TRUSTED_RADIUS } from "./learn-polynomial.ts";
import { drawMixture, mixtureLogDensity, type TMixture } from "./t-mixture.ts";
import type { Whitened, WhitenedValue } from "./whitened.ts";

/** How far an approximation is from the exact density. */
export interface Audit {
  /** Standard deviation of the log-ratio over draws: the most that a mean is off, in posterior deviations. */
  readonly deviation: number;
  /** Estimated total variation distance, from fresh points of the proposal. */
  readonly distance: number;
  /** Share of the draws where the approximation was not learnt. */
  readonly tailMass: number;
}

/** Exact values at so many draws, and at so many fresh points. */
const AUDITED = 64;

/**
 * Holds an approximation against the exact density: at draws from it, and at points of the proposal, since
 * draws cannot tell of a tail that they never reach.
 */
export function audit(
  exact: Whitened,
  approximate: WhitenedValue,
  points: readonly Float64Array[],
  proposal: TMixture,
  random: Random,
): Audit {
  const { size } = exact;
  const gaps = new Float64Array(AUDITED);
  for (let j = 0; j < AUDITED; j += 1) {
    const chain = points[j % points.length] as Float64Array;
    const at = Math.floor(uniform(random) * (chain.length / size)) * size;
    gaps[j] = exact.value(chain, at) - approximate(chain, at);
  }
  const mean = gaps.reduce((a, b) => a + b, 0) / AUDITED;
  const variance = gaps.reduce((sum, gap) => sum + (gap - mean) ** 2, 0) / (AUDITED - 1);
  const fresh = drawMixture(proposal, random, AUDITED);
  let apart = 0;
  let total = 0;
  for (let j = 0; j < AUDITED; j += 1) {
    const proposed = mixtureLogDensity(proposal, fresh, j * size);
    const truth = Math.exp(exact.value(fresh, j * size) - mean - proposed);
    const believed = Math.exp(approximate(fresh, j * size) - proposed);
    apart += Math.abs(truth - believed);
    total += believed;
  }
  return {
    deviation: Number.isNaN(variance) ? Number.POSITIVE_INFINITY : Math.sqrt(variance),
    distance: Number.isNaN(apart) ? 1 : apart / (2 * total),
    tailMass: shareOutside(points, size),
  };
}

function shareOutside(points: readonly Float64Array[], size: number): number {
  let outside = 0;
  let all = 0;
  for (const chain of points) {
    for (let at = 0; at < chain.length; at += size) {
      let squares = 0;
      for (let i = 0; i < size; i += 1) squares += (chain[at + i] as number) ** 2;
      if (squares > TRUSTED_RADIUS * TRUSTED_RADIUS) outside += 1;
      all += 1;
    }
  }
  return outside / all;
}
