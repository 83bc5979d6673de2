import { describe, expect, test } from "vitest";
import {
  bgNbd,
  chooseModel,
  compareModels,
  evaluateModel,
  expectedTransactions,
  gammaGamma,
  historicClv,
  lifetimeValue,
  marginMultiple,
  mbgNbd,
  nbd,
  paretoNbd,
  retentionClv,
} from "../../src/clv/index.ts";
import { calibrationHoldout, purchaseHistory } from "../../src/history/index.ts";
import { cdnowCalibration, cdnowOrders } from "./cdnow.ts";

const bg = {
  kind: "bgNbd" as const,
  parameters: { r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 },
  timeUnit: "week" as const,
};
const mbg = {
  kind: "mbgNbd" as const,
  parameters: { r: 0.525, alpha: 6.183, a: 0.891, b: 1.614 },
  timeUnit: "week" as const,
};
const row = { frequency: 2, recency: 30.43, age: 38.86 };

describe("rows, columns and a purchase history give the same", () => {
  const history = cdnowCalibration();
  const { frequency, recency, age } = history.columns;

  test("P(alive) of all three", () => {
    const alive = mbgNbd.probabilityAlive(mbg, history);
    expect(mbgNbd.probabilityAlive(mbg, { columns: { frequency, recency, age } })).toEqual(alive);
    expect(mbgNbd.probabilityAlive(mbg, history.toRows())).toEqual(alive);
  });

  test("one customer alone as among all, to the last bit for BG/NBD", () => {
    const all = mbgNbd.expectedPurchases(mbg, history, { horizon: 39 });
    for (const i of [0, 5, 100, 2000]) {
      expect(mbgNbd.expectedPurchases(mbg, [history.row(i)], { horizon: 39 })[0]).toBe(all[i]);
    }
  });

  test("one customer alone as among all, for Pareto/NBD", () => {
    const model = { parameters: { r: 0.553, alpha: 10.578, s: 0.606, beta: 11.669 } };
    const all = paretoNbd.probabilityAlive(model, history);
    for (let i = 0; i < history.length; i += 7) {
      const [alone] = paretoNbd.probabilityAlive(model, [history.row(i)]);
      expect(Math.abs((all[i] as number) / (alone as number) - 1)).toBeLessThan(1e-12);
    }
  });

  test("weights count as that many rows", () => {
    const rows = [row, row, row, { frequency: 0, recency: 0, age: 39 }];
    const weighted = [
      { ...row, weight: 3 },
      { frequency: 0, recency: 0, age: 39 },
      { ...row, weight: 0 },
    ];
    expect(bgNbd.logLikelihood(bg.parameters, weighted)).toBeCloseTo(
      bgNbd.logLikelihood(bg.parameters, rows),
      12,
    );
  });

  test("a row that is not known gives NaN, and a fit leaves it out and counts it", () => {
    const unknown = { frequency: 0, recency: null, age: null };
    const rows = [row, unknown, row];
    for (const column of [
      bgNbd.probabilityAlive(bg, rows),
      bgNbd.expectedPurchases(bg, rows, { horizon: 10 }),
      bgNbd.noPurchaseProbability(bg, rows, { horizon: 10 }),
      bgNbd.nextPurchase(bg, rows),
      bgNbd.discountedExpectedTransactions(bg, rows, { discountRate: 0.1 }),
    ]) {
      expect(column[1]).toBeNaN();
      expect(column[0]).toBe(column[2]);
      expect(column[0]).not.toBeNaN();
    }
    expect(bgNbd.fit([...history.toRows(), unknown]).fit.leftOut).toBe(1);
    expect(bgNbd.logLikelihood(bg.parameters, rows)).toBeCloseTo(
      2 * bgNbd.logLikelihood(bg.parameters, [row]),
      12,
    );
  });
});

