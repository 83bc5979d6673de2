import type { Combinations } from "./combinations.ts";
import type { RuleSegmentSummary, SegmentOverlap } from "./types.ts";

/** A line per segment, in the order of the rules. */
export function summaryOf(
  { members, counts }: Combinations,
  names: readonly string[],
  customers: number,
): readonly RuleSegmentSummary[] {
  const inside = new Float64Array(names.length);
  const first = new Float64Array(names.length);
  const alone = new Float64Array(names.length);
  members.forEach((segments, code) => {
    const count = counts[code] as number;
    segments.forEach((segment, place) => {
      inside[segment] = (inside[segment] as number) + count;
      if (place === 0) first[segment] = (first[segment] as number) + count;
      if (segments.length === 1) alone[segment] = (alone[segment] as number) + count;
    });
  });
  return names.map((segment, s) => ({
    segment,
    customers: inside[s] as number,
    share: customers === 0 ? null : (inside[s] as number) / customers,
    first: first[s] as number,
    alone: alone[s] as number,
  }));
}

/** The pairs of segments that share customers, most shared first, then in the order of the rules. */
export function overlapsOf(
  { members, counts }: Combinations,
  names: readonly string[],
): readonly SegmentOverlap[] {
  const size = names.length;
  const together = new Float64Array(size * size);
  members.forEach((segments, code) => {
    const count = counts[code] as number;
    for (let i = 0; i < segments.length; i += 1) {
      for (let j = i; j < segments.length; j += 1) {
        const cell = (segments[i] as number) * size + (segments[j] as number);
        together[cell] = (together[cell] as number) + count;
      }
    }
  });
  const found: SegmentOverlap[] = [];
  for (let a = 0; a < size; a += 1) {
    for (let b = a + 1; b < size; b += 1) {
      const customers = together[a * size + b] as number;
      if (customers === 0) continue;
      const either = (together[a * size + a] as number) + (together[b * size + b] as number) - customers;
      found.push({
        segments: [names[a] as string, names[b] as string],
        customers,
        jaccard: customers / either,
      });
    }
  }
  // A stable sort: pairs that share as many stay in the order of the rules.
  return found.sort((a, b) => b.customers - a.customers);
}
