import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { betaDiscreteWeibullKind } from "../../src/clv/beta-discrete-weibull/model.ts";
import { bgBbObjective } from "../../src/clv/bg-bb/objective.ts";
import { cnbdLogLikelihood } from "../../src/clv/cnbd-k/likelihood.ts";
import { cnbdObjective, gapsPart } from "../../src/clv/cnbd-k/objective.ts";
import { readContracts } from "../../src/clv/contract/read-contracts.ts";
import {
  betaDiscreteWeibull,
  bgBb,
  bgCnbdK,
  bgNbd,
  kaplanMeier,
  mbgCnbdK,
  mbgNbd,
  parameterIntervals,
  regularity,
  shiftedBetaGeometric,
} from "../../src/clv/index.ts";
import { shiftedBetaGeometricKind } from "../../src/clv/shifted-beta-geometric/model.ts";
import type { Objective } from "../../src/math/newton.ts";
import { relativeError } from "../golden/read-golden.ts";
import { segment } from "./contract-data.ts";

/** The gradient and Hessian of an objective beside central differences, by the logarithms of the parameters. */
function checkDerivatives(objective: Objective, at: readonly number[]): void {
  const size = at.length;
  const gradient = new Float64Array(size);
  const hessian = new Float64Array(size * size);
  const scratch = new Float64Array(size * size);
  const scale = 1 + Math.abs(objective(Float64Array.from(at), gradient, hessian));
  const step = 1e-5;
  for (let i = 0; i < size; i += 1) {
    const up = new Float64Array(size);
    const down = new Float64Array(size);
    const moved = (by: number) => Float64Array.from(at, (p, k) => (k === i ? p * Math.exp(by) : p));
    const slope = (objective(moved(step), up, scratch) - objective(moved(-step), down, scratch)) / (2 * step);
    expect(Math.abs(slope - (gradient[i] as number))).toBeLessThan(1e-7 * scale);
    for (let j = 0; j < size; j += 1) {
      const curve = ((up[j] as number) - (down[j] as number)) / (2 * step);
      expect(Math.abs(curve - (hessian[i * size + j] as number))).toBeLessThan(1e-6 * scale);
    }
  }
}

const rows = [
  { frequency: 2, recency: 30.43, age: 38.86 },
  { frequency: 0, recency: 0, age: 20 },
  { frequency: 5, recency: 3, age: 20 },
  { frequency: 1, recency: 7, age: 7 },
];

describe("objectives have the derivatives that they say", () => {
  test("contracts", () => {
    const renewals = readContracts([segment("regular"), segment("high-end").slice(0, 5)]);
    for (const at of [
      [0.7, 1.2],
      [0.01, 30],
      [80, 200],
    ]) {
      checkDerivatives(shiftedBetaGeometricKind.objective(renewals), at);
      for (const c of [0.4, 1, 1.7])
        checkDerivatives(betaDiscreteWeibullKind.objective(renewals), [...at, c]);
    }
  });

  test("BG/BB", () => {
    const column = (...values: number[]) => Float64Array.from(values);
    const cells = {
      frequency: column(0, 2, 6, 1),
      recency: column(0, 4, 6, 1),
      opportunities: column(6, 6, 6, 9),
      weights: column(3, 1, 2.5, 1),
      customers: 7.5,
    };
    for (const at of [
      [1.2, 0.75, 0.66, 2.8],
      [0.05, 9, 1, 0.2],
    ])
      checkDerivatives(bgBbObjective(cells), at);
  });

  test.each([0, 1] as const)("CNBD-k, and their value is the sum over customers (first toss %i)", (first) => {
    const column = (name: "frequency" | "recency" | "age") => Float64Array.from(rows, (row) => row[name]);
    const columns = {
      frequency: column("frequency"),
      recency: column("recency"),
      age: column("age"),
      weight: [1, 2, 0.5, 1],
    };
    for (const k of [1, 2, 5]) {
      const objective = cnbdObjective(k, first, columns);
      for (const at of [
        [0.9, 4.1, 0.8, 2.4],
        [6, 30, 0.1, 0.3],
      ] as const) {
        checkDerivatives(objective, at);
        let sum = gapsPart(k, -3 + 0.5 * 2 + 0.7, 2 + 2.5 + 1);
        rows.forEach((row, i) => {
          const logGaps = [-3, 0, 2, 0.7][i] as number;
          const one = cnbdLogLikelihood(first, [k, ...at], row.frequency, row.recency, row.age, logGaps);
          sum -= (columns.weight[i] as number) * one;
        });
        const value = objective(Float64Array.from(at), new Float64Array(4), new Float64Array(16));
        expect(Math.abs(value + sum)).toBeLessThan(1e-11 * Math.abs(value));
      }
    }
  });
});