describe("horizons and rates", () => {
  test("a duration is turned into the model's unit, a number is in it already", () => {
    const weeks = bgNbd.expectedPurchases(bg, [row], { horizon: 365.25 / 7 });
    expect(bgNbd.expectedPurchases(bg, [row], { horizon: { years: 1 } })[0]).toBeCloseTo(
      weeks[0] as number,
      12,
    );
  });

  test("a yearly rate is the continuous rate of the model's unit", () => {
    const yearly = bgNbd.discountedExpectedTransactions(bg, [row], { discountRate: 0.15 });
    const continuous = bgNbd.discountedExpectedTransactions(bg, [row], {
      continuousRate: Math.log(1.15) / (365.25 / 7),
    });
    expect(yearly[0]).toBeCloseTo(continuous[0] as number, 10);
  });

  test("without discounting the sum is finite only where customers leave fast enough", () => {
    expect(bgNbd.discountedExpectedTransactions(bg, [row], { continuousRate: 0 })[0]).toBe(
      Number.POSITIVE_INFINITY,
    );
    const fast = { parameters: { r: 0.5, alpha: 5, a: 2, b: 3 } };
    const alive = bgNbd.probabilityAlive(fast, [row])[0] as number;
    expect(bgNbd.discountedExpectedTransactions(fast, [row], { continuousRate: 0 })[0]).toBeCloseTo(
      alive * 6,
      12,
    );
  });
});

describe("limits", () => {
  test("BG/NBD makes every customer without a repeat purchase alive; MBG/NBD does not", () => {
    const once = [{ frequency: 0, recency: 0, age: 500 }];
    expect(bgNbd.probabilityAlive(bg, once)[0]).toBe(1);
    expect(mbgNbd.probabilityAlive(mbg, once)[0]).toBeLessThan(0.3);
  });

  test("a chance below the smallest double is 0, and so is what it multiplies", () => {
    const gone = [{ frequency: 5000, recency: 10, age: 1000 }];
    expect(bgNbd.probabilityAlive(bg, gone)[0]).toBe(0);
    expect(bgNbd.expectedPurchases(bg, gone, { horizon: 52 })[0]).toBe(0);
    expect(bgNbd.noPurchaseProbability(bg, gone, { horizon: 52 })[0]).toBe(1);
    expect(bgNbd.conditionalPurchaseCountProbability(bg, gone, 0, { horizon: 52 })[0]).toBe(1);
    expect(bgNbd.nextPurchase(bg, gone)[0]).toBeNaN();
  });

  test("a next purchase more sure than the chance to be alive never comes", () => {
    const alive = mbgNbd.probabilityAlive(mbg, [row])[0] as number;
    expect(mbgNbd.nextPurchase(mbg, [row], { probability: alive + 1e-9 })[0]).toBeNaN();
    expect(mbgNbd.nextPurchase(mbg, [row], { probability: alive - 1e-3 })[0]).toBeGreaterThan(100);
    expect(mbgNbd.nextPurchase(mbg, [row], { probability: 0 })[0]).toBe(0);
  });

  test("nobody leaves under NBD", () => {
    const model = { parameters: { r: 0.385, alpha: 12 } };
    expect(nbd.probabilityAlive(model, [row], { after: 1e6 })[0]).toBe(1);
    expect(nbd.expectedPurchases(model, [row], { horizon: 39 })[0]).toBeCloseTo((2.385 / 50.86) * 39, 12);
    expect(nbd.discountedExpectedTransactions(model, [row], { continuousRate: 0 })[0]).toBe(
      Number.POSITIVE_INFINITY,
    );
  });

  test("purchases on the very last day make a Pareto/NBD customer alive for certain", () => {
    const model = { parameters: { r: 0.553, alpha: 10.578, s: 0.606, beta: 11.669 } };
    expect(paretoNbd.probabilityAlive(model, [{ frequency: 3, recency: 39, age: 39 }])[0]).toBe(1);
  });
});

