import type { Id, Reason, Table } from "../../core/types.ts";

/** How preference falls with distance. */
export type ShareRule = "inverse-square" | "logit";

/** Ratings of a brand, or of an ideal, by attribute. */
export interface BrandRatings {
  /** Which brand. Rows of one brand, as of many respondents, are averaged. */
  readonly brand: Id;
  /** A rating for each attribute; null where a respondent gave none. */
  readonly [attribute: string]: unknown;
}

/** What a group of customers would like best, on the scale of the ratings. */
export interface IdealRatings {
  /** Which group. */
  readonly segment: Id;
  /** How many they are, for shares over all groups. Default 1. */
  readonly size?: number | null;
  /** The rating that they would like best, for each attribute. */
  readonly [attribute: string]: unknown;
}

/** Options of `positioningMap`. */
export interface PositioningOptions {
  /** The columns that hold ratings. Default all but `brand`. */
  readonly attributes?: readonly string[];
  /**
   * `none` (default) keeps the scale of the ratings: what brands differ in more counts more. `unit-variance`
   * makes attributes on different scales count alike.
   */
  readonly scale?: "none" | "unit-variance";
  /** Ideal points of groups of customers. */
  readonly ideals?: readonly IdealRatings[];
  /**
   * Where distances are taken for the nearest rival and for preference: on the `map` (default), or over
   * all attributes (`ratings`), which the map shows in part.
   */
  readonly space?: "map" | "ratings";
  /** Preference is proportional to 1 / d² (default), or to exp(-d). */
  readonly preference?: ShareRule;
  /** The column that names the brand. Default `brand`. */
  readonly fields?: { readonly brand?: string };
}

/** An axis of the map. */
export interface MapAxis {
  /** 1 is the horizontal one. */
  readonly axis: number;
  readonly singularValue: number;
  /** Share of all differences between brands that lie along it. */
  readonly varianceShare: number;
  /** The same with the axes before it. */
  readonly cumulativeShare: number;
}

/** A brand on the map. */
export interface BrandPosition {
  readonly brand: string;
  readonly x: number;
  readonly y: number;
  /** How much of its distance from the middle the map shows, 0 … 1; null for a brand in the middle. */
  readonly quality: number | null;
  /** The brand that is nearest; null without another. */
  readonly nearestRival: string | null;
  readonly nearestDistance: number | null;
  /** Share of preference over all groups by their size; null without ideals. */
  readonly preferenceShare: number | null;
}

/** An attribute as an arrow from the middle: brands that lie in its direction are rated higher in it. */
export interface AttributeVector {
  readonly attribute: string;
  /** Mean rating of the brands: where the middle of the map stands. */
  readonly mean: number;
  readonly x: number;
  readonly y: number;
  /** How much of its differences the map shows, 0 … 1; null where brands do not differ. */
  readonly quality: number | null;
}

/** How far two brands are apart. */
export interface BrandDistance {
  readonly brand: string;
  readonly rival: string;
  /** On the map. */
  readonly distance: number;
  /** Over all attributes. */
  readonly fullDistance: number;
}

/** An ideal point on the map. */
export interface IdealPoint {
  readonly segment: string;
  readonly size: number;
  readonly x: number;
  readonly y: number;
}

/** How a group likes a brand. */
export interface BrandPreference {
  readonly segment: string;
  readonly brand: string;
  /** From the ideal point to the brand, in the space that was asked for. */
  readonly distance: number;
  /** Share of the group's preference. */
  readonly share: number;
}

/** The map as learned: places further brands and ideals. Plain JSON. */
export interface LearnedMap {
  readonly kind: "positioningMap";
  readonly version: 1;
  readonly attributes: readonly string[];
  /** Mean of each attribute, which is taken off. */
  readonly means: readonly number[];
  /** What each attribute is then divided by. */
  readonly scales: readonly number[];
  /** Weights of the attributes in the horizontal and in the vertical axis. */
  readonly axes: readonly [readonly number[], readonly number[]];
}

/** What comes with the brands. */
export interface PositioningFacts {
  readonly map: LearnedMap;
  /** All axes; the map shows the first two. */
  readonly axes: readonly MapAxis[];
  readonly attributes: Table<AttributeVector>;
  /** A line for each ordered pair of brands. */
  readonly distances: Table<BrandDistance>;
  readonly ideals: Table<IdealPoint>;
  /** A line for each group and brand. */
  readonly preferences: Table<BrandPreference>;
  /** What to know before trusting the picture. */
  readonly warnings: readonly Reason[];
}

/** Brands in order of first appearance. */
export type PositioningMap = Table<BrandPosition> & PositioningFacts;

/** Where something stands on a map that was learned. */
export interface MapPoint {
  readonly x: number;
  readonly y: number;
}
