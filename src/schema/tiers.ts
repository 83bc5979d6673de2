import * as z from "zod/mini";
import { completeTierPolicy } from "../segmentation/tiers/tier-policy.ts";
import type { TierCuts, TierPolicy, TierRules } from "../segmentation/tiers/types.ts";
import { type Fields, parseWith } from "./parse.ts";

const scheme = z.enum(["abc", "pyramid", "quantile", "thresholds"]);
const keys = z.array(z.string());
const share = z.number().check(z.gt(0), z.maximum(1));
const numbers = z.array(z.number());

/** How value tiers are cut. */
export const tierPolicySchema: z.ZodMiniType<TierPolicy> = z.strictObject({
  scheme,
  tiers: z.exactOptional(z.union([keys, z.int().check(z.minimum(2), z.maximum(100))])),
  cutBy: z.exactOptional(z.enum(["value", "customers"])),
  shares: z.exactOptional(z.array(share)),
  thresholds: z.exactOptional(numbers),
  boundary: z.exactOptional(z.enum(["include", "exclude"])),
  total: z.exactOptional(z.enum(["gross", "net"])),
  lossTier: z.exactOptional(z.nullable(z.string())),
} satisfies Fields<TierPolicy>);

const rules: z.ZodMiniType<TierRules> = z.strictObject({
  scheme,
  tiers: keys,
  cutBy: z.enum(["value", "customers"]),
  shares: z.array(share),
  thresholds: numbers,
  boundary: z.enum(["include", "exclude"]),
  total: z.enum(["gross", "net"]),
  lossTier: z.nullable(z.string()),
} satisfies Fields<TierRules>);

/** Learned tier cut-offs. */
export const tierCutsSchema: z.ZodMiniType<TierCuts> = z.strictObject({
  kind: z.literal("valueTiers"),
  version: z.literal(1),
  policy: rules,
  tiers: keys,
  edges: z.array(z.nullable(z.number())),
} satisfies Fields<TierCuts>);

/**
 * A tier policy from JSON.
 *
 * @throws A {@link ScoringError} with the path of the fault, also for choices that do not fit together.
 */
export function parseTierPolicy(json: unknown): TierPolicy {
  const policy = parseWith(tierPolicySchema, json, "policy");
  completeTierPolicy(policy, ["policy"]);
  return policy;
}

/**
 * Learned tier cut-offs from JSON: what `valueTiers(…).cuts` gave and was saved.
 *
 * @throws A {@link ScoringError} with the path of the fault.
 */
export function parseTiers(json: unknown): TierCuts {
  return parseWith(tierCutsSchema, json, "tiers");
}
