import { describe, expect, test } from "vitest";
import { checkLearned } from "../../../src/segmentation/clusters/check-clusters.ts";
import {
  adjustedRandIndex,
  assignCluster,
  type Clusters,
  chooseClusterCount,
  cluster,
  clusterStability,
} from "../../../src/segmentation/index.ts";

const customers = [1, 2, 3, 51, 52, 53, 201, 202, 203].map((orders, i) => ({
  customerId: `c${i}`,
  orders,
  spend: orders * 10,
  city: ["Oslo", "Rome", "Bonn"][Math.floor(i / 3)] as string,
}));
const features = ["orders", "spend"];
const learned = cluster(customers, { k: 3, features }).clusters;
const prototypes = cluster(customers, { k: 3, method: "k-prototypes" }).clusters;
const mixture = cluster(customers, { k: 2, features, method: "gaussian-mixture" }).clusters;

const refusing = (call: () => unknown, code: string, message: string) =>
  expect(call).toThrow(expect.objectContaining({ name: "ScoringError", code, message }));

describe("options of cluster()", () => {
  const known =
    "one of features, scale, log1p, winsorise, onInvalid, method, seed, restarts, maxIterations, tolerance, gamma";
  const cases: [object, string, string][] = [
    [{}, "missing", "k: expected either k, or range: from how many to how many, got neither"],
    [
      { k: 2, range: [2, 3] },
      "conflict",
      "k: expected either k, or range: from how many to how many, got both",
    ],
    [{ k: 0 }, "out_of_range", "k: expected a whole number from 1 to 1000, got zero"],
    [{ k: 1001 }, "out_of_range", "k: expected a whole number from 1 to 1000, got a positive integer"],
    [{ k: 1.5 }, "out_of_range", "k: expected a whole number from 1 to 1000, got a positive number"],
    [{ range: 3 }, "wrong_type", "range: expected a list of two numbers, got a positive integer"],
    [{ range: [2, 3, 4] }, "wrong_type", "range: expected a list of two numbers, got an array of 3"],
    [
      { range: [1, 3] },
      "out_of_range",
      "range.0: expected a whole number from 2 to 1000, got a positive integer",
    ],
    [
      { range: [2.5, 3] },
      "out_of_range",
      "range.0: expected a whole number from 2 to 1000, got a positive number",
    ],
    [
      { range: [4, 3] },
      "out_of_range",
      "range.1: expected a whole number from 4 to 1000, got a positive integer",
    ],
    [
      { range: [4, 1001] },
      "out_of_range",
      "range.1: expected a whole number from 4 to 1000, got a positive integer",
    ],
    [
      { k: 2, method: "dbscan" },
      "unknown_name",
      "method: expected one of k-means, gaussian-mixture, k-prototypes, got a string of 6 characters",
    ],
    [
      { k: 2, scale: "log" },
      "unknown_name",
      "scale: expected one of z, robust, none, got a string of 3 characters",
    ],
    [{ k: 2, seed: 0.5 }, "out_of_range", "seed: expected a whole number, got a positive number"],
    [{ k: 2, restarts: 0 }, "out_of_range", "restarts: expected a whole number from 1 to 1000, got zero"],
    [
      { k: 2, restarts: 1001 },
      "out_of_range",
      "restarts: expected a whole number from 1 to 1000, got a positive integer",
    ],
    [
      { k: 2, restarts: 1.5 },
      "out_of_range",
      "restarts: expected a whole number from 1 to 1000, got a positive number",
    ],
    [{ k: 2, maxIterations: 0 }, "out_of_range", "maxIterations: expected a whole number from 1, got zero"],
    [
      { k: 2, maxIterations: 1.5 },
      "out_of_range",
      "maxIterations: expected a whole number from 1, got a positive number",
    ],
    [
      { k: 2, tolerance: -1e-9 },
      "out_of_range",
      "tolerance: expected a finite number from 0, got a negative number",
    ],
    [{ k: 2, gamma: -1e-9 }, "out_of_range", "gamma: expected a finite number from 0, got a negative number"],
    [
      { k: 2, winsorise: -0.1 },
      "out_of_range",
      "winsorise: expected a finite number from 0, got a negative number",
    ],
    [{ k: 2, winsorise: 0.5 }, "out_of_range", "winsorise: expected a share below 0.5, got 0.5"],
    [
      { k: 2, log1p: ["spend", "age"] },
      "unknown_name",
      "log1p.1: expected one of orders, spend, got another name",
    ],
    [
      { k: 2, log1p: "orders" },
      "wrong_type",
      "log1p: expected true or a list of features, got a string of 6 characters",
    ],
    [{ k: 2, orderBy: "age" }, "unknown_name", "orderBy: expected one of orders, spend, got another name"],
    [
      { k: 2, features: "orders" },
      "wrong_type",
      "features: expected a list of names, got a string of 6 characters",
    ],
    [{ k: 2, features: ["orders", 7] }, "wrong_type", "features.1: expected a name, got a positive integer"],
    [
      { k: 2, features: ["orders", "orders"] },
      "duplicate",
      "features.1: expected a name once, got one twice",
    ],
    [
      { k: 2, features: ["city"], method: "k-prototypes" },
      "empty",
      "features: expected at least one column of numbers, got none",
    ],
    [
      { k: 2, onInvalid: "skip" },
      "unknown_name",
      "onInvalid: expected one of throw, collect, got a string of 4 characters",
    ],
    [{ start: 3 }, "wrong_type", "start: expected a list of centres, got a positive integer"],
    [{ start: null }, "wrong_type", "start: expected a list of centres, got null"],
    [{ start: [] }, "out_of_range", "start.length: expected a whole number from 1 to 1000, got zero"],
    [{ k: 2, start: [[1, 2]] }, "length_mismatch", "start: expected 2 centres, got an array of 1"],
    [{ k: 2, start: 2 }, "length_mismatch", "start: expected 2 centres, got a positive integer"],
    [{ start: [[1, 2], [1]] }, "length_mismatch", "start.1: expected 2 numbers, got an array of 1"],
    [
      { start: [[1, 2], "ab"] },
      "length_mismatch",
      "start.1: expected 2 numbers, got a string of 2 characters",
    ],
    [
      {
        start: [
          [1, 2],
          [3, "4"],
        ],
      },
      "wrong_type",
      "start.1.1: expected a finite number, got a string of 1 character",
    ],
    [
      { method: "k-prototypes", start: [[1, 2]] },
      "conflict",
      "start: expected another method than k-prototypes beside it, got that",
    ],
    [{ k: 1, previous: {} }, "wrong_type", "previous: expected the clusters of cluster(), got an object"],
    [
      { k: 1, previous: { ...learned, version: 2 } },
      "unknown_version",
      "previous: expected clusters, version 1, got another kind or version",
    ],
    [
      { k: 1, previous: prototypes },
      "conflict",
      "method: expected k-prototypes, as the clusters before have categories, got k-means",
    ],
    [
      { k: 1, previuos: learned },
      "unknown_name",
      `previuos: expected ${known}, k, range, orderBy, previous, start, got another name`,
    ],
  ];
  test.each(cases)("%o", (options, code, message) => {
    refusing(() => cluster(customers, { features, ...options } as never), code, `options.${message}`);
  });

  test("are needed", () => {
    refusing(
      () => cluster(customers, undefined as never),
      "wrong_type",
      "options: expected an object, got nothing",
    );
  });
});

