import type { Id } from "../core/types.ts";

/** What a referral brings in one period. Money that is left out is the policy's. */
export interface ReferralRecord {
  /** Who recommended. */
  readonly referrerId: Id;
  /** Who came. */
  readonly refereeId?: Id | null | undefined;
  /** Type one: would not have come otherwise. Type two: would have come anyway. Default by the policy. */
  readonly type?: "one" | "two" | null | undefined;
  /** Periods from now. Default 0. */
  readonly period?: number | null | undefined;
  /** Margin of the referred customer. Default 0; does not count for type two. */
  readonly margin?: number | null | undefined;
  /** Reward for the referral; does not count for type two. */
  readonly referralCost?: number | null | undefined;
  /** Cost of keeping the referred customer; does not count for type two. */
  readonly marketingCost?: number | null | undefined;
  /** Acquisition cost saved. */
  readonly acquisitionSaving?: number | null | undefined;
}

/** A customer of whom no referral is observed. */
export interface ReferringCustomer {
  /** Who. */
  readonly customerId: Id;
  /** Probability that they recommend, 0 … 1: a rate that was observed, not an intention that was stated. */
  readonly willingness: number | null | undefined;
  /** People they reach if they do. */
  readonly effect: number | null | undefined;
  /** Part of those that becomes a customer, 0 … 1. */
  readonly conversion: number | null | undefined;
  /** Value of a person won. Default: the policy's. */
  readonly value?: number | null | undefined;
}
