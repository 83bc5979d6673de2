import { checkNumber, checkOptions } from "../core/check-options.ts";

/** What a customer costs to win and brings each month. */
export interface PaybackOptions {
  /** Acquisition cost of a customer. */
  readonly cac: number;
  /** Margin of a customer each month, at its end. */
  readonly margin: number;
  /** Discount rate per month. Default 0. */
  readonly rate?: number;
  /** Share of the customers that stays from one month to the next. Default 1. */
  readonly retention?: number;
  /** Share of the customers that is there in the first month. Default 1. */
  readonly firstMonthSurvival?: number;
}

/** When the acquisition cost has come back; null: never. */
export interface Payback {
  /** `cac / margin`, neither discounted nor thinned out by those who leave. */
  readonly paybackMonths: number | null;
  /** With the discount rate: the root of the annuity formula, a fraction of a month included. */
  readonly discountedPaybackMonths: number | null;
  /** With retention and the discount rate: the first whole month whose running total covers the cost. */
  readonly survivalPaybackMonths: number | null;
}

/**
 * Pay-back of the acquisition cost in months, three ways: simple, discounted, and discounted with the
 * customers who leave taken into account.
 *
 * Discounted: `-ln(1 - cac i / m) / ln(1 + i)`, null where the perpetuity `m / i` does not exceed the
 * cost. With survival: the least n at which the sum over t = 1 … n of `m s r^(t-1) / (1 + i)^t`
 * reaches the cost.
 *
 * @throws A {@link ScoringError} with `wrong_type`, `not_finite`, `out_of_range` or `unknown_name`.
 * @example
 * ```ts
 * const payback = cacPayback({ cac: 600, margin: 50, rate: 0.01 });
 * payback.paybackMonths; // => 12
 * payback.discountedPaybackMonths; // => 12.8471478382…
 * cacPayback({ cac: 200, margin: 50, retention: 0.9 }).survivalPaybackMonths; // => 5
 * cacPayback({ cac: 600, margin: 5, rate: 0.01 }).discountedPaybackMonths; // => null
 * ```
 */
export function cacPayback(options: PaybackOptions): Payback {
  options = checkOptions(options, ["cac", "margin", "rate", "retention", "firstMonthSurvival"]);
  const cac = checkNumber(options.cac, ["options", "cac"], { min: 0 });
  const margin = checkNumber(options.margin, ["options", "margin"]);
  const rate = checkNumber(options.rate ?? 0, ["options", "rate"], { min: 0 });
  const share = { min: 0, max: 1 };
  const retention = checkNumber(options.retention ?? 1, ["options", "retention"], share);
  const first = checkNumber(options.firstMonthSurvival ?? 1, ["options", "firstMonthSurvival"], share);
  if (cac === 0) return { paybackMonths: 0, discountedPaybackMonths: 0, survivalPaybackMonths: 0 };
  if (margin <= 0) {
    return { paybackMonths: null, discountedPaybackMonths: null, survivalPaybackMonths: null };
  }
  return {
    paybackMonths: cac / margin,
    discountedPaybackMonths: annuityMonths(cac / margin, rate),
    survivalPaybackMonths: wholeMonths((cac * (1 + rate)) / (margin * first), retention / (1 + rate)),
  };
}

/** Months of 1 at month ends that are worth `need` now. */
function annuityMonths(need: number, rate: number): number | null {
  if (rate === 0) return need;
  return need * rate < 1 ? -Math.log1p(-need * rate) / Math.log1p(rate) : null;
}

/** The least whole n with 1 + q + … + q^(n-1) >= need. */
function wholeMonths(need: number, q: number): number | null {
  if (q === 1) return finiteOrNull(Math.ceil(need));
  if (need <= 1) return 1;
  const missing = need * (1 - q);
  // What comes back for ever approaches 1 / (1 - q): a need within rounding of that is never met.
  if (!(missing < 1 - 1e-12)) return null;
  const months = Math.log1p(-missing) / Math.log(q);
  // A sum that reaches the need exactly shall not wait a month for a rounding error.
  const nearest = Math.round(months);
  return Math.abs(months - nearest) <= 1e-9 * nearest ? nearest : Math.ceil(months);
}

function finiteOrNull(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
