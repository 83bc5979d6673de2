import type { Reason, Rejection } from "../../core/types.ts";
import type { NumberTest } from "../../rules/types.ts";

/** A number of a segment's customers. Null where it is known of none. */
export interface FeatureProfile {
  readonly feature: string;
  /** Customers of whom it is known. */
  readonly known: number;
  readonly mean: number | null;
  readonly median: number | null;
  /** By how many standard deviations of all customers the mean lies above theirs; null where all are alike. */
  readonly deviation: number | null;
  /** 100 times the mean over that of all customers; null where that is not above 0. */
  readonly index: number | null;
}

/** A category of a segment's customers that is more frequent than among all. */
export interface CategoryProfile {
  readonly feature: string;
  readonly category: string;
  /** Share of the segment's customers of whom the feature is known. */
  readonly share: number;
  /** Share of all customers likewise. */
  readonly baseShare: number;
  /** By how many standard deviations of a customer's yes or no the share lies above that of all. */
  readonly deviation: number;
}

/** A condition that tells a segment's customers from the others, ready for a rule set. */
export interface TellingRule {
  readonly rule: { readonly field: string } & Extract<NumberTest, { readonly value: number }>;
  /** Share of those who meet it that are in the segment. */
  readonly precision: number;
  /** Share of the segment that meets it. */
  readonly recall: number;
}

/** A segment as its customers are. */
export interface SegmentProfile {
  /** Key of the segment. */
  readonly segment: string;
  /** A readable name from what distinguishes the segment, unlike that of any other: `high orders, low recencyDays`. */
  readonly name: string;
  readonly customers: number;
  /** Share of all customers in a segment. */
  readonly share: number;
  /** Sum of the value column; null where the options name none. */
  readonly value: number | null;
  /** Its share of all; null where that is not above 0. */
  readonly valueShare: number | null;
  readonly features: readonly FeatureProfile[];
  /** The most distinguishing category of each feature of texts. */
  readonly categories: readonly CategoryProfile[];
  /** What distinguishes the segment, most first: `trait_high`, `trait_low`, `trait_category` with the numbers. */
  readonly traits: readonly Reason[];
  /** The single conditions that tell it best, by the harmonic mean of precision and recall. */
  readonly rules: readonly TellingRule[];
}

/** Segments beside the base. Plain JSON. */
export interface SegmentProfiles {
  /** A line per segment, by key. */
  readonly profiles: readonly SegmentProfile[];
  /** All customers in a segment. */
  readonly base: { readonly customers: number; readonly features: readonly FeatureProfile[] };
  /** Customers in no segment, or without a line of features. */
  readonly unknown: number;
  /** Rows of features that were set aside, with `onInvalid: "collect"`. */
  readonly rejected: readonly Rejection[];
}
