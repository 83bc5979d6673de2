import * as z from "zod/mini";
import type { BetaDiscreteWeibullModel } from "../clv/beta-discrete-weibull/fit.ts";
import type { BgBbModel } from "../clv/bg-bb/fit.ts";
import type { BgCnbdKModel } from "../clv/bg-cnbd-k/fit.ts";
import type { BgNbdModel } from "../clv/bg-nbd/fit.ts";
import type { CnbdKModel, ProfileEntry } from "../clv/cnbd-k/fit-cnbd.ts";
import type { CnbdKParameters } from "../clv/cnbd-k/parameters.ts";
import type { CovariateEffect } from "../clv/covariates/covariates.ts";
import type { GammaGammaModel } from "../clv/gamma-gamma/fit.ts";
import type { IndependenceCheck } from "../clv/gamma-gamma/independence.ts";
import type { SpendLeftOut } from "../clv/gamma-gamma/spend-histories.ts";
import type { MarkovChainModel } from "../clv/markov/migration-chain.ts";
import type { MbgCnbdKModel } from "../clv/mbg-cnbd-k/fit.ts";
import type { MbgNbdModel } from "../clv/mbg-nbd/fit.ts";
import type { NbdModel } from "../clv/nbd/fit.ts";
import type { ParetoNbdModel } from "../clv/pareto-nbd/fit.ts";
import { LARGEST_PARAMETER, SMALLEST_PARAMETER } from "../clv/read-model.ts";
import type { ShiftedBetaGeometricModel } from "../clv/shifted-beta-geometric/fit.ts";
import { showModel } from "../clv/show-model.ts";
import type { CovariateModel, Fit, Model, Runaway } from "../clv/types.ts";
import { isForm } from "../core/own.ts";
import { type Fields, parseWith } from "./parse.ts";
import { durationSchema } from "./records.ts";

/** A fitted model of repeat purchases, read back. */
export type SavedRepeatModel = BgNbdModel | MbgNbdModel | NbdModel | ParetoNbdModel;

/** A fitted model, read back; `kind` says which. */
export type SavedModel =
  | SavedRepeatModel
  | GammaGammaModel
  | ShiftedBetaGeometricModel
  | BetaDiscreteWeibullModel
  | BgBbModel
  | MbgCnbdKModel
  | BgCnbdKModel
  | MarkovChainModel;

const count = z.number().check(z.minimum(0));
const whole = z.int().check(z.minimum(0));

/** A parameter, from the smallest to the largest that the models take. */
export const parameter: z.ZodMiniType<number> = z
  .number()
  .check(z.positive(), z.minimum(SMALLEST_PARAMETER), z.maximum(LARGEST_PARAMETER));

const runaway: z.ZodMiniType<Runaway> = z.strictObject({
  parameter: z.string(),
  runsTo: z.enum(["zero", "infinity", "anywhere"]),
  meaning: z.string(),
} satisfies Fields<Runaway>);

/** The same form for every name. */
export function eachOf<P extends string, S extends z.ZodMiniType>(names: readonly P[], form: S) {
  return Object.fromEntries(names.map((name) => [name, form])) as unknown as { [N in P]: S };
}

/** How a fit of so many parameters went; with covariates, the covariance is larger. */
function fitSchema<P extends string>(names: readonly P[], covariates: boolean): z.ZodMiniType<Fit<P>> {
  const size = covariates ? z.minLength(names.length) : z.length(names.length);
  const row = z.array(z.number()).check(size);
  return z.strictObject({
    logLikelihood: z.number(),
    customers: count,
    leftOut: count,
    iterations: whole,
    converged: z.boolean(),
    reason: z.exactOptional(z.enum(["not_identified", "no_progress", "iteration_limit"])),
    runaways: z.array(runaway),
    standardErrors: z.nullable(z.strictObject(eachOf(names, count))),
    covariance: z.nullable(z.array(row).check(size)),
    aic: z.number(),
    bic: z.number(),
    asOf: z.exactOptional(z.iso.date()),
  } satisfies Fields<Fit>) as unknown as z.ZodMiniType<Fit<P>>;
}

/** The fields that every fitted model has. */
function modelFields<K extends string, P extends string>(kind: K, names: readonly P[], covariates = false) {
  return {
    kind: z.literal(kind),
    version: z.literal(1),
    parameters: z.strictObject(eachOf(names, parameter)),
    timeUnit: z.exactOptional(z.enum(["day", "week", "month", "year"])),
    fit: fitSchema(names, covariates),
  } satisfies Fields<Model<K, { readonly [N in P]: number }>>;
}

/** A model without anything of its own. */
export function plainModelSchema<K extends string, P extends string>(
  kind: K,
  names: readonly P[],
): z.ZodMiniType<Model<K, { readonly [N in P]: number }>> {
  return z.strictObject(modelFields(kind, names)) as unknown as z.ZodMiniType<
    Model<K, { readonly [N in P]: number }>
  >;
}

