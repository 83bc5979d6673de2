/**
 * What each customer adds to the Pareto/NBD log-likelihood, its gradient and its Hessian.
 *
 * @module
 */
import type { Histories } from "../fitting/histories.ts";
import { MOMENTS } from "./moments.ts";

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
 * Adds the customers of rows `begin` to `end`, which share a frequency, to `sums`.
 *
 * All is relative to the density of leaving at the last purchase, `w(tx)`: `K` is being alive, `k` times the
 * integral `J` having left in between. The moments of that integral are the difference of two sets of
 * moments in `tails`: from the recency on, at its code times `stride`, and from the age on, likewise; with a
 * stride of 0, the first two sets.
 */
export function addCustomers(
  { recency, age, weights }: Histories,
  begin: number,
  end: number,
  shape: number,
  s: number,
  { lA: logsA, fA: sharesA, lB: logsB, fB: sharesB, growth, beta }: TimeTables,
  tails: Float64Array,
  stride: number,
  sums: Float64Array,
): void {
  const s1 = s + 1;
  const k = s / beta;
  const second = stride === 0 ? MOMENTS : 0;
  let value = 0;
  let byR = 0;
  let byA = 0;
  let byS = 0;
  let byB = 0;
  let rr = 0;
  let ra = 0;
  let rs = 0;
  let rb = 0;
  let aa = 0;
  let as = 0;
  let ab = 0;
  let ss = 0;
  let sb = 0;
  let bb = 0;
  for (let row = begin; row < end; row += 1) {
    const last = recency[row] as number;
    const now = age[row] as number;
    const w = weights === null ? 1 : (weights[row] as number);
    const from = last * stride;
    const to = now * stride + second;
    const logA = logsA[last] as number;
    const logB = logsB[last] as number;
    const lA = logsA[now] as number;
    const lB = logsB[now] as number;
    const fA = sharesA[now] as number;
    const fB = sharesB[now] as number;
    const fall = Math.exp(shape * (logA - lA) + s1 * (logB - lB));
    const K = fall * (growth[now] as number);

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
    value += w * (Math.log(all) - shape * logA - s1 * logB);
    byR += w * gR;
    byA += w * gA;
    byS += w * gS;
    byB += w * gB;
    rr += w * (alive * lA * lA + left * m5 - gR * gR);
    ra += w * (alive * fA * (1 - shape * lA) + left * (m2 - shape * m6) - gR * gA);
    rs += w * (alive * lA * lB + left * (m8 - m1 / s) - gR * gS);
    rb += w * (-alive * lA * s * fB + left * (m1 - s1 * m9) - gR * gB);
    aa += w * (shape * (alive * fA * ((shape + 1) * fA - 1) + left * ((shape + 1) * m7 - m2)) - gA * gA);
    as += w * (shape * (-alive * fA * lB + left * (m2 / s - m10)) - gA * gS);
    ab += w * (shape * (alive * fA * s * fB + left * (s1 * m11 - m2)) - gA * gB);
    ss += w * (alive * lB * lB + left * (m12 - (2 * m3) / s) - gS * gS);
    sb += w * (alive * fB * (1 - s * lB) + left * ((-m0 + (2 * s + 1) * m4) / s + m3 - s1 * m13) - gS * gB);
    bb += w * (alive * s * fB * (s1 * fB - 1) + left * (m0 - 3 * s1 * m4 + s1 * (s + 2) * m14) - gB * gB);
  }
  const added = [value, byR, byA, byS, byB, rr, ra, rs, rb, aa, as, ab, ss, sb, bb];
  for (let i = 0; i < CUSTOMER_SUMS; i += 1) sums[i] = (sums[i] as number) + (added[i] as number);
}
