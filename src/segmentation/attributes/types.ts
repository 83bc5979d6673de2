import type { Reason, Rejection, Table } from "../../core/types.ts";

/** Bins of a number: from each edge up. Give `edges`, or how they are learned. */
export interface NumberLevels {
  readonly by: "number";
  /** Name of the column. Default the name of the levels. */
  readonly of?: string;
  /** The least value of each level but the first, increasing. */
  readonly edges?: readonly number[];
  /**
   * How edges are learned: equal shares of customers (`quantile`), equal steps (`equal-width`), or the groups
   * whose values lie closest together (`clusters`).
   */
  readonly method?: "quantile" | "equal-width" | "clusters";
  /** How many levels are learned. Default as many as `keys`, else 4. */
  readonly bins?: number;
  /** Keys of the levels, lowest first. Default `1`, `2`, … */
  readonly keys?: readonly string[];
}

/** Whole years since a date of birth or the like, on the day of looking. */
export interface AgeLevels {
  readonly by: "age";
  readonly of?: string;
  /** The least age of each level but the first, in years, increasing. */
  readonly edges: readonly number[];
  /** Keys of the levels, youngest first. Default `18-24` and so on. */
  readonly keys?: readonly string[];
}

/** Dates from each edge on, or by calendar period: `2026`, `2026-Q1`, `2026-01`. */
export interface DateLevels {
  readonly by: "date";
  readonly of?: string;
  /** The first day of each level but the first, as ISO dates, increasing. */
  readonly edges?: readonly string[];
  /** Keys of the levels, earliest first. */
  readonly keys?: readonly string[];
  readonly period?: "month" | "quarter" | "year";
}

/** Texts by lists: `{ east: ["Shanghai", "Hangzhou"] }`. */
export interface TextLevels {
  readonly by: "text";
  readonly of?: string;
  /** The texts of each level. */
  readonly groups: { readonly [key: string]: readonly string[] };
  /** The level of a text in no list. Default none. */
  readonly others?: string | null;
}

/** Places by what they lie within: the first of `levels` that is met on the way up. */
export interface PlaceLevels {
  readonly by: "place";
  readonly of?: string;
  /** What each place lies within: `{ Hangzhou: "Zhejiang", Zhejiang: "East China" }`. */
  readonly within: { readonly [place: string]: string };
  /** The places to stop at: `["East China", "North China"]`. */
  readonly levels: readonly string[];
  /** The level of a place that leads to none. Default none. */
  readonly others?: string | null;
}

/** How an attribute becomes levels. Plain JSON. */
export type LevelPolicy = NumberLevels | AgeLevels | DateLevels | TextLevels | PlaceLevels;

/** Levels that were learned or given, ready to be applied. */
export type LearnedLevel =
  | {
      readonly name: string;
      readonly by: "number" | "age" | "date";
      /** Name of the column. */
      readonly of: string;
      /** Where each level but the first begins: a number, years, or a civil date. */
      readonly edges: readonly (number | string)[];
      /** One more than edges, lowest first. */
      readonly keys: readonly string[];
    }
  | {
      readonly name: string;
      readonly by: "period";
      readonly of: string;
      readonly period: "month" | "quarter" | "year";
    }
  | {
      readonly name: string;
      readonly by: "text";
      readonly of: string;
      readonly groups: readonly { readonly key: string; readonly texts: readonly string[] }[];
      readonly others: string | null;
    };

/** What was learned. Plain JSON. */
export interface AttributeLevels {
  readonly kind: "attributeLevels";
  readonly version: 1;
  readonly levels: readonly LearnedLevel[];
}

/** What learning gives. */
export interface LearnedAttributeLevels {
  readonly levels: AttributeLevels;
  /** `levels_few_values`: fewer different values than levels asked for. */
  readonly warnings: readonly Reason[];
}

/** A customer's level of each attribute; null where the attribute is not known or has no level. */
export type LevelRow<N extends string = string> = { readonly customerId: string } & {
  readonly [K in N]: string | null;
};

/** A line per customer, in the order of the input. */
export type LevelTable = Table<LevelRow> & {
  /** Rows that were set aside, with `onInvalid: "collect"`. */
  readonly rejected: readonly Rejection[];
};
