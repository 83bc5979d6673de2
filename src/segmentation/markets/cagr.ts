import { checkNumber, checkOptions } from "../../core/check-options.ts";
import type { InputPath } from "../../core/error.ts";

/** A size at two moments. */
export interface Growth {
  /** Size at the start, above 0. */
  readonly start: number;
  /** Size at the end. */
  readonly end: number;
  /** Years between. */
  readonly years: number;
}

/**
 * Compound annual growth rate: by what part a market grew each year, evened out over the years.
 *
 * @throws A {@link ScoringError} with `wrong_type`, `not_finite`, `out_of_range` or `unknown_name`.
 * @example
 * ```ts
 * cagr({ start: 40, end: 52.43, years: 3 }); // => 0.0943929…
 * cagr({ start: 40, end: 0, years: 3 }); // => -1
 * ```
 */
export function cagr(growth: Growth): number {
  growth = checkOptions(growth, ["start", "end", "years"], ["growth"]);
  return cagrAt(growth.start, growth.end, growth.years, ["growth"]);
}

/** {@link cagr} for numbers that stand elsewhere. */
export function cagrAt(start: unknown, end: unknown, years: unknown, path: InputPath): number {
  const from = checkNumber(start, [...path, "start"], { min: Number.MIN_VALUE });
  const to = checkNumber(end, [...path, "end"], { min: 0 });
  const span = checkNumber(years, [...path, "years"], { min: Number.MIN_VALUE });
  if (to === 0) return -1;
  const ratio = to / from;
  // Near 1 the logarithm of the ratio would lose the digits of small rates.
  const log = ratio > 0.5 && ratio < 2 ? Math.log1p((to - from) / from) : Math.log(to) - Math.log(from);
  return Math.expm1(log / span);
}