describe("contract data", () => {
  const list = segment("regular").slice(0, 8);

  test("a list, a table in any order, columns and single customers give the same fit", () => {
    const fitted = shiftedBetaGeometric.fit(list);
    const table = list.map((active, period) => ({ period, active })).reverse();
    const customers = list.flatMap((active, t) => [
      { tenure: t + 1, active: false, weight: active - (list[t + 1] ?? active) },
      { tenure: t, active: true, weight: t === 7 ? active : 0 },
    ]);
    expect(shiftedBetaGeometric.fit(table)).toEqual(fitted);
    expect(shiftedBetaGeometric.fit(customers).parameters).toEqual(fitted.parameters);
    const columns = { period: list.map((_, t) => t), active: list };
    expect(shiftedBetaGeometric.fit({ columns })).toEqual(fitted);
    expect(fitted.fit.customers).toBe(1000);
  });

  test("cohorts add up, under any id, and may begin late", () => {
    const two = ["__proto__", "b"].flatMap((cohort) =>
      list.map((active, period) => ({ cohort, period, active })),
    );
    const once = shiftedBetaGeometric.fit(list);
    const twice = shiftedBetaGeometric.fit(two);
    expect(twice.parameters.alpha).toBeCloseTo(once.parameters.alpha, 8);
    expect(twice.fit.logLikelihood).toBeCloseTo(2 * once.fit.logLikelihood, 8);
    expect(shiftedBetaGeometric.fit([list, list])).toEqual(twice);
    const late = list.slice(2).map((active, i) => ({ period: i + 2, active }));
    const p = once.parameters;
    const first = 631 * Math.log(shiftedBetaGeometric.churn({ parameters: p }, 1)); // not part of it
    expect(shiftedBetaGeometric.logLikelihood(p, late)).toBeGreaterThan(once.fit.logLikelihood + first);
  });

  test("a row that is not known is left out and counted", () => {
    const { fit } = shiftedBetaGeometric.fit([
      { tenure: null, active: true },
      { tenure: 2, active: null },
      { tenure: 2, active: true },
      { tenure: 1, active: false },
    ]);
    expect([fit.leftOut, fit.customers]).toEqual([2, 2]);
  });

  test("what the data do not tell is said in words", () => {
    const one = shiftedBetaGeometric.fit([1000, 800]).fit;
    expect([one.converged, one.reason, one.standardErrors]).toEqual([false, "not_identified", null]);
    for (const runaway of shiftedBetaGeometric.fit([50, 50, 50]).fit.runaways)
      expect(runaway.meaning).not.toBe("");
    expect(betaDiscreteWeibull.fit([1000, 800, 640]).fit.reason).toBe("not_identified");
    expect(bgBb.fit([{ frequency: 0, recency: 0, opportunities: 3 }]).fit.reason).toBe("not_identified");
  });

  test("Kaplan-Meier of one cohort is its shares; of customers seen for different times it is not", () => {
    expect(Array.from(kaplanMeier(list).columns.survival, (share) => Math.round(1000 * share))).toEqual(
      list.slice(1),
    );
    expect(
      kaplanMeier([
        [100, 50],
        [100, 50, 25],
      ]).columns.survival,
    ).toEqual(Float64Array.of(0.5, 0.25));
    expect(kaplanMeier([2, 0]).row(0).survivalLow).toBeNull();
  });
});

