import * as z from "zod/mini";
import type { LearnedModels, LearnedScorecard, TrackedRecords } from "../scorecard/types.ts";
import { gammaGammaSchema, repeatModelSchema } from "./models.ts";
import { type Fields, parseWith } from "./parse.ts";
import { rfmCutsSchema } from "./rfm.ts";
import { checkChoices, scorecardRulesSchema } from "./scorecard.ts";
import { tierCutsSchema } from "./tiers.ts";

const models: z.ZodMiniType<LearnedModels> = z.strictObject({
  purchases: repeatModelSchema,
  spend: z.union([gammaGammaSchema, z.number().check(z.minimum(0))]),
} satisfies Fields<LearnedModels>);

/** What a scorecard has learned: policy, cut-offs and models. */
export const learnedScorecardSchema: z.ZodMiniType<LearnedScorecard> = z.strictObject({
  kind: z.literal("scorecard"),
  version: z.literal(1),
  asOf: z.iso.date(),
  policy: scorecardRulesSchema,
  cuts: z.strictObject({ rfm: rfmCutsSchema, tiers: tierCutsSchema } satisfies Fields<
    LearnedScorecard["cuts"]
  >),
  models: z.nullable(models),
  tracked: z.exactOptional(
    z.strictObject({
      costLayers: z.nullable(z.array(z.string())),
      referrals: z.boolean(),
    } satisfies Fields<TrackedRecords>),
  ),
} satisfies Fields<LearnedScorecard>);

/**
 * What a scorecard learned, from JSON, text or parsed: what `saveScorecard` or `runScoring` gave and was
 * saved, for the `learned` of the next call.
 *
 * @throws A {@link ScoringError} with the path of the fault.
 * @example
 * ```ts
 * import { saveScorecard, scoreCustomers } from "clientele";
 * const transactions = [{ customerId: "ann", at: "2026-01-05", amount: 30 }];
 * const learned = saveScorecard(scoreCustomers({ transactions }, { asOf: "2026-01-31" }));
 * parseScorecard(JSON.stringify(learned)).asOf; // => "2026-01-31"
 * parseScorecard({ ...learned, kind: "scores" }); // throws scorecard.kind
 * ```
 */
export function parseScorecard(json: unknown): LearnedScorecard {
  const learned = parseWith(learnedScorecardSchema, json, "scorecard");
  checkChoices(learned.policy, ["scorecard", "policy"]);
  return learned;
}
