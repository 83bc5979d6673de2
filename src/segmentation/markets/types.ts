import type { Id, Reason, Table } from "../../core/types.ts";
import type { Ahp } from "./ahp.ts";
import type { ShareUnit } from "./hhi.ts";
import type { MarketCell, MarketStrategy } from "./keys.ts";
import type { RandomIndex } from "./random-index.ts";

/** What a criterion speaks of: how attractive a market is, or how able we are to serve it. */
export type MarketPart = "attractiveness" | "ability";

/** Which end of a criterion is good. */
export type BetterEnd = "higher" | "lower";

/** What every criterion may say. */
export interface CriterionSettings {
  /** Name of the criterion. */
  readonly key: string;
  /** Default `attractiveness`. */
  readonly part?: MarketPart;
  /** How much it counts beside the others of its part; only ratios matter. Default 1. */
  readonly weight?: number;
  /** Which end is good. Default `higher`; `lower` for competition. */
  readonly better?: BetterEnd;
  /**
   * Values that get 0 and 1 points (1 and 0 where lower is better), as the ends of a rating scale; values
   * beyond them count as the end. Default the least and greatest among the markets.
   */
  readonly range?: readonly [number, number];
}

/** A number of the market as it stands: its size, or a rating of our ability. */
export interface ValueCriterion extends CriterionSettings {
  readonly measure?: "value";
  /** The column it is read from. Default the key. */
  readonly field?: string;
}

/** Growth a year, evened out (see `cagr`), from a size at two moments. */
export interface GrowthCriterion extends CriterionSettings {
  readonly measure: "growth";
  /** Column of the size at the start. */
  readonly start: string;
  /** Column of the size at the end. */
  readonly end: string;
  /** Years between. */
  readonly years: number;
}

/** Concentration of the suppliers (see `hhi`), from a list of their shares in each market. */
export interface CompetitionCriterion extends CriterionSettings {
  readonly measure: "competition";
  /** The column of lists. Default the key. */
  readonly field?: string;
  /** What shares are given in. Default `percent`. */
  readonly unit?: ShareUnit;
}

/** By what markets are judged. */
export type MarketCriterion = ValueCriterion | GrowthCriterion | CompetitionCriterion;

/** How target markets are chosen. Plain JSON. */
export interface MarketPolicy {
  /** Version of this form. Default 1. */
  readonly version?: 1;
  /** The criteria, at least one. */
  readonly criteria: readonly MarketCriterion[];
  /** Weights by comparing the criteria of a part two by two (see `ahp`), in their order, instead of `weight`. */
  readonly comparisons?: { readonly [P in MarketPart]?: readonly (readonly number[])[] };
  /** Table of random consistency indices for the comparisons. Default `saaty-2005`. */
  readonly randomIndex?: RandomIndex;
  /** Where medium and high begin on both scales of the nine-box, from 0 to 1. Default `[1 / 3, 2 / 3]`. */
  readonly cuts?: readonly [number, number];
  /** The column that names the market. Default `segment`. */
  readonly fields?: { readonly segment?: string };
}

/** A market as a row: its name, and what the criteria read. */
export interface MarketSegment {
  /** Which market. */
  readonly segment: Id;
  /** Sizes, ratings and lists of shares, by the names that the criteria give. */
  readonly [field: string]: unknown;
}

/** A market's line of the result. */
export interface MarketRow {
  /** Which market. */
  readonly segment: string;
  /** Weighted points for attractiveness, 0 to 1; null where a value is not known, or without such criteria. */
  readonly attractiveness: number | null;
  /** Weighted points for our ability, likewise. */
  readonly ability: number | null;
  /** Attractiveness x ability; where criteria of one part only are given, its points. */
  readonly score: number | null;
  /** Place by the score, 1 the best; equal ones share the better place. Null without a score. */
  readonly rank: number | null;
  /** Cell of the nine-box, attractiveness first; null unless both are known. */
  readonly cell: MarketCell | null;
  /** What the nine-box advises. */
  readonly strategy: MarketStrategy | null;
  /** A second opinion: nearness to the ideal market by TOPSIS, both parts counting alike. */
  readonly closeness: number | null;
  /** Place by closeness. */
  readonly closenessRank: number | null;
}

/** A criterion as it was applied. */
export interface AppliedCriterion {
  readonly criterion: string;
  readonly part: MarketPart;
  /** Its share of the weight of its part. */
  readonly weight: number;
  readonly better: BetterEnd;
  /** The ends of its scale; null where no value is known. */
  readonly low: number | null;
  readonly high: number | null;
}

/**
 * How far a criterion's weight may move, the others keeping their ratios, before the ranking changes.
 * Exact, since scores are linear in a weight. All null where it is the only one of its part that counts.
 */
export interface WeightSensitivity {
  readonly criterion: string;
  /** Its share of the weight of its part, as applied. */
  readonly weight: number;
  /** The best market stays the best from this weight … */
  readonly leadFrom: number | null;
  /** … to this one. */
  readonly leadTo: number | null;
  /** Who is best just below `leadFrom`; null where that is 0. */
  readonly challengerBelow: string | null;
  /** Who is best just above `leadTo`; null where that is 1. */
  readonly challengerAbove: string | null;
  /** No two markets change places from this weight … */
  readonly orderFrom: number | null;
  /** … to this one. */
  readonly orderTo: number | null;
}

/** A number for each criterion, by its key. */
export type CriterionNumbers = { readonly segment: string } & { readonly [criterion: string]: number | null };

/** What comes with the markets. */
export interface MarketFacts {
  /** The policy with weights as numbers and the ranges that were found: scores further markets on the same scale. */
  readonly policy: MarketPolicy;
  /** The criteria as they were applied. */
  readonly criteria: readonly AppliedCriterion[];
  /** What the comparisons gave; null where a part has none. */
  readonly comparisons: { readonly [P in MarketPart]: Ahp | null };
  /** The values of the criteria: sizes, growth, concentration. */
  readonly measured: Table<CriterionNumbers>;
  /** The same from 0 to 1, 1 the best. */
  readonly points: Table<CriterionNumbers>;
  /** How firm the ranking is, a line a criterion. */
  readonly sensitivity: readonly WeightSensitivity[];
  /** What to know before trusting the ranking. */
  readonly warnings: readonly Reason[];
}

/** Markets in the order of the input. */
export type TargetMarkets = Table<MarketRow> & MarketFacts;
