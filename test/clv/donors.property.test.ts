import fc from "fast-check";
import { expect, test } from "vitest";
import { bgBb } from "../../src/clv/index.ts";
import { parseModel } from "../../src/schema/index.ts";
import { agree, spread } from "./arbitraries.ts";

const anyParameters = fc.record({
  alpha: spread(0.05, 50),
  beta: spread(0.05, 50),
  gamma: spread(0.05, 50),
  delta: spread(0.05, 50),
});

/** A donor: of so many opportunities the last that was taken, and how many before it. */
const anyDonor = fc
  .record({
    opportunities: fc.integer({ min: 0, max: 60 }),
    last: fc.double({ min: 0, max: 1, noNaN: true }),
    share: fc.double({ min: 0, max: 1, noNaN: true }),
  })
  .map(({ opportunities, last, share }) => {
    const recency = Math.floor(last * opportunities);
    return { frequency: recency === 0 ? 0 : 1 + Math.floor(share * (recency - 1)), recency, opportunities };
  });

test("chances lie between 0 and 1; who stays silent is less likely to be there", () => {
  fc.assert(
    fc.property(anyParameters, anyDonor, (parameters, row) => {
      const silent = { ...row, opportunities: row.opportunities + 1 };
      const [now, later] = bgBb.probabilityAlive({ parameters }, [row, silent]) as unknown as [
        number,
        number,
      ];
      expect(now).toBeLessThanOrEqual(1);
      expect(later).toBeLessThanOrEqual(now * (1 + 1e-12));
      expect(later).toBeGreaterThanOrEqual(0);
      const [ahead] = bgBb.probabilityAlive({ parameters }, [row], { after: 3 });
      expect(ahead).toBeLessThanOrEqual(now * (1 + 1e-12));
    }),
  );
});

test("counts ahead add up to 1, and their mean is what is expected", () => {
  fc.assert(
    fc.property(anyParameters, anyDonor, fc.integer({ min: 0, max: 12 }), (parameters, row, horizon) => {
      let total = 0;
      let mean = 0;
      for (let n = 0; n <= horizon; n += 1) {
        const [chance = 0] = bgBb.conditionalPurchaseCountProbability({ parameters }, [row], n, { horizon });
        expect(chance).toBeGreaterThanOrEqual(0);
        total += chance;
        mean += n * chance;
      }
      agree(total, 1, 1e-11);
      agree(mean, bgBb.expectedPurchases({ parameters }, [row], { horizon })[0] as number, 1e-10);
    }),
  );
});

test("each further opportunity adds less, and discounting takes off", () => {
  fc.assert(
    fc.property(
      anyParameters,
      anyDonor,
      fc.integer({ min: 0, max: 80 }),
      spread(1e-3, 2),
      (parameters, row, horizon, discountRate) => {
        const until = (m: number) =>
          bgBb.expectedPurchases({ parameters }, [row], { horizon: m })[0] as number;
        const [first, second] = [
          until(horizon + 1) - until(horizon),
          until(horizon + 2) - until(horizon + 1),
        ];
        const slack = 1e-12 * until(horizon + 2);
        expect(first).toBeLessThanOrEqual(1 + slack);
        expect(second).toBeGreaterThanOrEqual(-slack);
        expect(second).toBeLessThanOrEqual(first + slack);
        const discounted = (d: number) =>
          bgBb.discountedExpectedTransactions({ parameters }, [row], { discountRate: d })[0] as number;
        expect(discounted(2 * discountRate)).toBeLessThanOrEqual(discounted(discountRate) * (1 + 1e-12));
      },
    ),
  );
});

test("likelihoods add up over donors in any order, and a weight is that many of them", () => {
  fc.assert(
    fc.property(
      anyParameters,
      fc.array(fc.record({ donor: anyDonor, weight: fc.integer({ min: 1, max: 4 }) }), {
        minLength: 1,
        maxLength: 12,
      }),
      (parameters, drawn) => {
        const weighted = drawn.map(({ donor, weight }) => ({ ...donor, weight }));
        const repeated = drawn.flatMap(({ donor, weight }) => new Array<typeof donor>(weight).fill(donor));
        const whole = bgBb.logLikelihood(parameters, weighted);
        agree(whole, bgBb.logLikelihood(parameters, repeated), 1e-11);
        agree(whole, bgBb.logLikelihood(parameters, [...weighted].reverse()), 1e-12);
      },
    ),
  );
});

test("a fit with weights is the fit of as many donors, and is saved and read back", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1e6 }), (seed) => {
      const drawn = bgBb
        .simulate(
          { parameters: { alpha: 1.2, beta: 0.75, gamma: 0.66, delta: 2.8 } },
          { customers: 200, opportunities: 6, seed },
        )
        .toRows()
        .map(({ frequency, recency, opportunities }) => ({ frequency, recency, opportunities }));
      const twice = bgBb.fit([...drawn, ...drawn]);
      const weighted = bgBb.fit(drawn.map((row) => ({ ...row, weight: 2 })));
      agree(weighted.fit.logLikelihood, twice.fit.logLikelihood, 1e-9);
      expect(weighted.fit.customers).toBe(400);
      expect(parseModel(JSON.stringify(twice))).toEqual(twice);
    }),
    { numRuns: 5 },
  );
});
