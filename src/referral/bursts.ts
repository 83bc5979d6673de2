import { MS_PER_DAY } from "../calendar/civil.ts";
import type { Edges } from "./read-edges.ts";

/** Many referrals by one person within a short time. */
export interface ReferralBurst {
  readonly referrerId: string;
  /** Most referrals within any stretch of the days asked for. */
  readonly referrals: number;
  /** First moment of that stretch, ISO. */
  readonly from: string;
  /** Its last referral, ISO. */
  readonly to: string;
}

/** The densest stretch of each person who reaches `least` referrals within `days`. O(n log n). */
export function findBursts(edges: Edges, least: number, days: number): ReferralBurst[] {
  const { referrers, referees, times, register } = edges;
  if (times === undefined) return [];
  const people = register.size;
  const isDated = (e: number): boolean =>
    (referrers[e] as number) >= 0 && referrers[e] !== referees[e] && !Number.isNaN(times[e]);
  const offsets = new Int32Array(people + 1);
  for (let e = 0; e < referrers.length; e += 1) {
    if (!isDated(e)) continue;
    const slot = (referrers[e] as number) + 1;
    offsets[slot] = (offsets[slot] as number) + 1;
  }
  for (let v = 0; v < people; v += 1) offsets[v + 1] = (offsets[v + 1] as number) + (offsets[v] as number);
  const next = offsets.slice();
  const grouped = new Float64Array(offsets[people] as number);
  for (let e = 0; e < referrers.length; e += 1) {
    if (!isDated(e)) continue;
    const v = referrers[e] as number;
    grouped[next[v] as number] = times[e] as number;
    next[v] = (next[v] as number) + 1;
  }
  const bursts: ReferralBurst[] = [];
  for (let v = 0; v < people; v += 1) {
    const from = offsets[v] as number;
    const to = offsets[v + 1] as number;
    if (to - from < least) continue;
    const found = densest(grouped.subarray(from, to).sort(), days * MS_PER_DAY);
    if (found.referrals >= least) bursts.push({ referrerId: register.ids[v] as string, ...found });
  }
  return bursts.sort((a, b) => (a.referrerId < b.referrerId ? -1 : 1));
}

/** The first of the stretches shorter than `span` with most times in it. */
function densest(times: Float64Array, span: number): Omit<ReferralBurst, "referrerId"> {
  let most = 0;
  let begin = 0;
  let first = 0;
  for (let last = 0; last < times.length; last += 1) {
    while (first < last && (times[last] as number) - (times[first] as number) >= span) first += 1;
    if (last - first + 1 > most) {
      most = last - first + 1;
      begin = first;
    }
  }
  const iso = (i: number): string => new Date(times[i] as number).toISOString();
  return { referrals: most, from: iso(begin), to: iso(begin + most - 1) };
}
