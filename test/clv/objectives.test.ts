import { describe, expect, test } from "vitest";
import { bgLogLikelihood } from "../../src/clv/bg-nbd/likelihood.ts";
import { bgObjective } from "../../src/clv/bg-nbd/objective.ts";
import { type HistoryColumns, layOutHistories } from "../../src/clv/fitting/histories.ts";
import { latticeTimes } from "../../src/clv/fitting/lattice.ts";
import { gammaGammaLogLikelihood } from "../../src/clv/gamma-gamma/kernel.ts";
import { gammaGammaObjective } from "../../src/clv/gamma-gamma/objective.ts";
import { layOutSpend } from "../../src/clv/gamma-gamma/spend-histories.ts";
import { bgNbd, mbgNbd, paretoNbd } from "../../src/clv/index.ts";
import { type AgeInterpolation, interpolateAges, planInterpolation } from "../../src/clv/interpolate-ages.ts";
import { nbdLogLikelihood } from "../../src/clv/nbd/kernel.ts";
import { nbdObjective } from "../../src/clv/nbd/objective.ts";
import { paretoLogLikelihood } from "../../src/clv/pareto-nbd/likelihood.ts";
import { paretoObjective } from "../../src/clv/pareto-nbd/objective.ts";
import type { Objective } from "../../src/math/newton.ts";
import { seedRandom, uniform } from "../../src/math/random.ts";
import { checkDerivatives } from "./check-derivatives.ts";

const random = seedRandom(12);

/** Customers with many frequencies, a gap of hundreds between two of them, and some last purchases at the end. */
function customers(count: number, day: (t: number) => number): HistoryColumns {
  const frequency = Float64Array.from({ length: count }, (_, i) =>
    i === 7 ? 400 : i % 9 === 0 ? 0 : i % 23,
  );
  const age = frequency.map(() => day(10 + 60 * uniform(random)));
  const recency = frequency.map((x, i) =>
    x === 0
      ? 0
      : i % 11 === 0
        ? (age[i] as number)
        : Math.min(age[i] as number, day(0.2 + 9 * uniform(random))),
  );
  return { frequency, recency, age, weight: null };
}

const weeksOfDays = (t: number): number => Math.round(t * 7) / 7;
const plain = customers(900, weeksOfDays);
const shapes: [string, HistoryColumns][] = [
  ["whole days", plain],
  ["days rounded to two decimals of a week", customers(900, (t) => Math.round(100 * weeksOfDays(t)) / 100)],
  ["a few times far apart", customers(300, (t) => [0.37, 8.02, 31.55, 69.99][Math.floor(t / 18)] as number)],
  ["times on no lattice", customers(300, (t) => t)],
  ["weights, some of them 0", { ...plain, weight: Array.from(plain.age, (_, i) => (i % 4) * 0.75) }],
  ["too few customers for panels", customers(20, weeksOfDays)],
  [
    "many of a high frequency at the same two times",
    {
      frequency: Array(40).fill(300),
      recency: Array(40).fill(60),
      age: Array(40).fill(63),
      weight: null,
    },
  ],
  [
    "a frequency far above their number",
    { frequency: [0, 2, 1e6], recency: [0, 3, 9], age: [10, 10, 10], weight: null },
  ],
];

/** An objective, the likelihood of one customer, and points to compare them at. */
type Case = [
  string,
  (columns: HistoryColumns) => Objective,
  (p: number[], x: number, tx: number, T: number) => number,
  number[][],
];

const four = (p: number[]) => p as [number, number, number, number];
const cases: Case[] = [
  [
    "BG/NBD",
    (c) => bgObjective(0, layOutHistories(c)),
    (p, x, tx, T) => bgLogLikelihood(0, ...four(p), x, tx, T),
    [
      [0.6, 3, 0.9, 4],
      [2, 50, 1e-3, 30],
    ],
  ],
  [
    "MBG/NBD",
    (c) => bgObjective(1, layOutHistories(c)),
    (p, x, tx, T) => bgLogLikelihood(1, ...four(p), x, tx, T),
    [
      [0.6, 3, 0.9, 4],
      [40, 90, 60, 200],
    ],
  ],
  [
    "Pareto/NBD",
    (c) => paretoObjective(layOutHistories(c)),
    (p, x, tx, T) => paretoLogLikelihood(...four(p), x, tx, T),
    [
      [0.6, 6, 0.7, 15],
      [0.2, 0.05, 3, 400],
    ],
  ],
  [
    "NBD",
    (c) => nbdObjective(layOutHistories(c)),
    ([r = 1, alpha = 1], x, _tx, T) => nbdLogLikelihood(r, alpha, x, T),
    [
      [0.6, 3],
      [90, 400],
    ],
  ],
];

describe.each(cases)(
  "the objective of %s is the sum over customers, with its derivatives",
  (_name, make, one, points) => {
    test.each(shapes)("%s", (_shape, columns) => {
      const objective = make(columns);
      for (const at of points) {
        let exact = 0;
        for (let i = 0; i < columns.age.length; i += 1) {
          const weight = columns.weight === null ? 1 : (columns.weight[i] as number);
          const [x, tx, T] = [columns.frequency[i], columns.recency[i], columns.age[i]] as [
            number,
            number,
            number,
          ];
          if (weight > 0) exact += weight * one(at, x, tx, T);
        }
        checkDerivatives(objective, at, exact);
      }
    });
  },
);

