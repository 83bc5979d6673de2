import { checkOptions } from "../../../core/check-options.ts";
import { describeValue } from "../../../core/describe.ts";
import { ScoringError } from "../../../core/error.ts";
import { interiorQuantiles } from "../../../math/quantiles.ts";
import { seedRandom } from "../../../math/random.ts";
import type { DataColumns, Replicator, StatisticValue } from "./replicator.ts";
import type { CheckedStatistic, PredictiveReason } from "./types.ts";

/** A tail probability nearer to 0 or 1 than this is as good as impossible. */
const EXTREME = 0.005;

/** Numbers beyond this are drawn only from priors without bounds. */
const MOST = Number.MAX_VALUE / 1e9;

/** Draws a data set for each of the parameters, and compares its statistics with those of the data. */
export function compareStatistics(
  { observed, draw, statistics }: Replicator,
  parameters: readonly Float64Array[],
  seed: number,
  further: Further,
): CheckedStatistic[] {
  const all = (data: DataColumns): StatisticValue[] => [...statistics(data), ...further(data)];
  const actual = all(observed);
  const drawn = actual.map(() => new Float64Array(parameters.length));
  parameters.forEach((p, s) => {
    all(draw(seedRandom(seed, s + 1), p)).forEach(([, , value], k) => {
      (drawn[k] as Float64Array)[s] = Math.max(-MOST, Math.min(value, MOST));
    });
  });
  return actual.map(([statistic, at, value], k) => compared(statistic, at, value, drawn[k] as Float64Array));
}

function compared(
  statistic: string,
  at: number | null,
  value: number,
  drawn: Float64Array,
): CheckedStatistic {
  const known = drawn.filter((v) => !Number.isNaN(v));
  const observed = Number.isFinite(value) ? value : null;
  if (known.length === 0) {
    return { statistic, at, observed, mean: null, q5: null, q50: null, q95: null, tailProbability: null };
  }
  const cuts = interiorQuantiles(known, 20);
  let above = 0;
  for (const v of known) above += v > value ? 1 : v === value ? 0.5 : 0;
  return {
    statistic,
    at,
    observed,
    mean: known.reduce((sum, v) => sum + v / known.length, 0),
    q5: cuts[0] as number,
    q50: cuts[9] as number,
    q95: cuts[18] as number,
    tailProbability: observed === null ? null : above / known.length,
  };
}

/** The statistics in which the data are as good as impossible under the model. */
export function misfits(statistics: readonly CheckedStatistic[]): PredictiveReason[] {
  return statistics.flatMap(({ statistic, at, observed, q5, q95, tailProbability }): PredictiveReason[] => {
    if (observed === null || q5 === null || q95 === null || tailProbability === null) return [];
    if (tailProbability >= EXTREME && tailProbability <= 1 - EXTREME) return [];
    const side = tailProbability < EXTREME ? "predictive_above" : "predictive_below";
    const code = at === null ? side : (`${side}_at` as const);
    return [{ code, statistic, at, observed, q5, q95, tailProbability }];
  });
}

/** Further statistics of a data set. */
export type Further = (data: DataColumns) => readonly StatisticValue[];

/**
 * Reads the option `statistics`.
 *
 * @throws A {@link ScoringError} with `wrong_type` for what is no function, or gives no number.
 */
export function readFurther(statistics: unknown): Further {
  if (statistics === undefined) return () => [];
  const path = ["options", "statistics"];
  statistics = checkOptions(statistics, Object.keys(Object(statistics)), path);
  const entries = Object.entries(statistics as { readonly [name: string]: unknown });
  for (const [name, of] of entries) {
    if (typeof of === "function") continue;
    throw new ScoringError("wrong_type", [...path, name], "a function of columns", describeValue(of));
  }
  return (data) =>
    entries.map(([name, of]): StatisticValue => {
      const value = (of as (data: DataColumns) => unknown)(data);
      if (typeof value === "number") return [name, null, value];
      throw new ScoringError(
        "wrong_type",
        [...path, name],
        "a function that gives a number",
        describeValue(value),
      );
    });
}
