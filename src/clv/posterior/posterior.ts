import { checkNumber, checkOneOf, checkOptions } from "../../core/check-options.ts";
import { bare } from "../../core/own.ts";
import type { TimeUnit } from "../../core/types.ts";
import type { Objective } from "../../math/newton.ts";
import type { ContractData } from "../contract/types.ts";
import { findMaximum } from "../fitting/find-maximum.ts";
import type { GammaGammaParameters } from "../gamma-gamma/parameters.ts";
import type { RepeatKind, RepeatParameters } from "../known-models.ts";
import type { ShiftedBetaGeometricParameters } from "../shifted-beta-geometric/parameters.ts";
import type { Prior, RepeatHistory, SpendHistory, Timed } from "../types.ts";
import { readPosteriorPriors } from "./add-prior.ts";
import { type AddPrior, type LogDensity, logDensity } from "./log-density.ts";
import { posteriorPlan } from "./plans.ts";
import type { PosteriorPlan, PosteriorProblem } from "./problem.ts";
import { type Sampled, sampleDensity } from "./sample-density.ts";
import { naturalDraws, reasonsAgainst, summarizeParameter } from "./summarize-draws.ts";
import type {
  GammaGammaPosterior,
  ParameterSummary,
  Posterior,
  PosteriorDiagnostics,
  PosteriorOptions,
  SamplingMethod,
} from "./types.ts";
import { type Whitened, whiten } from "./whitened.ts";

const OPTIONS = ["draws", "chains", "seed", "method", "priors", "timeUnit"];

const METHODS: readonly SamplingMethod[] = ["auto", "exact", "nuts", "laplace"];

/**
 * Draws from the posterior of a model's parameters, given histories: how well the data know them. About a
 * tenth of a second for BG/NBD, MBG/NBD or Gamma-Gamma, whatever the number of customers; a second or two for
 * Pareto/NBD.
 *
 * The posterior is learnt as a polynomial around its mode, sampled, and audited against the exact density;
 * where the audit finds a difference, the exact density is sampled. Whether to trust the draws stands in
 * `diagnostics`. A change of the time unit or of the currency changes nothing but the scale.
 *
 * @param model - The namespace: `bgNbd`, `mbgNbd`, `paretoNbd`, `nbd`, `gammaGamma` or `shiftedBetaGeometric`.
 * @throws A {@link ScoringError} with `empty` for no customers, and as rows and options are refused.
 * @example
 * ```ts
 * const truth = { parameters: { r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 } };
 * const rows = bgNbd.simulate(truth, { customers: 2000, age: 39, seed: 1 });
 * const { summary, diagnostics } = posterior(bgNbd, rows, { seed: 1 });
 * diagnostics.ok; // => true
 * summary.r.q5 < 0.243 && 0.243 < summary.r.q95; // => true
 * ```
 */
export function posterior<K extends RepeatKind, U extends TimeUnit = TimeUnit>(
  model: { readonly kind: K },
  rows: Timed<RepeatHistory, U>,
  options?: PosteriorOptions<RepeatParameters[K], U>,
): Posterior<K, RepeatParameters[K], U>;
export function posterior(
  model: { readonly kind: "gammaGamma" },
  rows: Timed<SpendHistory, TimeUnit>,
  options?: Omit<PosteriorOptions<GammaGammaParameters>, "timeUnit">,
): GammaGammaPosterior;
export function posterior<U extends TimeUnit = TimeUnit>(
  model: { readonly kind: "shiftedBetaGeometric" },
  cohort: ContractData<U>,
  options?: PosteriorOptions<ShiftedBetaGeometricParameters, U>,
): Posterior<"shiftedBetaGeometric", ShiftedBetaGeometricParameters, U>;
export function posterior(
  model: unknown,
  rows: unknown,
  options: PosteriorOptions<{ readonly [name: string]: number }> = {},
): unknown {
  options = checkOptions(options, OPTIONS);
  const plan = posteriorPlan(model, ["model"]);
  const sampling = {
    draws: checkNumber(options.draws ?? 1000, ["options", "draws"], { min: 20, max: 100_000, integer: true }),
    chains: checkNumber(options.chains ?? 4, ["options", "chains"], { min: 1, max: 64, integer: true }),
    seed: checkNumber(options.seed ?? 1, ["options", "seed"], { integer: true }),
    method: checkOneOf(options.method ?? "auto", METHODS, ["options", "method"]),
  };
  const problem = plan.read(rows, options.timeUnit);
  const priors = readPosteriorPriors(options.priors, plan.names, problem.medians, plan.peer);
  const target = findMode(problem, priors.add);
  const sampled = sampleDensity(target, sampling);
  return report(plan, problem, priors.list, target, sampled, sampling.seed);
}

