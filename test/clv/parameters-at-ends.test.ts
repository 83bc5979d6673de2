import { describe, expect, test } from "vitest";
import {
  betaDiscreteWeibull,
  bgBb,
  bgCnbdK,
  bgNbd,
  gammaGamma,
  mbgCnbdK,
  mbgNbd,
  nbd,
  paretoNbd,
  shiftedBetaGeometric,
} from "../../src/clv/index.ts";

const ENDS = [1e-30, 1e-10, 1, 1e10, 1e30];

/** All choices of values for the names. */
function combinations(names: readonly string[], values: readonly number[]): { [name: string]: number }[] {
  return names.reduce<{ [name: string]: number }[]>(
    (all, name) => all.flatMap((one) => values.map((value) => ({ ...one, [name]: value }))),
    [{}],
  );
}

const isChance = (value: number): boolean => value >= 0 && value <= 1;
const isAmount = (value: number): boolean => value >= 0; // may be more than a double holds

const histories = [
  { frequency: 0, recency: 0, age: 0 },
  { frequency: 0, recency: 0, age: 39 },
  { frequency: 2, recency: 30.43, age: 38.86 },
  { frequency: 400, recency: 100, age: 2000 },
];

const opportunities = [
  { frequency: 0, recency: 0, opportunities: 0 },
  { frequency: 4, recency: 5, opportunities: 6 },
  { frequency: 300, recency: 400, opportunities: 500 },
];

type AnyModel = typeof bgNbd;

/** What comes of a model that is no chance, or no amount. */
function oddAnswers(model: AnyModel, given: object, rows: object[], horizons: readonly number[]): string[] {
  const parameters = given as never;
  const odd: string[] = [];
  const check = (name: string, values: ArrayLike<number>, fits: (value: number) => boolean): void => {
    if (!Array.from(values).every(fits)) odd.push(`${name} ${JSON.stringify(given)} ${values}`);
  };
  const of = { parameters };
  const customers = rows as never;
  for (const horizon of horizons) {
    check("alive", model.probabilityAlive(of, customers, { after: horizon }), isChance);
    check("expected", model.expectedPurchases(of, customers, { horizon }), isAmount);
    check("new", [model.expectedPurchasesNewCustomer(of, { horizon })], isAmount);
    for (const count of [0, 1, 7]) {
      check("count", [model.purchaseCountProbability(of, count, { horizon })], isChance);
      const counts = model.conditionalPurchaseCountProbability(of, customers, count, { horizon });
      check("count ahead", counts, isChance);
    }
  }
  for (const continuousRate of [1e-6, 0.1, 10]) {
    const all = model.discountedExpectedTransactions(of, customers, { continuousRate });
    check("discounted", all, isAmount);
  }
  return odd;
}

const models = [
  ["bgNbd", bgNbd, ["r", "alpha", "a", "b"], histories, [1e-3, 39, 5200]],
  ["mbgNbd", mbgNbd, ["r", "alpha", "a", "b"], histories, [1e-3, 39, 5200]],
  ["paretoNbd", paretoNbd, ["r", "alpha", "s", "beta"], histories, [1e-3, 39, 5200]],
  ["nbd", nbd, ["r", "alpha"], histories, [1e-3, 39, 5200]],
  ["bgBb", bgBb, ["alpha", "beta", "gamma", "delta"], opportunities, [1, 60, 2000]],
] as unknown as [string, AnyModel, string[], object[], number[]][];

describe("at the ends of the parameters chances are chances and amounts are no NaN", () => {
  test.each(models)("%s", (_, model, names, rows, horizons) => {
    const odd = combinations(names, ENDS).flatMap((p) => oddAnswers(model, p, rows, horizons));
    expect(odd).toEqual([]);
  });

  test.each([
    ["bgCnbdK", bgCnbdK],
    ["mbgCnbdK", mbgCnbdK],
  ] as unknown as [string, AnyModel][])("%s", (_, model) => {
    const some = combinations(["r", "alpha", "a", "b"], [1e-30, 1, 1e30]);
    const odd = some.flatMap((p) => oddAnswers(model, { ...p, k: 3 }, histories, [39]));
    expect(odd).toEqual([]);
  });

  test.each([
    ["shiftedBetaGeometric", shiftedBetaGeometric, ["alpha", "beta"], ENDS],
    ["betaDiscreteWeibull", betaDiscreteWeibull, ["alpha", "beta", "c"], [1e-30, 1e-3, 1, 1e30]],
  ] as unknown as [string, typeof shiftedBetaGeometric, string[], number[]][])(
    "%s",
    (_, model, names, ends) => {
      const odd: object[] = [];
      for (const p of combinations(names, ends)) {
        const of = { parameters: p as never };
        const times = [1, 2, 400];
        const chances = [model.survival(of, times), model.retention(of, times), model.churn(of, times)];
        const rate = { discountRate: 0.1 };
        const amounts = [
          model.discountedExpectedLifetime(of, rate),
          ...model.discountedExpectedResidualLifetime(of, times, rate),
          ...model.retentionElasticity(of, times, rate),
        ];
        const fits = chances.every((chance) => chance.every(isChance)) && amounts.every(Number.isFinite);
        if (!fits) odd.push({ p, chances, amounts });
      }
      expect(odd).toEqual([]);
    },
  );

  test("gammaGamma", () => {
    const rows = [1e-3, 35, 1e6].map((mean, i) => ({ frequency: 1 + 250 * i, meanRepeatSpend: mean }));
    for (const parameters of combinations(["p", "q", "gamma"], ENDS) as never[]) {
      expect(Number.isNaN(gammaGamma.logLikelihood(parameters, rows))).toBe(false);
      expect(Array.from(gammaGamma.expectedSpend({ parameters }, rows)).every(isAmount)).toBe(true);
    }
  });
});

test("beyond the ends parameters are refused, with covariates too: these have a centre", () => {
  const parameters = { r: 0.24, alpha: 4.4, a: 0.8, b: 2.4 };
  for (const alpha of [1e31, 1e300, 1e-31, 1e-300]) {
    const model = { parameters: { ...parameters, alpha } };
    expect(() => bgNbd.probabilityAlive(model, histories)).toThrow(
      "model.parameters.alpha: expected a finite number from 1e-30 to 1e+30",
    );
    const effect = { process: "purchase", field: "year", coefficient: Math.log(alpha / 4.4) / 2 } as const;
    const rows = histories.map((row) => ({ ...row, year: 2026 }));
    expect(() => bgNbd.probabilityAlive({ ...model, covariates: [effect] }, rows)).toThrow("1e-30 to 1e+30");
    const centred = { parameters, covariates: [{ ...effect, centre: 2026 }] };
    const alive = bgNbd.probabilityAlive(centred, rows);
    const plain = bgNbd.probabilityAlive({ parameters }, histories);
    alive.forEach((value, i) => {
      expect(value).toBeCloseTo(plain[i] as number, 9);
    });
  }
});

test("a power that overflows may be of a small chance to leave", () => {
  // odds a / b (1 + T / alpha)^r = 1e-30 e^720
  const [alive] = mbgNbd.probabilityAlive({ parameters: { r: 720, alpha: 1, a: 1e-20, b: 1e10 } }, [
    { frequency: 0, recency: 0, age: Math.E - 1 },
  ]);
  expect((alive as number) / Math.exp(30 * Math.LN10 - 720)).toBeCloseTo(1, 9);
});
