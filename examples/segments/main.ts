/**
 * Segments of the 23,570 customers of CDNOW, once by rules and once by clusters, both as of the end of 1997: what
 * they are like, how far they agree, and which of them told better what customers did in the half year after.
 *
 *     npx tsx examples/segments/main.ts
 */
import { readFileSync } from "node:fs";
import {
  adjustedRandIndex,
  assignCluster,
  chooseClusterCount,
  cluster,
  clusterStability,
  csvTransactionsSync,
  migrationMatrix,
  profileSegments,
  purchaseHistory,
  segmentByRules,
} from "../../src/index.ts";
import { parseRules } from "../../src/schema/index.ts";

const BEFORE = "1997-12-31";
const AFTER = "1998-06-30";
const log = new URL("../quickstart/data/cdnow-master-elog.csv", import.meta.url);
const orders = csvTransactionsSync(readFileSync(log));
const before = purchaseHistory(orders, { asOf: BEFORE });
const after = purchaseHistory(orders, { asOf: AFTER });

// By rules: the file works as well with `npm start -- --rules examples/segments/rules.json`.
const rules = parseRules(readFileSync(new URL("rules.json", import.meta.url), "utf8"));
const byRules = segmentByRules(rules, before as never, { asOf: BEFORE, events: orders as never });
const { coverage, overlaps, summary } = byRules;
console.log(
  `By rules: ${coverage.matched} of ${coverage.customers} in a segment, ${coverage.inSeveral} in several`,
);
console.table(summary);
console.table(overlaps.map(({ segments, customers }) => ({ segments: segments.join(" and "), customers })));

// By clusters: counts and money have long tails, so their logarithms are compared.
const preparation = {
  features: ["orders", "revenue", "recencyDays"],
  log1p: ["orders", "revenue"],
  winsorise: 0.01,
};
const choice = chooseClusterCount(before as never, {
  ...preparation,
  range: [3, 7],
  references: 0,
  restarts: 3,
});
console.log("How many clusters, by criterion:", choice.best);
const k = 5;
const byClusters = cluster(before as never, { ...preparation, k });
const { profiles } = profileSegments(byClusters, before as never, {
  by: "cluster",
  features: preparation.features,
  value: "revenue",
});
console.log("By clusters");
console.table(
  profiles.map(({ segment, name, customers, valueShare, rules: [rule] }) => ({
    segment,
    name,
    customers,
    "of revenue": percent(valueShare),
    "told by": rule && `${rule.rule.field} ${rule.rule.op} ${rule.rule.value}`,
    precision: percent(rule?.precision),
    recall: percent(rule?.recall),
  })),
);
const stability = clusterStability(before as never, { ...preparation, k, samples: 5, restarts: 3 });
console.log(`Found again in samples with an adjusted Rand index of ${stability.adjustedRand.toFixed(3)}\n`);

// Both beside each other.
const ruleLabels = byRules.columns.segment;
const clusterLabels = byClusters.columns.cluster;
console.log(
  `Adjusted Rand index of rules and clusters: ${adjustedRandIndex(ruleLabels, clusterLabels).toFixed(3)}`,
);
const spent = laterRevenue();
console.log("Spend per customer in the half year after");
console.table(laterBy(ruleLabels));
console.table(laterBy(clusterLabels));
console.log(`Variance of it that rules explain: ${percent(explained(ruleLabels))}`);
console.log(`Variance of it that clusters explain: ${percent(explained(clusterLabels))}\n`);

// How customers move: the same clusters, half a year later.
const moved = assignCluster(byClusters.clusters, after as never);
const followed = { fields: { segment: "cluster", value: "revenue" } };
const migration = migrationMatrix(
  { columns: { ...byClusters.columns, revenue: before.columns.revenue } },
  { columns: { ...moved.columns, revenue: after.columns.revenue } },
  { ...followed, order: profiles.map(({ segment }) => segment) },
);
console.log("Clusters then (rows) and half a year later");
console.table(
  Object.fromEntries(
    migration.segments.map((from, i) => [
      from,
      Object.fromEntries(migration.segments.map((to, j) => [to, migration.counts[i]?.[j]])),
    ]),
  ),
);
console.log(`Stayed ${percent(migration.stayRate)}, stability index ${migration.stability.psi?.toFixed(3)}`);

/** What each customer of the first history spent between the two. */
function laterRevenue(): Float64Array {
  return Float64Array.from(before.columns.customerId, (id, i) => {
    const row = after.indexOf(id);
    return (after.columns.revenue[row] ?? 0) - (before.columns.revenue[i] ?? 0);
  });
}

function laterBy(labels: readonly (string | null)[]) {
  return Object.fromEntries(
    Array.from(groups(labels), ([label, rows]) => {
      const buyers = rows.filter((i) => (spent[i] ?? 0) > 0).length;
      return [
        label,
        { customers: rows.length, bought: percent(buyers / rows.length), spend: mean(rows).toFixed(2) },
      ];
    }),
  );
}

/** Between-segment sum of squares over the whole. */
function explained(labels: readonly (string | null)[]): number {
  const all = mean(Array.from(spent.keys()));
  const whole = spent.reduce((sum, value) => sum + (value - all) ** 2, 0);
  const between = Array.from(groups(labels).values(), (rows) => rows.length * (mean(rows) - all) ** 2);
  return between.reduce((sum, part) => sum + part, 0) / whole;
}

function groups(labels: readonly (string | null)[]): Map<string, number[]> {
  const found = new Map<string, number[]>();
  labels.forEach((label, i) => {
    const key = label ?? "none";
    const rows = found.get(key);
    if (rows === undefined) found.set(key, [i]);
    else rows.push(i);
  });
  return new Map(Array.from(found).sort());
}

function mean(rows: readonly number[]): number {
  return rows.reduce((sum, i) => sum + (spent[i] ?? 0), 0) / rows.length;
}

function percent(share: number | null | undefined): string {
  return share === null || share === undefined ? "" : `${(100 * share).toFixed(1)} %`;
}
