import { expectTypeOf, test } from "vitest";
import {
  bgBb,
  bgNbd,
  gammaGamma,
  lifetimeValue,
  type PredictiveCheck,
  posterior,
  predictiveCheck,
  priorPredictiveCheck,
  shiftedBetaGeometric,
} from "../../../src/clv/index.ts";
import { purchaseHistory } from "../../../src/history/index.ts";

const orders = [{ customerId: "ann", at: "2026-01-05", amount: 3 }];
const inWeeks = purchaseHistory(orders, { asOf: "2026-02-01" });
const inDays = purchaseHistory(orders, { asOf: "2026-02-01", timeUnit: "day" });

test("a posterior knows its model, its parameters and the unit of its rows", () => {
  const found = posterior(bgNbd, inWeeks, { seed: 1 });
  expectTypeOf(found.kind).toEqualTypeOf<"bgNbd">();
  expectTypeOf(found.timeUnit).toEqualTypeOf<"week" | undefined>();
  expectTypeOf(found.draws.alpha).toEqualTypeOf<readonly (readonly number[])[]>();
  expectTypeOf(posterior(gammaGamma, inWeeks).summary).toHaveProperty("gamma");
  expectTypeOf(posterior(shiftedBetaGeometric, [9, 5, 4]).parameters).toHaveProperty("beta");
  expectTypeOf(bgNbd.probabilityAlive(found, inWeeks)).toEqualTypeOf<Float64Array>();
});

test("what does not fit does not compile", () => {
  const found = posterior(bgNbd, inWeeks);
  const options = { horizon: 12 };
  lifetimeValue({ purchases: found, spend: posterior(gammaGamma, inWeeks) }, inWeeks, options);
  // @ts-expect-error rows in another time unit
  lifetimeValue({ purchases: found, spend: 3 }, inDays, options);
  // @ts-expect-error spend is none of purchases
  lifetimeValue({ purchases: posterior(gammaGamma, inWeeks), spend: 3 }, inWeeks, options);
  // @ts-expect-error a model without a posterior
  posterior(bgBb, inWeeks);
  // @ts-expect-error a prior on a parameter that the model lacks
  posterior(bgNbd, inWeeks, { priors: { s: { median: 1, pseudoCustomers: 1 } } });
  // @ts-expect-error an unknown method
  posterior(bgNbd, inWeeks, { method: "gibbs" });
});

test("a predictive check takes a posterior with the rows that suit it", () => {
  const found = posterior(bgNbd, inWeeks);
  expectTypeOf(predictiveCheck(found, inWeeks)).toEqualTypeOf<PredictiveCheck>();
  priorPredictiveCheck(bgNbd, inWeeks, { priors: { r: { median: 1, pseudoCustomers: 1 } } });
  // @ts-expect-error a fitted model has no draws
  predictiveCheck(bgNbd.fit(inWeeks), inWeeks);
  // @ts-expect-error rows in another time unit
  predictiveCheck(found, inDays);
  // @ts-expect-error a prior on a parameter that the model lacks
  priorPredictiveCheck(bgNbd, inWeeks, { priors: { s: { median: 1, pseudoCustomers: 1 } } });
});
