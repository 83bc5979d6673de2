import { describe, expect, test } from "vitest";
import { bgObjective } from "../../src/clv/bg-nbd/objective.ts";
import { covariateObjective } from "../../src/clv/covariates/covariate-objective.ts";
import { layOutHistories } from "../../src/clv/fitting/histories.ts";
import {
  bgNbd,
  type CovariateEffect,
  evaluateModel,
  expectedTransactions,
  gammaGamma,
  lifetimeValue,
  likelihoodRatioTest,
  mbgNbd,
  paretoNbd,
} from "../../src/clv/index.ts";
import { paretoObjective } from "../../src/clv/pareto-nbd/objective.ts";
import { ScoringError } from "../../src/core/index.ts";
import { inversePositiveDefinite } from "../../src/math/cholesky.ts";
import type { Objective } from "../../src/math/newton.ts";
import { parseModel } from "../../src/schema/index.ts";
import { checkDerivatives } from "./check-derivatives.ts";

/** The three models behind one type: they differ in the names of two parameters. */
type AnyModel = typeof bgNbd;
type Four = { r: number; alpha: number; a: number; b: number };

const models = [
  ["bgNbd", bgNbd, { r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 }],
  ["mbgNbd", mbgNbd, { r: 0.525, alpha: 6.183, a: 0.891, b: 1.614 }],
  ["paretoNbd", paretoNbd, { r: 0.553, alpha: 10.578, s: 0.606, beta: 11.669 }],
] as unknown as [string, AnyModel, Four][];

const mbg = models[1]?.[2] as Four;
const asBg = mbgNbd as unknown as AnyModel;

const web = (purchase: number, lifetime: number): CovariateEffect[] => [
  { process: "purchase", field: "channel", level: "web", reference: "shop", coefficient: purchase },
  { process: "lifetime", field: "channel", level: "web", reference: "shop", coefficient: lifetime },
];

/** Parameters of a customer, by the formulas of note 019. */
function shifted(parameters: Four, purchase: number, lifetime: number): Four {
  const own = { ...parameters, alpha: parameters.alpha * Math.exp(-purchase) };
  if ("beta" in own)
    return { ...own, beta: (own as unknown as { beta: number }).beta * Math.exp(-lifetime) } as Four;
  return { ...own, a: own.a * Math.exp(lifetime), b: own.b * Math.exp(lifetime) };
}

const channels = (customers: number) =>
  Array.from({ length: customers }, (_, i) => ({ channel: i % 3 === 0 ? "web" : "shop" }));

function drawn(
  model: AnyModel,
  parameters: Four,
  effects: CovariateEffect[],
  customers: number,
  seed: number,
) {
  const covariates = channels(customers);
  return model.simulate({ parameters, covariates: effects }, { customers, age: 60, seed, covariates });
}

/** Rows with a number `z`, unrelated to what they did. */
function withNumber(customers: number) {
  return mbgNbd
    .simulate({ parameters: mbg }, { customers, age: 52, seed: 3 })
    .toRows()
    .map((row, i) => ({ ...row, z: Math.round(10 * Math.sin(7 * i)) / 10 }));
}

const errorOf = (run: () => unknown): ScoringError => {
  try {
    run();
  } catch (error) {
    if (error instanceof ScoringError) return error;
    throw error;
  }
  throw new Error("nothing was thrown");
};

