import type { Assignment } from "./assign-points.ts";
import type { MixedPoints } from "./k-prototypes.ts";
import { squaredDistance } from "./points.ts";
import type { Features } from "./read-features.ts";
import type { ClusterSummary, Clusters } from "./types.ts";

/** Counts, inertia and means of each cluster. */
export function summarizeClusters(
  features: Features,
  points: MixedPoints,
  { labels, distances }: Assignment,
  clusters: Clusters,
): readonly ClusterSummary[] {
  const k = clusters.clusters.length;
  const sizes = new Float64Array(k);
  const inertia = new Float64Array(k);
  const centres = Float64Array.from(
    clusters.clusters.reduce<number[]>((all, { centre }) => all.concat(centre), []),
  );
  const squared = clusters.method === "gaussian-mixture";
  for (let i = 0; i < labels.length; i += 1) {
    const c = labels[i] as number;
    sizes[c] = (sizes[c] as number) + 1;
    const own = squared ? squaredDistance(points, i, centres, c) : (distances[i] as number) ** 2;
    inertia[c] = (inertia[c] as number) + own;
  }
  const means = features.numbers.map((column) => meansOf(column, features.known, labels, sizes));
  return clusters.clusters.map(({ key }, c) => ({
    cluster: key,
    customers: sizes[c] as number,
    share: (sizes[c] as number) / labels.length,
    inertia: inertia[c] as number,
    means: record(features.names, (f) => means[f]?.[c] as number),
  }));
}

function meansOf(
  column: Float64Array,
  known: Int32Array,
  labels: Uint16Array,
  sizes: Float64Array,
): Float64Array {
  const sums = new Float64Array(sizes.length);
  for (let i = 0; i < labels.length; i += 1) {
    const c = labels[i] as number;
    sums[c] = (sums[c] as number) + (column[known[i] as number] as number);
  }
  return sums.map((sum, c) => sum / (sizes[c] as number));
}

/** An object with a number for each name, an own property even where the name is `__proto__`. */
export function record(
  names: readonly string[],
  numberOf: (index: number) => number,
): { readonly [name: string]: number } {
  const made: { [name: string]: number } = {};
  names.forEach((name, index) => {
    Object.defineProperty(made, name, { value: numberOf(index), enumerable: true, writable: true });
  });
  return made;
}
