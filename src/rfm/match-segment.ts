import { codeText } from "./dimensions.ts";
import { OTHERS } from "./keys.ts";
import type { PerDimension } from "./policy.ts";
import type { ScoreRange, SegmentMap, SegmentRule } from "./segment-map.ts";

/** A customer as a map sees it: scores with the greatest as best, and the least score that is high. */
export interface MapCase {
  /** Scores. */
  readonly scores: PerDimension<number>;
  /** R, F and M as a code, in the form the map's bins ask for. */
  readonly code: string;
  /** The least score that is high. */
  readonly high: { readonly r: number; readonly f: number; readonly m: number };
}

const NOTHING_HIGH = { r: 1, f: 1, m: 1 } as const;

/** A case of scores. `high` matters to maps of classes alone. */
export function mapCase(
  map: SegmentMap,
  scores: PerDimension<number>,
  high: MapCase["high"] = NOTHING_HIGH,
): MapCase {
  const bins = [map.bins?.r ?? 5, map.bins?.f ?? 5, map.bins?.m ?? 5];
  const { r = 0, f = 0, m = 0 } = scores;
  const code = codeText([r, f, m], bins);
  return { scores, code, high };
}

/** Number of the first rule that takes the case, -1 where none does. */
export function ruleOf(map: SegmentMap, one: MapCase): number {
  for (let i = 0; i < map.segments.length; i += 1) {
    if (ruleTakes(map.segments[i] as SegmentRule, one, map.fmRounding)) return i;
  }
  return -1;
}

/** The segment of a rule's number. */
export function segmentAt(map: SegmentMap, rule: number): string {
  return map.segments[rule]?.segment ?? map.fallback ?? OTHERS;
}

/** Does everything the rule says hold? */
export function ruleTakes(
  rule: SegmentRule,
  one: MapCase,
  rounding: SegmentMap["fmRounding"] = "up",
): boolean {
  const { r, f, m, l, t } = one.scores;
  return (
    within(rule.r, r) &&
    within(rule.f, f) &&
    within(rule.m, m) &&
    within(rule.l, l) &&
    within(rule.t, t) &&
    (rule.fm === undefined || within(rule.fm, roundedMean(f, m, rounding))) &&
    (rule.codes === undefined || rule.codes.includes(one.code)) &&
    allOf(rule.high, one, true) &&
    allOf(rule.low, one, false)
  );
}

function within(range: ScoreRange | undefined, score = 0): boolean {
  if (range === undefined) return true;
  if (typeof range === "number") return score === range;
  return (range.from === undefined || score >= range.from) && (range.to === undefined || score <= range.to);
}

function roundedMean(f = 0, m = 0, rounding: NonNullable<SegmentMap["fmRounding"]>): number {
  const mean = (f + m) / 2;
  if (rounding === "none") return mean;
  return rounding === "up" ? Math.ceil(mean) : Math.floor(mean);
}

function allOf(dimensions: SegmentRule["high"], one: MapCase, high: boolean): boolean {
  if (dimensions === undefined) return true;
  return dimensions.every((dimension) => (one.scores[dimension] as number) >= one.high[dimension] === high);
}