describe("choosing and evaluating", () => {
  const split = calibrationHoldout(cdnowOrders(), { calibrationEnd: "1997-09-30", holdoutEnd: "1998-06-30" });

  test("the default candidates let a one-time buyer be gone", () => {
    const { model, ranking, reason, explanation } = chooseModel(split);
    expect(model.kind).toBe("mbgNbd");
    expect(ranking.map((one) => one.kind)).toEqual(["mbgNbd", "paretoNbd"]);
    expect(reason).toBe("best_fit");
    expect(explanation).toContain("25.7");
  });

  test("a close race is called one, a single candidate too, and fits that are not to be trusted come last", () => {
    expect(chooseModel(split, { candidates: [bgNbd, mbgNbd] }).reason).toBe("close");
    expect(chooseModel(split, { candidates: [nbd] }).reason).toBe("only_candidate");
    const nobody = [{ frequency: 0, recency: 0, age: 39 }];
    const none = chooseModel(nobody, { candidates: [bgNbd, nbd] });
    expect(none.reason).toBe("none_identified");
    expect(none.explanation).toContain("do not trust");
  });

  test("a model beats both baselines on CDNOW", () => {
    const model = mbgNbd.fit(split);
    const { errors, baselines, horizon, byFrequency, calibration, alive, customers } = evaluateModel(
      model,
      split,
    );
    expect(horizon).toBe(39);
    expect(customers).toBe(2357);
    expect(errors.actual).toBe(1882);
    expect(errors.rmse).toBeLessThan(baselines.nbd.rmse);
    expect(baselines.nbd.rmse).toBeLessThan(baselines.asBefore.rmse);
    expect(byFrequency.map(({ customers: n }) => n)).toEqual([1411, 439, 214, 100, 62, 38, 29, 64]);
    expect(calibration.reduce((n, bin) => n + bin.customers, 0)).toBe(2357);
    expect(alive.seen).toBeLessThan(alive.expected);
    const table = compareModels([model, bgNbd.fit(split), paretoNbd.fit(split)], split);
    expect(Array.from(table.columns.model)).toContain("baseline:asBefore");
    expect(Array.from(table.columns.rmse)).toEqual(Array.from(table.columns.rmse).sort((a, b) => a - b));
    expect(table.row(table.indexOf("mbgNbd")).rmse).toBe(errors.rmse);
  });

  test("a perfect forecast has no errors and the best order", () => {
    const rows = Array.from({ length: 20 }, (_, i) => ({ frequency: i, recency: i === 0 ? 0 : 39, age: 39 }));
    const flat = { kind: "nbd" as const, parameters: { r: 1e-9, alpha: 1e-9 } };
    const holdout = rows.map(({ frequency }) => ({ holdoutFrequency: frequency }));
    const { errors } = evaluateModel(flat, rows, holdout, { horizon: 39 });
    expect(errors.mae).toBeCloseTo(0, 6);
    expect(errors.gini).toBeCloseTo(1, 12);
    expect(errors.topDecileLift).toBeCloseTo(18.5 / 9.5, 12);
    const nothing = evaluateModel(
      flat,
      rows,
      rows.map(() => ({ holdoutFrequency: 0 })),
      { horizon: 39 },
    );
    expect(nothing.errors.gini).toBeNull();
    expect(nothing.errors.topDecileLift).toBeNull();
  });

  test("tracking counts each customer from the own first purchase", () => {
    const model = bgNbd.fit(split);
    const { columns, length } = expectedTransactions(model, split);
    expect(length).toBe(38); // whole weeks from 1 January to 30 September
    const total = columns.expected.reduce((sum, e) => sum + e, 0);
    expect(total).toBeCloseTo(columns.cumulativeExpected[37] as number, 9);
    expect(total / 2457).toBeGreaterThan(0.97);
    expect(total / 2457).toBeLessThan(1.05);
    expect(expectedTransactions(model, split, { periods: 78 }).length).toBe(78);
  });
});

