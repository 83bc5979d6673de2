import { naturalBreaks } from "../math/natural-breaks.ts";
import { interiorQuantiles, orderStatistics } from "../math/quantiles.ts";
import { groupStarts, textAtRank } from "../math/ranks.ts";
import { sumOf } from "../math/sums.ts";
import type { RfmMethod } from "./policy.ts";

/**
 * Inner cut-offs of the values, at most `bins - 1`, in increasing order; none of no values. A value
 * belongs above a cut-off when it is greater. All values must be finite.
 *
 * @param counts - What `countIntegers` gave for the values, where the caller has it.
 */
export function learnEdges(
  values: Float64Array,
  method: Exclude<RfmMethod, "fixed">,
  bins: number,
  counts?: Uint32Array,
): number[] {
  if (values.length === 0) return [];
  if (method === "mean") return [meanOf(values)];
  if (method === "natural-breaks") return naturalBreaks(values, bins);
  return interiorQuantiles(values, bins, counts);
}

/** Held within the values, so that rounding cannot put all of equal values on one side by chance. */
function meanOf(values: Float64Array): number {
  const n = values.length;
  const [least, greatest] = orderStatistics(values, [0, n - 1]) as unknown as [number, number];
  const mean = sumOf(values) / n;
  const finite = Number.isFinite(mean) ? mean : sumOf(values.map((value) => value / n));
  return Math.min(Math.max(finite, least), greatest);
}

/** Cut-offs that part equal values by id. */
export interface SplitEdges {
  /** In increasing order of value. */
  readonly edges: readonly number[];
  /** The first id above each cut-off: among customers at the cut-off, ids from this one on are above. */
  readonly ids: readonly string[];
}

/**
 * Cut-offs that give bins of equal size, the lowest ones taking one more: SQL's `ntile` over customers
 * from worst to best, equals in order of id (code units).
 *
 * @param lessIsBetter - Then the order is from the greatest value to the least.
 */
export function splitEdges(
  values: Float64Array,
  ids: readonly string[],
  bins: number,
  lessIsBetter: boolean,
  counts?: Uint32Array,
): SplitEdges {
  const n = values.length;
  const starts = groupStarts(n, bins).slice(1);
  const ranks = lessIsBetter ? starts.map((start) => n - 1 - start) : starts;
  const found = Array.from(orderStatistics(values, ranks, counts));
  const tied = new Map<number, { readonly ids: string[]; readonly worse: number }>();
  const firstIds = found.map((edge, i) => {
    const tie = tied.get(edge) ?? tiesAt(values, ids, edge, lessIsBetter);
    tied.set(edge, tie);
    return textAtRank(tie.ids, (starts[i] as number) - tie.worse);
  });
  return lessIsBetter ? { edges: found.reverse(), ids: firstIds.reverse() } : { edges: found, ids: firstIds };
}

/** Who stands exactly at the cut-off, and how many are worse. */
function tiesAt(
  values: Float64Array,
  ids: readonly string[],
  edge: number,
  lessIsBetter: boolean,
): { readonly ids: string[]; readonly worse: number } {
  const at: string[] = [];
  let below = 0;
  for (let i = 0; i < values.length; i += 1) {
    const value = values[i] as number;
    if (value === edge) at.push(ids[i] as string);
    else if (value < edge) below += 1;
  }
  return { ids: at, worse: lessIsBetter ? values.length - below - at.length : below };
}
