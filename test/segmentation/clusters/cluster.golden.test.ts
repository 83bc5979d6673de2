import { describe, expect, test } from "vitest";
import { calinskiHarabasz, daviesBouldin, silhouettes } from "../../../src/segmentation/clusters/quality.ts";
import { adjustedRandIndex, chooseClusterCount, cluster } from "../../../src/segmentation/index.ts";
import { readGolden, relativeError } from "../../golden/read-golden.ts";

interface Case {
  readonly data: string;
  readonly scale: "z" | "robust" | "none";
  readonly k: number;
  /** Rows that the search starts from. */
  readonly start: readonly number[];
  /** The least inertia of 200 starts. */
  readonly bestInertia: number;
  readonly inertia: number;
  readonly labels: readonly number[];
  readonly silhouette: number;
  readonly calinskiHarabasz: number;
  readonly daviesBouldin: number;
  readonly adjustedRand: number;
  readonly mixture?: { logLikelihood: number; bic: number; aic: number; weights: readonly number[] };
}

const golden = readGolden<{
  sets: { [name: string]: { features: string[]; points: number[][]; target: number[] } };
  cases: readonly Case[];
}>("clusters/scikit-learn.json");

const customersOf = (name: string) => {
  const { points, features } = golden.sets[name] as { points: number[][]; features: string[] };
  return points.map((point, i) => ({
    customerId: i,
    ...Object.fromEntries(features.map((feature, j) => [feature, point[j] as number])),
  }));
};

/** The rows that the search starts from, as centres. */
const startOf = ({ data, start }: Case) => start.map((row) => golden.sets[data]?.points[row] as number[]);

describe("clusters of public data sets from the same start are those of scikit-learn", () => {
  test.each(golden.cases)("$data, $scale, k = $k", (expected) => {
    const customers = customersOf(expected.data);
    const { k, scale, labels } = expected;
    const found = cluster(customers, { k, scale, tolerance: 0, start: startOf(expected) });
    expect(found.columns.cluster).toEqual(labels.map((label) => `cluster-${label + 1}`));
    expect(relativeError(found.inertia, expected.inertia)).toBeLessThan(1e-12);
    const { target } = golden.sets[expected.data] as { target: number[] };
    expect(adjustedRandIndex(found.columns.cluster, target)).toBeCloseTo(expected.adjustedRand, 12);

    const learned = found.clusters.features;
    const values = customers.flatMap((customer) =>
      learned.map(({ name, centre, spread }) => ((customer as never)[name] - centre) / spread),
    );
    const points = { count: customers.length, width: learned.length, values: Float64Array.from(values) };
    const silhouette = silhouettes(points, labels, k).reduce((sum, one) => sum + one / labels.length, 0);
    expect(relativeError(silhouette, expected.silhouette)).toBeLessThan(1e-11);
    expect(relativeError(calinskiHarabasz(points, labels, k), expected.calinskiHarabasz)).toBeLessThan(1e-11);
    expect(relativeError(daviesBouldin(points, labels, k), expected.daviesBouldin)).toBeLessThan(1e-11);
  });
});

describe("the search finds clusters as good as those of scikit-learn with 200 starts", () => {
  test.each(golden.cases)("$data, $scale, k = $k", ({ data, scale, k, bestInertia }) => {
    const { inertia } = cluster(customersOf(data), { k, scale, tolerance: 0, restarts: 50 });
    expect(inertia).toBeLessThan(bestInertia * 1.0002);
  });
});

describe("mixtures of public data sets from the same start are those of scikit-learn", () => {
  const cases = golden.cases.filter(({ mixture }) => mixture !== undefined);
  test.each(cases)("$data, k = $k", (one) => {
    const { data, k, mixture } = one;
    const found = cluster(customersOf(data), {
      k,
      method: "gaussian-mixture",
      start: startOf(one),
      tolerance: 1e-11,
      maxIterations: 100_000,
    });
    const expected = mixture as NonNullable<Case["mixture"]>;
    expect(found.converged).toBe(true);
    expect(relativeError(found.logLikelihood as number, expected.logLikelihood)).toBeLessThan(1e-7);
    expect(relativeError(found.bic as number, expected.bic)).toBeLessThan(1e-7);
    expect(relativeError(found.aic as number, expected.aic)).toBeLessThan(1e-7);
    const weights = found.clusters.clusters.map(({ weight }) => weight).sort((a, b) => a - b);
    weights.forEach((weight, c) => {
      expect(weight).toBeCloseTo(expected.weights[c] as number, 5);
    });
  });
});

describe("worked examples", () => {
  test("k-means of four points from points 2 and 3 (the example of ml-kmeans)", () => {
    const points = [
      [1, 1, 1],
      [1, 2, 1],
      [-1, -1, -1],
      [-1, -1, -1.5],
    ];
    const customers = points.map(([x, y, z], i) => ({ customerId: i, x, y, z }));
    const start = [
      [1, 2, 1],
      [-1, -1, -1],
    ];
    const found = cluster(customers, { k: 2, start, scale: "none" });
    expect(found.columns.cluster).toEqual(["cluster-1", "cluster-1", "cluster-2", "cluster-2"]);
    expect(found.clusters.clusters.map(({ centre }) => centre)).toEqual([
      [1, 1.5, 1],
      [-1, -1, -1.25],
    ]);
    expect(found.summary.map(({ inertia }) => inertia)).toEqual([0.5, 0.125]);
    expect(found.inertia).toBe(0.625);
    expect(found.iterations).toBe(2);
    const { counts } = chooseClusterCount(customers, { range: [2, 2], scale: "none", references: 0 });
    expect(counts[0]?.silhouette).toBeCloseTo(0.8086, 4);
  });

  test("adjusted Rand index (the examples of scikit-learn)", () => {
    expect(adjustedRandIndex([0, 0, 1, 2], [0, 0, 1, 1])).toBeCloseTo(0.5714, 4);
    expect(adjustedRandIndex([0, 0, 1, 1], [0, 0, 1, 1])).toBe(1);
    expect(adjustedRandIndex([0, 0, 1, 1], [1, 1, 0, 0])).toBe(1);
    expect(adjustedRandIndex([0, 0, 0, 0], [0, 1, 2, 3])).toBe(0);
  });
});
