import { describe, expect, test } from "vitest";
import { gammaProbability, gammaQuantile } from "../../src/math/incomplete-gamma.ts";
import { lbetaDrop } from "../../src/math/lbeta-drop.ts";

describe("lbetaDrop", () => {
  /** `B(a, b + n) / B(a, b)` is a product of `(b + i) / (a + b + i)` for whole n. */
  const product = (a: number, b: number, n: number) =>
    Array.from({ length: n }, (_, i) => Math.log1p(a / (b + i))).reduce((sum, part) => sum + part, 0);

  test.each([
    [1e-9, 1e6],
    [0.3, 0.2],
    [0.3, 1],
    [1, 1],
    [0.9, 3],
    [2, 0.9],
    [2, 1],
    [2, 9.5],
    [7, 30],
    [40, 12],
    [1e3, 1e6],
  ])("of whole steps is a sum of logarithms: a = %d, b = %d", (a, b) => {
    expect(lbetaDrop(a, b, 0)).toBe(-0);
    for (const n of [1, 2, 5]) {
      expect(Math.abs(lbetaDrop(a, b, n) / product(a, b, n) - 1)).toBeLessThan(1e-12);
    }
  });

  test("of half a step, twice, is a step", () => {
    for (const [a, b] of [
      [0.7, 0.4],
      [0.7, 5],
      [3, 40],
    ] as const) {
      const twice = lbetaDrop(a, b, 0.5) + lbetaDrop(a, b + 0.5, 0.5);
      expect(Math.abs(twice / lbetaDrop(a, b, 1) - 1)).toBeLessThan(1e-12);
    }
  });
});

test("a quantile far out in either tail is found, of shapes from flat to steep", () => {
  for (const shape of [0.05, 0.5, 1, 3, 1e3]) {
    for (const p of [1e-12, 1e-3, 0.5, 0.999, 1 - 1e-12]) {
      const { below, above } = gammaProbability(shape, gammaQuantile(p, shape));
      expect(Math.abs(below - p)).toBeLessThan(1e-9 * p);
      expect(below + above).toBe(1);
    }
  }
});
