import { checkNumber, checkOptions } from "../core/check-options.ts";

/** What a referral programme brings and costs. */
export interface ReferralProgram {
  /** Value of a referred customer beyond that of one won otherwise (or beyond nothing, if they would not have come). */
  readonly extraValuePerReferredCustomer: number;
  /** Reward paid for each referred customer. */
  readonly rewardPerReferral: number;
  /** Referred customers. Default 1. */
  readonly referrals?: number;
  /** Cost of running the programme. Default 0. */
  readonly fixedCost?: number;
  /** Part of the referred customers who bring that extra value; the reward is paid for all. Default 1. */
  readonly incrementalShare?: number;
}

/** What is left of it. */
export interface ReferralProgramRoi {
  /** `(extra value - cost) / cost`; null where it costs nothing. */
  readonly roi: number | null;
  /** Extra value less cost, of all referrals. */
  readonly profit: number;
  /** Rewards and fixed cost. */
  readonly cost: number;
  /** The reward at which nothing is left; null without referrals. */
  readonly breakEvenReward: number | null;
}

/**
 * Return on a referral programme.
 *
 * @throws A {@link ScoringError} with `wrong_type`, `not_finite`, `out_of_range` or `unknown_name`.
 * @example
 * ```ts
 * referralProgramRoi({ extraValuePerReferredCustomer: 40, rewardPerReferral: 25 }).roi; // => 0.6
 * const program = { extraValuePerReferredCustomer: 40, rewardPerReferral: 25, incrementalShare: 0.7 };
 * referralProgramRoi({ ...program, referrals: 1000, fixedCost: 2000 });
 * // => { roi: 0.03703703703703…, profit: 1000, cost: 27000, breakEvenReward: 26 }
 * ```
 * @see Schmitt, Skiera & Van den Bulte (2011), Referral programs and customer value, Journal of
 * Marketing 75(1).
 */
export function referralProgramRoi(program: ReferralProgram): ReferralProgramRoi {
  program = checkOptions(
    program,
    ["extraValuePerReferredCustomer", "rewardPerReferral", "referrals", "fixedCost", "incrementalShare"],
    ["program"],
  );
  const extra = checkNumber(program.extraValuePerReferredCustomer, [
    "program",
    "extraValuePerReferredCustomer",
  ]);
  const reward = checkNumber(program.rewardPerReferral, ["program", "rewardPerReferral"], { min: 0 });
  const referrals = checkNumber(program.referrals ?? 1, ["program", "referrals"], { min: 0 });
  const fixed = checkNumber(program.fixedCost ?? 0, ["program", "fixedCost"], { min: 0 });
  const share = checkNumber(program.incrementalShare ?? 1, ["program", "incrementalShare"], {
    min: 0,
    max: 1,
  });
  // + 0: a loss on nobody is 0, not -0.
  const value = referrals * share * extra + 0;
  const cost = referrals * reward + fixed;
  return {
    roi: cost === 0 ? null : (value - cost) / cost,
    profit: value - cost,
    cost,
    breakEvenReward: referrals === 0 ? null : (value - fixed) / referrals,
  };
}