describe("the objective with covariates", () => {
  const columns = (offset: number) => ({
    frequency: Float64Array.from({ length: 30 }, (_, i) => (i + offset) % 6),
    age: Float64Array.from({ length: 30 }, (_, i) => 20 + i),
    recency: Float64Array.from({ length: 30 }, (_, i) => ((i + offset) % 6 === 0 ? 0 : 5 + i / 2)),
    weight: null,
  });
  const directions: [string, (offset: number) => Objective, number[][]][] = [
    [
      "BG/NBD",
      (o) => bgObjective(0, layOutHistories(columns(o))),
      [
        [0, -1, 0, 0],
        [0, 0, 1, 1],
        [0, -1, 1, 1],
      ],
    ],
    [
      "MBG/NBD",
      (o) => bgObjective(1, layOutHistories(columns(o))),
      [
        [0, -1, 0, 0],
        [0, 0, 1, 1],
        [0, -1, 1, 1],
      ],
    ],
    [
      "Pareto/NBD",
      (o) => paretoObjective(layOutHistories(columns(o))),
      [
        [0, -1, 0, 0],
        [0, 0, 0, -1],
        [0, -1, 0, -1],
      ],
    ],
  ];
  test.each(directions)("of %s has the derivatives of its value", (_name, make, list) => {
    const groups = [0, 1, 2].map((g) => {
      const objective = make(g);
      return { objective: () => objective, values: Float64Array.of(g - 1, g * 0.7, -0.3 * g) };
    });
    const whole = covariateObjective(
      4,
      list.map((d) => Float64Array.from(d)),
      groups,
    );
    const at = [0.6, 6, 0.7, 9, Math.exp(0.4), Math.exp(-0.7), Math.exp(0.2)];
    let exact = 0;
    for (const { objective, values } of groups) {
      const own = at.slice(0, 4).map((p, k) => {
        const logs = at.slice(4).map(Math.log);
        return (
          p *
          Math.exp(logs.reduce((sum, g, j) => sum + g * (values[j] as number) * (list[j]?.[k] as number), 0))
        );
      });
      exact += objective()(Float64Array.from(own), new Float64Array(4), new Float64Array(16));
    }
    checkDerivatives(whole, at, exact);
  });
});

