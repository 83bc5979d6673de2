/**
 * What sampling a posterior takes and gives.
 *
 * @module
 */
import type { TimeUnit } from "../../core/types.ts";
import type { IndependenceCheck } from "../gamma-gamma/independence.ts";
import type { GammaGammaParameters } from "../gamma-gamma/parameters.ts";
import type { Prior } from "../types.ts";

/**
 * How to sample: `auto` (a polynomial of the posterior where an audit finds it as good as exact, else exact),
 * `exact` (independence Metropolis on the exact density, paths where no proposal covers it), `nuts` (the
 * no-U-turn sampler), `laplace` (the normal approximation at the mode: for the impatient).
 */
export type SamplingMethod = "auto" | "exact" | "nuts" | "laplace";

/** How to sample a posterior. */
export interface PosteriorOptions<P extends object, U extends TimeUnit = TimeUnit> {
  /** Draws kept of each chain. Default 1000. */
  readonly draws?: number;
  /** Chains. Default 4. */
  readonly chains?: number;
  /** The same seed gives the same draws. Default 1. */
  readonly seed?: number;
  /** Default `auto`. */
  readonly method?: SamplingMethod;
  /**
   * Priors of some or all parameters; the rest are weak. `"weak"` (default): medians that fit most
   * businesses, in the scale of the data, each counting for 0.44 customers (a factor of 19 either way).
   * `"pymc-marketing"`: the defaults of that package, in the time unit of the rows, for comparison.
   */
  readonly priors?: { readonly [K in keyof P]?: Prior } | "weak" | "pymc-marketing";
  /** Unit of `recency` and `age`, where the rows do not say. */
  readonly timeUnit?: U;
}

/** What the draws say of one parameter. */
export interface ParameterSummary {
  readonly mean: number;
  readonly sd: number;
  /** 5 % quantile: with the 95 % one, the ends of a 90 % credible interval. */
  readonly q5: number;
  readonly q50: number;
  readonly q95: number;
  /** Rank-normalised split R-hat: above 1.01 the chains do not agree. */
  readonly rhat: number;
  /** Effective draws for the mean. */
  readonly bulkEss: number;
  /** Effective draws for the 5 and 95 % quantiles. */
  readonly tailEss: number;
  /** Monte Carlo error of the mean. */
  readonly monteCarloError: number;
}

/** Why draws are not to be trusted, with the numbers that decided. */
export type PosteriorReason =
  | { readonly code: "chains_disagree"; readonly parameter: string; readonly rhat: number }
  | { readonly code: "too_few_effective_draws"; readonly parameter: string; readonly draws: number }
  | { readonly code: "divergent_paths"; readonly divergences: number }
  | { readonly code: "approximation_off"; readonly deviation: number; readonly distance: number };

/** How the sampling went. */
export interface PosteriorDiagnostics {
  /** Whether R-hat is below 1.01, effective draws are above 400, and the method's own checks pass. */
  readonly ok: boolean;
  /** Why not; none where `ok`. */
  readonly reasons: readonly PosteriorReason[];
  /** What was done: of `auto`, the one that served. */
  readonly method: "polynomial" | "exact" | "nuts" | "laplace";
  /** Share of proposals taken; null where none were made. */
  readonly acceptance: number | null;
  /** Shape of the tail of the importance weights: above 0.7 the proposal misses a tail. Null without weights. */
  readonly khat: number | null;
  /** Largest error of a mean that an approximation causes, in posterior deviations; null for exact methods. */
  readonly approximationDeviation: number | null;
  /** Estimated total variation between an approximation and the posterior; null for exact methods. */
  readonly approximationDistance: number | null;
  /** Share of draws where the approximation was not learnt; null for exact methods. */
  readonly tailMass: number | null;
  /** Paths that left the density; only `nuts` can tell. */
  readonly divergences: number;
  /** Exact values and gradients computed. */
  readonly evaluations: number;
  /**
   * Logarithm of the marginal likelihood, for comparing models under the same priors; null where the method
   * does not give it.
   */
  readonly logEvidence: number | null;
}

/**
 * A posterior: draws of the parameters, and what they say. Plain JSON: save it as it is. It is a model too:
 * what takes a model takes it, at its mode.
 */
export interface Posterior<K extends string, P extends object, U extends TimeUnit = TimeUnit> {
  /** Which model. */
  readonly kind: K;
  /** Version of this form. */
  readonly version: 1;
  /** The mode of the posterior of the logarithms: what `fit` gives with these priors. */
  readonly parameters: P;
  /** Unit of `recency`, `age` and horizons. */
  readonly timeUnit?: U;
  /** Draws of each parameter, by chain. */
  readonly draws: { readonly [N in keyof P]: readonly (readonly number[])[] };
  /** What they say of each parameter. */
  readonly summary: { readonly [N in keyof P]: ParameterSummary };
  /** How the sampling went. */
  readonly diagnostics: PosteriorDiagnostics;
  /** The priors used; null where they are those of another package. */
  readonly priors: { readonly [N in keyof P]: Prior } | null;
  /** The seed used. */
  readonly seed: number;
  /** Customers that the posterior is of. */
  readonly customers: number;
  /** Rows left out because something needed of them is not known. */
  readonly leftOut: number;
  /** Civil date that the data were taken at, where they say so. */
  readonly asOf?: string;
}

/** The posterior of a Gamma-Gamma model, with what the data say of its assumption. */
export type GammaGammaPosterior = Posterior<"gammaGamma", GammaGammaParameters> & {
  /** Whether frequency and spend go together, which the model assumes they do not. */
  readonly independence: IndependenceCheck;
};