type Three = readonly [number, number, number];

describe("laws of contracts", () => {
  const shapes = fc.tuple(
    fc.double({ min: 0.01, max: 50, noNaN: true }),
    fc.double({ min: 0.01, max: 50, noNaN: true }),
    fc.double({ min: 0.3, max: 2.5, noNaN: true }),
  );

  test("survival goes on falling where the clock is beyond all doubles", () => {
    const model = { parameters: { alpha: 2 ** -10, beta: 1, c: 10_000 } };
    const [first, second, third] = betaDiscreteWeibull.survival(model, [1, 2, 3]) as unknown as Three;
    expect(relativeError(first, 0.9990243902439024)).toBeLessThan(1e-14);
    expect(relativeError(second, 0.0011481786917815948)).toBeLessThan(1e-14);
    expect(relativeError(third, 2.189617629682222e-5)).toBeLessThan(1e-14);
    expect(relativeError(betaDiscreteWeibull.retention(model, 3), third / second)).toBeLessThan(1e-14);
  });

  test("churn adds up to what is lost, retention is a quotient of survival, and residual lives add it up", () => {
    fc.assert(
      fc.property(shapes, fc.integer({ min: 1, max: 30 }), ([alpha, beta, c], t) => {
        const sbg = { parameters: { alpha, beta } };
        const bdw = { parameters: { alpha, beta, c } };
        for (const [m, model] of [
          [shiftedBetaGeometric, sbg],
          [betaDiscreteWeibull, bdw],
        ] as [typeof betaDiscreteWeibull, typeof bdw][]) {
          const years = Array.from({ length: t }, (_, i) => i + 1);
          const lost = m.churn(model, years).reduce((sum, share) => sum + share, 0);
          expect(lost).toBeCloseTo(1 - m.survival(model, t), 12);
          expect(m.retention(model, t) * m.survival(model, t - 1)).toBeCloseTo(m.survival(model, t), 12);
          let sum = 0;
          for (let k = 1; k < 120; k += 1) sum += m.survivalOfActive(model, t - 1, k) / 1.5 ** (k - 1);
          const got = m.discountedExpectedResidualLifetime(model, t, { discountRate: 0.5 });
          expect(Math.abs(got / sum - 1)).toBeLessThan(1e-11);
        }
      }),
    );
  });

  test("the elasticity is what one percent more retention of each customer adds to their lifetime", () => {
    const rate = 0.2;
    for (const [c, n] of [
      [0.6, 1],
      [1.7, 1],
      [1, 3],
      [1.3, 4],
    ] as const) {
      // of a customer who is lost with the chance p, with all retention raised by a share
      const lifetime = (p: number, share: number): number => {
        let sum = 0;
        for (let k = 1; k < 150; k += 1) {
          const stays = (1 - p) ** ((n - 1 + k) ** c - (n - 1) ** c) * (1 + share) ** k;
          sum += stays / (1 + rate) ** (k - 1);
        }
        return sum;
      };
      const own = (p: number) => Math.log(lifetime(p, 1e-4) / lifetime(p, -1e-4)) / 2e-4;
      // p ~ Beta(1, 1 + (n - 1)^c) in the quantiles of a fine grid
      const grid = 1000;
      const power = 1 / (1 + (n - 1) ** c);
      let mean = 0;
      for (let i = 0; i < grid; i += 1) mean += own(1 - ((i + 0.5) / grid) ** power) / grid;
      const model = { parameters: { alpha: 1, beta: 1, c } };
      const got = betaDiscreteWeibull.retentionElasticity(model, n, { discountRate: rate });
      expect(Math.abs(got / mean - 1)).toBeLessThan(5e-5);
    }
  });

  test("customers drawn from a model give it back, within its intervals", () => {
    const truth = { parameters: { alpha: 0.7, beta: 1.5, c: 1.4 } };
    const drawn = betaDiscreteWeibull.simulate(truth, { customers: 20_000, periods: 10, seed: 4 });
    const intervals = parameterIntervals(betaDiscreteWeibull.fit(drawn), { level: 0.999 });
    for (const name of ["alpha", "beta", "c"] as const) {
      expect(intervals?.[name].low).toBeLessThan(truth.parameters[name]);
      expect(intervals?.[name].high).toBeGreaterThan(truth.parameters[name]);
    }
  });
});

