import fc from "fast-check";
import { expect, test } from "vitest";
import { adjustedRandIndex, assignCluster, cluster } from "../../../src/segmentation/index.ts";

const methods = ["k-means", "gaussian-mixture", "k-prototypes"] as const;
const distinct = (max: number) =>
  fc.uniqueArray(fc.integer({ min: 0, max }), { minLength: 24, maxLength: 24 });
/** Ties are the exception that is stated: no two customers are alike in a feature. */
const anyRows = fc
  .tuple(distinct(10_000), distinct(10_000), fc.integer({ min: 8, max: 24 }))
  .map(([xs, ys, count]) =>
    Array.from({ length: count }, (_, i) => ({
      customerId: `c${i}`,
      x: (xs[i] as number) / 100,
      y: (ys[i] as number) / 10_007,
    })),
  );

test.each(methods)("the order of the rows plays no part for a seed: %s", (method) => {
  fc.assert(
    fc.property(anyRows, fc.infiniteStream(fc.nat()), fc.integer({ min: 1, max: 4 }), (rows, keys, k) => {
      const key = new Map(rows.map(({ customerId }) => [customerId, keys.next().value as number]));
      const shuffled = [...rows].sort((a, b) => (key.get(a.customerId) ?? 0) - (key.get(b.customerId) ?? 0));
      const options = { k, method, seed: 3, restarts: 3 };
      const one = cluster(rows, options);
      const other = cluster(shuffled, options);
      expect(other.inertia).toBeCloseTo(one.inertia, 6);
      for (const { customerId, cluster: found } of one) {
        expect(other.row(other.indexOf(customerId)).cluster).toBe(found);
      }
    }),
    { numRuns: 30 },
  );
});

test("another unit or origin of a feature changes no cluster", () => {
  fc.assert(
    fc.property(
      anyRows,
      fc.constantFrom(0.25, 8, 1024),
      fc.integer({ min: -64, max: 64 }),
      (rows, unit, origin) => {
        const moved = rows.map((row) => ({ ...row, x: unit * row.x + origin }));
        const [one, other] = [rows, moved].map((some) => cluster(some, { k: 3, restarts: 20 }));
        expect(other?.inertia).toBeCloseTo(one?.inertia as number, 5);
        const same = adjustedRandIndex(one?.columns.cluster ?? [], other?.columns.cluster ?? []);
        expect(same).toBeGreaterThan(0.999);
      },
    ),
    { numRuns: 30 },
  );
});

test("each customer is in the nearest cluster, and those assigned later where they were", () => {
  fc.assert(
    fc.property(anyRows, fc.integer({ min: 1, max: 4 }), (rows, k) => {
      const found = cluster(rows, { k });
      const { features, clusters } = found.clusters;
      rows.forEach((row, i) => {
        const point = features.map(({ name, centre, spread }) => (row[name as "x"] - centre) / spread);
        const distances = clusters.map(({ centre }) =>
          Math.hypot(...centre.map((c, j) => c - (point[j] as number))),
        );
        expect(found.columns.distance[i]).toBeCloseTo(Math.min(...distances), 9);
      });
      expect(assignCluster(found.clusters, rows).columns.cluster).toEqual(found.columns.cluster);
      expect(found.summary.reduce((sum, { customers }) => sum + customers, 0)).toBe(rows.length);
      const within = found.columns.distance.reduce((sum, distance) => sum + distance * distance, 0);
      expect(within).toBeCloseTo(found.inertia, 8);
    }),
    { numRuns: 50 },
  );
});

test("more clusters never leave more inertia", () => {
  fc.assert(
    fc.property(anyRows, (rows) => {
      const inertias = [1, 2, 3, 4].map((k) => cluster(rows, { k, restarts: 20, tolerance: 0 }).inertia);
      inertias.slice(1).forEach((inertia, i) => {
        expect(inertia).toBeLessThanOrEqual((inertias[i] as number) + 1e-9);
      });
    }),
    { numRuns: 30 },
  );
});

test("the adjusted Rand index is symmetric, blind to names, and 1 of a grouping with itself", () => {
  const labels = fc.array(fc.tuple(fc.nat({ max: 3 }), fc.nat({ max: 3 })), { minLength: 1, maxLength: 30 });
  fc.assert(
    fc.property(labels, (pairs) => {
      const [a, b] = [pairs.map(([x]) => x), pairs.map(([, y]) => y)];
      expect(adjustedRandIndex(a, b)).toBeCloseTo(adjustedRandIndex(b, a), 12);
      expect(
        adjustedRandIndex(
          a.map((x) => `group ${9 - x}`),
          b,
        ),
      ).toBeCloseTo(adjustedRandIndex(a, b), 12);
      expect(adjustedRandIndex(a, a)).toBe(1);
      expect(adjustedRandIndex(a, b)).toBeLessThanOrEqual(1 + 1e-12);
    }),
  );
});
