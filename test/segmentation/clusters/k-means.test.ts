import { describe, expect, test } from "vitest";
import { seedRandom, uniform } from "../../../src/math/random.ts";
import { cluster } from "../../../src/segmentation/index.ts";

const names = ["x", "y", "z", "w"];
type Point = readonly number[];

const customersOf = (points: readonly Point[]) =>
  points.map((point, customerId) => ({
    customerId,
    ...Object.fromEntries(point.map((value, j) => [names[j] as string, value])),
  }));

/** k-means as it is written in books: every distance in every step. */
function plainKMeans(points: readonly Point[], start: readonly Point[]) {
  const squared = (a: Point, b: Point) => {
    let sum = 0;
    for (let j = 0; j < a.length; j += 1) sum += ((a[j] as number) - (b[j] as number)) ** 2;
    return sum;
  };
  const labelled = (centres: readonly Point[]) =>
    points.map((point) => {
      const distances = centres.map((centre) => squared(point, centre));
      return distances.indexOf(Math.min(...distances));
    });
  let centres = start;
  let labels = labelled(centres);
  for (let before: readonly number[] = []; String(before) !== String(labels); ) {
    centres = centres.map((_, c) => {
      const own = points.filter((_point, i) => labels[i] === c);
      return names
        .slice(0, points[0]?.length)
        .map((_name, j) => own.reduce((sum, point) => sum + (point[j] as number), 0) / own.length);
    });
    before = labels;
    labels = labelled(centres);
  }
  return { labels, centres };
}

describe("k-means takes the steps of k-means, whatever it spares", () => {
  const cloud = (count: number, width: number, at: (random: () => number, j: number) => number) => {
    const random = seedRandom(7, width);
    return Array.from({ length: count }, () =>
      Array.from({ length: width }, (_, j) => at(() => uniform(random), j)),
    );
  };
  /** Even clouds have no borders of their own, lattices have points exactly between centres. */
  const even = (random: () => number) => random();
  const lattice = (random: () => number) => Math.floor(random() * 12);
  const skewed = (random: () => number, j: number) => Math.exp(3 * random()) + j;
  test.each([
    ["few customers, one feature", cloud(300, 1, even)],
    ["few customers, four features", cloud(300, 4, lattice)],
    ["a grid of one feature", cloud(4000, 1, skewed)],
    ["a grid of two features", cloud(4000, 2, lattice)],
    ["a grid of three features", cloud(4000, 3, even)],
    ["a grid where a feature is always the same", cloud(4000, 2, (random, j) => (j === 0 ? 5 : random()))],
  ])("%s", (_name, points) => {
    const start = [0, 1, 2].map((row) => points[row * 37] as Point);
    const plain = plainKMeans(points, start);
    const found = cluster(customersOf(points), { start, scale: "none", tolerance: 0 });
    expect(found.converged).toBe(true);
    expect(found.columns.cluster).toEqual(plain.labels.map((label) => `cluster-${label + 1}`));
    found.clusters.clusters.forEach(({ centre, weight }, c) => {
      for (const [j, value] of centre.entries()) {
        expect(value).toBeCloseTo(plain.centres[c]?.[j] as number, 10);
      }
      expect(weight).toBe(plain.labels.filter((label) => label === c).length / points.length);
    });
  });
});

describe("a cluster without customers", () => {
  const run = (values: readonly number[], start: readonly number[], options: object = {}) =>
    cluster(customersOf(values.map((value) => [value])), {
      start: start.map((value) => [value]),
      scale: "none",
      tolerance: 0,
      ...options,
    });
  const centresOf = (found: ReturnType<typeof run>) =>
    found.clusters.clusters.map(({ centre }) => centre[0] as number);

  test("takes the customer who is farthest from the own centre", () => {
    const found = run([0, 1, 2, 14, 20], [0, 0]);
    expect(found.columns.cluster).toEqual([1, 1, 1, 2, 2].map((c) => `cluster-${c}`));
    expect(centresOf(found)).toEqual([1, 17]);
    expect(centresOf(run([0, 1, 2, 14, 20], [0, 0], { maxIterations: 1 }))).toEqual([4.25, 20]);
  });

  test("and the next empty one the next farthest", () => {
    const found = run([0, 1, 2, 11, 20], [0, 0, 0], { maxIterations: 1 });
    expect(centresOf(found)).toEqual([1, 20, 11]);
    expect(found.converged).toBe(false);
    expect(found.warnings).toEqual([{ code: "clusters_not_converged", maxIterations: 1 }]);
  });

  test("in a grid too", () => {
    const many = Array.from({ length: 4200 }, (_, i) => (i % 3) * 10);
    expect(centresOf(run([...many, 400], [0, 0]))).toEqual([10, 400]);
  });

  test("stays empty where fewer customers differ, and is reported", () => {
    const found = run([3, 3, 3], [3, 8]);
    expect(found.summary).toEqual([
      { cluster: "cluster-1", customers: 3, share: 1, inertia: 0, means: { x: 3 } },
      { cluster: "cluster-2", customers: 0, share: 0, inertia: 0, means: { x: Number.NaN } },
    ]);
    expect(found.warnings).toEqual([{ code: "clusters_empty", cluster: "cluster-2" }]);
    expect(centresOf(found)).toEqual([3, 8]);
  });
});

describe("many customers", () => {
  const far = (count: number) =>
    Array.from({ length: count }, (_, i) => [(i % 4) * 1000 + ((i * 7919) % 997) / 100]);

  test("are clustered from starts that are tried on a part of them", () => {
    const points = far(20_500);
    const found = cluster(customersOf(points), { k: 4, restarts: 2 });
    expect(found.summary.map(({ customers }) => customers)).toEqual([5125, 5125, 5125, 5125]);
    expect(found.columns.cluster.slice(0, 4)).toEqual([4, 3, 2, 1].map((c) => `cluster-${c}`));
  });

  test("who are alike by thousands too", () => {
    const points = Array.from({ length: 20_500 }, (_, i) => [i % 5]);
    const found = cluster(customersOf(points), { k: 5, restarts: 3 });
    expect(found.summary.map(({ means }) => means["x"])).toEqual([4, 3, 2, 1, 0]);
    expect(found.inertia).toBeCloseTo(0, 12);
  });
});
