import { checkNumber, checkOptions } from "../core/check-options.ts";

/** Counts of a referral programme in one period. */
export interface ReferralCounts {
  /** Customers who could recommend. */
  readonly customers: number;
  /** Those who did. */
  readonly referrersCount: number;
  /** Invitations they sent. */
  readonly invitesSent: number;
  /** Invitations that won a customer. */
  readonly convertedReferrals: number;
}

/** Rates of a referral programme; null where there is nothing to divide by. */
export interface ReferralEffectiveness {
  /** Part of the customers that recommends. */
  readonly referralRate: number | null;
  /** Invitations of one who recommends. */
  readonly invitesPerReferrer: number | null;
  /** Part of the invitations that wins a customer. */
  readonly conversionRate: number | null;
  /** Customers whom one customer brings: the three multiplied. */
  readonly kFactor: number | null;
}

/**
 * How well a referral programme works: who recommends, how often, and with what effect.
 *
 * @throws A {@link ScoringError} with `wrong_type`, `not_finite`, `out_of_range` or `unknown_name`.
 * @example
 * ```ts
 * const counts = { customers: 400, referrersCount: 40, invitesSent: 160, convertedReferrals: 9 };
 * referralEffectiveness(counts);
 * // => { referralRate: 0.1, invitesPerReferrer: 4, conversionRate: 0.05625, kFactor: 0.0225 }
 * ```
 */
export function referralEffectiveness(counts: ReferralCounts): ReferralEffectiveness {
  const names = ["customers", "referrersCount", "invitesSent", "convertedReferrals"] as const;
  counts = checkOptions(counts, names, ["counts"]);
  for (const name of names) checkNumber(counts[name], ["counts", name], { min: 0 });
  const { customers, referrersCount, invitesSent, convertedReferrals } = counts;
  return {
    referralRate: ratio(referrersCount, customers),
    invitesPerReferrer: ratio(invitesSent, referrersCount),
    conversionRate: ratio(convertedReferrals, invitesSent),
    kFactor: ratio(convertedReferrals, customers),
  };
}

function ratio(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}
