import * as z from "zod/mini";
import { checkLevels } from "../segmentation/attributes/check-levels.ts";
import type { AttributeLevels, LearnedLevel } from "../segmentation/attributes/types.ts";
import { checkLearned } from "../segmentation/clusters/check-clusters.ts";
import type { Clusters, FeatureScale, LearnedCluster } from "../segmentation/clusters/types.ts";
import { checkFactors } from "../segmentation/factors/check-factors.ts";
import type { Factor, FactorItem, Factors } from "../segmentation/factors/types.ts";
import { type Fields, parseWith } from "./parse.ts";

const text = z.string();
const number = z.number();
const numbers = z.array(number);
const positive = number.check(z.gt(0));
const texts = z.array(text);

const scale: z.ZodMiniType<FeatureScale> = z.strictObject({
  name: text,
  log1p: z.boolean(),
  low: z.nullable(number),
  high: z.nullable(number),
  centre: number,
  spread: positive,
} satisfies Fields<FeatureScale>);

const cluster: z.ZodMiniType<LearnedCluster> = z.strictObject({
  key: text,
  weight: number.check(z.minimum(0), z.maximum(1 + 1e-9)),
  centre: numbers,
  modes: z.exactOptional(texts),
  covariance: z.exactOptional(numbers),
} satisfies Fields<LearnedCluster>);

/** Learned clusters. */
export const clustersSchema: z.ZodMiniType<Clusters> = z.strictObject({
  kind: z.literal("clusters"),
  version: z.literal(1),
  method: z.enum(["k-means", "gaussian-mixture", "k-prototypes"]),
  features: z.array(scale).check(z.minLength(1)),
  categories: texts,
  gamma: number.check(z.minimum(0)),
  clusters: z.array(cluster).check(z.minLength(1)),
} satisfies Fields<Clusters>);

const level: z.ZodMiniType<LearnedLevel> = z.union([
  z.strictObject({ name: text, by: z.enum(["number", "age"]), of: text, edges: numbers, keys: texts }),
  z.strictObject({ name: text, by: z.literal("date"), of: text, edges: z.array(z.iso.date()), keys: texts }),
  z.strictObject({
    name: text,
    by: z.literal("period"),
    of: text,
    period: z.enum(["month", "quarter", "year"]),
  }),
  z.strictObject({
    name: text,
    by: z.literal("text"),
    of: text,
    groups: z.array(z.strictObject({ key: text, texts })),
    others: z.nullable(text),
  }),
]);

/** Learned levels of attributes. */
export const attributeLevelsSchema: z.ZodMiniType<AttributeLevels> = z.strictObject({
  kind: z.literal("attributeLevels"),
  version: z.literal(1),
  levels: z.array(level),
} satisfies Fields<AttributeLevels>);

const item: z.ZodMiniType<FactorItem> = z.strictObject({
  name: text,
  mean: number,
  spread: positive,
} satisfies Fields<FactorItem>);

const factor: z.ZodMiniType<Factor> = z.strictObject({
  key: text,
  variance: number.check(z.minimum(0)),
  share: number.check(z.minimum(0)),
  loadings: numbers,
  weights: numbers,
} satisfies Fields<Factor>);

/** Learned factors. */
export const factorsSchema: z.ZodMiniType<Factors> = z.strictObject({
  kind: z.literal("factors"),
  version: z.literal(1),
  items: z.array(item).check(z.minLength(1)),
  factors: z.array(factor).check(z.minLength(1)),
} satisfies Fields<Factors>);

/**
 * Learned clusters from JSON, text or parsed: what `cluster(…).clusters` gave and was saved.
 *
 * @throws A {@link ScoringError} with the path of the fault, also for centres of another width.
 * @example
 * ```ts
 * import { assignCluster, cluster } from "clientele";
 * const { clusters } = cluster([{ customerId: "ann", orders: 9 }, { customerId: "bob", orders: 1 }], { k: 2 });
 * assignCluster(parseClusters(JSON.stringify(clusters)), { customerId: "eve", orders: 8 }).cluster; // => "cluster-1"
 * parseClusters({ ...clusters, gamma: -1 }); // throws clusters.gamma
 * ```
 */
export function parseClusters(json: unknown): Clusters {
  const clusters = parseWith(clustersSchema, json, "clusters");
  checkLearned(clusters);
  return clusters;
}

/**
 * Learned levels of attributes from JSON, text or parsed: what `learnLevels(…).levels` gave and was saved.
 *
 * @throws A {@link ScoringError} with the path of the fault, also for edges that do not increase.
 */
export function parseAttributeLevels(json: unknown): AttributeLevels {
  const levels = parseWith(attributeLevelsSchema, json, "levels");
  checkLevels(levels);
  return levels;
}

/**
 * Learned factors from JSON, text or parsed: what `learnFactors(…).factors` gave and was saved.
 *
 * @throws A {@link ScoringError} with the path of the fault, also for weights that are not as many as items.
 */
export function parseFactors(json: unknown): Factors {
  const factors = parseWith(factorsSchema, json, "factors");
  checkFactors(factors);
  return factors;
}
