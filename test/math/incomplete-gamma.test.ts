import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { gammaProbability, gammaQuantile, normalProbability } from "../../src/math/incomplete-gamma.ts";
import { normalQuantile } from "../../src/math/normal-quantile.ts";

/** Fails unless equal to a relative 1e-13. */
function near(actual: number, expected: number, tolerance = 1e-13): void {
  expect(Math.abs(actual - expected)).toBeLessThanOrEqual(tolerance * Math.abs(expected));
}

describe("incomplete gamma", () => {
  test("of shape 1 is the exponential distribution, of shape 2 its sum", () => {
    for (const x of [1e-8, 0.3, 1, 2.5, 20, 100]) {
      near(gammaProbability(1, x).below, -Math.expm1(-x));
      near(gammaProbability(1, x).above, Math.exp(-x));
      near(gammaProbability(2, x).above, (1 + x) * Math.exp(-x));
    }
  });

  test("has its ends", () => {
    expect(gammaProbability(2, 0)).toEqual({ below: 0, above: 1 });
    expect(gammaProbability(2, Number.POSITIVE_INFINITY)).toEqual({ below: 1, above: 0 });
  });

  test("of shape 1/2 is the normal distribution, tails included", () => {
    // Abramowitz and Stegun (1964), table 26.1 and 26.2.
    near(normalProbability(1), 0.841344746068543, 1e-14);
    near(normalProbability(-1), 0.158655253931457, 3e-14);
    near(normalProbability(-6), 9.865876450377e-10, 1e-12);
    expect(normalProbability(0)).toBe(0.5);
    fc.assert(
      fc.property(fc.double({ min: 1e-12, max: 1 - 1e-9, noNaN: true }), (p) =>
        near(normalProbability(normalQuantile(p)), p, 1e-12),
      ),
    );
  });

  test("the quantile undoes the distribution function, for shapes from 0.01 to 10,000", () => {
    const shape = fc.double({ min: Math.log(0.01), max: Math.log(1e4), noNaN: true }).map(Math.exp);
    fc.assert(
      fc.property(shape, fc.double({ min: 0.001, max: 0.999, noNaN: true }), (a, p) => {
        const x = gammaQuantile(p, a);
        if (x > 1e-290) near(gammaProbability(a, x).below, p, 1e-10);
      }),
    );
  });

  test("knows published quantiles", () => {
    // Chi-square of 10 degrees of freedom, 95 %: 18.307; of 1 degree, 99 %: 6.635.
    expect(2 * gammaQuantile(0.95, 5)).toBeCloseTo(18.307038053275146, 10);
    expect(2 * gammaQuantile(0.99, 0.5)).toBeCloseTo(6.634896601021214, 10);
  });
});
