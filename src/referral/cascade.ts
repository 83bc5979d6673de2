import { roundingError } from "../math/sums.ts";
import type { Acyclic } from "./acyclic.ts";

/** What a cascade gives each person. */
export interface Cascade {
  /** Credit for everyone they brought, directly or through others. */
  readonly credit: Float64Array;
  /** People they brought, directly or through others; shared where several brought one. */
  readonly network: Float64Array;
  /** People they brought themselves. */
  readonly direct: Int32Array;
  /** Steps up to the furthest who brought nobody's referee: 0 for who came alone. */
  readonly depth: Int32Array;
}

/**
 * Hands the value of each person up to those who brought them, `decay` of it at each further step;
 * several referrers share equally. Two sweeps, O(claims + people).
 *
 * With `normalise` a person's value is first divided by the sum of the weights of all above them, so
 * that what is handed out is just that value.
 */
export function cascade(
  { claims, order }: Acyclic,
  values: Float64Array,
  decay: number,
  normalise: boolean,
): Cascade {
  const { people, offsets, referrers } = claims;
  const depth = new Int32Array(people);
  const weights = new Float64Array(people);
  for (let at = people - 1; at >= 0; at -= 1) {
    const v = order[at] as number;
    const from = offsets[v] as number;
    const to = offsets[v + 1] as number;
    if (from === to) continue;
    let deepest = 0;
    let sum = 0;
    for (let i = from; i < to; i += 1) {
      const referrer = referrers[i] as number;
      deepest = Math.max(deepest, depth[referrer] as number);
      sum += 1 + decay * (weights[referrer] as number);
    }
    depth[v] = deepest + 1;
    weights[v] = sum / (to - from);
  }

  const high = new Float64Array(people);
  const low = new Float64Array(people);
  const network = new Float64Array(people);
  const direct = new Int32Array(people);
  for (let at = 0; at < people; at += 1) {
    const v = order[at] as number;
    const from = offsets[v] as number;
    const to = offsets[v + 1] as number;
    if (from === to) continue;
    const own = (values[v] as number) / (normalise ? (weights[v] as number) : 1);
    const passed = (own + decay * ((high[v] as number) + (low[v] as number))) / (to - from);
    const brought = (1 + (network[v] as number)) / (to - from);
    for (let i = from; i < to; i += 1) {
      const referrer = referrers[i] as number;
      const before = high[referrer] as number;
      low[referrer] = (low[referrer] as number) + roundingError(before, passed);
      high[referrer] = before + passed;
      network[referrer] = (network[referrer] as number) + brought;
      direct[referrer] = (direct[referrer] as number) + 1;
    }
  }
  for (let v = 0; v < people; v += 1) high[v] = (high[v] as number) + (low[v] as number);
  return { credit: high, network, direct, depth };
}
