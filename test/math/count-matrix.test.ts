import { expect, test } from "vitest";
import { countMatrix, rowShares, squareRows } from "../../src/math/count-matrix.ts";

test("counts each pair and leaves out what lies outside", () => {
  const from = Int32Array.of(0, 0, 1, -1, 0, 2, 0);
  const to = Int32Array.of(1, 1, 2, 0, -1, 0, 3);
  expect(countMatrix(from, to, 2, 3)).toEqual(Float64Array.of(0, 2, 0, 0, 0, 1));
});

test("shares add up to 1 in each row that has counts", () => {
  expect(rowShares(Float64Array.of(1, 3, 2, 2), 2, 2)).toEqual(Float64Array.of(0.25, 0.75, 0.5, 0.5));
  expect(rowShares(Float64Array.of(0, 0, 0, 5), 2, 2)).toEqual(Float64Array.of(Number.NaN, Number.NaN, 0, 1));
});

test("a square matrix as a list of rows", () => {
  expect(squareRows(Float64Array.of(1, 2, 3, 4), 2)).toEqual([
    [1, 2],
    [3, 4],
  ]);
});
