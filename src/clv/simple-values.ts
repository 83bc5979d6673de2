/**
 * Customer values that need no model.
 *
 * @module
 */

import { checkNumber, checkOptions } from "../core/check-options.ts";
import { ScoringError } from "../core/error.ts";
import { openInput } from "../core/open-input.ts";
import { bare } from "../core/own.ts";
import { readNumbers } from "../core/read-numbers.ts";
import { createRejector } from "../core/rejector.ts";
import type { Input } from "../core/types.ts";

/** What a customer has brought so far. */
export interface PastRevenue {
  /** Net of refunds. */
  readonly revenue: number;
}

/**
 * Historic value: what each customer has earned so far, revenue times margin. It looks back only.
 *
 * @throws A {@link ScoringError} as rows are refused; `not_finite` for the margin.
 * @example
 * ```ts
 * historicClv([{ revenue: 120 }, { revenue: -8 }], { margin: 0.4 }); // => [48, -3.2]
 * ```
 */
export function historicClv(
  history: Input<PastRevenue>,
  options: { readonly margin?: number } = {},
): Float64Array {
  options = checkOptions(options, ["margin"]);
  const { margin = 1 } = options;
  checkNumber(margin, ["options", "margin"]);
  const input = openInput(history, "history");
  const revenue = readNumbers(
    input.needed("revenue"),
    "revenue",
    { nullable: true },
    createRejector("history"),
  );
  return revenue.map((amount) => amount * margin);
}

/** How a margin goes on. Rates are per period, whatever the period is. */
export interface MarginMultipleOptions {
  /** Share of customers who stay from one period to the next. */
  readonly retention: number;
  /** Discount rate per period. */
  readonly discountRate: number;
  /** Growth of the margin per period. Default 0. */
  readonly growth?: number;
  /** Whether the first margin comes at the end of the first period (default) or at once. */
  readonly timing?: "end" | "immediate";
}

/**
 * The factor that turns a customer's margin per period into a lifetime value: `r / (1 + i - r (1 + g))`, or
 * one more with the first margin at once.
 *
 * @throws A {@link ScoringError} with `out_of_range` for a retention outside 0 to 1, and where the sum has no
 * end because `r (1 + g)` reaches `1 + i`.
 * @example
 * ```ts
 * marginMultiple({ retention: 0.8, discountRate: 0.12 }); // => 2.5
 * marginMultiple({ retention: 0.8, discountRate: 0.12, timing: "immediate" }); // => 3.5
 * ```
 * @see Gupta and Lehmann (2003), Customers as assets, Journal of Interactive Marketing 17(1).
 */
export function marginMultiple(options: MarginMultipleOptions): number {
  options = checkOptions(options, ["retention", "discountRate", "growth", "timing"]);
  const { retention, discountRate, growth, timing } = readRates(options);
  const left = 1 + discountRate - retention * (1 + growth);
  if (!(left > 0)) {
    throw new ScoringError(
      "out_of_range",
      ["options", "discountRate"],
      "a rate above retention times growth, for the value to be finite",
      "one that is not",
    );
  }
  return timing === "end" ? retention / left : (1 + discountRate) / left;
}

/** A customer's margin, and how it goes on. */
export interface RetentionClvOptions extends MarginMultipleOptions {
  /** Margin per period. */
  readonly margin: number;
  /** Periods that count, the first included; all of them where left out. */
  readonly periods?: number;
}

/**
 * The value of a customer who brings a margin per period and stays with a constant chance: the sum of
 * `margin (1 + g)^(k - 1) r^k / (1 + i)^k`, over the given periods or all.
 *
 * @throws A {@link ScoringError} as {@link marginMultiple}; over a limited number of periods growth may
 * outrun retention.
 * @example
 * ```ts
 * retentionClv({ margin: 100, retention: 0.8, discountRate: 0.12 }); // => 250
 * retentionClv({ margin: 100, retention: 0.5, discountRate: 0, periods: 2 }); // => 75
 * ```
 */
export function retentionClv(options: RetentionClvOptions): number {
  options = checkOptions(options, ["margin", "periods", "retention", "discountRate", "growth", "timing"]);
  const { margin, periods, ...rates } = options;
  checkNumber(margin, ["options", "margin"]);
  if (periods === undefined) return margin * marginMultiple(rates);
  checkNumber(periods, ["options", "periods"], { min: 0, max: 1e6, integer: true });
  const { retention, discountRate, growth, timing } = readRates(rates);
  let term = timing === "end" ? (margin * retention) / (1 + discountRate) : margin;
  let sum = 0;
  for (let k = 0; k < periods; k += 1) {
    sum += term;
    term *= (retention * (1 + growth)) / (1 + discountRate);
  }
  return sum;
}

function readRates(options: MarginMultipleOptions): Required<MarginMultipleOptions> {
  const { retention, discountRate, growth = 0, timing = "end" } = bare(options);
  checkNumber(retention, ["options", "retention"], { min: 0, max: 1 });
  checkNumber(discountRate, ["options", "discountRate"], { min: 0 });
  checkNumber(growth, ["options", "growth"], { min: -1 });
  if (timing !== "end" && timing !== "immediate") {
    throw new ScoringError("unknown_name", ["options", "timing"], "end or immediate", "another name");
  }
  return { retention, discountRate, growth, timing };
}