describe("the objective of Gamma-Gamma", () => {
  test.each([
    ["one customer a row", null],
    ["weights", Float64Array.from({ length: 200 }, (_, i) => (i % 3) / 2)],
  ])("%s", (_name, weights) => {
    const frequency = Float64Array.from({ length: 200 }, (_, i) => i % 8);
    const meanRepeatSpend = frequency.map((x) => (x === 0 ? Number.NaN : 5 + 60 * uniform(random)));
    meanRepeatSpend[9] = 0;
    const { histories, leftOut } = layOutSpend({ length: 200, frequency, meanRepeatSpend, weights });
    expect(leftOut).toEqual({ noRepeat: 25, notPositive: 1 });
    for (const at of [
      [6, 4, 15],
      [0.5, 40, 900],
    ]) {
      let exact = 0;
      frequency.forEach((x, i) => {
        const mean = meanRepeatSpend[i] as number;
        const w = weights === null ? 1 : (weights[i] as number);
        if (mean > 0 && w > 0)
          exact += w * gammaGammaLogLikelihood(...(at as [number, number, number]), x, mean);
      });
      checkDerivatives(gammaGammaObjective(histories), at, exact);
    }
  });
});

describe("latticeTimes", () => {
  test.each([
    ["days", [0, 1, 40], 1],
    ["weeks of whole days", [0, 3 / 7, 272 / 7], 1 / 7],
    ["months of whole days", [0, 5 / 30.4375], 1 / 30.4375],
    ["years of whole days", [0, 100 / 365.25], 1 / 365.25],
    ["two decimals", [0.13, 38.86], 0.01],
  ])("finds %s", (_name, times, step) => {
    const found = latticeTimes([times]);
    expect(found?.step).toBe(step);
    times.forEach((t, i) => {
      expect((found?.codes[0]?.[i] as number) * step).toBeCloseTo(t, 12);
    });
  });

  test("finds none in times of the clock, nor in times beyond its reach", () => {
    expect(latticeTimes([[0.123456789]])).toBeNull();
    expect(latticeTimes([[70_000, 0.5]])).toBeNull();
  });
});

describe("interpolateAges", () => {
  const ages = Float64Array.from({ length: 400 }, (_, i) => 10 + i / 7);
  const plan = planInterpolation(4, ages) as AgeInterpolation;

  test("gives a smooth quantity to the last digits", () => {
    const quantity = (T: number) => 3 / (T + 4) ** 2.5;
    const out = new Float64Array(400);
    expect(interpolateAges(plan, quantity, out)).toBe(true);
    out.forEach((value, i) => {
      expect(Math.abs(value / quantity(ages[i] as number) - 1)).toBeLessThan(1e-13);
    });
  });

  test("declines what is not smooth, not finite, or not worth it", () => {
    const out = new Float64Array(400);
    expect(interpolateAges(plan, (T) => Math.abs(T - 30), out)).toBe(false);
    expect(interpolateAges(plan, () => Number.POSITIVE_INFINITY, out)).toBe(false);
    expect(planInterpolation(4, ages.subarray(0, 50))).toBeNull();
  });
});

describe("many customers get what each gets alone", () => {
  const many = 30_000;
  const rowAges = Float64Array.from({ length: many }, () => weeksOfDays(1 + 119 * uniform(random)));
  type AnyModel = typeof bgNbd;
  const models = [
    ["bgNbd", bgNbd, { r: 0.57, alpha: 2.5, a: 0.7, b: 11 }],
    ["bgNbd, almost no scale", bgNbd, { r: 0.24, alpha: 0.05, a: 0.3, b: 0.8 }],
    ["mbgNbd", mbgNbd, { r: 0.52, alpha: 6, a: 0.9, b: 1.6 }],
    ["paretoNbd", paretoNbd, { r: 0.55, alpha: 10, s: 0.6, beta: 11 }],
    ["paretoNbd, alpha far below beta", paretoNbd, { r: 2, alpha: 0.8, s: 1, beta: 300 }],
  ] as unknown as [string, AnyModel, never][];

  test.each(models)("%s", (_name, model, parameters) => {
    const drawn = model.simulate({ parameters }, { customers: many, age: rowAges, seed: 1 }).columns;
    const recency = drawn.recency.map((t, i) =>
      drawn.frequency[i] === 0 ? 0 : Math.min(rowAges[i] as number, Math.max(1 / 7, weeksOfDays(t))),
    );
    // some are not known, some come at odd times
    const frequency = drawn.frequency.map((x, i) => (i % 997 === 0 ? Number.NaN : x));
    const age = rowAges.map((T, i) => (i % 91 === 0 ? T + 1e-3 : T));
    const rows = { columns: { frequency, recency, age } };
    const m = { parameters };
    const questions: ((r: never) => Float64Array)[] = [
      (r) => model.probabilityAlive(m, r),
      (r) => model.probabilityAlive(m, r, { after: 20 }),
      (r) => model.expectedPurchases(m, r, { horizon: 52 }),
      (r) => model.discountedExpectedTransactions(m, r, { continuousRate: 0.002 }),
    ];
    for (const ask of questions) {
      const all = ask(rows as never);
      for (let i = 0; i < many; i += i < 100 ? 1 : 61) {
        if (Number.isNaN(frequency[i])) {
          expect(all[i]).toBeNaN();
          continue;
        }
        const alone = ask([
          { frequency: frequency[i], recency: recency[i], age: age[i] },
        ] as never)[0] as number;
        expect(Math.abs((all[i] as number) - alone)).toBeLessThanOrEqual(1e-12 * alone);
      }
    }
  });
});
