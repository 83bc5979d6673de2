import { betaMean } from "./logit-trapezoid.ts";

/** From this rate on the fraction is short; below it the average over the chance to leave is taken. */
const FRACTION_FROM = 1e-4;

/**
 * The discounted lifetime of somebody who leaves before each coming period with a chance that is Beta(`leave`,
 * `stay`), this period included: `2F1(1, stay; stay + leave; 1 / (1 + rate))`, which is the average of
 * `(1 + rate) / (rate + p)` over that chance. Infinite for rate 0 and `leave <= 1`.
 *
 * A continued fraction in `1 / rate` with positive terms only, after Pfaff's transformation, worked from its
 * tail, so that nothing cancels; for rates below 1e-4 the trapezoid rule in the logit. To about 5e-15.
 *
 * @example
 * ```ts
 * discountedLife(3, 2, 0); // => 4
 * discountedLife(15.2, 3.8, 0.1); // => 4.0089…
 * ```
 * @see Wall (1948), Analytic Theory of Continued Fractions, section 89 (the fraction of Gauss).
 */
export function discountedLife(stay: number, leave: number, rate: number): number {
  const all = stay + leave;
  if (rate === 0) return leave > 1 ? (stay + (leave - 1)) / (leave - 1) : Number.POSITIVE_INFINITY;
  if (rate > FRACTION_FROM) return (1 + rate) / (rate + leave / (all * tailOfFraction(stay, leave, rate)));
  // Little weight on staying piles up at p = 1: one period is taken off.
  if (stay < 1) return 1 + ((stay / all) * discountedLife(stay + 1, leave, rate)) / (1 + rate);
  return (1 + rate) * betaMean((p, q) => (1 + q / (all * (rate + p))) / (rate + p), leave, stay);
}

function tailOfFraction(stay: number, leave: number, rate: number): number {
  const x = 1 / rate;
  const all = stay + leave;
  let f = 1;
  // each pair shrinks the error by e^(-4 sqrt(rate))
  for (let m = Math.ceil(10 * Math.sqrt(x)) + 8; m > 0; m -= 1) {
    const e = all + 2 * (m - 1);
    f = 1 + (((leave + m) * (all + (m - 1))) / ((e + 1) * (e + 2))) * (x / f);
    f = 1 + ((m * (stay + (m - 1))) / (e * (e + 1))) * (x / f);
  }
  return f;
}
