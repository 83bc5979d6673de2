import { describe, expect, test } from "vitest";
import {
  adjustedRandIndex,
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
    // Where no cluster has the category it costs gamma in each: 1 + 2.
    const stranger = assignCluster(mixed.clusters, { customerId: 5, n: 8, city: "never seen" });
    expect(stranger.distance).toBeCloseTo(Math.sqrt(3), 12);
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

  test("are looked for in 20 samples, by what they hold of numbers and categories", () => {
    const rows = Array.from({ length: 24 }, (_, i) => ({
      customerId: i,
      x: (i % 2) * 2 + ((i * 7) % 5) / 10,
      city: i % 2 === 0 ? "Oslo" : "Rome",
      member: i % 2 === 0,
    }));
    const stable = clusterStability(rows, { k: 2, method: "k-prototypes", gamma: 5 });
    expect(stable).toEqual({
      adjustedRand: 1,
      adjustedRands: new Array(20).fill(1),
      clusters: [
        { cluster: "cluster-1", jaccard: expect.closeTo(1, 12) },
        { cluster: "cluster-2", jaccard: expect.closeTo(1, 12) },
      ],
      samples: 20,
    });
    expect(
      clusterStability(rows, { k: 2, features: ["x"], samples: 3, orderBy: "x" }).adjustedRands,
    ).toHaveLength(3);
  });

  test("the Jaccard overlap is that with the cluster that fits best", () => {
    const rows = [0, 1, 10, 11].map((x, customerId) => ({ customerId, x }));
    // One cluster of all: each sample has it too. Four of one each: a sample lacks some.
    expect(clusterStability(rows, { k: 1, samples: 4 }).clusters).toEqual([
      { cluster: "cluster-1", jaccard: 1 },
    ]);
    const split = clusterStability(rows, { k: 4, samples: 8 }).clusters;
    expect(split).toHaveLength(4);
    for (const { jaccard } of split) {
      expect(jaccard).toBeGreaterThan(0.5);
      expect(jaccard).toBeLessThanOrEqual(1);
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

describe("what is read", () => {
  const columns = {
    customerId: ["a", "b", "c", "d"],
    orders: Int32Array.of(1, 2, 50, 51),
    spend: [null, 10, 90, 95],
    city: ["Oslo", "Oslo", "Rome", "Rome"],
    member: [true, true, false, null],
    at: [new Date(0), null, null, null],
  };

  test("is every column of numbers, for k-prototypes also texts and yes or no", () => {
    const numbers = cluster({ columns }, { k: 2 }).clusters;
    expect([numbers.features.map(({ name }) => name), numbers.categories]).toEqual([["orders", "spend"], []]);
    const mixed = cluster({ columns }, { k: 2, method: "k-prototypes" });
    expect(mixed.clusters.features.map(({ name }) => name)).toEqual(["orders", "spend"]);
    expect(mixed.clusters.categories).toEqual(["city", "member"]);
    expect(mixed.clusters.clusters.map(({ modes }) => modes)).toEqual([
      ["Rome", "false"],
      ["Oslo", "true"],
    ]);
    expect(mixed.columns.cluster).toEqual([null, "cluster-2", "cluster-1", null]);
  });

  test("are the features that are named, in their order", () => {
    const named = cluster({ columns }, { k: 2, features: ["spend", "orders"] }).clusters;
    expect(named.features.map(({ name }) => name)).toEqual(["spend", "orders"]);
  });

  test("a column of which nothing is known counts as numbers", () => {
    const rows = [1, 2].map((customerId) => ({ customerId, x: null, y: customerId }));
    const found = cluster(rows, { k: 1, features: ["y"] });
    expect(found.unknown).toBe(0);
    expect(() => cluster(rows, { k: 1 })).toThrow(/at least as many customers with all features/);
  });
});

describe("what a category weighs", () => {
  const rows = [0, 0, 0, 8].map((n, customerId) => ({
    customerId,
    n,
    m: 2 * n,
    city: customerId % 2 === 0 ? "a" : "b",
  }));
  const gammaOf = (options: object) =>
    cluster(rows, { k: 2, method: "k-prototypes", ...options }).clusters.gamma;

  test("is half the mean deviation of the numbers as they are compared", () => {
    // Deviations of n and m: √12 and 2√12; of z-scores 1.
    expect(gammaOf({})).toBeCloseTo(0.5, 12);
    expect(gammaOf({ scale: "none" })).toBeCloseTo((3 * Math.sqrt(12)) / 4, 12);
    // Quartiles of 0, 0, 0, 8 are 0 and 2: divided by 2 and 4.
    expect(gammaOf({ scale: "robust" })).toBeCloseTo(Math.sqrt(12) / 4, 12);
    expect(gammaOf({ scale: "none", log1p: true, features: ["n", "city"] })).toBeCloseTo(
      (Math.log(9) * Math.sqrt(3)) / 8,
      12,
    );
  });

  test("is what is given, and that of the run before", () => {
    expect(gammaOf({ gamma: 0 })).toBe(0);
    const previous = cluster(rows, { k: 2, method: "k-prototypes", gamma: 7 }).clusters;
    expect(gammaOf({ previous })).toBe(7);
    expect(gammaOf({ previous, gamma: 3 })).toBe(3);
    expect(cluster(rows, { k: 2, gamma: 3 }).clusters.gamma).toBe(0);
  });
});

describe("clusters of a run before", () => {
  const rowsOf = (values: readonly number[]) => values.map((x, customerId) => ({ customerId, x }));
  const previous = cluster(rowsOf([1, 2, 51, 52, 201, 202]), { k: 3, log1p: true }).clusters;

  test("keep their preparation, and fewer clusters keep the keys of those they are nearest to", () => {
    const next = cluster(rowsOf([1, 2, 203, 204]), { k: 2, previous });
    expect(next.clusters.features).toEqual(previous.features);
    expect(next.columns.cluster).toEqual(["cluster-3", "cluster-3", "cluster-1", "cluster-1"]);
  });

  test("a new cluster takes the least number that is free", () => {
    const renamed = {
      ...previous,
      clusters: previous.clusters.map((one, c) => ({
        ...one,
        key: ["cluster-2", "vip", "cluster-4"][c] as string,
      })),
    };
    const next = cluster(rowsOf([1, 2, 51, 52, 201, 202, 9001, 9002, 90_001, 90_002]), {
      k: 5,
      previous: renamed,
    });
    expect([...new Set(next.columns.cluster)]).toEqual([
      "cluster-4",
      "vip",
      "cluster-2",
      "cluster-3",
      "cluster-1",
    ]);
  });
});

describe("mixtures that were learned", () => {
  test("tell of new customers what they told of the first ones", () => {
    const rows = [1, 2, 3, 20, 21, 25].map((x, customerId) => ({ customerId, x, y: (x * 7) % 5 }));
    const found = cluster(rows, { k: 2, method: "gaussian-mixture" });
    const stored = JSON.parse(JSON.stringify(found.clusters)) as typeof found.clusters;
    const again = assignCluster(stored, rows);
    expect(again.columns).toEqual(found.columns);
    expect(found.columns.probability.every((p) => p > 0.5 && p <= 1)).toBe(true);
    const weights = stored.clusters.reduce((sum, { weight }) => sum + weight, 0);
    expect(weights).toBeCloseTo(1, 12);
    expect(found.inertia).toBeCloseTo(
      found.summary.reduce((sum, { inertia }) => sum + inertia, 0),
      9,
    );
  });
});

describe("the likelihood of a mixture", () => {
  const rows = [1, 2, 3, 20, 21, 25, 30].map((x, customerId) => ({ customerId, x }));

  test.each([1, 300])(
    "is that of its own weights, centres and variances, after at most %i steps",
    (maxIterations) => {
      const found = cluster(rows, { k: 2, method: "gaussian-mixture", scale: "none", maxIterations });
      const density = (x: number, c: number) => {
        const { centre, covariance, weight } = found.clusters.clusters[
          c
        ] as (typeof found.clusters.clusters)[number];
        const variance = covariance?.[0] as number;
        return (
          (weight * Math.exp(-((x - (centre[0] as number)) ** 2) / variance / 2)) /
          Math.sqrt(2 * Math.PI * variance)
        );
      };
      const likelihood = rows.reduce((sum, { x }) => sum + Math.log(density(x, 0) + density(x, 1)), 0);
      expect(found.logLikelihood).toBeCloseTo(likelihood, 9);
      expect(found.converged).toBe(maxIterations > 1);
      expect(found.warnings.map(({ code }) => code)).toEqual(
        maxIterations > 1 ? [] : ["clusters_not_converged"],
      );
      rows.forEach(({ x }, i) => {
        const [one, other] = [density(x, 0), density(x, 1)];
        expect(found.columns.probability[i]).toBeCloseTo(Math.max(one, other) / (one + other), 9);
      });
    },
  );
});

test("runs stop at the tolerance that is said: 0.0001, for mixtures 0.000001", () => {
  const rows = Array.from({ length: 60 }, (_, i) => ({
    customerId: i,
    x: ((i * 37) % 61) / 7,
    y: ((i * 17) % 53) / 5,
  }));
  const steps = (method: "k-means" | "gaussian-mixture", tolerance?: number) =>
    cluster(rows, { k: 3, method, ...(tolerance !== undefined && { tolerance }) }).iterations;
  expect(steps("gaussian-mixture")).toBe(steps("gaussian-mixture", 1e-6));
  expect(steps("gaussian-mixture")).toBeGreaterThan(steps("gaussian-mixture", 1e-4));
  expect(steps("k-means")).toBe(steps("k-means", 1e-4));
});

describe("k-prototypes", () => {
  const rows = [
    ...[0, 1, 5].map((n, i) => ({ customerId: `low ${i}`, n, city: "Oslo", plan: i === 0 ? "free" : "pro" })),
    ...[90, 91, 98].map((n, i) => ({
      customerId: `high ${i}`,
      n,
      city: i === 0 ? "Oslo" : "Rome",
      plan: "max",
    })),
  ];
  const found = cluster(rows, { k: 2, method: "k-prototypes", scale: "none", gamma: 1 });

  test("come to rest at means and at what is most frequent", () => {
    expect(found.clusters.clusters.map(({ centre, modes }) => [centre, modes])).toEqual([
      [[93], ["Rome", "max"]],
      [[2], ["Oslo", "pro"]],
    ]);
    // Squared distances 9 + 4 + 25 and 4 + 1 + 9, and a text that differs in each.
    expect(found.inertia).toBe(38 + 14 + 2);
  });

  test("take a customer by texts alone where numbers say nothing", () => {
    const between = (city: string, plan: string) =>
      assignCluster(found.clusters, { customerId: "new", n: 47.5, city, plan });
    expect(between("Rome", "max").cluster).toBe("cluster-1");
    expect(between("Oslo", "pro").cluster).toBe("cluster-2");
    expect(between("Rome", "free").cluster).toBe("cluster-1");
    expect(between("Oslo", "free").cluster).toBe("cluster-2");
    expect(between("Oslo", "pro").distance).toBeCloseTo(45.5, 12);
  });
});

test("k-prototypes of customers who are all alike leave clusters empty", () => {
  const rows = [1, 2, 3].map((customerId) => ({ customerId, n: 5, city: "Oslo" }));
  const found = cluster(rows, { k: 2, method: "k-prototypes" });
  expect(found.summary.map(({ customers: count }) => count)).toEqual([3, 0]);
  expect(found.clusters.clusters.map(({ centre, modes }) => [centre, modes])).toEqual([
    [[0], ["Oslo"]],
    [[0], ["Oslo"]],
  ]);
  expect(found.warnings).toEqual([{ code: "clusters_empty", cluster: "cluster-2" }]);
  const { clusters } = clusterStability(rows, { k: 2, method: "k-prototypes", samples: 3 });
  expect(clusters.map(({ jaccard }) => jaccard)).toEqual([1, 0]);
});

test("labels that are missing are a group; one customer agrees with themselves", () => {
  expect(adjustedRandIndex([null, null, "a"], ["x", "x", "y"])).toBe(1);
  expect(adjustedRandIndex(Int8Array.of(1, 1, 2, 2), ["a", "b", "b", "a"])).toBeCloseTo(-0.5, 12);
  expect(adjustedRandIndex(["a"], [5])).toBe(1);
  expect(adjustedRandIndex([], [])).toBe(1);
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
