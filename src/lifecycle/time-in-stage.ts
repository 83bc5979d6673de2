import { checkNumber, checkOneOf, checkOptions } from "../core/check-options.ts";
import { createTable } from "../core/table.ts";
import type { Input, Table, Time } from "../core/types.ts";
import { kaplanMeier, restrictedMean, survivalQuantile } from "../math/survival.ts";
import { knownAsOf, openStays, type Stay } from "./open-timeline.ts";

/** Options of {@link timeInStage}. */
export interface TimeInStageOptions {
  readonly stage: string;
  /** Of the interval. Default 0.95. */
  readonly confidence?: number;
  /** The moment of looking, where the timeline does not say it. */
  readonly asOf?: Time;
}

/** The share of stays that last longer than so many days. */
export interface TimeInStageRow {
  readonly days: number;
  /** Stays that had lasted so long, those that go on among them. */
  readonly atRisk: number;
  /** Stays that ended on that day. */
  readonly left: number;
  readonly survival: number;
  /** Interval; null once all have left. */
  readonly low: number | null;
  readonly high: number | null;
}

/** What comes with the curve. */
export interface TimeInStageFacts {
  /** Stays looked at. */
  readonly stays: number;
  /** Those that go on. */
  readonly open: number;
  /** Days after which half have left; null if more than half stay. */
  readonly medianDays: number | null;
  /** Mean days within the longest time observed. */
  readonly meanDays: number | null;
}

/**
 * How long customers stay in a stage, those counted who are still there: the Kaplan-Meier curve of the
 * stays of a timeline, a line for each number of days after which somebody left. Stays that were left on
 * the day they began count as 0 days; those of whom no beginning is known are left out.
 *
 * @throws A {@link ScoringError} for the timeline with `wrong_type`, `missing` or `invalid_date`; for options
 * with `missing`, `unknown_name` (a stage that does not occur) or `out_of_range`.
 * @example
 * ```ts
 * const stays = [
 *   { customerId: "ann", stage: "new", since: "2026-01-01", until: "2026-01-11" },
 *   { customerId: "bob", stage: "new", since: "2026-01-01", until: "2026-01-21" },
 *   { customerId: "cat", stage: "new", since: "2026-01-16", until: null },
 * ];
 * const curve = timeInStage(stays, { stage: "new", asOf: "2026-01-31" });
 * curve.columns.survival; // => Float64Array.of(0.6666666666666666, 0)
 * curve.medianDays; // => 20
 * ```
 * @see Kaplan and Meier (1958), Nonparametric estimation from incomplete observations.
 */
export function timeInStage(
  timeline: Input<Stay>,
  options: TimeInStageOptions,
): Table<TimeInStageRow> & TimeInStageFacts {
  options = checkOptions(options, ["stage", "confidence", "asOf"]);
  const stays = openStays(timeline, options.asOf);
  const stage = stays.names.indexOf(checkOneOf(options.stage, stays.names, ["options", "stage"]));
  const { confidence = 0.95 } = options;
  checkNumber(confidence, ["options", "confidence"], { min: Number.MIN_VALUE, max: 1 - Number.EPSILON });
  const asOf = knownAsOf(stays);
  const durations: number[] = [];
  const ended: number[] = [];
  let longest = 0;
  for (let i = 0; i < stays.length; i += 1) {
    const since = stays.since[i] as number;
    if (stays.stages[i] !== stage || Number.isNaN(since)) continue;
    const until = stays.until[i] as number;
    const days = (Number.isNaN(until) ? asOf : until) - since;
    durations.push(days);
    ended.push(Number.isNaN(until) ? 0 : 1);
    longest = Math.max(longest, days);
  }
  const curve = kaplanMeier(durations, ended, confidence);
  const table = createTable<TimeInStageRow>({
    length: curve.times.length,
    columns: {
      days: () => curve.times,
      atRisk: () => curve.atRisk,
      left: () => curve.ended,
      survival: () => curve.survival,
      low: () => curve.low,
      high: () => curve.high,
    },
    id: "days",
  });
  const median = survivalQuantile(curve, 0.5);
  return Object.assign(table, {
    stays: durations.length,
    open: ended.filter((one) => one === 0).length,
    medianDays: Number.isNaN(median) ? null : median,
    meanDays: durations.length === 0 ? null : restrictedMean(curve, longest),
  });
}
