/**
 * Survival curves of durations of which some have not ended yet.
 *
 * @module
 */
import { normalQuantile } from "./normal-quantile.ts";

/** A survival curve: one entry for each different duration at which something ended. */
export interface SurvivalCurve {
  /** The durations, ascending. */
  readonly times: Float64Array;
  /** How many had lasted up to this time and were under observation. */
  readonly atRisk: Float64Array;
  /** How many ended at this time. */
  readonly ended: Float64Array;
  /** Estimated share that lasts longer than this time. */
  readonly survival: Float64Array;
  /** Lower and upper end of its interval. */
  readonly low: Float64Array;
  readonly high: Float64Array;
}

/**
 * The product-limit estimate. A duration that had not ended when it was last seen counts as at risk up
 * to and including that time.
 *
 * The interval is that of the log of minus the log of the survival, which stays between 0 and 1, with
 * Greenwood's variance. Where all have ended it is NaN.
 *
 * @param durations - Finite numbers of at least 0.
 * @param ended - 1 where the duration has ended, 0 where it has not.
 * @example
 * ```ts
 * const curve = kaplanMeier([1, 2, 2, 4], [1, 1, 0, 1]);
 * curve.survival; // => Float64Array.of(0.75, 0.5, 0)
 * ```
 * @see Kaplan and Meier (1958), Nonparametric estimation from incomplete observations; Kalbfleisch and
 * Prentice (2002), The Statistical Analysis of Failure Time Data, section 1.4 (the interval).
 */
export function kaplanMeier(
  durations: ArrayLike<number>,
  ended: ArrayLike<number>,
  confidence = 0.95,
): SurvivalCurve {
  const endTimes = new Float64Array(durations.length);
  let endings = 0;
  for (let i = 0; i < durations.length; i += 1) {
    if (ended[i] === 0) continue;
    endTimes[endings] = durations[i] as number;
    endings += 1;
  }
  const sortedEnds = endTimes.subarray(0, endings).sort();
  const sortedAll = Float64Array.from(durations).sort();
  const times = distinct(sortedEnds);
  const atRisk = new Float64Array(times.length);
  const endedAt = new Float64Array(times.length);
  let gone = 0;
  let e = 0;
  times.forEach((time, k) => {
    while (gone < sortedAll.length && (sortedAll[gone] as number) < time) gone += 1;
    const from = e;
    while (e < sortedEnds.length && sortedEnds[e] === time) e += 1;
    endedAt[k] = e - from;
    atRisk[k] = sortedAll.length - gone;
  });
  return productLimit(times, atRisk, endedAt, confidence);
}

/** The curve of {@link kaplanMeier} from counts: how many were at risk at each time, and ended at it. */
export function productLimit(
  times: Float64Array,
  atRisk: Float64Array,
  ended: Float64Array,
  confidence: number,
): SurvivalCurve {
  const n = times.length;
  const curve = {
    times,
    atRisk,
    ended,
    survival: new Float64Array(n),
    low: new Float64Array(n),
    high: new Float64Array(n),
  };
  const z = normalQuantile(0.5 + confidence / 2);
  let survival = 1;
  let greenwood = 0;
  for (let k = 0; k < n; k += 1) {
    const d = ended[k] as number;
    const risk = atRisk[k] as number;
    survival *= (risk - d) / risk;
    greenwood += d / (risk * (risk - d));
    curve.survival[k] = survival;
    const spread = (z * Math.sqrt(greenwood)) / Math.log(survival);
    curve.low[k] = survival === 0 ? Number.NaN : survival ** Math.exp(-spread);
    curve.high[k] = survival === 0 ? Number.NaN : survival ** Math.exp(spread);
  }
  return curve;
}

function distinct(sorted: Float64Array): Float64Array {
  return sorted.filter((value, i) => i === 0 || value !== sorted[i - 1]);
}

/**
 * The first time at which no more than `1 - probability` still last; NaN if the curve does not come
 * down so far.
 *
 * @example
 * ```ts
 * survivalQuantile(kaplanMeier([1, 2, 2, 4], [1, 1, 0, 1]), 0.5); // => 2
 * ```
 */
export function survivalQuantile(curve: SurvivalCurve, probability: number): number {
  for (let k = 0; k < curve.times.length; k += 1) {
    // Products of fractions: 0.5 may come out a last bit above.
    if ((curve.survival[k] as number) <= 1 - probability + 1e-12) return curve.times[k] as number;
  }
  return Number.NaN;
}

/**
 * Mean duration up to `limit`: the area under the curve.
 *
 * @example
 * ```ts
 * restrictedMean(kaplanMeier([1, 2, 2, 4], [1, 1, 0, 1]), 4); // => 2.75
 * ```
 */
export function restrictedMean(curve: SurvivalCurve, limit: number): number {
  let area = 0;
  let from = 0;
  let height = 1;
  for (let k = 0; k < curve.times.length && (curve.times[k] as number) < limit; k += 1) {
    const time = curve.times[k] as number;
    area += height * (time - from);
    from = time;
    height = curve.survival[k] as number;
  }
  return area + height * (limit - from);
}
