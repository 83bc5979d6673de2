import { type Duration, durationDays } from "../calendar/duration.ts";
import type { RepeatKind } from "../clv/known-models.ts";
import { checkNumber, checkOneOf, checkOptions } from "../core/check-options.ts";
import { checkWithin } from "../core/check-within.ts";
import { describeValue } from "../core/describe.ts";
import { ScoringError } from "../core/error.ts";
import type { TimeUnit } from "../core/types.ts";
import { lifecycles } from "../lifecycle/lifecycles.ts";
import type { Lifecycle } from "../lifecycle/types.ts";
import { checkCostRates, checkPolicy } from "../profit/check-policy.ts";
import { checkEffect, type MissingEffect } from "../profit/layers.ts";
import type { CostRates } from "../profit/types.ts";
import { completeRfmPolicy } from "../rfm/complete-policy.ts";
import type { RfmPolicy } from "../rfm/policy.ts";
import { completeTierPolicy } from "../segmentation/tiers/tier-policy.ts";
import type { TierPolicy } from "../segmentation/tiers/types.ts";
import { checkActions } from "./check-actions.ts";
import { type ActionRule, defaultActions } from "./next-action.ts";
import { compileSegmentRules, type SegmentRules } from "./segment-rules.ts";

/** How lifetime value is computed. */
export interface ValuePolicy {
  /** How far ahead. Default `{ months: 12 }`. */
  readonly horizon?: Duration;
  /** Effective rate per year. Default 0.1. */
  readonly discountRate?: number;
  /** Share of the revenue that is earned, 0 to 1. Default 1: revenue, not profit. */
  readonly margin?: number;
  /**
   * Models of repeat purchases to choose from. Default MBG/NBD and Pareto/NBD, under which a customer
   * who bought once may have left.
   */
  readonly candidates?: readonly RepeatKind[];
  /** Probability that an interval holds the expected value. Default 0.9. */
  readonly level?: number;
}

/** How contribution is reckoned. */
export interface ProfitPolicy {
  /** Costs that are known as rates: `{ cogs: 0.6, costToServe: { perOrder: 4 } }`. */
  readonly rates?: CostRates;
  /** What an unknown amount does to the subtotals below it. Default `unknown`: they are null. */
  readonly missing?: MissingEffect;
  /** Are the transactions order lines with their own `cost` and `discount`? Default false. */
  readonly lines?: boolean;
}

/** How referrals are valued. */
export interface ReferralPolicy {
  /** What a person who was brought is worth. Default `clv`. */
  readonly worth?: "clv" | "revenue" | "contribution";
  /** Reward paid for each referral. Default 0. */
  readonly referralCost?: number;
  /** Acquisition cost saved by each referral. Default 0. */
  readonly acquisitionSaving?: number;
  /** Part of the referrals of unknown type that would not have come otherwise. Default 1. */
  readonly typeOneShare?: number;
}

/** What a business decides about its scorecard. Plain JSON; `{}` is a policy. */
export interface ScorecardPolicy {
  /** Version of this form. Default 1. */
  readonly version?: 1;
  /** Unit in which models measure time. Default `week`. */
  readonly timeUnit?: TimeUnit;
  /** How RFM scores. */
  readonly rfm?: RfmPolicy;
  /** How value tiers are cut, of net revenue. Default `abc`. */
  readonly tiers?: TierPolicy;
  /** How lifetime value is computed; null leaves it out. */
  readonly clv?: ValuePolicy | null;
  /** The lifecycle: the name of one that comes with the library (default `classic`), or one of your own; null leaves stages out. */
  readonly lifecycle?: "classic" | "commerce" | "emarsys" | Lifecycle | null;
  /** What to do next, by stage, tier and risk; the first line that fits decides. Default {@link defaultActions}. */
  readonly actions?: readonly ActionRule[];
  /**
   * Segments of your own: rules over facts of customers, counts of their interactions, and, as scores, the
   * other fields of their line.
   */
  readonly rules?: SegmentRules | null;
  /** How contribution is reckoned, where there are cost records, rates or lines. */
  readonly profit?: ProfitPolicy;
  /** How referrals are valued, where there are any. */
  readonly referral?: ReferralPolicy;
}

const CHOICES = [
  "version",
  "timeUnit",
  "rfm",
  "tiers",
  "clv",
  "lifecycle",
  "actions",
  "rules",
  "profit",
  "referral",
] as const satisfies readonly (keyof ScorecardPolicy)[];

/** A policy with every choice made. */
export interface ScorecardRules {
  readonly version: 1;
  readonly timeUnit: TimeUnit;
  readonly rfm: RfmPolicy;
  readonly tiers: TierPolicy;
  readonly clv: Required<ValuePolicy> | null;
  readonly lifecycle: Lifecycle | null;
  readonly actions: readonly ActionRule[];
  readonly rules: SegmentRules | null;
  readonly profit: ProfitPolicy;
  readonly referral: ReferralPolicy;
}

