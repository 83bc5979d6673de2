import { describe, expect, test } from "vitest";
import { findMaximum } from "../../src/clv/fitting/find-maximum.ts";
import { groupEqualRows } from "../../src/clv/fitting/group-rows.ts";
import { layOutHistories, orderByFrequency, sampleColumns } from "../../src/clv/fitting/histories.ts";
import { reportFit } from "../../src/clv/fitting/report-fit.ts";
import { findRunaways } from "../../src/clv/fitting/runaways.ts";
import { sampleEvenly } from "../../src/clv/fitting/sample-evenly.ts";
import { bgBb, bgNbd, fitCohorts, gammaGamma, modelOfCohort, nbd } from "../../src/clv/index.ts";
import type { Maximum } from "../../src/math/newton.ts";

const end = (change: Partial<Maximum> = {}): Maximum => ({
  parameters: Float64Array.of(1, 2),
  value: -3,
  gradient: new Float64Array(2),
  information: Float64Array.of(4, 0, 0, 1),
  iterations: 5,
  evaluations: 6,
  promisedGain: 0,
  stop: "converged",
  atBound: [],
  ...change,
});
const facts = {
  kind: "nbd",
  names: ["r", "alpha"],
  centre: [1, 2],
  meanings: {
    r: { zero: "r is nothing", infinity: "r is all" },
    alpha: { zero: "alpha is nothing", infinity: "alpha is all" },
  },
  priors: [null, null],
  customers: 10,
  leftOut: 0,
  timeUnit: undefined,
  asOf: undefined,
};

describe("a report of a fit", () => {
  test("takes standard errors from the curvature, and AIC and BIC from the likelihood", () => {
    expect(reportFit(end(), facts)).toEqual({
      kind: "nbd",
      version: 1,
      parameters: { r: 1, alpha: 2 },
      fit: {
        logLikelihood: -3,
        customers: 10,
        leftOut: 0,
        iterations: 5,
        converged: true,
        runaways: [],
        standardErrors: { r: 0.5, alpha: 2 },
        covariance: [
          [0.25, 0],
          [0, 4],
        ],
        aic: 10,
        bic: 2 * Math.log(10) + 6,
      },
    });
  });

  test("leaves the prior out of the likelihood", () => {
    const priors = [null, { median: 1, pseudoCustomers: 3 }];
    const { fit } = reportFit(end(), { ...facts, priors });
    expect(fit.logLikelihood).toBeCloseTo(-3 + 1.5 * Math.LN2 ** 2, 12);
  });

  test("names the unit and the day, and how a search ended that did not arrive", () => {
    const stopped = reportFit(end({ stop: "max_steps" as never }), {
      ...facts,
      timeUnit: "week",
      asOf: "2026-01-31",
    });
    expect(stopped.timeUnit).toBe("week");
    expect(stopped.fit).toMatchObject({ converged: false, reason: "max_steps", asOf: "2026-01-31" });
    expect(stopped.fit.standardErrors).toEqual({ r: 0.5, alpha: 2 });
  });

  test("has no standard errors on a ridge, nor where nothing was finite", () => {
    const ridge = reportFit(end({ information: Float64Array.of(4, 4, 4, 4) }), facts);
    expect(ridge.fit).toMatchObject({
      converged: false,
      reason: "not_identified",
      standardErrors: null,
      covariance: null,
    });
    expect(ridge.fit.runaways.map(({ parameter, runsTo }) => [parameter, runsTo])).toEqual([
      ["r", "anywhere"],
      ["alpha", "anywhere"],
    ]);
    const lost = reportFit(end({ stop: "not_finite" }), facts);
    expect(lost.fit.runaways).toHaveLength(2);
    expect(lost.fit).toMatchObject({ converged: false, reason: "not_identified" });
  });
});

describe("what runs away", () => {
  const runaways = (change: Partial<Maximum>) =>
    findRunaways(end(change), facts.names, facts.centre, facts.meanings);

  test("is told by its distance from the usual, and says what that means", () => {
    expect(runaways({ parameters: Float64Array.of(Math.exp(-8.1), 2) })).toEqual([
      { parameter: "r", runsTo: "zero", meaning: "r is nothing" },
    ]);
    expect(runaways({ parameters: Float64Array.of(1, 2 * Math.exp(8.1)) })).toEqual([
      { parameter: "alpha", runsTo: "infinity", meaning: "alpha is all" },
    ]);
    expect(runaways({ parameters: Float64Array.of(Math.exp(-7.9), 2 * Math.exp(7.9)) })).toEqual([]);
  });

  test("is told by an error of more than four, or by a bound", () => {
    const anywhere = { runsTo: "anywhere", meaning: "the data say nothing of it" };
    expect(runaways({ information: Float64Array.of(1 / 15.9, 0, 0, 1) })).toEqual([]);
    expect(runaways({ information: Float64Array.of(1 / 16.1, 0, 0, 1) })).toEqual([
      { parameter: "r", ...anywhere },
    ]);
    expect(runaways({ atBound: [1] })).toEqual([{ parameter: "alpha", ...anywhere }]);
  });
});