describe.each(models)("%s with covariates", (_name, model, parameters) => {
  const rows = drawn(model, parameters, web(0.5, -0.4), 2400, 11);
  const fitted = model.fit(rows, { covariates: ["channel"], timeUnit: "week" });
  const effects = fitted.covariates ?? [];

  test("finds the parameters that customers were drawn from", () => {
    expect(fitted.fit.converged).toBe(true);
    expect(effects.map(({ process, field, level, reference }) => [process, field, level, reference])).toEqual(
      [
        ["purchase", "channel", "web", "shop"],
        ["lifetime", "channel", "web", "shop"],
      ],
    );
    [0.5, -0.4].forEach((truth, e) => {
      const { coefficient, standardError } = effects[e] as CovariateEffect;
      expect(Math.abs(coefficient - truth)).toBeLessThan(3 * (standardError as number));
      expect(standardError).toBeLessThan(0.5);
    });
    for (const name of Object.keys(parameters) as (keyof Four)[]) {
      const error = fitted.fit.standardErrors?.[name] as number;
      expect(Math.abs(fitted.parameters[name] - parameters[name])).toBeLessThan(3.5 * error);
    }
  });

  test("says of each customer what the model with the customer's own parameters says", () => {
    const own = { shop: shifted(parameters, 0, 0), web: shifted(parameters, 0.5, -0.4) };
    const input = { parameters, covariates: web(0.5, -0.4), timeUnit: "week" as const };
    const few = { columns: { ...rows.columns } };
    const asked: [string, (m: { parameters: Four; covariates?: CovariateEffect[] }) => Float64Array][] = [
      ["alive", (m) => model.probabilityAlive({ ...m, timeUnit: "week" }, few)],
      ["alive after", (m) => model.probabilityAlive({ ...m, timeUnit: "week" }, few, { after: 10 })],
      ["expected", (m) => model.expectedPurchases({ ...m, timeUnit: "week" }, few, { horizon: 26 })],
      ["none", (m) => model.noPurchaseProbability({ ...m, timeUnit: "week" }, few, { horizon: 26 })],
      [
        "two",
        (m) => model.conditionalPurchaseCountProbability({ ...m, timeUnit: "week" }, few, 2, { horizon: 26 }),
      ],
      [
        "DERT",
        (m) => model.discountedExpectedTransactions({ ...m, timeUnit: "week" }, few, { discountRate: 0.1 }),
      ],
      ["next", (m) => model.nextPurchase({ ...m, timeUnit: "week" }, few, { probability: 0.2 })],
    ];
    for (const [question, ask] of asked) {
      const all = ask(input);
      const shop = ask({ parameters: own.shop });
      const online = ask({ parameters: own.web });
      for (let i = 0; i < 300; i += 1) {
        const expected = (i % 3 === 0 ? online : shop)[i] as number;
        const got = all[i] as number;
        if (Number.isNaN(expected)) expect(got, question).toBeNaN();
        else expect(Math.abs(got / expected - 1), question).toBeLessThan(1e-11);
      }
    }
  });

  test("says of a new customer what those with the same covariates are", () => {
    const input = { parameters, covariates: web(0.5, -0.4) };
    const options = { horizon: 40, covariates: { channel: "web" } };
    const own = { parameters: shifted(parameters, 0.5, -0.4) };
    const close = (got: number, expected: number) => expect(Math.abs(got / expected - 1)).toBeLessThan(1e-12);
    close(
      model.expectedPurchasesNewCustomer(input, options),
      model.expectedPurchasesNewCustomer(own, { horizon: 40 }),
    );
    close(
      model.purchaseCountProbability(input, 2, options),
      model.purchaseCountProbability(own, 2, { horizon: 40 }),
    );
  });

  test("reports the likelihood of the customers, and the curvature of it as standard errors", () => {
    const names = Object.keys(parameters) as (keyof Four)[];
    const at = [...names.map((name) => fitted.parameters[name]), ...effects.map((e) => e.coefficient)];
    const value = (p: number[]) =>
      model.logLikelihood(Object.fromEntries(names.map((name, i) => [name, p[i]])) as unknown as Four, rows, {
        covariates: effects.map((effect, e) => ({ ...effect, coefficient: p[4 + e] as number })),
      });
    expect(Math.abs(value(at) / fitted.fit.logLikelihood - 1)).toBeLessThan(1e-12);
    const steps = at.map((p) => 1e-3 * Math.max(Math.abs(p), 0.1));
    const moved = (i: number, a: number, j: number, b: number) =>
      value(
        at.map(
          (p, k) => p + (k === i ? a * (steps[i] as number) : 0) + (k === j ? b * (steps[j] as number) : 0),
        ),
      );
    const information = Float64Array.from({ length: 36 }, (_, cell) => {
      const i = Math.floor(cell / 6);
      const j = cell % 6;
      const bend = moved(i, 1, j, 1) - moved(i, 1, j, -1) - moved(i, -1, j, 1) + moved(i, -1, j, -1);
      return -bend / (4 * (steps[i] as number) * (steps[j] as number));
    });
    const inverse = inversePositiveDefinite(information, 6) as Float64Array;
    for (let i = 0; i < 6; i += 1) {
      for (let j = 0; j < 6; j += 1) {
        const got = fitted.fit.covariance?.[i]?.[j] as number;
        const scale = Math.sqrt((inverse[i * 7] as number) * (inverse[j * 7] as number));
        expect(Math.abs(got - (inverse[i * 6 + j] as number))).toBeLessThan(2e-3 * scale);
      }
    }
  });

  test("is plain JSON that the schema reads back", () => {
    expect(parseModel(JSON.stringify(fitted))).toEqual(fitted);
  });
});