/** The density around its mode. */
function findMode(problem: PosteriorProblem, addPrior: AddPrior): Whitened {
  const { objective, medians, value } = problem;
  const size = medians.length;
  const whole: Objective = (parameters, gradient, hessian) =>
    objective(parameters, gradient, hessian) + addPrior(parameters, gradient, hessian);
  const end = findMaximum({
    whole: () => whole,
    sample: null,
    starts: [medians, ...problem.starts],
    tryAll: false,
    centre: medians,
  });
  const density: LogDensity = logDensity(size, objective, addPrior, value);
  const mode = end.parameters.map(Math.log);
  const found = whiten(density, mode, end.information);
  if (found !== null) return found;
  // On a ridge so flat that rounding hides its curvature the coordinates stay as they are.
  const identity = Float64Array.from({ length: size * size }, (_, i) => (i % (size + 1) === 0 ? 1 : 0));
  return whiten(density, mode, identity) as Whitened;
}

function report(
  { kind, names }: PosteriorPlan,
  problem: PosteriorProblem,
  priors: readonly Prior[] | null,
  target: Whitened,
  sampled: Sampled,
  seed: number,
): Posterior<string, { readonly [name: string]: number }> {
  const { customers, leftOut, timeUnit, asOf, independence } = bare(problem);
  const byParameter = naturalDraws(target, sampled.points);
  const summaries = names.map((name, i): [string, ParameterSummary] => [
    name,
    summarizeParameter(byParameter[i] as Float64Array[]),
  ]);
  const each = <T>(make: (i: number) => T): { readonly [name: string]: T } =>
    Object.fromEntries(names.map((name, i) => [name, make(i)]));
  return {
    kind,
    version: 1,
    parameters: each((i) => Math.exp(target.mode[i] as number)),
    ...(timeUnit === undefined ? {} : { timeUnit }),
    draws: each((i) => (byParameter[i] as Float64Array[]).map((chain) => Array.from(chain))),
    summary: Object.fromEntries(summaries),
    diagnostics: diagnose(summaries, target, sampled),
    priors: priors === null ? null : each((i) => priors[i] as Prior),
    seed,
    customers,
    leftOut,
    ...(asOf === undefined ? {} : { asOf }),
    ...(independence === undefined ? {} : { independence }),
  };
}

function diagnose(
  summaries: readonly (readonly [string, ParameterSummary])[],
  target: Whitened,
  sampled: Sampled,
): PosteriorDiagnostics {
  const { size, factor } = target;
  const { audit, khat, logIntegral } = sampled;
  const reasons = reasonsAgainst(summaries, sampled);
  let logVolume = 0;
  for (let i = 0; i < size; i += 1) logVolume += Math.log(factor[i * size + i] as number);
  return {
    ok: reasons.length === 0,
    reasons,
    method: sampled.method,
    acceptance: sampled.acceptance,
    khat: khat === null || Number.isNaN(khat) ? null : khat,
    approximationDeviation: audit === null ? null : Math.min(audit.deviation, Number.MAX_VALUE),
    approximationDistance: audit === null ? null : audit.distance,
    tailMass: audit === null ? null : audit.tailMass,
    divergences: sampled.divergences,
    evaluations: target.evaluations(),
    logEvidence: logIntegral === null ? null : logIntegral + target.top + logVolume,
  };
}
