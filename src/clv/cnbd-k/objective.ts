/**
 * The log-likelihood of all customers under BG/CNBD-k and MBG/CNBD-k for one `k`, with its gradient and Hessian
 * by `[r, alpha, a, b]`. What `k` alone decides, the density of the gaps, is left out: see {@link gapsPart}.
 *
 * @module
 */
import { digamma, trigamma } from "../../math/digamma.ts";
import { lbetaRise } from "../../math/lbeta.ts";
import { lgamma, lgammaDelta } from "../../math/lgamma.ts";
import { chainToLogs, type Objective } from "../../math/newton.ts";
import { roundingError } from "../../math/sums.ts";
import type { FirstToss } from "../bg-nbd/likelihood.ts";
import type { HistoryColumns } from "../fitting/histories.ts";

const SIZE = 4;

/** Sums over the stages of one customer: of the chances, and of their derivatives by r and ln alpha. */
interface Silence {
  value: number;
  byR: number;
  byAlpha: number;
  rTwice: number;
  both: number;
  alphaTwice: number;
}

/** The logarithm of the chance to be silent from `tx` to `T`, with its derivatives. */
function silenceOf(k: number, shape: number, alpha: number, tx: number, T: number, out: Silence): void {
  const share = (T - tx) / (alpha + T);
  const now = alpha / (alpha + T);
  const last = alpha / (alpha + tx);
  let chance = 1;
  let rises = 0; // of the logarithm of the chance by r
  let falls = 0;
  let sum = 0;
  let r = 0;
  let rr = 0;
  let s = 0;
  let ss = 0;
  let rs = 0;
  for (let j = 0; j < k; j += 1) {
    const slope = -j * now;
    sum += chance;
    r += chance * rises;
    rr += chance * (rises * rises - falls);
    s += chance * slope;
    ss += chance * (slope * slope + slope * (1 - now));
    rs += chance * slope * rises;
    const inverse = 1 / (shape + j);
    rises += inverse;
    falls += inverse * inverse;
    chance *= ((shape + j) / (j + 1)) * share;
  }
  const log = Math.log1p((T - tx) / (alpha + tx));
  out.value = Math.log(sum) - shape * log;
  out.byR = r / sum - log;
  out.byAlpha = s / sum - shape * (now - last);
  out.rTwice = rr / sum - (r / sum) ** 2;
  out.both = rs / sum - (r / sum) * (s / sum) - (now - last);
  out.alphaTwice = ss / sum - (s / sum) ** 2 - shape * (now * (1 - now) - last * (1 - last));
}

/** What depends on the frequency alone: the gamma and beta functions, once a frequency. */
interface LevelPart {
  readonly value: number;
  readonly r: number;
  readonly rr: number;
  readonly a: number;
  readonly b: number;
  readonly aa: number;
  readonly bb: number;
}

function levelPart(k: number, first: FirstToss, x: number, p: Float64Array): LevelPart {
  const [r, , a, b] = p as unknown as [number, number, number, number];
  const tosses = x + first;
  const end = r + k * x;
  const rate = {
    value: lgammaDelta(r, k * x),
    r: digamma(end) - digamma(r),
    rr: trigamma(end) - trigamma(r),
  };
  if (tosses === 0) return { ...rate, a: 0, b: 0, aa: 0, bb: 0 };
  const all = a + b;
  const byA = digamma(all) - digamma(all + tosses);
  const byAA = trigamma(all) - trigamma(all + tosses);
  const earlier = tosses - 1;
  return {
    ...rate,
    value: rate.value + lbetaRise(a, b, earlier) - Math.log(all + earlier),
    a: byA,
    b: byA + digamma(b + earlier) - digamma(b),
    aa: byAA,
    bb: byAA + trigamma(b + earlier) - trigamma(b),
  };
}

