import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { geometricWeights, principalWeights } from "../../src/math/comparison-weights.ts";
import { idealCloseness } from "../../src/math/ideal-closeness.ts";

/** A reciprocal matrix of `size` with judgements from 1/9 to 9. */
const anyComparisons = fc.integer({ min: 2, max: 7 }).chain((size) =>
  fc
    .array(fc.double({ min: 1 / 9, max: 9, noNaN: true }), { minLength: size * size, maxLength: size * size })
    .map((cells) => {
      const matrix = new Float64Array(size * size).fill(1);
      for (let i = 0; i < size; i += 1) {
        for (let j = 0; j < i; j += 1) {
          matrix[i * size + j] = cells[i * size + j] as number;
          matrix[j * size + i] = 1 / (cells[i * size + j] as number);
        }
      }
      return { matrix, size };
    }),
);

describe("principal weights", () => {
  test("are an eigenvector, above 0, and sum to 1", () => {
    fc.assert(
      fc.property(anyComparisons, ({ matrix, size }) => {
        const { weights, lambdaMax } = principalWeights(matrix, size);
        expect(weights.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 14);
        expect(lambdaMax).toBeGreaterThan(size - 1e-9);
        for (let i = 0; i < size; i += 1) {
          let turned = 0;
          for (let j = 0; j < size; j += 1)
            turned += (matrix[i * size + j] as number) * (weights[j] as number);
          expect(turned / (lambdaMax * (weights[i] as number))).toBeCloseTo(1, 12);
        }
      }),
    );
  });

  test("are those of the geometric means for three items", () => {
    fc.assert(
      fc.property(anyComparisons, ({ matrix, size }) => {
        fc.pre(size <= 3);
        const principal = principalWeights(matrix, size);
        const geometric = geometricWeights(matrix, size);
        expect(geometric.lambdaMax).toBeCloseTo(principal.lambdaMax, 11);
        geometric.weights.forEach((weight, i) => {
          expect(weight).toBeCloseTo(principal.weights[i] as number, 12);
        });
      }),
    );
  });

  test("come to rest where comparisons contradict each other to the utmost", () => {
    // a beats b, b beats c, c beats a, each a million times: all count alike.
    const most = 1e6;
    const circle = Float64Array.of(1, most, 1 / most, 1 / most, 1, most, most, 1 / most, 1);
    const { weights, lambdaMax } = principalWeights(circle, 3);
    for (const weight of weights) expect(weight).toBeCloseTo(1 / 3, 12);
    expect(lambdaMax / (1 + most + 1 / most)).toBeCloseTo(1, 12);
  });
});

describe("closeness to the ideal", () => {
  const anyMatrix = fc.array(
    fc.array(fc.double({ min: 0.1, max: 100, noNaN: true }), { minLength: 3, maxLength: 3 }),
    {
      minLength: 2,
      maxLength: 6,
    },
  );
  const weights = Float64Array.of(1, 2, 3);
  const benefit = Uint8Array.of(1, 0, 1);

  test("does not depend on units, on the length of the weights, or on costs told as negative benefits", () => {
    fc.assert(
      fc.property(anyMatrix, fc.double({ min: 0.01, max: 100, noNaN: true }), (rows, unit) => {
        const plain = idealCloseness(Float64Array.from(rows.flat()), weights, benefit);
        const scaled = rows.map(([a, b, c]) => [(a as number) * unit, -(b as number), c as number]);
        const told = idealCloseness(
          Float64Array.from(scaled.flat()),
          weights.map((weight) => weight * 7),
          Uint8Array.of(1, 1, 1),
        );
        plain.forEach((value, i) => {
          expect(value).toBeGreaterThanOrEqual(0);
          expect(value).toBeLessThanOrEqual(1);
          expect(told[i]).toBeCloseTo(value, 9);
        });
      }),
    );
  });

  test("is 1 for the best in everything, 0 for the worst, and a half where all are equal", () => {
    expect(
      Array.from(idealCloseness(Float64Array.of(5, 1, 4, 2), Float64Array.of(1, 1), Uint8Array.of(1, 0))),
    ).toEqual([1, 0]);
    expect(
      Array.from(idealCloseness(Float64Array.of(0, 3, 0, 3), Float64Array.of(1, 1), Uint8Array.of(1, 1))),
    ).toEqual([0.5, 0.5]);
  });

  test("squares neither overflow nor vanish", () => {
    const [a, b] = idealCloseness(
      Float64Array.of(1e300, 1, 5e299, 2),
      Float64Array.of(1, 1),
      Uint8Array.of(1, 1),
    );
    const [c, d] = idealCloseness(Float64Array.of(2, 1, 1, 2), Float64Array.of(1, 1), Uint8Array.of(1, 1));
    expect(a).toBeCloseTo(c as number, 14);
    expect(b).toBeCloseTo(d as number, 14);
  });
});
