import { describe, expect, test } from "vitest";
import {
  bgNbd,
  gammaGamma,
  mbgCnbdK,
  mbgNbd,
  nbd,
  paretoNbd,
  posterior,
  predictiveCheck,
  priorPredictiveCheck,
  shiftedBetaGeometric,
} from "../../../../src/clv/index.ts";
import { sentenceOf } from "../../../../src/core/index.ts";
import { en } from "../../../../src/labels/en/index.ts";
import { zh } from "../../../../src/labels/zh/index.ts";
import { cdnowCalibration } from "../../cdnow.ts";

const truth = { parameters: { r: 0.9, alpha: 6, a: 0.9, b: 2.5 }, timeUnit: "week" as const };
const rows = mbgNbd.simulate(truth, { customers: 600, age: 39, seed: 3 });
const drawn = posterior(mbgNbd, rows, { draws: 200 });

describe("a predictive check", () => {
  const check = predictiveCheck(drawn, rows);

  test("finds nothing wrong with the model that made the data", () => {
    expect(check.reasons).toEqual([]);
    expect(check.ok).toBe(true);
    for (const { tailProbability, q5, q50, q95, mean } of check.statistics) {
      expect(tailProbability).toBeGreaterThan(0.02);
      expect(tailProbability).toBeLessThan(0.98);
      expect(q5).toBeLessThanOrEqual(q50 as number);
      expect(q50).toBeLessThanOrEqual(q95 as number);
      expect(mean).toBeGreaterThan(0);
    }
  });

  test("gives the statistics of the data", () => {
    const frequency = Array.from(rows.columns.frequency);
    const repeaters = frequency.flatMap((x, i) => (x > 0 ? [rows.columns.recency[i] as number] : []));
    const of = (statistic: string, at: number | null = null) =>
      check.statistics.find((one) => one.statistic === statistic && one.at === at)?.observed;
    const share = (is: (x: number) => boolean) => frequency.filter(is).length / 600;
    expect(of("shareWithRepeats", 0)).toBe(share((x) => x === 0));
    expect(of("shareWithRepeats", 7)).toBe(share((x) => x >= 7));
    expect(of("meanFrequency")).toBeCloseTo(frequency.reduce((a, b) => a + b) / 600, 12);
    expect(of("meanRecency")).toBeCloseTo(repeaters.reduce((a, b) => a + b) / repeaters.length, 12);
  });

  test("is plain JSON, and the same on every run", () => {
    expect(JSON.parse(JSON.stringify(check))).toEqual(check);
    expect(predictiveCheck(drawn, rows)).toEqual(check);
    expect(predictiveCheck(drawn, rows, { seed: 2 }).statistics).not.toEqual(check.statistics);
  });

  test("a weight is that many customers", () => {
    const half = { columns: { ...rows.columns, weight: new Float64Array(600).fill(1) } };
    expect(predictiveCheck(drawn, half).statistics).toEqual(check.statistics);
    const double = { columns: { ...rows.columns, weight: new Float64Array(600).fill(2) } };
    const width = ({ statistics }: typeof check) => (statistics[0]?.q95 ?? 0) - (statistics[0]?.q5 ?? 0);
    const twice = predictiveCheck(drawn, double);
    expect(twice.statistics[8]?.observed).toBeCloseTo(check.statistics[8]?.observed as number, 12);
    expect(width(twice)).toBeLessThan(width(check));
  });

  test("tells that customers leave, where the model says they never do", () => {
    const { ok, reasons } = predictiveCheck(posterior(nbd, rows, { draws: 200 }), rows);
    expect(ok).toBe(false);
    const recency = reasons.find(({ statistic }) => statistic === "meanRecency");
    expect(recency?.code).toBe("predictive_below");
    expect(recency?.observed).toBeLessThan(recency?.q5 as number);
  });

  test("tells that customers are regular, where the model says they buy at random", () => {
    const regular = mbgCnbdK.simulate(
      { parameters: { k: 6, r: 30, alpha: 10, a: 0.5, b: 30 } },
      { customers: 500, age: 20, seed: 1 },
    );
    const { ok, reasons } = predictiveCheck(posterior(mbgNbd, regular, { draws: 200 }), regular);
    expect(ok).toBe(false);
    expect(reasons.map(({ statistic }) => statistic)).toContain("frequencyDeviation");
    for (const reason of reasons) {
      for (const labels of [en, zh]) expect(sentenceOf(reason, labels)).not.toMatch(/[{}?_]/);
    }
  });

  test("has statistics of the caller", () => {
    const heaviest = {
      heaviest: ({ frequency }: { [n: string]: Float64Array }) => Math.max(...(frequency ?? [])),
    };
    const { statistics } = predictiveCheck(drawn, rows, { statistics: heaviest, replications: 50 });
    const last = statistics[statistics.length - 1];
    expect(last).toMatchObject({ statistic: "heaviest", at: null });
    expect(last?.observed).toBe(Math.max(...rows.columns.frequency));
    expect(last?.tailProbability).toBeGreaterThan(0.02);
    const none = predictiveCheck(drawn, rows, { statistics: { none: () => Number.NaN }, replications: 20 });
    expect(none.statistics[none.statistics.length - 1]).toMatchObject({
      observed: null,
      tailProbability: null,
    });
  });

  test("of spend sees that spend is not gamma", () => {
    const spend = posterior(gammaGamma, cdnowCalibration(), { draws: 200 });
    const names = predictiveCheck(spend, cdnowCalibration()).statistics.map(({ statistic }) => statistic);
    expect(names).toEqual(["meanSpend", "spendQuantile", "spendQuantile", "spendQuantile"]);
    const two = Array.from({ length: 600 }, (_, i) => ({
      frequency: 30,
      meanRepeatSpend: i % 10 < 7 ? 10 : 1000,
    }));
    const twoPrices = predictiveCheck(posterior(gammaGamma, two, { draws: 200 }), two);
    expect(twoPrices.ok).toBe(false);
    expect(twoPrices.reasons.map(({ statistic }) => statistic)).toContain("spendQuantile");
  });

  test("of contracts sees a retention that the model cannot have", () => {
    const high = [1000, 869, 743, 653, 593, 551, 517, 491];
    const fine = predictiveCheck(posterior(shiftedBetaGeometric, high, { draws: 200 }), high);
    expect(fine.ok).toBe(true);
    expect(fine.statistics.map(({ observed }) => observed)[6]).toBeCloseTo(0.491, 12);
    const rising = [1000, 990, 960, 880, 700, 400, 100];
    const wrong = predictiveCheck(posterior(shiftedBetaGeometric, rising, { draws: 200 }), rising);
    expect(wrong.ok).toBe(false);
    expect(wrong.reasons[0]).toMatchObject({ code: "predictive_above_at", statistic: "survival" });
  });

  test("of cohorts of several ages draws no longer curves than they are watched", () => {
    const cohorts = [
      [1000, 869, 743, 653, 593],
      [500, 440],
      [0, 0, 0, 0, 0, 0],
    ];
    const { ok, statistics } = predictiveCheck(
      posterior(shiftedBetaGeometric, cohorts, { draws: 200 }),
      cohorts,
    );
    expect(ok).toBe(true);
    expect(statistics[0]?.observed).toBeCloseTo(1309 / 1500, 12);
    expect(statistics[4]).toMatchObject({ at: 5, observed: 0, q95: 0 });
  });
});