describe("what covariates do not change", () => {
  const rows = withNumber(1500);
  const plain = mbgNbd.fit(rows);

  test("coefficients of 0 are no covariates", () => {
    const covariates: CovariateEffect[] = [{ process: "purchase", field: "z", coefficient: 0 }];
    const { parameters } = plain;
    expect(mbgNbd.logLikelihood(parameters, rows, { covariates })).toBe(
      mbgNbd.logLikelihood(parameters, rows),
    );
    const input = { parameters, covariates };
    const got = mbgNbd.expectedPurchases(input, rows, { horizon: 9 });
    mbgNbd.expectedPurchases({ parameters }, rows, { horizon: 9 }).forEach((expected, i) => {
      expect(Math.abs((got[i] as number) / expected - 1)).toBeLessThan(1e-11);
    });
  });

  test("covariates that are 0 of everybody leave the parameters, and say so", () => {
    const none = rows.map((row) => ({ ...row, z: 0 }));
    const { parameters, covariates, fit } = mbgNbd.fit(none, { covariates: ["z"] });
    expect(covariates?.map((effect) => effect.coefficient)).toEqual([0, 0]);
    expect(fit.reason).toBe("not_identified");
    expect(fit.runaways.map(({ parameter, runsTo }) => [parameter, runsTo])).toEqual([
      ["purchase.z", "anywhere"],
      ["lifetime.z", "anywhere"],
    ]);
    expect(Math.abs(fit.logLikelihood / plain.fit.logLikelihood - 1)).toBeLessThan(1e-12);
    expect(Math.abs(parameters.alpha / plain.parameters.alpha - 1)).toBeLessThan(1e-5);
  });

  test("a covariate in another unit, from another zero, has the coefficient in that unit and the same fit", () => {
    const one = mbgNbd.fit(rows, { covariates: { purchase: ["z"], lifetime: ["z"], penalty: 5 } });
    const moved = rows.map((row) => ({ ...row, z: 3 + row.z * 100 }));
    const other = mbgNbd.fit(moved, { covariates: { purchase: ["z"], lifetime: ["z"], penalty: 5 } });
    expect(Math.abs(other.fit.logLikelihood / one.fit.logLikelihood - 1)).toBeLessThan(1e-11);
    one.covariates?.forEach((effect, e) => {
      const same = other.covariates?.[e] as CovariateEffect;
      expect(Math.abs(same.coefficient * 100 - effect.coefficient)).toBeLessThan(1e-5);
      expect(Math.abs((same.standardError as number) * 100 - (effect.standardError as number))).toBeLessThan(
        1e-5,
      );
    });
  });

  test("text is the same as a column of 0 and 1 for each further value, true and false as 1 and 0", () => {
    const texts = rows.map((row, i) => ({ ...row, shop: ["a", "b", "c"][i % 3] }));
    const numbers = rows.map((row, i) => ({ ...row, b: i % 3 === 1 ? 1 : 0, c: i % 3 === 2 }));
    const one = mbgNbd.fit(texts, { covariates: { purchase: ["shop"] } });
    const other = mbgNbd.fit(numbers, { covariates: { purchase: ["b", "c"] } });
    expect(other.fit.logLikelihood).toBe(one.fit.logLikelihood);
    expect(other.covariates?.map((e) => e.coefficient)).toEqual(one.covariates?.map((e) => e.coefficient));
  });

  test("rows of weight 2 are two rows", () => {
    const half = rows.slice(0, 400);
    const one = mbgNbd.fit(
      half.map((row) => ({ ...row, weight: 2 })),
      { covariates: ["z"] },
    );
    const other = mbgNbd.fit([...half, ...half], { covariates: ["z"] });
    expect(Math.abs(one.fit.logLikelihood / other.fit.logLikelihood - 1)).toBeLessThan(1e-11);
    expect(one.fit.customers).toBe(800);
  });

  test("a covariate that follows from others is named and set aside", () => {
    const twice = rows.map((row) => ({ ...row, y: 1 - 2 * row.z }));
    const { covariates, fit } = mbgNbd.fit(twice, { covariates: { purchase: ["z", "y"] } });
    expect(fit.converged).toBe(false);
    expect(fit.runaways.map(({ parameter }) => parameter)).toEqual(["purchase.y"]);
    expect(covariates?.[1]?.coefficient).toBe(0);
  });
});

