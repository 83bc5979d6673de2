import { expect, expectTypeOf, test } from "vitest";
import {
  betaDiscreteWeibull,
  bgBb,
  chooseContractModel,
  fitRecencyChain,
  lifetimeValue,
  mbgCnbdK,
  mbgNbd,
  parameterIntervals,
  shiftedBetaGeometric,
} from "../../src/clv/index.ts";
import { parseCohortFits } from "../../src/schema/index.ts";

test("a number for a time, a column for a list; a fit of k has no error of k", () => {
  const model = shiftedBetaGeometric.fit([10, 6, 4], { timeUnit: "year" });
  expectTypeOf(model.kind).toEqualTypeOf<"shiftedBetaGeometric">();
  expectTypeOf(shiftedBetaGeometric.survival(model, 3)).toEqualTypeOf<number>();
  expectTypeOf(shiftedBetaGeometric.survival(model, [1, 2])).toEqualTypeOf<Float64Array>();
  const regular = mbgCnbdK.fit([{ frequency: 1, recency: 2, age: 3, sumLogGaps: Math.LN2 }]);
  expectTypeOf(regular.parameters.k).toEqualTypeOf<number>();
  expectTypeOf(parameterIntervals(regular)).not.toHaveProperty("k");
});

test("what does not fit does not compile", () => {
  const model = shiftedBetaGeometric.fit([10, 6, 4]);
  // @ts-expect-error a model of another kind
  bgBb.probabilityAlive(model, []);
  // @ts-expect-error a row of neither form
  shiftedBetaGeometric.fit([{ age: 3, active: true }]);
  // @ts-expect-error rows in continuous time
  bgBb.fit([{ frequency: 1, recency: 2, age: 3 }]);
  // @ts-expect-error a parameter by another name
  shiftedBetaGeometric.survival({ parameters: { a: 1, b: 2 } }, 3);
  // @ts-expect-error a prior on k
  mbgCnbdK.fit([], { priors: { k: { median: 1, pseudoCustomers: 1 } } });
});

const cohort = [1000, 869, 743, 653, 593, 551];

test("what was chosen is a model of one of the candidates", () => {
  const either = chooseContractModel(cohort, { holdoutPeriods: 2 });
  expectTypeOf(either.model.kind).toEqualTypeOf<"shiftedBetaGeometric" | "betaDiscreteWeibull">();
  expectTypeOf(either.reason.code).toBeString();
  const one = chooseContractModel(cohort, { holdoutPeriods: 2, candidates: [betaDiscreteWeibull] });
  expectTypeOf(one.model).toExtend<betaDiscreteWeibull.BetaDiscreteWeibullModel>();
  if (either.model.kind === "betaDiscreteWeibull") {
    expectTypeOf(either.model.parameters.c).toEqualTypeOf<number>();
    const elasticity = betaDiscreteWeibull.retentionElasticity(either.model, [1, 2], { discountRate: 0.1 });
    expectTypeOf(elasticity).toEqualTypeOf<Float64Array>();
  }
});

test("what does not suit a choice of contracts does not compile", () => {
  // @ts-expect-error how many renewals are held out is not guessed
  expect(() => chooseContractModel(cohort, {})).toThrow();
  // @ts-expect-error a model of repeat purchases
  expect(() => chooseContractModel(cohort, { holdoutPeriods: 2, candidates: [mbgNbd] })).toThrow();
  const { model } = chooseContractModel(cohort, { holdoutPeriods: 2 });
  // @ts-expect-error the model may be of the other kind
  expectTypeOf(() => betaDiscreteWeibull.survival(model, 3)).toBeFunction();
});

test("a chain takes rows with a unit of time; read-back cohorts know their kind", () => {
  const row = { frequency: 1, recency: 1, age: 2 };
  const chain = fitRecencyChain([{ ...row, holdoutFrequency: 0 }], {
    period: { years: 1 },
    timeUnit: "year",
  });
  const history = { columns: { frequency: [1], recency: [1], age: [2] }, timeUnit: "year" } as const;
  const values = lifetimeValue({ purchases: chain, spend: 1 }, history, { horizon: { years: 1 } });
  expectTypeOf(values.row(0).clv).toEqualTypeOf<number | null>();
  const readBack = (json: string) => parseCohortFits(json);
  type Kinds = ReturnType<typeof readBack>["kind"];
  expectTypeOf<Kinds>().toEqualTypeOf<"bgNbd" | "mbgNbd" | "paretoNbd" | "nbd">();
});
