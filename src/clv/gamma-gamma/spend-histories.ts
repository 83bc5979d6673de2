/**
 * Spend laid out for fitting, and what was set aside on the way.
 *
 * @module
 */
import { openInput } from "../../core/open-input.ts";
import { readNumbers } from "../../core/read-numbers.ts";
import { createRejector } from "../../core/rejector.ts";
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
  let noRepeat = 0;
  let notPositive = 0;
  const kept: number[] = [];
  for (let i = 0; i < length; i += 1) {
    const x = frequency[i] as number;
    const mean = meanRepeatSpend[i] as number;
    if (!(x > 0) || Number.isNaN(mean)) noRepeat += 1;
    else if (!(mean > 0)) notPositive += 1;
    else if (weights === null || (weights[i] as number) > 0) kept.push(i);
  }
  const order = Int32Array.from(kept).sort(
    (i, j) => (frequency[i] as number) - (frequency[j] as number) || i - j,
  );
  return {
    histories: levelsOf(order, frequency, meanRepeatSpend, weights),
    leftOut: { noRepeat, notPositive },
  };
}

function levelsOf(
  order: Int32Array,
  frequency: Float64Array,
  meanRepeatSpend: Float64Array,
  weights: Float64Array | null,
): SpendHistories {
  const totals = new Float64Array(order.length);
  const rowWeights = weights === null ? null : new Float64Array(order.length);
  const levels: number[] = [];
  const starts: number[] = [];
  const levelWeights: number[] = [];
  const logTotals: number[] = [];
  let customers = 0;
  let spend = 0;
  for (let k = 0; k < order.length; k += 1) {
    const i = order[k] as number;
    const x = frequency[i] as number;
    const w = weights === null ? 1 : (weights[i] as number);
    const mean = meanRepeatSpend[i] as number;
    if (levels.length === 0 || levels[levels.length - 1] !== x) {
      levels.push(x);
      starts.push(k);
      levelWeights.push(0);
      logTotals.push(0);
    }
    const level = levels.length - 1;
    totals[k] = x * mean;
    if (rowWeights !== null) rowWeights[k] = w;
    levelWeights[level] = (levelWeights[level] as number) + w;
    logTotals[level] = (logTotals[level] as number) + w * Math.log(totals[k] as number);
    customers += w;
    spend += w * mean;
  }
  return {
    customers,
    levels: Float64Array.from(levels),
    starts: Int32Array.from([...starts, order.length]),
    levelWeights: Float64Array.from(levelWeights),
    totals,
    logTotals: Float64Array.from(logTotals),
    weights: rowWeights,
    meanSpend: customers > 0 ? spend / customers : 1,
  };
}
