import { BUCKETS, bucketOf, HIGH_WORD, wordsOf } from "../math/leading-bits.ts";
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
  /** Where those ids stand, if ids rise with the rows: then rows part equals as ids do, and no text is compared. */
  readonly rows?: readonly number[] | undefined;
}

/**
 * Cut-offs that give bins of equal size, the lowest ones taking one more: SQL's `ntile` over customers
 * from worst to best, equals in order of id (code units).
 *
 * @param lessIsBetter - Then the order is from the greatest value to the least.
 * @param ascending - Do the ids come in order?
 */
export function splitEdges(
  values: Float64Array,
  ids: readonly string[],
  bins: number,
  lessIsBetter: boolean,
  ascending: boolean,
  counts?: Uint32Array,
): SplitEdges {
  const n = values.length;
  const starts = groupStarts(n, bins).slice(1);
  const ranks = lessIsBetter ? starts.map((start) => n - 1 - start) : starts;
  const found = Array.from(orderStatistics(values, ranks, counts));
  const edges = Array.from(new Set(found));
  const ties =
    counts === undefined
      ? tiesOf(values, edges, (edge) => ranks[found.indexOf(edge)] as number)
      : countedTiesOf(values, edges, counts);
  const rankAt = ({ rows, below }: Ties, i: number): number =>
    (starts[i] as number) - (lessIsBetter ? n - below - rows.length : below);
  const parting = found.map((edge, i) => {
    const at = ties[edges.indexOf(edge)] as Ties;
    return { edge, rows: at.rows, rank: rankAt(at, i) };
  });
  if (lessIsBetter) parting.reverse();
  const inOrder = parting.map(({ edge }) => edge);
  if (ascending) {
    const firstRows = parting.map(({ rows, rank }) => rows[rank] as number);
    return { edges: inOrder, ids: firstRows.map((row) => ids[row] as string), rows: firstRows };
  }
  const textsOf = (rows: ArrayLike<number>): string[] => Array.from(rows, (row) => ids[row] as string);
  return { edges: inOrder, ids: parting.map(({ rows, rank }) => textAtRank(textsOf(rows), rank)) };
}

/** The rows that stand exactly at a cut-off, and how many values lie below it. */
interface Ties {
  readonly rows: ArrayLike<number>;
  readonly below: number;
}

/**
 * Ties at each of different cut-offs.
 *
 * @param rankOf - A rank at which the cut-off stands.
 */
function tiesOf(
  values: Float64Array,
  edges: readonly number[],
  rankOf: (edge: number) => number,
): readonly Ties[] {
  const rows = edges.map((): number[] => []);
  const marks = bucketsOf(edges);
  const words = wordsOf(values);
  for (let i = 0; i < values.length; i += 1) {
    if (marks[bucketOf(words[2 * i + HIGH_WORD] as number)] === 0) continue;
    const e = edges.indexOf(values[i] as number);
    if (e >= 0) (rows[e] as number[]).push(i);
  }
  return rows.map((at, e) => {
    const edge = edges[e] as number;
    return { rows: at, below: at.length === 1 ? rankOf(edge) : countBelow(values, edge) };
  });
}

/** A table of buckets: 1 where a cut-off is. */
function bucketsOf(edges: readonly number[]): Uint8Array {
  const marks = new Uint8Array(BUCKETS);
  const words = wordsOf(Float64Array.from(edges));
  for (let e = 0; e < edges.length; e += 1) marks[bucketOf(words[2 * e + HIGH_WORD] as number)] = 1;
  // 0 and -0 are equal and stand in two buckets.
  if (edges.includes(0)) for (const word of [0, 0x80000000]) marks[bucketOf(word)] = 1;
  return marks;
}

function countBelow(values: Float64Array, edge: number): number {
  let below = 0;
  for (let i = 0; i < values.length; i += 1) if ((values[i] as number) < edge) below += 1;
  return below;
}

/** As {@link tiesOf}, for values that were counted: a table says of each whether it is a cut-off. */
function countedTiesOf(values: Float64Array, edges: readonly number[], counts: Uint32Array): readonly Ties[] {
  const places = new Uint8Array(counts.length);
  edges.forEach((edge, e) => {
    places[edge] = e + 1;
  });
  const rows = edges.map((edge) => new Int32Array(counts[edge] as number));
  const met = new Int32Array(edges.length);
  for (let i = 0; i < values.length; i += 1) {
    const place = places[(values[i] as number) | 0] as number;
    if (place === 0) continue;
    const at = met[place - 1] as number;
    (rows[place - 1] as Int32Array)[at] = i;
    met[place - 1] = at + 1;
  }
  return rows.map((at, e) => ({ rows: at, below: sumUpTo(counts, edges[e] as number) }));
}

function sumUpTo(counts: Uint32Array, end: number): number {
  let sum = 0;
  for (let value = 0; value < end; value += 1) sum += counts[value] as number;
  return sum;
}
