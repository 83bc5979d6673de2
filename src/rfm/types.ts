import type { Fields, Id, OnInvalid, Reason, Rejection, Table } from "../core/types.ts";
import type { Dimensions, PerDimension, RfmRules, RfmVariant, RfmWeights } from "./policy.ts";
import type { SegmentMap } from "./segment-map.ts";

/** The properties of an intersection as one type, so that messages and hovers can be read. */
type Flat<T> = { [K in keyof T]: T[K] };

interface BaseInput {
  /** Who. */
  readonly customerId: Id;
  /** Days since the last purchase, 0 or more; null for who has none. */
  readonly recencyDays: number | null;
  /** Orders, 0 or more. */
  readonly orders: number;
}

type MoneyInput<M extends string> = string extends M
  ? { readonly revenue?: number | null | undefined }
  : M extends "total" | "average"
    ? {
        /** Money of all orders; null for who has none. */
        readonly revenue: number | null;
      }
    : { readonly [K in M]: number | null };

interface LengthInput {
  /** Days from the first to the last purchase; or give both dates. */
  readonly lengthDays?: number | null | undefined;
  /** Civil date of the first purchase. */
  readonly firstPurchase?: string | null | undefined;
  /** Civil date of the last purchase. */
  readonly lastPurchase?: string | null | undefined;
}

interface GapInput {
  /** Mean days between purchases; null for who has bought once. */
  readonly meanGapDays: number | null;
}

type VariantInput<V extends RfmVariant> = [V] extends ["rfm"]
  ? unknown
  : [V] extends ["lrfm"]
    ? LengthInput
    : [V] extends ["rfmt"]
      ? GapInput
      : LengthInput & Partial<GapInput>;

/** A customer as scoring reads it; what is needed follows from the policy. A purchase history's rows fit. */
export type RfmInput<M extends string = "total", V extends RfmVariant = "rfm"> = Flat<
  BaseInput & MoneyInput<M> & VariantInput<V>
>;

interface BaseScore {
  /** Who. */
  readonly customerId: string;
  /** Days since the last purchase; null without one. */
  readonly recencyDays: number | null;
  /** Orders. */
  readonly orders: number;
  /** The money that was scored; null where it is not known. */
  readonly monetary: number | null;
  /** Recency score; null, as the next two, for who has no scores. */
  readonly r: number | null;
  /** Frequency score. */
  readonly f: number | null;
  /** Monetary score. */
  readonly m: number | null;
  /** The scores in a row: `"545"`; with a dimension of ten bins `"10-3-7"`; `lrfm` puts L first, `rfmt` T last. */
  readonly code: string | null;
  /** Key of the segment; `prospects` without an order, `unscored` where a number is not known. */
  readonly segment: string;
}

interface LengthScore {
  /** Days from the first to the last purchase. */
  readonly lengthDays: number | null;
  /** Length score. */
  readonly l: number | null;
}

interface GapScore {
  /** Mean days between purchases; null for who has bought once, and scores lowest. */
  readonly meanGapDays: number | null;
  /** Score of the time between purchases. */
  readonly t: number | null;
}

interface WeightedScore {
  /** Sum of weight times score. */
  readonly score: number | null;
}

/** A customer's line of the result. */
export type RfmScore<V extends RfmVariant = "rfm", W extends RfmWeights | undefined = undefined> = Flat<
  BaseScore &
    ([V] extends ["lrfm"] ? LengthScore : [V] extends ["rfmt"] ? GapScore : unknown) &
    ([W] extends [RfmWeights] ? WeightedScore : unknown)
>;

/** How many bins hold a customer, a dimension. */
export type BinsUsed = Dimensions<number>;

/** What comes with the scores. */
export interface RfmFacts<
  M extends string = string,
  V extends RfmVariant = RfmVariant,
  W extends RfmWeights | undefined = RfmWeights | undefined,
> {
  /** What was learned: scores further customers with `applyRfm` and `rfmOf`. Plain JSON. */
  readonly cuts: RfmCuts<M, V, W>;
  /** How many bins hold a customer: fewer than asked for where many values are equal. */
  readonly binsUsed: BinsUsed;
  /** What to know before trusting the scores. */
  readonly warnings: readonly Reason[];
  /** Customers without an order that are not in the table (`noOrders: "exclude"`). */
  readonly excluded: number;
  /** Rows that were set aside, with `onInvalid: "collect"`. */
  readonly rejected: readonly Rejection[];
}

/** A line per customer, in the order of the input. */
export type RfmScores<
  M extends string = string,
  V extends RfmVariant = RfmVariant,
  W extends RfmWeights | undefined = RfmWeights | undefined,
> = Table<RfmScore<V, W>> & RfmFacts<M, V, W>;

/** Cut-offs inside one group of a nested scoring. */
export interface EdgeGroup {
  /** In increasing order. */
  readonly edges: readonly number[];
  /** With `split-by-id`: the first customer id above each cut-off. */
  readonly ids?: readonly string[];
}

/**
 * What a scoring has learned: policy, cut-offs and map, as finite JSON. With `split-by-id` it names
 * the customers that stand at the cut-offs.
 */
export interface RfmCuts<
  M extends string = string,
  V extends RfmVariant = RfmVariant,
  W extends RfmWeights | undefined = RfmWeights | undefined,
> {
  readonly kind: "rfm";
  readonly version: 1;
  /** The policy, with every choice made. */
  readonly policy: RfmRules<M, V, W>;
  /** How many customers the cut-offs were learned from. */
  readonly customers: number;
  /**
   * Inner cut-offs over the whole base, in increasing order. A learned cut-off belongs to the bin
   * below it, a fixed one to the bin above it.
   */
  readonly edges: Dimensions<readonly number[]>;
  /** With `split-by-id`: the first customer id above each cut-off. */
  readonly edgeIds?: PerDimension<readonly string[]>;
  /** With `nested`: cut-offs inside each group of the dimensions before, lowest scores first. */
  readonly groups?: PerDimension<readonly EdgeGroup[]>;
  /** In maps of classes: the least score that is high. */
  readonly high?: { readonly r: number; readonly f: number; readonly m: number };
  /** The segment map. */
  readonly map: SegmentMap;
}

/** Options of {@link scoreRfm} and {@link applyRfm}. */
export interface RfmOptions<F = Fields<RfmInput<string, RfmVariant>>> {
  /** Our field names to the host's: `{ customerId: "user_id" }`. */
  readonly fields?: F;
  /** A bad row ends with an error (default), or is set aside in `rejected`. */
  readonly onInvalid?: OnInvalid;
}