const TIME_UNITS = ["day", "week", "month", "year"] as const;
const KINDS: readonly RepeatKind[] = ["bgNbd", "mbgNbd", "paretoNbd", "nbd"];

/**
 * The policy with every choice made. The rooms check their own parts.
 *
 * @throws A {@link ScoringError} with `wrong_type`, `unknown_name`, `out_of_range`, `empty` or `unknown_version`, and for
 * rules as {@link compileSegmentRules}.
 */
export function completePolicy(policy: ScorecardPolicy = {}): ScorecardRules {
  const path = ["options", "policy"];
  policy = checkOptions(policy, CHOICES, path);
  const { version = 1, timeUnit = "week", rfm = {}, tiers = { scheme: "abc" }, clv = {} } = policy;
  const profit: ProfitPolicy = policy.profit ?? {};
  const { referral = {} as ReferralPolicy, rules = null } = policy;
  if (policy.rfm !== undefined) checkWithin([...path, "rfm"], () => completeRfmPolicy(rfm));
  if (policy.tiers !== undefined) completeTierPolicy(tiers, [...path, "tiers"]);
  checkProfitPolicy(profit, [...path, "profit"]);
  checkReferralPolicy(referral, [...path, "referral"]);
  if (checkNumber(version, [...path, "version"], { min: 1, integer: true }) !== 1) {
    throw new ScoringError("unknown_version", [...path, "version"], "version 1", "a later one");
  }
  if (rules !== null) compileSegmentRules(rules, [...path, "rules"]);
  return {
    version: 1,
    timeUnit: checkOneOf<TimeUnit>(timeUnit, TIME_UNITS, [...path, "timeUnit"]),
    rfm,
    tiers,
    clv: clv === null ? null : completeValuePolicy(clv, [...path, "clv"]),
    lifecycle: completeLifecycle(policy.lifecycle, [...path, "lifecycle"]),
    actions:
      policy.actions === undefined ? defaultActions : checkActions(policy.actions, [...path, "actions"]),
    rules,
    profit,
    referral,
  };
}

function completeLifecycle(
  lifecycle: ScorecardPolicy["lifecycle"],
  path: readonly string[],
): Lifecycle | null {
  if (lifecycle === null) return null;
  if (typeof lifecycle === "object") return lifecycle;
  const name = checkOneOf(lifecycle ?? "classic", ["classic", "commerce", "emarsys"], path);
  return lifecycles[name] as unknown as Lifecycle;
}

function checkProfitPolicy(policy: ProfitPolicy, path: readonly string[]): void {
  policy = checkOptions(policy, ["rates", "missing", "lines"], path);
  const { rates, missing, lines = false } = policy;
  if (missing !== undefined) checkEffect(missing, [...path, "missing"]);
  if (typeof lines !== "boolean") {
    throw new ScoringError("wrong_type", [...path, "lines"], "true or false", describeValue(lines));
  }
  if (rates !== undefined) {
    checkWithin([...path, "rates"], () => checkCostRates(rates, checkPolicy({}), !lines));
  }
}

function checkReferralPolicy(policy: ReferralPolicy, path: readonly string[]): void {
  policy = checkOptions(policy, ["worth", "referralCost", "acquisitionSaving", "typeOneShare"], path);
  checkOneOf(policy.worth ?? "clv", ["clv", "revenue", "contribution"], [...path, "worth"]);
  const { referralCost = 0, acquisitionSaving = 0, typeOneShare = 1 } = policy;
  checkNumber(referralCost, [...path, "referralCost"], { min: 0 });
  checkNumber(acquisitionSaving, [...path, "acquisitionSaving"], { min: 0 });
  checkNumber(typeOneShare, [...path, "typeOneShare"], { min: 0, max: 1 });
}

function completeValuePolicy(policy: ValuePolicy, path: readonly string[]): Required<ValuePolicy> {
  policy = checkOptions(policy, ["horizon", "discountRate", "margin", "candidates", "level"], path);
  const { horizon = { months: 12 }, discountRate = 0.1, margin = 1, level = 0.9 } = policy;
  const { candidates = ["mbgNbd", "paretoNbd"] } = policy;
  durationDays(horizon, [...path, "horizon"]);
  if (!Array.isArray(candidates) || candidates.length === 0) {
    throw new ScoringError("empty", [...path, "candidates"], "at least one model", "none");
  }
  return {
    horizon,
    discountRate: checkNumber(discountRate, [...path, "discountRate"], { min: 0 }),
    margin: checkNumber(margin, [...path, "margin"], { min: 0, max: 1 }),
    candidates: candidates.map((kind, i) => checkOneOf(kind, KINDS, [...path, "candidates", i])),
    level: checkNumber(level, [...path, "level"], { min: 0.01, max: 0.999 }),
  };
}
