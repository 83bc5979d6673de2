import * as z from "zod/mini";
import type { CohortFit, CohortFits } from "../clv/cohorts/fit-cohorts.ts";
import type { RepeatKind, RepeatParameters } from "../clv/known-models.ts";
import { showModel } from "../clv/show-model.ts";
import { eachOf, plainModelSchema } from "./models.ts";
import { type Fields, parseWith } from "./parse.ts";

/** Cohorts fitted together, read back; `kind` says with which model. */
export type SavedCohortFits = { readonly [K in RepeatKind]: CohortFits<K> }[RepeatKind];

/** The cohorts of a model with these parameters. */
function cohortsOf<K extends RepeatKind>(kind: K, names: readonly (keyof RepeatParameters[K] & string)[]) {
  const model = plainModelSchema(kind, names);
  const positive = z.number().check(z.positive());
  const share = z.number().check(z.minimum(0), z.maximum(1));
  return z.strictObject({
    kind: z.literal(kind),
    version: z.literal(1),
    pooled: model,
    centre: z.strictObject(eachOf(names, positive)),
    spread: z.strictObject(eachOf(names, positive)),
    cohorts: z.array(
      z.strictObject({
        cohort: z.string(),
        model,
        ownShare: z.strictObject(eachOf(names, share)),
      } satisfies Fields<CohortFit<K>>),
    ),
  } satisfies Fields<CohortFits<K>>);
}

/** Cohorts fitted together, with any model that takes them. */
export const cohortFitsSchema: z.ZodMiniType<SavedCohortFits> = z.discriminatedUnion("kind", [
  cohortsOf("bgNbd", ["r", "alpha", "a", "b"]),
  cohortsOf("mbgNbd", ["r", "alpha", "a", "b"]),
  cohortsOf("paretoNbd", ["r", "alpha", "s", "beta"]),
  cohortsOf("nbd", ["r", "alpha"]),
]);

/**
 * Cohorts fitted together from JSON, text or parsed: what `fitCohorts(…)` gave and was saved.
 *
 * @throws A {@link ScoringError} with the path of the fault, as `parseModel` does.
 * @example
 * ```ts
 * import { fitCohorts, modelOfCohort, nbd } from "clientele";
 * const drawn = nbd.simulate({ parameters: { r: 1, alpha: 10 } }, { customers: 90, age: 39, seed: 1 }).toRows();
 * const rows = drawn.map((row, i) => ({ ...row, year: 2020 + (i % 3) }));
 * const saved = JSON.stringify(fitCohorts(nbd, rows, { cohort: "year" }));
 * const fits = parseCohortFits(saved);
 * fits.cohorts.map(({ cohort }) => cohort); // => ["2020", "2021", "2022"]
 * parseCohortFits({ ...fits, version: 2 }); // throws cohortFits.version
 * ```
 */
export function parseCohortFits(json: unknown): SavedCohortFits {
  const fits = parseWith(cohortFitsSchema, json, "cohortFits");
  showModel(fits.pooled);
  for (const { model } of fits.cohorts) showModel(model);
  return fits;
}
