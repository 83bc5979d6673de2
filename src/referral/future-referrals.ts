import { checkNumber, checkOptions } from "../core/check-options.ts";
import { openInput } from "../core/open-input.ts";
import { readNumbers } from "../core/read-numbers.ts";
import { createRejector } from "../core/rejector.ts";
import type { Id, Input } from "../core/types.ts";
import { sumOf } from "../math/sums.ts";

/** What was seen of a customer. */
export interface ObservedReferrals {
  /** Who. */
  readonly customerId?: Id;
  /** Referrals so far. */
  readonly referrals: number;
  /** Periods they had to bring them. */
  readonly periods: number;
}

/** Options of {@link futureReferrals}. */
export interface FutureReferralsOptions {
  /** Periods ahead. */
  readonly horizon: number;
  /** How many periods of observation the base's rate weighs. Default: the mean of `periods`. */
  readonly priorPeriods?: number;
}

/**
 * Referrals to expect of each customer in the coming periods, aligned with the input: their own rate,
 * drawn towards that of the base the more, the shorter they were observed.
 *
 * Poisson referrals with a gamma prior whose mean is the base's rate m:
 * `horizon x (w m + referrals) / (w + periods)`. NaN where neither the customer nor the base was
 * observed for any time.
 *
 * @throws A {@link ScoringError} with `missing`, `wrong_type`, `not_finite`, `out_of_range` or
 * `unknown_name`.
 * @example
 * ```ts
 * const observed = [
 *   { customerId: "ann", referrals: 4, periods: 12 },
 *   { customerId: "bob", referrals: 0, periods: 12 },
 *   { customerId: "cem", referrals: 1, periods: 1 },
 * ];
 * // The base: 5 referrals in 25 periods, 0.2 a period.
 * futureReferrals(observed, { horizon: 12, priorPeriods: 10 });
 * // => [3.27272…, 1.09090…, 3.27272…]
 * ```
 * @see Ehrenberg (1959), The pattern of consumer purchases, Applied Statistics 8(1), for the gamma
 * mixture of Poisson rates.
 */
export function futureReferrals(
  customers: Input<ObservedReferrals>,
  options: FutureReferralsOptions,
): Float64Array {
  options = checkOptions(options, ["horizon", "priorPeriods"]);
  const horizon = checkNumber(options.horizon, ["options", "horizon"], { min: 0 });
  const input = openInput(customers, "customers");
  const rejector = createRejector("customers");
  const referrals = readNumbers(input.needed("referrals"), "referrals", { min: 0 }, rejector);
  const periods = readNumbers(input.needed("periods"), "periods", { min: 0 }, rejector);
  const all = sumOf(periods);
  const weight =
    options.priorPeriods === undefined
      ? all / input.length
      : checkNumber(options.priorPeriods, ["options", "priorPeriods"], { min: 0 });
  const rate = all === 0 ? Number.NaN : sumOf(referrals) / all;
  const prior = weight === 0 ? 0 : weight * rate;
  return referrals.map((count, i) => {
    const observed = weight + (periods[i] as number);
    return observed === 0 ? Number.NaN : (horizon * (prior + count)) / observed;
  });
}
