import { checkNumber } from "../core/check-options.ts";

/**
 * Viral coefficient K: new users whom one user brings, invitations x conversion.
 *
 * @param invites - Invitations a user sends.
 * @param conversion - Part of them that is taken up, 0 … 1.
 * @throws A {@link ScoringError} with `wrong_type`, `not_finite` or `out_of_range`.
 * @example
 * ```ts
 * viralCoefficient(5, 0.1); // => 0.5
 * ```
 */
export function viralCoefficient(invites: number, conversion: number): number {
  const sent = checkNumber(invites, ["invites"], { min: 0 });
  return sent * checkNumber(conversion, ["conversion"], { min: 0, max: 1 });
}

/** How a user base grows by invitations. */
export interface ViralGrowth {
  /** Users one user brings. */
  readonly k: number;
  /** Users after the last cycle; null where that is more than a number can hold. */
  readonly total: number | null;
  /** What the total comes to if nothing stops it: `seed / (1 - k)`; null from k = 1 on. */
  readonly limit: number | null;
  /** Users after 0, 1, 2 … cycles. */
  readonly totalByCycle: Float64Array;
}

/** Cycles are listed one by one. */
const MOST_CYCLES = 100_000;

/**
 * Users after some cycles of invitation in which each user invites once: `N0 (K^(n+1) - 1) / (K - 1)`,
 * `N0 (n + 1)` for K = 1.
 *
 * How long a cycle takes decides speed more than K does: halving it doubles the exponent.
 *
 * @param seed - Users at the start.
 * @param k - Viral coefficient.
 * @param cycles - Whole number, at most 100,000.
 * @throws A {@link ScoringError} with `wrong_type`, `not_finite` or `out_of_range`.
 * @example
 * ```ts
 * const growth = viralGrowth(1000, 0.5, 3);
 * growth.total; // => 1875
 * growth.limit; // => 2000
 * growth.totalByCycle; // => Float64Array.of(1000, 1500, 1750, 1875)
 * viralGrowth(200, 1, 5).total; // => 1200
 * ```
 */
export function viralGrowth(seed: number, k: number, cycles: number): ViralGrowth {
  const start = checkNumber(seed, ["seed"], { min: 0 });
  const coefficient = checkNumber(k, ["k"], { min: 0 });
  const last = checkNumber(cycles, ["cycles"], { min: 0, max: MOST_CYCLES, integer: true });
  const totalByCycle = new Float64Array(last + 1);
  totalByCycle[0] = start;
  for (let n = 1; n <= last; n += 1) totalByCycle[n] = start + coefficient * (totalByCycle[n - 1] as number);
  const total = totalByCycle[last] as number;
  return {
    k: coefficient,
    total: Number.isFinite(total) ? total : null,
    limit: coefficient < 1 ? start / (1 - coefficient) : null,
    totalByCycle,
  };
}