describe("constraints and penalties", () => {
  const rows = drawn(asBg, mbg, web(0.6, 0.3), 4000, 21);

  test("an equal coefficient is one number for both processes, between the two", () => {
    const free = mbgNbd.fit(rows, { covariates: ["channel"] });
    const equal = mbgNbd.fit(rows, { covariates: { equal: ["channel"] } });
    const [purchase, lifetime] = equal.covariates as [CovariateEffect, CovariateEffect];
    expect(purchase.coefficient).toBe(lifetime.coefficient);
    expect([purchase.equal, lifetime.equal]).toEqual([true, true]);
    expect(equal.fit.logLikelihood).toBeLessThanOrEqual(free.fit.logLikelihood);
    expect(equal.fit.aic + 2 * equal.fit.logLikelihood).toBeCloseTo(10, 6);
    expect(equal.fit.covariance).toHaveLength(6);
    const test = likelihoodRatioTest(free, equal);
    expect(test.degreesOfFreedom).toBe(1);
    expect(test.statistic).toBeCloseTo(2 * (free.fit.logLikelihood - equal.fit.logLikelihood), 9);
  });

  test("a larger penalty draws coefficients nearer to 0, a huge one to no covariates at all", () => {
    const sizes = [0, 20, 500, 1e9].map((penalty) => {
      const fitted = mbgNbd.fit(rows, { covariates: { purchase: ["channel"], penalty } });
      return [fitted.covariates?.[0]?.coefficient as number, fitted.fit.logLikelihood] as const;
    });
    const coefficients = sizes.map(([coefficient]) => Math.abs(coefficient));
    expect([...coefficients].sort((a, b) => b - a)).toEqual(coefficients);
    expect(coefficients[3]).toBeLessThan(1e-5);
    expect(sizes[3]?.[1]).toBeCloseTo(mbgNbd.fit(rows).fit.logLikelihood, 3);
  });

  test("a penalty of one process leaves the other", () => {
    const fitted = mbgNbd.fit(rows, {
      covariates: { purchase: ["channel"], lifetime: ["channel"], penalty: { lifetime: 1e9 } },
    });
    expect(Math.abs(fitted.covariates?.[0]?.coefficient as number)).toBeGreaterThan(0.3);
    expect(Math.abs(fitted.covariates?.[1]?.coefficient as number)).toBeLessThan(1e-5);
    expect(fitted.covariates?.map((effect) => effect.penalty)).toEqual([undefined, 1e9]);
  });

  test("the likelihood-ratio test knows chi-square", () => {
    const model = (logLikelihood: number, fields: string[]) => ({
      kind: "mbgNbd",
      parameters: mbg,
      fit: { logLikelihood, customers: 100 },
      covariates: fields.map((field) => ({ process: "purchase" as const, field, coefficient: 1 })),
    });
    // 3.841… and 5.991… are the 95 % points of chi-square with one and two degrees of freedom
    expect(likelihoodRatioTest(model(-50, ["a"]), model(-50 - 3.841458820694124 / 2, [])).pValue).toBeCloseTo(
      0.05,
      12,
    );
    expect(
      likelihoodRatioTest(model(-50, ["a", "b"]), model(-50 - 5.991464547107979 / 2, [])).pValue,
    ).toBeCloseTo(0.05, 12);
  });

  test("under no effect the test rejects at its level", () => {
    let rejected = 0;
    for (let seed = 0; seed < 40; seed += 1) {
      const none = drawn(asBg, mbg, web(0, 0), 300, 500 + seed);
      const full = mbgNbd.fit(none, { covariates: { purchase: ["channel"] } });
      if (likelihoodRatioTest(full, mbgNbd.fit(none)).pValue < 0.1) rejected += 1;
    }
    expect(rejected).toBeGreaterThan(0);
    expect(rejected).toBeLessThan(11); // of 40 at 10 %: 4 expected, 11 or more once in a thousand
  });
});

