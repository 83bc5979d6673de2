/**
 * Does the model make data like these? Data sets are drawn from it and set beside the real one.
 *
 * @module
 */
import { checkNumber, checkOptions } from "../../../core/check-options.ts";
import { ScoringError } from "../../../core/error.ts";
import { ownValue } from "../../../core/own.ts";
import type { TimeUnit } from "../../../core/types.ts";
import { seedRandom } from "../../../math/random.ts";
import { drawNormal } from "../../../math/random-draws.ts";
import type { ContractData } from "../../contract/types.ts";
import type { GammaGammaParameters } from "../../gamma-gamma/parameters.ts";
import type { RepeatKind, RepeatParameters } from "../../known-models.ts";
import { evenDraws, hasDraws } from "../../lifetime/posterior-draws.ts";
import { readModel } from "../../read-model.ts";
import { shiftedBetaGeometricKind } from "../../shifted-beta-geometric/model.ts";
import type { ShiftedBetaGeometricParameters } from "../../shifted-beta-geometric/parameters.ts";
import type { Prior, RepeatHistory, SpendHistory, Timed } from "../../types.ts";
import { readPosteriorPriors } from "../add-prior.ts";
import { posteriorPlan } from "../plans.ts";
import type { PosteriorPlan } from "../problem.ts";
import type { GammaGammaPosterior, Posterior } from "../types.ts";
import { compareStatistics, misfits, readFurther } from "./compare-statistics.ts";
import { replicatePurchases } from "./replicate-purchases.ts";
import { replicateRenewals } from "./replicate-renewals.ts";
import { replicateSpend } from "./replicate-spend.ts";
import type { Replicator } from "./replicator.ts";
import type { PredictiveCheck, PredictiveOptions, PriorPredictiveOptions } from "./types.ts";

const OPTIONS = ["replications", "seed", "statistics"];

/**
 * Data sets drawn from a posterior, beside the data that it learnt from: what the model cannot make, it does not
 * describe. About a microsecond a customer and data set.
 *
 * Each data set has parameters from the posterior and as many customers as the data, of the same ages (of spend,
 * with the same numbers of purchases; of contracts, watched for as many renewals); a weight is that many customers,
 * rounded. Because the parameters have seen the data, tail probabilities are nearer to the middle than chance alone
 * would bring them: an extreme one is a strong sign.
 *
 * @param model - What `posterior` gave.
 * @param rows - The data that it was given, or others of the same business.
 * @throws A {@link ScoringError} with `missing` for a model without draws, `wrong_type` for a statistic that is no
 * number, and as rows and options are refused.
 * @example
 * ```ts
 * const truth = { parameters: { r: 0.9, alpha: 6, a: 0.9, b: 2.5 } };
 * const rows = mbgNbd.simulate(truth, { customers: 800, age: 39, seed: 1 });
 * predictiveCheck(posterior(mbgNbd, rows), rows).ok; // => true
 * const immortal = predictiveCheck(posterior(nbd, rows), rows);
 * immortal.ok; // => false
 * immortal.reasons.some(({ statistic }) => statistic === "meanRecency"); // => true
 * ```
 * @see Gelman, Meng and Stern (1996), Posterior predictive assessment of model fitness via realized discrepancies,
 * Statistica Sinica 6.
 */
export function predictiveCheck<K extends RepeatKind, U extends TimeUnit = TimeUnit>(
  model: Posterior<K, RepeatParameters[K], U>,
  rows: Timed<RepeatHistory, NoInfer<U>>,
  options?: PredictiveOptions,
): PredictiveCheck;
export function predictiveCheck(
  model: GammaGammaPosterior,
  rows: Timed<SpendHistory, TimeUnit>,
  options?: PredictiveOptions,
): PredictiveCheck;
export function predictiveCheck<U extends TimeUnit = TimeUnit>(
  model: Posterior<"shiftedBetaGeometric", ShiftedBetaGeometricParameters, U>,
  cohort: ContractData<NoInfer<U>>,
  options?: PredictiveOptions,
): PredictiveCheck;
export function predictiveCheck(
  model: unknown,
  rows: unknown,
  options: PredictiveOptions = {},
): PredictiveCheck {
  options = checkOptions(options, OPTIONS);
  const plan = posteriorPlan(model, ["model"]);
  if (!hasDraws(model))
    throw new ScoringError("missing", ["model", "draws"], "a posterior", "a model without");
  plan.read(rows, undefined); // refuses data without customers
  const replicator = replicatorOf(plan, rows);
  const { parameters } = readModel(model, plan.kind, plan.names, replicator.timeUnit);
  const part = { model, path: ["model"], names: plan.names, parameters };
  return check(plan, replicator, "posterior", (count) => evenDraws(part, count), options);
}

