import { gammaQuantile, normalProbability } from "../math/incomplete-gamma.ts";
import { normalQuantile } from "../math/normal-quantile.ts";

/** The kinds of rhythm that a threshold may follow. */
export type OwnRule = "own-ratio" | "own-quantile" | "own-normal" | "own-gamma" | "own-lognormal";

/** How a threshold follows a customer's own rhythm. */
interface OwnThreshold {
  /** Days for who has fewer than `minGaps` times between purchases; those of the base, once learned. */
  readonly days: number;
  /** Share of the base's gaps that are shorter than `days`, once learned. Default: `probability`, or 0.8. */
  readonly baseProbability?: number;
  /** Default 2. */
  readonly minGaps?: number;
  /** How many gaps the base counts for beside the customer's own. Default 2; without a learned base 0. */
  readonly weight?: number;
  /** Never less or more days than these. */
  readonly atLeast?: number;
  readonly atMost?: number;
  /** The base that few gaps are drawn to; written by `learnThresholds`. */
  readonly base?: GapBase;
}

/** The gaps of a base, in days. */
export interface GapBase {
  readonly mean: number;
  readonly std: number;
  readonly logMean: number;
  readonly logStd: number;
}

/**
 * A length of time in days.
 *
 * - `fixed`: so many days for everybody.
 * - `base-quantile`: longer than this share of all times between purchases in the base; `days` until
 *   it has been learned.
 * - `own-ratio`: a multiple of the customer's own mean gap.
 * - `own-quantile`: a quantile of the customer's own gaps, as the fact `gapQuantileDays` says it.
 * - `own-normal` (cut off at 0), `own-gamma`, `own-lognormal`: a quantile of a distribution with the
 *   mean and spread of the customer's own gaps, each drawn to the base's where gaps are few.
 */
export type Threshold =
  | { readonly rule: "fixed"; readonly days: number }
  | { readonly rule: "base-quantile"; readonly probability: number; readonly days: number }
  | ({ readonly rule: "own-ratio"; readonly ratio: number } & OwnThreshold)
  | ({ readonly rule: Exclude<OwnRule, "own-ratio">; readonly probability: number } & OwnThreshold);

/** A customer's own gaps; NaN where not known. */
export interface OwnGaps {
  /** How many. */
  count: number;
  mean: number;
  std: number;
  sumLog: number;
  quantile: number;
}

/**
 * Days of a threshold for a customer.
 *
 * @see Schmittlein and Peterson (1994) on rhythm and activity; the rules are those that vendors publish.
 */
export function thresholdDays(threshold: Threshold, gaps: OwnGaps): number {
  if (threshold.rule === "fixed" || threshold.rule === "base-quantile") return threshold.days;
  const { minGaps = 2, base, atLeast = 0, atMost = Number.POSITIVE_INFINITY } = threshold;
  const weight = base === undefined ? 0 : (threshold.weight ?? 2);
  const own = gaps.count >= minGaps ? ownDays(threshold, gaps, weight, base) : Number.NaN;
  return Math.min(atMost, Math.max(atLeast, Number.isNaN(own) ? threshold.days : own));
}

function ownDays(
  threshold: Extract<Threshold, { readonly minGaps?: number }>,
  gaps: OwnGaps,
  weight: number,
  base: GapBase | undefined,
): number {
  const { count } = gaps;
  switch (threshold.rule) {
    case "own-ratio":
      return threshold.ratio * drawn(gaps.mean, base?.mean, count, weight);
    case "own-quantile":
      return drawn(gaps.quantile, base === undefined ? undefined : threshold.days, count, weight);
    case "own-lognormal": {
      const mean = gaps.sumLog / count;
      // The spread of the logarithms that a distribution with this mean and mean logarithm has.
      const own = Math.sqrt(Math.max(0, 2 * (Math.log(gaps.mean) - mean)));
      const spread = Math.sqrt(drawn(own ** 2, square(base?.logStd), count, weight));
      return Math.exp(
        drawn(mean, base?.logMean, count, weight) + spread * normalQuantile(threshold.probability),
      );
    }
    default: {
      const mean = drawn(gaps.mean, base?.mean, count, weight);
      const variance = drawn(gaps.std ** 2, square(base?.std), count, weight);
      if (!(variance > 0)) return variance === 0 ? mean : Number.NaN;
      if (threshold.rule === "own-gamma") {
        return gammaQuantile(threshold.probability, mean ** 2 / variance) * (variance / mean);
      }
      const std = Math.sqrt(variance);
      const below = normalProbability(-mean / std);
      return mean + std * normalQuantile(below + threshold.probability * (1 - below));
    }
  }
}

/** A customer's own figure, drawn to the base's as if that were `weight` gaps more. */
function drawn(own: number, other: number | undefined, count: number, weight: number): number {
  return other === undefined || weight === 0 ? own : (count * own + weight * other) / (count + weight);
}

function square(value: number | undefined): number | undefined {
  return value === undefined ? undefined : value ** 2;
}

/** Does the threshold differ between customers? */
export function isOwn(threshold: Threshold): boolean {
  return threshold.rule !== "fixed" && threshold.rule !== "base-quantile";
}
