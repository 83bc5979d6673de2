import { expectTypeOf, test } from "vitest";
import {
  bgNbd,
  chooseModel,
  gammaGamma,
  lifetimeValue,
  mbgNbd,
  nbd,
  paretoNbd,
} from "../../src/clv/index.ts";
import { purchaseHistory } from "../../src/history/index.ts";

const rows = [{ frequency: 2, recency: 30, age: 39 }];
const inWeeks = purchaseHistory([{ customerId: "ann", at: "2026-01-05", amount: 3 }], { asOf: "2026-02-01" });
const inDays = purchaseHistory([{ customerId: "ann", at: "2026-01-05", amount: 3 }], {
  asOf: "2026-02-01",
  timeUnit: "day",
});

test("a fitted model knows its kind, its parameters and the unit of its rows", () => {
  const model = bgNbd.fit(inWeeks);
  expectTypeOf(model.kind).toEqualTypeOf<"bgNbd">();
  expectTypeOf(model.timeUnit).toEqualTypeOf<"week" | undefined>();
  expectTypeOf(model.parameters.alpha).toEqualTypeOf<number>();
  expectTypeOf(paretoNbd.fit(rows).parameters).toHaveProperty("beta");
  expectTypeOf(model.fit.standardErrors).toEqualTypeOf<{
    readonly r: number;
    readonly alpha: number;
    readonly a: number;
    readonly b: number;
  } | null>();
});

test("a purchase history, rows and columns are taken; { parameters } alone is a model", () => {
  const parameters = { r: 1, alpha: 2, a: 3, b: 4 };
  expectTypeOf(bgNbd.probabilityAlive({ parameters }, inWeeks)).toEqualTypeOf<Float64Array>();
  expectTypeOf(bgNbd.probabilityAlive({ parameters }, rows)).toEqualTypeOf<Float64Array>();
  const columns = { frequency: [2], recency: [30], age: [39] };
  expectTypeOf(bgNbd.probabilityAlive({ parameters }, { columns })).toEqualTypeOf<Float64Array>();
});

test("what does not fit does not compile", () => {
  const model = bgNbd.fit(inWeeks);
  // @ts-expect-error a model of another kind
  mbgNbd.probabilityAlive(model, inWeeks);
  // @ts-expect-error rows in another time unit
  bgNbd.probabilityAlive(model, inDays);
  // @ts-expect-error a parameter by another name
  bgNbd.probabilityAlive({ parameters: { r: 1, alpha: 2, s: 3, beta: 4 } }, rows);
  // @ts-expect-error no horizon
  bgNbd.expectedPurchases(model, inWeeks, {});
  // @ts-expect-error a misspelt field
  bgNbd.fit([{ frequency: 2, recencyDays: 30, age: 39 }]);
  // @ts-expect-error bare columns
  bgNbd.fit({ frequency: [2], recency: [30], age: [39] });
  // @ts-expect-error an unknown unit
  bgNbd.fit(rows, { timeUnit: "hour" });
  // @ts-expect-error a prior on a parameter that the model lacks
  nbd.fit(rows, { priors: { s: { median: 1, pseudoCustomers: 1 } } });
  // @ts-expect-error a model of spend is none of purchases
  lifetimeValue({ purchases: gammaGamma.fit(rows), spend: 3 }, rows, { horizon: 1 });
  // @ts-expect-error a model of spend is no candidate
  chooseModel(rows, { candidates: [gammaGamma] });
});
