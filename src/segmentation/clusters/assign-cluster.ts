import { checkOptions } from "../../core/check-options.ts";
import { fieldValue, hasField, ownValue } from "../../core/own.ts";
import type { Input, OnInvalid, Open } from "../../core/types.ts";
import { assignPoints, clusterTable, openClusters } from "./assign-points.ts";
import { checkClusters } from "./check-clusters.ts";
import { type CategoryBook, mixedPoints } from "./mixed-points.ts";
import { readFeatures } from "./read-features.ts";
import type { AssignedCustomers, ClusterRow, Clusters, FeatureRow } from "./types.ts";

/**
 * Assigns customers to clusters that were learned before, prepared as they were: a table of customers,
 * or a single one.
 *
 * @throws A {@link ScoringError} with `wrong_type` or `unknown_version` for what is no clusters; for rows
 * `missing`, `wrong_type`, `not_finite`, or `out_of_range` where a logarithm is taken of -1 or less.
 * @example
 * ```ts
 * const customers = [
 *   { customerId: "ann", orders: 9 },
 *   { customerId: "bob", orders: 1 },
 *   { customerId: "cat", orders: 10 },
 * ];
 * const { clusters } = cluster(customers, { k: 2 });
 * assignCluster(clusters, [{ customerId: "eve", orders: 8 }]).columns.cluster; // => ["cluster-1"]
 * assignCluster(clusters, { customerId: "eve", orders: 2 }).cluster; // => "cluster-2"
 * ```
 */
export function assignCluster<C = never>(
  clusters: Clusters,
  customers: Input<FeatureRow> | Open<C>,
  options?: { readonly onInvalid?: OnInvalid },
): AssignedCustomers;
export function assignCluster(clusters: Clusters, customer: FeatureRow): ClusterRow;
export function assignCluster(
  clusters: Clusters,
  input: unknown,
  options: { readonly onInvalid?: OnInvalid } = {},
): AssignedCustomers | ClusterRow {
  checkClusters(clusters);
  options = checkOptions(options, ["onInvalid"]);
  if (isSingle(input)) return assignAll(clusters, [input], {}).row(0);
  return assignAll(clusters, input, options);
}

function isSingle(input: unknown): boolean {
  if (typeof input !== "object" || input === null || Array.isArray(input)) return false;
  return typeof fieldValue(input, "columns") !== "object" && hasField(input, "customerId");
}

function assignAll(
  clusters: Clusters,
  input: unknown,
  options: { readonly onInvalid?: OnInvalid },
): AssignedCustomers {
  const names = { numbers: clusters.features.map(({ name }) => name), categories: clusters.categories };
  const logged = new Set(clusters.features.filter(({ log1p }) => log1p).map(({ name }) => name));
  const read = readFeatures(input, "customers", names, ownValue(options, "onInvalid"), logged);
  const book: CategoryBook = clusters.categories.map((_, f) => {
    const known = new Set(clusters.clusters.map((one) => ownValue(one, "modes")?.[f] as string));
    return new Map(Array.from(known).map((category, number) => [category, number]));
  });
  const points = mixedPoints(read, clusters.features, book, clusters.gamma);
  const codeOf = (f: number, category: string): number => book[f]?.get(category) ?? -1;
  const assigned = assignPoints(points, openClusters(clusters, codeOf));
  const keys = clusters.clusters.map(({ key }) => key);
  const unknown = read.ids.length - read.known.length;
  return Object.assign(clusterTable(read, assigned, keys), { unknown, rejected: read.rejected });
}