const effect = z.strictObject({
  process: z.enum(["purchase", "lifetime"]),
  field: z.string(),
  level: z.exactOptional(z.string()),
  reference: z.exactOptional(z.string()),
  coefficient: z.number(),
  centre: z.exactOptional(z.number()),
  standardError: z.exactOptional(z.nullable(count)),
  equal: z.exactOptional(z.boolean()),
  penalty: z.exactOptional(count),
} satisfies Fields<CovariateEffect>);

/** A model that may have covariates. */
function covariateModel<K extends string, P extends string>(kind: K, names: readonly P[]) {
  return z.strictObject({
    ...modelFields(kind, names, true),
    covariates: z.exactOptional(z.array(effect)),
  } satisfies Fields<CovariateModel<K, { readonly [N in P]: number }>>);
}

const bgNbd = covariateModel("bgNbd", ["r", "alpha", "a", "b"]);
const mbgNbd = covariateModel("mbgNbd", ["r", "alpha", "a", "b"]);
const paretoNbd = covariateModel("paretoNbd", ["r", "alpha", "s", "beta"]);
const nbd = z.strictObject(modelFields("nbd", ["r", "alpha"]));

const bgBb = z.strictObject(modelFields("bgBb", ["alpha", "beta", "gamma", "delta"]));
const shiftedBetaGeometric = z.strictObject(modelFields("shiftedBetaGeometric", ["alpha", "beta"]));
const betaDiscreteWeibull = z.strictObject(modelFields("betaDiscreteWeibull", ["alpha", "beta", "c"]));

const stages = z.int().check(z.minimum(1), z.maximum(100));

/** A model of regular buyers: `k` is chosen, not fitted, and has no standard error. */
function cnbdK<K extends string>(kind: K) {
  const { parameters, ...fields } = modelFields(kind, ["r", "alpha", "a", "b"]);
  return z.strictObject({
    ...fields,
    parameters: z.extend(parameters, { k: stages } satisfies Partial<Fields<CnbdKParameters>>),
    profile: z.array(z.strictObject({ k: stages, logLikelihood: z.number() } satisfies Fields<ProfileEntry>)),
  } satisfies Fields<CnbdKModel<K>>);
}

const mbgCnbdK = cnbdK("mbgCnbdK");
const bgCnbdK = cnbdK("bgCnbdK");

const correlation = z.nullable(z.number().check(z.minimum(-1), z.maximum(1)));

const gammaGamma = z.strictObject({
  ...modelFields("gammaGamma", ["p", "q", "gamma"]),
  independence: z.strictObject({
    correlation,
    logCorrelation: correlation,
    elasticity: z.nullable(z.number()),
    meanLogFrequency: z.number(),
    independent: z.boolean(),
  } satisfies Fields<IndependenceCheck>),
  leftOut: z.strictObject({ noRepeat: count, notPositive: count } satisfies Fields<SpendLeftOut>),
} satisfies Fields<GammaGammaModel>);

/** A fitted model of repeat purchases. */
export const repeatModelSchema: z.ZodMiniType<SavedRepeatModel> = z.discriminatedUnion("kind", [
  bgNbd,
  mbgNbd,
  paretoNbd,
  nbd,
]);

/** A fitted Gamma-Gamma model. */
export const gammaGammaSchema: z.ZodMiniType<GammaGammaModel> = gammaGamma;

const chance = z.number().check(z.minimum(0), z.maximum(1));

const markovChain = z.strictObject({
  kind: z.literal("markovChain"),
  version: z.literal(1),
  stateFrom: z.enum(["field", "recency"]),
  states: z.array(z.string()),
  transitions: z.array(z.array(chance)),
  purchases: z.array(count),
  costs: z.exactOptional(z.array(count)),
  observed: z.exactOptional(z.array(count)),
  period: durationSchema,
  field: z.exactOptional(z.string()),
} satisfies Fields<MarkovChainModel>);

/** A fitted model of any kind. */
export const modelSchema: z.ZodMiniType<SavedModel> = z.discriminatedUnion("kind", [
  bgNbd,
  mbgNbd,
  paretoNbd,
  nbd,
  gammaGamma,
  shiftedBetaGeometric,
  betaDiscreteWeibull,
  bgBb,
  mbgCnbdK,
  bgCnbdK,
  markovChain,
]);

/**
 * A fitted model from JSON, text or parsed: what `bgNbd.fit(…)` and its sisters gave and was saved.
 *
 * @throws A {@link ScoringError} with the path of the fault: `unknown_version` for a kind or version that
 * is not known here, `missing`, `unknown_name`, `wrong_type`, `not_finite` or `out_of_range` for a part.
 * @example
 * ```ts
 * import { nbd } from "clientele";
 * const rows = [
 *   { frequency: 2, recency: 30, age: 39 },
 *   { frequency: 0, recency: 0, age: 39 },
 *   { frequency: 9, recency: 35, age: 38 },
 * ];
 * const model = nbd.fit(rows, { timeUnit: "week" });
 * parseModel(JSON.stringify(model)).kind; // => "nbd"
 * parseModel({ ...model, version: 2 }); // throws model.version
 * ```
 */
export function parseModel(json: unknown): SavedModel {
  const model = parseWith(modelSchema, json, "model");
  return isForm(model, "fit") ? showModel(model) : model;
}
