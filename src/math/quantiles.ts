/**
 * Order statistics and quantiles without sorting all values: small whole numbers are counted, other
 * numbers go through a histogram over their leading bits and only the buckets asked for are sorted.
 *
 * All values must be finite.
 *
 * @module
 */
import { BUCKETS, bucketOf, HIGH_WORD, wordsOf } from "./leading-bits.ts";

/** Up to this many values a plain sort is quicker. */
const SMALL = 2048;
/** Past this many ranks nearly every bucket would be sorted anyway. */
const MANY_RANKS = 1000;
/** Whole numbers below this are counted. */
const COUNTED = 1 << 16;

/**
 * How often each whole number from 0 occurs, up to the greatest there is; `undefined` if any value is
 * not a whole number from 0 to 65,535.
 *
 * @example
 * ```ts
 * countIntegers(Float64Array.of(1, 3, 1)); // => Uint32Array.of(0, 2, 0, 1)
 * countIntegers(Float64Array.of(0.5)); // => undefined
 * ```
 */
export function countIntegers(values: Float64Array): Uint32Array | undefined {
  const counts = new Uint32Array(COUNTED);
  const greatest = addCounts(values, counts);
  return greatest < 0 && values.length > 0 ? undefined : counts.subarray(0, greatest + 1);
}

/** Counts into `counts`; returns the greatest value, or -1 at the first that cannot be counted. */
function addCounts(values: Float64Array, counts: Uint32Array): number {
  let greatest = -1;
  for (let i = 0; i < values.length; i += 1) {
    const value = values[i] as number;
    const k = value | 0;
    if (k !== value || k < 0 || k >= COUNTED) return -1;
    counts[k] = (counts[k] as number) + 1;
    if (k > greatest) greatest = k;
  }
  return greatest;
}

/**
 * The values at the given ranks (0 is the least), as a full sort would place them.
 *
 * @param ranks - Whole numbers from 0 to `values.length - 1`; in increasing order is quickest.
 * @param counts - What {@link countIntegers} gave for these values, where the caller has it.
 * @example
 * ```ts
 * orderStatistics(Float64Array.of(5, 1, 3), [0, 2]); // => Float64Array.of(1, 5)
 * ```
 */
export function orderStatistics(
  values: Float64Array,
  ranks: readonly number[],
  counts?: Uint32Array,
): Float64Array {
  if (counts !== undefined) return statisticsOfCounts(counts, ranks);
  if (values.length <= SMALL || ranks.length > MANY_RANKS) {
    const sorted = values.slice().sort();
    return Float64Array.from(ranks, (rank) => sorted[rank] as number);
  }
  return statisticsOfBuckets(values, ranks);
}

function statisticsOfCounts(counts: Uint32Array, ranks: readonly number[]): Float64Array {
  const out = new Float64Array(ranks.length);
  let value = -1;
  let through = 0;
  for (let i = 0; i < ranks.length; i += 1) {
    const rank = ranks[i] as number;
    if (value >= 0 && rank < through - (counts[value] as number)) {
      value = -1;
      through = 0;
    }
    while (through <= rank) {
      value += 1;
      through += counts[value] as number;
    }
    out[i] = value;
  }
  return out;
}

function statisticsOfBuckets(values: Float64Array, ranks: readonly number[]): Float64Array {
  const words = wordsOf(values);
  const sizes = new Uint32Array(BUCKETS);
  countBuckets(words, sizes);

  // The bucket of each rank, and how many values lie in the buckets below it.
  const wanted = new Uint16Array(BUCKETS);
  const members: Float64Array[] = [];
  const places: { readonly member: number; readonly at: number }[] = [];
  let bucket = -1;
  let through = 0;
  for (const rank of ranks) {
    if (bucket >= 0 && rank < through - (sizes[bucket] as number)) {
      bucket = -1;
      through = 0;
    }
    while (through <= rank) {
      bucket += 1;
      through += sizes[bucket] as number;
    }
    const size = sizes[bucket] as number;
    if (wanted[bucket] === 0) {
      members.push(new Float64Array(size));
      wanted[bucket] = members.length;
    }
    places.push({ member: (wanted[bucket] as number) - 1, at: rank - (through - size) });
  }

  collectMembers(values, words, wanted, members);
  for (const member of members) if (!allEqual(member)) member.sort();
  return Float64Array.from(places, ({ member, at }) => (members[member] as Float64Array)[at] as number);
}

function countBuckets(words: Uint32Array, sizes: Uint32Array): void {
  for (let i = HIGH_WORD; i < words.length; i += 2) {
    const bucket = bucketOf(words[i] as number);
    sizes[bucket] = (sizes[bucket] as number) + 1;
  }
}

function collectMembers(
  values: Float64Array,
  words: Uint32Array,
  wanted: Uint16Array,
  members: readonly Float64Array[],
): void {
  const filled = new Uint32Array(members.length);
  for (let i = 0; i < values.length; i += 1) {
    const number = wanted[bucketOf(words[2 * i + HIGH_WORD] as number)] as number;
    if (number === 0) continue;
    const at = filled[number - 1] as number;
    (members[number - 1] as Float64Array)[at] = values[i] as number;
    filled[number - 1] = at + 1;
  }
}

/** Popular prices fill whole buckets. */
function allEqual(values: Float64Array): boolean {
  const first = values[0];
  for (let i = 1; i < values.length; i += 1) if (values[i] !== first) return false;
  return true;
}

/**
 * The quantiles that cut the values into `parts` equal shares: `parts - 1` of them, by linear
 * interpolation between order statistics (type 7, the default of R and NumPy). None of no values.
 *
 * An interpolated cut never reaches the upper of its two neighbours, so that rounding moves no value
 * across it.
 *
 * @example
 * ```ts
 * interiorQuantiles(Float64Array.of(1, 2, 3, 4), 4); // => [1.75, 2.5, 3.25]
 * ```
 * @see Hyndman and Fan (1996), Sample quantiles in statistical packages, definition 7.
 */
export function interiorQuantiles(values: Float64Array, parts: number, counts?: Uint32Array): number[] {
  const n = values.length;
  if (n === 0) return [];
  const ranks: number[] = [];
  for (let i = 1; i < parts; i += 1) {
    const below = Math.floor((i * (n - 1)) / parts);
    ranks.push(below, Math.min(below + 1, n - 1));
  }
  const statistics = orderStatistics(values, ranks, counts);
  const cuts: number[] = [];
  for (let i = 1; i < parts; i += 1) {
    const share = ((i * (n - 1)) % parts) / parts;
    cuts.push(pointBetween(statistics[2 * i - 2] as number, statistics[2 * i - 1] as number, share));
  }
  return cuts;
}

/**
 * The point `share` (0 to below 1) of the way from `low` to `high`; `low` where rounding would give `high`.
 *
 * @example
 * ```ts
 * pointBetween(2, 4, 0.5); // => 3
 * ```
 */
export function pointBetween(low: number, high: number, share: number): number {
  const width = high - low;
  const point = Number.isFinite(width) ? low + share * width : low * (1 - share) + high * share;
  return point < high ? point : low;
}

/**
 * The middle value, or the mean of the two in the middle; NaN of none.
 *
 * @example
 * ```ts
 * median(Float64Array.of(4, 1, 2, 9)); // => 3
 * ```
 */
export function median(values: Float64Array): number {
  const [middle = Number.NaN] = interiorQuantiles(values, 2);
  return middle;
}
