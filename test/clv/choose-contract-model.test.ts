import { describe, expect, test } from "vitest";
import {
  betaDiscreteWeibull,
  bgBb,
  chooseContractModel,
  chooseModel,
  chooseOnHoldout,
  mbgNbd,
  shiftedBetaGeometric,
} from "../../src/clv/index.ts";
import { sentenceOf } from "../../src/core/index.ts";
import { en } from "../../src/labels/en/index.ts";
import { zh } from "../../src/labels/zh/index.ts";

// Fader and Hardie (2007), table 1, in customers of 1000
const REGULAR = [1000, 631, 468, 382, 326, 289, 262, 241, 223, 207, 194, 183, 173];
const HIGH_END = [1000, 869, 743, 653, 593, 551, 517, 491, 468, 445, 427, 409, 394];

describe("the choice of a model of contracts", () => {
  const choice = chooseContractModel(REGULAR, { holdoutPeriods: 5 });

  test("forecasts the renewals held out from those before", () => {
    const fitted = shiftedBetaGeometric.fit(REGULAR.slice(0, 8));
    const ahead = [1, 2, 3, 4, 5].map((k) => 241 * shiftedBetaGeometric.survivalOfActive(fitted, 7, k));
    const rank = choice.ranking.find(({ kind }) => kind === "shiftedBetaGeometric");
    rank?.expected.forEach((value, k) => {
      expect(value / (ahead[k] as number)).toBeCloseTo(1, 8);
    });
    expect(choice.actual).toEqual([223, 207, 194, 183, 173]);
    const squares = ahead.reduce((sum, value, k) => sum + (value - (choice.actual[k] as number)) ** 2, 0);
    expect(rank?.rmse).toBeCloseTo((100 * Math.sqrt(squares / 5)) / 241, 6);
  });

  test("takes the better one, fitted again to all renewals", () => {
    expect(choice.model).toEqual(shiftedBetaGeometric.fit(REGULAR));
    expect(choice.reason.code).toBe("contract_best_on_holdout");
    expect(chooseContractModel(HIGH_END, { holdoutPeriods: 5 }).model.kind).toBe("betaDiscreteWeibull");
  });

  test("says why in both languages, with the numbers that decided", () => {
    const rising = betaDiscreteWeibull.simulate(
      { parameters: { alpha: 0.5, beta: 3, c: 1.6 } },
      { customers: 3000, periods: 10, seed: 1 },
    );
    const only = chooseContractModel(rising, { holdoutPeriods: 5 });
    expect(only.reason.code).toBe("contract_only_candidate");
    const none = chooseContractModel([100, 80, 60], { holdoutPeriods: 1 });
    expect(none.reason.code).toBe("contract_none_identified");
    for (const { reason } of [choice, only, none]) {
      for (const labels of [en, zh]) expect(sentenceOf(reason, labels)).not.toMatch(/[{}?_]/);
    }
    expect(sentenceOf(choice.reason, en)).toContain("Shifted-beta-geometric foretold best");
  });

  test("of one model under two names is close", () => {
    const twice = [shiftedBetaGeometric, shiftedBetaGeometric];
    const { reason } = chooseContractModel(REGULAR, { candidates: twice, holdoutPeriods: 3 });
    expect(reason.code).toBe("contract_close_on_holdout");
  });

  test("is the same from lists, tables and customers, and by chooseModel", () => {
    const table = REGULAR.map((active, period) => ({ period, active }));
    const rows = REGULAR.flatMap((active, t) => {
      const lost = t === 0 ? 0 : (REGULAR[t - 1] as number) - active;
      const last = t === REGULAR.length - 1;
      return [
        ...(lost > 0 ? [{ tenure: t, active: false, weight: lost }] : []),
        ...(last ? [{ tenure: t, active: true, weight: active }] : []),
      ];
    });
    for (const data of [table, rows]) {
      expect(chooseContractModel(data, { holdoutPeriods: 5 }).reason).toEqual(choice.reason);
    }
    const candidates = [shiftedBetaGeometric, betaDiscreteWeibull];
    expect(chooseModel(REGULAR, { candidates, holdoutPeriods: 5 }).reason).toEqual(choice.reason);
  });

  test("cohorts that joined later are forecast for as long as they are watched", () => {
    const { actual, ranking } = chooseContractModel([REGULAR, REGULAR.slice(0, 10)], { holdoutPeriods: 5 });
    expect(actual).toEqual([446, 414, 194, 183, 173]);
    const single = choice.ranking.find(({ kind }) => kind === "shiftedBetaGeometric");
    const expected = ranking.find(({ kind }) => kind === "shiftedBetaGeometric")?.expected as number[];
    expect((expected[1] as number) / (single?.expected[1] as number)).toBeCloseTo(2, 6);
    expect((expected[4] as number) / (single?.expected[4] as number)).toBeCloseTo(1, 6);
  });
});

test("discrete opportunities stand beside continuous time on the same holdout", () => {
  const donors = bgBb.simulate(
    { parameters: { alpha: 1.204, beta: 0.75, gamma: 0.657, delta: 2.783 } },
    { customers: 1500, opportunities: 6, horizon: 5, seed: 1 },
  );
  const { frequency, recency, opportunities, futurePurchases } = donors.columns;
  const rows = {
    columns: { frequency, recency, opportunities, age: opportunities, holdoutFrequency: futurePurchases },
  };
  const { ranking, model } = chooseOnHoldout(rows, { candidates: [mbgNbd, bgBb], horizon: 5 });
  expect(model.kind).toBe("bgBb");
  expect(ranking[0]?.errors.rmse).toBeLessThan(ranking[1]?.errors.rmse as number);
});
