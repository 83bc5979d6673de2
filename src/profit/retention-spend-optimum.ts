import { checkNumber, checkOptions } from "../core/check-options.ts";
import { responseConstant } from "./response-constant.ts";

/** Options of {@link retentionSpendOptimum}. Money and rates are per period. */
export interface RetentionSpendOptions {
  /** Share of the customers that could be kept with unlimited money, by judgement: 0 … 1. */
  readonly ceilingRate: number;
  /** What is spent on keeping a customer today. */
  readonly currentSpend: number;
  /** Share of the customers that is kept by it, below the ceiling. */
  readonly currentRate: number;
  /** Margin of a customer who stays, retention spend not taken off. */
  readonly marginPerPeriod: number;
  /** Discount rate. */
  readonly discountRate: number;
}

/** What should be spent on keeping a customer. */
export interface RetentionSpendOptimum {
  /** Steepness of the response. */
  readonly k: number;
  /** Spend on a customer each period that brings most. */
  readonly optimalSpend: number;
  /** Share of the customers that is kept by it. */
  readonly rateAtOptimum: number;
  /** What a customer is worth from the next period on, at that spend. */
  readonly retentionEquity: number;
}

/**
 * How much to spend each period on keeping a customer.
 *
 * Maximises `(m - R / r) q / (1 - q)`, that is `(m r - R) / (1 + d - r)`, with `r = C (1 - e^(-k R))`
 * through today's spend and rate and `q = r / (1 + d)`. There is one maximum; setting the derivative to
 * 0 gives it in closed form by the Lambert W function:
 * `R* = m (1 + d) - (1 + W) / k`, `W e^W = (1 + d - C) e^(k m (1 + d) - 1) / C`.
 *
 * @throws A {@link ScoringError} with `wrong_type`, `not_finite`, `out_of_range` or `unknown_name`.
 * @example
 * ```ts
 * const optimum = retentionSpendOptimum({
 *   ceilingRate: 0.8,
 *   currentSpend: 10,
 *   currentRate: 0.5,
 *   marginPerPeriod: 100,
 *   discountRate: 0.15,
 * });
 * optimum.optimalSpend; // => 28.89655…
 * optimum.rateAtOptimum; // => 0.75299…
 * optimum.retentionEquity; // => 116.87997…
 * ```
 * @see Blattberg & Deighton (1996), Manage marketing by the customer equity test, Harvard Business
 * Review 74(4); Corless et al. (1996), On the Lambert W function, Advances in Computational
 * Mathematics 5.
 */
export function retentionSpendOptimum(options: RetentionSpendOptions): RetentionSpendOptimum {
  options = checkOptions(options, [
    "ceilingRate",
    "currentSpend",
    "currentRate",
    "marginPerPeriod",
    "discountRate",
  ]);
  const { ceilingRate, currentRate } = options;
  const k = responseConstant(ceilingRate, options.currentSpend, currentRate, "currentSpend");
  const margin = checkNumber(options.marginPerPeriod, ["options", "marginPerPeriod"]);
  const discountRate = checkNumber(options.discountRate, ["options", "discountRate"], { min: 0 });
  const worth = margin * (1 + discountRate);
  const logArgument = Math.log((1 + discountRate - ceilingRate) / ceilingRate) + k * worth - 1;
  const best = k === 0 ? 0 : worth - (1 + lambertOfLog(logArgument)) / k;
  const optimalSpend = Math.max(0, best);
  const rateAtOptimum = -ceilingRate * Math.expm1(-k * optimalSpend) + 0;
  return {
    k,
    optimalSpend,
    rateAtOptimum,
    // + 0: nobody kept and nothing spent is worth 0, not -0.
    retentionEquity: (margin * rateAtOptimum - optimalSpend) / (1 + discountRate - rateAtOptimum) + 0,
  };
}

/** W(e^l): the w > 0 with w + ln w = l, by Newton steps on that equation; no e^l that could overflow. */
function lambertOfLog(l: number): number {
  if (l < -36) return Math.exp(l);
  let w = l > 1 ? l - Math.log(l) : Math.exp(l - Math.log1p(Math.exp(l)));
  for (let step = 0; step < 50; step += 1) {
    const next = (w * (1 + l - Math.log(w))) / (1 + w);
    if (Math.abs(next - w) <= 1e-16 * w) return next;
    w = next;
  }
  return w;
}
