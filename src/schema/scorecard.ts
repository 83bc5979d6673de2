import * as z from "zod/mini";
import { checkWithin } from "../core/check-within.ts";
import type { InputPath } from "../core/error.ts";
import { ownValue } from "../core/own.ts";
import { compileRules } from "../rules/compile-rules.ts";
import type { ActionCondition, ActionRule } from "../scorecard/next-action.ts";
import {
  completePolicy,
  type ProfitPolicy,
  type ReferralPolicy,
  type ScorecardPolicy,
  type ScorecardRules,
  type ValuePolicy,
} from "../scorecard/policy.ts";
import { guardJson } from "./guard-json.ts";
import { checkLifecycleOf, lifecycleSchema } from "./lifecycle.ts";
import { type Fields, parseWith } from "./parse.ts";
import { costRatesSchema, missingEffect } from "./profit.ts";
import { durationSchema } from "./records.ts";
import { rfmPolicySchema } from "./rfm.ts";
import { RULE_LIMITS, ruleSetSchema, type SavedRuleSet } from "./rules.ts";
import { tierPolicySchema } from "./tiers.ts";

/** How lifetime value is computed. */
const valuePolicy = z.strictObject({
  horizon: z.exactOptional(durationSchema),
  discountRate: z.exactOptional(z.number().check(z.minimum(0))),
  margin: z.exactOptional(z.number().check(z.minimum(0), z.maximum(1))),
  candidates: z.exactOptional(z.array(z.enum(["bgNbd", "mbgNbd", "paretoNbd", "nbd"]))),
  level: z.exactOptional(z.number().check(z.minimum(0.01), z.maximum(0.999))),
} satisfies Fields<ValuePolicy>);

/** How contribution is reckoned. */
const profitPolicySchema: z.ZodMiniType<ProfitPolicy> = z.strictObject({
  rates: z.exactOptional(costRatesSchema),
  missing: z.exactOptional(missingEffect),
  lines: z.exactOptional(z.boolean()),
} satisfies Fields<ProfitPolicy>);

/** How referrals are valued. */
const referralPolicySchema: z.ZodMiniType<ReferralPolicy> = z.strictObject({
  worth: z.exactOptional(z.enum(["clv", "revenue", "contribution"])),
  referralCost: z.exactOptional(z.number().check(z.minimum(0))),
  acquisitionSaving: z.exactOptional(z.number().check(z.minimum(0))),
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

const timeUnit = z.enum(["day", "week", "month", "year"]);

/** What a business decides about its scorecard. */
export const scorecardPolicySchema: z.ZodMiniType<ScorecardPolicy> = z.strictObject({
  version: z.exactOptional(z.literal(1)),
  timeUnit: z.exactOptional(timeUnit),
  rfm: z.exactOptional(rfmPolicySchema),
  tiers: z.exactOptional(tierPolicySchema),
  clv: z.exactOptional(z.nullable(valuePolicy)),
  lifecycle: z.exactOptional(
    z.nullable(z.union([z.enum(["classic", "commerce", "emarsys"]), lifecycleSchema])),
  ),
  actions: z.exactOptional(z.array(actionRule)),
  rules: z.exactOptional(z.nullable(ruleSetSchema)),
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
  const plain = guardJson(json, "policy", RULE_LIMITS);
  checkRulesOf(plain, ["policy"]);
  const policy = parseWith(scorecardPolicySchema, plain, "policy", RULE_LIMITS);
  checkChoices(policy, ["policy"]);
  return policy;
}

/** The rules' own reader looks through them first: it knows the declared names and says where a condition is at fault. */
export function checkRulesOf(policy: unknown, path: InputPath): void {
  if (typeof policy !== "object" || policy === null) return;
  const rules = ownValue(policy as { readonly rules?: SavedRuleSet | null }, "rules");
  if (rules !== undefined && rules !== null) checkWithin([...path, "rules"], () => compileRules(rules));
}

/** A policy with every choice made, as a saved scorecard holds it. */
export const scorecardRulesSchema: z.ZodMiniType<ScorecardRules> = z.strictObject({
  version: z.literal(1),
  timeUnit,
  rfm: rfmPolicySchema,
  tiers: tierPolicySchema,
  clv: z.nullable(z.required(valuePolicy)),
  lifecycle: z.nullable(lifecycleSchema),
  actions: z.array(actionRule),
  rules: z.nullable(ruleSetSchema),
  profit: profitPolicySchema,
  referral: referralPolicySchema,
} satisfies Fields<ScorecardRules>) as unknown as z.ZodMiniType<ScorecardRules>;

/**
 * Refuses choices that are each good and do not fit together.
 *
 * @throws A {@link ScoringError} with a path that begins with `path`.
 */
export function checkChoices(policy: ScorecardPolicy, path: InputPath): void {
  const lifecycle = ownValue(policy, "lifecycle");
  checkWithin(path, () => completePolicy(policy), 2);
  if (typeof lifecycle === "object" && lifecycle !== null) {
    checkWithin([...path, "lifecycle"], () => checkLifecycleOf(lifecycle, "lifecycle"));
  }
}
