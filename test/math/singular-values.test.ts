import { describe, expect, test } from "vitest";
import { singularValues } from "../../src/math/singular-values.ts";

describe("singular values", () => {
  test("of a matrix checked by hand", () => {
    // A'A = [[25, 20], [20, 25]]: eigenvalues 45 and 5, along (1, 1) and (1, -1).
    const { values, left, right } = singularValues(Float64Array.of(3, 0, 4, 5), 2, 2);
    expect(values[0]).toBeCloseTo(Math.sqrt(45), 14);
    expect(values[1]).toBeCloseTo(Math.sqrt(5), 14);
    const half = Math.SQRT1_2;
    for (const [i, want] of [half, half, half, -half].entries()) expect(right[i]).toBeCloseTo(want, 14);
    const tenth = Math.sqrt(0.1);
    for (const [i, want] of [tenth, 3 * tenth, 3 * tenth, -tenth].entries()) {
      expect(left[i]).toBeCloseTo(want, 14);
    }
  });

  test("small values beside great ones keep all their digits", () => {
    // A diagonal of 1 and 1e-20 whose columns have been added up: the determinant is the product of the values.
    const { values } = singularValues(Float64Array.of(1, 1, 0, 1e-20), 2, 2);
    expect((values[0] as number) / Math.SQRT2).toBeCloseTo(1, 14);
    expect(((values[0] as number) * (values[1] as number)) / 1e-20).toBeCloseTo(1, 13);
  });

  test("squares neither overflow nor vanish", () => {
    for (const unit of [1e300, 1e-300]) {
      const { values } = singularValues(Float64Array.of(3 * unit, 0, 4 * unit, 5 * unit), 2, 2);
      expect((values[0] as number) / unit).toBeCloseTo(Math.sqrt(45), 13);
    }
  });

  test("of a symmetric matrix they are its eigenvalues", () => {
    // Correlations of 0.5 between three: 1 + 2 * 0.5 along (1, 1, 1), and 0.5 twice.
    const { values, right } = singularValues(Float64Array.of(1, 0.5, 0.5, 0.5, 1, 0.5, 0.5, 0.5, 1), 3, 3);
    for (const [i, want] of [2, 0.5, 0.5].entries()) expect(values[i]).toBeCloseTo(want, 14);
    for (const i of [0, 3, 6]) expect(right[i]).toBeCloseTo(1 / Math.sqrt(3), 14);
  });

  test("a value of 0 has zeros on the long side", () => {
    const flat = singularValues(Float64Array.of(1, 0, 2, 0, 2, 0), 3, 2);
    expect(Array.from(flat.values)).toEqual([3, 0]);
    expect(Array.from(flat.left)).toEqual([1 / 3, 0, 2 / 3, 0, 2 / 3, 0]);
    expect(Array.from(singularValues(new Float64Array(4), 2, 2).values)).toEqual([0, 0]);
  });

  test("the first of equally great entries decides the sign", () => {
    const { right } = singularValues(Float64Array.of(-1, 1), 1, 2);
    expect(Array.from(right)).toEqual([Math.SQRT1_2, -Math.SQRT1_2].map((x) => expect.closeTo(x, 15)));
  });
});
