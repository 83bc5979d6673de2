/**
 * How purchases are discounted over a horizon.
 *
 * @module
 */

import { DAYS_PER_UNIT } from "../../calendar/duration.ts";
import { checkNumber, checkOneOf } from "../../core/check-options.ts";
import { bare } from "../../core/own.ts";
import type { TimeUnit } from "../../core/types.ts";
import { neededUnit, readDiscounting, readHorizon } from "../read-model.ts";
import type { RepeatModel, WhileAlive } from "../repeat-model.ts";
import type { Horizon } from "../types.ts";

/** When the money of a month counts: at its end (default), or at its middle. */
export type Timing = "end" | "mid";

/** How far ahead, and at what discount. */
export interface ScheduleOptions {
  /** How far ahead: a number in the model's time units, a duration, or `"lifetime"` for the whole future. */
  readonly horizon: Horizon | "lifetime";
  /** Effective rate per year: 0.1 is ten percent. Default 0. */
  readonly discountRate?: number;
  /**
   * When the purchases of a month are discounted to. Default `end`, as most packages do. A `"lifetime"` is
   * discounted continuously, so the choice does not matter there.
   */
  readonly timing?: Timing;
}

/** Months of a horizon at most: a century. */
const MOST_MONTHS = 1200;

/** The discounted purchases of a customer who is alive. */
export interface Schedule {
  /** Sum of the expected purchases of each month, discounted. */
  readonly discounted: WhileAlive;
  /** What `discounted` is asked with. */
  readonly ahead: number;
  /** The horizon in model time units; infinite for a lifetime. */
  readonly length: number;
}

/**
 * The schedule of a model.
 *
 * @throws A {@link ScoringError} as horizons and rates are refused; `missing` for a rate above 0 where no
 * time unit is known; `out_of_range` for a horizon above a century.
 */
export function scheduleOf(
  model: RepeatModel,
  options: ScheduleOptions,
  unit: TimeUnit | undefined,
): Schedule {
  options = bare(options);
  const timing = checkOneOf<Timing>(options.timing ?? "end", ["end", "mid"], ["options", "timing"]);
  const { discountRate = 0 } = options;
  checkNumber(discountRate, ["options", "discountRate"], { min: 0 });
  if (options.horizon === "lifetime") {
    const delta = readDiscounting({ discountRate }, unit);
    return { discounted: model.discounted, ahead: delta, length: Number.POSITIVE_INFINITY };
  }
  const length = readHorizon(options.horizon, unit, ["options", "horizon"]);
  if (discountRate === 0) return { discounted: model.expected, ahead: length, length };
  const month = DAYS_PER_UNIT.month / DAYS_PER_UNIT[neededUnit(unit, ["options", "discountRate"])];
  // a horizon that is a whole number of months but for rounding is that number
  const months = Math.ceil(length / month - 1e-9);
  checkNumber(months, ["options", "horizon"], { max: MOST_MONTHS });
  const ends = Float64Array.from({ length: months }, (_, k) => Math.min((k + 1) * month, length));
  const factors = ends.map((end, k) => {
    const start = k === 0 ? 0 : (ends[k - 1] as number);
    const years = (timing === "end" ? end : (start + end) / 2) / month / 12;
    return (1 + discountRate) ** -years;
  });
  const until = new Float64Array(months);
  const discounted: WhileAlive = (p, x, T) => {
    if (model.expectedAt !== undefined) model.expectedAt(p, x, T, ends, until);
    else for (let k = 0; k < months; k += 1) until[k] = model.expected(p, x, T, ends[k] as number);
    let sum = 0;
    let before = 0;
    for (let k = 0; k < months; k += 1) {
      sum += ((until[k] as number) - before) * (factors[k] as number);
      before = until[k] as number;
    }
    return sum;
  };
  return { discounted, ahead: length, length };
}