describe("the rows of a fit", () => {
  test("are ordered by frequency, by counting or by sorting, without those of no weight", () => {
    const expected = {
      rows: 4,
      index: Int32Array.of(1, 4, 0, 3),
      levels: Float64Array.of(0, 3),
      starts: Int32Array.of(0, 2, 4),
    };
    expect(orderByFrequency([3, 0, 2, 3, 0], [1, 2, 0, 1, 1])).toEqual(expected);
    const far = { ...expected, levels: Float64Array.of(0, 1e6) };
    expect(orderByFrequency([1e6, 0, 2e6, 1e6, 0], [1, 2, 0, 1, 1])).toEqual(far);
    expect(orderByFrequency([1e6, 0, 1e6], null)).toEqual({
      rows: 3,
      index: Int32Array.of(1, 0, 2),
      levels: Float64Array.of(0, 1e6),
      starts: Int32Array.of(0, 1, 3),
    });
  });

  test("are sampled evenly, weights with them; few are taken whole", () => {
    const column = Float64Array.of(0, 1, 2, 3, 4, 5, 6);
    expect(sampleEvenly(column, 7)).toBe(column);
    expect(sampleEvenly(column, 3)).toEqual(Float64Array.of(0, 2, 4));
    const columns = { frequency: column, recency: column, age: column, weight: column };
    expect(sampleColumns(columns, 7)).toBe(columns);
    expect(sampleColumns(columns, 2).weight).toEqual(Float64Array.of(0, 3));
    expect(sampleColumns({ ...columns, weight: null }, 2)).toEqual({
      frequency: Float64Array.of(0, 3),
      recency: Float64Array.of(0, 3),
      age: Float64Array.of(0, 3),
      weight: null,
    });
  });

  test("that are equal only where they were looked at first stay as they are", () => {
    // of 8,192 the even ones are sampled: all alike; the others all differ
    const age = Float64Array.from({ length: 8192 }, (_, i) => (i % 2 === 0 ? 9 : 10 + i));
    const zeros = new Float64Array(8192);
    const merged = groupEqualRows({ frequency: zeros, recency: zeros, age, weight: null });
    expect(merged.age).toHaveLength(4097);
    expect(merged.weight?.[0]).toBe(4096);
  });

  test("count by weight in a fit as so many rows, also where some are not known", () => {
    const rows = [
      { frequency: 2, recency: 20, age: 39, weight: 2 },
      { frequency: 0, recency: 0, age: 39, weight: 1 },
      { frequency: 1, recency: null, age: null, weight: 9 },
    ];
    const plain = [rows[0], rows[0], rows[1]].map((row) => ({ ...row, weight: 1 }) as never);
    const { fit, parameters } = nbd.fit(rows);
    expect([fit.customers, fit.leftOut]).toEqual([3, 1]);
    expect(fit.logLikelihood).toBeCloseTo(nbd.fit(plain).fit.logLikelihood, 10);
    expect(parameters.r).toBeCloseTo(nbd.fit(plain).parameters.r, 6);
    const zero = layOutHistories({ frequency: [0], recency: [0], age: [0], weight: null });
    expect(zero.meanAge).toBe(0);
  });
});