describe("covariates that are not known", () => {
  const rows = drawn(asBg, mbg, web(0.6, 0.3), 900, 31).toRows() as unknown as {
    frequency: number;
    recency: number;
    age: number;
    channel: string | null;
  }[];
  const fitted = mbgNbd.fit(rows, { covariates: ["channel"], timeUnit: "week" });

  test("rows without one are left out of a fit and counted", () => {
    const some = [...rows, { frequency: 900, recency: 1, age: 2, channel: null }];
    const other = mbgNbd.fit(some, { covariates: ["channel"] });
    expect(other.fit.leftOut).toBe(1);
    expect(other.parameters).toEqual(fitted.parameters);
  });

  test("null and a value that the model has not seen give NaN", () => {
    const odd = ["web", null, "fax", "shop"].map((channel) => ({
      frequency: 1,
      recency: 4,
      age: 9,
      channel,
    }));
    const alive = mbgNbd.probabilityAlive(fitted, odd);
    expect(Array.from(alive, Number.isNaN)).toEqual([false, true, true, false]);
    const values = lifetimeValue({ purchases: fitted, spend: 10 }, odd, { horizon: 12 });
    expect(values.toRows().map(({ clv }) => clv === null)).toEqual([false, true, true, false]);
  });
});

describe("what is made of a model with covariates", () => {
  const covariates = channels(1500);
  const rows = mbgNbd.simulate(
    { parameters: mbg, covariates: web(0.7, 0), timeUnit: "week" },
    { customers: 1500, age: 60, seed: 41, covariates, horizon: 26 },
  );
  const fitted = mbgNbd.fit(rows, { covariates: { purchase: ["channel"] } });
  const history = { columns: rows.columns, timeUnit: "week" as const };

  test("lifetime values are those of the customers' own parameters, with intervals by both methods", () => {
    const options = { horizon: { months: 12 }, discountRate: 0.1 };
    const values = lifetimeValue({ purchases: fitted, spend: 20 }, history, options);
    const coefficient = fitted.covariates?.[0]?.coefficient as number;
    const own = {
      kind: "mbgNbd" as const,
      parameters: shifted(fitted.parameters, coefficient, 0),
      timeUnit: "week" as const,
    };
    const online = lifetimeValue({ purchases: own, spend: 20 }, history, options);
    expect(values.row(0).clv).toBeCloseTo(online.row(0).clv as number, 9);
    const bootstrap = lifetimeValue({ purchases: fitted, spend: 20 }, history, {
      ...options,
      intervals: "bootstrap",
      draws: 40,
    });
    const width = (t: typeof values) => t.total.high - t.total.low;
    expect(width(values) / width(bootstrap)).toBeGreaterThan(0.6);
    expect(width(values) / width(bootstrap)).toBeLessThan(1.6);
    expect(values.row(0).clvLow as number).toBeLessThan(values.row(0).clv as number);
  });

  test("evaluation and tracking see each customer's own rate", () => {
    const holdout = { columns: { holdoutFrequency: rows.columns.futurePurchases } };
    const { errors } = evaluateModel(fitted, history, holdout, { horizon: 26 });
    const expected = mbgNbd.expectedPurchases(fitted, history, { horizon: 26 });
    expect(errors.expected / expected.reduce((sum, e) => sum + e, 0)).toBeCloseTo(1, 9);
    const curve = expectedTransactions(fitted, history).columns.cumulativeExpected;
    const actual = rows.columns.frequency.reduce((sum, x) => sum + x, 0);
    expect(Math.abs((curve[curve.length - 1] as number) / actual - 1)).toBeLessThan(0.03);
  });
});

test("a model of spend takes no covariates", () => {
  // @ts-expect-error there is no such option
  expect(errorOf(() => gammaGamma.fit([], { covariates: ["z"] })).code).toBe("unknown_name");
});
