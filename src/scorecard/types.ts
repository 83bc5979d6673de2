import type { Transaction } from "../core/records.ts";
import type { Fields, Input, OnInvalid, Reason, Rejection, Table, Time } from "../core/types.ts";
import type { PurchaseHistory, TransactionOptions } from "../history/types.ts";
import type { RfmSegmentSummary, RfmSummaryFacts } from "../rfm/summarize-rfm.ts";
import type { RfmCuts, RfmScores } from "../rfm/types.ts";
import type { TierCuts, ValueTiers } from "../segmentation/tiers/types.ts";
import type { ScorecardPolicy } from "./policy.ts";

/** The records of a business. What is absent leaves its numbers null: nothing is guessed. */
export interface ScorecardInputs {
  /** Orders and refunds; or give the history that has been made of them. */
  readonly transactions?: Input<Transaction> | undefined;
  /** A purchase history at hand, folded from a stream for example. Its `asOf` must be the scorecard's. */
  readonly history?: PurchaseHistory | undefined;
}

/** Options of {@link scoreCustomers}. */
export interface ScorecardOptions extends Omit<TransactionOptions, "fields"> {
  /** The moment of looking. A calendar date means the end of that civil day. */
  readonly asOf: Time;
  /** What the business decides. Every choice has a default. */
  readonly policy?: ScorecardPolicy;
  /** Our field names to the host's, by input. */
  readonly fields?: { readonly transactions?: Fields<Transaction> };
  /** A bad row ends with an error (default), or is set aside in `rejected`. */
  readonly onInvalid?: OnInvalid;
}

/** A customer's line. Null where something cannot be known; see the room that gives the number. */
export interface ScorecardRow {
  readonly customerId: string;
  readonly firstPurchase: string | null;
  readonly lastPurchase: string | null;
  readonly orders: number;
  /** Net of refunds. */
  readonly revenue: number;
  readonly refunds: number;
  readonly averageOrderValue: number | null;
  readonly recencyDays: number | null;
  readonly meanGapDays: number | null;
  /** Recency score. */
  readonly r: number | null;
  /** Frequency score. */
  readonly f: number | null;
  /** Monetary score. */
  readonly m: number | null;
  /** The scores in a row. */
  readonly code: string | null;
  /** Key of the RFM segment. */
  readonly segment: string | null;
  /** Key of the value tier. */
  readonly tier: string | null;
}

/** The base as a whole. */
export interface Portfolio {
  readonly customers: number;
  readonly orders: number;
  readonly revenue: number;
  /** A line per segment of the map, those without customers included. */
  readonly segments: Table<RfmSegmentSummary> & RfmSummaryFacts;
  /** A line per tier, best first. */
  readonly tiers: ValueTiers["summary"];
}

/** What comes with the lines. */
export interface ScorecardFacts {
  /** Civil date of the moment of looking. */
  readonly asOf: string;
  /** The base as a whole. */
  readonly portfolio: Portfolio;
  /** The purchase history under the scores. */
  readonly history: PurchaseHistory;
  /** The RFM scores with their facts. */
  readonly rfm: RfmScores;
  /** What was learned: scores further customers in the same way. Plain JSON. */
  readonly cuts: { readonly rfm: RfmCuts; readonly tiers: TierCuts };
  /** What to know before trusting the scores. */
  readonly warnings: readonly Reason[];
  /** Rows that were set aside, by input, with `onInvalid: "collect"`. */
  readonly rejected: { readonly transactions: readonly Rejection[] };
}

/** A line per customer, by ascending id, and the base as a whole. */
export type Scorecard = Table<ScorecardRow> & ScorecardFacts;
