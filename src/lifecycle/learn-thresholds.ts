import { checkOptions } from "../core/check-options.ts";
import { ownValue } from "../core/own.ts";
import type { Input, Open } from "../core/types.ts";
import type { PurchaseDays } from "../history/purchase-days.ts";
import { orderStatistics, pointBetween } from "../math/quantiles.ts";
import { sumOf } from "../math/sums.ts";
import type { Declared } from "../rules/types.ts";
import { isPurchaseDays } from "./days-facts.ts";
import { type GapSample, gapsOfDays, gapsOfHistory } from "./gap-samples.ts";
import { programOf } from "./program.ts";
import { showLifecycle } from "./show-lifecycle.ts";
import type { Threshold } from "./thresholds.ts";
import type { LearnedFrom, Lifecycle } from "./types.ts";

/** A customer's rhythm, as a purchase history holds it. */
export interface GapRow {
  /** How many times between purchases there are. */
  readonly frequency: number;
  readonly meanGapDays: number | null;
  readonly gapStdDays: number | null;
}

/**
 * The lifecycle with its thresholds filled in from a base: a `base-quantile` gets the days that this
 * share of all times between purchases stays within, and a rule on customers' own rhythm gets the base
 * that few gaps are drawn to. Fixed thresholds stay. Without a single gap nothing changes.
 *
 * Exact with `purchaseDays`, which knows each gap. A purchase history knows number, mean and spread of a
 * customer's gaps: those of customers with more than two are then spread log-normally. Quantiles are
 * interpolated (type 7). The last silence of who has left is no gap, so the days come out short.
 *
 * @throws A {@link ScoringError} with `unknown_version` for what is no lifecycle; for the history with
 * `missing`, `wrong_type`, `not_finite` or `out_of_range`.
 * @example
 * ```ts
 * const history = [
 *   { frequency: 1, meanGapDays: 20, gapStdDays: null },
 *   { frequency: 1, meanGapDays: 40, gapStdDays: null },
 *   { frequency: 2, meanGapDays: 60, gapStdDays: 0 },
 *   { frequency: 0, meanGapDays: null, gapStdDays: null },
 * ];
 * const learned = learnThresholds(history, { lifecycle: lifecycles.commerce });
 * learned.thresholds.churned.days; // => 60
 * learned.learned?.gaps; // => 4
 * ```
 * @see Hyndman and Fan (1996), Sample quantiles in statistical packages, definition 7.
 */
export function learnThresholds<
  S extends string,
  E extends string,
  F extends Declared,
  T extends string,
  C = never,
>(
  history: Input<GapRow> | PurchaseDays | Open<C>,
  options: { readonly lifecycle: Lifecycle<S, E, F, T> },
): Lifecycle<S, E, F, T> {
  options = checkOptions(options, ["lifecycle"]);
  const { lifecycle } = options;
  programOf(lifecycle);
  const sample = isPurchaseDays(history) ? gapsOfDays(history) : gapsOfHistory(history);
  if (sample.gaps.length === 0) return lifecycle;
  const learned = describeGaps(sample);
  const thresholds: { [name: string]: Threshold } = {};
  const given: { readonly [name: string]: Threshold } = ownValue(lifecycle, "thresholds") ?? {};
  for (const name of Object.keys(given)) {
    thresholds[name] = learnOne(given[name] as Threshold, sample.gaps, learned);
  }
  return showLifecycle({ ...lifecycle, thresholds: thresholds as { readonly [K in T]: Threshold }, learned });
}

function learnOne(threshold: Threshold, gaps: Float64Array, learned: LearnedFrom): Threshold {
  if (threshold.rule === "fixed") return threshold;
  if (threshold.rule === "base-quantile") {
    return { ...threshold, days: quantileOf(gaps, threshold.probability) };
  }
  const probability =
    ownValue(threshold, "baseProbability") ?? (threshold.rule === "own-ratio" ? 0.8 : threshold.probability);
  const base = {
    mean: learned.meanGapDays,
    std: learned.gapStdDays,
    logMean: learned.meanLogGap,
    logStd: learned.logGapStd,
  };
  return { ...threshold, days: quantileOf(gaps, probability), base };
}

function quantileOf(gaps: Float64Array, probability: number): number {
  const place = (gaps.length - 1) * probability;
  const below = Math.floor(place);
  const above = Math.min(below + 1, gaps.length - 1);
  const [low = 0, high = low] = orderStatistics(gaps, [below, above]);
  return pointBetween(low, high, place - below);
}

function describeGaps({ gaps, customers }: GapSample): LearnedFrom {
  const logs = gaps.map((gap) => Math.log(Math.max(gap, 1)));
  const meanGapDays = sumOf(gaps) / gaps.length;
  const meanLogGap = sumOf(logs) / gaps.length;
  return {
    gaps: gaps.length,
    customers,
    meanGapDays,
    gapStdDays: spreadOf(gaps, meanGapDays),
    meanLogGap,
    logGapStd: spreadOf(logs, meanLogGap),
  };
}

/** Sample standard deviation; 0 of a single value. */
function spreadOf(values: Float64Array, mean: number): number {
  if (values.length < 2) return 0;
  return Math.sqrt(sumOf(values.map((value) => (value - mean) ** 2)) / (values.length - 1));
}
