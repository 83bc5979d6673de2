import { describe, expect, test } from "vitest";
import { bgNbd, type CovariateEffect, mbgNbd, paretoNbd } from "../../src/clv/index.ts";
import { readGolden, relativeError } from "../golden/read-golden.ts";

interface Row {
  readonly kind: "bgNbd" | "mbgNbd" | "paretoNbd";
  readonly parameters: never;
  readonly coefficients: {
    readonly purchaseWeb: number;
    readonly purchaseYears: number;
    readonly lifetimeWeb: number;
  };
  readonly web: number;
  readonly years: number;
  readonly x: number;
  readonly tx: number;
  readonly T: number;
  readonly logLikelihood: string;
  readonly alive: string;
}

const models = { bgNbd, mbgNbd, paretoNbd } as unknown as { readonly [kind: string]: typeof bgNbd };

/** By mpmath to 32 digits, two routes: test/golden/clv-covariates/make.py. */
const rows = readGolden<readonly Row[]>("clv-covariates/covariates.json");

describe("models with covariates, to 1e-12", () => {
  test("there are rows of all three", () => {
    expect(rows).toHaveLength(60);
  });

  test.each(rows.map((row, i) => [row.kind, i, row] as const))("%s, row %i", (kind, _, row) => {
    const { purchaseWeb, purchaseYears, lifetimeWeb } = row.coefficients;
    const covariates: readonly CovariateEffect[] = [
      { process: "purchase", field: "web", coefficient: purchaseWeb },
      { process: "purchase", field: "years", coefficient: purchaseYears },
      { process: "lifetime", field: "web", coefficient: lifetimeWeb },
    ];
    const { parameters } = row;
    const model = models[kind] as typeof bgNbd;
    const history = [{ frequency: row.x, recency: row.tx, age: row.T, web: row.web, years: row.years }];
    const likelihood = model.logLikelihood(parameters, history, { covariates });
    expect(relativeError(likelihood, Number(row.logLikelihood))).toBeLessThan(1e-12);
    const [alive] = model.probabilityAlive({ parameters, covariates }, history);
    expect(relativeError(alive as number, Number(row.alive))).toBeLessThan(1e-12);
  });
});
