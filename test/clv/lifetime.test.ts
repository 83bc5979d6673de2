import { describe, expect, test } from "vitest";
import {
  bgNbd,
  gammaGamma,
  lifetimeValue,
  marginMultiple,
  mbgNbd,
  nbd,
  paretoNbd,
  retentionClv,
} from "../../src/clv/index.ts";
import { deltaIntervals } from "../../src/clv/lifetime/uncertainty.ts";

const rows = nbd
  .simulate({ parameters: { r: 1, alpha: 9 }, timeUnit: "week" }, { customers: 40, age: 39, seed: 5 })
  .toRows()
  .map((row, i) => ({ ...row, meanRepeatSpend: row.frequency === 0 ? null : 10 + (i % 7) }));
const purchases = nbd.fit(rows, { timeUnit: "week" });
const spend = gammaGamma.fit(rows);
const year = { horizon: { months: 12 }, discountRate: 0.1 } as const;

describe("options that are left out", () => {
  test("are those that the docs name", () => {
    const models = { purchases, spend };
    const short = lifetimeValue(models, rows, { horizon: 52 });
    const long = lifetimeValue({ ...models, margin: 1 }, rows, {
      horizon: 52,
      discountRate: 0,
      timing: "end",
      level: 0.9,
      intervals: "delta",
      draws: 200,
      seed: 1,
      probability: 0.5,
    });
    expect(short.toRows()).toEqual(long.toRows());
    expect({ ...short.total }).toEqual({ ...long.total });
    expect([short.timing, short.discountRate, short.intervals]).toEqual(["end", 0, "delta"]);
    const drawn = (draws?: number, seed?: number) =>
      lifetimeValue(models, rows.slice(0, 12), {
        ...year,
        intervals: "bootstrap",
        ...(draws === undefined ? {} : { draws }),
        ...(seed === undefined ? {} : { seed }),
      }).total;
    expect(drawn(5)).toEqual(drawn(5, 1));
    expect(drawn(5, 2)).not.toEqual(drawn(5));
  });
});

describe("weights", () => {
  const weighted = rows.map((row, i) => ({ ...row, weight: 1 + (i % 3) }));
  const repeated = weighted.flatMap((row) =>
    Array.from({ length: row.weight }, () => ({ ...row, weight: 1 })),
  );
  const near = (value: number, other: number) => expect(Math.abs(value / other - 1)).toBeLessThan(1e-9);

  test.each(["delta", "bootstrap", "credible"] as const)(
    "count as that many customers, each worth the same (%s)",
    (intervals) => {
      const draws = { r: [[0.9, 1, 1.1]], alpha: [[8, 9, 10]] };
      const models =
        intervals === "credible" ? { purchases: { ...purchases, draws }, spend } : { purchases, spend };
      const options = { ...year, intervals, draws: 4 };
      const some = lifetimeValue(models, weighted, options);
      const all = lifetimeValue(models, repeated, options);
      near(some.total.value, all.total.value);
      if (intervals !== "bootstrap") {
        near(some.total.low, all.total.low);
        near(some.total.high, all.total.high);
      }
      const alone = lifetimeValue(models, rows, options);
      for (const i of [0, 1, 2, 20]) {
        near(some.row(i).clv as number, alone.row(i).clv as number);
        if (intervals === "bootstrap") continue;
        near(some.row(i).clvLow as number, alone.row(i).clvLow as number);
        near(some.row(i).clvHigh as number, alone.row(i).clvHigh as number);
      }
    },
  );
});

