import { median } from "../../math/quantiles.ts";
import { sumOf } from "../../math/sums.ts";
import type { CategoryProfile, FeatureProfile } from "./types.ts";

/** Mean and standard deviation of the values that are known. */
interface Spread {
  readonly mean: number;
  readonly deviation: number;
}

/** A feature in each of `count` segments; last the whole base. */
export function profileNumbers(
  feature: string,
  values: Float64Array,
  segments: Int32Array,
  count: number,
): readonly FeatureProfile[] {
  const known = values.filter((value) => !Number.isNaN(value));
  const base = spreadOf(known);
  const parts = Array.from({ length: count }, (_, s) =>
    values.filter((value, row) => segments[row] === s && !Number.isNaN(value)),
  );
  return [...parts, known].map((part) => profileOf(feature, part, base));
}

function profileOf(feature: string, part: Float64Array, base: Spread): FeatureProfile {
  if (part.length === 0) {
    return { feature, known: 0, mean: null, median: null, deviation: null, index: null };
  }
  const mean = meanOf(part);
  return {
    feature,
    known: part.length,
    mean,
    median: median(part.slice()),
    deviation: base.deviation > 0 ? (mean - base.mean) / base.deviation : null,
    index: base.mean > 0 ? (100 * mean) / base.mean : null,
  };
}

function meanOf(values: Float64Array): number {
  return sumOf(values) / values.length;
}

/** Over n; 0 where all values are alike. */
function spreadOf(values: Float64Array): Spread {
  const mean = meanOf(values);
  const first = values[0];
  if (values.every((value) => value === first)) return { mean, deviation: 0 };
  return { mean, deviation: Math.sqrt(sumOf(values.map((value) => (value - mean) ** 2)) / values.length) };
}

/** For each segment the category that lies furthest above its share of the base; undefined where none does. */
export function profileCategories(
  feature: string,
  values: readonly (string | null)[],
  segments: Int32Array,
  count: number,
): readonly (CategoryProfile | undefined)[] {
  const categories = Array.from(new Set(values.filter((value): value is string => value !== null))).sort();
  const codes = new Map(categories.map((category, code) => [category, code]));
  const width = categories.length;
  const cells = new Float64Array((count + 1) * width);
  const known = new Float64Array(count + 1);
  const add = (row: number, code: number): void => {
    cells[row * width + code] = (cells[row * width + code] as number) + 1;
    known[row] = (known[row] as number) + 1;
  };
  values.forEach((value, row) => {
    if (value === null) return;
    const code = codes.get(value) as number;
    add(segments[row] as number, code);
    add(count, code);
  });
  return Array.from({ length: count }, (_, s) => {
    let best: CategoryProfile | undefined;
    categories.forEach((category, code) => {
      const share = (cells[s * width + code] as number) / (known[s] as number);
      const baseShare = (cells[count * width + code] as number) / (known[count] as number);
      const deviation = (share - baseShare) / Math.sqrt(baseShare * (1 - baseShare));
      if (deviation > (best?.deviation ?? 0)) best = { feature, category, share, baseShare, deviation };
    });
    return best;
  });
}
