import { describe, expect, test } from "vitest";
import { withPriors } from "../../src/clv/fitting/priors.ts";
import { bgNbd, gammaGamma, nbd, parameterIntervals, paretoNbd } from "../../src/clv/index.ts";
import { seedRandom, uniform } from "../../src/math/random.ts";
import { readGolden } from "../golden/read-golden.ts";
import { type AnyModel, bestOfStarts, fittedModels } from "./best-of-starts.ts";
import { cdnowSummary } from "./cdnow.ts";
import { nastySets } from "./nasty-sets.ts";

interface Best {
  readonly sets: { readonly [set: string]: { readonly [kindOrPurchases: string]: number } };
}

/** Made by the script beside it; see {@link bestOfStarts}. */
const { sets } = readGolden<Best>("clv-fits/best-of-30-starts.json");

describe.each(fittedModels)("%s finds the best known maximum", (kind, model, names) => {
  test.each(nastySets)("%s", (name, make) => {
    const rows = make();
    const known = sets[name] ?? {};
    // the customers that the golden value is of
    expect(rows.columns.frequency.reduce((sum, x) => sum + x, 0)).toBe(known["purchases"]);
    const best = known[kind] as number;
    const { fit, parameters } = model.fit(rows);
    expect(fit.logLikelihood).toBeGreaterThanOrEqual(best - 1e-6 * Math.max(1, Math.abs(best)));
    // the tables of the fit and the likelihood of single customers are two routes
    const exact = model.logLikelihood(parameters, rows);
    expect(Math.abs(fit.logLikelihood - exact)).toBeLessThan(1e-8 * Math.max(1, Math.abs(exact)));
    expect(fit.converged).toBe(fit.reason === undefined);
    expect(fit.runaways.length > 0).toBe(fit.reason === "not_identified");
    expect(fit.standardErrors === null).toBe(fit.reason === "not_identified");
    for (const value of Object.values(parameters)) expect(value > 0 && Number.isFinite(value)).toBe(true);
    expect(JSON.parse(JSON.stringify(fit))).toEqual(fit);
  });

  test("the best known are what 30 starts find, and the same rows give the same fit", () => {
    const [name, make] = nastySets.find(([n]) => n === "BG/NBD, very few customers") as (typeof nastySets)[0];
    const best = sets[name]?.[kind] as number;
    expect(bestOfStarts(model, names, make())).toBeCloseTo(best, 6);
    expect(model.fit(make())).toEqual(model.fit(make()));
  });
});

describe("a fit that the data do not identify says what runs where", () => {
  const ends = (rows: unknown, model: AnyModel = bgNbd) =>
    Object.fromEntries(
      model.fit(rows as never).fit.runaways.map(({ parameter, runsTo }) => [parameter, runsTo]),
    );
  const rowsOf = (name: string) => nastySets.find(([n]) => n === name)?.[1]();

  test("nobody repeats: no purchases to learn from, and nothing to be said of leaving", () => {
    expect(ends(rowsOf("nobody repeats"))).toEqual({
      r: "zero",
      alpha: "infinity",
      a: "anywhere",
      b: "anywhere",
    });
  });

  test("everybody buys the same and stays: one rate, and nobody leaves", () => {
    expect(ends(rowsOf("everybody repeats, to the last day"))).toEqual({
      r: "infinity",
      alpha: "infinity",
      a: "zero",
      b: "infinity",
    });
  });

  test("nobody leaves: Pareto/NBD runs to s = 0", () => {
    const found = ends(rowsOf("Pareto/NBD, nobody leaves"), paretoNbd as unknown as AnyModel);
    expect(found).toMatchObject({ s: "zero" });
  });

  test("every runaway has its meaning in words", () => {
    for (const [, make] of nastySets.slice(-5)) {
      for (const { meaning } of bgNbd.fit(make()).fit.runaways) expect(meaning).toMatch(/\w+ \w+/);
    }
  });

  test("a weak prior makes any of them a fit to be trusted, and pulls little where there is much data", () => {
    for (const [, make] of nastySets.slice(-4, -1)) {
      expect(bgNbd.fit(make(), { priors: "weak" }).fit.converged).toBe(true);
    }
    const plain = bgNbd.fit(cdnowSummary()).parameters;
    const weak = bgNbd.fit(cdnowSummary(), { priors: "weak" }).parameters;
    expect(Math.abs(weak.r / plain.r - 1)).toBeLessThan(0.02);
    expect(weak.r).not.toBe(plain.r);
  });
});