/**
 * The same before there are data: parameters from the priors. Of the rows, only how many customers there are and
 * how long each was watched is used, besides the comparison: so one sees what priors mean in purchases.
 *
 * A weak prior makes nearly everything: it should not exclude the data, nor say where they lie.
 *
 * @param model - A namespace as `posterior` takes, or a posterior, whose priors are taken.
 * @throws A {@link ScoringError} with `missing` for a posterior whose priors are those of another package, and as
 * {@link predictiveCheck}.
 * @example
 * ```ts
 * const rows = mbgNbd.simulate({ parameters: { r: 0.9, alpha: 6, a: 0.9, b: 2.5 } }, { customers: 300, age: 39, seed: 1 });
 * priorPredictiveCheck(mbgNbd, rows).ok; // => true
 * const sure = (median: number) => ({ median, pseudoCustomers: 400 });
 * const eager = { r: sure(9), alpha: sure(1), a: sure(1), b: sure(100) }; // nine purchases a week
 * priorPredictiveCheck(mbgNbd, rows, { priors: eager }).ok; // => false
 * ```
 */
export function priorPredictiveCheck<K extends RepeatKind>(
  model: { readonly kind: K },
  rows: Timed<RepeatHistory, TimeUnit>,
  options?: PriorPredictiveOptions<RepeatParameters[K]>,
): PredictiveCheck;
export function priorPredictiveCheck(
  model: { readonly kind: "gammaGamma" },
  rows: Timed<SpendHistory, TimeUnit>,
  options?: PriorPredictiveOptions<GammaGammaParameters>,
): PredictiveCheck;
export function priorPredictiveCheck(
  model: { readonly kind: "shiftedBetaGeometric" },
  cohort: ContractData,
  options?: PriorPredictiveOptions<ShiftedBetaGeometricParameters>,
): PredictiveCheck;
export function priorPredictiveCheck(
  model: unknown,
  rows: unknown,
  options: PriorPredictiveOptions<{ readonly [name: string]: number }> = {},
): PredictiveCheck {
  options = checkOptions(options, [...OPTIONS, "priors"]);
  const plan = posteriorPlan(model, ["model"]);
  const { medians } = plan.read(rows, undefined);
  const own = ownValue(model as { readonly [name: string]: unknown }, "priors");
  if (own === null && options.priors === undefined) {
    throw new ScoringError("missing", ["model", "priors"], "priors by parameter", "those of another package");
  }
  const { list } = readPosteriorPriors(options.priors ?? own, plan.names, medians, null);
  const draw = (count: number): Float64Array[] =>
    Array.from({ length: count }, (_, s) => drawPrior(list as readonly Prior[], seedOf(options), s));
  return check(plan, replicatorOf(plan, rows), "prior", draw, options);
}

function replicatorOf({ kind }: PosteriorPlan, rows: unknown): Replicator {
  if (kind === "gammaGamma") return replicateSpend(rows);
  if (kind === shiftedBetaGeometricKind.kind) return replicateRenewals(shiftedBetaGeometricKind, rows);
  return replicatePurchases(kind, rows);
}

/** Parameters stay between these, so that what is drawn of them is a number. */
const LEAST = 1e-100;
const MOST = 1e100;

/** Parameters whose logarithms are normal, from a stream of their own. */
function drawPrior(priors: readonly Prior[], seed: number, s: number): Float64Array {
  const random = seedRandom(seed, -1 - s);
  return Float64Array.from(priors, ({ median, pseudoCustomers }) =>
    Math.min(Math.max(median * Math.exp(drawNormal(random) / Math.sqrt(pseudoCustomers)), LEAST), MOST),
  );
}

function seedOf({ seed }: PredictiveOptions): number {
  return checkNumber(seed ?? 1, ["options", "seed"], { integer: true });
}

function check(
  { kind }: PosteriorPlan,
  replicator: Replicator,
  from: PredictiveCheck["from"],
  draw: (count: number) => readonly Float64Array[],
  options: PredictiveOptions,
): PredictiveCheck {
  const rule = { min: 20, max: 100_000, integer: true };
  const replications = checkNumber(options.replications ?? 200, ["options", "replications"], rule);
  const seed = seedOf(options);
  const further = readFurther(options.statistics);
  const statistics = compareStatistics(replicator, draw(replications), seed, further);
  const reasons = misfits(statistics);
  return { kind, from, ok: reasons.length === 0, reasons, statistics, replications, seed };
}