describe("several starts", () => {
  test("are all tried, and the best kept", () => {
    // -(ln p)^2 (ln p - 6)^2 + ln p / 100: a small hill at 1, a higher one at e^6
    const objective = (p: Float64Array, gradient: Float64Array, hessian: Float64Array) => {
      const u = Math.log(p[0] as number);
      const v = u - 6;
      gradient[0] = -2 * u * v * v - 2 * u * u * v + 0.01;
      hessian[0] = -2 * v * v - 8 * u * v - 2 * u * u;
      return -u * u * v * v + 0.01 * u;
    };
    const search = { whole: () => objective, sample: null, starts: [[1.1], [300]], centre: [1] };
    expect(findMaximum({ ...search, tryAll: false }).parameters[0]).toBeLessThan(2);
    expect(findMaximum({ ...search, tryAll: true }).parameters[0]).toBeGreaterThan(300);
  });

  test("of a fit end where one does", () => {
    const rows = nbd.simulate({ parameters: { r: 1, alpha: 9 } }, { customers: 300, age: 30, seed: 3 });
    const donors = bgBb.simulate(
      { parameters: { alpha: 1.2, beta: 0.75, gamma: 0.66, delta: 2.8 } },
      { customers: 400, opportunities: 6, seed: 3 },
    );
    const one = { r: 0.5, alpha: 3 };
    for (const start of [one, [one], [one, { r: 4, alpha: 40 }]]) {
      expect(nbd.fit(rows, { start }).fit.logLikelihood).toBeCloseTo(nbd.fit(rows).fit.logLikelihood, 8);
    }
    const at = { alpha: 1, beta: 1, gamma: 1, delta: 3 };
    for (const start of [at, [at], [at, { ...at, gamma: 0.3 }]]) {
      expect(bgBb.fit(donors, { start }).fit.logLikelihood).toBeCloseTo(
        bgBb.fit(donors).fit.logLikelihood,
        7,
      );
    }
  });
});

describe("fits of many", () => {
  test("whether a spend is learnt from a sample first or not is the same", () => {
    const some = Array.from({ length: 400 }, (_, i) => ({
      frequency: i % 5,
      meanRepeatSpend: i % 5 === 0 ? null : 5 + ((i * 37) % 50),
    }));
    const column = (times: number, weight: number | null) => {
      const pick = <T>(of: (row: (typeof some)[number]) => T) =>
        Array.from({ length: times * 400 }, (_, i) => of(some[i % 400] as (typeof some)[number]));
      return {
        columns: {
          frequency: pick((row) => row.frequency),
          meanRepeatSpend: pick((row) => row.meanRepeatSpend),
          ...(weight === null ? {} : { weight: pick(() => weight) }),
        },
      };
    };
    const plain = gammaGamma.fit(some);
    const { fit } = gammaGamma.fit(column(100, 0.5));
    expect(fit.customers).toBe(50 * plain.fit.customers);
    expect(Math.abs(fit.logLikelihood / 50 / plain.fit.logLikelihood - 1)).toBeLessThan(1e-8);
    // hardly anybody repeats: a sample would say too little
    const rare = column(100, null);
    const once = rare.columns.frequency.map((_, i) => (i % 80 === 1 ? 1 : 0));
    expect(gammaGamma.fit({ columns: { ...rare.columns, frequency: once } }).fit.customers).toBe(500);
  });

  test("spend of weight 0 or not known counts nothing", () => {
    const rows = [
      { frequency: 2, meanRepeatSpend: 10, weight: 2 },
      { frequency: 2, meanRepeatSpend: 10, weight: 0 },
      { frequency: 0, meanRepeatSpend: null, weight: 1 },
      { frequency: null, meanRepeatSpend: 7, weight: 1 },
      { frequency: 3, meanRepeatSpend: null, weight: 1 },
      { frequency: 3, meanRepeatSpend: -2, weight: 1 },
    ] as never;
    const parameters = { p: 6, q: 4, gamma: 15 };
    const one = gammaGamma.logLikelihood(parameters, [{ frequency: 2, meanRepeatSpend: 10 }]);
    expect(gammaGamma.logLikelihood(parameters, rows)).toBeCloseTo(2 * one, 12);
    const all = 90 / 3; // p gamma / (q - 1)
    expect(Array.from(gammaGamma.expectedSpend({ parameters }, rows)).map((v) => +v.toFixed(9))).toEqual([
      ...Array.from({ length: 2 }, () => +((3 / 15) * all + (12 / 15) * 10).toFixed(9)),
      all,
      Number.NaN,
      Number.NaN,
      Number.NaN,
    ]);
  });

  test("cohorts without a unit give models without one", () => {
    const rows = nbd
      .simulate({ parameters: { r: 1, alpha: 9 } }, { customers: 60, age: 30, seed: 3 })
      .toRows();
    const fits = fitCohorts(
      nbd,
      rows.map((row, i) => ({ ...row, year: 2020 + (i % 2) })),
      { cohort: "year" },
    );
    expect(modelOfCohort(fits, "1999")).toEqual({ kind: "nbd", parameters: fits.centre });
    expect(modelOfCohort(fits, 2020)).toBe(fits.cohorts[0]?.model);
  });

  test("nobody who repeats runs away by name", () => {
    const rows = [{ frequency: 0, recency: 0, age: 39 }];
    const { runaways, reason } = bgNbd.fit(rows).fit;
    expect(reason).toBe("not_identified");
    expect(runaways.length).toBeGreaterThan(0);
    for (const { meaning } of runaways) expect(meaning).not.toBe("");
  });
});
