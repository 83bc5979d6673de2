import { checkNumber, checkOneOf, checkOptions } from "../../core/check-options.ts";
import { ScoringError } from "../../core/error.ts";
import type { Input, Open, Rejection } from "../../core/types.ts";
import { categoryWeight } from "./category-weight.ts";
import { meanSilhouette, SILHOUETTE_POINTS } from "./cluster-counts.ts";
import { checkRange, RUN_OPTIONS, runSettings } from "./cluster-settings.ts";
import { fitClusters } from "./fit-clusters.ts";
import { type GapSettings, gapStatistic } from "./gap-statistic.ts";
import { categoryBook, mixedPoints } from "./mixed-points.ts";
import { learnScales, loggedNames } from "./prepare-features.ts";
import { calinskiHarabasz, daviesBouldin } from "./quality.ts";
import { findFeatures, readFeatures } from "./read-features.ts";
import type { ClusterRunOptions, FeatureRow } from "./types.ts";

/** What decides. */
export type ClusterCriterion = "silhouette" | "calinski-harabasz" | "davies-bouldin" | "gap" | "bic";

/** Options of {@link chooseClusterCount}. */
export interface ClusterCountOptions extends ClusterRunOptions {
  /** From how many to how many. Default 2 to 8. */
  readonly range?: readonly [number, number];
  /** What decides. Default `silhouette`, for mixtures `bic`. */
  readonly criterion?: ClusterCriterion;
  /** Random tables that the gap statistic compares with. Default 10; 0 leaves it out. */
  readonly references?: number;
  /** Customers that the silhouette is taken of, which costs their square. Default 3,000. */
  readonly silhouetteCustomers?: number;
}

/** A number of clusters and how good it is. */
export interface ClusterCount {
  readonly k: number;
  /** Sum of squared distances: always falls; look for the bend. */
  readonly inertia: number;
  /** -1 to 1: more is better; NaN where all customers are alike. */
  readonly silhouette: number;
  /** More is better. */
  readonly calinskiHarabasz: number | null;
  /** Less is better. */
  readonly daviesBouldin: number | null;
  /** More is better; with its standard error. Null where it was left out, or where each customer is a cluster. */
  readonly gap: number | null;
  readonly gapError: number | null;
  /** For mixtures; less is better. */
  readonly bic: number | null;
  readonly aic: number | null;
}

/** The counts that were tried, and what each criterion says. */
export interface ClusterCountChoice {
  /** The number of clusters that the criterion chooses. */
  readonly k: number;
  readonly criterion: ClusterCriterion;
  /** What each criterion would choose; null where it was left out. */
  readonly best: { readonly [C in ClusterCriterion]: number | null };
  readonly counts: readonly ClusterCount[];
  readonly rejected: readonly Rejection[];
}

/**
 * How many clusters there are, by several criteria: no one of them is always right, and where they
 * differ there may be no clear groups at all.
 *
 * The gap statistic takes the smallest count whose gap is not beaten by the next by more than its error.
 *
 * @throws A {@link ScoringError} as {@link cluster} does.
 * @example
 * ```ts
 * const customers = [1, 2, 3, 11, 12, 13, 31, 32, 33].map((orders, i) => ({ customerId: i, orders }));
 * const choice = chooseClusterCount(customers, { range: [2, 5] });
 * choice.k; // => 3
 * choice.counts[1]?.inertia; // => 0.0384…
 * ```
 * @see Rousseeuw (1987); Calinski & Harabasz (1974); Davies & Bouldin (1979); Tibshirani, Walther & Hastie
 * (2001), Estimating the number of clusters in a data set via the gap statistic, JRSS B 63.
 */
