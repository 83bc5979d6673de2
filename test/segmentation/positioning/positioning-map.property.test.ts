import fc from "fast-check";
import { expect, test } from "vitest";
import { positioningMap } from "../../../src/index.ts";

const WIDTH = 4;
const anyRatings = fc
  .array(fc.array(fc.integer({ min: 10, max: 70 }), { minLength: WIDTH, maxLength: WIDTH }), {
    minLength: 3,
    maxLength: 8,
  })
  .map((rows) =>
    rows.map((cells, i) => ({
      brand: `b${i}`,
      ...Object.fromEntries(cells.map((cell, j) => [`a${j}`, cell / 10])),
    })),
  );

/** Do the first three axes stand apart, so that data decides which is which and where it points? */
function isDetermined(map: ReturnType<typeof positioningMap>): boolean {
  const [first = 0, second = 0, third = 0] = map.axes.map(({ singularValue }) => singularValue);
  return first - second > 0.05 && second - third > 0.05;
}

test("shares of variance sum to 1, and all axes together keep all squared distances", () => {
  fc.assert(
    fc.property(anyRatings, (ratings) => {
      const map = positioningMap(ratings);
      const n = ratings.length;
      const total = map.axes.reduce((sum, { singularValue }) => sum + singularValue ** 2, 0);
      const pairs = map.distances.columns.fullDistance.reduce((sum, d) => sum + d * d, 0);
      // Squared distances over ordered pairs are 2 n times the sum of squares about the mean.
      expect(pairs).toBeCloseTo(2 * n * total, 8);
      if (total > 0) expect(map.axes.reduce((sum, axis) => sum + axis.varianceShare, 0)).toBeCloseTo(1, 13);
      map.distances.columns.distance.forEach((distance, at) => {
        expect(distance).toBeLessThanOrEqual((map.distances.columns.fullDistance[at] as number) + 1e-9);
      });
    }),
  );
});

test("the middle of the brands is the middle of the map, and the axes are at right angles", () => {
  fc.assert(
    fc.property(anyRatings, (ratings) => {
      const { columns, attributes } = positioningMap(ratings);
      const product = (a: Float64Array, b: Float64Array): number =>
        a.reduce((sum, value, i) => sum + value * (b[i] as number), 0);
      const ones = columns.x.map(() => 1);
      expect(product(columns.x, ones)).toBeCloseTo(0, 9);
      expect(product(columns.y, ones)).toBeCloseTo(0, 9);
      expect(product(columns.x, columns.y)).toBeCloseTo(0, 8);
      expect(product(attributes.columns.x, attributes.columns.y)).toBeCloseTo(0, 9);
    }),
  );
});

test("neither the order of brands, nor another zero, nor a unit for all turns or flips the map", () => {
  fc.assert(
    fc.property(
      anyRatings,
      fc.integer({ min: 1, max: 7 }),
      fc.integer({ min: -5, max: 5 }),
      (ratings, by, zero) => {
        const map = positioningMap(ratings);
        fc.pre(isDetermined(map));
        const cut = by % ratings.length;
        const moved = [...ratings.slice(cut), ...ratings.slice(0, cut)].map(({ brand, ...cells }) => ({
          brand,
          ...Object.fromEntries(
            Object.entries(cells).map(([name, cell]) => [name, 2 * (cell as number) + zero]),
          ),
        }));
        const other = positioningMap(moved);
        for (const { brand, x, y } of map) {
          const there = other.row(other.indexOf(brand));
          expect(there.x).toBeCloseTo(2 * x, 8);
          expect(there.y).toBeCloseTo(2 * y, 8);
        }
      },
    ),
  );
});

test("along each axis the attribute of greatest weight points up", () => {
  fc.assert(
    fc.property(anyRatings, (ratings) => {
      const { attributes, axes } = positioningMap(ratings);
      [attributes.columns.x, attributes.columns.y].forEach((weights, k) => {
        if (!((axes[k]?.singularValue ?? 0) > 0)) return;
        const most = weights.reduce((a, b) => Math.max(a, Math.abs(b)), 0);
        const first = weights.find((weight) => Math.abs(weight) >= most * (1 - 1e-9));
        expect(first).toBeGreaterThan(0);
      });
    }),
  );
});

test("preference sums to 1 for each group, and to the mean of the groups by size over all", () => {
  const anyIdeal = fc.array(fc.integer({ min: 1, max: 7 }), { minLength: WIDTH, maxLength: WIDTH });
  fc.assert(
    fc.property(
      anyRatings,
      fc.array(fc.tuple(anyIdeal, fc.integer({ min: 1, max: 9 })), { minLength: 1, maxLength: 3 }),
      (ratings, groups) => {
        const ideals = groups.map(([cells, size], g) => ({
          segment: `g${g}`,
          size,
          ...Object.fromEntries(cells.map((cell, j) => [`a${j}`, cell])),
        }));
        for (const preference of ["inverse-square", "logit"] as const) {
          const map = positioningMap(ratings, { ideals, preference });
          const { share } = map.preferences.columns;
          groups.forEach((_, g) => {
            const own = share.subarray(g * ratings.length, (g + 1) * ratings.length);
            expect(own.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 12);
          });
          expect(map.columns.preferenceShare.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 12);
        }
      },
    ),
  );
});
