import { expectTypeOf, test } from "vitest";
import { type CovariateEffect, gammaGamma, mbgNbd, nbd, paretoNbd } from "../../src/clv/index.ts";

const rows = [
  { frequency: 2, recency: 30, age: 39, channel: "web", years: 3 },
  { frequency: 0, recency: 0, age: 39, channel: "shop", years: 1 },
];

test("covariates are named in a list, or by process", () => {
  const model = mbgNbd.fit(rows, { covariates: ["channel"] });
  expectTypeOf(model.covariates).toEqualTypeOf<readonly CovariateEffect[] | undefined>();
  expectTypeOf(
    mbgNbd.fit(rows, { covariates: { equal: ["years"], penalty: { purchase: 1 } } }).kind,
  ).toEqualTypeOf<"mbgNbd">();
  expectTypeOf(
    mbgNbd.expectedPurchasesNewCustomer(model, { horizon: 4, covariates: { channel: "web" } }),
  ).toEqualTypeOf<number>();
});

test("what does not fit does not compile", () => {
  // @ts-expect-error a process that the models do not have
  paretoNbd.fit(rows, { covariates: { churn: ["channel"] } });
  // @ts-expect-error NBD takes no covariates
  nbd.fit(rows, { covariates: ["channel"] });
  // @ts-expect-error nor does a model of spend
  gammaGamma.fit(rows, { covariates: ["channel"] });
  // @ts-expect-error a covariate of a new customer is a value
  mbgNbd.expectedPurchasesNewCustomer(mbgNbd.fit(rows), { horizon: 4, covariates: ["web"] });
});
