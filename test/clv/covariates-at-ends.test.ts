import { describe, expect, test } from "vitest";
import { standardOf } from "../../src/clv/covariates/standardize.ts";
import { bgNbd, likelihoodRatioTest, mbgNbd, shiftedBetaGeometric } from "../../src/clv/index.ts";

const rows = mbgNbd
  .simulate({ parameters: { r: 0.8, alpha: 5, a: 0.8, b: 2.5 } }, { customers: 160, age: 30, seed: 4 })
  .toRows()
  .map((row, i) => ({ ...row, z: i % 2, text: "web", shift: 1e6 + (i % 2) }));

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

  test("so far from 0 that the parameters there are no numbers is refused", () => {
    const far = rows.map((row, i) => ({
      ...row,
      shift: 1e9 + (i % 2),
      frequency: row.frequency * (1 + 3 * (i % 2)),
    }));
    expect(() => bgNbd.fit(far, { covariates: { purchase: ["shift"] } })).toThrow(
      "options.covariates: expected covariates that are not so far from 0 against their spread (take a usual value off), got a parameter that is no number at 0",
    );
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
