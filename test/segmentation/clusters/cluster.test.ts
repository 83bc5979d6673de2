import { describe, expect, test } from "vitest";
import {
  assignCluster,
  chooseClusterCount,
  cluster,
  clusterStability,
} from "../../../src/segmentation/index.ts";

/** Three groups that nobody could miss. */
const customers = [1, 2, 3, 51, 52, 53, 201, 202, 203].map((orders, i) => ({
  customerId: `c${i}`,
  orders,
  spend: orders * 10,
  city: ["Oslo", "Rome", "Bonn"][Math.floor(i / 3)] as string,
}));
const features = ["orders", "spend"];

describe("preparation", () => {
  const scalesOf = (values: readonly number[], options: object) => {
    const rows = values.map((x, customerId) => ({ customerId, x }));
    return cluster(rows, { k: 1, ...options }).clusters.features[0];
  };

  test("z-scores by mean and deviation over n, robust ones by median and quartiles", () => {
    expect(scalesOf([2, 4, 4, 4, 5, 5, 7, 9], {})).toMatchObject({ centre: 5, spread: 2 });
    expect(scalesOf([1, 2, 3, 4, 100], { scale: "robust" })).toMatchObject({ centre: 3, spread: 2 });
    expect(scalesOf([1, 2, 3], { scale: "none" })).toMatchObject({ centre: 0, spread: 1, low: null });
  });

  test("logarithms come first, then the ends are pulled in to the quantiles", () => {
    const scale = scalesOf([0, Math.E - 1, Math.E ** 2 - 1, Math.E ** 9 - 1], {
      log1p: true,
      winsorise: 0.25,
      scale: "none",
    });
    expect(scale?.low).toBeCloseTo(0.75, 12);
    expect(scale?.high).toBeCloseTo(3.75, 12);
  });

  test("a feature of one value has a spread of 1", () => {
    expect(scalesOf([7, 7, 7], {})).toMatchObject({ centre: 7, spread: 1 });
  });

  test("is kept for new customers", () => {
    const rows = customers.map(({ customerId, orders }) => ({ customerId, orders }));
    const { clusters, columns } = cluster(rows, { k: 3, log1p: true, winsorise: 0.02 });
    const stored = JSON.parse(JSON.stringify(clusters)) as typeof clusters;
    expect(assignCluster(stored, rows).columns).toEqual(columns);
    expect(assignCluster(stored, { customerId: "new", orders: 40 }).cluster).toBe("cluster-2");
  });
});

