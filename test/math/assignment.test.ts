import fc from "fast-check";
import { expect, test } from "vitest";
import { assignLeastCost } from "../../src/math/assignment.ts";

/** The least cost of all ways to give each row a column of its own, tried one by one. */
function leastOfAll(costs: readonly number[], rows: number, columns: number): number {
  const from = (row: number, taken: ReadonlySet<number>): number => {
    if (row === rows) return 0;
    let least = Number.POSITIVE_INFINITY;
    for (let j = 0; j < columns; j += 1) {
      if (taken.has(j)) continue;
      least = Math.min(least, (costs[row * columns + j] as number) + from(row + 1, new Set([...taken, j])));
    }
    return least;
  };
  return from(0, new Set());
}

test("gives each row a column of its own, at the least cost together", () => {
  // The cheapest of row 0 and row 1 is the same; the sum is least where row 1 gives way.
  expect(assignLeastCost(Float64Array.of(1, 5, 2, 4), 2, 2)).toEqual(Int32Array.of(0, 1));
  expect(assignLeastCost(Float64Array.of(1, 2, 2, 9), 2, 2)).toEqual(Int32Array.of(1, 0));
  expect(assignLeastCost(Float64Array.of(9, 7, 8), 1, 3)).toEqual(Int32Array.of(1));
  expect(assignLeastCost(Float64Array.of(4, 1, 3, 2, 0, 5, 3, 2, 2), 3, 3)).toEqual(Int32Array.of(1, 0, 2));
  expect(assignLeastCost(new Float64Array(), 0, 0)).toEqual(new Int32Array());
});

test("costs what the cheapest of all ways costs, with more columns than rows and costs below 0", () => {
  const shape = fc.tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 0, max: 1 }));
  const anyCosts = shape.chain(([rows, more]) =>
    fc.tuple(
      fc.constant(rows),
      fc.constant(rows + more),
      fc.array(fc.integer({ min: -9, max: 9 }), {
        minLength: rows * (rows + more),
        maxLength: rows * (rows + more),
      }),
    ),
  );
  fc.assert(
    fc.property(anyCosts, ([rows, columns, costs]) => {
      const given = Array.from(assignLeastCost(Float64Array.from(costs), rows, columns));
      expect(new Set(given).size).toBe(rows);
      const total = given.reduce((sum, column, row) => sum + (costs[row * columns + column] as number), 0);
      expect(total).toBe(leastOfAll(costs, rows, columns));
    }),
  );
});
