import { checkNumber, checkOneOf, checkOptions } from "../../core/check-options.ts";
import { describeValue } from "../../core/describe.ts";
import { type InputPath, ScoringError } from "../../core/error.ts";
import { sumOf } from "../../math/sums.ts";

/** What shares are given in: percent of the market, fractions of it, or amounts (revenues) that make it up. */
export type ShareUnit = "percent" | "fraction" | "amount";

/** Options of {@link hhi}. */
export interface HhiOptions {
  /** Default `percent`. */
  readonly unit?: ShareUnit;
}

/** Rounded shares may add up to a little more than everything. */
const ROUNDED = 1.01;

/**
 * Herfindahl-Hirschman index of a market: the sum of the squared percent shares of its suppliers, 10000
 * for a monopoly, towards 0 where many share alike.
 *
 * Shares that add up to less than 100 leave the rest to suppliers too small to count. The guidelines of
 * the US authorities call a market highly concentrated above 1800 (2023; from 2010 to 2023 above 2500).
 *
 * @throws A {@link ScoringError} with `wrong_type`, `not_finite`, `out_of_range`, `empty` or `unknown_name`.
 * @example
 * ```ts
 * hhi([30, 30, 20, 20]); // => 2600
 * hhi([0.3, 0.3, 0.2, 0.2], { unit: "fraction" }); // => 2600
 * hhi([6, 6, 4, 4], { unit: "amount" }); // => 2600
 * ```
 * @see US Department of Justice and FTC (2023), Merger guidelines, guideline 1; Hirschman (1964), The
 * paternity of an index.
 */
export function hhi(shares: ArrayLike<number>, options: HhiOptions = {}): number {
  options = checkOptions(options, ["unit"]);
  const { unit = "percent" } = options;
  return hhiAt(shares, checkOneOf(unit, ["percent", "fraction", "amount"], ["options", "unit"]), ["shares"]);
}

/** {@link hhi} for shares that stand elsewhere. */
export function hhiAt(shares: unknown, unit: ShareUnit, path: InputPath): number {
  if (!Array.isArray(shares) && !ArrayBuffer.isView(shares)) {
    throw new ScoringError("wrong_type", path, "a list of shares", describeValue(shares));
  }
  const given = Float64Array.from(shares as ArrayLike<number>, (share, i) =>
    checkNumber(share, [...path, i], { min: 0 }),
  );
  const total = sumOf(given);
  if (given.length === 0 || total === 0) {
    throw new ScoringError("empty", path, "at least one share above 0", "none");
  }
  const whole = unit === "amount" ? total : unit === "percent" ? 100 : 1;
  if (total > whole * ROUNDED) {
    throw new ScoringError("out_of_range", path, `shares that add up to ${whole}`, "more");
  }
  // 100 last: percentages are then squared as they were given.
  return sumOf(given.map((share) => (unit === "percent" ? share : (share / whole) * 100) ** 2));
}
