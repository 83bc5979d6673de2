import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { singularValues } from "../../src/math/singular-values.ts";

const anyMatrix = fc
  .record({ rows: fc.integer({ min: 1, max: 7 }), columns: fc.integer({ min: 1, max: 7 }) })
  .chain(({ rows, columns }) =>
    fc
      .array(fc.oneof(fc.integer({ min: -3, max: 3 }), fc.double({ min: -10, max: 10, noNaN: true })), {
        minLength: rows * columns,
        maxLength: rows * columns,
      })
      .map((cells) => ({ matrix: Float64Array.from(cells), rows, columns })),
  );

/** Scalar product of columns `a` and `b` of vectors held row by row. */
function product(vectors: Float64Array, count: number, a: number, b: number): number {
  let sum = 0;
  for (let at = 0; at < vectors.length; at += count) {
    sum += (vectors[at + a] as number) * (vectors[at + b] as number);
  }
  return sum;
}

describe("a matrix taken apart", () => {
  test("is the product of its parts, and is not changed", () => {
    fc.assert(
      fc.property(anyMatrix, ({ matrix, rows, columns }) => {
        const before = matrix.slice();
        const { count, values, left, right } = singularValues(matrix, rows, columns);
        expect(matrix).toEqual(before);
        const size = Math.max(1e-300, values[0] as number);
        for (let i = 0; i < rows; i += 1) {
          for (let j = 0; j < columns; j += 1) {
            let sum = 0;
            for (let k = 0; k < count; k += 1) {
              sum +=
                (left[i * count + k] as number) * (values[k] as number) * (right[j * count + k] as number);
            }
            expect(Math.abs(sum - (matrix[i * columns + j] as number)) / size).toBeLessThan(2e-14);
          }
        }
      }),
    );
  });

  test("has vectors of length 1 at right angles, where a value is above rounding", () => {
    fc.assert(
      fc.property(anyMatrix, ({ matrix, rows, columns }) => {
        const { count, values, left, right } = singularValues(matrix, rows, columns);
        const known = values.filter((value) => value > 1e-13 * (values[0] as number)).length;
        for (let a = 0; a < known; a += 1) {
          for (let b = 0; b < known; b += 1) {
            for (const vectors of [left, right]) {
              expect(Math.abs(product(vectors, count, a, b) - (a === b ? 1 : 0))).toBeLessThan(1e-13);
            }
          }
        }
      }),
    );
  });

  test("has values in decreasing order whose squares add up to those of its cells", () => {
    fc.assert(
      fc.property(anyMatrix, ({ matrix, rows, columns }) => {
        const { values } = singularValues(matrix, rows, columns);
        expect(Array.from(values)).toEqual(Array.from(values).sort((a, b) => b - a));
        const squares = (cells: Float64Array): number => cells.reduce((sum, x) => sum + x * x, 0);
        // Squares of what is below 1e-154 lose their digits.
        const owed = 1e-13 * squares(matrix) + 1e-300;
        expect(Math.abs(squares(values) - squares(matrix))).toBeLessThanOrEqual(owed);
      }),
    );
  });

  test("keeps its values, its right vectors and their signs when rows change places", () => {
    fc.assert(
      fc.property(anyMatrix, fc.integer({ min: 1, max: 6 }), ({ matrix, rows, columns }, by) => {
        const cut = (by % rows) * columns;
        const moved = Float64Array.of(...matrix.subarray(cut), ...matrix.subarray(0, cut));
        const a = singularValues(matrix, rows, columns);
        const b = singularValues(moved, rows, columns);
        const size = Math.max(1e-300, a.values[0] as number);
        const gap = (k: number): number =>
          Math.min(
            ...Array.from(a.values, (value, j) =>
              j === k ? Number.POSITIVE_INFINITY : Math.abs(value - (a.values[k] as number)) / size,
            ),
          );
        for (let k = 0; k < a.count; k += 1) {
          expect(Math.abs((a.values[k] as number) - (b.values[k] as number)) / size).toBeLessThan(1e-14);
          // Vectors of values that are (nearly) equal, or of 0, are not determined.
          if (gap(k) < 1e-3 || (a.values[k] as number) < 1e-3 * size) continue;
          for (let j = 0; j < columns; j += 1) {
            expect(b.right[j * a.count + k]).toBeCloseTo(a.right[j * a.count + k] as number, 10);
          }
        }
      }),
    );
  });
});
