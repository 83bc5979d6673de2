import { describe, expect, test } from "vitest";
import {
  betaDiscreteWeibull,
  bgBb,
  bgCnbdK,
  bgNbd,
  chooseContractModel,
  chooseModel,
  fitRecencyChain,
  historicClv,
  kaplanMeier,
  lifetimeValue,
  mbgCnbdK,
  mbgNbd,
  migrationChain,
  nbd,
  parameterIntervals,
  paretoNbd,
  priorPredictiveCheck,
  shiftedBetaGeometric,
} from "../../src/clv/index.ts";

const four = { r: 0.9, alpha: 8, a: 0.8, b: 2.5 };
const rows = [
  { frequency: 2, recency: 30, age: 39 },
  { frequency: 0, recency: 0, age: 39 },
  { frequency: 1, recency: 2, age: 5 },
];
const donors = [{ frequency: 2, recency: 3, opportunities: 6 }];

describe("what is left out of a question is what the docs name", () => {
  test.each([
    ["bgNbd", bgNbd, four, rows],
    ["mbgNbd", mbgNbd, four, rows],
    ["paretoNbd", paretoNbd, { r: 0.9, alpha: 8, s: 0.6, beta: 20 }, rows],
    ["nbd", nbd, { r: 0.9, alpha: 8 }, rows],
    ["bgCnbdK", bgCnbdK, { k: 2, ...four }, rows],
    ["mbgCnbdK", mbgCnbdK, { k: 2, ...four }, rows],
    ["bgBb", bgBb, { alpha: 1.2, beta: 0.75, gamma: 0.66, delta: 2.8 }, donors],
  ] as unknown as [string, typeof bgNbd, typeof four, typeof rows][])(
    "of %s",
    (kind, m, parameters, some) => {
      const bare = { parameters };
      expect(m.probabilityAlive(bare, some)).toEqual(m.probabilityAlive(bare, some, { after: 0 }));
      if (kind !== "nbd")
        expect(m.probabilityAlive(bare, some, { after: 2 })).not.toEqual(m.probabilityAlive(bare, some));
      expect(m.nextPurchase(bare, some)).toEqual(m.nextPurchase(bare, some, { probability: 0.5 }));
      // a model may say its kind and version, or not
      const whole = { kind, version: 1, parameters } as never;
      expect(m.nextPurchase(whole, some)).toEqual(m.nextPurchase(bare, some));
      const size = m === (bgBb as unknown) ? { customers: 12, opportunities: 6 } : { customers: 12, age: 40 };
      const drawn = m.simulate(bare, { ...size, seed: 1 } as never);
      expect(drawn.toRows()).toEqual(m.simulate(bare, { ...size, seed: 1, horizon: 0 } as never).toRows());
      expect(drawn.columns.futurePurchases.every((count) => count === 0)).toBe(true);
      expect(drawn).not.toHaveProperty("timeUnit");
      const weekly = m.simulate({ ...bare, timeUnit: "week" }, { ...size, seed: 1 } as never);
      expect(weekly.timeUnit).toBe("week");
      const known = kind.includes("CnbdK") ? { k: 2 } : {};
      expect(m.fit(drawn, known as never)).not.toHaveProperty("timeUnit");
      expect(m.fit(drawn, { ...known, timeUnit: "month" } as never).timeUnit).toBe("month");
      expect(m.fit(weekly, known as never).timeUnit).toBe("week");
    },
  );

  test("of contracts", () => {
    const cohort = [100, 80, 70, 66];
    expect(kaplanMeier(cohort).toRows()).toEqual(kaplanMeier(cohort, { level: 0.95 }).toRows());
    expect(kaplanMeier(cohort, { level: 0.9 }).toRows()).not.toEqual(kaplanMeier(cohort).toRows());
    for (const m of [
      shiftedBetaGeometric,
      betaDiscreteWeibull,
    ] as unknown as (typeof shiftedBetaGeometric)[]) {
      const model = m.fit(cohort);
      const whole = { periods: 3, tenure: 0, customers: 1, level: 0.95 };
      expect(m.project(model, { periods: 3 }).toRows()).toEqual(m.project(model, whole).toRows());
      for (const change of [{ tenure: 1 }, { customers: 2 }, { level: 0.9 }])
        expect(m.project(model, { ...whole, ...change }).toRows()).not.toEqual(
          m.project(model, whole).toRows(),
        );
      // where neither says its unit, a period is a year
      const rate = { discountRate: 0.1 };
      expect(m.discountedExpectedLifetime({ parameters: model.parameters }, rate)).toBe(
        m.discountedExpectedLifetime({ parameters: model.parameters, timeUnit: "year" }, rate),
      );
    }
    const both = [shiftedBetaGeometric, betaDiscreteWeibull];
    expect(chooseContractModel(cohort, { holdoutPeriods: 1 })).toEqual(
      chooseContractModel(cohort, { holdoutPeriods: 1, candidates: both as never }),
    );
  });

  test("of donors without a unit: opportunities are a year apart", () => {
    const model = { parameters: { alpha: 1.2, beta: 0.75, gamma: 0.66, delta: 2.8 } };
    const rate = { discountRate: 0.1 };
    expect(bgBb.discountedExpectedTransactions(model, donors, rate)).toEqual(
      bgBb.discountedExpectedTransactions({ ...model, timeUnit: "year" } as never, donors, rate),
    );
  });

  test("of chains", () => {
    const outcomes = rows.map((row, i) => ({ ...row, holdoutFrequency: i }));
    const period = { weeks: 4 };
    const chain = fitRecencyChain(outcomes, { period, timeUnit: "week" });
    expect(chain).toEqual(fitRecencyChain(outcomes, { period, timeUnit: "week", states: 5, cost: 0 }));
    expect(chain.states).toHaveLength(6);
    expect(chain).not.toHaveProperty("costs");
    const costly = fitRecencyChain(outcomes, { period, timeUnit: "week", cost: 2 });
    expect(costly.costs).toEqual([2, 2, 2, 2, 2, 0]);
    const spec = { states: ["in"], transitions: [[1]], purchases: [1], period: { years: 1 } } as const;
    const model = migrationChain(spec);
    expect(model).toEqual({ kind: "markovChain", version: 1, stateFrom: "field", ...spec });
    const staged = [{ stage: "in", tier: "in" }];
    const options = { horizon: { years: 3 } } as const;
    const short = lifetimeValue({ purchases: model, spend: 2 }, staged, options);
    const long = lifetimeValue(
      { purchases: migrationChain({ ...spec, field: "tier", costs: [0] }), spend: 2, margin: 1 },
      staged,
      {
        ...options,
        discountRate: 0,
        timing: "end",
        level: 0.9,
      },
    );
    expect(short.toRows()).toEqual(long.toRows());
    expect(short.row(0).clv).toBe(6);
    expect([short.timing, short.discountRate, short.notPositiveSpend]).toEqual(["end", 0, 0]);
    const observed = migrationChain({
      ...spec,
      states: ["in", "out"],
      transitions: [
        [0.5, 0.5],
        [0, 1],
      ],
      purchases: [1, 0],
      observed: [9, 9],
    });
    const at = (level?: number) =>
      lifetimeValue({ purchases: observed, spend: 2 }, staged, {
        ...options,
        ...(level === undefined ? {} : { level }),
      }).total;
    expect(at()).toEqual(at(0.9));
    expect(at(0.8).high).toBeLessThan(at().high);
  });

  test("of choices, checks and intervals", () => {
    const drawn = nbd.simulate({ parameters: { r: 1, alpha: 9 } }, { customers: 20, age: 30, seed: 3 });
    expect(chooseModel(drawn)).toEqual(chooseModel(drawn, { candidates: [mbgNbd, paretoNbd] }));
    const model = nbd.fit(drawn);
    expect(parameterIntervals(model)).toEqual(parameterIntervals(model, { level: 0.95 }));
    const { r } = parameterIntervals(model) as NonNullable<ReturnType<typeof parameterIntervals>> & {
      r: { low: number };
    };
    const error = (model.fit.standardErrors?.r as number) / model.parameters.r;
    expect(r.low).toBeCloseTo(model.parameters.r * Math.exp(-1.959963984540054 * error), 10);
    const check = priorPredictiveCheck(nbd, rows);
    expect(check).toEqual(priorPredictiveCheck(nbd, rows, { replications: 200, seed: 1, priors: "weak" }));
    expect([check.replications, check.seed]).toEqual([200, 1]);
    expect(priorPredictiveCheck(nbd, rows, { seed: 2 }).statistics).not.toEqual(check.statistics);
    expect(historicClv([{ revenue: 7 }])).toEqual(historicClv([{ revenue: 7 }], { margin: 1 }));
    expect(Array.from(historicClv([{ revenue: null as never }]))).toEqual([Number.NaN]);
  });
});
