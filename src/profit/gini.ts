import { checkOptions } from "../core/check-options.ts";
import { describeValue } from "../core/describe.ts";
import { ScoringError } from "../core/error.ts";
import type { InColumn } from "../core/types.ts";
import { giniOf, normalisedGiniOf } from "../math/lorenz.ts";
import { readSorted } from "./read-values.ts";

/** Options of {@link gini}. */
export interface GiniOptions {
  /** Times `n / (n - 1)`, for a sample of a larger base. Default false: the population form. */
  readonly unbiased?: boolean;
  /** Brought back to 0 … 1 where losses are among the values (Chen, Tsaur & Rhai). Default false. */
  readonly normalised?: boolean;
}

/**
 * Gini coefficient: how unequally a total is spread. 0 where all have the same, towards 1 where one
 * has everything. O(n log n).
 *
 * With losses among the values it may exceed 1; it is then reported as it is, unless `normalised`.
 * Unknown values (null, NaN) are left out. `null` where no value is known or the total is not above 0,
 * and for `unbiased` of a single value.
 *
 * @throws A {@link ScoringError} with `wrong_type`, `not_finite` or `unknown_name`.
 * @example
 * ```ts
 * gini([5, 5, 5, 5]); // => 0
 * gini([0, 0, 0, 8]); // => 0.75
 * gini([0, 0, 0, 8], { unbiased: true }); // => 1
 * gini([30, 20, 10, -15]); // => 0.8055555555…
 * gini([4, -4]); // => null
 * ```
 * @see Gini (1914); Chen, Tsaur & Rhai (1982), The Gini coefficient and negative income, Oxford
 * Economic Papers 34, with the correction of Berrebi & Silber (1985).
 */
export function gini(values: InColumn<number>, options: GiniOptions = {}): number | null {
  options = checkOptions(options, ["unbiased", "normalised"]);
  const unbiased = checkFlag(options.unbiased, "unbiased");
  const normalised = checkFlag(options.normalised, "normalised");
  const { ascending } = readSorted(values, "values");
  const n = ascending.length;
  const coefficient = normalised ? normalisedGiniOf(ascending) : giniOf(ascending);
  const scaled = unbiased ? (coefficient * n) / (n - 1) : coefficient;
  return Number.isFinite(scaled) ? scaled : null;
}

function checkFlag(value: unknown, name: string): boolean {
  if (value === undefined || value === false) return false;
  if (value === true) return true;
  throw new ScoringError("wrong_type", ["options", name], "true or false", describeValue(value));
}
