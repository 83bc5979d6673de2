import * as z from "zod/mini";
import { checkWithin } from "../core/check-within.ts";
import { checkPolicy } from "../profit/check-policy.ts";
import type { Deduction, Subtotal, WaterfallStep } from "../profit/layers.ts";
import type { SavedContribution } from "../profit/saved-state.ts";
import type { ProfitTally } from "../profit/state.ts";
import type { ContributionPolicy, CostRate, CostRates } from "../profit/types.ts";
import type { JsonLimits } from "./guard-json.ts";
import { type Fields, parseWith } from "./parse.ts";
import { fieldNames, onInvalid, timeOptions, timeSchema } from "./records.ts";
import { rejectionSchema } from "./rejections.ts";

/** A contribution policy of any waterfall and key. */
export type SavedContributionPolicy = ContributionPolicy<readonly WaterfallStep[], string>;

const count = z.int().check(z.minimum(0));
const numbers = z.array(z.number());
const sums = z.array(numbers);
const text = z.string();

/** What an unknown amount does to the subtotals below it. */
export const missingEffect: z.ZodMiniType<"unknown" | "skip"> = z.enum(["unknown", "skip"]);

const step: z.ZodMiniType<WaterfallStep> = z.union([
  z.strictObject({
    deduct: text,
    from: z.exactOptional(z.enum(["discounts", "refunds", "goods"])),
    records: z.exactOptional(z.array(text)),
    missing: z.exactOptional(missingEffect),
  } satisfies Fields<Deduction>),
  z.strictObject({ subtotal: text, rate: z.exactOptional(text) } satisfies Fields<Subtotal>),
]);

/** Costs that are known as rates. */
export const costRatesSchema: z.ZodMiniType<CostRates> = z.record(
  z.string(),
  z.union([
    z.number(),
    z.strictObject({
      share: z.exactOptional(z.number()),
      perOrder: z.exactOptional(z.number()),
      perCustomer: z.exactOptional(z.number()),
    } satisfies Fields<CostRate>),
  ]),
);

/** How contribution is reckoned. */
export const contributionPolicySchema: z.ZodMiniType<SavedContributionPolicy> = z.strictObject({
  version: z.exactOptional(z.literal(1)),
  layers: z.exactOptional(z.array(step)),
  missing: z.exactOptional(missingEffect),
  by: z.exactOptional(text.check(z.minLength(1))),
  from: z.exactOptional(timeSchema),
  asOf: z.exactOptional(timeSchema),
  rates: z.exactOptional(z.record(z.string(), z.number().check(z.positive()))),
  onInvalid: z.exactOptional(onInvalid),
  fields: z.exactOptional(
    z.strictObject({
      lines: z.exactOptional(fieldNames),
      costs: z.exactOptional(fieldNames),
      history: z.exactOptional(fieldNames),
    }),
  ),
  ...timeOptions,
} satisfies Fields<SavedContributionPolicy>);

/**
 * A contribution policy from JSON, text or parsed.
 *
 * @throws A {@link ScoringError} with the path of the fault, also for layers that do not fit together.
 * @example
 * ```ts
 * parseContributionPolicy('{ "missing": "skip" }').missing; // => "skip"
 * parseContributionPolicy({ layers: [{ deduct: "cogs" }, { deduct: "cogs" }] }); // throws policy.layers
 * ```
 */
export function parseContributionPolicy(json: unknown): SavedContributionPolicy {
  const policy = parseWith(contributionPolicySchema, json, "policy");
  checkWithin(["policy"], () => checkPolicy(policy));
  return policy;
}

/** The state of a contribution fold. */
export const savedContributionSchema: z.ZodMiniType<SavedContribution> = z.strictObject({
  kind: z.literal("contribution"),
  version: z.literal(1),
  by: text,
  layers: z.array(text),
  keys: z.array(text),
  records: sums,
  lows: z.nullable(sums),
  uncosted: z.nullable(numbers),
  refunds: z.nullable(sums),
  costs: z.array(z.nullable(numbers)),
  costLows: z.array(z.nullable(numbers)),
  costRecords: z.array(count),
  magnitude: z.number().check(z.minimum(0)),
  currency: z.nullable(text),
  tally: z.strictObject({
    lines: count,
    costs: count,
    refundLines: count,
    discounts: count,
    goods: count,
    future: count,
    beforeFrom: count,
  } satisfies Fields<ProfitTally>),
  rejected: z.strictObject({ lines: z.array(rejectionSchema), costs: z.array(rejectionSchema) }),
} satisfies Fields<SavedContribution>);

/** A state may be that of a whole base. */
const BASE: JsonLimits = { characters: 1e9, depth: 6, values: 1e8 };

/**
 * A saved state of a contribution fold from JSON; whether its lists fit together, `load` says.
 *
 * @throws A {@link ScoringError} with the path of the fault.
 */
export function parseContributionState(json: unknown): SavedContribution {
  return parseWith(savedContributionSchema, json, "saved", BASE);
}
