/**
 * Customers with the same history as one row with a weight: the likelihood is the same, and shorter to sum.
 *
 * @module
 */
import { type HistoryColumns, sampleColumns } from "./histories.ts";

/** Rows that are looked at to see whether grouping pays. */
const PROBE = 4096;

/** Grouping costs as much as a few evaluations: it pays where it shrinks the rows this many times. */
const LEAST_SHRINKAGE = 8;

/** Rows with weights are slower to sum. */
const LEAST_SHRINKAGE_WEIGHTED = 2;

/** Places of the table at first; always a power of 2, and at least twice the groups. */
const FEWEST_PLACES = 1024;

/**
 * The rows, equal ones merged, their weights added up; in the order of their first appearance. The rows
 * themselves where too few are equal to gain by it: a sample never shows more equal rows than there are.
 *
 * @example
 * ```ts
 * const column = (value: number) => new Float64Array(9).fill(value);
 * const columns = { frequency: column(2), recency: column(5), age: column(30), weight: null };
 * groupEqualRows(columns).weight; // => Float64Array [9]
 * ```
 */
export function groupEqualRows(columns: HistoryColumns): HistoryColumns {
  const least = columns.weight === null ? LEAST_SHRINKAGE : LEAST_SHRINKAGE_WEIGHTED;
  const sample = sampleColumns(columns, PROBE);
  const merged = mergeRows(sample, sample.age.length / least);
  if (merged === null || sample === columns) return merged ?? columns;
  return mergeRows(columns, columns.age.length) ?? columns;
}

/** Merges equal rows; null where there are more than `most` different ones. */
function mergeRows({ frequency, recency, age, weight }: HistoryColumns, most: number): HistoryColumns | null {
  const length = age.length;
  const firsts = new Int32Array(Math.floor(most)); // the row that each group was met in first
  const weights = new Float64Array(firsts.length);
  const hashes = new Int32Array(firsts.length);
  let places = new Int32Array(FEWEST_PLACES); // 1 + the group, 0 where free
  let groups = 0;
  for (let i = 0; i < length; i += 1) {
    const x = frequency[i] as number;
    const tx = recency[i] as number;
    const T = age[i] as number;
    const hash = hashOf(x, tx, T);
    let place = hash & (places.length - 1);
    for (;;) {
      const group = (places[place] as number) - 1;
      if (group < 0) {
        if (groups === firsts.length) return null;
        firsts[groups] = i;
        weights[groups] = weight === null ? 1 : (weight[i] as number);
        hashes[groups] = hash;
        groups += 1;
        places[place] = groups;
        if (2 * groups >= places.length) places = placesOf(hashes, groups, 4 * places.length);
        break;
      }
      const first = firsts[group] as number;
      if (frequency[first] === x && recency[first] === tx && age[first] === T) {
        weights[group] = (weights[group] as number) + (weight === null ? 1 : (weight[i] as number));
        break;
      }
      place = (place + 1) & (places.length - 1);
    }
  }
  const pick = (column: ArrayLike<number>): Float64Array => {
    const picked = new Float64Array(groups);
    for (let group = 0; group < groups; group += 1) picked[group] = column[firsts[group] as number] as number;
    return picked;
  };
  return {
    frequency: pick(frequency),
    recency: pick(recency),
    age: pick(age),
    weight: weights.slice(0, groups),
  };
}

/** A larger table of the same groups. */
function placesOf(hashes: Int32Array, groups: number, size: number): Int32Array<ArrayBuffer> {
  const places = new Int32Array(size);
  for (let group = 0; group < groups; group += 1) {
    let place = (hashes[group] as number) & (size - 1);
    while (places[place] !== 0) place = (place + 1) & (size - 1);
    places[place] = group + 1;
  }
  return places;
}

const doubles = new Float64Array(3);
const words = new Int32Array(doubles.buffer);

/** Of the bits of three numbers. Equal numbers have equal bits, but for a zero with a sign, which only costs a merge. */
function hashOf(x: number, tx: number, T: number): number {
  doubles[0] = x;
  doubles[1] = tx;
  doubles[2] = T;
  let hash = 0;
  for (let i = 0; i < 6; i += 1) {
    hash = Math.imul(hash ^ (words[i] as number), 0x9e3779b1);
    hash ^= hash >>> 15;
  }
  return hash;
}
