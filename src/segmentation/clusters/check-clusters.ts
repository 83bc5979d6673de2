import { describeValue } from "../../core/describe.ts";
import { type InputPath, ScoringError } from "../../core/error.ts";
import { bare } from "../../core/own.ts";
import { cholesky } from "../../math/cholesky.ts";
import type { Clusters } from "./types.ts";

/**
 * Refuses what are no learned clusters. Only the shape is looked at; JSON from outside goes through the
 * parser of its schema.
 *
 * @throws A {@link ScoringError} with `wrong_type` or `unknown_version`.
 */
export function checkClusters(clusters: Clusters, path: InputPath = ["clusters"]): void {
  const given: unknown = clusters;
  if (typeof given !== "object" || given === null || !Array.isArray(clusters.clusters)) {
    throw new ScoringError("wrong_type", path, "the clusters of cluster()", describeValue(given));
  }
  if (clusters.kind !== "clusters" || clusters.version !== 1 || !Array.isArray(clusters.features)) {
    throw new ScoringError("unknown_version", path, "clusters, version 1", "another kind or version");
  }
}

/**
 * Refuses learned clusters whose parts do not fit together: centres of another width, a mixture without
 * covariances, categories without modes.
 *
 * @throws A {@link ScoringError} with `length_mismatch`, `duplicate`, `missing` or `out_of_range`.
 */
export function checkLearned({ method, features, categories, clusters }: Clusters): void {
  const width = features.length;
  const keys = new Set<string>();
  clusters.forEach((cluster, c) => {
    const { key, centre, modes, covariance } = bare(cluster);
    const path = ["clusters", "clusters", c];
    if (keys.has(key)) throw new ScoringError("duplicate", [...path, "key"], "a key once", "one twice");
    keys.add(key);
    checkLength(centre, width, [...path, "centre"]);
    if (categories.length > 0) checkLength(modes, categories.length, [...path, "modes"]);
    if (method !== "gaussian-mixture") return;
    checkLength(covariance, width * width, [...path, "covariance"]);
    if (!cholesky(Float64Array.from(covariance ?? []), width)) {
      throw new ScoringError(
        "out_of_range",
        [...path, "covariance"],
        "a positive definite matrix",
        "another",
      );
    }
  });
}

function checkLength(parts: readonly unknown[] | undefined, length: number, path: InputPath): void {
  if (parts === undefined) throw new ScoringError("missing", path, `a list of ${length}`, "nothing");
  if (parts.length !== length) {
    throw new ScoringError("length_mismatch", path, `a list of ${length}`, String(parts.length));
  }
}