describe("BG/BB beside all histories one by one", () => {
  const parameters = { alpha: 1.2, beta: 0.75, gamma: 1, delta: 2.8 };
  const model = { parameters };

  test("chances of all histories add up to 1, and give the counts and expectations", () => {
    const n = 5;
    let total = 0;
    const counts = new Float64Array(n + 1);
    for (let bits = 0; bits < 1 << n; bits += 1) {
      const at = Array.from({ length: n }, (_, i) => i + 1).filter((i) => bits & (1 << (i - 1)));
      const history = { frequency: at.length, recency: at[at.length - 1] ?? 0, opportunities: n };
      const chance = Math.exp(bgBb.logLikelihood(parameters, [history]));
      total += chance;
      counts[at.length] = (counts[at.length] as number) + chance;
    }
    expect(total).toBeCloseTo(1, 14);
    counts.forEach((chance, count) => {
      expect(bgBb.purchaseCountProbability(model, count, { horizon: n })).toBeCloseTo(chance, 14);
    });
    const mean = counts.reduce((sum, chance, count) => sum + chance * count, 0);
    expect(bgBb.expectedPurchasesNewCustomer(model, { horizon: n })).toBeCloseTo(mean, 14);
  });

  test("what comes next is the quotient of the chances of longer histories", () => {
    const row = { frequency: 2, recency: 3, opportunities: 5 };
    const chance = (x: number, tx: number, n: number) =>
      Math.exp(bgBb.logLikelihood(parameters, [{ frequency: x, recency: tx, opportunities: n }]));
    const now = chance(2, 3, 5);
    const [none] = bgBb.noPurchaseProbability(model, [row], { horizon: 2 });
    expect(none).toBeCloseTo(chance(2, 3, 7) / now, 13);
    const [both] = bgBb.conditionalPurchaseCountProbability(model, [row], 2, { horizon: 2 });
    expect(both).toBeCloseTo(chance(4, 7, 7) / now, 13);
    const [once] = bgBb.conditionalPurchaseCountProbability(model, [row], 1, { horizon: 2 });
    expect(once).toBeCloseTo((chance(3, 7, 7) + chance(3, 6, 7)) / now, 13);
    expect(bgBb.nextPurchase(model, [row], { probability: 0 })).toEqual(Float64Array.of(0));
  });

  test("many opportunities, gamma 1 and none at all", () => {
    const many = [{ frequency: 900, recency: 1990, opportunities: 2000 }];
    const ahead = bgBb.expectedPurchases(model, many, { horizon: 1e6 })[0] as number;
    expect(Number.isFinite(ahead)).toBe(true);
    let sum = 0;
    for (let k = 0; k <= 300; k += 1) {
      sum += bgBb.conditionalPurchaseCountProbability(model, many, k, { horizon: 300 })[0] as number;
    }
    expect(sum).toBeCloseTo(1, 12);
    expect(bgBb.probabilityAlive(model, [{ frequency: 0, recency: 0, opportunities: 0 }])[0]).toBeCloseTo(
      2.8 / 3.8,
      15,
    );
    expect(bgBb.discountedExpectedTransactions(model, many, { discountRate: 0 })[0]).toBe(
      Number.POSITIVE_INFINITY,
    );
  });
});