describe("lifetimeValue", () => {
  const history = cdnowCalibration();
  const purchases = mbgNbd.fit(history);
  const spend = gammaGamma.fit(history);
  const options = { horizon: { months: 12 }, discountRate: 0.1 };

  test("without discounting it is purchases times spend times margin", () => {
    const values = lifetimeValue({ purchases, spend, margin: 0.3 }, history, { horizon: 39 });
    const { clv, expectedPurchases, expectedSpend } = values.columns;
    clv.forEach((value, i) => {
      expect(value).toBeCloseTo((expectedPurchases[i] as number) * (expectedSpend[i] as number) * 0.3, 9);
    });
  });

  test("one month at a rate of 100 % a month halves it at the end, takes the root of that at the middle", () => {
    const monthly = 2 ** 12 - 1;
    const at = (timing: "end" | "mid", discountRate: number) =>
      lifetimeValue({ purchases, spend: 1 }, [row], { horizon: { months: 1 }, discountRate, timing }).row(0)
        .clv as number;
    expect(at("end", monthly)).toBeCloseTo(at("end", 0) / 2, 12);
    expect(at("mid", monthly)).toBeCloseTo(at("end", 0) / Math.SQRT2, 12);
  });

  test("many short steps to a far horizon approach the lifetime", () => {
    const year = lifetimeValue({ purchases, spend: 1 }, [row], {
      horizon: { years: 90 },
      discountRate: 0.3,
      timing: "mid",
    });
    const lifetime = lifetimeValue({ purchases, spend: 1 }, [row], {
      horizon: "lifetime",
      discountRate: 0.3,
    });
    expect((year.row(0).clv as number) / (lifetime.row(0).clv as number)).toBeCloseTo(1, 3);
  });

  test("the delta method and the bootstrap agree, and hold the value", () => {
    const some = history.slice(0, 40);
    const delta = lifetimeValue({ purchases, spend }, some, options);
    const bootstrap = lifetimeValue({ purchases, spend }, history, {
      ...options,
      intervals: "bootstrap",
      draws: 60,
    });
    for (let i = 0; i < 40; i += 1) {
      const { clv, clvLow, clvHigh } = delta.row(i) as { clv: number; clvLow: number; clvHigh: number };
      expect(clvLow).toBeGreaterThan(0);
      expect(clvLow).toBeLessThan(clv);
      expect(clvHigh).toBeGreaterThan(clv);
      const other = (bootstrap.columns.clvHigh[i] as number) - (bootstrap.columns.clvLow[i] as number);
      expect(other / (clvHigh - clvLow)).toBeGreaterThan(0.5);
      expect(other / (clvHigh - clvLow)).toBeLessThan(2);
    }
  });

  test("the total is the sum of the customers, with an interval", () => {
    const values = lifetimeValue({ purchases, spend, margin: 0.3 }, history, options);
    const sum = values.columns.clv.reduce((s, v) => s + v, 0);
    expect(values.total.value).toBeCloseTo(sum, 6);
    expect(values.total.low).toBeLessThan(sum);
    expect(values.total.high).toBeGreaterThan(sum);
  });

  test("bare parameters give values, and no interval", () => {
    const { clv, clvLow } = lifetimeValue({ purchases: mbg, spend: 30 }, [row], options).row(0);
    expect(clv).toBeGreaterThan(0);
    expect(clvLow).toBeNull();
  });

  test("spend of 0 or less is set aside and counted", () => {
    const rows = [
      { ...row, meanRepeatSpend: 20 },
      { ...row, meanRepeatSpend: 0 },
      { ...row, meanRepeatSpend: -5 },
    ];
    const values = lifetimeValue({ purchases, spend }, rows, options);
    expect(values.notPositiveSpend).toBe(2);
    expect(values.row(1).clv).toBeNull();
    expect(values.total.value).toBeCloseTo(values.row(0).clv as number, 9);
  });

  test("q of 1 or less gives no infinite and no negative value", () => {
    const heavy = { kind: "gammaGamma" as const, parameters: { p: 3, q: 0.8, gamma: 10 } };
    const rows = [
      { ...row, meanRepeatSpend: 20 },
      { frequency: 0, recency: 0, age: 30, meanRepeatSpend: null },
    ];
    const values = lifetimeValue({ purchases, spend: heavy }, rows, options);
    expect(values.warnings).toEqual([{ code: "spend_mean_infinite", q: 0.8 }]);
    for (const { clv } of values) {
      expect(clv).toBeGreaterThan(0);
      expect(clv).toBeLessThan(1e6);
    }
  });

  test("spend that goes with frequency draws customers towards those who buy as often", () => {
    const rows = Array.from({ length: 400 }, (_, i) => ({
      frequency: 1 + (i % 10),
      recency: 30,
      age: 39,
      meanRepeatSpend: (5 + 3 * (i % 10)) * (1 + 0.3 * Math.sin(i)),
    }));
    const dependent = gammaGamma.fit(rows);
    const values = lifetimeValue(
      { purchases: mbg, spend: dependent },
      [{ frequency: 0, recency: 0, age: 39 }],
      options,
    );
    expect(values.warnings[0]?.code).toBe("spend_depends_on_frequency");
    const [blind] = gammaGamma.expectedSpend(dependent, [{ frequency: 0 }]);
    expect(values.row(0).expectedSpend).toBeLessThan(0.7 * (blind as number));
  });

  test("margin and spend may be given for each row", () => {
    const rows = [row, row];
    const values = lifetimeValue({ purchases: mbg, spend: [10, 20], margin: [1, 0.25] }, rows, {
      horizon: 52,
    });
    expect((values.row(1).clv as number) / (values.row(0).clv as number)).toBeCloseTo(0.5, 12);
  });

  test("rows without ids are named by their position, and dates need a day to count from", () => {
    const [first] = lifetimeValue({ purchases: mbg, spend: 10 }, [row], { horizon: 52 }).toRows();
    expect(first?.customerId).toBe("#0");
    expect(first?.nextPurchaseDate).toBeNull();
    const value = lifetimeValue({ purchases, spend: 10 }, history, { horizon: 52 }).row(0);
    expect(value.customerId).toBe("00004");
    const wait = mbgNbd.nextPurchase(purchases, history)[0] as number;
    const days = (Date.parse(value.nextPurchaseDate as string) - Date.parse("1997-09-30")) / 86_400_000;
    expect(Math.abs(days - wait * 7)).toBeLessThan(1);
  });
});

