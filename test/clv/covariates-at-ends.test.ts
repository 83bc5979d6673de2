import { describe, expect, test } from "vitest";
import { standardOf } from "../../src/clv/covariates/standardize.ts";
import {
  bgNbd,
  lifetimeValue,
  likelihoodRatioTest,
  mbgNbd,
  shiftedBetaGeometric,
} from "../../src/clv/index.ts";

const rows = mbgNbd
  .simulate({ parameters: { r: 0.8, alpha: 5, a: 0.8, b: 2.5 } }, { customers: 160, age: 30, seed: 4 })
  .toRows()
  .map((row, i) => ({ ...row, z: i % 2, text: "web" }));

const meanOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

describe("a covariate", () => {
  test("of one text alone, or the same for all, follows from nothing and is said to", () => {
    const { covariates, fit } = mbgNbd.fit(rows, { covariates: { purchase: ["text"] } });
    expect(covariates).toEqual(
      [
        {
          process: "purchase",
          field: "text",
          level: "web",
          reference: undefined,
          coefficient: 0,
          standardError: null,
        },
      ].map(({ reference: _, ...effect }) => effect),
    );
    expect(fit).toMatchObject({ converged: false, reason: "not_identified" });
    expect(fit.runaways).toEqual([
      {
        parameter: "purchase.text.web",
        runsTo: "anywhere",
        meaning: "it is the same for all customers, or follows from the other covariates",
      },
    ]);
  });

  test("that is not known leaves the customer out", () => {
    const some = rows.map((row, i) => ({ ...row, z: i === 3 ? null : i === 4 ? undefined : row.z }));
    const { fit, covariates } = mbgNbd.fit(some as never, { covariates: { purchase: ["z"] } });
    expect([fit.customers, fit.leftOut]).toEqual([158, 2]);
    const known = rows.filter((_, i) => i !== 3 && i !== 4);
    const other = mbgNbd.fit(known, { covariates: { purchase: ["z"] } });
    expect(covariates?.[0]?.coefficient).toBeCloseTo(other.covariates?.[0]?.coefficient as number, 8);
    expect(mbgNbd.probabilityAlive(other, some as never)[3]).toBeNaN();
  });

  test("is penalised in the processes named, and not in the other", () => {
    const one = mbgNbd.fit(rows, {
      covariates: { purchase: ["z"], lifetime: ["z"], penalty: { purchase: 50 } },
    });
    expect(one.covariates?.map(({ process, penalty }) => [process, penalty])).toEqual([
      ["purchase", 50],
      ["lifetime", undefined],
    ]);
    const both = mbgNbd.fit(rows, {
      covariates: { purchase: ["z"], lifetime: ["z"], penalty: { lifetime: 50 } },
    });
    expect(both.covariates?.map(({ penalty }) => penalty)).toEqual([undefined, 50]);
    const free = mbgNbd.fit(rows, { covariates: ["z"] });
    expect(free.covariates).toEqual(
      mbgNbd.fit(rows, { covariates: { purchase: ["z"], lifetime: ["z"], penalty: 0 } }).covariates,
    );
    expect(Math.abs(one.covariates?.[0]?.coefficient as number)).toBeLessThan(
      Math.abs(free.covariates?.[0]?.coefficient as number),
    );
  });

  // exact in binary, so that moving it moves nothing else
  const spread = mbgNbd
    .simulate({ parameters: { r: 2, alpha: 5, a: 0.8, b: 2.5 } }, { customers: 500, age: 60, seed: 4 })
    .toRows()
    .map((row, i) => ({ ...row, year: ((i * 37) % 64) / 16 - 2, text: i % 3 ? "web" : "shop" }));
  const at = (place: number) => spread.map((row) => ({ ...row, year: row.year + place }));
  const options = {
    covariates: { purchase: ["year", "text"], lifetime: ["year"] },
    timeUnit: "week",
  } as const;

  test.each([1000, -2048, 2 ** 20, 2 ** 30])("around %d is as one around 0, with a centre", (place) => {
    const near = mbgNbd.fit(spread, options);
    const far = mbgNbd.fit(at(place), options);
    const closeTo = (value: number) => expect.closeTo(value, 6 - Math.ceil(Math.log10(Math.max(1, value))));
    expect(near.covariates?.every((effect) => !("centre" in effect))).toBe(true);
    expect(far.fit.logLikelihood).toBeCloseTo(near.fit.logLikelihood, 9);
    far.covariates?.forEach(({ field, coefficient, standardError, centre }, e) => {
      const effect = near.covariates?.[e];
      expect(coefficient).toBeCloseTo(effect?.coefficient as number, 8);
      expect(standardError).toBeCloseTo(effect?.standardError as number, 8);
      expect(centre).toEqual(
        field === "year" ? expect.closeTo(place + meanOf(spread.map(({ year }) => year)), 5) : undefined,
      );
    });
    const errors = far.fit.standardErrors as { readonly [name: string]: number };
    expect(Object.values(errors).every((error) => error > 0 && error < 100)).toBe(true);
    const saved = JSON.parse(JSON.stringify(far)) as typeof far;
    const horizon = { horizon: 30 };
    const expected = mbgNbd.expectedPurchases(near, spread, horizon);
    mbgNbd.expectedPurchases(saved, at(place), horizon).forEach((value, i) => {
      expect(value).toEqual(closeTo(expected[i] as number));
    });
    const one = (model: typeof near, year: number) =>
      mbgNbd.expectedPurchasesNewCustomer(model, { ...horizon, covariates: { year, text: "web" } });
    expect(one(saved, place + 1)).toBeCloseTo(one(near, 1), 6);
  });

  test("far from 0 gives the same intervals, by curvature and by simulation", () => {
    for (const intervals of ["delta", "bootstrap"] as const) {
      const value = (place: number) =>
        lifetimeValue({ purchases: mbgNbd.fit(at(place), options), spend: 10 }, at(place), {
          horizon: 30,
          intervals,
          draws: 8,
        });
      const [near, far] = [value(0), value(1024)];
      for (const name of ["clv", "clvLow", "clvHigh"] as const) {
        far.columns[name].forEach((found, i) => {
          expect(Math.abs(found / (near.columns[name][i] as number) - 1)).toBeLessThan(1e-4);
        });
      }
    }
  });

  test("that would lead the parameters at 0 out of their range has its mean as centre", () => {
    const apart = rows.map((row, i) => ({
      ...row,
      group: 9 + (i % 2),
      frequency: i % 2 ? 4000 : 0,
      recency: i % 2 ? 29 : 0,
      age: 30,
    }));
    const { parameters, covariates } = bgNbd.fit(apart, { covariates: { purchase: ["group"] } });
    expect(covariates).toMatchObject([{ field: "group", centre: 9.5 }]);
    expect(() => bgNbd.probabilityAlive({ parameters, covariates }, apart)).not.toThrow();
  });

  test("in its unit has a weighted mean, and customers of no weight count nothing", () => {
    const weights = Float64Array.of(1, 3, 0, 0);
    expect(standardOf(Float64Array.of(0, 4, 99, -7), weights)).toEqual({ centre: 3, unit: 4 });
    const { centre, unit } = standardOf(Float64Array.of(0, 4, 99, 10), Float64Array.of(1, 2, 0, 1));
    expect(centre).toBeCloseTo(4.5, 14);
    expect(unit).toBeCloseTo(2 * Math.sqrt((4.5 ** 2 + 2 * 0.5 ** 2 + 5.5 ** 2) / 4), 14);
    expect(standardOf(Float64Array.of(5, 5), Float64Array.of(1, 1))).toEqual({ centre: 5, unit: 0 });
  });

  test("of true and false is 1 and 0, for a new customer too", () => {
    const effect = { process: "purchase", field: "member", coefficient: 0.4 } as const;
    const model = { parameters: { r: 0.8, alpha: 5, a: 0.8, b: 2.5 }, covariates: [effect] };
    const expected = (member: number | boolean) =>
      mbgNbd.expectedPurchasesNewCustomer(model, { horizon: 9, covariates: { member } });
    expect([expected(true), expected(false)]).toEqual([expected(1), expected(0)]);
    expect(expected(true)).toBeGreaterThan(expected(false));
  });

  test("of no rows is refused as the rows are", () => {
    expect(() => mbgNbd.fit([], { covariates: ["z"] })).toThrow(
      "rows: expected at least one customer, got none",
    );
  });
});

