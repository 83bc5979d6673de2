import { checkNumber, checkOneOf, checkOptions } from "../core/check-options.ts";
import { ScoringError } from "../core/error.ts";
import type { TimeUnit } from "../core/types.ts";
import type { RfmPolicy } from "../rfm/policy.ts";
import type { TierPolicy } from "../segmentation/tiers/types.ts";

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
}

/** A policy with every choice made. */
export interface ScorecardRules {
  readonly version: 1;
  readonly timeUnit: TimeUnit;
  readonly rfm: RfmPolicy;
  readonly tiers: TierPolicy;
}

/**
 * The policy with every choice made. The rooms check their own parts.
 *
 * @throws A {@link ScoringError} with `wrong_type`, `unknown_name` or `unknown_version`.
 */
export function completePolicy(policy: ScorecardPolicy = {}): ScorecardRules {
  const path = ["options", "policy"];
  checkOptions(policy, ["version", "timeUnit", "rfm", "tiers"], path);
  const { version = 1, timeUnit = "week", rfm = {}, tiers = { scheme: "abc" } } = policy;
  if (checkNumber(version, [...path, "version"], { min: 1, integer: true }) !== 1) {
    throw new ScoringError("unknown_version", [...path, "version"], "version 1", "a later one");
  }
  const unit = checkOneOf<TimeUnit>(timeUnit, ["day", "week", "month", "year"], [...path, "timeUnit"]);
  return { version: 1, timeUnit: unit, rfm, tiers };
}
