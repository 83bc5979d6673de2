import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bgNbd, gammaGamma, lifetimeValue, mbgNbd, nbd, paretoNbd } from "../../src/clv/index.ts";
import { agree, anyHistory, coin, spread } from "./arbitraries.ts";

/** The functions of a repeat model, whichever it is. */
type AnyModel = typeof bgNbd;

const pareto = fc.record({
  r: spread(0.05, 20),
  alpha: spread(0.1, 200),
  s: spread(0.05, 20),
  beta: spread(0.1, 500),
});
const count = fc.record({ r: spread(0.05, 20), alpha: spread(0.1, 200) });

const models = [
  ["bgNbd", bgNbd, coin],
  ["mbgNbd", mbgNbd, coin],
  ["paretoNbd", paretoNbd, pareto],
  ["nbd", nbd, count],
] as unknown as [string, AnyModel, fc.Arbitrary<{ r: number; alpha: number; a: number; b: number }>][];

const horizon = spread(1e-3, 500);

describe.each(models)("%s", (kind, model, anyParameters) => {
  const one = (f: (p: never, row: { frequency: number; recency: number; age: number }, t: number) => void) =>
    fc.assert(fc.property(anyParameters, anyHistory, horizon, (p, row, t) => f(p as never, row, t)));
  const alive = (p: never, row: object, after = 0) =>
    model.probabilityAlive({ parameters: p }, [row as never], { after })[0] as number;
  const expected = (p: never, row: object, t: number) =>
    model.expectedPurchases({ parameters: p }, [row as never], { horizon: t })[0] as number;

  test("chances lie between 0 and 1", () => {
    one((p, row, t) => {
      for (const chance of [
        alive(p, row),
        alive(p, row, t),
        model.noPurchaseProbability({ parameters: p }, [row], { horizon: t })[0] as number,
        model.conditionalPurchaseCountProbability({ parameters: p }, [row], 2, { horizon: t })[0] as number,
        model.purchaseCountProbability({ parameters: p }, 1, { horizon: t }),
      ]) {
        expect(chance).toBeGreaterThanOrEqual(0);
        expect(chance).toBeLessThanOrEqual(1);
      }
    });
  });

  test("who has not been heard of for longer is less likely alive", () => {
    one((p, row, t) => {
      expect(alive(p, { ...row, age: row.age + t })).toBeLessThanOrEqual(alive(p, row) * (1 + 1e-12));
    });
  });

  test("nobody comes back to life: the chance to be alive falls ahead", () => {
    one((p, row, t) => {
      expect(alive(p, row, t)).toBeLessThanOrEqual(alive(p, row) * (1 + 1e-12));
      expect(alive(p, row, 2 * t)).toBeLessThanOrEqual(alive(p, row, t) * (1 + 1e-12));
    });
  });

  test("expected purchases are 0 at once, grow with the horizon, slower and slower, and never beat the rate", () => {
    one((p, row, t) => {
      const { r, alpha } = p as { r: number; alpha: number };
      expect(expected(p, row, 0)).toBe(0);
      const half = expected(p, row, t / 2);
      const full = expected(p, row, t);
      expect(full).toBeGreaterThanOrEqual(half);
      expect(full).toBeLessThanOrEqual(2 * half * (1 + 1e-10));
      expect(full).toBeLessThanOrEqual(((r + row.frequency) / (alpha + row.age)) * t * (1 + 1e-10));
    });
  });

  test("counts of purchases add up to 1, and their mean is the expectation", () => {
    fc.assert(
      fc.property(anyParameters, spread(0.01, 1.5), (p, load) => {
        const { r, alpha } = p;
        const t = (load * alpha) / Math.max(1, r); // so that few purchases carry the mass
        const m = { parameters: p as never };
        let mass = 0;
        let mean = 0;
        for (let n = 0; n < 250; n += 1) {
          const chance = model.purchaseCountProbability(m, n, { horizon: t });
          mass += chance;
          mean += n * chance;
        }
        expect(Math.abs(mass - 1)).toBeLessThan(1e-9);
        agree(mean, model.expectedPurchasesNewCustomer(m, { horizon: t }), 1e-7);
      }),
      { numRuns: 40 },
    );
  });

  test("counts of one customer add up to 1, and their mean is the expectation", () => {
    fc.assert(
      fc.property(anyParameters, anyHistory, (p, row) => {
        fc.pre(row.frequency < 40);
        const m = { parameters: p as never };
        const t = (p.alpha + row.age) / Math.max(1, p.r + row.frequency); // about one purchase of the living, or less
        let mass = 0;
        let mean = 0;
        for (let n = 0; n < 120; n += 1) {
          const [chance] = model.conditionalPurchaseCountProbability(m, [row], n, { horizon: t });
          mass += chance as number;
          mean += n * (chance as number);
        }
        expect(Math.abs(mass - 1)).toBeLessThan(1e-9);
        agree(mean, expected(p as never, row, t), 1e-7);
      }),
      { numRuns: 40 },
    );
  });

  test("no purchase is a count of none", () => {
    one((p, row, t) => {
      const m = { parameters: p };
      const [none] = model.noPurchaseProbability(m, [row], { horizon: t });
      const [zero] = model.conditionalPurchaseCountProbability(m, [row], 0, { horizon: t });
      expect(none).toBe(zero);
    });
  });

  test("the next purchase comes with the wanted chance when it says", () => {
    fc.assert(
      fc.property(
        anyParameters,
        anyHistory,
        fc.double({ min: 0.01, max: 0.95, noNaN: true }),
        (p, row, q) => {
          const m = { parameters: p as never };
          const [wait] = model.nextPurchase(m, [row], { probability: q });
          if (Number.isNaN(wait)) {
            const [never] = model.noPurchaseProbability(m, [row], { horizon: 1e12 });
            expect(1 - (never as number)).toBeLessThan(q + 1e-6);
            return;
          }
          const [none] = model.noPurchaseProbability(m, [row], { horizon: wait as number });
          expect(Math.abs(1 - (none as number) - q)).toBeLessThan(1e-9);
        },
      ),
    );
  });

  test("a higher discount rate makes the future worth less, and it tends to the sum of short steps", () => {
    fc.assert(
      fc.property(anyParameters, anyHistory, spread(1e-3, 1), (p, row, delta) => {
        const m = { parameters: p as never };
        const at = (rate: number) =>
          model.discountedExpectedTransactions(m, [row], { continuousRate: rate })[0] as number;
        expect(at(2 * delta)).toBeLessThanOrEqual(at(delta));
        // steps of equal discount, each counted at its middle
        const steps = 4000;
        let sum = 0;
        let before = 0;
        for (let k = 1; k <= steps; k += 1) {
          const until = expected(p as never, row, -Math.log(1 - k / (steps + 1)) / delta);
          sum += (until - before) * (1 - (k - 0.5) / (steps + 1));
          before = until;
        }
        if (at(delta) > 1e-250) agree(sum, at(delta), 0.02);
      }),
      { numRuns: 10 },
    );
  });

  test("time in another unit changes nothing but the density of the likelihood", () => {
    one((p, row, t) => {
      const k = 7;
      const q = { ...(p as object) } as { alpha: number; beta?: number };
      q.alpha *= k;
      if (q.beta !== undefined) q.beta *= k;
      const scaled = { frequency: row.frequency, recency: row.recency * k, age: row.age * k };
      agree(alive(p, row), alive(q as never, scaled), 1e-9);
      agree(expected(p, row, t), expected(q as never, scaled, t * k), 1e-9);
      const shift = model.logLikelihood(p, [row]) - row.frequency * Math.log(k);
      const other = model.logLikelihood(q as never, [scaled]);
      expect(Math.abs(shift - other)).toBeLessThan(1e-10 * Math.max(1, Math.abs(shift)));
    });
  });

  test("customers do not know of each other: any order, any company", () => {
    fc.assert(
      fc.property(anyParameters, fc.array(anyHistory, { minLength: 1, maxLength: 90 }), (p, rows) => {
        const m = { parameters: p as never };
        const all = model.expectedPurchases(m, rows, { horizon: 10 });
        const backwards = model.expectedPurchases(m, [...rows].reverse(), { horizon: 10 }).reverse();
        expect(backwards).toEqual(all);
        const alone = Float64Array.from(rows, (row) => expected(p as never, row, 10));
        expect(alone).toEqual(all);
        const sum = rows.reduce((s, row) => s + model.logLikelihood(p as never, [row]), 0);
        expect(Math.abs(model.logLikelihood(p as never, rows) - sum)).toBeLessThan(
          1e-9 * Math.max(1, Math.abs(sum)),
        );
      }),
      { numRuns: 30 },
    );
  });

  test("a saved model predicts the same, to the last bit", () => {
    one((p, row, t) => {
      const saved = JSON.parse(JSON.stringify({ kind, version: 1, parameters: p }));
      expect(model.expectedPurchases(saved, [row], { horizon: t })[0]).toBe(expected(p, row, t));
    });
  });

  test("inputs are not changed, and inherited values are not read", () => {
    one((p, row, t) => {
      const m = Object.freeze({ parameters: Object.freeze({ ...(p as object) }) });
      model.expectedPurchases(m as never, Object.freeze([Object.freeze({ ...row })]) as never, {
        horizon: t,
      });
    });
  });

  test("the tower rule: what is expected of a new customer is what is expected of all that may come of one", () => {
    // E[X(T + t)] = E[X(T)] + sum over x of E[purchases ahead | history], by simulation of 20,000 customers
    const parameters = (
      kind === "paretoNbd"
        ? { r: 0.55, alpha: 10.6, s: 0.6, beta: 11.7 }
        : { r: 0.5, alpha: 6, a: 0.9, b: 1.6 }
    ) as never;
    const customers = model.simulate({ parameters }, { customers: 20_000, age: 39, seed: 3 });
    const ahead = model.expectedPurchases({ parameters }, customers as never, { horizon: 26 });
    const mean = ahead.reduce((s, e) => s + e, 0) / ahead.length;
    const wanted =
      model.expectedPurchasesNewCustomer({ parameters }, { horizon: 65 }) -
      model.expectedPurchasesNewCustomer({ parameters }, { horizon: 39 });
    expect(Math.abs(mean / wanted - 1)).toBeLessThan(0.05);
  });

  test("a fit in days is the fit in weeks, but for the scale", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e6 }), (seed) => {
        const parameters = (
          kind === "paretoNbd"
            ? { r: 0.55, alpha: 10.6, s: 0.6, beta: 11.7 }
            : { r: 0.5, alpha: 6, a: 0.9, b: 1.6 }
        ) as never;
        const { frequency, recency, age } = model.simulate(
          { parameters },
          { customers: 300, age: 39, seed },
        ).columns;
        const weeks = model.fit({ columns: { frequency, recency, age } });
        fc.pre(weeks.fit.converged);
        const days = model.fit({
          columns: { frequency, recency: recency.map((v) => v * 7), age: age.map((v) => v * 7) },
        });
        agree(days.parameters.r, weeks.parameters.r, 1e-4);
        agree(days.parameters.alpha, 7 * weeks.parameters.alpha, 1e-4);
      }),
      { numRuns: 5 },
    );
  });

  test("weights are rows that occur more than once, for a fit too", () => {
    const rows = Array.from({ length: 60 }, (_, i) => ({
      frequency: i % 6,
      recency: i % 6 === 0 ? 0 : 3 + ((i * 7) % 29),
      age: 35 + (i % 5),
      weight: 1 + (i % 3),
    }));
    const repeated = rows.flatMap(({ weight, ...row }) => Array.from({ length: weight }, () => row));
    const weighted = model.fit(rows);
    const plain = model.fit(repeated);
    expect(weighted.fit.customers).toBe(plain.fit.customers);
    agree(weighted.fit.logLikelihood, plain.fit.logLikelihood, 1e-9);
  });
});