describe("CNBD-k", () => {
  const free = { r: 0.9, alpha: 4.1, a: 0.8, b: 2.4 };

  // sums over all stages one by one, in 60 digits
  test.each([
    [{ k: 3, r: 2, alpha: 1, a: 0.5, b: 1.5 }, 4000, 106.58101339457058, 0.02735353170688332],
    [{ k: 30, r: 600, alpha: 1, a: 0.25, b: 1.5 }, 300, 940.6407598360666, 0.1178544710419015],
  ])("reaches further than can be added up: %j", (parameters, horizon, expected, alive) => {
    const model = { parameters };
    const got = mbgCnbdK.expectedPurchasesNewCustomer(model, { horizon });
    expect(relativeError(got, expected)).toBeLessThan(1e-12);
    const newCustomer = [{ frequency: 0, recency: 0, age: 0 }];
    const [after] = mbgCnbdK.probabilityAlive(model, newCustomer, { after: horizon });
    expect(relativeError(after as number, alive)).toBeLessThan(1e-12);
  });

  test("with k = 1 is its parent for as long as a business can last, with hardly anybody who stays", () => {
    const parameters = { r: 1.5, alpha: 0.001, a: 0.25, b: 0.125 };
    const far = { horizon: 1e6 };
    const one = mbgCnbdK.expectedPurchasesNewCustomer({ parameters: { k: 1, ...parameters } }, far);
    expect(relativeError(one, mbgNbd.expectedPurchasesNewCustomer({ parameters }, far))).toBeLessThan(1e-12);
  });

  test.each([
    ["mbgCnbdK", mbgCnbdK, mbgNbd],
    ["bgCnbdK", bgCnbdK, bgNbd],
  ] as unknown as [string, typeof mbgCnbdK, typeof mbgNbd][])(
    "%s with k = 1 is its parent",
    (_name, m, parent) => {
      const one = { parameters: { k: 1, ...free } };
      const old = { parameters: free };
      const pairs: [Float64Array, Float64Array][] = [
        [m.probabilityAlive(one, rows), parent.probabilityAlive(old, rows)],
        [m.probabilityAlive(one, rows, { after: 9 }), parent.probabilityAlive(old, rows, { after: 9 })],
        [
          m.expectedPurchases(one, rows, { horizon: 39 }),
          parent.expectedPurchases(old, rows, { horizon: 39 }),
        ],
        [
          m.discountedExpectedTransactions(one, rows, { continuousRate: 0.01 }),
          parent.discountedExpectedTransactions(old, rows, { continuousRate: 0.01 }),
        ],
        [
          m.nextPurchase(one, rows, { probability: 0.3 }),
          parent.nextPurchase(old, rows, { probability: 0.3 }),
        ],
      ];
      for (const count of [0, 1, 4]) {
        pairs.push([
          m.conditionalPurchaseCountProbability(one, rows, count, { horizon: 39 }),
          parent.conditionalPurchaseCountProbability(old, rows, count, { horizon: 39 }),
        ]);
      }
      for (const [got, wanted] of pairs) {
        got.forEach((value, i) => {
          if (Number.isNaN(wanted[i])) expect(value).toBeNaN();
          else expect(Math.abs(value / (wanted[i] as number) - 1)).toBeLessThan(1e-12);
        });
      }
      const withGaps = rows.map((row) => ({ ...row, sumLogGaps: -3 }));
      expect(m.logLikelihood(one.parameters, withGaps)).toBeCloseTo(parent.logLikelihood(free, rows), 11);
    },
  );

  test.each([mbgCnbdK, bgCnbdK] as unknown as (typeof mbgCnbdK)[])(
    "forecasts and chances to be alive agree with 60,000 drawn customers; k comes back",
    (m) => {
      const model = { parameters: { k: 3, ...free } };
      const drawn = m.simulate(model, { customers: 60_000, age: 30, horizon: 26, seed: 3 });
      const { futurePurchases, alive } = drawn.columns;
      const mean = (values: ArrayLike<number>) => Array.from(values).reduce((a, b) => a + b, 0) / 60_000;
      expect(mean(m.expectedPurchases(model, drawn, { horizon: 26 }))).toBeCloseTo(mean(futurePurchases), 1);
      expect(mean(m.probabilityAlive(model, drawn))).toBeCloseTo(mean(alive.map(Number)), 2);
      const { parameters, profile } = m.fit(drawn.slice(0, 5000));
      expect([parameters.k, profile.length]).toEqual([3, 4]);
    },
  );

  test("a forecast does not depend on who else is asked about, and counts make the expectation", () => {
    const model = { parameters: { k: 4, ...free } };
    const all = mbgCnbdK.expectedPurchases(model, rows, { horizon: 20 });
    rows.forEach((row, i) => {
      expect(mbgCnbdK.expectedPurchases(model, [row], { horizon: 20 })[0]).toBe(all[i]);
      let mean = 0;
      let total = 0;
      for (let n = 0; n < 120; n += 1) {
        const [chance = 0] = mbgCnbdK.conditionalPurchaseCountProbability(model, [row], n, { horizon: 20 });
        total += chance;
        mean += n * chance;
      }
      expect(total).toBeCloseTo(1, 11);
      expect(mean).toBeCloseTo(all[i] as number, 10);
    });
    const [half = 0] = mbgCnbdK.nextPurchase(model, rows, { probability: 0.4 });
    const [none = 0] = mbgCnbdK.noPurchaseProbability(model, rows, { horizon: half });
    expect(none).toBeCloseTo(0.6, 12);
  });

  test("of more customers than are remembered, the first and the last are forecast as alone", () => {
    const model = { parameters: { k: 2, ...free } };
    const age = Float64Array.from({ length: 50_002 }, (_, i) => 20 + i / 10_000);
    const recency = age.map((T) => T / 2);
    const frequency = new Float64Array(age.length).fill(3);
    const all = mbgCnbdK.expectedPurchases(model, { columns: { frequency, recency, age } }, { horizon: 1 });
    for (const i of [0, age.length - 1]) {
      const row = { frequency: 3, recency: recency[i] as number, age: age[i] as number };
      expect(mbgCnbdK.expectedPurchases(model, [row], { horizon: 1 })[0]).toBe(all[i]);
    }
  });

  test("days and weeks agree on k and everything but the scale", () => {
    const model = { parameters: { k: 2, ...free }, timeUnit: "week" as const };
    const weeks = mbgCnbdK.simulate(model, { customers: 1500, age: 60, seed: 2 });
    const { frequency, recency, age, sumLogGaps } = weeks.columns;
    const columns = { frequency, recency: recency.map((t) => 7 * t), age: age.map((t) => 7 * t), sumLogGaps };
    const inWeeks = mbgCnbdK.fit(weeks);
    const inDays = mbgCnbdK.fit({ columns }, { timeUnit: "day" });
    expect(inDays.parameters.k).toBe(inWeeks.parameters.k);
    expect(inDays.parameters.alpha / inWeeks.parameters.alpha).toBeCloseTo(7, 5);
  });

  test("regularity is 1 at random, and higher by the clock", () => {
    const orders = (k: number) =>
      mbgCnbdK
        .simulate(
          { parameters: { k, r: 5, alpha: 5 / k / 10, a: 0.01, b: 10 } },
          { customers: 200, age: 400, seed: 9 },
        )
        .toRows();
    expect(orders(1).length).toBe(200);
    const at = (days: number[]) =>
      days.map((day) => ({ customerId: "a", at: new Date(Date.UTC(2026, 0, 1 + day)), amount: 1 }));
    const { wheatMorrison } = regularity(at([0, 10, 16]), { asOf: "2026-03-01" });
    expect(wheatMorrison.variance).toBeCloseTo((6 / 16 - 0.5) ** 2, 15);
    expect(wheatMorrison.k).toBeCloseTo((1 - 4 / 64) / (8 / 64), 12);
    const clock = regularity(at(Array.from({ length: 12 }, (_, i) => 10 * i + (i % 2))), {
      asOf: "2026-12-01",
    });
    expect(clock.gammaShape.k).toBeGreaterThan(50);
    expect(regularity(at([3]), { asOf: "2026-03-01" }).wheatMorrison.k).toBeNull();
  });
});
