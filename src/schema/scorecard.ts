import * as z from "zod/mini";
import { programOf } from "../lifecycle/program.ts";
import type { Lifecycle } from "../lifecycle/types.ts";
import { completeRfmPolicy } from "../rfm/complete-policy.ts";
import type { ActionCondition, ActionRule } from "../scorecard/next-action.ts";
import type { ProfitPolicy, ReferralPolicy, ScorecardPolicy, ValuePolicy } from "../scorecard/policy.ts";
import { type Fields, parseWith } from "./parse.ts";
import { durationSchema } from "./records.ts";
import { rfmPolicySchema } from "./rfm.ts";
import { tierPolicySchema } from "./tiers.ts";

/** How lifetime value is computed. */
const valuePolicySchema: z.ZodMiniType<ValuePolicy> = z.strictObject({
  horizon: z.exactOptional(durationSchema),
  discountRate: z.exactOptional(z.number().check(z.minimum(0))),
  margin: z.exactOptional(z.number().check(z.minimum(0), z.maximum(1))),
  candidates: z.exactOptional(z.array(z.enum(["bgNbd", "mbgNbd", "paretoNbd", "nbd"]))),
  level: z.exactOptional(z.number().check(z.minimum(0.01), z.maximum(0.999))),
} satisfies Fields<ValuePolicy>);

const costRate = z.union([
  z.number(),
  z.strictObject({
    share: z.exactOptional(z.number()),
    perOrder: z.exactOptional(z.number()),
    perCustomer: z.exactOptional(z.number()),
  }),
]);

/** How contribution is reckoned. */
const profitPolicySchema: z.ZodMiniType<ProfitPolicy> = z.strictObject({
  rates: z.exactOptional(z.record(z.string(), costRate)),
  missing: z.exactOptional(z.enum(["unknown", "skip"])),
  lines: z.exactOptional(z.boolean()),
} satisfies Fields<ProfitPolicy>);

/** How referrals are valued. */
const referralPolicySchema: z.ZodMiniType<ReferralPolicy> = z.strictObject({
  worth: z.exactOptional(z.enum(["clv", "revenue", "contribution"])),
  referralCost: z.exactOptional(z.number()),
  acquisitionSaving: z.exactOptional(z.number()),
  typeOneShare: z.exactOptional(z.number().check(z.minimum(0), z.maximum(1))),
} satisfies Fields<ReferralPolicy>);

const texts = z.array(z.string());

const actionRule: z.ZodMiniType<ActionRule> = z.strictObject({
  when: z.strictObject({
    management: z.exactOptional(z.array(z.enum(["acquire", "retain", "expand", "win-back"]))),
    stage: z.exactOptional(texts),
    segment: z.exactOptional(texts),
    tier: z.exactOptional(texts),
    topTier: z.exactOptional(z.boolean()),
    risk: z.exactOptional(z.array(z.enum(["high", "medium", "low"]))),
  } satisfies Fields<ActionCondition>),
  action: z.string(),
} satisfies Fields<ActionRule>);

/** A lifecycle as far as its envelope: what is inside, the lifecycle's own check reads with paths. */
const lifecycleEnvelope = z.looseObject({
  kind: z.literal("lifecycle"),
  version: z.literal(1),
}) as unknown as z.ZodMiniType<Lifecycle>;

/** What a business decides about its scorecard. */
export const scorecardPolicySchema: z.ZodMiniType<ScorecardPolicy> = z.strictObject({
  version: z.exactOptional(z.literal(1)),
  timeUnit: z.exactOptional(z.enum(["day", "week", "month", "year"])),
  rfm: z.exactOptional(rfmPolicySchema),
  tiers: z.exactOptional(tierPolicySchema),
  clv: z.exactOptional(z.nullable(valuePolicySchema)),
  lifecycle: z.exactOptional(
    z.nullable(z.union([z.enum(["classic", "commerce", "emarsys"]), lifecycleEnvelope])),
  ),
  actions: z.exactOptional(z.array(actionRule)),
  profit: z.exactOptional(profitPolicySchema),
  referral: z.exactOptional(referralPolicySchema),
} satisfies Fields<ScorecardPolicy>);

/**
 * A scorecard's policy from JSON, text or parsed: what a tenant has saved.
 *
 * @throws A {@link ScoringError} with the path of the fault, also for choices that do not fit together.
 * @example
 * ```ts
 * parsePolicy('{ "rfm": { "map": "klaviyo" } }').rfm?.map; // => "klaviyo"
 * parsePolicy({ rfm: { bins: { r: 1 } } }); // throws policy.rfm.bins
 * ```
 */
export function parsePolicy(json: unknown): ScorecardPolicy {
  const policy = parseWith(scorecardPolicySchema, json, "policy");
  if (policy.rfm !== undefined) completeRfmPolicy(policy.rfm);
  const { lifecycle } = policy;
  if (typeof lifecycle === "object" && lifecycle !== null) programOf(lifecycle);
  return policy;
}
