/**
 * BG/BB for one customer: before each opportunity to buy a customer leaves for good with a chance that is
 * Beta(gamma, delta), and while alive buys at it with a chance that is Beta(alpha, beta).
 *
 * `x` is the number of purchases, `tx` the opportunity of the last one (0 for none), `n` the number of
 * opportunities so far. All sums have positive terms, each made of the one before: no gamma functions.
 *
 * @see Fader, Hardie and Shang (2010), Customer-base analysis in a discrete-time noncontractual setting,
 * Marketing Science 29(6).
 * @module
 */
import { discountedLife } from "../../math/discounted-life.ts";
import { lbetaRise } from "../../math/lbeta.ts";
import { survivorSum } from "../../math/survivor-sum.ts";

/** The parameters in order. */
export type BgBbVector = readonly [alpha: number, beta: number, gamma: number, delta: number];

/**
 * The ways to have left before opportunity `n + 1`, relative to leaving right after `tx`: `gone` sums those
 * before opportunity `n`, `last` is the weight of staying up to it.
 */
function silence([alpha, beta, gamma, delta]: BgBbVector, x: number, tx: number, n: number) {
  let gone = 0;
  let last = 1;
  for (let i = 0; i < n - tx && last > 0; i += 1) {
    gone += last;
    // `beta + (tx - x + i)`: whole numbers first, or a small beta would lose its digits
    last *=
      ((beta + (tx - x + i)) / (alpha + beta + (tx + i))) *
      ((delta + (tx + i)) / (gamma + delta + (tx + 1 + i)));
  }
  return { gone, last };
}

/** The log-likelihood of a customer. */
export function bgBbLogLikelihood(p: BgBbVector, x: number, tx: number, n: number): number {
  const [alpha, beta, gamma, delta] = p;
  const { gone, last } = silence(p, x, tx, n);
  const missed = tx - x;
  const seen =
    lbetaRise(alpha, beta, missed) + lbetaRise(beta + missed, alpha, x) + lbetaRise(gamma, delta, tx);
  return seen + Math.log((gamma * gone + last * (gamma + delta + n)) / (gamma + delta + tx));
}

/** The chance to be alive at opportunity `n + 1`. */
export function bgBbAlive(p: BgBbVector, x: number, tx: number, n: number): number {
  const [, , gamma, delta] = p;
  const { gone, last } = silence(p, x, tx, n);
  return (last * (delta + n)) / (gamma * gone + last * (gamma + delta + n));
}

/** The chance to have left before opportunity `n + 1`: not taken from 1, so that a small one keeps its digits. */
export function bgBbGone(p: BgBbVector, x: number, tx: number, n: number): number {
  const [, , gamma, delta] = p;
  const { gone, last } = silence(p, x, tx, n);
  return (gamma * (gone + last)) / (gamma * gone + last * (gamma + delta + n));
}

/** The chance that who is alive at opportunity `n + 1` is so `after` opportunities later. */
export function bgBbStays([, , gamma, delta]: BgBbVector, n: number, after: number): number {
  return Math.exp(lbetaRise(gamma, delta + (n + 1), after));
}

/** Purchases at the next `ahead` opportunities of who is alive at the first of them. */
export function bgBbExpected(p: BgBbVector, x: number, n: number, ahead: number): number {
  return chanceToBuy(p, x, n) * survivorSum(p[3] + (n + 1), p[2], ahead);
}

/**
 * Purchases at all opportunities to come of who is alive at the first of them, each discounted to opportunity
 * `n` at an effective rate per opportunity.
 */
export function bgBbDiscounted(p: BgBbVector, x: number, n: number, rate: number): number {
  return (chanceToBuy(p, x, n) * discountedLife(p[3] + (n + 1), p[2], rate)) / (1 + rate);
}

function chanceToBuy([alpha, beta]: BgBbVector, x: number, n: number): number {
  return (alpha + x) / (alpha + beta + n);
}

/** A running product above this is scaled down. */
const LARGE = 1e200;

/**
 * The chance of exactly `count` purchases at the next `ahead` opportunities, of who is alive at the first of
 * them: summed over the opportunities that they live to see.
 */
export function bgBbCount(p: BgBbVector, x: number, n: number, count: number, ahead: number): number {
  if (count > ahead) return 0;
  if (ahead === 0) return 1;
  const alpha = p[0] + x;
  const beta = p[1] + (n - x);
  const gamma = p[2];
  const delta = p[3] + (n + 1);
  const from = Math.max(1, count);
  // all `from` bought at, or the one not, and alive at each
  const bought = count === 0 ? Math.log(beta / (alpha + beta)) : lbetaRise(beta, alpha, count);
  let log = bought + lbetaRise(gamma, delta, from - 1);
  let term = 1;
  let sum = 0;
  for (let seen = from; seen < ahead; seen += 1) {
    const stays = (delta + (seen - 1)) / (gamma + delta + (seen - 1));
    sum += term * (gamma / (gamma + delta + (seen - 1)));
    term *= stays * ((seen + 1) / (seen + 1 - count)) * ((beta + (seen - count)) / (alpha + beta + seen));
    if (term > LARGE) {
      term /= LARGE;
      sum /= LARGE;
      log += Math.log(LARGE);
    }
  }
  return Math.exp(log + Math.log(sum + term));
}

/** Opportunities ahead that are looked at for a next purchase. */
const FURTHEST = 100_000;

/**
 * At which of the next opportunities the chance of a first purchase since reaches `chance`, of who is alive at
 * the first of them; NaN where it does not within 100,000.
 */
export function bgBbWaiting(p: BgBbVector, x: number, n: number, chance: number): number {
  const alpha = p[0] + x;
  const beta = p[1] + (n - x);
  const gamma = p[2];
  const delta = p[3] + (n + 1);
  let waiting = 1; // alive and without a purchase before this opportunity
  let bought = 0;
  for (let i = 0; i < FURTHEST; i += 1) {
    if (bought >= chance) return i;
    if (bought + waiting < chance) return Number.NaN;
    bought += (waiting * alpha) / (alpha + beta + i);
    waiting *= ((beta + i) / (alpha + beta + i)) * ((delta + i) / (gamma + delta + i));
  }
  return Number.NaN;
}