describe("simple values", () => {
  test("historic value is revenue times margin", () => {
    const history = purchaseHistory([{ customerId: "ann", at: "2026-01-05", amount: 30 }], {
      asOf: "2026-02-01",
    });
    expect(Array.from(historicClv(history, { margin: 0.5 }))).toEqual([15]);
    expect(Array.from(historicClv([{ revenue: 7 }]))).toEqual([7]);
  });

  // Gupta and Lehmann (2003), table of margin multiples
  test.each([
    [0.6, 0.1, 1.2],
    [0.6, 0.14, 1.11],
    [0.7, 0.1, 1.75],
    [0.7, 0.16, 1.52],
    [0.8, 0.1, 2.67],
    [0.8, 0.12, 2.5],
    [0.8, 0.16, 2.22],
    [0.9, 0.1, 4.5],
    [0.9, 0.12, 4.09],
    [0.9, 0.16, 3.46],
    [0, 0.1, 0],
    [1, 0.1, 10],
  ])("retention %d at %d gives a multiple of %d", (retention, discountRate, multiple) => {
    const got = marginMultiple({ retention, discountRate });
    expect(Math.abs(got - multiple)).toBeLessThan(0.0051);
    expect(marginMultiple({ retention, discountRate, timing: "immediate" }) - got).toBeCloseTo(1, 12);
    expect(retentionClv({ margin: 20, retention, discountRate })).toBeCloseTo(20 * got, 12);
    expect(retentionClv({ margin: 20, retention, discountRate, periods: 2000 })).toBeCloseTo(20 * got, 9);
  });

  test("growth raises it, and over few periods may outrun retention", () => {
    expect(marginMultiple({ retention: 0.8, discountRate: 0.1, growth: 0.1 })).toBeCloseTo(
      0.8 / (1.1 - 0.88),
      12,
    );
    expect(retentionClv({ margin: 1, retention: 1, discountRate: 0, growth: 1, periods: 3 })).toBe(7);
  });
});
