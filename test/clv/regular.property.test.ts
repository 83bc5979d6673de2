import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bgCnbdK, bgNbd, mbgCnbdK, mbgNbd } from "../../src/clv/index.ts";
import { parseModel } from "../../src/schema/index.ts";
import { agree, anyHistory, coin, spread } from "./arbitraries.ts";

const stages = fc.integer({ min: 1, max: 8 });

/** A customer with gaps of no more than the mean can have. */
const anyRegular = fc.tuple(anyHistory, fc.double({ min: 0, max: 2, noNaN: true })).map(([row, uneven]) => ({
  ...row,
  sumLogGaps: row.frequency === 0 ? null : row.frequency * (Math.log(row.recency / row.frequency) - uneven),
}));

const models = [
  ["bgCnbdK", bgCnbdK, bgNbd],
  ["mbgCnbdK", mbgCnbdK, mbgNbd],
] as unknown as [string, typeof mbgCnbdK, typeof mbgNbd][];

describe.each(models)("%s", (kind, model, parent) => {
  test("with k = 1 it is its parent", () => {
    fc.assert(
      fc.property(coin, anyRegular, spread(1e-2, 50), (free, row, horizon) => {
        const one = { parameters: { k: 1, ...free } };
        const old = { parameters: free };
        agree(model.logLikelihood(one.parameters, [row]), parent.logLikelihood(free, [row]), 1e-9);
        agree(
          model.probabilityAlive(one, [row])[0] as number,
          parent.probabilityAlive(old, [row])[0] as number,
          1e-11,
        );
        agree(
          model.expectedPurchases(one, [row], { horizon })[0] as number,
          parent.expectedPurchases(old, [row], { horizon })[0] as number,
          1e-10,
        );
      }),
    );
  });

  test("in another unit of time all is the same but the scale", () => {
    fc.assert(
      fc.property(stages, coin, anyRegular, spread(1e-2, 1e2), (k, free, row, unit) => {
        const p = { k, ...free };
        const q = { ...p, alpha: p.alpha * unit };
        const scaled = {
          ...row,
          recency: row.recency * unit,
          age: row.age * unit,
          sumLogGaps: row.sumLogGaps === null ? null : row.sumLogGaps + row.frequency * Math.log(unit),
        };
        agree(
          model.probabilityAlive({ parameters: p }, [row])[0] as number,
          model.probabilityAlive({ parameters: q }, [scaled])[0] as number,
          1e-9,
        );
        const expected = (parameters: typeof p, one: object, horizon: number) =>
          model.expectedPurchases({ parameters }, [one as never], { horizon })[0] as number;
        agree(expected(p, row, row.age), expected(q, scaled, row.age * unit), 1e-9);
        const moved = model.logLikelihood(p, [row]) - row.frequency * Math.log(unit);
        expect(Math.abs(model.logLikelihood(q, [scaled]) - moved)).toBeLessThan(
          1e-10 * Math.max(1, Math.abs(moved), row.frequency * k * 10),
        );
      }),
    );
  });

  test("chances lie between 0 and 1, and fall as silence goes on; expectations rise from 0", () => {
    fc.assert(
      fc.property(stages, coin, anyHistory, (k, free, row) => {
        const given = { parameters: { k, ...free } };
        const later = { ...row, age: row.age * 1.5 };
        const [now, then] = model.probabilityAlive(given, [row, later]) as unknown as [number, number];
        expect(now).toBeLessThanOrEqual(1);
        expect(then).toBeGreaterThanOrEqual(0);
        expect(then).toBeLessThanOrEqual(now * (1 + 1e-12));
        const until = (horizon: number) => model.expectedPurchases(given, [row], { horizon })[0] as number;
        expect(until(0)).toBe(0);
        expect(until(2 * row.age)).toBeGreaterThanOrEqual(until(row.age) * (1 - 1e-12));
      }),
    );
  });

  test("customers do not know of each other: any order, any company", () => {
    fc.assert(
      fc.property(
        stages,
        coin,
        fc.array(anyHistory, { minLength: 1, maxLength: 9 }),
        (k, parameters, rows) => {
          const given = { parameters: { k, ...parameters } };
          const all = model.expectedPurchases(given, rows, { horizon: 5 });
          const backwards = model.expectedPurchases(given, [...rows].reverse(), { horizon: 5 });
          expect(backwards.reverse()).toEqual(all);
          rows.forEach((row, i) => {
            expect(model.expectedPurchases(given, [row], { horizon: 5 })[0]).toBe(all[i]);
          });
        },
      ),
      { numRuns: 40 },
    );
  });

  test("a fit at k = 1 is the parent's, free k is no worse, and is saved and read back", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e6 }), (seed) => {
        const drawn = model.simulate(
          { parameters: { k: 2, r: 0.9, alpha: 4, a: 0.8, b: 2.4 } },
          { customers: 250, age: 40, seed },
        );
        const free = model.fit(drawn);
        const one = model.fit(drawn, { k: 1 });
        agree(one.fit.logLikelihood, parent.fit(drawn).fit.logLikelihood, 1e-8);
        expect(free.fit.logLikelihood).toBeGreaterThanOrEqual(one.fit.logLikelihood - 1e-9);
        expect(parseModel(JSON.stringify(free))).toEqual(free);
        expect(free.kind).toBe(kind);
      }),
      { numRuns: 4 },
    );
  });
});
