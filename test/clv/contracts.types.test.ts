import { expectTypeOf, test } from "vitest";
import { bgBb, mbgCnbdK, parameterIntervals, shiftedBetaGeometric } from "../../src/clv/index.ts";

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