export function chooseClusterCount<C = never>(
  features: Input<FeatureRow> | Open<C>,
  options: ClusterCountOptions = {},
): ClusterCountChoice {
  options = checkOptions(options, [
    ...RUN_OPTIONS,
    "range",
    "criterion",
    "references",
    "silhouetteCustomers",
  ]);
  const { method, settings } = runSettings(options);
  const [least, most] = checkRange(options.range ?? [2, 8]);
  const criterion = checkOneOf(
    options.criterion ?? (method === "gaussian-mixture" ? "bic" : "silhouette"),
    ["silhouette", "calinski-harabasz", "davies-bouldin", "gap", "bic"],
    ["options", "criterion"],
  );
  const { references = 10, silhouetteCustomers = SILHOUETTE_POINTS } = options;
  const gaps: GapSettings = {
    ...settings,
    references: checkNumber(references, ["options", "references"], { min: 0, max: 1000, integer: true }),
  };
  const withGap = gaps.references > 0 && method === "k-means";
  if (criterion === "bic" ? method !== "gaussian-mixture" : criterion === "gap" && !withGap) {
    throw new ScoringError("conflict", ["options", "criterion"], "a criterion of this method", criterion);
  }
  const shown = checkNumber(silhouetteCustomers, ["options", "silhouetteCustomers"], {
    min: 2,
    integer: true,
  });
  const names = findFeatures(features, "features", options.features, method === "k-prototypes");
  const logged = loggedNames(options.log1p, names.numbers);
  const read = readFeatures(features, "features", names, options.onInvalid, logged);
  const scales = learnScales(read, options);
  const points = mixedPoints(read, scales, categoryBook(read), categoryWeight(options.gamma, read, scales));
  if (points.count < least) {
    throw new ScoringError(
      "empty",
      ["features"],
      `at least ${least} customers with all features`,
      String(points.count),
    );
  }
  const counts: ClusterCount[] = [];
  for (let k = least; k <= Math.min(most, points.count); k += 1) {
    const { labels, inertia, bic, aic } = fitClusters(points, method, { ...settings, k });
    const gap = withGap ? gapStatistic(points, inertia, k, gaps) : undefined;
    counts.push({
      k,
      inertia,
      silhouette: meanSilhouette(points, labels, k, settings.seed, shown),
      calinskiHarabasz: orNull(calinskiHarabasz(points, labels, k)),
      daviesBouldin: orNull(daviesBouldin(points, labels, k)),
      gap: gap === undefined ? null : orNull(gap.gap),
      gapError: gap === undefined ? null : orNull(gap.error),
      bic,
      aic,
    });
  }
  const best = bestCounts(counts);
  const chosen = best[criterion];
  if (chosen === null) {
    throw new ScoringError("empty", ["features"], "more customers than clusters, not all alike");
  }
  return { k: chosen, criterion, best, counts, rejected: read.rejected };
}

function orNull(value: number): number | null {
  return Number.isNaN(value) ? null : value;
}

function bestCounts(counts: readonly ClusterCount[]): ClusterCountChoice["best"] {
  const most = (scoreOf: (count: ClusterCount) => number | null): number | null => {
    let best: number | null = null;
    let greatest = Number.NEGATIVE_INFINITY;
    for (const count of counts) {
      const score = scoreOf(count);
      if (score === null || !(score > greatest)) continue;
      greatest = score;
      best = count.k;
    }
    return best;
  };
  const less = (value: number | null): number | null => (value === null ? null : -value);
  return {
    silhouette: most(({ silhouette }) => silhouette),
    "calinski-harabasz": most(({ calinskiHarabasz: index }) => index),
    "davies-bouldin": most(({ daviesBouldin: index }) => less(index)),
    gap: firstUnbeaten(counts) ?? most(({ gap }) => gap),
    bic: most(({ bic }) => less(bic)),
  };
}

function firstUnbeaten(counts: readonly ClusterCount[]): number | undefined {
  return counts.find(({ gap }, i) => {
    const next = counts[i + 1];
    if (gap === null || next === undefined || next.gap === null || next.gapError === null) return false;
    return gap >= next.gap - next.gapError;
  })?.k;
}
