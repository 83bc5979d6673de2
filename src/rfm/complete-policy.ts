import { checkList, checkNumber, checkOneOf, checkOptions, checkVersion } from "../core/check-options.ts";
import { describeValue } from "../core/describe.ts";
import { type InputPath, ScoringError } from "../core/error.ts";
import { ownValue } from "../core/own.ts";
import { binsOfMap, checkBins, checkMap } from "./check-map.ts";
import { dimensionsOf } from "./dimensions.ts";
import type { RfmDimension } from "./keys.ts";
import { rfmMaps } from "./maps.ts";
import {
  type Dimensions,
  defaultRfmPolicy,
  type PerDimension,
  type RfmMethod,
  type RfmPolicy,
  type RfmRules,
  type RfmVariant,
  type RfmWeights,
} from "./policy.ts";
import type { SegmentMap } from "./segment-map.ts";

/** A policy with every choice made, the map it names and the cut-offs it fixes. */
export interface CompletePolicy<
  M extends string = string,
  V extends RfmVariant = RfmVariant,
  W extends RfmWeights | undefined = RfmWeights | undefined,
> {
  /** The choices. */
  readonly rules: RfmRules<M, V, W>;
  /** The segment map. */
  readonly map: SegmentMap;
  /** Cut-offs of the dimensions whose method is `fixed`. */
  readonly edges: PerDimension<readonly number[]>;
}

/** Choices as given, not yet checked. */
type Choices = { readonly [K in keyof typeof defaultRfmPolicy]: unknown };

/** Choices that may differ between dimensions. */
interface ByDimension {
  readonly bins: RfmPolicy["bins"] | undefined;
  readonly method: RfmPolicy["method"] | undefined;
  readonly edges: NonNullable<RfmPolicy["edges"]>;
}

const ALL: readonly RfmDimension[] = ["r", "f", "m", "l", "t"];
const METHODS = ["quantile", "fixed", "natural-breaks", "mean"] as const;
const NAMES = [...Object.keys(defaultRfmPolicy), "edges", "weights"];

/**
 * Checks a policy and makes the choices that it leaves open. `scoreRfm` does so first; to look at a
 * policy before there is data, call it alone.
 *
 * @throws A {@link ScoringError} with the path of the choice (`policy.bins.r`) and `unknown_name`,
 * `wrong_type`, `not_finite`, `out_of_range`, `missing`, `unknown_version`, or `conflict` where choices
 * do not fit together: another number of bins than the map is written for, cut-offs for a method that
 * learns its own.
 * @example
 * ```ts
 * completeRfmPolicy({ map: "klaviyo" }).rules.bins; // => { r: 3, f: 3, m: 3 }
 * ```
 */
export function completeRfmPolicy<
  M extends string = "total",
  V extends RfmVariant = "rfm",
  W extends RfmWeights | undefined = undefined,
>(policy: RfmPolicy<M, V, W>): CompletePolicy<M, V, W> {
  const path: InputPath = ["policy"];
  policy = checkOptions(policy, NAMES, path);
  const chosen = withDefaults(policy);
  checkVersion(chosen.version, path);
  const monetary: unknown = chosen.monetary;
  if (typeof monetary !== "string" || monetary === "") {
    const expected = "total, average or the name of a column";
    throw new ScoringError("wrong_type", [...path, "monetary"], expected, describeValue(monetary));
  }
  const variant = checkOneOf(chosen.variant, ["rfm", "lrfm", "rfmt"], [...path, "variant"]);
  const map = findMap(chosen.map, [...path, "map"]);
  const mapBins = binsOfMap(checkMap(map, [...path, "map"]));
  const dimensions = dimensionsOf(variant);
  for (const dimension of ALL) {
    if (mapBins[dimension] !== undefined && !dimensions.includes(dimension)) {
      throw new ScoringError(
        "conflict",
        [...path, "variant"],
        `a variant with ${dimension}, which the map reads`,
      );
    }
  }
  const given: ByDimension = {
    bins: checkKeys(policy.bins, dimensions, [...path, "bins"]),
    method: checkKeys(policy.method, dimensions, [...path, "method"]),
    edges: checkKeys(policy.edges ?? {}, dimensions, [...path, "edges"]),
  };

  const bins: { [D in RfmDimension]?: number } = {};
  const method: { [D in RfmDimension]?: RfmMethod } = {};
  const edges: { [D in RfmDimension]?: readonly number[] } = {};
  for (const dimension of dimensions) {
    const fixed = given.edges[dimension];
    const way = methodOf(given, dimension, path);
    if (way === "fixed") edges[dimension] = checkEdges(fixed, [...path, "edges", dimension]);
    method[dimension] = way;
    bins[dimension] = binsOf(given, dimension, way, fixed, mapBins[dimension], path);
  }
  const rules: RfmRules<M, V, W> = {
    version: 1,
    bins: bins as Dimensions<number>,
    method: method as Dimensions<RfmMethod>,
    scheme: checkOneOf(chosen.scheme, ["independent", "nested"], [...path, "scheme"]),
    ties: checkOneOf(chosen.ties, ["same-bin", "split-by-id"], [...path, "ties"]),
    monetary: monetary as M,
    orientation: checkOneOf(chosen.orientation, ["high-is-best", "low-is-best"], [...path, "orientation"]),
    noOrders: checkOneOf(chosen.noOrders, ["separate", "exclude", "lowest"], [...path, "noOrders"]),
    variant: variant as V,
    ...(policy.weights === undefined
      ? {}
      : { weights: checkWeights(policy.weights, dimensions, [...path, "weights"]) as W }),
    high: checkHigh(chosen.high, bins, [...path, "high"]),
  };
  return { rules, map, edges };
}

