import { checkNumber, checkOptions } from "../core/check-options.ts";
import { responseConstant } from "./response-constant.ts";

/** Options of {@link acquisitionSpendOptimum}. */
export interface AcquisitionSpendOptions {
  /** Share of the prospects that could be won with unlimited money, by judgement: 0 … 1. */
  readonly ceilingRate: number;
  /** What is spent on a prospect today. */
  readonly currentSpendPerProspect: number;
  /** Share of the prospects that is won by it, below the ceiling. */
  readonly currentRate: number;
  /** Lifetime value of a customer won, acquisition not taken off. */
  readonly valuePerAcquiredCustomer: number;
}

/** What should be spent on a prospect. */
export interface AcquisitionSpendOptimum {
  /** Steepness of the response. */
  readonly k: number;
  /** Spend on a prospect that brings most. */
  readonly optimalSpend: number;
  /** Share of the prospects that is won by it. */
  readonly rateAtOptimum: number;
  /** What is spent on each customer won; null where none is. */
  readonly costPerAcquisition: number | null;
  /** Value won less spend, for each prospect. */
  readonly expectedProfitPerProspect: number;
}

/**
 * How much to spend on winning a prospect: the spend at which the last unit of money wins just its own
 * worth of customers.
 *
 * Response `a(A) = C (1 - e^(-k A))` through today's spend and rate; optimum `A* = ln(C k V) / k`, and 0
 * where even the first unit of money does not come back.
 *
 * @throws A {@link ScoringError} with `wrong_type`, `not_finite`, `out_of_range` or `unknown_name`.
 * @example
 * ```ts
 * const optimum = acquisitionSpendOptimum({
 *   ceilingRate: 0.4,
 *   currentSpendPerProspect: 5,
 *   currentRate: 0.2,
 *   valuePerAcquiredCustomer: 60,
 * });
 * optimum.optimalSpend; // => 8.671340164…
 * optimum.rateAtOptimum; // => 0.279775413…
 * optimum.expectedProfitPerProspect; // => 8.115184631…
 * ```
 * @see Blattberg & Deighton (1996), Manage marketing by the customer equity test, Harvard Business
 * Review 74(4); Pfeifer (2005), The optimal ratio of acquisition and retention costs, Journal of
 * Targeting, Measurement and Analysis for Marketing 13(2).
 */
export function acquisitionSpendOptimum(options: AcquisitionSpendOptions): AcquisitionSpendOptimum {
  options = checkOptions(options, [
    "ceilingRate",
    "currentSpendPerProspect",
    "currentRate",
    "valuePerAcquiredCustomer",
  ]);
  const { ceilingRate, currentRate } = options;
  const k = responseConstant(
    ceilingRate,
    options.currentSpendPerProspect,
    currentRate,
    "currentSpendPerProspect",
  );
  const value = checkNumber(options.valuePerAcquiredCustomer, ["options", "valuePerAcquiredCustomer"]);
  const steepness = ceilingRate * k * value;
  const optimalSpend = steepness > 1 ? Math.log(steepness) / k : 0;
  const rateAtOptimum = -ceilingRate * Math.expm1(-k * optimalSpend) + 0;
  return {
    k,
    optimalSpend,
    rateAtOptimum,
    costPerAcquisition: rateAtOptimum > 0 ? optimalSpend / rateAtOptimum : null,
    expectedProfitPerProspect: rateAtOptimum * value - optimalSpend,
  };
}
