/**
 * Repeat histories with the logarithms of their gaps, checked once at the door.
 *
 * @module
 */
import { DAYS_PER_UNIT } from "../../calendar/duration.ts";
import { readNumbers } from "../../core/read-numbers.ts";
import { createRejector } from "../../core/rejector.ts";
import type { TimeUnit } from "../../core/types.ts";
import { type HistoryView, readHistories } from "../read-histories.ts";
import type { RepeatHistory } from "../types.ts";

/** The history of one customer, with what shows how regularly they buy. A purchase history has all of it. */
export interface RegularHistory extends RepeatHistory {
  /**
   * Sum of the natural logarithms of the gaps between purchases: of gaps in days, where the rows or the options
   * name the unit of time, as in a purchase history; else in the unit of `recency`. Null or left out without a
   * repeat purchase; where it is null with one, the row is not known.
   */
  readonly sumLogGaps?: number | null | undefined;
}

/** Histories with the sums in the unit of recency; `frequency` is NaN where something is unknown. */
export interface RegularView extends HistoryView {
  readonly logGaps: Float64Array;
}

/** What rounding of times may make of the logarithm of a gap. */
const SLACK = 0.1;

/**
 * Reads and checks histories.
 *
 * @throws A {@link ScoringError} as {@link readHistories}, with `conflict` for a sum that no gaps within the
 * recency can have: it is in another unit.
 */
export function readRegular(rows: unknown, unit: TimeUnit | undefined): RegularView {
  const view = readHistories(rows);
  const rejector = createRejector("rows");
  const given = readNumbers(view.input.needed("sumLogGaps"), "sumLogGaps", { nullable: true }, rejector);
  const known = unit ?? view.timeUnit;
  const perGap = known === undefined ? 0 : Math.log(DAYS_PER_UNIT[known]);
  const logGaps = new Float64Array(view.length);
  const frequency = new Float64Array(view.length);
  for (let i = 0; i < view.length; i += 1) {
    const x = view.frequency[i] as number;
    frequency[i] = x;
    if (x === 0) continue;
    const sum = (given[i] as number) - x * perGap;
    logGaps[i] = sum;
    if (Number.isNaN(sum)) frequency[i] = Number.NaN;
    // equal gaps have the greatest sum
    else if (sum > x * (Math.log((view.recency[i] as number) / x) + SLACK)) {
      const unitOf = known === undefined ? "the unit of recency" : "days";
      rejector.reject(i, "sumLogGaps", "conflict", `logarithms of gaps in ${unitOf}`, sum);
    }
  }
  return { ...view, frequency, logGaps };
}
