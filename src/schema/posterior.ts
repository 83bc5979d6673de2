import * as z from "zod/mini";
import type { IndependenceCheck } from "../clv/gamma-gamma/independence.ts";
import type { RepeatKind, RepeatParameters } from "../clv/known-models.ts";
import type {
  GammaGammaPosterior,
  ParameterSummary,
  Posterior,
  PosteriorDiagnostics,
} from "../clv/posterior/types.ts";
import type { ShiftedBetaGeometricParameters } from "../clv/shifted-beta-geometric/parameters.ts";
import type { Prior } from "../clv/types.ts";
import { eachOf, parameter } from "./models.ts";
import { type Fields, parseWith } from "./parse.ts";

const count = z.number().check(z.minimum(0));
const positive = z.number().check(z.positive());
const share = z.number().check(z.minimum(0), z.maximum(1));
const correlation = z.nullable(z.number().check(z.minimum(-1), z.maximum(1)));

const summary = z.strictObject({
  mean: positive,
  sd: count,
  q5: positive,
  q50: positive,
  q95: positive,
  rhat: positive,
  bulkEss: count,
  tailEss: count,
  monteCarloError: count,
} satisfies Fields<ParameterSummary>);

const reason = z.discriminatedUnion("code", [
  z.strictObject({ code: z.literal("chains_disagree"), parameter: z.string(), rhat: z.number() }),
  z.strictObject({ code: z.literal("too_few_effective_draws"), parameter: z.string(), draws: count }),
  z.strictObject({ code: z.literal("divergent_paths"), divergences: count }),
  z.strictObject({ code: z.literal("approximation_off"), deviation: count, distance: count }),
]);

const diagnostics = z.strictObject({
  ok: z.boolean(),
  reasons: z.array(reason),
  method: z.enum(["polynomial", "exact", "nuts", "laplace"]),
  acceptance: z.nullable(share),
  khat: z.nullable(z.number()),
  approximationDeviation: z.nullable(count),
  approximationDistance: z.nullable(count),
  tailMass: z.nullable(share),
  divergences: z.int().check(z.minimum(0)),
  evaluations: z.int().check(z.minimum(0)),
  logEvidence: z.nullable(z.number()),
} satisfies Fields<PosteriorDiagnostics>);

const prior = z.strictObject({ median: positive, pseudoCustomers: positive } satisfies Fields<Prior>);

/** The posterior of a model with these parameters. */
function posteriorOf<K extends string, N extends string>(kind: K, names: readonly N[]) {
  const each = <S extends z.ZodMiniType>(form: S) => z.strictObject(eachOf(names, form));
  return z.strictObject({
    kind: z.literal(kind),
    version: z.literal(1),
    parameters: each(parameter),
    timeUnit: z.exactOptional(z.enum(["day", "week", "month", "year"])),
    draws: each(z.array(z.array(positive).check(z.minLength(1))).check(z.minLength(1))),
    summary: each(summary),
    diagnostics,
    priors: z.nullable(each(prior)),
    seed: z.int(),
    customers: count,
    leftOut: count,
    asOf: z.exactOptional(z.iso.date()),
  });
}

const independence = z.strictObject({
  correlation,
  logCorrelation: correlation,
  elasticity: z.nullable(z.number()),
  meanLogFrequency: z.number(),
  independent: z.boolean(),
} satisfies Fields<IndependenceCheck>);

/** A posterior, read back; `kind` says of which model. */
export type SavedPosterior =
  | { readonly [K in RepeatKind]: Posterior<K, RepeatParameters[K]> }[RepeatKind]
  | GammaGammaPosterior
  | Posterior<"shiftedBetaGeometric", ShiftedBetaGeometricParameters>;

/** A posterior of any model that has one. */
export const posteriorSchema: z.ZodMiniType<SavedPosterior> = z.discriminatedUnion("kind", [
  posteriorOf("bgNbd", ["r", "alpha", "a", "b"]),
  posteriorOf("mbgNbd", ["r", "alpha", "a", "b"]),
  posteriorOf("paretoNbd", ["r", "alpha", "s", "beta"]),
  posteriorOf("nbd", ["r", "alpha"]),
  z.extend(posteriorOf("gammaGamma", ["p", "q", "gamma"]), { independence }),
  posteriorOf("shiftedBetaGeometric", ["alpha", "beta"]),
]);

/**
 * A posterior from JSON, text or parsed: what `posterior(…)` gave and was saved.
 *
 * @throws A {@link ScoringError} with the path of the fault, as `parseModel` does.
 * @example
 * ```ts
 * import { posterior, shiftedBetaGeometric } from "clientele";
 * const found = posterior(shiftedBetaGeometric, [1000, 631, 468, 382], { draws: 200 });
 * parsePosterior(JSON.stringify(found)).kind; // => "shiftedBetaGeometric"
 * parsePosterior({ ...found, version: 2 }); // throws posterior.version
 * ```
 */
export function parsePosterior(json: unknown): SavedPosterior {
  return parseWith(posteriorSchema, json, "posterior");
}
