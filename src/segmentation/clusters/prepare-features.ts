import { checkNumber, checkOneOf } from "../../core/check-options.ts";
import { describeValue } from "../../core/describe.ts";
import { ScoringError } from "../../core/error.ts";
import { bare } from "../../core/own.ts";
import { gather } from "../../math/gather.ts";
import { interiorQuantiles, median, orderStatistics, pointBetween } from "../../math/quantiles.ts";
import { BLOCK, type Points } from "./points.ts";
import type { Features } from "./read-features.ts";
import type { FeatureScale, PrepareOptions } from "./types.ts";

/** Names of the options that are read here and by the reader. */
export const PREPARE_OPTIONS: readonly string[] = ["features", "scale", "log1p", "winsorise", "onInvalid"];

/**
 * Learns how each feature is made comparable, from the customers whose features are all known.
 *
 * @throws A {@link ScoringError} with `unknown_name`, `wrong_type` or `out_of_range`.
 */
export function learnScales(features: Features, options: PrepareOptions): readonly FeatureScale[] {
  const { scale = "z", winsorise = 0 } = bare(options);
  checkOneOf(scale, ["z", "robust", "none"], ["options", "scale"]);
  const share = checkNumber(winsorise, ["options", "winsorise"], { min: 0 });
  if (share >= 0.5)
    throw new ScoringError("out_of_range", ["options", "winsorise"], "a share below 0.5", String(share));
  const logged = loggedNames(options.log1p, features.names);
  return features.names.map((name, f) => {
    const log1p = logged.has(name);
    // Taken as it is: there is nothing to learn.
    if (scale === "none" && !log1p && share === 0)
      return { name, log1p, low: null, high: null, centre: 0, spread: 1 };
    const values = gather(features.numbers[f] as Float64Array, features.known);
    if (log1p) {
      for (let i = 0; i < values.length; i += 1) values[i] = Math.log1p(values[i] as number);
    }
    const [low, high] =
      share === 0 || values.length === 0 ? [null, null] : [at(values, share), at(values, 1 - share)];
    for (let i = 0; i < values.length; i += 1) values[i] = clip(values[i] as number, low, high);
    const [centre, spread] =
      scale === "none" ? [0, 1] : scale === "z" ? meanAndDeviation(values) : medianAndRange(values);
    return { name, log1p, low, high, centre, spread: spread > 0 ? spread : 1 };
  });
}

/**
 * The features whose logarithm is taken.
 *
 * @throws A {@link ScoringError} with `unknown_name` or `wrong_type`.
 */
export function loggedNames(log1p: unknown, names: readonly string[]): ReadonlySet<string> {
  if (log1p === true) return new Set(names);
  if (log1p === false || log1p === undefined) return new Set();
  if (!Array.isArray(log1p)) {
    throw new ScoringError(
      "wrong_type",
      ["options", "log1p"],
      "true or a list of features",
      describeValue(log1p),
    );
  }
  log1p.forEach((name, i) => {
    if (!names.includes(name)) {
      throw new ScoringError(
        "unknown_name",
        ["options", "log1p", i],
        `one of ${names.join(", ")}`,
        "another name",
      );
    }
  });
  return new Set(log1p as string[]);
}

/** A quantile, interpolated as NumPy does (type 7). */
function at(values: Float64Array, share: number): number {
  const place = share * (values.length - 1);
  const below = Math.floor(place);
  const ranks = [below, Math.min(below + 1, values.length - 1)];
  const [low, high] = orderStatistics(values, ranks) as unknown as [number, number];
  return pointBetween(low, high, place - below);
}

function clip(value: number, low: number | null, high: number | null): number {
  if (low !== null && value < low) return low;
  return high !== null && value > high ? high : value;
}

/** Mean, and standard deviation over n. */
function meanAndDeviation(values: Float64Array): readonly [number, number] {
  let mean = 0;
  for (let i = 0; i < values.length; i += 1) mean += ((values[i] as number) - mean) / (i + 1);
  let squares = 0;
  for (let i = 0; i < values.length; i += 1) squares += ((values[i] as number) - mean) ** 2;
  return [mean, Math.sqrt(squares / values.length)];
}

/** Median, and the distance from the lower to the upper quartile. */
function medianAndRange(values: Float64Array): readonly [number, number] {
  const [lower = 0, , upper = 0] = interiorQuantiles(values, 4);
  return [values.length === 0 ? 0 : median(values), upper - lower];
}

/** The customers whose features are all known, as points. */
export function preparePoints(features: Features, scales: readonly FeatureScale[]): Points {
  const { known } = features;
  const width = scales.length;
  const values = new Float64Array(known.length * width);
  for (let from = 0; from < known.length; from += BLOCK) {
    const to = Math.min(from + BLOCK, known.length);
    scales.forEach((scale, f) => {
      fillColumn(features.numbers[f] as Float64Array, known, from, to, scale, values, f, width);
    });
  }
  return { count: known.length, width, values };
}

function fillColumn(
  column: Float64Array,
  rows: Int32Array,
  from: number,
  to: number,
  scale: FeatureScale,
  out: Float64Array,
  offset: number,
  width: number,
): void {
  const plain = !scale.log1p && scale.low === null && scale.high === null;
  const { centre, spread } = scale;
  for (let r = from, p = from * width + offset; r < to; r += 1, p += width) {
    const value = column[rows[r] as number] as number;
    out[p] = plain ? (value - centre) / spread : prepared(value, scale);
  }
}

/** A value as it is compared; NaN for one of which there is no logarithm. */
export function prepared(value: number, scale: FeatureScale): number {
  const taken = scale.log1p ? Math.log1p(value) : value;
  return (clip(taken, scale.low, scale.high) - scale.centre) / scale.spread;
}
