/**
 * `(1 - e^(-k l)) / k`, and its limit `l` at `k = 0`: the length `l` discounted at rate `k`.
 *
 * It takes the removable pole out of "1 minus a power, over the exponent minus one", which stands in half of
 * the published formulas (Pareto/NBD at s = 1 among them).
 *
 * @example
 * ```ts
 * phi(0, 3); // => 3
 * phi(1, Math.LN2); // => 0.5
 * ```
 */
export function phi(k: number, l: number): number {
  const y = k * l;
  return Math.abs(y) < 1e-18 ? l : -Math.expm1(-y) / k;
}
