/**
 * What a customer who is alive will do next, under BG/NBD and MBG/NBD.
 *
 * Such a customer has a rate Gamma(shape, scale), met by a horizon of `u` scales, and leaves after each
 * purchase with a chance Beta(a, b). Closed forms exist through the Gauss hypergeometric function and fail
 * at a = 1, a + b = 1, tiny shapes and long horizons; the sums here have only positive terms and no poles.
 *
 * @module
 */
import { LARGEST_LOG, purchasesByAverage, survivalByAverage } from "./averages-while-alive.ts";

/** Purchases on offer that are looked at, at most. */
const MOST_TERMS = 20_000;

/** Where the sum over offers is short enough, and its first term does not underflow. */
function sumsOffers(shape: number, u: number): boolean {
  return (shape + 40) * u < 5000 && shape * Math.log1p(u) < LARGEST_LOG;
}

/**
 * Expected purchases within the horizon:
 * `E[(1 - (1 + p u)^(-shape)) / p]` over `p ~ Beta(a, b)`.
 *
 * The number of purchases on offer is negative binomial; of `j` on offer a customer makes
 * `sum over i < j of (b)_i / (a + b)_i`. For long horizons and large shapes, the average over `p` by the
 * trapezoid rule in the logit.
 *
 * @see Fader, Hardie and Lee (2005), equations 9 and 10, for the closed form.
 */
export function expectedWhileAlive(u: number, shape: number, a: number, b: number): number {
  if (u < 1e-150) return shape * u;
  return sumsOffers(shape, u) ? purchasesBySum(u, shape, a, b) : purchasesByAverage(u, shape, a, b);
}

/**
 * {@link expectedWhileAlive} at several horizons in rising order, into `out`. What a customer makes of `j`
 * purchases on offer is the same at all of them, so the sums run side by side.
 */
export function expectedAtHorizons(
  us: readonly number[],
  shape: number,
  a: number,
  b: number,
  out: Float64Array,
): void {
  const last = us.length - 1;
  const longest = us[last] as number;
  if (!sumsOffers(shape, longest) || (us[0] as number) < 1e-150) {
    for (let k = 0; k <= last; k += 1) out[k] = expectedWhileAlive(us[k] as number, shape, a, b);
    return;
  }
  const zs = listOf(us, (u) => u / (1 + u));
  const offered = listOf(us, (u) => Math.exp(-shape * Math.log1p(u)));
  out.fill(0);
  let alive = 1;
  let made = 0;
  for (let j = 0; j < MOST_TERMS; j += 1) {
    const ratio = (shape + j) / (j + 1);
    made += alive;
    alive *= (b + j) / (a + b + j);
    for (let k = 0; k <= last; k += 1) {
      const chance = (offered[k] as number) * ratio * (zs[k] as number);
      offered[k] = chance;
      out[k] = (out[k] as number) + chance * made;
    }
    if ((offered[last] as number) * made < 1e-17 * (out[last] as number) && j > shape * longest) break;
  }
}

/** A short list of numbers, made anew for every customer: a typed array would cost more than it holds. */
export function listOf(values: ArrayLike<number>, of: (value: number) => number): number[] {
  const list: number[] = [];
  for (let i = 0; i < values.length; i += 1) list.push(of(values[i] as number));
  return list;
}

/**
 * The chance to be alive at the end of the horizon: `E[(1 + p u)^(-shape)]` over `p ~ Beta(a, b)`, by the
 * same two routes.
 */
export function survivalWhileAlive(u: number, shape: number, a: number, b: number): number {
  if (u < 1e-150) return 1;
  // the last bits of a sum may lead beyond 1
  return Math.min(1, (sumsOffers(shape, u) ? survivalBySum : survivalByAverage)(u, shape, a, b));
}

function purchasesBySum(u: number, shape: number, a: number, b: number): number {
  const z = u / (1 + u);
  let offered = Math.exp(-shape * Math.log1p(u)); // P(j on offer)
  let alive = 1; // P(alive after j purchases)
  let made = 0; // purchases made when j are on offer
  let sum = 0;
  for (let j = 0; j < MOST_TERMS; j += 1) {
    offered *= (z * (shape + j)) / (j + 1);
    made += alive;
    alive *= (b + j) / (a + b + j);
    const term = offered * made;
    sum += term;
    if (term < 1e-17 * sum && j > shape * u) break;
  }
  return sum;
}

function survivalBySum(u: number, shape: number, a: number, b: number): number {
  const z = u / (1 + u);
  let offered = Math.exp(-shape * Math.log1p(u));
  let alive = 1;
  let sum = offered;
  for (let j = 0; j < MOST_TERMS; j += 1) {
    offered *= (z * (shape + j)) / (j + 1);
    alive *= (b + j) / (a + b + j);
    const term = offered * alive;
    sum += term;
    if (term < 1e-17 * sum && j > shape * u) break;
  }
  return sum;
}
