import type { TimeOptions, TimeReader } from "../calendar/time-reader.ts";
import type { ReferralEdge } from "../core/records.ts";
import type { Input, OnInvalid, Rejection, Table } from "../core/types.ts";
import type { CustomerValue } from "./referral-credit.ts";
import type { ReferralRecord, ReferringCustomer } from "./value-records.ts";

/** An edge, with its type and period where they are known. */
export interface ValuedEdge extends ReferralEdge {
  /** Type one: would not have come otherwise. Type two: would have come anyway. Default by the policy. */
  readonly type?: "one" | "two" | null | undefined;
  /** Periods from now until the value comes. Default 0. */
  readonly period?: number | null | undefined;
}

/** Records to value referrals by. At least one of `edges`, `referrals` and `customers`. */
export interface ReferralValueInput {
  /** Who brought whom. Needs `values`. */
  readonly edges?: Input<ValuedEdge>;
  /** Referrals with their money, period by period. */
  readonly referrals?: Input<ReferralRecord>;
  /** What each person is worth as a customer. */
  readonly values?: Input<CustomerValue>;
  /** What to expect of customers without observed referrals. */
  readonly customers?: Input<ReferringCustomer>;
}

/** How referrals are valued. Plain JSON. */
export interface ReferralValuePolicy extends TimeOptions {
  /** Form of this policy. */
  readonly version?: 1;
  /** Discount rate per period. Default 0. */
  readonly discountRate?: number;
  /** Referrals further off than this many periods are left out and counted. */
  readonly horizon?: number;
  /** Reward paid for each referral of type one. Default 0. */
  readonly referralCost?: number;
  /** Cost of keeping a referred customer of type one. Default 0. */
  readonly marketingCost?: number;
  /** Acquisition cost saved by each referral, of either type. Default 0. */
  readonly acquisitionSaving?: number;
  /** Part of the referrals of unknown type that is of type one. Default 1. */
  readonly typeOneShare?: number;
  /** Value of a person won, where `customers` names none. */
  readonly value?: number;
  /** Part of those who say they will recommend that does. Default 1: willingness is an observed rate. */
  readonly actionRate?: number;
  /** A bad row ends with an error (default), or is set aside in `rejected`. */
  readonly onInvalid?: OnInvalid;
  /** Our field names to the host's, by input. */
  readonly fields?: {
    readonly edges?: { readonly [field: string]: string };
    readonly referrals?: { readonly [field: string]: string };
    readonly values?: { readonly [field: string]: string };
    readonly customers?: { readonly [field: string]: string };
  };
}

/** A customer's referral value. */
export interface ReferralValueRow {
  /** Who. */
  readonly customerId: string;
  /** From observed referrals, or from willingness, effect and conversion. */
  readonly basis: "observed" | "expected";
  /** People they brought; expected ones are fractions. Null where a part of the expectation is not known. */
  readonly referrals: number | null;
  /** Value of those who would not have come otherwise. */
  readonly typeOneValue: number | null;
  /** Acquisition cost saved by those who would have come anyway. */
  readonly typeTwoValue: number | null;
  /** Customer referral value: both together. */
  readonly crv: number | null;
}

/** What stands beside the lines. */
export interface ReferralValueFacts {
  /**
   * Always false: the value of a referred customer stands in their own lifetime value and in this. For
   * the value of the base sum lifetime values; use referral value to rank referrers.
   */
  readonly additive: false;
  /** Observed referrals that counted. */
  readonly used: number;
  /** Referrals beyond the horizon, left out. */
  readonly beyondHorizon: number;
  /** Edges left out: self-referrals, repetitions, later claims, circles. */
  readonly invalid: number;
  /** Referred people whose value is not known: nothing but the saving and the costs counts. */
  readonly withoutValue: number;
  /** Who brought them: their `crv` leaves those values out. By ascending id. */
  readonly incomplete: readonly string[];
  /** Rows set aside, with `onInvalid: "collect"`. */
  readonly rejected: readonly Rejection[];
}

/** A line per customer, by ascending id. */
export type ReferralValue = Table<ReferralValueRow> & ReferralValueFacts;

/** A policy with its defaults. */
export type CheckedValuePolicy = Required<
  Pick<
    ReferralValuePolicy,
    | "discountRate"
    | "horizon"
    | "referralCost"
    | "marketingCost"
    | "acquisitionSaving"
    | "typeOneShare"
    | "actionRate"
    | "onInvalid"
    | "fields"
  >
> & {
  /** NaN where the policy names none. */
  readonly value: number;
  readonly time: TimeReader;
};
