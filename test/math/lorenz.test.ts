import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { dot } from "../../src/math/dot.ts";
import { giniOf, normalisedGiniOf, runningSums } from "../../src/math/lorenz.ts";

const of = (...values: number[]) => Float64Array.from(values).sort();

test("running sums keep what rounding would lose", () => {
  expect(runningSums(Float64Array.of(1e16, 1, 1, -1e16, 0.5))).toEqual(
    Float64Array.of(1e16, 1e16, 1e16 + 2, 2, 2.5),
  );
  expect(runningSums(new Float64Array())).toEqual(new Float64Array());
});

describe("the Gini coefficient", () => {
  test("is 0 where all have the same, and 1 - 1/n where one has it all", () => {
    expect(giniOf(of(3, 3, 3))).toBe(0);
    expect(giniOf(of(0, 0, 0, 4))).toBe(0.75);
    expect(giniOf(of(1, 3))).toBe(0.25);
    expect([giniOf(of(-1, 1)), giniOf(of(-3, 1)), giniOf(of())]).toEqual([
      Number.NaN,
      Number.NaN,
      Number.NaN,
    ]);
    expect(giniOf(of(5))).toBe(0);
    // Ranks weigh -2, 0, 2: 4e16 over 3 times the sum 0.5, which plain addition would lose.
    expect(giniOf(of(-1e16, 0.5, 1e16)) / (4e16 / 1.5)).toBeCloseTo(1, 12);
  });

  test("is the mean difference of all pairs over twice the mean (Gini 1912)", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 50 }), { minLength: 1, maxLength: 20 }), (values) => {
        const n = values.length;
        const total = values.reduce((sum, value) => sum + value, 0);
        const gaps = values
          .flatMap((a) => values.map((b) => Math.abs(a - b)))
          .reduce((sum, gap) => sum + gap, 0);
        const gini = giniOf(of(...values));
        if (total === 0) expect(gini).toBeNaN();
        else expect(gini).toBeCloseTo(gaps / (2 * n * total), 12);
        if (total > 0) expect(normalisedGiniOf(of(...values))).toBeCloseTo(gini, 15);
      }),
    );
  });

  test("with losses, is normalised by the area of the curve below 0 (Chen, Tsaur and Rhai 1982)", () => {
    // Sums -1, 0, 3 of -1, 1, 3: a triangle of 2/3 by 1/3 lies below 0, half of 2 * 1/3.
    expect(normalisedGiniOf(of(-1, 1, 3))).toBeCloseTo(giniOf(of(-1, 1, 3)) / (1 + 2 / 9), 12);
    expect(normalisedGiniOf(of(-2, 1))).toBeNaN();
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -20, max: 50 }), { minLength: 1, maxLength: 12 }), (values) => {
        const sorted = of(...values);
        const total = values.reduce((sum, value) => sum + value, 0);
        if (total <= 0) return;
        // The area below 0 under the polygon, piece by piece.
        const heights = [0, ...runningSums(sorted)].map((sum) => sum / total);
        let below = 0;
        heights.slice(1).forEach((to, i) => {
          const from = heights[i] as number;
          const width = 1 / values.length;
          if (from <= 0 && to <= 0) below -= (width * (from + to)) / 2;
          else if (from < 0) below += (width * from * from) / (2 * (to - from));
        });
        expect(normalisedGiniOf(sorted)).toBeCloseTo(giniOf(sorted) / (1 + 2 * below), 10);
      }),
    );
  });
});

test("the product of two vectors", () => {
  expect(dot(Float64Array.of(1, 2, 3), Float64Array.of(4, -5, 6))).toBe(12);
  expect(dot(new Float64Array(), new Float64Array())).toBe(0);
});
