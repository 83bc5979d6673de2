import type { Fields, Id, OnInvalid, Reason, Rejection, Table } from "../../core/types.ts";

/**
 * How the base is cut.
 *
 * - `abc`: A, B and C by share of value: those who make up 80 %, the next 15 %, the rest.
 * - `pyramid`: platinum, gold and iron by share of customers (20 %, the next 30 %, the rest), and lead:
 *   who loses money, whatever their place.
 * - `quantile`: equal shares of customers.
 * - `thresholds`: the amounts in `thresholds`.
 */
export type TierScheme = "abc" | "pyramid" | "quantile" | "thresholds";

/** A customer's value as tiers read it. */
export interface TierInput {
  /** Who. */
  readonly customerId: Id;
  /** Revenue, contribution, lifetime value: whatever the tiers are of. Null is not known, and gets no tier. */
  readonly value: number | null;
}

/** How values are read. */
export interface TierReading<F = Fields<TierInput>> {
  /** Our field names to the host's: `{ value: "revenue" }`. */
  readonly fields?: F;
  /** A bad row ends with an error (default), or is set aside in `rejected`. */
  readonly onInvalid?: OnInvalid;
}

/** What a business decides about its tiers. Plain JSON; what is left out follows from the scheme. */
export interface TierPolicy {
  /** How the base is cut. */
  readonly scheme: TierScheme;
  /**
   * Keys of the tiers, best first, without the tier of losses; or how many. Default `A, B, C` (abc),
   * `platinum, gold, iron` (pyramid), `tier-1` to `tier-n` (the others), five of them for quantiles.
   */
  readonly tiers?: readonly string[] | number;
  /** What the shares are shares of. Default `value` for abc, `customers` for pyramid and quantiles. */
  readonly cutBy?: "value" | "customers";
  /**
   * Where each tier but the last ends, as cumulative share from the top. Default `[0.8, 0.95]` (abc),
   * `[0.2, 0.5]` (pyramid), equal steps (quantile).
   */
  readonly shares?: readonly number[];
  /** The least value of each tier but the last, in decreasing order. For `thresholds`, which needs them. */
  readonly thresholds?: readonly number[];
  /**
   * Does the customer at whom the cumulative share passes the mark belong to the upper tier? Default
   * `include`: A is then the fewest customers who make up at least 80 %.
   */
  readonly boundary?: "include" | "exclude";
  /**
   * Of what total value shares are taken: `gross` (default), the sum of what is above 0; `net`, the
   * sum of all, which losses have lowered, so that fewer customers make up 80 % of it.
   */
  readonly total?: "gross" | "net";
  /** Key of a last tier for values below 0. Default `lead` for pyramid, none for the others; null for none. */
  readonly lossTier?: string | null;
}

/** A policy with every choice made. It is itself a policy. */
export interface TierRules {
  readonly scheme: TierScheme;
  readonly tiers: readonly string[];
  readonly cutBy: "value" | "customers";
  readonly shares: readonly number[];
  readonly thresholds: readonly number[];
  readonly boundary: "include" | "exclude";
  readonly total: "gross" | "net";
  readonly lossTier: string | null;
}

/** Options of `valueTiers`. */
export interface TierOptions<F = Fields<TierInput>> extends TierPolicy, TierReading<F> {}

/** What was learned: sorts further customers into the same tiers. Plain JSON. */
export interface TierCuts {
  readonly kind: "valueTiers";
  readonly version: 1;
  /** The policy they were learned under, every choice made. */
  readonly policy: TierRules;
  /** Keys of the tiers, best first, the tier of losses last. */
  readonly tiers: readonly string[];
  /**
   * The least value of each tier but the last, never increasing. A tier whose edge equals the one before
   * holds nobody; null, at the top only, means that no value reaches the tier.
   */
  readonly edges: readonly (number | null)[];
}

/** A customer's line of the result. */
export interface TierRow {
  /** Who. */
  readonly customerId: string;
  /** The value that was given. */
  readonly value: number | null;
  /** Key of the tier; null where the value is not known. */
  readonly tier: string | null;
}

/** A customer's line among the base that was cut. */
export interface RankedTierRow extends TierRow {
  /** Place from the top: one more than there are customers with a greater value. */
  readonly rank: number | null;
  /** Share of this value in the total; null where the total is not above 0. */
  readonly valueShare: number | null;
  /** Share of all values from the top down to this one, equal ones included; null likewise. */
  readonly cumulativeShare: number | null;
}

/** A tier as a whole. */
export interface TierSummary {
  /** Key of the tier. */
  readonly tier: string;
  /** How many are in it. */
  readonly customers: number;
  /** Their share of the customers whose value is known; null without any. */
  readonly customerShare: number | null;
  /** Sum of their values. */
  readonly value: number;
  /** Their share of the total that the policy names; null where that is not above 0. */
  readonly valueShare: number | null;
  /** Least value among them; null in an empty tier. */
  readonly lowest: number | null;
  /** Greatest value among them. */
  readonly highest: number | null;
}

/** What comes with the customers. */
export interface TierFacts {
  /** What was learned. */
  readonly cuts: TierCuts;
  /** A line per tier, best first. */
  readonly summary: readonly TierSummary[];
  /** Customers whose value is not known. */
  readonly unknown: number;
  /** What to know before trusting the tiers. */
  readonly warnings: readonly Reason[];
  /** Rows that were set aside, with `onInvalid: "collect"`. */
  readonly rejected: readonly Rejection[];
}

/** The base in tiers, in the order of the input. */
export type ValueTiers = Table<RankedTierRow> & TierFacts;

/** Customers sorted into known tiers, in the order of the input. */
export type AppliedTiers = Table<TierRow> & TierFacts;