describe("a spend", () => {
  const one = (change: object) => [{ frequency: 2, recency: 20, age: 30, meanRepeatSpend: 40, ...change }];
  const worth = (given: object, row: object = {}) =>
    lifetimeValue({ purchases, spend: given as never }, one(row), year).row(0).expectedSpend;
  const heavy = { kind: "gammaGamma", parameters: { p: 0.1, q: 0.7, gamma: 10 } };

  test("that has no mean is that of the customers observed", () => {
    // p x + q - 1 is below 0: their own mean is infinite too
    expect(worth(heavy)).toBe(40);
    expect(worth(heavy, { frequency: 0, recency: 0, meanRepeatSpend: null })).toBeNull();
  });

  test("of a model that goes with frequency turns on the usual frequency", () => {
    const parameters = { p: 6, q: 4, gamma: 15 };
    const ofAll = 30;
    const dependence = {
      independent: false,
      logCorrelation: 0.6,
      elasticity: 0.5,
      meanLogFrequency: Math.log(4),
    };
    const given = { kind: "gammaGamma", parameters, independence: dependence };
    const own = (3 / 15) * ofAll + (12 / 15) * 40;
    const usual = ofAll * Math.sqrt(2 / 4);
    expect(worth(given)).toBeCloseTo(own + (3 / 15) * (usual - ofAll), 9);
    expect(worth(given, { frequency: 0, recency: 0, meanRepeatSpend: null })).toBeCloseTo(
      ofAll * Math.sqrt(1 / 4),
      9,
    );
    const unsure = { ...dependence, logCorrelation: null, elasticity: null };
    expect(worth({ ...given, independence: unsure })).toBeCloseTo(own, 9);
    const { warnings } = lifetimeValue(
      { purchases, spend: { ...given, independence: unsure } as never },
      one({}),
      year,
    );
    expect(warnings).toEqual([{ code: "spend_depends_on_frequency", logCorrelation: Number.NaN }]);
    expect(worth({ ...given, independence: { ...dependence, independent: true } })).toBeCloseTo(own, 9);
  });

  test("that no row has, not even as null, is refused as a missing column is", () => {
    const { meanRepeatSpend: _, ...without } = one({})[0] as { meanRepeatSpend: number };
    const value = () => lifetimeValue({ purchases, spend }, [without] as never, year);
    expect(value).toThrow("rows.0.meanRepeatSpend: expected a number, or null where nothing is known");
  });

  test("of 0 or less, or not known, sets the customer aside", () => {
    const values = lifetimeValue(
      { purchases, spend },
      [
        ...one({ meanRepeatSpend: 0 }),
        ...one({ meanRepeatSpend: -1 }),
        ...one({ meanRepeatSpend: null }),
        ...one({ frequency: 0, recency: 0, meanRepeatSpend: -9 }),
      ],
      year,
    );
    expect(values.notPositiveSpend).toBe(2);
    expect(values.warnings).toEqual([{ code: "spend_unknown", customers: 1 }]);
    expect(values.toRows().map(({ clv }) => clv === null)).toEqual([true, true, true, false]);
  });
});

describe("a bootstrap", () => {
  test("leaves out the draws that nothing can be fitted to, and has no ends where none is left", () => {
    const rare = { kind: "mbgNbd", parameters: { r: 1e-6, alpha: 9, a: 1, b: 3 }, timeUnit: "week" } as const;
    const never = [{ frequency: 0, recency: 0, age: 9 }];
    const options = { ...year, intervals: "bootstrap", draws: 3 } as const;
    const { clv, clvLow, clvHigh } = lifetimeValue({ purchases: rare, spend: 3 }, never, options).row(0);
    expect(clv).toBeGreaterThan(0);
    expect([clvLow, clvHigh]).toEqual([null, null]);
    const { total } = lifetimeValue({ purchases: rare, spend: 3 }, never, options);
    expect([total.low, total.high]).toEqual([Number.NaN, Number.NaN]);
    expect(total.value).toBe(clv);
  });
});

test("infinite values have infinite ends", () => {
  const draws = { r: [[1, 1.1]], alpha: [[9, 10]] };
  const drawn = lifetimeValue(
    { purchases: { kind: "nbd", parameters: { r: 1, alpha: 9 }, draws } as never, spend: 3 },
    rows.slice(0, 2),
    { horizon: "lifetime" },
  );
  expect(drawn.row(0)).toMatchObject({ clv: Infinity, clvLow: Infinity, clvHigh: Infinity });
  expect(drawn.row(0).nextPurchaseDate).toBeNull();
});

test("rows of nobody known count for nothing, whichever the intervals", () => {
  const unknown = { customerId: "x", frequency: 3, recency: null, age: null, meanRepeatSpend: 10 };
  for (const intervals of ["delta", "bootstrap", "credible"] as const) {
    const draws = { r: [[0.9, 1]], alpha: [[8, 9]] };
    const models = { purchases: intervals === "credible" ? { ...purchases, draws } : purchases, spend: 3 };
    const options = { ...year, intervals, draws: 4 };
    const some = lifetimeValue(models, [unknown, ...rows.slice(0, 5)], options);
    expect(some.row(0)).toMatchObject({ clv: null, clvLow: null, clvHigh: null, probabilityAlive: null });
    const others = lifetimeValue(models, rows.slice(0, 5), options);
    expect(some.total.value).toBeCloseTo(others.total.value, 8);
    expect(some.row(1).clv).toBeCloseTo(others.row(0).clv as number, 8);
  }
});

