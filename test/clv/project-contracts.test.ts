import { describe, expect, test } from "vitest";
import { betaDiscreteWeibull, shiftedBetaGeometric } from "../../src/clv/index.ts";

const regular = [1000, 631, 468, 382, 326, 289, 262, 241];

describe("a projection", () => {
  const model = shiftedBetaGeometric.fit(regular);
  const ahead = { periods: 6, tenure: 7, customers: 241 };

  test("is the survival of those who are left, and the number of them", () => {
    for (const { period, survival, active } of shiftedBetaGeometric.project(model, ahead)) {
      expect(survival).toBeCloseTo(shiftedBetaGeometric.survivalOfActive(model, 7, period), 14);
      expect(active).toBeCloseTo(241 * survival, 10);
    }
    const first = shiftedBetaGeometric.project(model, { periods: 2 }).row(1);
    expect(first.survival).toBeCloseTo(shiftedBetaGeometric.survival(model, 2), 14);
  });

  test("has the delta interval of ln(-ln S), by the covariance of the fit", () => {
    const [row] = shiftedBetaGeometric.project(model, { ...ahead, level: 0.9 });
    const log = (alpha: number, beta: number) =>
      Math.log(-Math.log(shiftedBetaGeometric.survivalOfActive({ parameters: { alpha, beta } }, 7, 1)));
    const { alpha, beta } = model.parameters;
    const step = 1e-5;
    const slopes = [
      (log(alpha + step, beta) - log(alpha - step, beta)) / (2 * step),
      (log(alpha, beta + step) - log(alpha, beta - step)) / (2 * step),
    ] as const;
    const [[aa = 0, ab = 0] = [], [, bb = 0] = []] = model.fit.covariance ?? [];
    const error = Math.sqrt(slopes[0] ** 2 * aa + 2 * slopes[0] * slopes[1] * ab + slopes[1] ** 2 * bb);
    const middle = log(alpha, beta);
    expect(row?.survivalLow).toBeCloseTo(Math.exp(-Math.exp(middle + 1.6448536269514722 * error)), 7);
    expect(row?.survivalHigh).toBeCloseTo(Math.exp(-Math.exp(middle - 1.6448536269514722 * error)), 7);
  });

  test("covers about as many of the counts that come as it says", () => {
    const truth = { parameters: { alpha: 0.9, beta: 2, c: 1 } };
    let covered = 0;
    const times = 200;
    for (let seed = 1; seed <= times; seed += 1) {
      const rows = betaDiscreteWeibull.simulate(truth, { customers: 800, periods: 8, seed }).toRows();
      const leftAfter = (t: number) => rows.filter(({ tenure, active }) => active || tenure > t).length;
      const fitted = shiftedBetaGeometric.fit([0, 1, 2, 3, 4, 5].map(leftAfter));
      const next = shiftedBetaGeometric
        .project(fitted, { periods: 3, tenure: 5, customers: leftAfter(5), level: 0.9 })
        .row(2);
      const came = leftAfter(8);
      if ((next.activeLow as number) <= came && came <= (next.activeHigh as number)) covered += 1;
    }
    // the standard error of a share of 0.9 in 200 is 0.021
    expect(covered / times).toBeGreaterThan(0.82);
    expect(covered / times).toBeLessThan(0.98);
  });

  test("of parameters without a fit has no interval; of nobody and of no time it is empty of numbers", () => {
    const bare = { parameters: { alpha: 0.7, beta: 1.2, c: 1.1 } };
    const row = betaDiscreteWeibull.project(bare, { periods: 1, customers: 10 }).row(0);
    expect([row.survivalLow, row.survivalHigh, row.activeLow, row.activeHigh]).toEqual([
      null,
      null,
      null,
      null,
    ]);
    expect(betaDiscreteWeibull.project(bare, { periods: 0 })).toHaveLength(0);
    expect(shiftedBetaGeometric.project(model, { periods: 1, customers: 0 }).row(0).activeHigh).toBe(0);
    expect(shiftedBetaGeometric.project(model, { periods: 1, level: 0 }).row(0).survivalLow).toBeCloseTo(
      shiftedBetaGeometric.survival(model, 1),
      12,
    );
  });
});
