import type { Id, OnInvalid, Reason, Rejection, Table } from "../../core/types.ts";

/**
 * How groups are found.
 *
 * - `k-means`: each customer to the nearest of `k` centres.
 * - `gaussian-mixture`: overlapping groups of any elliptic shape, with a probability for each customer.
 * - `k-prototypes`: numbers and categories together.
 */
export type ClusterMethod = "k-means" | "gaussian-mixture" | "k-prototypes";

/** How numbers are made comparable: z-scores, distance from the median in quartile ranges, or not at all. */
export type FeatureScaling = "z" | "robust" | "none";

/** A customer as clustering reads them: an id and features under names of the host. */
export type FeatureRow = { readonly customerId: Id } & { readonly [feature: string]: unknown };

/** What is done to features before customers are compared. */
export interface PrepareOptions {
  /** Names of the features. Default: every column of numbers; with `k-prototypes` also texts and yes or no. */
  readonly features?: readonly string[];
  /** How numbers are made comparable. Default `z`. */
  readonly scale?: FeatureScaling;
  /** Features that are taken as ln(1 + x) first: money and counts, whose few great values would decide all. Default none. */
  readonly log1p?: readonly string[] | boolean;
  /** Share at either end of each feature that is pulled in to the quantile: 0.01. Default 0. */
  readonly winsorise?: number;
  /** A bad row ends with an error (default), or is set aside in `rejected`. */
  readonly onInvalid?: OnInvalid;
}

/** How a run goes. */
export interface ClusterRunOptions extends PrepareOptions {
  /** How groups are found. Default `k-means`. */
  readonly method?: ClusterMethod;
  /** Chance of this run: the same seed gives the same groups. Default 1. */
  readonly seed?: number;
  /** How many starts are tried. Default 10. */
  readonly restarts?: number;
  /** Default 300. */
  readonly maxIterations?: number;
  /**
   * When to stop. For k-means and k-prototypes the part of the mean variance that the squared moves of the
   * centres may sum to (default 0.0001); for mixtures the gain in mean log-likelihood (default 0.000001).
   */
  readonly tolerance?: number;
  /** What a category that differs counts, beside squared distances. Default half the mean standard deviation. */
  readonly gamma?: number;
}

/** Options of `cluster`. */
export interface ClusterOptions extends ClusterRunOptions {
  /** How many groups; or give `range`. */
  readonly k?: number;
  /** From how many to how many: the best count is chosen, by silhouette, for mixtures by BIC. */
  readonly range?: readonly [number, number];
  /** The feature whose mean orders the clusters, greatest first. Default the first feature. */
  readonly orderBy?: string;
  /** Clusters of an earlier run: their preparation is used again, and each new cluster takes the key of the one it continues. */
  readonly previous?: Clusters;
  /** Centres to start from, in the units of the features; their order is kept. Not for k-prototypes. */
  readonly start?: readonly (readonly number[])[];
}

/** How a feature was made comparable: `(clip(ln(1 + x) or x) - centre) / spread`. */
export interface FeatureScale {
  /** Name of the feature. */
  readonly name: string;
  /** Is it taken as ln(1 + x)? */
  readonly log1p: boolean;
  /** Where it is clipped; null for not. */
  readonly low: number | null;
  readonly high: number | null;
  readonly centre: number;
  /** Not 0: a feature of a single value has 1. */
  readonly spread: number;
}

/** A cluster that was learned. */
export interface LearnedCluster {
  /** Key: `cluster-1`. */
  readonly key: string;
  /** Share of the customers it was learned from; for mixtures the weight. */
  readonly weight: number;
  /** Centre among prepared features. */
  readonly centre: readonly number[];
  /** Most frequent category of each categorical feature. */
  readonly modes?: readonly string[];
  /** Covariance among prepared features, row by row. */
  readonly covariance?: readonly number[];
}

/** What was learned: assigns further customers to the same clusters. Plain JSON. */
export interface Clusters {
  readonly kind: "clusters";
  readonly version: 1;
  readonly method: ClusterMethod;
  readonly features: readonly FeatureScale[];
  /** Names of categorical features. */
  readonly categories: readonly string[];
  /** What a category that differs counts; 0 without categories. */
  readonly gamma: number;
  readonly clusters: readonly LearnedCluster[];
}

/** A customer's line of the result. */
export interface ClusterRow {
  /** Who. */
  readonly customerId: string;
  /** Key of the cluster; null where a feature is not known. */
  readonly cluster: string | null;
  /** Distance to the centre among prepared features (for mixtures in standard deviations). */
  readonly distance: number | null;
  /** Probability of the cluster, for mixtures; else null. */
  readonly probability: number | null;
}

/** A cluster as a whole. */
export interface ClusterSummary {
  /** Key. */
  readonly cluster: string;
  /** How many customers. */
  readonly customers: number;
  /** Their share of those clustered. */
  readonly share: number;
  /** Sum of squared distances to the centre; with categories, of their cost too. */
  readonly inertia: number;
  /** Mean of each numeric feature, in its own unit; NaN for a cluster without customers. */
  readonly means: { readonly [feature: string]: number };
}

/** What comes with clustered customers. */
export interface ClusterFacts {
  /** What was learned. */
  readonly clusters: Clusters;
  /** A line per cluster. */
  readonly summary: readonly ClusterSummary[];
  /** Sum of squared distances to the nearest centre; for k-prototypes the whole cost. */
  readonly inertia: number;
  /** Natural logarithm of the likelihood, for mixtures; else null. */
  readonly logLikelihood: number | null;
  /** Bayesian and Akaike information criterion, for mixtures: less is better; else null. */
  readonly bic: number | null;
  readonly aic: number | null;
  readonly iterations: number;
  /** Did it come to rest before the limit? */
  readonly converged: boolean;
  /** Customers without a cluster, since a feature is not known. */
  readonly unknown: number;
  /** What to know before trusting the clusters. */
  readonly warnings: readonly Reason[];
  readonly rejected: readonly Rejection[];
}

/** A line per customer, in the order of the input. */
export type ClusteredCustomers = Table<ClusterRow> & ClusterFacts;

/** Customers assigned to known clusters. */
export type AssignedCustomers = Table<ClusterRow> & {
  /** Customers without a cluster, since a feature is not known. */
  readonly unknown: number;
  readonly rejected: readonly Rejection[];
};
