import fc from "fast-check";
import { expect, test } from "vitest";
import { idealCloseness } from "../../src/math/ideal-closeness.ts";

/** Hwang and Yoon (1981) step by step: vector norms, weights, distances to the best and the worst of each column. */
function byTheBook(
  rows: readonly (readonly number[])[],
  weights: readonly number[],
  benefit: readonly number[],
) {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const columns = weights.map((weight, j) => {
    const values = rows.map((row) => row[j] as number);
    const norm = Math.hypot(...values);
    return values.map((value) =>
      norm === 0 ? 0 : ((weight / total) * value * (benefit[j] === 1 ? 1 : -1)) / norm,
    );
  });
  const distance = (i: number, pick: (...values: number[]) => number) =>
    Math.hypot(...columns.map((column) => (column[i] as number) - pick(...column)));
  return rows.map((_row, i) => {
    const [best, worst] = [distance(i, Math.max), distance(i, Math.min)];
    return best + worst === 0 ? 0.5 : worst / (best + worst);
  });
}

test("is the book's, for weights of any sum and columns of any scale", () => {
  const cell = fc.integer({ min: 0, max: 1000 });
  const anyCase = fc
    .integer({ min: 1, max: 4 })
    .chain((width) =>
      fc.tuple(
        fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 5 }),
        fc.array(fc.integer({ min: 1, max: 9 }), { minLength: width, maxLength: width }),
        fc.array(fc.integer({ min: 0, max: 1 }), { minLength: width, maxLength: width }),
      ),
    );
  fc.assert(
    fc.property(anyCase, ([rows, weights, benefit]) => {
      const found = idealCloseness(
        Float64Array.from(rows.flat()),
        Float64Array.from(weights),
        Uint8Array.from(benefit),
      );
      byTheBook(rows, weights, benefit).forEach((expected, i) => {
        expect(found[i]).toBeCloseTo(expected, 9);
      });
    }),
  );
});

test("by hand: the better in the column that weighs twice as much is nearer to the ideal", () => {
  // Norms 5 and 5; weighted: (0.4, 4/15) and (8/15, 0.2): gaps 2/15 and 1/15.
  const found = idealCloseness(Float64Array.of(3, 4, 4, 3), Float64Array.of(2, 1), Uint8Array.of(1, 1));
  expect([found[0], found[1]]).toEqual([expect.closeTo(1 / 3, 12), expect.closeTo(2 / 3, 12)]);
  const costs = idealCloseness(Float64Array.of(3, 4, 4, 3), Float64Array.of(2, 1), Uint8Array.of(0, 1));
  expect([costs[0], costs[1]]).toEqual([1, 0]);
  expect(idealCloseness(Float64Array.of(0, 0), Float64Array.of(1), Uint8Array.of(1))).toEqual(
    Float64Array.of(0.5, 0.5),
  );
});
