import * as z from "zod/mini";
import type { ReferralValuePolicy } from "../referral/value-types.ts";
import { type Fields, parseWith } from "./parse.ts";
import { fieldNames, onInvalid, timeOptions } from "./records.ts";

const amount = z.exactOptional(z.number().check(z.minimum(0)));
const share = z.exactOptional(z.number().check(z.minimum(0), z.maximum(1)));
const named = z.exactOptional(fieldNames);

/** How referrals are valued. */
export const referralPolicySchema: z.ZodMiniType<ReferralValuePolicy> = z.strictObject({
  version: z.exactOptional(z.literal(1)),
  discountRate: amount,
  horizon: amount,
  referralCost: amount,
  marketingCost: amount,
  acquisitionSaving: amount,
  typeOneShare: share,
  value: z.exactOptional(z.number()),
  actionRate: share,
  onInvalid: z.exactOptional(onInvalid),
  fields: z.exactOptional(
    z.strictObject({ edges: named, referrals: named, values: named, customers: named }),
  ),
  ...timeOptions,
} satisfies Fields<ReferralValuePolicy>);

/**
 * A referral policy from JSON, text or parsed.
 *
 * @throws A {@link ScoringError} with the path of the fault.
 * @example
 * ```ts
 * parseReferralPolicy('{ "typeOneShare": 0.5 }').typeOneShare; // => 0.5
 * parseReferralPolicy({ typeOneShare: 1.5 }); // throws policy.typeOneShare
 * ```
 */
export function parseReferralPolicy(json: unknown): ReferralValuePolicy {
  return parseWith(referralPolicySchema, json, "policy");
}