describe("priors", () => {
  test("value, gradient and curvature belong together", () => {
    const none = () => 0;
    const objective = withPriors(none, [null, { median: 3, pseudoCustomers: 5 }]);
    const gradient = new Float64Array(2);
    const hessian = new Float64Array(4);
    // the logarithm stands 1 above that of the median: -5/2, -5, -5
    expect(objective(Float64Array.of(1, 3 * Math.E), gradient, hessian)).toBeCloseTo(-2.5, 12);
    expect(gradient[1]).toBeCloseTo(-5, 12);
    expect(Array.from(hessian)).toEqual([0, 0, 0, -5]);
    expect(withPriors(none, [null, null])).toBe(none);
  });

  test("one that counts for a million customers decides the parameter", () => {
    const prior = { median: 0.3, pseudoCustomers: 1e9 };
    const { parameters, fit } = bgNbd.fit(cdnowSummary(), { priors: { r: prior } });
    expect(parameters.r).toBeCloseTo(0.3, 4);
    expect(fit.logLikelihood).toBeLessThan(bgNbd.fit(cdnowSummary()).fit.logLikelihood);
    // the log-likelihood that is reported is that of the customers alone
    expect(fit.logLikelihood).toBeCloseTo(bgNbd.logLikelihood(parameters, cdnowSummary()), 5);
  });
});

describe("what a fit reports", () => {
  test("the information criteria of Akaike and Bayes", () => {
    const { fit } = bgNbd.fit(cdnowSummary());
    expect(fit.aic).toBeCloseTo(2 * 4 - 2 * fit.logLikelihood, 9);
    expect(fit.bic).toBeCloseTo(4 * Math.log(2357) - 2 * fit.logLikelihood, 9);
  });

  test("standard errors are the roots of the diagonal of a symmetric covariance", () => {
    const { standardErrors, covariance } = bgNbd.fit(cdnowSummary()).fit;
    ["r", "alpha", "a", "b"].forEach((name, i) => {
      const error = (standardErrors as unknown as { [name: string]: number })[name] as number;
      expect(error ** 2).toBeCloseTo(covariance?.[i]?.[i] as number, 12);
      covariance?.forEach((_, j) => {
        expect(covariance[i]?.[j]).toBeCloseTo(covariance[j]?.[i] as number, 12);
      });
    });
  });
});

describe("Gamma-Gamma", () => {
  test("finds the best known maximum on CDNOW and on hard sets", () => {
    const random = seedRandom(5);
    const spend = (n: number, mean: (i: number) => number) =>
      Array.from({ length: n }, (_, i) => ({ frequency: 1 + (i % 7), meanRepeatSpend: mean(i) }));
    const sets = [
      cdnowSummary(),
      spend(200, (i) => (i % 2 ? 1 : 1000)),
      spend(500, () => 1 / uniform(random)),
      spend(3, (i) => 10 + i),
    ];
    for (const rows of sets) {
      const { fit } = gammaGamma.fit(rows);
      const start = Array.from({ length: 30 }, () => ({
        p: Math.exp((uniform(random) - 0.5) * 8),
        q: Math.exp((uniform(random) - 0.5) * 8),
        gamma: 30 * Math.exp((uniform(random) - 0.5) * 12),
      }));
      const best = gammaGamma.fit(rows, { start }).fit.logLikelihood;
      expect(fit.logLikelihood).toBeGreaterThanOrEqual(best - 1e-6 * Math.max(1, Math.abs(best)));
    }
  });

  test("measures whether spend goes with frequency", () => {
    const dependent = Array.from({ length: 400 }, (_, i) => ({
      frequency: 1 + (i % 10),
      meanRepeatSpend: (5 + (i % 10)) * (1 + 0.3 * Math.sin(i)),
    }));
    expect(gammaGamma.fit(dependent).independence.independent).toBe(false);
    const { independence } = gammaGamma.fit(cdnowSummary());
    expect(independence.independent).toBe(true);
    expect(independence.correlation).toBeCloseTo(0.1139, 3);
  });
});

describe("parameterIntervals", () => {
  test("never reach zero, where the symmetric ones of CDNOW Pareto/NBD do", () => {
    const model = paretoNbd.fit(cdnowSummary());
    const intervals = parameterIntervals(model);
    const beta = intervals?.beta;
    expect((beta?.estimate ?? 0) - 1.96 * (beta?.standardError ?? 0)).toBeLessThan(0);
    expect(beta?.low).toBeGreaterThan(0);
    expect((beta?.low ?? 0) * (beta?.high ?? 0)).toBeCloseTo((beta?.estimate ?? 0) ** 2, 6);
  });

  test("are null where the data do not identify the model, refused where nothing was fitted", () => {
    expect(parameterIntervals(nbd.fit([{ frequency: 0, recency: 0, age: 3 }]))).toBeNull();
    expect(() => parameterIntervals({ parameters: { r: 1 } })).toThrow("model.fit");
  });
});
