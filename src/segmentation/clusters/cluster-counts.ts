import { type Fitted, fitClusters } from "./fit-clusters.ts";
import type { KMeansSettings } from "./k-means.ts";
import type { MixedPoints } from "./k-prototypes.ts";
import { pickPoints } from "./points.ts";
import { silhouettes } from "./quality.ts";
import { sampleRows } from "./sample-rows.ts";
import type { ClusterMethod } from "./types.ts";

/** Points that the silhouette is taken of; it costs their square. */
export const SILHOUETTE_POINTS = 3000;

/** The mean silhouette, of a part of the points where they are many. */
export function meanSilhouette(
  points: MixedPoints,
  labels: ArrayLike<number>,
  k: number,
  seed: number,
  most: number,
): number {
  const rows = sampleRows(points, seed, most);
  const all = silhouettes(
    pickPoints(points, rows),
    Uint16Array.from(rows, (row) => labels[row] as number),
    k,
  );
  return all.reduce((sum, value) => sum + value, 0) / all.length;
}

/** The number of clusters in a range that is best by silhouette, for mixtures by BIC. */
export function countByQuality(
  points: MixedPoints,
  method: ClusterMethod,
  settings: Omit<KMeansSettings, "k">,
  [least, most]: readonly [number, number],
): number {
  let best = least;
  let greatest = Number.NEGATIVE_INFINITY;
  for (let k = least; k <= Math.min(most, points.count); k += 1) {
    const fitted = fitClusters(points, method, { ...settings, k });
    const score = scoreOf(points, fitted, k, settings.seed);
    if (score > greatest) {
      greatest = score;
      best = k;
    }
  }
  return best;
}

function scoreOf(points: MixedPoints, fitted: Fitted, k: number, seed: number): number {
  return fitted.bic === null
    ? meanSilhouette(points, fitted.labels, k, seed, SILHOUETTE_POINTS)
    : -fitted.bic;
}
