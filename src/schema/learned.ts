import * as z from "zod/mini";
import { checkWithin } from "../core/check-within.ts";
import { ownValue } from "../core/own.ts";
import { checkSaved } from "../history/saved-history.ts";
import type { CustomerState, LayerCost, LineSum, Referred } from "../scorecard/customer-state.ts";
import type { LearnedModels, LearnedScorecard, TrackedRecords } from "../scorecard/types.ts";
import { guardJson } from "./guard-json.ts";
import { savedHistorySchema } from "./history.ts";
import { gammaGammaSchema, repeatModelSchema } from "./models.ts";
import { type Fields, parseWith } from "./parse.ts";
import { rfmCutsSchema } from "./rfm.ts";
import { RULE_LIMITS } from "./rules.ts";
import { checkChoices, checkRulesOf, scorecardRulesSchema } from "./scorecard.ts";
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
      customers: z.exactOptional(z.boolean()),
      interactions: z.exactOptional(z.boolean()),
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
  const plain = guardJson(json, "scorecard", RULE_LIMITS) as { readonly policy?: unknown } | null;
  checkRulesOf(plain?.policy, ["scorecard", "policy"]);
  const learned = parseWith(learnedScorecardSchema, plain, "scorecard", RULE_LIMITS);
  checkChoices(learned.policy, ["scorecard", "policy"]);
  return learned;
}

/** A customer's state, as `updateScores` keeps it. */
export const customerStateSchema: z.ZodMiniType<CustomerState> = z.strictObject({
  history: z.exactOptional(z.nullable(savedHistorySchema)),
  costs: z.exactOptional(
    z.array(z.strictObject({ layer: z.string(), amount: z.number() } satisfies Fields<LayerCost>)),
  ),
  lines: z.exactOptional(
    z.array(
      z.strictObject({
        kind: z.enum(["purchase", "refund"]),
        cost: z.nullable(z.number()),
        amount: z.number(),
      } satisfies Fields<LineSum>),
    ),
  ),
  referred: z.exactOptional(
    z.array(
      z.strictObject({ customerId: z.string(), value: z.nullable(z.number()) } satisfies Fields<Referred>),
    ),
  ),
} satisfies Fields<CustomerState>);

/**
 * A customer's state from JSON, text or parsed: what `updateScores` gave and was saved.
 *
 * @throws A {@link ScoringError} with the path of the fault.
 * @example
 * ```ts
 * parseCustomerState('{ "costs": [{ "layer": "cogs", "amount": 3 }] }').costs?.length; // => 1
 * parseCustomerState({ history: { kind: "rfm" } }); // throws state.history.kind
 * ```
 */
export function parseCustomerState(json: unknown): CustomerState {
  const state = parseWith(customerStateSchema, json, "state");
  const history = ownValue(state, "history");
  if (history !== undefined && history !== null) checkWithin(["state", "history"], () => checkSaved(history));
  return state;
}
