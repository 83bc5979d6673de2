/**
 * What goes along the claims of a graph without circles, a sweep each, O(claims + people).
 *
 * @module
 */
import { roundingError } from "../math/sums.ts";
import type { Acyclic } from "./acyclic.ts";

/**
 * Hands the value of each person up to those who brought them, `decay` of it at each further step;
 * several referrers share equally.
 *
 * With `normalise` a person's value is first divided by the sum of the weights of all above them, so
 * that what is handed out is just that value.
 */
export function cascade(
  { claims, order }: Acyclic,
  values: Float64Array,
  decay: number,
  normalise: boolean,
): Float64Array {
  const { people, offsets, referrers } = claims;
  const weights = normalise ? weightsAbove({ claims, order }, decay) : undefined;
  const high = new Float64Array(people);
  const low = new Float64Array(people);
  for (let at = 0; at < people; at += 1) {
    const v = order[at] as number;
    const from = offsets[v] as number;
    const to = offsets[v + 1] as number;
    // Everyone this person brought stands before: the sum is complete.
    const credit = (high[v] as number) + (low[v] as number);
    high[v] = credit;
    if (from === to) continue;
    const own =
      weights === undefined ? (values[v] as number) : (values[v] as number) / (weights[v] as number);
    const passed = (own + decay * credit) / (to - from);
    for (let i = from; i < to; i += 1) {
      const referrer = referrers[i] as number;
      const before = high[referrer] as number;
      low[referrer] = (low[referrer] as number) + roundingError(before, passed);
      high[referrer] = before + passed;
    }
  }
  return high;
}

/** Sum of the weights of all above each person; 0 where there is nobody. */
function weightsAbove({ claims, order }: Pick<Acyclic, "claims" | "order">, decay: number): Float64Array {
  const { people, offsets, referrers } = claims;
  const weights = new Float64Array(people);
  for (let at = people - 1; at >= 0; at -= 1) {
    const v = order[at] as number;
    const from = offsets[v] as number;
    const to = offsets[v + 1] as number;
    if (from === to) continue;
    let sum = 0;
    for (let i = from; i < to; i += 1) sum += weights[referrers[i] as number] as number;
    weights[v] = 1 + (decay * sum) / (to - from);
  }
  return weights;
}

/** People each one brought, directly or through others; parts where several share one. */
export function networks(acyclic: Acyclic): Float64Array {
  return cascade(acyclic, new Float64Array(acyclic.claims.people).fill(1), 1, false);
}

/** How many stand above each person, the longest way. */
export function depths({ claims, order }: Acyclic): Int32Array {
  const { people, offsets, referrers } = claims;
  const depth = new Int32Array(people);
  for (let at = people - 1; at >= 0; at -= 1) {
    const v = order[at] as number;
    let deepest = -1;
    for (let i = offsets[v] as number; i < (offsets[v + 1] as number); i += 1) {
      deepest = Math.max(deepest, depth[referrers[i] as number] as number);
    }
    depth[v] = deepest + 1;
  }
  return depth;
}

/** People each one brought themselves. */
export function directReferrals({ claims }: Acyclic): Int32Array {
  const direct = new Int32Array(claims.people);
  for (let i = 0; i < claims.referrers.length; i += 1) {
    const referrer = claims.referrers[i] as number;
    direct[referrer] = (direct[referrer] as number) + 1;
  }
  return direct;
}