describe("models agree where they must", () => {
  test("nobody leaves: BG/NBD, MBG/NBD and Pareto/NBD are NBD", () => {
    fc.assert(
      fc.property(count, anyHistory, horizon, (p, row, t) => {
        const base = nbd.expectedPurchases({ parameters: p }, [row], { horizon: t })[0] as number;
        const never = { ...p, a: 1e-14, b: 1 };
        // as long as nobody has been silent for so long that even a chance of 1e-14 counts
        fc.pre((p.r + row.frequency) * Math.log((p.alpha + row.age) / (p.alpha + row.recency)) < 10);
        agree(bgNbd.logLikelihood(never, [row]), nbd.logLikelihood(p, [row]), 1e-8);
        for (const [model, parameters] of [
          [bgNbd, never],
          [mbgNbd, never],
        ] as const) {
          agree(model.expectedPurchases({ parameters }, [row], { horizon: t })[0] as number, base, 1e-5);
        }
        const parameters = { ...p, s: 1e-12, beta: 1 };
        agree(paretoNbd.expectedPurchases({ parameters }, [row], { horizon: t })[0] as number, base, 1e-4);
      }),
    );
  });
});

describe("spend", () => {
  const anySpend = fc.record({
    frequency: fc.integer({ min: 1, max: 60 }),
    meanRepeatSpend: spread(0.01, 1e4),
  });
  const anyParameters = fc.record({ p: spread(0.1, 50), q: spread(1.05, 30), gamma: spread(0.1, 1e3) });

  test("the expected spend lies between the own mean and that of all", () => {
    fc.assert(
      fc.property(anyParameters, anySpend, (parameters, row) => {
        const [own, all] = gammaGamma.expectedSpend({ parameters }, [row, { frequency: 0 }]) as unknown as [
          number,
          number,
        ];
        expect(own).toBeGreaterThanOrEqual(Math.min(row.meanRepeatSpend, all) * (1 - 1e-12));
        expect(own).toBeLessThanOrEqual(Math.max(row.meanRepeatSpend, all) * (1 + 1e-12));
      }),
    );
  });

  test("cents are a hundred times euros", () => {
    fc.assert(
      fc.property(anyParameters, anySpend, (parameters, row) => {
        const cents = { ...parameters, gamma: parameters.gamma * 100 };
        const inCents = { ...row, meanRepeatSpend: row.meanRepeatSpend * 100 };
        const euros = gammaGamma.expectedSpend({ parameters }, [row])[0] as number;
        agree(gammaGamma.expectedSpend({ parameters: cents }, [inCents])[0] as number, 100 * euros, 1e-12);
      }),
    );
  });

  test("no spend is negative, whatever q", () => {
    fc.assert(
      fc.property(spread(0.01, 50), spread(0.01, 3), spread(0.1, 1e3), anySpend, (p, q, gamma, row) => {
        for (const spend of gammaGamma.expectedSpend({ parameters: { p, q, gamma } }, [
          row,
          { frequency: 0 },
        ])) {
          expect(spend).toBeGreaterThan(0);
        }
      }),
    );
  });
});

describe("lifetime value", () => {
  const purchases = { kind: "mbgNbd" as const, timeUnit: "week" as const };

  test("grows with the horizon, falls with the rate, and is proportional to spend and margin", () => {
    fc.assert(
      fc.property(coin, anyHistory, spread(0.01, 1), spread(0.1, 1000), (parameters, row, rate, spend) => {
        const at = (months: number, discountRate: number, amount = spend, margin = 1) =>
          lifetimeValue({ purchases: { ...purchases, parameters }, spend: amount, margin }, [row], {
            horizon: { months },
            discountRate,
          }).columns.clv[0] as number;
        const value = at(12, rate);
        expect(at(24, rate)).toBeGreaterThanOrEqual(value * (1 - 1e-12));
        expect(at(12, 2 * rate)).toBeLessThanOrEqual(value * (1 + 1e-12));
        agree(at(12, rate, 2 * spend, 0.5), value, 1e-12);
      }),
    );
  });
});
