import { describe, expect, test } from "vitest";
import { factorScores, learnFactors } from "../../../src/segmentation/index.ts";
import { readGolden, relativeError } from "../../golden/read-golden.ts";

interface Case {
  readonly data: string;
  readonly factors: number;
  readonly eigenvalues: readonly number[];
  readonly loadings: readonly (readonly number[])[];
  /** Of the first five rows. */
  readonly scores: readonly (readonly number[])[];
}

const golden = readGolden<{ cases: readonly Case[] }>("factors/factors.json");
const { sets } = readGolden<{ sets: { [name: string]: { features: string[]; points: number[][] } } }>(
  "clusters/scikit-learn.json",
);

const answersOf = (name: string) => {
  const { points, features } = sets[name] as { points: number[][]; features: string[] };
  return points.map((point, customerId) => ({
    customerId,
    ...Object.fromEntries(features.map((feature, j) => [feature, point[j] as number])),
  }));
};

describe("factors of public data sets are those of NumPy", () => {
  test.each(golden.cases)(
    "$data, $factors factors",
    ({ data, factors: count, eigenvalues, loadings, scores }) => {
      const learned = learnFactors(answersOf(data), { factors: count });
      eigenvalues.forEach((value, i) => {
        expect(relativeError(learned.eigenvalues[i] as number, value)).toBeLessThan(1e-9);
      });
      const { factors } = learned.factors;
      factors.forEach((factor, f) => {
        factor.loadings.forEach((loading, i) => {
          expect(loading).toBeCloseTo(loadings[f]?.[i] as number, 9);
        });
      });
      const found = factorScores(learned.factors, answersOf(data));
      scores.forEach((row, i) => {
        row.forEach((score, f) => {
          expect(found.row(i)[`factor-${f + 1}`]).toBeCloseTo(score, 8);
        });
      });
    },
  );

  test("the components of iris explain what is published of them", () => {
    const { eigenvalues } = learnFactors(answersOf("iris"), { rotation: "none" });
    // scikit-learn's and R's examples of the standardised data: 0.7296, 0.2285, 0.0367, 0.0052.
    const shares = eigenvalues.map((value) => (value / 4).toFixed(4));
    expect(shares).toEqual(["0.7296", "0.2285", "0.0367", "0.0052"]);
  });
});
