/**
 * What a predictive check takes and gives.
 *
 * @module
 */
import type { Prior } from "../../types.ts";
import type { CheckStatistic, DataColumns } from "./replicator.ts";

/** How to check. */
export interface PredictiveOptions {
  /** Data sets that are drawn. Default 200. */
  readonly replications?: number;
  /** The same seed gives the same data sets. Default 1. */
  readonly seed?: number;
  /** Further statistics, by name: a number from the columns of a data set, NaN where it has none. */
  readonly statistics?: Readonly<Record<string, (data: DataColumns) => number>>;
}

/** How to check priors, and which. */
export interface PriorPredictiveOptions<P extends object> extends PredictiveOptions {
  /** As of `posterior`. Default: those of the posterior that is given, else weak ones. */
  readonly priors?: { readonly [K in keyof P]?: Prior } | "weak";
}

/** A statistic of the data beside that of data drawn from the model. */
export interface CheckedStatistic {
  /**
   * `shareWithRepeats`: share of customers with `at` repeat purchases, 7 standing for 7 or more. `meanFrequency`
   * and `frequencyDeviation`: mean and standard deviation of their number. `meanRecency`: mean recency of those
   * with some. `meanSpend` and `spendQuantile`: of the mean spend by customer. `survival`: share of customers
   * beyond renewal `at`. Or the name of a further statistic.
   */
  readonly statistic: CheckStatistic | (string & {});
  /** The class, share or renewal that it is of; null where it is of all. */
  readonly at: number | null;
  /** Of the data; null where they have none. */
  readonly observed: number | null;
  /** Mean over the drawn data sets that have it; null where none has, as the quantiles. */
  readonly mean: number | null;
  /** 5 % quantile: with the 95 % one, the ends of a 90 % interval. */
  readonly q5: number | null;
  readonly q50: number | null;
  readonly q95: number | null;
  /**
   * Share of the drawn data sets whose statistic is above that of the data, equal ones counted half: near 0 or 1
   * the model cannot have made the data. Null where either has none.
   */
  readonly tailProbability: number | null;
}

/**
 * A statistic in which the data are unlike nearly all that the model makes: above, or below; where it is of a class,
 * share or renewal, `at` that.
 */
export type PredictiveReason = {
  readonly code: "predictive_above" | "predictive_above_at" | "predictive_below" | "predictive_below_at";
  readonly statistic: string;
  readonly at: number | null;
  readonly observed: number;
  readonly q5: number;
  readonly q95: number;
  readonly tailProbability: number;
};

/** Whether data look as if a model had made them. Plain JSON. */
export interface PredictiveCheck {
  readonly kind: string;
  /** Where the parameters were drawn from. */
  readonly from: "prior" | "posterior";
  /**
   * Whether no statistic is as good as impossible under the model: by chance alone one of the many is, in one data
   * set of twenty.
   */
  readonly ok: boolean;
  /** The statistics that are; none where `ok`. */
  readonly reasons: readonly PredictiveReason[];
  readonly statistics: readonly CheckedStatistic[];
  readonly replications: number;
  readonly seed: number;
}
