import type { RfmDimension } from "./keys.ts";
import type { RfmMapName } from "./maps.ts";
import type { SegmentMap } from "./segment-map.ts";

/** Something for each dimension; a dimension left out takes the default. */
export type PerDimension<T> = { readonly [D in RfmDimension]?: T };

/** Something for each dimension of a scoring: `l` and `t` only where the variant has them. */
export type Dimensions<T> = { readonly [D in "r" | "f" | "m"]: T } & { readonly [D in "l" | "t"]?: T };

/**
 * Where the cut-offs of a dimension come from.
 *
 * - `quantile`: equal shares of the base.
 * - `fixed`: the numbers in `edges`.
 * - `natural-breaks`: where the values leave gaps (least squared deviation within bins).
 * - `mean`: two bins, parted by the mean.
 */
export type RfmMethod = "quantile" | "fixed" | "natural-breaks" | "mean";

/**
 * Which dimensions are scored.
 *
 * - `lrfm` adds length, the days from the first to the last purchase: longer is better.
 * - `rfmt` adds the time between purchases, the mean gap in days: shorter is better.
 */
export type RfmVariant = "rfm" | "lrfm" | "rfmt";

/** What each score counts in the weighted score, which is the plain sum of weight times score. */
export type RfmWeights = Dimensions<number>;

/** What counts as high in maps of high and low classes. */
export type HighRule = "mean" | "median" | { readonly r: number; readonly f: number; readonly m: number };

/**
 * How to score. Plain JSON; every choice has a default, so `{}` is a policy.
 *
 * `M`, `V` and `W` follow from `monetary`, `variant` and `weights`: they say which columns are needed
 * and which come back.
 */
export interface RfmPolicy<
  M extends string = string,
  V extends RfmVariant = RfmVariant,
  W extends RfmWeights | undefined = RfmWeights | undefined,
> {
  /** Version of this form. Default 1. */
  readonly version?: 1;
  /** Score levels, 2 to 10, for all dimensions or each. Default: as the segment map says, else 5. */
  readonly bins?: number | PerDimension<number>;
  /** Where cut-offs come from, for all dimensions or each. Default `quantile`; `fixed` where `edges` are given. */
  readonly method?: RfmMethod | PerDimension<RfmMethod>;
  /**
   * The cut-offs of `fixed` dimensions, in increasing order, one fewer than bins. A value that reaches
   * a cut-off lies above it: with orders 2 and 3 as cut-offs, who has 3 orders scores 3.
   */
  readonly edges?: PerDimension<readonly number[]>;
  /**
   * `independent` (default): each dimension over the whole base, so that a 5 means the same for everyone.
   * `nested`: F inside each R bin and M inside each RF bin, so that codes are spread evenly.
   */
  readonly scheme?: "independent" | "nested";
  /**
   * Customers with equal values: `same-bin` (default), whatever that does to the sizes of bins, or
   * `split-by-id`, which gives bins of equal size by telling equals apart by id. For quantiles only.
   */
  readonly ties?: "same-bin" | "split-by-id";
  /** Which money is scored: `total` (revenue, the default), `average` (revenue per order) or the name of another number column, such as a margin. */
  readonly monetary?: M;
  /** What the greatest number means. Default `high-is-best`. Maps always read 5 as best. */
  readonly orientation?: "high-is-best" | "low-is-best";
  /**
   * Customers without an order: `separate` (default), a segment `prospects` without scores; `exclude`,
   * not in the result; `lowest`, the worst score everywhere. They never take part in the cut-offs.
   */
  readonly noOrders?: "separate" | "exclude" | "lowest";
  /** Which dimensions are scored. Default `rfm`. */
  readonly variant?: V;
  /** Adds a column `score`: the sum of weight times score. */
  readonly weights?: W;
  /** The segment map: a name or a map of your own. Default `classic10`. */
  readonly map?: RfmMapName | SegmentMap;
  /**
   * In maps of classes, which scores are high: those above the base's mean score (default) or median
   * score, or from a given score on. Of two bins the upper one is high, whatever the mean.
   */
  readonly high?: HighRule;
}

/** A policy with every choice made: what cut-offs hold. It is itself a policy. */
export interface RfmRules<
  M extends string = string,
  V extends RfmVariant = RfmVariant,
  W extends RfmWeights | undefined = RfmWeights | undefined,
> {
  readonly version: 1;
  readonly bins: Dimensions<number>;
  readonly method: Dimensions<RfmMethod>;
  readonly scheme: "independent" | "nested";
  readonly ties: "same-bin" | "split-by-id";
  readonly monetary: M;
  readonly orientation: "high-is-best" | "low-is-best";
  readonly noOrders: "separate" | "exclude" | "lowest";
  readonly variant: V;
  readonly weights?: W;
  readonly high: HighRule;
}

/** A policy whose every choice is made for all dimensions alike. */
type DefaultRfmPolicy = Required<Omit<RfmPolicy<"total", "rfm">, "bins" | "method" | "edges" | "weights">> & {
  readonly bins: number;
  readonly method: RfmMethod;
};

/** The policy that `scoreRfm` takes where none is given, written out. */
export const defaultRfmPolicy: DefaultRfmPolicy = {
  version: 1,
  bins: 5,
  method: "quantile",
  scheme: "independent",
  ties: "same-bin",
  monetary: "total",
  orientation: "high-is-best",
  noOrders: "separate",
  variant: "rfm",
  map: "classic10",
  high: "mean",
};
