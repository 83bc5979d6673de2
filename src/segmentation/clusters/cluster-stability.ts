import { checkNumber, checkOptions } from "../../core/check-options.ts";
import { ScoringError } from "../../core/error.ts";
import type { Input, Open } from "../../core/types.ts";
import { seedRandom, uniform } from "../../math/random.ts";
import { adjustedRandIndex } from "./adjusted-rand-index.ts";
import { assignPoints, openClusters, openFitted } from "./assign-points.ts";
import { cluster } from "./cluster.ts";
import { RUN_OPTIONS, runSettings } from "./cluster-settings.ts";
import { fitClusters } from "./fit-clusters.ts";
import type { MixedPoints } from "./k-prototypes.ts";
import { categoryBook, mixedPoints } from "./mixed-points.ts";
import { pickPoints } from "./points.ts";
import { loggedNames } from "./prepare-features.ts";
import { readFeatures } from "./read-features.ts";
import type { ClusterOptions, FeatureRow } from "./types.ts";

/** Options of {@link clusterStability}. */
export interface StabilityOptions extends Omit<ClusterOptions, "range" | "previous" | "start"> {
  /** How many clusters. */
  readonly k: number;
  /** Samples drawn with replacement. Default 20. */
  readonly samples?: number;
}

/** How far clusters come back in samples of the customers. */
export interface ClusterStability {
  /** Mean adjusted Rand index between the clusters of all customers and those of a sample. */
  readonly adjustedRand: number;
  /** For each sample. */
  readonly adjustedRands: readonly number[];
  /** For each cluster, the mean Jaccard overlap with the cluster of a sample that fits it best: below 0.6 it is likely chance, above 0.75 it is there. */
  readonly clusters: readonly { readonly cluster: string; readonly jaccard: number }[];
  readonly samples: number;
}

/**
 * Are the clusters there, or made by chance? Finds clusters again in samples drawn with replacement, and
 * compares the groups that they make of all customers with the first ones.
 *
 * @throws A {@link ScoringError} as {@link cluster} does.
 * @example
 * ```ts
 * const customers = [1, 2, 3, 2, 41, 42, 43, 42].map((orders, i) => ({ customerId: i, orders }));
 * clusterStability(customers, { k: 2 }).adjustedRand; // => 1
 * ```
 * @see Hennig (2007), Cluster-wise assessment of cluster stability, Computational Statistics & Data Analysis 52.
 */
export function clusterStability<C = never>(
  features: Input<FeatureRow> | Open<C>,
  options: StabilityOptions,
): ClusterStability {
  options = checkOptions(options, [...RUN_OPTIONS, "k", "orderBy", "samples"]);
  const { samples: asked = 20, ...run } = options;
  const samples = checkNumber(asked, ["options", "samples"], { min: 1, max: 10_000, integer: true });
  const whole = cluster(features, run);
  const { method, settings } = runSettings(run);
  const { clusters } = whole;
  const names = { numbers: clusters.features.map(({ name }) => name), categories: clusters.categories };
  const logged = loggedNames(options.log1p, names.numbers);
  const read = readFeatures(features, "features", names, options.onInvalid, logged);
  const book = categoryBook(read);
  const points = mixedPoints(read, clusters.features, book, clusters.gamma);
  const codeOf = (f: number, category: string): number => book[f]?.get(category) ?? -1;
  const { labels } = assignPoints(points, openClusters(clusters, codeOf));
  const k = clusters.clusters.length;
  if (points.count < 2)
    throw new ScoringError("empty", ["features"], "at least two customers", String(points.count));

  const adjustedRands: number[] = [];
  const overlap = new Float64Array(k);
  for (let s = 0; s < samples; s += 1) {
    const sample = drawSample(points, settings.seed, s);
    const restarts = Math.min(3, settings.restarts);
    const fitted = fitClusters(sample, method, { ...settings, k, restarts });
    const { labels: found } = assignPoints(points, openFitted(fitted, k, points.width));
    adjustedRands.push(adjustedRandIndex(labels, found));
    bestOverlaps(labels, found, k).forEach((jaccard, c) => {
      overlap[c] = (overlap[c] as number) + jaccard / samples;
    });
  }
  return {
    adjustedRand: adjustedRands.reduce((sum, index) => sum + index, 0) / samples,
    adjustedRands,
    clusters: clusters.clusters.map(({ key }, c) => ({ cluster: key, jaccard: overlap[c] as number })),
    samples,
  };
}

/** As many points, drawn with replacement. */
function drawSample(points: MixedPoints, seed: number, stream: number): MixedPoints {
  const { count, categories, codes, gamma } = points;
  const random = seedRandom(seed, 2_000_003 + stream);
  const rows = Int32Array.from({ length: count }, () => Math.floor(uniform(random) * count));
  const picked = new Int32Array(count * categories);
  for (let i = 0; i < picked.length; i += 1) {
    const row = rows[Math.floor(i / categories)] as number;
    picked[i] = codes[row * categories + (i % categories)] as number;
  }
  const { width, values } = pickPoints(points, rows);
  return { count, width, values, codes: picked, categories, gamma };
}

/** For each group of `labels`, its greatest Jaccard overlap with a group of `found`. */
function bestOverlaps(labels: Uint16Array, found: Uint16Array, k: number): readonly number[] {
  const both = new Float64Array(k * k);
  const first = new Float64Array(k);
  const second = new Float64Array(k);
  for (let i = 0; i < labels.length; i += 1) {
    const [a, b] = [labels[i] as number, found[i] as number];
    both[a * k + b] = (both[a * k + b] as number) + 1;
    first[a] = (first[a] as number) + 1;
    second[b] = (second[b] as number) + 1;
  }
  return Array.from(first, (size, a) => {
    let best = 0;
    for (let b = 0; b < k; b += 1) {
      const common = both[a * k + b] as number;
      const union = size + (second[b] as number) - common;
      if (union > 0) best = Math.max(best, common / union);
    }
    return best;
  });
}
