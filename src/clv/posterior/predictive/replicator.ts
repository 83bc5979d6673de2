/**
 * What a predictive check needs of a model and its data: the data as they are, others like them, and numbers
 * that sum up either.
 *
 * @module
 */
import type { TimeUnit } from "../../../core/types.ts";
import type { Random } from "../../../math/random.ts";

/**
 * A data set as columns. Of purchases `frequency`, `recency` and `age`, of spend `frequency` and
 * `meanRepeatSpend`, one number a customer each; of contracts `kept` and `lost`, one a renewal.
 */
export interface DataColumns {
  readonly [column: string]: Float64Array;
}

/** Statistics that are looked at, each of one kind of data. */
export type CheckStatistic =
  | "shareWithRepeats"
  | "meanFrequency"
  | "frequencyDeviation"
  | "meanRecency"
  | "meanSpend"
  | "spendQuantile"
  | "survival";

/** A number that sums up a data set: which, at what, and its value; NaN where the data have none. */
export type StatisticValue = readonly [statistic: string, at: number | null, value: number];

/** Data, and how to draw others of the same size. */
export interface Replicator {
  readonly observed: DataColumns;
  readonly timeUnit: TimeUnit | undefined;
  readonly draw: (random: Random, parameters: Float64Array) => DataColumns;
  /** The same statistics in the same order for every data set. */
  readonly statistics: (data: DataColumns) => StatisticValue[];
}

/** Every customer on a row of their own: a weight is that many customers, rounded. */
export function onePerCustomer(column: Float64Array, weights: ArrayLike<number> | null): Float64Array {
  if (weights === null) return column;
  const counts = Array.from(weights, Math.round);
  const out = new Float64Array(counts.reduce((sum, count) => sum + count, 0));
  let from = 0;
  counts.forEach((count, i) => {
    out.fill(column[i] as number, from, from + count);
    from += count;
  });
  return out;
}

/** The mean; NaN of none. */
export function meanOf(values: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < values.length; i += 1) sum += values[i] as number;
  return sum / values.length;
}
