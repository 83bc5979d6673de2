/** Scores a rule takes: one score, or from and to, both included; a side left out is open. */
export type ScoreRange = number | { readonly from?: number; readonly to?: number };

/**
 * One rule of a map: it takes a customer when everything it says holds. Scores are read with 5 as
 * best, whatever the policy's orientation.
 */
export interface SegmentRule {
  /** The segment's key. Several rules may give the same one. */
  readonly segment: string;
  /** Recency scores. */
  readonly r?: ScoreRange;
  /** Frequency scores. */
  readonly f?: ScoreRange;
  /** Monetary scores. */
  readonly m?: ScoreRange;
  /** Mean of the frequency and monetary score, rounded as the map says. */
  readonly fm?: ScoreRange;
  /** Length scores, with the variant `lrfm`. */
  readonly l?: ScoreRange;
  /** Scores of the time between purchases, with the variant `rfmt`. */
  readonly t?: ScoreRange;
  /** RFM codes: `"545"`, with more than nine bins `"10-3-7"`. */
  readonly codes?: readonly string[];
  /** Dimensions that must be high; what is high, the policy says. */
  readonly high?: readonly ("r" | "f" | "m")[];
  /** Dimensions that must be low. */
  readonly low?: readonly ("r" | "f" | "m")[];
}

/**
 * Which scores make which segment. Plain JSON. The first rule that takes a customer wins, so rules are
 * listed from the best segment to the worst; migration reads "up" and "down" from this order.
 *
 * A map speaks either of scores (`r`, `f`, `m`, `fm`, `l`, `t`, `codes`) or of classes (`high`,
 * `low`), not of both.
 */
export interface SegmentMap {
  /** Version of this form. Default 1. */
  readonly version?: 1;
  /** What the map is called in reasons. Default `own`. */
  readonly name?: string;
  /** Score levels the rules are written for. Default 5 for each dimension that a rule looks at. */
  readonly bins?: {
    readonly r?: number;
    readonly f?: number;
    readonly m?: number;
    readonly l?: number;
    readonly t?: number;
  };
  /** What becomes of a half in `fm`: `up` (default: 3.5 is 4), `down`, or `none`, which leaves it. */
  readonly fmRounding?: "up" | "down" | "none";
  /** The rules, in order. */
  readonly segments: readonly SegmentRule[];
  /** The segment where no rule takes the customer. Default `others`. */
  readonly fallback?: string;
}