describe("customers of cluster()", () => {
  test("are at least as many as the clusters", () => {
    const expected = "features: expected at least as many customers with all features as clusters";
    refusing(() => cluster(customers, { k: 10, features }), "empty", `${expected}: 10, got 9`);
    refusing(() => cluster(customers, { range: [10, 11], features }), "empty", `${expected}: 10, got 9`);
    expect(cluster(customers, { k: 9, features }).summary).toHaveLength(9);
  });

  const cases: [string, unknown, object, string, string][] = [
    ["no table", null, {}, "wrong_type", "features: expected an array of rows or { columns }, got null"],
    ["no rows", [], {}, "empty", "options.features: expected at least one column of numbers, got none"],
    [
      "a column that is not there",
      { columns: { customerId: [1], orders: [2] } },
      { features: ["age"] },
      "missing",
      'features.columns.age: expected a column (or say which one it is: fields: { age: "…" }), got nothing',
    ],
    [
      "texts for k-means",
      customers,
      { features: ["city"] },
      "wrong_type",
      "features.columns.city: expected numbers (k-prototypes takes texts too), got a column of something else",
    ],
    [
      "lists for k-prototypes",
      [{ customerId: 1, x: 1, y: [] }],
      { features: ["x", "y"], method: "k-prototypes" },
      "wrong_type",
      "features.columns.y: expected numbers, texts, or true and false, got a column of something else",
    ],
    [
      "a text among numbers",
      [
        { customerId: 1, x: 1 },
        { customerId: 2, x: "2" },
      ],
      {},
      "wrong_type",
      "features.1.x: expected a finite number, got a string of 1 character",
    ],
    [
      "a number among texts",
      [
        { customerId: 1, x: 1, city: "Oslo" },
        { customerId: 2, x: 2, city: 3 },
      ],
      { method: "k-prototypes" },
      "wrong_type",
      "features.1.city: expected a text, or true or false, got a positive integer",
    ],
    [
      "an infinite number",
      [{ customerId: 1, x: Number.POSITIVE_INFINITY }],
      {},
      "not_finite",
      "features.0.x: expected a finite number, got Infinity",
    ],
    [
      "a logarithm of -1",
      [{ customerId: 1, x: -1 }],
      { log1p: true },
      "out_of_range",
      "features.0.x: expected a number above -1 (its logarithm is taken), got a negative number",
    ],
  ];
  test.each(cases)("%s", (_name, rows, options, code, message) => {
    refusing(() => cluster(rows as never, { k: 1, ...options } as never), code, message);
  });

  test("bad rows are set aside where asked, in numbers and in texts", () => {
    const rows = [
      { customerId: 1, x: 1, city: "Oslo" },
      { customerId: 2, x: 2, city: 3 },
      { customerId: 3, x: "3", city: "Rome" },
      { customerId: 4, x: 4, city: null },
      { customerId: 5, x: 5, city: true },
    ];
    const found = cluster(rows, { k: 2, method: "k-prototypes", onInvalid: "collect" });
    expect(found.columns.customerId).toEqual(["1", "4", "5"]);
    expect(found.columns.cluster).toEqual(["cluster-2", null, "cluster-1"]);
    expect(found.rejected.map(({ row, field, code }) => [row, field, code])).toEqual([
      [1, "city", "wrong_type"],
      [2, "x", "wrong_type"],
    ]);
    expect(found.unknown).toBe(1);
  });
});

