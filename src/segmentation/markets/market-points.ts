import type { MarketRule } from "./check-market-policy.ts";
import type { MarketPart } from "./types.ts";

/** Ends of a criterion's scale: those given, else the least and greatest value; undefined of no value. */
export function rangeOf(rule: MarketRule, values: Float64Array): readonly [number, number] | undefined {
  if (rule.range !== undefined) return rule.range;
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < values.length; i += 1) {
    const value = values[i] as number;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return low <= high ? [low, high] : undefined;
}

/** Values as points from 0 to 1, 1 at the good end; 0.5 where the scale has no length. */
export function pointsOf(
  rule: MarketRule,
  values: Float64Array,
  range: readonly [number, number] | undefined,
): Float64Array {
  if (range === undefined) return values.slice();
  const [low, high] = range;
  return values.map((value) => {
    if (Number.isNaN(value)) return value;
    const point = high > low ? placeBetween(low, high, value) : 0.5;
    const within = Math.min(1, Math.max(0, point));
    return rule.better === "higher" ? within : 1 - within;
  });
}

/** 0 at `low`, 1 at `high`. Halves where the scale is so long that its length overflows. */
function placeBetween(low: number, high: number, value: number): number {
  const length = high - low;
  return Number.isFinite(length) ? (value - low) / length : (value / 2 - low / 2) / (high / 2 - low / 2);
}

/** Weighted points of a part; NaN where one that counts is not known; undefined without criteria of the part. */
export function indexOfPart(
  rules: readonly MarketRule[],
  points: readonly Float64Array[],
  part: MarketPart,
): Float64Array | undefined {
  if (!rules.some((rule) => rule.part === part)) return undefined;
  const index = new Float64Array((points[0] as Float64Array).length);
  rules.forEach((rule, c) => {
    if (rule.part !== part || rule.weight === 0) return;
    const column = points[c] as Float64Array;
    for (let i = 0; i < index.length; i += 1) {
      index[i] = (index[i] as number) + rule.weight * (column[i] as number);
    }
  });
  // Weights that sum to 1 up to rounding may exceed it.
  return index.map((value) => Math.min(1, value));
}
