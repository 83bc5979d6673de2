import { checkNumber, checkOneOf } from "../../core/check-options.ts";
import { describeValue } from "../../core/describe.ts";
import { ScoringError } from "../../core/error.ts";
import { bare } from "../../core/own.ts";
import type { KMeansSettings } from "./k-means.ts";
import { PREPARE_OPTIONS, prepared } from "./prepare-features.ts";
import type { ClusterMethod, ClusterOptions, ClusterRunOptions, FeatureScale } from "./types.ts";

/** Names of the options of a run. */
export const RUN_OPTIONS: readonly string[] = [
  ...PREPARE_OPTIONS,
  "method",
  "seed",
  "restarts",
  "maxIterations",
  "tolerance",
  "gamma",
];

/** Most clusters: a label has 16 bits, and nobody can tell so many apart. */
export const MOST_CLUSTERS = 1000;

/** The method and how it runs, but for the number of clusters. */
export function runSettings(options: ClusterRunOptions): {
  readonly method: ClusterMethod;
  readonly settings: Omit<KMeansSettings, "k">;
} {
  options = bare(options);
  const method = checkOneOf(
    options.method ?? "k-means",
    ["k-means", "gaussian-mixture", "k-prototypes"],
    ["options", "method"],
  );
  const { seed = 1, restarts = 10, maxIterations = 300 } = options;
  const { tolerance = method === "gaussian-mixture" ? 1e-6 : 1e-4 } = options;
  const settings = {
    seed: checkNumber(seed, ["options", "seed"], { integer: true }),
    restarts: checkNumber(restarts, ["options", "restarts"], { min: 1, max: 1000, integer: true }),
    maxIterations: checkNumber(maxIterations, ["options", "maxIterations"], { min: 1, integer: true }),
    tolerance: checkNumber(tolerance, ["options", "tolerance"], { min: 0 }),
  };
  return { method, settings };
}

/** How many clusters, or between how many. */
export function clusterCounts(options: ClusterOptions): readonly [number, number] {
  const { k, range, start } = options;
  if (start !== undefined && k === undefined && range === undefined) return startCounts(start);
  if ((k === undefined) === (range === undefined)) {
    throw new ScoringError(
      k === undefined ? "missing" : "conflict",
      ["options", "k"],
      "either k, or range: from how many to how many",
      k === undefined ? "neither" : "both",
    );
  }
  if (k !== undefined) {
    const count = checkNumber(k, ["options", "k"], { min: 1, max: MOST_CLUSTERS, integer: true });
    return [count, count];
  }
  return checkRange(range);
}

/** As many clusters as there are centres to start from. */
function startCounts(start: unknown): readonly [number, number] {
  const path = ["options", "start"];
  if (!Array.isArray(start)) {
    throw new ScoringError("wrong_type", path, "a list of centres", describeValue(start));
  }
  const count = checkNumber(start.length, [...path, "length"], { min: 1, max: MOST_CLUSTERS, integer: true });
  return [count, count];
}

/** Least and greatest number of clusters. */
export function checkRange(range: unknown): readonly [number, number] {
  if (!Array.isArray(range) || range.length !== 2) {
    throw new ScoringError("wrong_type", ["options", "range"], "a list of two numbers", describeValue(range));
  }
  const least = checkNumber(range[0], ["options", "range", 0], { min: 2, max: MOST_CLUSTERS, integer: true });
  const most = checkNumber(range[1], ["options", "range", 1], {
    min: least,
    max: MOST_CLUSTERS,
    integer: true,
  });
  return [least, most];
}

/** Given centres among prepared features. */
export function startOf(
  options: ClusterOptions,
  k: number,
  scales: readonly FeatureScale[],
): Float64Array | undefined {
  const { start, method } = options;
  if (start === undefined) return undefined;
  const path = ["options", "start"];
  if (method === "k-prototypes") {
    throw new ScoringError("conflict", path, "another method than k-prototypes beside it", "that");
  }
  if (!Array.isArray(start) || start.length !== k) {
    throw new ScoringError("length_mismatch", path, `${k} centres`, describeValue(start));
  }
  const centres = new Float64Array(k * scales.length);
  start.forEach((centre: unknown, c) => {
    if (!Array.isArray(centre) || centre.length !== scales.length) {
      throw new ScoringError(
        "length_mismatch",
        [...path, c],
        `${scales.length} numbers`,
        describeValue(centre),
      );
    }
    scales.forEach((scale, j) => {
      centres[c * scales.length + j] = prepared(checkNumber(centre[j], [...path, c, j]), scale);
    });
  });
  return centres;
}
