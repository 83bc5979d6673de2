import * as z from "zod/mini";
import { ScoringError } from "../core/error.ts";
import { isClassMap } from "../rfm/check-map.ts";
import { completeRfmPolicy } from "../rfm/complete-policy.ts";
import type { RfmMapName } from "../rfm/maps.ts";
import type { HighRule, RfmMethod, RfmPolicy, RfmRules } from "../rfm/policy.ts";
import type { ScoreRange, SegmentMap, SegmentRule } from "../rfm/segment-map.ts";
import type { EdgeGroup, RfmCuts } from "../rfm/types.ts";
import { type Fields, parseWith } from "./parse.ts";

const score = z.number().check(z.minimum(0.5), z.maximum(10));
const bins = z.int().check(z.minimum(2), z.maximum(10));
const numbers = z.array(z.number());
const method: z.ZodMiniType<RfmMethod> = z.enum(["quantile", "fixed", "natural-breaks", "mean"]);
const mapName: z.ZodMiniType<RfmMapName> = z.enum([
  "classic10",
  "detailed11",
  "shopify",
  "klaviyo",
  "chinese8",
]);
const dimension = z.enum(["r", "f", "m"]);

/** Something for some of the five dimensions. */
function perDimension<S extends z.ZodMiniType>(value: S) {
  const optional = z.exactOptional(value);
  return z.strictObject({ r: optional, f: optional, m: optional, l: optional, t: optional });
}

/** Something for the three dimensions, and for the other two where the variant has them. */
function dimensions<S extends z.ZodMiniType>(value: S) {
  const optional = z.exactOptional(value);
  return z.strictObject({ r: value, f: value, m: value, l: optional, t: optional });
}

const range: z.ZodMiniType<ScoreRange> = z.union([
  score,
  z.strictObject({ from: z.exactOptional(score), to: z.exactOptional(score) }),
]);

const rule: z.ZodMiniType<SegmentRule> = z.strictObject({
  segment: z.string(),
  r: z.exactOptional(range),
  f: z.exactOptional(range),
  m: z.exactOptional(range),
  fm: z.exactOptional(range),
  l: z.exactOptional(range),
  t: z.exactOptional(range),
  codes: z.exactOptional(z.array(z.string())),
  high: z.exactOptional(z.array(dimension)),
  low: z.exactOptional(z.array(dimension)),
} satisfies Fields<SegmentRule>);

/** A segment map. */
export const segmentMapSchema: z.ZodMiniType<SegmentMap> = z.strictObject({
  version: z.exactOptional(z.literal(1)),
  name: z.exactOptional(z.string()),
  bins: z.exactOptional(perDimension(bins)),
  fmRounding: z.exactOptional(z.enum(["up", "down", "none"])),
  segments: z.array(rule),
  fallback: z.exactOptional(z.string()),
} satisfies Fields<SegmentMap>);

const high: z.ZodMiniType<HighRule> = z.union([
  z.enum(["mean", "median"]),
  z.strictObject({ r: z.number(), f: z.number(), m: z.number() }),
]);

/** How RFM scores. */
export const rfmPolicySchema: z.ZodMiniType<RfmPolicy> = z.strictObject({
  version: z.exactOptional(z.literal(1)),
  bins: z.exactOptional(z.union([bins, perDimension(bins)])),
  method: z.exactOptional(z.union([method, perDimension(method)])),
  edges: z.exactOptional(perDimension(numbers)),
  scheme: z.exactOptional(z.enum(["independent", "nested"])),
  ties: z.exactOptional(z.enum(["same-bin", "split-by-id"])),
  monetary: z.exactOptional(z.string()),
  orientation: z.exactOptional(z.enum(["high-is-best", "low-is-best"])),
  noOrders: z.exactOptional(z.enum(["separate", "exclude", "lowest"])),
  variant: z.exactOptional(z.enum(["rfm", "lrfm", "rfmt"])),
  weights: z.exactOptional(dimensions(z.number())),
  map: z.exactOptional(z.union([mapName, segmentMapSchema])),
  high: z.exactOptional(high),
} satisfies Fields<RfmPolicy>);

const rules: z.ZodMiniType<RfmRules> = z.strictObject({
  version: z.literal(1),
  bins: dimensions(bins),
  method: dimensions(method),
  scheme: z.enum(["independent", "nested"]),
  ties: z.enum(["same-bin", "split-by-id"]),
  monetary: z.string(),
  orientation: z.enum(["high-is-best", "low-is-best"]),
  noOrders: z.enum(["separate", "exclude", "lowest"]),
  variant: z.enum(["rfm", "lrfm", "rfmt"]),
  weights: z.exactOptional(dimensions(z.number())),
  high,
} satisfies Fields<RfmRules>);

const group: z.ZodMiniType<EdgeGroup> = z.strictObject({
  edges: numbers,
  ids: z.exactOptional(z.array(z.string())),
} satisfies Fields<EdgeGroup>);

/** Learned cut-offs. */
export const rfmCutsSchema: z.ZodMiniType<RfmCuts> = z.strictObject({
  kind: z.literal("rfm"),
  version: z.literal(1),
  policy: rules,
  customers: z.int().check(z.minimum(0)),
  edges: dimensions(numbers),
  edgeIds: z.exactOptional(perDimension(z.array(z.string()))),
  groups: z.exactOptional(perDimension(z.array(group))),
  high: z.exactOptional(z.strictObject({ r: z.number(), f: z.number(), m: z.number() })),
  map: segmentMapSchema,
} satisfies Fields<RfmCuts>);

/**
 * An RFM policy from JSON, text or parsed.
 *
 * @throws A {@link ScoringError} with the path of the fault, also for choices that do not fit together.
 * @example
 * ```ts
 * parseRfmPolicy('{ "map": "klaviyo" }').map; // => "klaviyo"
 * parseRfmPolicy('{ "bins": 40 }'); // throws policy.bins
 * ```
 */
export function parseRfmPolicy(json: unknown): RfmPolicy {
  const policy = parseWith(rfmPolicySchema, json, "policy");
  completeRfmPolicy(policy);
  return policy;
}

/** A segment map from JSON. @throws A {@link ScoringError} with the path of the fault. */
export function parseSegmentMap(json: unknown): SegmentMap {
  return parseWith(segmentMapSchema, json, "map");
}

/**
 * Learned RFM cut-offs from JSON: what `scoreRfm(…).cuts` gave and was saved.
 *
 * @throws A {@link ScoringError} with the path of the fault; `missing` where the map asks for high scores and
 * none are said to be high.
 */
export function parseCuts(json: unknown): RfmCuts {
  const cuts = parseWith(rfmCutsSchema, json, "cuts");
  if (isClassMap(cuts.map) && cuts.high === undefined) {
    const expected = "the least score that is high, which the map asks for";
    throw new ScoringError("missing", ["cuts", "high"], expected, "nothing");
  }
  return cuts;
}