describe("a prior predictive check", () => {
  test("of weak priors excludes no usual data", () => {
    for (const model of [bgNbd, mbgNbd, paretoNbd, nbd] as const) {
      const check = priorPredictiveCheck(model as typeof bgNbd, rows);
      expect(check.ok).toBe(true);
      expect(check.from).toBe("prior");
      const mean = check.statistics.find(({ statistic }) => statistic === "meanFrequency");
      expect(mean?.q95 as number).toBeGreaterThan(10 * (mean?.q5 as number));
    }
    expect(priorPredictiveCheck(gammaGamma, cdnowCalibration()).ok).toBe(true);
    expect(priorPredictiveCheck(shiftedBetaGeometric, [1000, 869, 743, 653]).ok).toBe(true);
  });

  test("takes the priors of a posterior, unless others are given", () => {
    expect(priorPredictiveCheck(drawn, rows)).toEqual(priorPredictiveCheck(mbgNbd, rows));
    const sure = (median: number) => ({ median, pseudoCustomers: 400 });
    const eager = { r: sure(9), alpha: sure(1), a: sure(1), b: sure(100) };
    const { reasons } = priorPredictiveCheck(drawn, rows, { priors: eager });
    expect(reasons.find(({ statistic }) => statistic === "meanFrequency")?.code).toBe("predictive_below");
  });

  test("of priors without bounds gives numbers", () => {
    const vague = { median: 1, pseudoCustomers: 1e-300 };
    const priors = { r: vague, alpha: vague, a: vague, b: vague };
    const check = priorPredictiveCheck(bgNbd, rows.slice(0, 20), { priors });
    const spend = { p: vague, q: vague, gamma: vague };
    const bought = [{ frequency: 3, meanRepeatSpend: 5 }];
    for (const { mean } of [
      ...check.statistics,
      ...priorPredictiveCheck(gammaGamma, bought, { priors: spend }).statistics,
    ]) {
      expect(mean === null || Number.isFinite(mean)).toBe(true);
    }
  });
});
