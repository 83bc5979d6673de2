import { describe, expect, test } from "vitest";
import { bgNbd, fitCohorts, mbgNbd, modelOfCohort, nbd } from "../../src/clv/index.ts";

const base = { r: 0.525, alpha: 6.183, a: 0.891, b: 1.614 };

/** Cohorts whose rates differ; the first five large, the others small. */
function drawn(seed: number) {
  const truths = Array.from({ length: 10 }, (_, c) => ({
    ...base,
    alpha: base.alpha * Math.exp(0.5 * Math.sin(37 * c + 11 * seed)),
  }));
  const rows = truths.flatMap((parameters, c) =>
    mbgNbd
      .simulate({ parameters }, { customers: c < 5 ? 600 : 40, age: 52, seed: 100 * seed + c })
      .toRows()
      .map((row) => ({ ...row, cohort: `c${c}` })),
  );
  return { truths, rows };
}

describe("partial pooling", () => {
  test("small cohorts come nearer to the truth than alone and than all as one", () => {
    const errors = { alone: 0, pooled: 0, partial: 0 };
    for (let seed = 0; seed < 4; seed += 1) {
      const { truths, rows } = drawn(seed);
      const fits = fitCohorts(mbgNbd, rows, { cohort: "cohort" });
      const year = (parameters: typeof base) =>
        mbgNbd.expectedPurchasesNewCustomer({ parameters }, { horizon: 52 });
      fits.cohorts.slice(5).forEach(({ cohort, model }, c) => {
        const miss = (parameters: typeof base) =>
          Math.log(year(parameters) / year(truths[5 + c] as typeof base)) ** 2;
        errors.partial += miss(model.parameters);
        errors.pooled += miss(fits.pooled.parameters);
        errors.alone += miss(mbgNbd.fit(rows.filter((row) => row.cohort === cohort)).parameters);
      });
    }
    expect(errors.partial).toBeLessThan(0.8 * errors.alone);
    expect(errors.partial).toBeLessThan(0.8 * errors.pooled);
  });

  test("a large cohort tells more of itself than a small one", () => {
    const fits = fitCohorts(mbgNbd, drawn(1).rows, { cohort: "cohort" });
    const own = fits.cohorts.map(({ ownShare }) => ownShare.alpha);
    expect(Math.min(...own.slice(0, 5))).toBeGreaterThan(Math.max(...own.slice(5)));
    expect(fits.spread.alpha).toBeGreaterThan(0.15);
    expect(fits.cohorts.map(({ cohort }) => cohort)).toEqual(Array.from({ length: 10 }, (_, c) => `c${c}`));
    expect(fits.cohorts.reduce((sum, { model }) => sum + model.fit.customers, 0)).toBe(3200);
    expect(JSON.parse(JSON.stringify(fits))).toEqual(fits);
  });

  test("cohorts that do not differ are drawn together", () => {
    const rows = mbgNbd
      .simulate({ parameters: base }, { customers: 3000, age: 52, seed: 5 })
      .toRows()
      .map((row, i) => ({ ...row, cohort: i % 6 }));
    const fits = fitCohorts(mbgNbd, rows, { cohort: "cohort" });
    const year = (parameters: typeof base) =>
      mbgNbd.expectedPurchasesNewCustomer({ parameters }, { horizon: 52 });
    const all = year(fits.pooled.parameters);
    const squares = (list: (typeof base)[]) => list.reduce((sum, p) => sum + (year(p) / all - 1) ** 2, 0);
    const alone = [0, 1, 2, 3, 4, 5].map(
      (c) => mbgNbd.fit(rows.filter((row) => row.cohort === c)).parameters,
    );
    expect(squares(fits.cohorts.map(({ model }) => model.parameters))).toBeLessThan(0.6 * squares(alone));
  });

  test("one cohort is all customers as one; nobody's repeat is no obstacle", () => {
    const rows = mbgNbd.simulate({ parameters: base }, { customers: 900, age: 52, seed: 6 }).toRows();
    const one = fitCohorts(
      mbgNbd,
      rows.map((row) => ({ ...row, cohort: "all" })),
      { cohort: "cohort" },
    );
    expect(one.cohorts[0]?.model.parameters.alpha).toBeCloseTo(one.pooled.parameters.alpha, 3);
    const quiet = Array.from({ length: 60 }, (_, i) => ({
      frequency: 0,
      recency: 0,
      age: 30,
      cohort: i % 3,
    }));
    for (const { model } of fitCohorts(bgNbd, quiet, { cohort: "cohort" }).cohorts) {
      expect(Number.isFinite(model.parameters.alpha + model.fit.logLikelihood)).toBe(true);
    }
  });

  test("rows whose cohort is null are left out; a cohort that was not fitted gets the middle", () => {
    const rows = nbd
      .simulate({ parameters: { r: 1, alpha: 9 } }, { customers: 300, age: 30, seed: 1 })
      .toRows();
    const fits = fitCohorts(
      nbd,
      rows.map((row, i) => ({ ...row, year: i === 7 ? null : 2020 + (i % 2) })),
      { cohort: "year", timeUnit: "week" },
    );
    expect(fits.pooled.fit.leftOut).toBe(1);
    expect(modelOfCohort(fits, 2021)).toBe(fits.cohorts[1]?.model);
    expect(modelOfCohort(fits, "2044")).toEqual({ kind: "nbd", parameters: fits.centre, timeUnit: "week" });
  });
});
