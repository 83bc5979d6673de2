import { ownValue } from "../../core/own.ts";
import { createTable } from "../../core/table.ts";
import type { Table } from "../../core/types.ts";
import type { Fitted } from "./fit-clusters.ts";
import { expect, type Mixture, mahalanobis, mixtureOf } from "./gaussian-mixture.ts";
import { type MixedPoints, mixedDistance, nearestPrototype } from "./k-prototypes.ts";
import type { Features } from "./read-features.ts";
import type { ClusterRow, Clusters } from "./types.ts";

/** Where points belong among learned clusters. Numbers beside the labels are made when asked for. */
export interface Assignment {
  readonly labels: Uint16Array;
  readonly distances: () => Float64Array;
  /** NaN but for mixtures. */
  readonly probabilities: () => Float64Array;
}

/** Learned clusters as buffers. */
export interface OpenClusters {
  readonly k: number;
  readonly centres: Float64Array;
  readonly modes: Int32Array;
  readonly mixture: Mixture | undefined;
}

/** Opens learned clusters; `codeOf` numbers categories as the points have them. */
export function openClusters(
  clusters: Clusters,
  codeOf: (feature: number, category: string) => number,
): OpenClusters {
  const learned = clusters.clusters;
  const flat = (numbers: (cluster: (typeof learned)[number]) => readonly number[]): Float64Array =>
    Float64Array.from(learned.reduce<number[]>((all, one) => all.concat(numbers(one)), []));
  const centres = flat(({ centre }) => centre);
  const modes = flat((one) => (ownValue(one, "modes") ?? []).map((category, f) => codeOf(f, category)));
  const isMixture = clusters.method === "gaussian-mixture";
  const weights = Float64Array.from(learned, ({ weight }) => weight);
  const covariances = flat((one) => ownValue(one, "covariance") ?? []);
  return {
    k: learned.length,
    centres,
    modes: Int32Array.from(modes),
    mixture: isMixture ? mixtureOf(weights, centres, covariances, clusters.features.length) : undefined,
  };
}

/** Opens clusters that have just been found. */
export function openFitted(
  { centres, modes, weights, covariances }: Fitted,
  k: number,
  width: number,
): OpenClusters {
  const mixture = covariances && mixtureOf(weights, centres, covariances, width);
  return { k, centres, modes, mixture };
}

/** The cluster of each point, given where it is known already. */
export function assignPoints(points: MixedPoints, open: OpenClusters, known?: Uint16Array): Assignment {
  const { k, centres, modes, mixture } = open;
  const { count } = points;
  if (mixture !== undefined) return assignToMixture(points, mixture, k);
  const labels = known ?? new Uint16Array(count);
  if (known === undefined) {
    for (let i = 0; i < count; i += 1) labels[i] = nearestPrototype(points, i, centres, modes, k);
  }
  return {
    labels,
    distances: () => {
      const out = new Float64Array(count);
      for (let i = 0; i < count; i += 1) {
        out[i] = Math.sqrt(mixedDistance(points, i, centres, modes, labels[i] as number));
      }
      return out;
    },
    probabilities: () => new Float64Array(count).fill(Number.NaN),
  };
}

function assignToMixture(points: MixedPoints, mixture: Mixture, k: number): Assignment {
  const { count, width } = points;
  const shares = new Float64Array(count * k);
  expect(points, mixture, k, shares);
  const labels = new Uint16Array(count);
  for (let i = 0; i < count; i += 1) {
    let best = 0;
    for (let c = 1; c < k; c += 1) {
      if ((shares[i * k + c] as number) > (shares[i * k + best] as number)) best = c;
    }
    labels[i] = best;
  }
  return {
    labels,
    distances: () => {
      const room = new Float64Array(width);
      return Float64Array.from(labels, (c, i) => Math.sqrt(mahalanobis(points, i, mixture, c, room)));
    },
    probabilities: () => Float64Array.from(labels, (c, i) => shares[i * k + c] as number),
  };
}

/** A line per customer; those with an unknown feature have no cluster. */
export function clusterTable(
  features: Features,
  assigned: Assignment,
  keys: readonly string[],
): Table<ClusterRow> {
  const { ids, known } = features;
  const spread = (values: Float64Array): Float64Array => {
    if (known.length === ids.length) return values;
    const out = new Float64Array(ids.length).fill(Number.NaN);
    for (let r = 0; r < known.length; r += 1) out[known[r] as number] = values[r] as number;
    return out;
  };
  const keyColumn = (): readonly (string | null)[] => {
    const out: (string | null)[] = new Array(ids.length).fill(null);
    for (let r = 0; r < known.length; r += 1)
      out[known[r] as number] = keys[assigned.labels[r] as number] as string;
    return out;
  };
  return createTable<ClusterRow>({
    length: ids.length,
    columns: {
      customerId: () => ids,
      cluster: keyColumn,
      distance: () => spread(assigned.distances()),
      probability: () => spread(assigned.probabilities()),
    },
  });
}