test("a likelihood ratio is of the same customers, but for the rounding of their weights", () => {
  const effect = { process: "purchase", field: "z", coefficient: 0.1 } as const;
  const fitted = { kind: "bgNbd", parameters: {}, fit: { customers: 9, logLikelihood: -20 } };
  const full = { ...fitted, covariates: [effect], fit: { customers: 9, logLikelihood: -18 } };
  // chi-squared of 4 with one degree of freedom
  const found = { statistic: 4, degreesOfFreedom: 1, pValue: expect.closeTo(0.04550026389635842, 12) };
  for (const customers of [9, 9 + 8e-9, 9 - 8e-9]) {
    const restricted = { ...fitted, fit: { customers, logLikelihood: -20 } };
    expect(likelihoodRatioTest(full, restricted)).toEqual(found);
  }
  // a worse full model is rounding
  const worse = likelihoodRatioTest({ ...full, fit: { customers: 9, logLikelihood: -20.1 } }, fitted);
  expect(worse).toEqual({ statistic: 0, degreesOfFreedom: 1, pValue: 1 });
});

test("subscribers drawn from a model have its unit", () => {
  const options = { customers: 5, periods: 3, seed: 1 };
  const model = { parameters: { alpha: 0.7, beta: 1.2 } };
  const yearly = shiftedBetaGeometric.simulate({ ...model, timeUnit: "year" }, options);
  expect(yearly.timeUnit).toBe("year");
  expect(shiftedBetaGeometric.simulate(model, options)).not.toHaveProperty("timeUnit");
  expect(yearly.toRows()).toEqual(shiftedBetaGeometric.simulate(model, options).toRows());
  expect(yearly.columns.tenure.every((t) => t >= 1 && t <= 3)).toBe(true);
  expect(yearly.toRows().map(({ customerId }) => customerId)).toEqual(["1", "2", "3", "4", "5"]);
});
