import fc from "fast-check";
import { expect, test } from "vitest";
import { bgNbd, type CovariateEffect, mbgNbd, paretoNbd } from "../../src/clv/index.ts";
import { agree, anyHistory, spread } from "./arbitraries.ts";

const models = [
  ["bgNbd", bgNbd, { r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 }],
  ["mbgNbd", mbgNbd, { r: 0.525, alpha: 6.183, a: 0.891, b: 1.614 }],
  ["paretoNbd", paretoNbd, { r: 0.553, alpha: 10.578, s: 0.606, beta: 11.669 }],
] as unknown as [string, typeof bgNbd, { r: number; alpha: number; a: number; b: number }][];

const coefficient = fc.double({ min: -2, max: 2, noNaN: true });
const effectOf = (process: "purchase" | "lifetime", field: string, value: number): CovariateEffect => ({
  process,
  field,
  coefficient: value,
});

test.each(models)(
  "%s: the order of covariates does not count, and 0 of each is none",
  (_kind, model, parameters) => {
    fc.assert(
      fc.property(anyHistory, coefficient, coefficient, spread(0.1, 3), (row, buys, leaves, z) => {
        const effects = [
          effectOf("purchase", "z", buys),
          effectOf("lifetime", "z", leaves),
          effectOf("purchase", "w", leaves),
        ];
        const rows = [{ ...row, z, w: 1 - z }];
        const ask = (covariates: readonly CovariateEffect[], at: readonly object[]) => {
          const given = { parameters, covariates };
          return [
            model.probabilityAlive(given, at as never)[0] as number,
            model.expectedPurchases(given, at as never, { horizon: row.age })[0] as number,
          ] as const;
        };
        const there = ask(effects, rows);
        const back = ask([...effects].reverse(), rows);
        const none = ask(effects, [{ ...row, z: 0, w: 0 }]);
        const plain = ask([], [row]);
        for (const i of [0, 1] as const) {
          agree(there[i], back[i], 1e-12);
          agree(none[i], plain[i], 1e-12);
        }
      }),
    );
  },
);

test("who buys more often by a covariate is expected to buy more", () => {
  fc.assert(
    fc.property(coefficient, spread(1, 100), (value, horizon) => {
      const [[, , parameters]] = models as [(typeof models)[number]];
      const given = { parameters, covariates: [effectOf("purchase", "z", value)] };
      const at = (z: number) => bgNbd.expectedPurchasesNewCustomer(given, { horizon, covariates: { z } });
      const [low, high] = value < 0 ? [at(1), at(0)] : [at(0), at(1)];
      expect(high).toBeGreaterThanOrEqual(low * (1 - 1e-12));
    }),
  );
});

test("covariates fit no worse than none, in any order of theirs and of the rows", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1e6 }), (seed) => {
      const rows = mbgNbd
        .simulate(
          { parameters: { r: 0.525, alpha: 6.183, a: 0.891, b: 1.614 } },
          { customers: 300, age: 40, seed },
        )
        .toRows()
        .map((row, i) => ({ ...row, z: Math.sin(7 * i), w: (i * 5) % 3 }));
      const one = mbgNbd.fit(rows, { covariates: ["z", "w"] });
      const other = mbgNbd.fit([...rows].reverse(), { covariates: ["w", "z"] });
      const none = mbgNbd.fit(rows);
      agree(one.fit.logLikelihood, other.fit.logLikelihood, 1e-9);
      expect(one.fit.logLikelihood).toBeGreaterThanOrEqual(none.fit.logLikelihood - 1e-7);
      for (const { process, field, coefficient: value } of one.covariates ?? []) {
        const found = other.covariates?.find((e) => e.process === process && e.field === field);
        expect(Math.abs((found?.coefficient as number) - value)).toBeLessThan(1e-3);
      }
    }),
    { numRuns: 3 },
  );
});