test("the delta method is the exponential of an error of the logarithm, for each and for all", () => {
  // a value of k p for each k, and a relative standard error of 0.1 in p
  const part = {
    parameters: Float64Array.of(2),
    fit: { covariance: [[0.04]] },
    at: (p: Float64Array) => Float64Array.of(p[0] as number, 3 * (p[0] as number), Number.NaN, 0),
  };
  const { low, high, total } = deltaIntervals([part], Float64Array.of(1, 1, 1, 1), 0.95);
  const factor = Math.exp(1.959963984540054 * 0.1);
  [2, 6].forEach((value, i) => {
    expect(low[i]).toBeCloseTo(value / factor, 8);
    expect(high[i]).toBeCloseTo(value * factor, 8);
  });
  expect([low[2], high[2], low[3], high[3]]).toEqual([Number.NaN, Number.NaN, 0, 0]);
  expect(total.value).toBe(8);
  expect(total.low).toBeCloseTo(8 / factor, 7);
  expect(total.high).toBeCloseTo(8 * factor, 7);
  const given = { parameters: new Float64Array(0), fit: undefined, at: () => Float64Array.of(5) };
  expect(deltaIntervals([given], Float64Array.of(2), 0.9)).toEqual({
    low: Float64Array.of(10),
    high: Float64Array.of(10),
    total: { value: 10, low: 10, high: 10 },
  });
  const bare = { parameters: Float64Array.of(2), fit: undefined, at: (p: Float64Array) => p };
  expect(deltaIntervals([bare, given], Float64Array.of(1), 0.9).low).toEqual(Float64Array.of(Number.NaN));
});

const four = { r: 0.9, alpha: 8, a: 0.6, b: 4 };
test.each([
  ["BG/NBD", bgNbd, { kind: "bgNbd", parameters: four }],
  ["MBG/NBD", mbgNbd, { kind: "mbgNbd", parameters: four }],
  ["Pareto/NBD", paretoNbd, { kind: "paretoNbd", parameters: { r: 0.9, alpha: 8, s: 0.6, beta: 30 } }],
] as unknown as [string, typeof bgNbd, object][])(
  "a year of %s by the month is the sum of its months",
  (_, m, bare) => {
    const model = { ...bare, timeUnit: "week" } as never;
    const some = rows.slice(0, 6);
    const month = 365.25 / 12 / 7;
    const until = (k: number) => m.expectedPurchases(model, some, { horizon: k * month });
    for (const timing of ["end", "mid"] as const) {
      const values = lifetimeValue({ purchases: model, spend: 1 }, some, { ...year, timing });
      some.forEach((_, i) => {
        let sum = 0;
        for (let k = 1; k <= 12; k += 1) {
          const years = (timing === "end" ? k : k - 0.5) / 12;
          sum += ((until(k)[i] as number) - (until(k - 1)[i] as number)) * 1.1 ** -years;
        }
        expect(values.row(i).clv).toBeCloseTo(sum, 10);
      });
    }
  },
);

test("a margin that comes at once comes over a limited number of periods too", () => {
  const good = { retention: 0.6, discountRate: 0.2, growth: 0.1 };
  const step = (0.6 * 1.1) / 1.2;
  expect(retentionClv({ margin: 3, ...good, timing: "immediate", periods: 3 })).toBeCloseTo(
    3 * (1 + step + step ** 2),
    12,
  );
  expect(retentionClv({ margin: 3, ...good, timing: "end", periods: 2 })).toBeCloseTo(
    3 * (0.6 / 1.2) * (1 + step),
    12,
  );
  expect(retentionClv({ margin: 3, ...good })).toBe(retentionClv({ margin: 3, ...good, timing: "end" }));
  expect(marginMultiple(good)).toBe(marginMultiple({ ...good, timing: "end" }));
  expect(marginMultiple({ retention: 0.6, discountRate: 0.2 })).toBe(marginMultiple({ ...good, growth: 0 }));
  expect(retentionClv({ margin: 3, ...good, periods: 0 })).toBe(0);
  expect(marginMultiple({ retention: 1, discountRate: 0, growth: -1 })).toBe(1);
});
