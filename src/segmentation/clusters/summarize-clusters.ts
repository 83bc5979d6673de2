import type { OpenClusters } from "./assign-points.ts";
import { type MixedPoints, modeCosts } from "./k-prototypes.ts";
import { inertiaByCluster } from "./points.ts";
import type { Features } from "./read-features.ts";
import type { ClusterSummary } from "./types.ts";

/** Counts, inertia and means of each cluster. */
export function summarizeClusters(
  features: Features,
  points: MixedPoints,
  labels: Uint16Array,
  { centres, modes, k }: OpenClusters,
  keys: readonly string[],
): readonly ClusterSummary[] {
  const sizes = new Float64Array(k);
  for (let i = 0; i < labels.length; i += 1) {
    const c = labels[i] as number;
    sizes[c] = (sizes[c] as number) + 1;
  }
  const inertia = inertiaByCluster(points, centres, labels);
  modeCosts(points, modes, labels, inertia);
  const means = features.numbers.map((column) => meansOf(column, features.known, labels, sizes));
  return keys.map((cluster, c) => ({
    cluster,
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
