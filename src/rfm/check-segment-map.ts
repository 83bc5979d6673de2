import { binsOfMap, checkMap, isClassMap } from "./check-map.ts";
import { codeText } from "./dimensions.ts";
import type { RfmDimension } from "./keys.ts";
import { type MapCase, mapCase, ruleOf, ruleTakes, segmentAt } from "./match-segment.ts";
import type { SegmentMap } from "./segment-map.ts";

/** What a segment map does with every code there is. */
export interface SegmentMapReport {
  /** No overlap, no gap, no unreachable name. */
  readonly complete: boolean;
  /**
   * How many codes there are: those of the dimensions the map looks at. `codes` below are written in
   * the order R, F, M (25 codes such as `54` where M plays no part), then L or T; classes as `high-low-high`.
   */
  readonly codes: number;
  /** Codes that rules of several segments take, with those segments; the first one gets it. */
  readonly overlaps: readonly { readonly code: string; readonly segments: readonly string[] }[];
  /** Codes that no rule takes. */
  readonly gaps: readonly string[];
  /** Segments that no code ever gets. */
  readonly unreachable: readonly string[];
  /** How many codes each segment gets, in the order of the map, the fallback last. */
  readonly counts: readonly { readonly segment: string; readonly codes: number }[];
}

/**
 * Tries a segment map on every code: which codes do several segments claim, which does none, and
 * which segments can never be reached. Two rules of one segment may overlap.
 *
 * @throws A {@link ScoringError} for what is no segment map, as `scoreRfm` does, with paths that
 * begin with `map`.
 * @example
 * ```ts
 * const report = checkSegmentMap({ bins: { r: 3 }, segments: [{ segment: "here", r: { from: 2 } }] });
 * report.gaps; // => ["1"]
 * checkSegmentMap(rfmMaps.detailed11).complete; // => true
 * ```
 */
export function checkSegmentMap(map: SegmentMap): SegmentMapReport {
  map = checkMap(map, ["map"]);
  const overlaps: { code: string; segments: string[] }[] = [];
  const gaps: string[] = [];
  const counts = new Map<string, number>();
  for (const rule of map.segments) counts.set(rule.segment, 0);
  const cases = isClassMap(map) ? classCases() : scoreCases(map);
  for (const [code, one] of cases) {
    const segments = new Set<string>();
    for (const rule of map.segments) if (ruleTakes(rule, one, map.fmRounding)) segments.add(rule.segment);
    if (segments.size > 1) overlaps.push({ code, segments: Array.from(segments) });
    if (segments.size === 0) gaps.push(code);
    const winner = segmentAt(map, ruleOf(map, one));
    counts.set(winner, (counts.get(winner) ?? 0) + 1);
  }
  const listed = Array.from(counts, ([segment, codes]) => ({ segment, codes }));
  const unreachable = listed.filter(({ codes }) => codes === 0).map(({ segment }) => segment);
  return {
    complete: overlaps.length === 0 && gaps.length === 0 && unreachable.length === 0,
    codes: cases.length,
    overlaps,
    gaps,
    unreachable,
    counts: listed,
  };
}

type Case = readonly [code: string, one: MapCase];

/** Every combination of scores in the dimensions the map looks at. */
function scoreCases(map: SegmentMap): readonly Case[] {
  const bins = binsOfMap(map);
  const dimensions = (Object.keys(bins) as RfmDimension[]).filter((d) => bins[d] !== undefined);
  const sizes = dimensions.map((dimension) => bins[dimension] as number);
  const total = sizes.reduce((product, size) => product * size, 1);
  const cases: Case[] = [];
  for (let n = 0; n < total; n += 1) {
    const scores: { [D in RfmDimension]?: number } = {};
    let rest = n;
    for (let d = dimensions.length - 1; d >= 0; d -= 1) {
      const size = sizes[d] as number;
      scores[dimensions[d] as RfmDimension] = (rest % size) + 1;
      rest = Math.floor(rest / size);
    }
    const digits = dimensions.map((dimension) => scores[dimension] as number);
    cases.push([codeText(digits, sizes), mapCase(map, scores)]);
  }
  return cases;
}

/** Every combination of high and low: scores 2 and 1, of which 2 is high. */
function classCases(): readonly Case[] {
  const cases: Case[] = [];
  for (const r of [2, 1])
    for (const f of [2, 1])
      for (const m of [2, 1]) {
        const code = [r, f, m].map((score) => (score === 2 ? "high" : "low")).join("-");
        cases.push([code, { scores: { r, f, m }, code, high: { r: 2, f: 2, m: 2 } }]);
      }
  return cases;
}
