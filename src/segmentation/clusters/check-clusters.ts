import { describeValue } from "../../core/describe.ts";
import { type InputPath, ScoringError } from "../../core/error.ts";
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
