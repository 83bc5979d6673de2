import type { Reason, Rejection, Table } from "../../core/types.ts";

/** A question of a survey, as factors see it. */
export interface FactorItem {
  /** Name of the column. */
  readonly name: string;
  /** Mean answer. */
  readonly mean: number;
  /** Standard deviation (over n - 1); 1 for a question that all answer alike. */
  readonly spread: number;
}

/** What is behind several answers. */
export interface Factor {
  /** Key: `factor-1`, or the name given. */
  readonly key: string;
  /** Variance explained, of as many as there are items. */
  readonly variance: number;
  /** Its share. */
  readonly share: number;
  /** Correlation with each item. */
  readonly loadings: readonly number[];
  /** What each standardised answer counts in the score. */
  readonly weights: readonly number[];
}

/** Factors that were learned: score further customers. Plain JSON. */
export interface Factors {
  readonly kind: "factors";
  readonly version: 1;
  readonly items: readonly FactorItem[];
  /** By variance explained, most first. */
  readonly factors: readonly Factor[];
}

/** What learning gives. */
export interface LearnedFactors {
  readonly factors: Factors;
  /** Eigenvalues of the correlations, greatest first: as many as items. */
  readonly eigenvalues: readonly number[];
  /** Share of each item's variance that the factors explain. */
  readonly communalities: readonly number[];
  /** Customers who answered all. */
  readonly customers: number;
  /** `factors_few_customers`, `factors_same_answer`: what to know before trusting the factors. */
  readonly warnings: readonly Reason[];
  readonly rejected: readonly Rejection[];
}

/** A customer's scores: mean 0 and standard deviation 1 over the base; null where an answer is missing. */
export type FactorScoreRow = { readonly customerId: string } & { readonly [factor: string]: number | null };

/** A line per customer, in the order of the input. */
export type FactorScores = Table<FactorScoreRow> & {
  /** Customers without scores, since an answer is missing. */
  readonly unknown: number;
  readonly rejected: readonly Rejection[];
};
