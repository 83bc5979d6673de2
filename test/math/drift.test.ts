import { describe, expect, test } from "vitest";
import { stabilityParts } from "../../src/math/drift.ts";
import { naturalBreaks } from "../../src/math/natural-breaks.ts";
import { varimax } from "../../src/math/varimax.ts";

const sum = (parts: Float64Array) => parts.reduce((total, part) => total + part, 0);

describe("stabilityParts", () => {
  test("is (q - p) ln(q / p) of each group", () => {
    const parts = stabilityParts(Float64Array.of(50, 50), Float64Array.of(30, 10));
    expect(parts[0]).toBeCloseTo(0.25 * Math.log(1.5), 15);
    expect(parts[1]).toBeCloseTo(-0.25 * Math.log(0.5), 15);
  });

  test("counts an empty group as the least share", () => {
    const parts = stabilityParts(Float64Array.of(100, 0), Float64Array.of(99, 1), 0.001);
    expect(parts[1]).toBeCloseTo(0.009 * Math.log(10), 15);
  });

  test("is 0 of the same shares, and not known where a side is empty", () => {
    expect(sum(stabilityParts(Float64Array.of(1, 3), Float64Array.of(10, 30)))).toBe(0);
    expect(stabilityParts(Float64Array.of(0, 0), Float64Array.of(1, 1))).toEqual(
      Float64Array.of(Number.NaN, Number.NaN),
    );
  });
});

describe("naturalBreaks", () => {
  test("parts values half-way through the widest gaps, and none of no values", () => {
    expect(naturalBreaks(Float64Array.of(12, 1, 2, 10, 50), 3)).toEqual([6, 31]);
    expect(naturalBreaks(Float64Array.of(3, 3), 3)).toEqual([]);
    expect(naturalBreaks(Float64Array.of(), 3)).toEqual([]);
  });
});

describe("varimax", () => {
  const loadings = Float64Array.of(0.8, 0.3, 0.7, 0.4, 0.2, 0.9, 0.3, 0.6, 0, 0);
  const rotation = varimax(loadings, 5, 2);

  test("gives a rotation: lengths and angles stay", () => {
    const [a, b, c, d] = rotation as unknown as [number, number, number, number];
    expect(a * a + c * c).toBeCloseTo(1, 14);
    expect(a * b + c * d).toBeCloseTo(0, 14);
    expect(a * d - b * c).toBeCloseTo(1, 14);
  });

  test("raises the criterion above that of every other angle", () => {
    const best = criterion(rotation);
    for (let angle = 0; angle < Math.PI; angle += 0.01) {
      const [cosine, sine] = [Math.cos(angle), Math.sin(angle)];
      expect(criterion(Float64Array.of(cosine, -sine, sine, cosine))).toBeLessThanOrEqual(best + 1e-12);
    }
  });

  test("leaves one factor alone", () => {
    expect(varimax(Float64Array.of(0.5, 0.6), 2, 1)).toEqual(Float64Array.of(1));
  });

  /** Variance of the squared loadings, items at length 1, summed over factors. */
  function criterion(turn: Float64Array): number {
    let total = 0;
    for (let f = 0; f < 2; f += 1) {
      const squares = Array.from({ length: 5 }, (_, i) => {
        const [x, y] = [loadings[2 * i] as number, loadings[2 * i + 1] as number];
        const length = Math.hypot(x, y);
        return length === 0 ? 0 : ((x * (turn[f] as number) + y * (turn[2 + f] as number)) / length) ** 2;
      });
      const mean = squares.reduce((all, square) => all + square, 0) / 5;
      total += squares.reduce((all, square) => all + (square - mean) ** 2, 0);
    }
    return total;
  }
});
