import type { TimeOptions } from "../calendar/time-reader.ts";
import type { Id, Input, OnInvalid, Rejection, Table, Time } from "../core/types.ts";
import type { ReferralBurst } from "./bursts.ts";

/** A customer who may stand in a referral. */
export interface KnownCustomer {
  /** Who. */
  readonly customerId: Id;
  /** When they first paid; null: never. Leave the field out where it is not known. */
  readonly firstPurchase?: Time | null | undefined;
}

/** Options of {@link validateReferrals}. */
export interface ValidateReferralsOptions extends TimeOptions {
  /** Everyone there is. With it ids are looked up, and with `firstPurchase` claims are compared with first orders. */
  readonly customers?: Input<KnownCustomer>;
  /** From how many referrals by one person within how many days on is reported. Default 10 within 1 day. */
  readonly burst?: { readonly referrals: number; readonly days: number };
  /** A bad edge ends with an error (default), or is set aside in `rejected`. */
  readonly onInvalid?: OnInvalid;
  /** Our field names to the host's, by input. */
  readonly fields?: {
    readonly edges?: { readonly [field: string]: string };
    readonly customers?: { readonly [field: string]: string };
  };
}

/** Who brought whom. */
export interface ReferralPair {
  readonly referrerId: string;
  readonly refereeId: string;
}

/** A person whom several say they brought. */
export interface MultipleReferrers {
  readonly refereeId: string;
  /** All of them, the earliest first. */
  readonly referrers: readonly string[];
  /** Whose claim is kept: the earliest. */
  readonly kept: string;
}

/** What is wrong with some referrals. All lists are in order of id. */
export interface ReferralReport {
  /** Edges in the input. */
  readonly given: number;
  /** What is left: one referrer each, no circles. By ascending referee. */
  readonly valid: Table<ReferralPair>;
  /** People who brought themselves. */
  readonly selfReferrals: readonly string[];
  /** Circles of people who brought one another, each from its least id on: each brought the next. */
  readonly cycles: readonly (readonly string[])[];
  /** People whom several say they brought. */
  readonly multipleReferrers: readonly MultipleReferrers[];
  /** Edges that repeat another. */
  readonly duplicates: number;
  /** People in edges who are not among the customers; empty where none were given. */
  readonly unknownIds: readonly string[];
  /** Claims dated before the referee's first order, or while there is none. */
  readonly beforeFirstOrder: readonly ReferralPair[];
  /** Claims dated before the referrer's own first order, or while there is none. */
  readonly beforeOwnOrder: readonly ReferralPair[];
  /** People who brought unusually many at once: for each the densest time. */
  readonly bursts: readonly ReferralBurst[];
  /** Edges set aside, with `onInvalid: "collect"`. */
  readonly rejected: readonly Rejection[];
}
