import { checkNumber, checkOneOf, checkOptions } from "../core/check-options.ts";

/** When the first margin comes: at the end of the first period, or at once. */
export type MarginTiming = "end" | "immediate";

/** Options of {@link marginMultiple}. Rates are per period, the period being that of the margin. */
export interface MarginMultipleOptions {
  /** Share of the customers that stays from one period to the next. */
  readonly retention: number;
  /** Discount rate. */
  readonly discountRate: number;
  /** Growth of the margin. Default 0. */
  readonly growth?: number;
  /** When the first margin comes. Default `end`. */
  readonly timing?: MarginTiming;
}

/**
 * What lifetime value is a multiple of margin by, for ever: `r / (1 + i - r (1 + g))` for a customer
 * already won whose next margin comes at the end of the period if they stay; `immediate` counts a
 * margin at once as well, `(1 + i) / (1 + i - r (1 + g))`. Without growth the two differ by exactly 1.
 *
 * `null` where the sum has no end: `r (1 + g) >= 1 + i`.
 *
 * @throws A {@link ScoringError} with `wrong_type`, `not_finite`, `out_of_range` or `unknown_name`.
 * @example
 * ```ts
 * marginMultiple({ retention: 0.8, discountRate: 0.12 }); // => 2.5
 * marginMultiple({ retention: 0.75, discountRate: 0.1, timing: "immediate" }); // => 3.142857142857…
 * marginMultiple({ retention: 1, discountRate: 0 }); // => null
 * ```
 * @see Gupta & Lehmann (2003), Customers as assets, Journal of Interactive Marketing 17(1); (2005),
 * Managing Customers as Investments.
 */
export function marginMultiple(options: MarginMultipleOptions): number | null {
  checkOptions(options, ["retention", "discountRate", "growth", "timing"]);
  const retention = checkNumber(options.retention, ["options", "retention"], { min: 0, max: 1 });
  const discountRate = checkNumber(options.discountRate, ["options", "discountRate"], { min: 0 });
  const growth = checkNumber(options.growth ?? 0, ["options", "growth"], { min: -1 });
  const timing = checkOneOf<MarginTiming>(
    options.timing ?? "end",
    ["end", "immediate"],
    ["options", "timing"],
  );
  const rest = 1 + discountRate - retention * (1 + growth);
  if (!(rest > 0)) return null;
  return (timing === "end" ? retention : 1 + discountRate) / rest;
}
