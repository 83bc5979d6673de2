import { checkList, checkNumber, checkOneOf, checkOptions, checkVersion } from "../core/check-options.ts";
import { describeValue } from "../core/describe.ts";
import { type InputPath, ScoringError } from "../core/error.ts";
import { bare, bareAll, ownValue } from "../core/own.ts";
import { codeText } from "./dimensions.ts";
import type { RfmDimension } from "./keys.ts";
import type { SegmentMap, SegmentRule } from "./segment-map.ts";

const DIMENSIONS: readonly RfmDimension[] = ["r", "f", "m", "l", "t"];
const RANGES = ["r", "f", "m", "fm", "l", "t"] as const;
const CLASSES = ["high", "low"] as const;

/** Does the map speak of high and low rather than of scores? */
export function isClassMap(map: SegmentMap): boolean {
  return map.segments.some((rule) => CLASSES.some((name) => ownValue(rule, name) !== undefined));
}

/** The score levels a map is written for: those it states, and 5 for each dimension it looks at. */
export function binsOfMap(map: SegmentMap): { readonly [D in RfmDimension]?: number } {
  const bins: { [D in RfmDimension]?: number } = bare({});
  for (const dimension of DIMENSIONS) {
    const stated = map.bins?.[dimension];
    const used = map.segments.some((rule) => looksAt(rule, dimension));
    if (stated !== undefined || used) bins[dimension] = stated ?? 5;
  }
  return bins;
}

function looksAt(rule: SegmentRule, dimension: RfmDimension): boolean {
  if (rule[dimension] !== undefined) return true;
  if (rule.codes !== undefined) return dimension === "r" || dimension === "f" || dimension === "m";
  return rule.fm !== undefined && (dimension === "f" || dimension === "m");
}

/**
 * Refuses what is no segment map: a wrong type, an unknown name, a score outside the bins, a code
 * that the bins do not have. Gives the same map, which inherits nothing.
 *
 * @throws A {@link ScoringError} with `wrong_type`, `unknown_name`, `unknown_version`, `missing`,
 * `empty`, `out_of_range`, `not_finite` or `conflict`.
 */
export function checkMap(given: SegmentMap, path: InputPath): SegmentMap {
  const map = bareAll(given);
  checkOptions(map, ["version", "name", "bins", "fmRounding", "segments", "fallback"], path);
  checkVersion(map.version, path);
  if (map.name !== undefined) checkText(map.name, [...path, "name"]);
  if (map.fallback !== undefined) checkText(map.fallback, [...path, "fallback"]);
  if (map.fmRounding !== undefined) {
    checkOneOf(map.fmRounding, ["up", "down", "none"], [...path, "fmRounding"]);
  }
  if (map.bins !== undefined) {
    checkOptions(map.bins, DIMENSIONS, [...path, "bins"]);
    for (const dimension of DIMENSIONS) {
      const count = map.bins[dimension];
      if (count !== undefined) checkBins(count, [...path, "bins", dimension]);
    }
  }
  checkRules(map, [...path, "segments"]);
  return map;
}

/** A number of bins, 2 to 10. */
export function checkBins(count: unknown, path: InputPath): number {
  return checkNumber(count, path, { min: 2, max: 10, integer: true });
}

function checkRules(map: SegmentMap, path: InputPath): void {
  checkList(map.segments, path);
  if (map.segments.length === 0) throw new ScoringError("empty", path, "at least one rule", "none");
  map.segments.forEach((rule, i) => {
    checkOptions(rule, ["segment", ...RANGES, "codes", ...CLASSES], [...path, i]);
    checkText(rule.segment, [...path, i, "segment"]);
    if (rule.codes !== undefined) checkList(rule.codes, [...path, i, "codes"]);
  });
  const bins = binsOfMap(map);
  const classes = isClassMap(map);
  map.segments.forEach((rule, i) => {
    for (const name of RANGES)
      checkRange(rule, name, (name === "fm" ? bins.f : bins[name]) as number, [...path, i]);
    checkCodes(rule, bins, [...path, i, "codes"]);
    for (const name of CLASSES) checkClass(rule, name, [...path, i, name]);
    const scores = rule.codes !== undefined || RANGES.some((name) => rule[name] !== undefined);
    if (classes && scores) {
      throw new ScoringError("conflict", [...path, i], "classes in all rules or scores in all rules", "both");
    }
  });
}

function checkRange(rule: SegmentRule, name: (typeof RANGES)[number], bins: number, path: InputPath): void {
  const range = rule[name];
  if (range === undefined) return;
  const allowed = { min: 1, max: bins };
  if (typeof range !== "object" || range === null) {
    checkNumber(range, [...path, name], allowed);
    return;
  }
  checkOptions(range, ["from", "to"], [...path, name]);
  const from = range.from === undefined ? 1 : checkNumber(range.from, [...path, name, "from"], allowed);
  const to = range.to === undefined ? allowed.max : checkNumber(range.to, [...path, name, "to"], allowed);
  if (from > to) throw new ScoringError("conflict", [...path, name], "from not above to", "the reverse");
}

function checkCodes(
  rule: SegmentRule,
  bins: { readonly [D in RfmDimension]?: number },
  path: InputPath,
): void {
  if (rule.codes === undefined) return;
  const counts = [bins.r, bins.f, bins.m] as number[];
  rule.codes.forEach((code, i) => {
    checkText(code, [...path, i]);
    const scores = (counts.some((count) => count > 9) ? code.split("-") : code.split("")).map(Number);
    const fits =
      scores.length === 3 && scores.every((score, d) => score >= 1 && score <= (counts[d] as number));
    if (!fits || codeText(scores, counts) !== code) {
      const example = codeText(counts, counts);
      throw new ScoringError("out_of_range", [...path, i], `a code such as ${example}`, "another code");
    }
  });
}

function checkClass(rule: SegmentRule, name: "high" | "low", path: InputPath): void {
  const list = rule[name];
  if (list === undefined) return;
  checkList(list, path);
  list.forEach((dimension, i) => {
    checkOneOf(dimension, ["r", "f", "m"], [...path, i]);
    if (name === "low" && rule.high?.includes(dimension)) {
      throw new ScoringError("conflict", [...path, i], "a dimension that is not also high", "one that is");
    }
  });
}

function checkText(value: unknown, path: InputPath): void {
  if (typeof value !== "string" || value === "") {
    throw new ScoringError("wrong_type", path, "a text that is not empty", describeValue(value));
  }
}
