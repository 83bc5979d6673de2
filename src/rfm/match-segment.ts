import { ownValue } from "../core/own.ts";
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
  const bins = ownValue(map, "bins") ?? {};
  const code = codeText(
    [ownValue(scores, "r") ?? 0, ownValue(scores, "f") ?? 0, ownValue(scores, "m") ?? 0],
    [ownValue(bins, "r") ?? 5, ownValue(bins, "f") ?? 5, ownValue(bins, "m") ?? 5],
  );
  return { scores, code, high };
}

/** Number of the first rule that takes the case, -1 where none does. */
export function ruleOf(map: SegmentMap, one: MapCase): number {
  const rounding = ownValue(map, "fmRounding");
  return map.segments.findIndex((rule) => ruleTakes(rule, one, rounding));
}

/** The segment of a rule's number. */
export function segmentAt(map: SegmentMap, rule: number): string {
  return map.segments[rule]?.segment ?? ownValue(map, "fallback") ?? OTHERS;
}

/** Does everything the rule says hold? */
export function ruleTakes(
  rule: SegmentRule,
  one: MapCase,
  rounding: SegmentMap["fmRounding"] = "up",
): boolean {
  const { scores } = one;
  return (
    within(ownValue(rule, "r"), ownValue(scores, "r")) &&
    within(ownValue(rule, "f"), ownValue(scores, "f")) &&
    within(ownValue(rule, "m"), ownValue(scores, "m")) &&
    within(ownValue(rule, "l"), ownValue(scores, "l")) &&
    within(ownValue(rule, "t"), ownValue(scores, "t")) &&
    within(ownValue(rule, "fm"), roundedMean(ownValue(scores, "f"), ownValue(scores, "m"), rounding)) &&
    (ownValue(rule, "codes") ?? [one.code]).includes(one.code) &&
    allOf(ownValue(rule, "high"), one, true) &&
    allOf(ownValue(rule, "low"), one, false)
  );
}

function within(range: ScoreRange | undefined, score = 0): boolean {
  if (range === undefined) return true;
  if (typeof range === "number") return score === range;
  return score >= (ownValue(range, "from") ?? score) && score <= (ownValue(range, "to") ?? score);
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
