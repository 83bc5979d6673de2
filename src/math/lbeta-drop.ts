import { lbetaRise } from "./lbeta.ts";
import { STIRLING, STIRLING_FROM } from "./stirling.ts";

/**
 * `-ln [B(a, b + n) / B(a, b)]`, as {@link lbetaRise}, but to its own last digits also where it is near 0: for the
 * chance to be lost in a step that hardly anybody is lost in. For positive `a`, `b` and `n >= 0`.
 *
 * It is a second difference of log-gammas; both differences are taken of Stirling's formula term by term, so that
 * no more than a factor of ten cancels.
 *
 * @example
 * ```ts
 * lbetaDrop(1, 1, 1); // => 0.6931…
 * lbetaDrop(1e-9, 1e6, 1); // => 1.000000e-15…
 * ```
 */
export function lbetaDrop(a: number, b: number, n: number): number {
  // a long step drops far: nothing is near 0, and here it would be a difference of large terms
  if (n === 0 || Math.max(a, n) > b + 1) return -lbetaRise(a, b, n);
  let from = b;
  let below = 0;
  // shifted up to where the series holds: the factors of the quotient, each below 1
  while (from < STIRLING_FROM) {
    const lost = (a / (from + a)) * (n / (from + n));
    below -= lost < 0.5 ? Math.log1p(-lost) : Math.log((from / (from + a)) * ((from + a + n) / (from + n)));
    from += 1;
  }
  const byN = Math.log1p(n / from);
  const byA = Math.log1p(a / from);
  const both = -Math.log1p(-(a / (from + a)) * (n / (from + n)));
  const main = a * byN + n * byA - (from + a + n - 0.5) * both;
  return below + main + correctionDrop(a, from, n);
}

/** The same second difference of Stirling's correction, as a polynomial in the reciprocals of the four ends. */
function correctionDrop(a: number, b: number, n: number): number {
  const u = 1 / b;
  const v = 1 / (b + n);
  const w = 1 / (b + a);
  const z = 1 / (b + a + n);
  // divided differences over (u, v) and, of those, over (u, w, v) and (w, v, z)
  let first = 0;
  let firstSlope = 0;
  let secondValue = 0;
  let second = 0;
  let secondSlope = 0;
  let value = 0;
  for (let k = STIRLING.length - 1; k >= 0; k -= 1) {
    const coefficient = STIRLING[k] as number;
    for (const next of [coefficient, 0]) {
      firstSlope = firstSlope * w + first;
      first = first * v + value;
      value = value * u + next;
      secondSlope = secondSlope * z + second;
      second = second * v + secondValue;
      secondValue = secondValue * w + next;
    }
  }
  const slopes = (u - w) * firstSlope + (v - z) * secondSlope;
  return n * (a * (2 * b + a + n) * u * v * w * z * first + w * z * slopes);
}
