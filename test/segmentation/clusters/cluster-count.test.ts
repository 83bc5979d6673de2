import { describe, expect, test } from "vitest";
import { calinskiHarabasz, daviesBouldin, silhouettes } from "../../../src/segmentation/clusters/quality.ts";
import { chooseClusterCount, cluster } from "../../../src/segmentation/index.ts";

const rowsOf = (values: readonly number[]) => values.map((x, customerId) => ({ customerId, x }));
/** Two pairs of groups: 2 clusters by the great gap, 4 by the small ones. */
const pairs = rowsOf([0, 1, 2, 10, 11, 12, 100, 101, 102, 110, 111, 112]);

describe("chooseClusterCount", () => {
  const choice = chooseClusterCount(pairs, { range: [2, 5], scale: "none" });

  test("tries each count, and takes the first of the best by silhouette", () => {
    expect(choice.counts.map(({ k }) => k)).toEqual([2, 3, 4, 5]);
    expect([choice.k, choice.criterion]).toEqual([2, "silhouette"]);
    expect(choice.best).toMatchObject({
      silhouette: 2,
      "calinski-harabasz": 4,
      "davies-bouldin": 2,
      bic: null,
    });
  });

  test("criteria by hand: 6 customers at either end, 154 from their means; then 4 threes of 2", () => {
    const [two, , four] = choice.counts;
    expect([two?.inertia, four?.inertia]).toEqual([2 * 154, 4 * 2]);
    // Between: 12 * 50²; freedoms 1 and 10.
    expect(two?.calinskiHarabasz).toBeCloseTo((12 * 2500 * 10) / (308 * 1), 9);
    expect(two?.daviesBouldin).toBeCloseTo((2 * 5) / 100, 12);
    expect(four?.daviesBouldin).toBeCloseTo((2 * (2 / 3)) / 10, 12);
    expect([two?.bic, two?.aic]).toEqual([null, null]);
  });

  test("takes the criterion that is asked for", () => {
    for (const criterion of ["calinski-harabasz", "davies-bouldin", "gap"] as const) {
      const { k, best } = chooseClusterCount(pairs, { range: [2, 5], scale: "none", criterion });
      expect(k).toBe(best[criterion]);
    }
  });

  test("mixtures go by BIC and have no gap", () => {
    const mixed = chooseClusterCount(pairs, { range: [2, 3], method: "gaussian-mixture" });
    const bics = mixed.counts.map(({ bic }) => bic as number);
    expect(mixed.k).toBe(2 + bics.indexOf(Math.min(...bics)));
    expect(mixed.best).toMatchObject({ bic: mixed.k, gap: null });
    expect(mixed.counts[0]).toMatchObject({ gap: null, gapError: null });
  });

  test("counts from 2 to 8 if not said, of fewer customers as many as there are", () => {
    expect(chooseClusterCount(pairs).counts.map(({ k }) => k)).toEqual([2, 3, 4, 5, 6, 7, 8]);
    const three = chooseClusterCount(rowsOf([1, 2, 5]));
    expect(three.counts.map(({ k }) => k)).toEqual([2, 3]);
    // Where each customer is a cluster, nothing lies within.
    expect(three.counts[1]).toEqual({
      k: 3,
      inertia: 0,
      silhouette: 0,
      calinskiHarabasz: null,
      daviesBouldin: null,
      gap: null,
      gapError: null,
      bic: null,
      aic: null,
    });
  });

  test("the gap is left out where no tables are asked for", () => {
    const { counts, best } = chooseClusterCount(pairs, { range: [2, 3], references: 0 });
    expect(counts.map(({ gap, gapError }) => [gap, gapError])).toEqual([
      [null, null],
      [null, null],
    ]);
    expect(best.gap).toBeNull();
  });

  test("customers set aside are told, and those with an unknown feature do not count", () => {
    const rows = [...pairs, { customerId: 12, x: null }, { customerId: 13, x: Number.POSITIVE_INFINITY }];
    const found = chooseClusterCount(rows, { range: [2, 5], scale: "none", onInvalid: "collect" });
    expect(found.rejected).toMatchObject([{ row: 13, field: "x", code: "not_finite" }]);
    expect(found.counts).toEqual(choice.counts);
  });

  test("a category weighs as cluster() takes it: as given, else half the mean deviation", () => {
    const mixed = pairs.map((row) => ({ ...row, city: row.x % 2 === 0 ? "Oslo" : "Rome" }));
    const run = { method: "k-prototypes", scale: "none" } as const;
    for (const gamma of [undefined, 2000]) {
      const options = gamma === undefined ? run : { ...run, gamma };
      const { inertia } = cluster(mixed, { ...options, k: 2 });
      expect(chooseClusterCount(mixed, { ...options, range: [2, 2] }).counts[0]?.inertia).toBe(inertia);
    }
  });
});

