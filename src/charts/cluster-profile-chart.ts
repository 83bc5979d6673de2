import { ScoringError } from "../core/error.ts";
import type { ClusterFacts } from "../segmentation/clusters/types.ts";
import type { Chart } from "./core/chart.ts";
import { draw } from "./core/draw.ts";
import { type HeatCell, heatLayers, heatLegend } from "./core/heat.ts";
import { type ChartOptions, openPage, type Page } from "./core/page.ts";

/** Clusters as the profile reads them. The result of `cluster` fits. */
export interface ProfiledClusters {
  readonly clusters: Pick<ClusterFacts["clusters"], "features" | "clusters">;
  readonly summary: readonly Pick<
    ClusterFacts["summary"][number],
    "cluster" | "customers" | "share" | "means"
  >[];
}

/** Further from the middle than this many spreads is shown as this far. */
const FURTHEST = 2;

/**
 * What tells clusters apart: for each cluster and feature the mean, coloured by how far the centre lies from the
 * middle of all customers, in the spread that the features were scaled by. Blue is above, orange below.
 *
 * @throws A {@link ScoringError} as options are refused; `empty` without clusters or numeric features.
 * @example
 * ```ts
 * import { en } from "clientele/labels/en";
 * const customers = [1, 2, 3, 41, 42, 43].map((orders, i) => ({ customerId: i, orders, revenue: orders * 10 }));
 * const found = cluster(customers, { k: 2, seed: 1 });
 * clusterProfileChart(found, { labels: en }).title.text; // => ["What tells the clusters apart"]
 * ```
 */
export function clusterProfileChart(clusters: ProfiledClusters, options: ChartOptions): Chart {
  const page = openPage(options);
  const { features, clusters: learned } = clusters.clusters;
  if (learned.length === 0 || features.length === 0) {
    throw new ScoringError("empty", ["clusters"], "clusters with numeric features", "none");
  }
  const middles = features.map((_feature, f) => {
    const weights = learned.reduce((sum, { weight }) => sum + weight, 0);
    return learned.reduce((sum, { weight, centre }) => sum + weight * (centre[f] as number), 0) / weights;
  });
  const names = clusters.summary.map(
    ({ cluster, share }) => `${clusterName(page, cluster)} (${page.percent(share)})`,
  );
  const columns = features.map(({ name }) => page.name("axis", name));
  const cells: HeatCell[] = [];
  let telling = { far: 0, cluster: "–", feature: "–", mean: 0 };
  clusters.summary.forEach(({ cluster, means }, c) => {
    const centre = learned.find(({ key }) => key === cluster)?.centre ?? [];
    features.forEach(({ name }, f) => {
      const far = (centre[f] ?? Number.NaN) - (middles[f] as number);
      const mean = means[name] as number;
      const value = Number.isNaN(far) ? null : Math.max(-FURTHEST, Math.min(FURTHEST, far));
      if (Math.abs(far) > Math.abs(telling.far)) {
        telling = { far, cluster: names[c] as string, feature: columns[f] as string, mean };
      }
      cells.push({ x: columns[f] as string, y: names[c] as string, value, text: page.number(mean) });
    });
  });
  const heat = {
    domain: [-FURTHEST, FURTHEST] as const,
    diverging: true,
    columns: columns.length,
    rows: names.length,
  };
  const facts = {
    clusters: names.length,
    cluster: telling.cluster,
    feature: telling.feature,
    mean: telling.mean,
  };
  const each = cells.map(({ x, y, text }) => `${y}, ${x}: ${text}`);
  return draw(page, {
    title: page.text("clusters.title"),
    subtitle: page.say("chart_clusters", facts),
    alt: `${page.say("chart_clusters", facts)} ${page.list(each.slice(0, 60))}`,
    x: { kind: "band", title: page.text("clusters.x"), names: columns },
    y: { kind: "band", title: page.text("clusters.y"), names },
    height: Math.max(70, names.length * 38),
    legend: heatLegend(page, heat, (value) =>
      value === 0 ? page.text("clusters.middle") : page.text(value > 0 ? "clusters.above" : "clusters.below"),
    ),
    layers: (plot) => heatLayers(page, plot, cells, heat),
  });
}

/** "Cluster 2", unless the dictionary names it. */
function clusterName(page: Page, key: string): string {
  const name = page.name("cluster", key);
  const number = /^cluster-(\d+)$/.exec(name)?.[1];
  return number === undefined ? name : page.say("chart_cluster", { number });
}
