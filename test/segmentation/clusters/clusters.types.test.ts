import { describe, expectTypeOf, test } from "vitest";
import {
  type AssignedCustomers,
  adjustedRandIndex,
  assignCluster,
  type ClusterCountChoice,
  type ClusteredCustomers,
  type ClusterRow,
  chooseClusterCount,
  cluster,
  clusterStability,
} from "../../../src/index.ts";

const customers = [
  { customerId: "ann", orders: 9 },
  { customerId: "bob", orders: 1 },
];

describe("clusters", () => {
  test("are a table with what was learned", () => {
    const found = cluster(customers, { k: 2 });
    expectTypeOf(found).toEqualTypeOf<ClusteredCustomers>();
    expectTypeOf(found.row(0).cluster).toEqualTypeOf<string | null>();
    expectTypeOf(found.row(0).probability).toEqualTypeOf<number | null>();
    expectTypeOf(found.columns.distance).toEqualTypeOf<Float64Array>();
    expectTypeOf(cluster({ columns: { customerId: ["a"], orders: [1] } }, { k: 1 }).bic).toEqualTypeOf<
      number | null
    >();
  });

  test("need ids, and options that are known", () => {
    // @ts-expect-error: no customerId
    cluster([{ orders: 9 }], { k: 1 });
    // @ts-expect-error: no options
    () => cluster(customers);
    // @ts-expect-error: no such method
    () => cluster(customers, { k: 2, method: "dbscan" });
    // @ts-expect-error: no such scale
    () => cluster(customers, { k: 2, scale: "log" });
    // @ts-expect-error: from how many to how many
    () => cluster(customers, { range: [2] });
    // @ts-expect-error: a misspelt option
    () => cluster(customers, { k: 2, seeds: 3 });
    // @ts-expect-error: a centre is a list of numbers
    () => cluster(customers, { start: [1, 2] });
    // @ts-expect-error: what was learned is in its `clusters`
    () => cluster(customers, { k: 2, previous: cluster(customers, { k: 2 }) });
  });

  test("assign a table to a table, and a customer to a line", () => {
    const { clusters } = cluster(customers, { k: 2 });
    expectTypeOf(assignCluster(clusters, customers)).toEqualTypeOf<AssignedCustomers>();
    expectTypeOf(assignCluster(clusters, { customerId: "eve", orders: 3 })).toEqualTypeOf<ClusterRow>();
    // @ts-expect-error: one customer comes without options
    () => assignCluster(clusters, { customerId: "eve", orders: 3 }, { onInvalid: "collect" });
    // @ts-expect-error: a customer has an id
    () => assignCluster(clusters, { orders: 3 });
  });

  test("are counted by a criterion that is known", () => {
    expectTypeOf(chooseClusterCount(customers, { range: [2, 2] })).toEqualTypeOf<ClusterCountChoice>();
    // @ts-expect-error: no such criterion
    () => chooseClusterCount(customers, { criterion: "elbow" });
    // @ts-expect-error: the count is what is looked for
    () => chooseClusterCount(customers, { k: 2 });
  });

  test("are stable for a count that is said", () => {
    expectTypeOf(clusterStability(customers, { k: 2 }).adjustedRands).toEqualTypeOf<readonly number[]>();
    // @ts-expect-error: how many?
    () => clusterStability(customers, { samples: 3 });
    // @ts-expect-error: one count, not a range
    () => clusterStability(customers, { k: 2, range: [2, 3] });
  });

  test("agree by labels of texts or numbers", () => {
    expectTypeOf(adjustedRandIndex(["a", null], Float64Array.of(1, 2))).toEqualTypeOf<number>();
    // @ts-expect-error: yes and no are no labels
    adjustedRandIndex([true], [false]);
  });
});