describe("the silhouette of many", () => {
  const many = rowsOf(Array.from({ length: 400 }, (_, i) => (i % 2) * 50 + ((i * 37) % 101) / 10));
  const silhouetteOf = (rows: readonly { customerId: number; x: number }[], silhouetteCustomers: number) =>
    chooseClusterCount(rows, { range: [2, 2], references: 0, scale: "none", silhouetteCustomers }).counts[0]
      ?.silhouette as number;

  test("is taken of a part of them, the same whatever the order of the rows", () => {
    const whole = silhouetteOf(many, 400);
    const part = silhouetteOf(many, 100);
    expect(part).not.toBe(whole);
    expect(part).toBeCloseTo(whole, 1);
    expect(silhouetteOf([...many].reverse(), 100)).toBe(part);
  });

  test("of few that differ, each many times, too", () => {
    const alike = rowsOf(Array.from({ length: 300 }, (_, i) => (i < 100 ? 1 : 7)));
    expect(silhouetteOf(alike, 30)).toBe(1);
  });
});

describe("criteria where groups are odd", () => {
  const points = { count: 4, width: 1, values: Float64Array.of(1, 1, 5, 5) };

  test("a group of one has a silhouette of 0, and of a single group nobody has any", () => {
    expect(silhouettes(points, [0, 1, 2, 2], 3)).toEqual(Float64Array.of(0, 0, 1, 1));
    expect(silhouettes(points, [0, 0, 0, 0], 2)).toEqual(new Float64Array(4).fill(Number.NaN));
    expect(silhouettes({ ...points, values: new Float64Array(4) }, [0, 0, 1, 1], 2)).toEqual(
      new Float64Array(4),
    );
  });

  test("groups of equal points have nothing within: an index of 1, and no spread", () => {
    expect(calinskiHarabasz(points, [0, 0, 1, 1], 2)).toBe(1);
    expect(daviesBouldin(points, [0, 0, 1, 1], 2)).toBe(0);
  });

  test("one group, as many as points, and groups without points are told apart", () => {
    for (const criterion of [calinskiHarabasz, daviesBouldin]) {
      expect(criterion(points, [0, 0, 0, 0], 3)).toBeNaN();
      expect(criterion(points, [0, 1, 2, 3], 4)).toBeNaN();
    }
    // Means 1 and 5, spreads 0 and 0, in groups 0 and 2 of 3.
    expect(daviesBouldin({ ...points, values: Float64Array.of(0, 2, 4, 6) }, [0, 0, 2, 2], 3)).toBe(0.5);
    expect(calinskiHarabasz({ ...points, values: Float64Array.of(0, 2, 4, 6) }, [0, 0, 2, 2], 3)).toBe(8);
  });

  test("groups around one place count as not apart", () => {
    expect(daviesBouldin({ ...points, values: Float64Array.of(0, 4, 1, 3) }, [0, 0, 1, 1], 2)).toBe(0);
  });
});

describe("a range for cluster()", () => {
  test("ends with the number of customers", () => {
    expect(cluster(rowsOf([1, 2, 50, 51]), { range: [2, 9] }).summary).toHaveLength(2);
  });

  test("customers who are all alike give the least count", () => {
    expect(cluster(rowsOf([5, 5, 5, 5]), { range: [2, 4] }).summary).toHaveLength(2);
  });

  test("mixtures go by BIC", () => {
    const found = cluster(pairs, { range: [2, 3], method: "gaussian-mixture" });
    const choice = chooseClusterCount(pairs, { range: [2, 3], method: "gaussian-mixture" });
    expect(found.summary).toHaveLength(choice.k);
    expect(found.bic).toBe(choice.counts[choice.k - 2]?.bic);
  });
});