describe("clusters", () => {
  const found = cluster(customers, { k: 3, features });

  test("come by their mean in the first feature, greatest first", () => {
    expect(found.columns.cluster).toEqual([3, 3, 3, 2, 2, 2, 1, 1, 1].map((c) => `cluster-${c}`));
    expect(found.summary.map(({ customers: n, means }) => [n, means["orders"]])).toEqual([
      [3, 202],
      [3, 52],
      [3, 2],
    ]);
  });

  test("come by another feature where asked", () => {
    const turned = customers.map((row) => ({ ...row, spend: -row.spend }));
    expect(cluster(turned, { k: 3, features, orderBy: "spend" }).columns.cluster[0]).toBe("cluster-1");
  });

  test("keep the keys of the run that they continue, and new ones get the next number", () => {
    const grown = [
      ...customers,
      ...[901, 902].map((orders, i) => ({ customerId: `n${i}`, orders, spend: orders * 10, city: "Oslo" })),
    ];
    const next = cluster(grown, { k: 4, previous: found.clusters });
    expect(next.columns.cluster).toEqual([3, 3, 3, 2, 2, 2, 1, 1, 1, 4, 4].map((c) => `cluster-${c}`));
    expect(next.clusters.features).toEqual(found.clusters.features);
  });

  test("a customer with an unknown feature has none", () => {
    const rows = [...customers, { customerId: "x", orders: null, spend: 1, city: "Oslo" }];
    const { row, unknown } = cluster(rows, { k: 3, features });
    expect(row(9)).toEqual({ customerId: "x", cluster: null, distance: null, probability: null });
    expect(unknown).toBe(1);
  });

  test("the best of a range by silhouette, mixtures by BIC", () => {
    expect(cluster(customers, { range: [2, 5], features }).summary).toHaveLength(3);
    const { best } = chooseClusterCount(customers, { range: [2, 4], features, references: 5 });
    expect([best.silhouette, best["calinski-harabasz"] !== null, best.gap !== null]).toEqual([3, true, true]);
    const mixed = chooseClusterCount(customers, {
      range: [1 + 1, 3],
      features: ["orders"],
      method: "gaussian-mixture",
    });
    expect(mixed.criterion).toBe("bic");
  });

  test("mixtures tell how probable each customer's group is", () => {
    const mixture = cluster(customers, { k: 3, features: ["orders"], method: "gaussian-mixture" });
    expect(mixture.columns.cluster).toEqual(found.columns.cluster);
    for (const probability of mixture.columns.probability) expect(probability).toBeGreaterThan(0.999);
    expect(mixture.bic).toBeCloseTo(8 * Math.log(9) - 2 * (mixture.logLikelihood as number), 9);
    expect(mixture.aic).toBeCloseTo(16 - 2 * (mixture.logLikelihood as number), 9);
  });

  test("k-prototypes take texts too: cost is squared distance plus gamma for each that differs", () => {
    const rows = [
      { customerId: 1, n: 0, city: "a" },
      { customerId: 2, n: 0, city: "a" },
      { customerId: 3, n: 0, city: "b" },
      { customerId: 4, n: 9, city: "b" },
    ];
    const mixed = cluster(rows, { k: 2, method: "k-prototypes", scale: "none", gamma: 2 });
    expect(mixed.columns.cluster).toEqual(["cluster-2", "cluster-2", "cluster-2", "cluster-1"]);
    expect(mixed.inertia).toBe(2);
    expect(mixed.clusters.clusters.map(({ modes }) => modes)).toEqual([["b"], ["a"]]);
    expect(assignCluster(mixed.clusters, { customerId: 5, n: 8, city: "never seen" }).cluster).toBe(
      "cluster-1",
    );
    // Without the weight of the category the third would cost nothing where it is.
    expect(cluster(rows, { k: 2, method: "k-prototypes", scale: "none", gamma: 0 }).inertia).toBe(0);
    // By default half the mean standard deviation: of z-scores a half.
    expect(cluster(rows, { k: 2, method: "k-prototypes" }).clusters.gamma).toBeCloseTo(0.5, 12);
  });
});

describe("stability", () => {
  test("groups that are there come back, whatever the method", () => {
    const rows = Array.from({ length: 60 }, (_, i) => ({ customerId: i, x: (i % 3) * 100 + ((i * 7) % 10) }));
    for (const method of ["k-means", "gaussian-mixture", "k-prototypes"] as const) {
      const { adjustedRand, clusters } = clusterStability(rows, { k: 3, method, samples: 5 });
      expect(adjustedRand).toBeGreaterThan(0.99);
      for (const { jaccard } of clusters) expect(jaccard).toBeGreaterThan(0.99);
    }
  });

  test("groups that are not there do not", () => {
    const rows = Array.from({ length: 200 }, (_, i) => ({
      customerId: i,
      x: (i * 0.618) % 1,
      y: (i * 0.414) % 1,
    }));
    expect(clusterStability(rows, { k: 7, samples: 5 }).adjustedRand).toBeLessThan(0.9);
  });
});

describe("logarithms of -1 and less", () => {
  const rows = [
    ...customers.map(({ customerId, orders }) => ({ customerId, orders })),
    { customerId: "low", orders: -1 },
  ];

  test("end with an error at the row", () => {
    const refusal = expect.objectContaining({ code: "out_of_range", path: ["features", 9, "orders"] });
    expect(() => cluster(rows, { k: 3, log1p: true })).toThrow(refusal);
    const { clusters } = cluster(rows.slice(0, 9), { k: 3, log1p: true });
    expect(() => assignCluster(clusters, rows)).toThrow(
      expect.objectContaining({ code: "out_of_range", path: ["customers", 9, "orders"] }),
    );
  });

  test("are set aside where asked", () => {
    const { clusters, rejected } = cluster(rows, { k: 3, log1p: ["orders"], onInvalid: "collect" });
    expect(rejected).toMatchObject([{ row: 9, field: "orders", code: "out_of_range" }]);
    expect(assignCluster(clusters, rows, { onInvalid: "collect" }).rejected).toHaveLength(1);
  });
});
