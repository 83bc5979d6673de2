import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { betaDiscreteWeibull, kaplanMeier, shiftedBetaGeometric } from "../../src/clv/index.ts";
import { parseModel } from "../../src/schema/index.ts";
import { agree, spread } from "./arbitraries.ts";

const shapes = fc.record({ alpha: spread(0.01, 100), beta: spread(0.01, 100) });
const weibull = fc.record({ alpha: spread(0.01, 100), beta: spread(0.01, 100), c: spread(0.3, 3) });
const renewal = fc.integer({ min: 1, max: 60 });
const rate = spread(1e-3, 2);

/** The two models behind one type: they differ in a parameter. */
const models = [
  ["shiftedBetaGeometric", shiftedBetaGeometric, shapes],
  ["betaDiscreteWeibull", betaDiscreteWeibull, weibull],
] as unknown as [string, typeof betaDiscreteWeibull, typeof weibull][];

/** Customers after 0, 1, 2, … renewals. */
const anyCohort = fc
  .tuple(
    fc.integer({ min: 50, max: 5000 }),
    fc.array(fc.double({ min: 0.3, max: 1, noNaN: true }), { minLength: 1, maxLength: 12 }),
  )
  .map(([first, kept]) => {
    let active = first;
    return [first, ...kept.map((share) => (active = Math.floor(share * active)))];
  });

describe.each(models)("%s", (_kind, model, anyParameters) => {
  test("survival falls from 1, and is shared out by churn", () => {
    fc.assert(
      fc.property(anyParameters, renewal, (parameters, t) => {
        const before = model.survival({ parameters }, t - 1);
        const after = model.survival({ parameters }, t);
        expect(model.survival({ parameters }, 0)).toBe(1);
        expect(after).toBeGreaterThanOrEqual(0);
        expect(after).toBeLessThanOrEqual(before);
        agree(before - model.churn({ parameters }, t), after, 1e-9 * (before / Math.max(after, 1e-300)));
      }),
    );
  });

  test("retention is a chance, and survival of the present is a product of it", () => {
    fc.assert(
      fc.property(anyParameters, renewal, fc.integer({ min: 0, max: 9 }), (parameters, t, ahead) => {
        const kept = model.retention({ parameters }, t);
        expect(kept).toBeGreaterThanOrEqual(0);
        expect(kept).toBeLessThanOrEqual(1);
        const steps = Array.from({ length: ahead }, (_, k) => t + k);
        const product = model.retention({ parameters }, steps).reduce((all, share) => all * share, 1);
        agree(model.survivalOfActive({ parameters }, t - 1, ahead), product, 1e-11);
      }),
    );
  });

  test("a residual lifetime is the next payment and, if it is made, the residual lifetime after it", () => {
    fc.assert(
      fc.property(anyParameters, renewal, rate, (parameters, n, discountRate) => {
        const [now, next] = model.discountedExpectedResidualLifetime({ parameters }, [n, n + 1], {
          discountRate,
        }) as unknown as [number, number];
        const kept = model.retention({ parameters }, n);
        agree(now, kept * (1 + next / (1 + discountRate)), 1e-10);
        const fresh = model.discountedExpectedLifetime({ parameters }, { discountRate });
        const [first] = model.discountedExpectedResidualLifetime({ parameters }, [1], { discountRate });
        agree(fresh, 1 + (first as number) / (1 + discountRate), 1e-12);
        expect(now).toBeLessThanOrEqual((1 + 1 / discountRate) * (1 + 1e-12));
      }),
      { numRuns: 60 },
    );
  });

  test("the elasticity is at least 1, at most that of customers who never leave, and falls with the rate", () => {
    fc.assert(
      fc.property(anyParameters, renewal, rate, (parameters, n, discountRate) => {
        const at = (d: number) => model.retentionElasticity({ parameters }, n, { discountRate: d });
        const value = at(discountRate);
        expect(value).toBeGreaterThanOrEqual(1);
        expect(value).toBeLessThanOrEqual((1 + 1 / discountRate) * (1 + 1e-12));
        expect(at(2 * discountRate)).toBeLessThanOrEqual(value * (1 + 1e-12));
      }),
      { numRuns: 25 },
    );
  });

  test("cohorts add up in any order, and a count of customers is a weight", () => {
    fc.assert(
      fc.property(anyParameters, anyCohort, anyCohort, (parameters, one, other) => {
        const both = model.logLikelihood(parameters, [one, other]);
        agree(both, model.logLikelihood(parameters, one) + model.logLikelihood(parameters, other), 1e-10);
        agree(both, model.logLikelihood(parameters, [other, one]), 1e-12);
        const tripled = one.map((active) => 3 * active);
        agree(model.logLikelihood(parameters, tripled), 3 * model.logLikelihood(parameters, one), 1e-12);
        const rows = one.flatMap((active, t) => [
          { tenure: t, active: false, weight: t === 0 ? 0 : (one[t - 1] as number) - active },
          { tenure: t, active: true, weight: t === one.length - 1 ? active : 0 },
        ]);
        const customers = rows.filter(({ tenure, active }) => tenure > 0 || active);
        agree(model.logLikelihood(parameters, customers), model.logLikelihood(parameters, one), 1e-10);
      }),
    );
  });
});

describe("what holds of one of the two", () => {
  test("under the shifted-beta-geometric model retention rises, and with it what a customer is worth", () => {
    fc.assert(
      fc.property(shapes, renewal, rate, (parameters, n, discountRate) => {
        const [early, late] = shiftedBetaGeometric.retention({ parameters }, [n, n + 1]) as unknown as [
          number,
          number,
        ];
        expect(late).toBeGreaterThanOrEqual(early);
        const ask = [
          shiftedBetaGeometric.discountedExpectedResidualLifetime,
          shiftedBetaGeometric.retentionElasticity,
        ];
        for (const worth of ask) {
          const [young, old] = worth({ parameters }, [n, n + 1], { discountRate }) as unknown as [
            number,
            number,
          ];
          expect(old).toBeGreaterThanOrEqual(young * (1 - 1e-12));
        }
      }),
    );
  });

  test("a fit of the larger model is no worse; both are saved and read back", () => {
    fc.assert(
      fc.property(anyCohort, (cohort) => {
        const small = shiftedBetaGeometric.fit(cohort);
        const large = betaDiscreteWeibull.fit(cohort);
        expect(large.fit.logLikelihood).toBeGreaterThanOrEqual(
          small.fit.logLikelihood - 1e-6 * (1 + Math.abs(small.fit.logLikelihood)),
        );
        for (const model of [small, large]) expect(parseModel(JSON.stringify(model))).toEqual(model);
      }),
      { numRuns: 20 },
    );
  });

  test("Kaplan-Meier falls, within its intervals; of one cohort it is the shares", () => {
    fc.assert(
      fc.property(anyCohort, (cohort) => {
        fc.pre((cohort[cohort.length - 1] as number) > 0);
        let before = 1;
        for (const { period, survival, survivalLow, survivalHigh } of kaplanMeier(cohort)) {
          agree(survival, (cohort[period] as number) / (cohort[0] as number), 1e-12);
          expect(survival).toBeLessThanOrEqual(before);
          if (survivalLow !== null) expect(survivalLow).toBeLessThanOrEqual(survival);
          if (survivalHigh !== null) expect(survivalHigh).toBeGreaterThanOrEqual(survival);
          before = survival;
        }
      }),
    );
  });
});
