import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cholesky, choleskySolve, inversePositiveDefinite } from "../../src/math/cholesky.ts";

describe("cholesky", () => {
  test("factors a matrix checked by hand", () => {
    // [[4, 2], [2, 5]] = L L' with L = [[2, 0], [1, 2]]
    const matrix = Float64Array.of(4, 2, 2, 5);
    expect(cholesky(matrix, 2)).toBe(true);
    expect([matrix[0], matrix[2], matrix[3]]).toEqual([2, 1, 2]);
    const right = Float64Array.of(8, 14);
    choleskySolve(matrix, 2, right);
    expect(Array.from(right)).toEqual([0.75, 2.5]);
  });

  test.each([
    ["an indefinite matrix", [1, 2, 2, 1]],
    ["a singular matrix", [1, 1, 1, 1]],
    ["a matrix with NaN", [Number.NaN, 0, 0, 1]],
  ])("refuses %s", (_name, cells) => {
    expect(cholesky(Float64Array.from(cells), 2)).toBe(false);
    expect(inversePositiveDefinite(Float64Array.from(cells), 2)).toBeNull();
  });
});

describe("laws", () => {
  const anyFactor = fc.array(fc.double({ min: -3, max: 3, noNaN: true }), { minLength: 16, maxLength: 16 });

  test("the inverse times the matrix is the identity", () => {
    fc.assert(
      fc.property(anyFactor, (cells) => {
        const size = 4;
        const matrix = new Float64Array(16);
        for (let i = 0; i < size; i += 1) {
          for (let j = 0; j < size; j += 1) {
            let sum = i === j ? 1 : 0;
            for (let k = 0; k < size; k += 1) {
              sum += (cells[i * size + k] as number) * (cells[j * size + k] as number);
            }
            matrix[i * size + j] = sum;
          }
        }
        const before = matrix.slice();
        const inverse = inversePositiveDefinite(matrix, size);
        expect(matrix).toEqual(before);
        for (let i = 0; i < size; i += 1) {
          for (let j = 0; j < size; j += 1) {
            let sum = 0;
            for (let k = 0; k < size; k += 1) {
              sum += (matrix[i * size + k] as number) * (inverse?.[k * size + j] as number);
            }
            expect(sum).toBeCloseTo(i === j ? 1 : 0, 9);
          }
        }
      }),
    );
  });
});
