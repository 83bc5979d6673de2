import type { Rejection, Table } from "../../core/types.ts";

/** A customer and the segments that they are in. */
export interface RuleSegmentRow<S extends string = string> {
  /** Who. */
  readonly customerId: string;
  /** The first segment, in the order of the rules, that the customer is in; null for none. */
  readonly segment: S | null;
  /** All of them, in the order of the rules. */
  readonly segments: readonly S[];
}

/** A segment as a whole. */
export interface RuleSegmentSummary<S extends string = string> {
  readonly segment: S;
  /** How many are in it. */
  readonly customers: number;
  /** Their share of all customers; null without any. */
  readonly share: number | null;
  /** How many have it as their first. */
  readonly first: number;
  /** How many are in no other. */
  readonly alone: number;
}

/** Two segments that share customers. */
export interface SegmentOverlap<S extends string = string> {
  readonly segments: readonly [S, S];
  /** How many are in both. */
  readonly customers: number;
  /** Those in both over those in either: 1 for the same segment twice. */
  readonly jaccard: number;
}

/** How far the segments reach. */
export interface SegmentCoverage {
  /** All customers. */
  readonly customers: number;
  /** Those in at least one segment. */
  readonly matched: number;
  /** Their share; null without customers. */
  readonly share: number | null;
  /** Those in more than one. */
  readonly inSeveral: number;
}

/** What comes with the customers. */
export interface RuleSegmentFacts<S extends string = string> {
  /** Civil date of the moment of looking. */
  readonly asOf: string;
  /** A line per segment, in the order of the rules. */
  readonly summary: readonly RuleSegmentSummary<S>[];
  readonly coverage: SegmentCoverage;
  /** The pairs of segments that share customers, most shared first. */
  readonly overlaps: readonly SegmentOverlap<S>[];
  /** Ids of the customers in no segment, in the order of the input. */
  readonly unmatched: readonly string[];
  /** Customers, events and scores that were set aside, with `onInvalid: "collect"`. */
  readonly rejected: readonly Rejection[];
  readonly rejectedEvents: readonly Rejection[];
  readonly rejectedScores: readonly Rejection[];
}

/** A line per customer, in the order of the input. */
export type RuleSegments<S extends string = string> = Table<RuleSegmentRow<S>> & RuleSegmentFacts<S>;
