import fc from "fast-check";
import { expect, test } from "vitest";
import { gammaGamma, mbgNbd, nbd, posterior, shiftedBetaGeometric } from "../../../src/clv/index.ts";
import { agree } from "../arbitraries.ts";

const draws = { draws: 60, chains: 2, seed: 5 } as const;

/** The same draws, but for the factor of one parameter. */
function sameButFor(one: object, other: object, scaled: string, factor: number): void {
  const first = one as { readonly [name: string]: readonly (readonly number[])[] };
  const second = other as typeof first;
  for (const name of Object.keys(first)) {
    first[name]?.forEach((chain, c) => {
      chain.forEach((value, i) => {
        agree(second[name]?.[c]?.[i] as number, name === scaled ? factor * value : value, 1e-6);
      });
    });
  }
}

test("the unit of time, and of money, changes a posterior by its scale alone", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1e6 }), fc.constantFrom(7, 1 / 64, 1024), (seed, unit) => {
      const { frequency, recency, age } = nbd.simulate(
        { parameters: { r: 0.8, alpha: 9 } },
        { customers: 150, age: 40, seed },
      ).columns;
      const inUnit = {
        frequency,
        recency: recency.map((t) => t * unit),
        age: age.map((t) => t * unit),
      };
      const base = posterior(nbd, { columns: { frequency, recency, age } }, draws);
      const other = posterior(nbd, { columns: inUnit }, draws);
      sameButFor(base.draws, other.draws, "alpha", unit);
      const spend = frequency.map((x, i) => (x === 0 ? Number.NaN : 20 + ((i * 37) % 61)));
      const euros = posterior(gammaGamma, { columns: { frequency, meanRepeatSpend: spend } }, draws);
      const cents = posterior(
        gammaGamma,
        { columns: { frequency, meanRepeatSpend: spend.map((m) => m * unit) } },
        draws,
      );
      sameButFor(euros.draws, cents.draws, "gamma", unit);
    }),
    { numRuns: 3 },
  );
});

test("neither the order of rows nor how equal ones are written changes it", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1e6 }), (seed) => {
      const rows = mbgNbd
        .simulate({ parameters: { r: 0.6, alpha: 6, a: 0.9, b: 1.8 } }, { customers: 80, age: 40, seed })
        .toRows()
        .map(({ frequency, recency, age }) => ({ frequency, recency, age }));
      const twice = posterior(mbgNbd, [...rows, ...rows], draws);
      const weighted = posterior(
        mbgNbd,
        rows.map((row) => ({ ...row, weight: 2 })),
        draws,
      );
      for (const name of ["r", "alpha", "a", "b"] as const) {
        const { mean, sd } = twice.summary[name];
        expect(Math.abs(weighted.summary[name].mean - mean)).toBeLessThan(0.5 * sd);
      }
      const cohort = [1000, 631, 468, 382];
      const table = cohort.map((active, period) => ({ period, active })).reverse();
      expect(posterior(shiftedBetaGeometric, table, draws).draws).toEqual(
        posterior(shiftedBetaGeometric, cohort, draws).draws,
      );
    }),
    { numRuns: 3 },
  );
});