describe("chooseClusterCount", () => {
  const cases: [object, string, string][] = [
    [
      { criterion: "elbow" },
      "unknown_name",
      "options.criterion: expected one of silhouette, calinski-harabasz, davies-bouldin, gap, bic, got a string of 5 characters",
    ],
    [{ criterion: "bic" }, "conflict", "options.criterion: expected a criterion of this method, got bic"],
    [
      { criterion: "gap", references: 0 },
      "conflict",
      "options.criterion: expected a criterion of this method, got gap",
    ],
    [
      { criterion: "gap", method: "gaussian-mixture" },
      "conflict",
      "options.criterion: expected a criterion of this method, got gap",
    ],
    [
      { references: -1 },
      "out_of_range",
      "options.references: expected a whole number from 0 to 1000, got a negative number",
    ],
    [
      { references: 1001 },
      "out_of_range",
      "options.references: expected a whole number from 0 to 1000, got a positive integer",
    ],
    [
      { references: 0.5 },
      "out_of_range",
      "options.references: expected a whole number from 0 to 1000, got a positive number",
    ],
    [
      { silhouetteCustomers: 1 },
      "out_of_range",
      "options.silhouetteCustomers: expected a whole number from 2, got a positive integer",
    ],
    [
      { silhouetteCustomers: 2.5 },
      "out_of_range",
      "options.silhouetteCustomers: expected a whole number from 2, got a positive number",
    ],
    [{ range: [10, 12] }, "empty", "features: expected at least 10 customers with all features, got 9"],
    [
      { method: "k-prototypes", gamma: "1" },
      "wrong_type",
      "options.gamma: expected a finite number, got a string of 1 character",
    ],
    [
      { k: 3 },
      "unknown_name",
      "options.k: expected one of features, scale, log1p, winsorise, onInvalid, method, seed, restarts, maxIterations, tolerance, gamma, range, criterion, references, silhouetteCustomers, got another name",
    ],
  ];
  test.each(cases)("%o", (options, code, message) => {
    refusing(() => chooseClusterCount(customers, options as never), code, message);
  });

  test("customers who are all alike have no count", () => {
    const alike = [1, 2, 3].map((customerId) => ({ customerId, x: 5 }));
    refusing(
      () => chooseClusterCount(alike, { range: [2, 2] }),
      "empty",
      "features: expected more customers than clusters, not all alike",
    );
  });
});

