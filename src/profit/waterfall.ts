import { ownValue } from "../core/own.ts";
import { sumOf } from "../math/sums.ts";
import { isLayer, type Layer, START, type Subtotal } from "./layers.ts";

/** A maker of each column, in order; what is made is kept. */
export type AmountColumns = ReadonlyMap<string, () => Float64Array>;

/**
 * All columns of a waterfall. Subtotals follow from the one before and what was taken since; rates are
 * made when they are asked for.
 *
 * @param amounts - What each layer takes, by its number.
 */
export function runWaterfall(
  start: Float64Array,
  steps: readonly (Layer | Subtotal)[],
  amounts: readonly Float64Array[],
): AmountColumns {
  const columns = new Map<string, () => Float64Array>([[START, () => start]]);
  let left = start;
  let owned = false;
  let first: Float64Array | undefined;
  for (const step of steps) {
    if (isLayer(step)) {
      const taken = amounts[step.index] as Float64Array;
      columns.set(step.name, () => taken);
      if (!owned) left = left.slice();
      owned = true;
      takeOff(left, taken, step.missing === "skip");
    } else {
      const subtotal = left;
      first ??= subtotal;
      const base = first;
      owned = false;
      columns.set(step.subtotal, () => subtotal);
      const rate = ownValue(step, "rate");
      if (rate !== undefined) columns.set(rate, () => sharesOf(subtotal, base));
    }
  }
  return columns;
}

function takeOff(left: Float64Array, taken: Float64Array, skip: boolean): void {
  for (let i = 0; i < left.length; i += 1) {
    const amount = taken[i] as number;
    if (!(skip && Number.isNaN(amount))) left[i] = (left[i] as number) - amount;
  }
}

/** Shares of a base; NaN where there is no base to have a share of. */
export function sharesOf(amounts: Float64Array, base: Float64Array): Float64Array {
  const shares = new Float64Array(amounts.length);
  for (let i = 0; i < shares.length; i += 1) {
    const whole = base[i] as number;
    shares[i] = whole === 0 ? Number.NaN : (amounts[i] as number) / whole;
  }
  return shares;
}

/**
 * The sum of each column: null where one of it is unknown, unless the waterfall passes over that.
 *
 * @param sums - Those of `amounts`.
 */
export function totalsOf(
  start: Float64Array,
  steps: readonly (Layer | Subtotal)[],
  amounts: readonly Float64Array[],
  sums: readonly number[],
): { readonly [column: string]: number | null } {
  let left = sumOf(start);
  const totals: [string, number | null][] = [[START, left]];
  let first: number | undefined;
  for (const step of steps) {
    if (isLayer(step)) {
      const taken = totalOf(
        amounts[step.index] as Float64Array,
        sums[step.index] as number,
        step.missing === "skip",
      );
      totals.push([step.name, orNull(taken)]);
      if (!(step.missing === "skip" && Number.isNaN(taken))) left -= taken;
    } else {
      totals.push([step.subtotal, orNull(left)]);
      first ??= left;
      const rate = ownValue(step, "rate");
      if (rate !== undefined) totals.push([rate, first === 0 ? null : orNull(left / first)]);
    }
  }
  return Object.fromEntries(totals);
}

/** Sum of what is known with `skip`, NaN if that is nothing; otherwise NaN if anything is not known. */
function totalOf(amounts: Float64Array, total: number, skip: boolean): number {
  if (!skip || !Number.isNaN(total)) return total;
  const known = amounts.filter((amount) => !Number.isNaN(amount));
  return known.length === 0 ? Number.NaN : sumOf(known);
}

function orNull(value: number): number | null {
  return Number.isNaN(value) ? null : value;
}
