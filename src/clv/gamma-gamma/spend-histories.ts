/**
 * Spend laid out for fitting, and what was set aside on the way.
 *
 * @module
 */
import { openInput } from "../../core/open-input.ts";
import { readNumbers } from "../../core/read-numbers.ts";
import { createRejector } from "../../core/rejector.ts";
import { type Order, orderByFrequency } from "../fitting/histories.ts";
import { sampleEvenly } from "../fitting/sample-evenly.ts";
import { readWeights } from "../read-histories.ts";
import type { SpendHistories } from "./objective.ts";

/** Spend of customers as columns. Where a number is unknown it is NaN. */
export interface SpendView {
  readonly length: number;
  readonly frequency: Float64Array;
  readonly meanRepeatSpend: Float64Array;
  readonly weights: Float64Array | null;
}

const NULLABLE = { nullable: true } as const;

/**
 * Reads spend. A customer without repeat purchases has none; negative and zero spend is data, not an error.
 *
 * @throws A {@link ScoringError} with `wrong_type`, `missing`, `not_finite` or `out_of_range`.
 */
export function readSpend(rows: unknown): SpendView {
  const input = openInput(rows, "rows");
  const rejector = createRejector("rows");
  const whole = { nullable: true, min: 0, integer: true };
  const frequency = readNumbers(input.needed("frequency"), "frequency", whole, rejector);
  const spend = readNumbers(input.needed("meanRepeatSpend"), "meanRepeatSpend", NULLABLE, rejector);
  return { length: input.length, frequency, meanRepeatSpend: spend, weights: readWeights(input) };
}

/** How many customers a fit of spend leaves out, and why. */
export interface SpendLeftOut {
  /** Without a repeat purchase, or not known. */
  readonly noRepeat: number;
  /** With a mean repeat spend of 0 or below: free orders, or more refunded than bought. */
  readonly notPositive: number;
}

/** Lays out the customers with repeat purchases and a positive mean, ordered by frequency. */
export function layOutSpend({ length, frequency, meanRepeatSpend, weights }: SpendView): {
  histories: SpendHistories;
  leftOut: SpendLeftOut;
} {
  let used = 0;
  let notPositive = 0;
  const repeats = new Float64Array(length);
  const means = new Float64Array(length);
  const counts = weights === null ? null : new Float64Array(length);
  for (let i = 0; i < length; i += 1) {
    const x = frequency[i] as number;
    const mean = meanRepeatSpend[i] as number;
    repeats[used] = x;
    means[used] = mean;
    if (counts !== null && weights !== null) counts[used] = weights[i] as number;
    // The next row takes the place of one left out: a product, as a branch on who has spend is guessed badly.
    used += Number(x > 0) * Number(mean > 0);
    if (mean <= 0 && x > 0) notPositive += 1;
  }
  const order = orderByFrequency(repeats.subarray(0, used), counts?.subarray(0, used) ?? null);
  return {
    histories: levelsOf(order, means, counts),
    leftOut: { noRepeat: length - used - notPositive, notPositive },
  };
}

/** Fewer customers than this say too little for a first approach. */
const FEWEST_IN_SAMPLE = 1000;

/**
 * The histories of `most` rows taken evenly, for a first approach; null where there are not many more, or too
 * few of those have spend.
 */
export function sampleSpend(view: SpendView, most: number): SpendHistories | null {
  const { length, frequency, meanRepeatSpend, weights } = view;
  if (length < 4 * most) return null;
  const { histories } = layOutSpend({
    length: most,
    frequency: sampleEvenly(frequency, most),
    meanRepeatSpend: sampleEvenly(meanRepeatSpend, most),
    weights: weights === null ? null : sampleEvenly(weights, most),
  });
  return histories.totals.length < FEWEST_IN_SAMPLE ? null : histories;
}

function levelsOf(
  { rows, index, levels, starts }: Order,
  spends: Float64Array,
  counts: Float64Array | null,
): SpendHistories {
  const totals = new Float64Array(rows);
  const weights = counts === null ? null : Float64Array.from(index, (i) => counts[i] as number);
  const levelWeights = new Float64Array(levels.length);
  const logTotals = new Float64Array(levels.length);
  const squaredLogs = new Float64Array(levels.length);
  const means = new Float64Array(levels.length);
  const squaredMeans = new Float64Array(levels.length);
  let customers = 0;
  let spend = 0;
  for (let level = 0; level < levels.length; level += 1) {
    const x = levels[level] as number;
    const end = starts[level + 1] as number;
    let weight = 0;
    let logs = 0;
    let logSquares = 0;
    let sum = 0;
    let squares = 0;
    for (let k = starts[level] as number; k < end; k += 1) {
      const i = index[k] as number;
      const w = counts === null ? 1 : (counts[i] as number);
      const mean = spends[i] as number;
      const log = Math.log(mean);
      totals[k] = x * mean;
      weight += w;
      logs += w * log;
      logSquares += w * log * log;
      sum += w * mean;
      squares += w * mean * mean;
    }
    levelWeights[level] = weight;
    logTotals[level] = logs + weight * Math.log(x);
    squaredLogs[level] = logSquares;
    means[level] = sum;
    squaredMeans[level] = squares;
    customers += weight;
    spend += sum;
  }
  const meanSpend = customers > 0 ? spend / customers : 1;
  return {
    customers,
    levels,
    starts,
    levelWeights,
    totals,
    logTotals,
    squaredLogs,
    means,
    squaredMeans,
    weights,
    meanSpend,
  };
}