describe("clusterStability", () => {
  const cases: [object, string, string][] = [
    [
      { k: 2, samples: 0 },
      "out_of_range",
      "options.samples: expected a whole number from 1 to 10000, got zero",
    ],
    [
      { k: 2, samples: 10_001 },
      "out_of_range",
      "options.samples: expected a whole number from 1 to 10000, got a positive integer",
    ],
    [
      { k: 2, samples: 1.5 },
      "out_of_range",
      "options.samples: expected a whole number from 1 to 10000, got a positive number",
    ],
    [{}, "missing", "options.k: expected either k, or range: from how many to how many, got neither"],
    [
      { range: [2, 3] },
      "unknown_name",
      "options.range: expected one of features, scale, log1p, winsorise, onInvalid, method, seed, restarts, maxIterations, tolerance, gamma, k, orderBy, samples, got another name",
    ],
  ];
  test.each(cases)("%o", (options, code, message) => {
    refusing(() => clusterStability(customers, options as never), code, message);
  });

  test("needs two customers", () => {
    const one = [{ customerId: 1, x: 5 }];
    refusing(
      () => clusterStability(one, { k: 1 }),
      "empty",
      "features: expected at least two customers, got 1",
    );
  });
});

describe("adjustedRandIndex", () => {
  const cases: [unknown, unknown, string, string][] = [
    ["ab", ["a", "b"], "wrong_type", "a: expected a list of labels, got a string of 2 characters"],
    [["a", "b"], null, "wrong_type", "b: expected a list of labels, got null"],
    [["a", "b"], ["a"], "length_mismatch", "b: expected 2 labels, as the first, got 1"],
  ];
  test.each(cases)("%j and %j", (a, b, code, message) => {
    refusing(() => adjustedRandIndex(a as never, b as never), code, message);
  });
});

describe("what was learned", () => {
  const cases: [unknown, string, string][] = [
    [null, "wrong_type", "clusters: expected the clusters of cluster(), got null"],
    ["clusters", "wrong_type", "clusters: expected the clusters of cluster(), got a string of 8 characters"],
    [
      { ...learned, clusters: {} },
      "wrong_type",
      "clusters: expected the clusters of cluster(), got an object",
    ],
    [
      { ...learned, kind: "factors" },
      "unknown_version",
      "clusters: expected clusters, version 1, got another kind or version",
    ],
    [
      { ...learned, version: 2 },
      "unknown_version",
      "clusters: expected clusters, version 1, got another kind or version",
    ],
    [
      { ...learned, features: {} },
      "unknown_version",
      "clusters: expected clusters, version 1, got another kind or version",
    ],
  ];
  test.each(cases)("%#", (given, code, message) => {
    refusing(() => assignCluster(given as never, customers), code, message);
  });

  test("assignCluster knows its option", () => {
    refusing(
      () => assignCluster(learned, customers, { invalid: "collect" } as never),
      "unknown_name",
      "options.invalid: expected one of onInvalid, got another name",
    );
  });

  const changed = (clusters: Clusters, change: object): Clusters => ({
    ...clusters,
    clusters: clusters.clusters.map((one, c) => (c === 1 ? { ...one, ...change } : one)),
  });
  const parts: [string, Clusters, string, string][] = [
    [
      "a key twice",
      changed(learned, { key: "cluster-1" }),
      "duplicate",
      "key: expected a key once, got one twice",
    ],
    [
      "a centre too short",
      changed(learned, { centre: [1] }),
      "length_mismatch",
      "centre: expected a list of 2, got 1",
    ],
    [
      "no modes",
      changed(prototypes, { modes: undefined }),
      "missing",
      "modes: expected a list of 1, got nothing",
    ],
    [
      "a mode too many",
      changed(prototypes, { modes: ["a", "b"] }),
      "length_mismatch",
      "modes: expected a list of 1, got 2",
    ],
    [
      "no covariance",
      changed(mixture, { covariance: undefined }),
      "missing",
      "covariance: expected a list of 4, got nothing",
    ],
    [
      "a covariance of one feature",
      changed(mixture, { covariance: [1] }),
      "length_mismatch",
      "covariance: expected a list of 4, got 1",
    ],
    [
      "a correlation above 1",
      changed(mixture, { covariance: [1, 2, 2, 1] }),
      "out_of_range",
      "covariance: expected a positive definite matrix, got another",
    ],
  ];
  test.each(parts)("%s", (_name, clusters, code, message) => {
    refusing(() => checkLearned(clusters), code, `clusters.clusters.1.${message}`);
  });

  test("fits together as it comes", () => {
    for (const clusters of [learned, prototypes, mixture]) expect(() => checkLearned(clusters)).not.toThrow();
  });

  test("a covariance that is none counts as its diagonal", () => {
    const odd = changed(mixture, { covariance: [4, 9, 9, 9] });
    const plain = changed(mixture, { covariance: [4, 0, 0, 9] });
    expect(assignCluster(odd, customers).toRows()).toEqual(assignCluster(plain, customers).toRows());
  });
});
