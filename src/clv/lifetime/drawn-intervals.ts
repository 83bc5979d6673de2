/**
 * Intervals from draws of the parameters, whatever they were drawn by.
 *
 * @module
 */
import type { ColumnAt, Interval } from "./uncertainty.ts";

/** Values that are held at the same time: 32 MB. */
const MOST_VALUES = 4_000_000;

/** A column as a function of parameters, for some rows only. */
export interface PickedPart {
  readonly on: (rows: Int32Array) => ColumnAt;
}

/** Parameters of both parts, one pair a draw. */
export interface ParameterDraw {
  readonly purchases: Float64Array;
  readonly spend: Float64Array;
}

/** What the draws say of each row, and of the sum. */
export interface DrawnIntervals {
  readonly mean: Float64Array;
  readonly low: Float64Array;
  readonly high: Float64Array;
  /** Its value is the mean over the draws. */
  readonly total: Interval;
}

/**
 * Means and percentile intervals of the product of purchases, spend and scale. All NaN without a draw; a row
 * that is not known is NaN, and counts nothing in the sum.
 *
 * @param order - The rows in the order to go through them: neighbours share work where they are alike.
 */
export function drawnIntervals(
  purchases: PickedPart,
  spend: PickedPart,
  draws: readonly ParameterDraw[],
  scale: Float64Array,
  level: number,
  order: Int32Array,
): DrawnIntervals {
  const mean = new Float64Array(scale.length).fill(Number.NaN);
  const low = mean.slice();
  const high = mean.slice();
  const totals = new Float64Array(draws.length).fill(draws.length === 0 ? Number.NaN : 0);
  const block = Math.ceil(MOST_VALUES / draws.length);
  for (let from = 0; from < order.length && draws.length > 0; from += block) {
    const rows = order.subarray(from, from + block);
    const values = new Float64Array(rows.length * draws.length);
    const purchasesAt = purchases.on(rows);
    const spendAt = spend.on(rows);
    draws.forEach((draw, j) => {
      const d = purchasesAt(draw.purchases);
      const s = spendAt(draw.spend);
      let total = 0;
      for (let k = 0; k < rows.length; k += 1) {
        const value = (scale[rows[k] as number] as number) * (d[k] as number) * (s[k] as number);
        values[k * draws.length + j] = value;
        if (!Number.isNaN(value)) total += value;
      }
      totals[j] = (totals[j] as number) + total;
    });
    for (let k = 0; k < rows.length; k += 1) {
      const own = values.subarray(k * draws.length, (k + 1) * draws.length).sort();
      const row = rows[k] as number;
      mean[row] = meanOf(own);
      low[row] = percentile(own, (1 - level) / 2);
      high[row] = percentile(own, (1 + level) / 2);
    }
  }
  const sorted = totals.slice().sort();
  return {
    mean,
    low,
    high,
    total: {
      value: meanOf(totals),
      low: percentile(sorted, (1 - level) / 2),
      high: percentile(sorted, (1 + level) / 2),
    },
  };
}

function meanOf(values: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < values.length; i += 1) sum += values[i] as number;
  return sum / values.length;
}

/** Linear between order statistics; NaN sorts last and stays NaN. */
function percentile(sorted: Float64Array, share: number): number {
  if (sorted.length === 0) return Number.NaN;
  const at = share * (sorted.length - 1);
  const below = Math.floor(at);
  const low = sorted[below] as number;
  const high = sorted[Math.min(sorted.length - 1, below + 1)] as number;
  return low === high ? low : low + (at - below) * (high - low); // two infinities have no difference
}

/** The mean over draws of a column. */
export function meanColumn(draws: readonly Float64Array[], at: ColumnAt): Float64Array {
  const [first, ...others] = draws;
  const sums = at(first as Float64Array).slice();
  for (const draw of others) {
    const column = at(draw);
    for (let i = 0; i < sums.length; i += 1) sums[i] = (sums[i] as number) + (column[i] as number);
  }
  return sums.map((sum) => sum / draws.length);
}
