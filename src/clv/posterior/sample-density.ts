/**
 * How a posterior is sampled: a polynomial of it where that is as good as exact, the exact density where not.
 *
 * @module
 */
import { seedRandom } from "../../math/random.ts";
import { drawNormal } from "../../math/random-draws.ts";
import { adaptProposal } from "./adapt-proposal.ts";
import { type Audit, audit } from "./audit.ts";
import { hamiltonianChains } from "./hamiltonian-chains.ts";
import { independenceChains, type WeighedChains } from "./independence-chains.ts";
import { learnPolynomial } from "./learn-polynomial.ts";
import { smoothWeights } from "./pareto-smoothing.ts";
import { roundComponent, type TMixture } from "./t-mixture.ts";
import type { SamplingMethod } from "./types.ts";
import type { Whitened, WhitenedValue } from "./whitened.ts";

/** What is wanted. */
export interface Sampling {
  readonly chains: number;
  readonly draws: number;
  readonly seed: number;
  readonly method: SamplingMethod;
}

/** What was drawn, and how. */
export interface Sampled {
  /** For each chain its whitened points, their coordinates one after another. */
  readonly points: readonly Float64Array[];
  readonly method: "polynomial" | "exact" | "nuts" | "laplace";
  /** Share of proposals taken; null where none were made. */
  readonly acceptance: number | null;
  /** Shape of the tail of the weights; null where there are none. */
  readonly khat: number | null;
  /** How far the approximation is off; null for exact methods. */
  readonly audit: Audit | null;
  readonly divergences: number;
  /** Logarithm of the integral over whitened points, relative to the mode; null where not known. */
  readonly logIntegral: number | null;
}

/** An approximation passes with a log-ratio that varies no more than this. */
const MOST_DEVIATION = 0.05;

/** And with a total variation of at most this. */
const MOST_DISTANCE = 0.025;

/** And with no more than this share of its draws where it was not learnt; a normal one has 0.0004. */
const MOST_TAIL = 0.0015;

/** A proposal covers a density with a tail shape up to this. */
export const MOST_KHAT = 0.7;

/** Degrees and points of the polynomials that are tried, by the number of parameters. */
function polynomialPlans(size: number): readonly (readonly [degree: number, points: number])[] {
  if (size <= 2) return [[6, 40]];
  return [
    [4, 60],
    [6, size === 3 ? 110 : 200],
  ];
}

/** Samples by the wanted method. */
export function sampleDensity(target: Whitened, sampling: Sampling): Sampled {
  const { method } = sampling;
  if (method === "laplace") return sampleNormal(target, sampling);
  if (method === "nuts") return sampleByPaths(target, sampling);
  if (method === "exact") return sampleExactly(target, sampling, null);
  let proposal: TMixture | null = null;
  for (const [degree, points] of polynomialPlans(target.size)) {
    const value = learnPolynomial(target, degree, points, seedRandom(sampling.seed, 101));
    if (value === null) continue;
    const found = samplePolynomial(target, value, sampling);
    proposal = found.proposal;
    if (found.audit.tailMass > MOST_TAIL) break; // a higher degree learns no more of the tail
    if (found.audit.deviation > MOST_DEVIATION || found.audit.distance > MOST_DISTANCE) continue;
    return { ...found, method: "polynomial", divergences: 0 };
  }
  return sampleExactly(target, sampling, proposal);
}

/** Draws from a polynomial cost almost nothing: only every third is kept. */
function samplePolynomial(
  target: Whitened,
  value: WhitenedValue,
  { chains, draws, seed }: Sampling,
): WeighedChains & { readonly proposal: TMixture; readonly audit: Audit } {
  const plan = { rounds: [600, 1500], components: 2, freedom: 8 };
  const proposal = adaptProposal(value, target.size, plan, null, seedRandom(seed, 102));
  const found = independenceChains(value, proposal, target.size, { chains, draws, thin: 3, seed });
  return { ...found, proposal, audit: audit(target, value, found.points, proposal, seedRandom(seed, 103)) };
}

/** The exact density with a learnt proposal; where none covers it, by paths. */
function sampleExactly(target: Whitened, sampling: Sampling, start: TMixture | null): Sampled {
  const plans = [
    { rounds: [1000, 1000], components: 4, freedom: 5 },
    { rounds: [1000, 2000, 3000], components: 6, freedom: 5 },
  ];
  for (const plan of plans) {
    const random = seedRandom(sampling.seed, 104);
    const proposal = adaptProposal(target.value, target.size, plan, start, random);
    const found = independenceChains(target.value, proposal, target.size, { ...sampling, thin: 1 });
    if (!(found.khat <= MOST_KHAT && found.acceptance > 0.3)) continue;
    return { ...found, method: "exact", audit: null, divergences: 0 };
  }
  return sampleByPaths(target, sampling);
}

function sampleByPaths(target: Whitened, sampling: Sampling): Sampled {
  const found = hamiltonianChains(target, sampling);
  return { ...found, method: "nuts", khat: null, audit: null, logIntegral: null };
}

/** Points of the normal approximation at which its weights are looked at. */
const WEIGHED = 400;

/** The normal approximation at the mode, and how much it is off. */
function sampleNormal(target: Whitened, { chains, draws, seed }: Sampling): Sampled {
  const { size } = target;
  const points = Array.from({ length: chains }, (_, chain) => {
    const random = seedRandom(seed, chain + 1);
    return Float64Array.from({ length: draws * size }, () => drawNormal(random));
  });
  const normal: WhitenedValue = (z, offset) => {
    let squares = 0;
    for (let i = 0; i < size; i += 1) squares += (z[offset + i] as number) ** 2;
    return -squares / 2;
  };
  const constant = (size / 2) * Math.log(2 * Math.PI);
  const random = seedRandom(seed, 105);
  const fresh = Float64Array.from({ length: WEIGHED * size }, () => drawNormal(random));
  const logWeights = Float64Array.from(
    { length: WEIGHED },
    (_, j) => target.value(fresh, j * size) - normal(fresh, j * size) + constant,
  );
  const { khat, logMean } = smoothWeights(logWeights);
  const proposal = [roundComponent(size, 1.1, 6, 1)];
  return {
    points,
    method: "laplace",
    acceptance: null,
    khat: Number.isNaN(khat) ? null : khat,
    audit: audit(target, normal, points, proposal, random),
    divergences: 0,
    logIntegral: logMean,
  };
}