/** The objective of a fit. */
export function cnbdObjective(k: number, first: FirstToss, columns: HistoryColumns): Objective {
  const { frequency, recency, age, weight } = columns;
  const silence: Silence = { value: 0, byR: 0, byAlpha: 0, rTwice: 0, both: 0, alphaTwice: 0 };
  return (p, gradient, hessian) => {
    const [r, alpha, a, b] = p as unknown as [number, number, number, number];
    const levels = new Map<number, LevelPart>();
    gradient.fill(0);
    hessian.fill(0);
    let value = 0;
    let rest = 0;
    for (let i = 0; i < age.length; i += 1) {
      const w = weight === null ? 1 : (weight[i] as number);
      if (w === 0) continue;
      const x = frequency[i] as number;
      const tx = recency[i] as number;
      let level = levels.get(x);
      if (level === undefined) {
        level = levelPart(k, first, x, p);
        levels.set(x, level);
      }
      const shape = r + k * x;
      silenceOf(k, shape, alpha, tx, age[i] as number, silence);
      const at = alpha / (alpha + tx);
      const log = Math.log1p(tx / alpha);
      // the choice between alive and left; a customer who has not tossed yet is alive
      const tosses = x + first;
      const lastB = b + (tosses - 1);
      const odds = tosses === 0 ? 0 : (a / lastB) * Math.exp(-silence.value);
      const alive = 1 / (1 + odds);
      const spread = odds === Number.POSITIVE_INFINITY ? 0 : alive * (odds * alive);
      const choice =
        tosses === 0
          ? silence.value
          : odds > 1
            ? Math.log(a) + Math.log1p(1 / odds)
            : Math.log(lastB) + silence.value + Math.log1p(odds);
      const term = w * (level.value + choice - r * log - (x === 0 ? 0 : k * x * Math.log(alpha + tx)));
      rest += roundingError(value, term);
      value += term;
      const byA = tosses === 0 ? 0 : 1 / a;
      const byB = tosses === 0 ? 0 : 1 / lastB;
      const left = tosses === 0 ? 0 : odds === Number.POSITIVE_INFINITY ? 1 : odds * alive;
      add(gradient, 0, w * (level.r - log + alive * silence.byR));
      add(gradient, 1, w * (r - shape * at + alive * silence.byAlpha));
      add(gradient, 2, w * (level.a + left * byA));
      add(gradient, 3, w * (level.b + alive * byB));
      add(hessian, 0, w * (level.rr + alive * silence.rTwice + spread * silence.byR ** 2));
      add(hessian, 1, w * (1 - at + alive * silence.both + spread * silence.byR * silence.byAlpha));
      add(hessian, 2, -w * spread * silence.byR * byA);
      add(hessian, 3, w * spread * silence.byR * byB);
      add(
        hessian,
        5,
        w * (alive * silence.alphaTwice + spread * silence.byAlpha ** 2 - shape * at * (1 - at)),
      );
      add(hessian, 6, -w * spread * silence.byAlpha * byA);
      add(hessian, 7, w * spread * silence.byAlpha * byB);
      add(hessian, 10, w * (level.aa - (left - spread) * byA * byA));
      add(hessian, 11, w * ((tosses === 0 ? 0 : level.aa) - spread * byA * byB));
      add(hessian, 15, w * (level.bb - (alive - spread) * byB * byB));
    }
    for (let i = 1; i < SIZE; i += 1) {
      for (let j = 0; j < i; j += 1) hessian[i * SIZE + j] = hessian[j * SIZE + i] as number;
    }
    chainToLogs(p, gradient, hessian, [true, false, true, true]);
    return value + rest;
  };
}

/** What the gaps of all customers add to the log-likelihood, from their logarithms' sum and their number. */
export function gapsPart(k: number, logGaps: number, gaps: number): number {
  return (k - 1) * logGaps - gaps * lgamma(k);
}

function add(into: Float64Array, i: number, amount: number): void {
  into[i] = (into[i] as number) + amount;
}