/** What is left out, or undefined, takes the default. */
function withDefaults(policy: RfmPolicy): Choices {
  const chosen: { -readonly [K in keyof Choices]: unknown } = { ...defaultRfmPolicy };
  for (const name of Object.keys(chosen) as (keyof Choices)[]) {
    if (policy[name] !== undefined) chosen[name] = policy[name];
  }
  return chosen;
}

function findMap(map: unknown, path: InputPath): SegmentMap {
  const found =
    typeof map === "string"
      ? ownValue(rfmMaps as { readonly [name: string]: SegmentMap }, map)
      : (map as SegmentMap);
  if (found === undefined) {
    const names = Object.keys(rfmMaps).join(", ");
    throw new ScoringError("unknown_name", path, `a map or one of ${names}`, describeValue(map));
  }
  return found;
}

/** Where a choice is made for each dimension: only for dimensions that there are. */
function checkKeys<T>(value: T, dimensions: readonly string[], path: InputPath): T {
  if (value === undefined || typeof value === "string" || typeof value === "number") return value;
  return checkOptions(value, dimensions, path);
}

function methodOf(given: ByDimension, dimension: RfmDimension, path: InputPath): RfmMethod {
  const { method } = given;
  const asked = typeof method === "object" ? method[dimension] : method;
  const hasEdges = given.edges[dimension] !== undefined;
  if (asked === undefined) return hasEdges ? "fixed" : defaultRfmPolicy.method;
  const one = typeof method === "object" ? ["method", dimension] : ["method"];
  const way = checkOneOf(asked, METHODS, [...path, ...one]);
  if (hasEdges && way !== "fixed") {
    const expected = "no cut-offs, or the method fixed";
    throw new ScoringError("conflict", [...path, "edges", dimension], expected, `the method ${way}`);
  }
  return way;
}

function checkEdges(given: unknown, path: InputPath): readonly number[] {
  if (given === undefined)
    throw new ScoringError("missing", path, "cut-offs for the method fixed", "nothing");
  checkList(given, path);
  const edges = given as readonly number[];
  if (edges.length < 1 || edges.length > 9) {
    throw new ScoringError("out_of_range", path, "1 to 9 cut-offs", `${edges.length}`);
  }
  edges.forEach((edge, i) => {
    const value = checkNumber(edge, [...path, i]);
    if (i > 0 && value <= (edges[i - 1] as number)) {
      throw new ScoringError("conflict", [...path, i], "a number above the one before", "one that is not");
    }
  });
  return edges.slice();
}

function binsOf(
  { bins }: Pick<ByDimension, "bins">,
  dimension: RfmDimension,
  way: RfmMethod,
  fixed: readonly number[] | undefined,
  ofMap: number | undefined,
  path: InputPath,
): number {
  const given = typeof bins === "object" ? bins[dimension] : bins;
  const one = typeof bins === "object" ? ["bins", dimension] : ["bins"];
  const here = [...path, ...one];
  const ofMethod = fixed !== undefined ? fixed.length + 1 : way === "mean" ? 2 : undefined;
  const count = given === undefined ? (ofMethod ?? ofMap ?? defaultRfmPolicy.bins) : checkBins(given, here);
  const at = given === undefined ? [...path, "bins", dimension] : here;
  if (ofMethod !== undefined && count !== ofMethod) {
    throw new ScoringError(
      "conflict",
      at,
      `${ofMethod} for ${dimension}, as the method ${way} gives`,
      `${count}`,
    );
  }
  if (ofMap !== undefined && count !== ofMap) {
    throw new ScoringError("conflict", at, `${ofMap} for ${dimension}, as the segment map says`, `${count}`);
  }
  return count;
}

function checkWeights(weights: unknown, dimensions: readonly RfmDimension[], path: InputPath): RfmWeights {
  weights = checkOptions(weights, dimensions, path);
  const given = weights as PerDimension<number>;
  for (const dimension of dimensions) {
    if (given[dimension] === undefined) {
      throw new ScoringError("missing", [...path, dimension], "a weight", "nothing");
    }
    checkNumber(given[dimension], [...path, dimension], { min: 0 });
  }
  return { ...(given as RfmWeights) };
}

function checkHigh(high: unknown, bins: PerDimension<number>, path: InputPath): RfmRules["high"] {
  if (typeof high !== "object") return checkOneOf<"mean" | "median">(high, ["mean", "median"], path);
  high = checkOptions(high, ["r", "f", "m"], path);
  const given = high as { readonly [D in "r" | "f" | "m"]: number };
  const from = (dimension: "r" | "f" | "m"): number =>
    checkNumber(given[dimension], [...path, dimension], { min: 1, max: bins[dimension] as number });
  return { r: from("r"), f: from("f"), m: from("m") };
}
