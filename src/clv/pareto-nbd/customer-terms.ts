/**
 * What one customer adds to the Pareto/NBD log-likelihood, its gradient and its Hessian.
 *
 * @module
 */

/** The value, the gradient by r, ln alpha, s, ln beta, and the upper triangle of the Hessian, row by row. */
export const CUSTOMER_SUMS = 15;

/** `ln(1 + t/alpha)`, `t / (alpha + t)`, and the same of beta, for each time of the data. */
export interface TimeTables {
  readonly lA: Float64Array;
  readonly fA: Float64Array;
  readonly lB: Float64Array;
  readonly fB: Float64Array;
  /** `1 + t/beta`. */
  readonly growth: Float64Array;
  /** The scale of leaving. */
  readonly beta: number;
}

/** Tabulates the times for one set of parameters. */
export function timeTables(times: Float64Array, alpha: number, beta: number): TimeTables {
  const size = times.length;
  const tables = {
    lA: new Float64Array(size),
    fA: new Float64Array(size),
    lB: new Float64Array(size),
    fB: new Float64Array(size),
    growth: new Float64Array(size),
    beta,
  };
  for (let code = 0; code < size; code += 1) {
    const t = times[code] as number;
    tables.lA[code] = Math.log1p(t / alpha);
    tables.fA[code] = t / (alpha + t);
    tables.lB[code] = Math.log1p(t / beta);
    tables.fB[code] = t / (beta + t);
    tables.growth[code] = 1 + t / beta;
  }
  return tables;
}

/**
 * Adds a customer of `weight` to `sums`.
 *
 * All is relative to the density of leaving at the last purchase, `w(tx)`: `K` is being alive, `k` times the
 * integral `J` having left in between. The moments of that integral are the difference of the moments from
 * `tx` on (at `from` in `tails`) and from the age on (at `to`).
 */
export function addCustomer(
  shape: number,
  s: number,
  tables: TimeTables,
  last: number,
  now: number,
  tails: Float64Array,
  from: number,
  to: number,
  weight: number,
  sums: Float64Array,
): void {
  const logA = tables.lA[last] as number;
  const logB = tables.lB[last] as number;
  const lA = tables.lA[now] as number;
  const lB = tables.lB[now] as number;
  const fA = tables.fA[now] as number;
  const fB = tables.fB[now] as number;
  const s1 = s + 1;
  const fall = Math.exp(shape * (logA - lA) + s1 * (logB - lB));
  const K = fall * (tables.growth[now] as number);
  const k = s / tables.beta;

  const m0 = (tails[from] as number) - fall * (tails[to] as number);
  const m1 = (tails[from + 1] as number) - fall * (tails[to + 1] as number);
  const m2 = (tails[from + 2] as number) - fall * (tails[to + 2] as number);
  const m3 = (tails[from + 3] as number) - fall * (tails[to + 3] as number);
  const m4 = (tails[from + 4] as number) - fall * (tails[to + 4] as number);
  const m5 = (tails[from + 5] as number) - fall * (tails[to + 5] as number);
  const m6 = (tails[from + 6] as number) - fall * (tails[to + 6] as number);
  const m7 = (tails[from + 7] as number) - fall * (tails[to + 7] as number);
  const m8 = (tails[from + 8] as number) - fall * (tails[to + 8] as number);
  const m9 = (tails[from + 9] as number) - fall * (tails[to + 9] as number);
  const m10 = (tails[from + 10] as number) - fall * (tails[to + 10] as number);
  const m11 = (tails[from + 11] as number) - fall * (tails[to + 11] as number);
  const m12 = (tails[from + 12] as number) - fall * (tails[to + 12] as number);
  const m13 = (tails[from + 13] as number) - fall * (tails[to + 13] as number);
  const m14 = (tails[from + 14] as number) - fall * (tails[to + 14] as number);

  const all = K + k * m0;
  const alive = K / all;
  const left = k / all;
  const gR = -alive * lA - left * m1;
  const gA = shape * (alive * fA + left * m2);
  const gS = -alive * lB + left * (m0 / s - m3);
  const gB = alive * s * fB + left * (s1 * m4 - m0);

  sums[0] = (sums[0] as number) + weight * (Math.log(all) - shape * logA - s1 * logB);
  sums[1] = (sums[1] as number) + weight * gR;
  sums[2] = (sums[2] as number) + weight * gA;
  sums[3] = (sums[3] as number) + weight * gS;
  sums[4] = (sums[4] as number) + weight * gB;
  // by r and r, alpha, s, beta
  sums[5] = (sums[5] as number) + weight * (alive * lA * lA + left * m5 - gR * gR);
  const rA = alive * fA * (1 - shape * lA) + left * (m2 - shape * m6) - gR * gA;
  sums[6] = (sums[6] as number) + weight * rA;
  sums[7] = (sums[7] as number) + weight * (alive * lA * lB + left * (m8 - m1 / s) - gR * gS);
  sums[8] = (sums[8] as number) + weight * (-alive * lA * s * fB + left * (m1 - s1 * m9) - gR * gB);
  // by alpha and alpha, s, beta
  const aA = alive * shape * fA * ((shape + 1) * fA - 1) + left * shape * ((shape + 1) * m7 - m2) - gA * gA;
  sums[9] = (sums[9] as number) + weight * aA;
  sums[10] = (sums[10] as number) + weight * (shape * (-alive * fA * lB + left * (m2 / s - m10)) - gA * gS);
  sums[11] =
    (sums[11] as number) + weight * (shape * (alive * fA * s * fB + left * (s1 * m11 - m2)) - gA * gB);
  // by s and s, beta
  sums[12] = (sums[12] as number) + weight * (alive * lB * lB + left * (m12 - (2 * m3) / s) - gS * gS);
  const sB = alive * fB * (1 - s * lB) + left * ((-m0 + (2 * s + 1) * m4) / s + m3 - s1 * m13) - gS * gB;
  sums[13] = (sums[13] as number) + weight * sB;
  // by beta and beta
  const bB = alive * s * fB * (s1 * fB - 1) + left * (m0 - 3 * s1 * m4 + s1 * (s + 2) * m14) - gB * gB;
  sums[14] = (sums[14] as number) + weight * bB;
}
