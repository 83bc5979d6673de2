import { describe, expectTypeOf, test } from "vitest";
import {
  type Ahp,
  ahp,
  ahpHierarchy,
  cagr,
  explainMarket,
  hhi,
  type Reason,
  relativeMarketShare,
  segmentAttractiveness,
  type TargetMarkets,
  targetMarkets,
  topsis,
} from "../../../src/index.ts";

const segments = [{ segment: "urban", size: 120, us: 0.2, rival: 0.4 }];

describe("markets", () => {
  test("are a table with facts, and are explained one by one", () => {
    const found = targetMarkets(segments, { criteria: [{ key: "size" }] });
    expectTypeOf(found).toEqualTypeOf<TargetMarkets>();
    expectTypeOf(explainMarket(found, "urban")).toEqualTypeOf<readonly Reason[]>();
    // @ts-expect-error: a market has a name
    () => explainMarket(found, null);
    // @ts-expect-error: criteria of what?
    () => targetMarkets(segments, {});
    // @ts-expect-error: more, less or nearer to a point, but no colour
    () => targetMarkets(segments, { criteria: [{ key: "size", better: "green" }] });
  });

  test("attractiveness needs weights that are numbers", () => {
    expectTypeOf(segmentAttractiveness(segments, { weights: { size: 1 } }).row(0).score).toEqualTypeOf<
      number | null
    >();
    // @ts-expect-error: no weights
    () => segmentAttractiveness(segments, {});
    // @ts-expect-error: a weight is a number
    () => segmentAttractiveness(segments, { weights: { size: "much" } });
  });

  test("comparisons are rows of numbers", () => {
    expectTypeOf(ahp([[1]])).toEqualTypeOf<Ahp>();
    // @ts-expect-error: rows of numbers
    () => ahp([1, 2]);
    // @ts-expect-error: no such method
    () => ahp([[1]], { method: "mean" });
    // @ts-expect-error: no such table of random indices
    () => ahp([[1]], { randomIndex: "saaty-1990" });
    // @ts-expect-error: alternatives for each criterion
    () => ahpHierarchy({ criteria: [[1]] });
    // @ts-expect-error: better or worse is yes or no
    () => topsis([[1]], { benefit: ["yes"] });
  });

  test("shares and growth say their units", () => {
    expectTypeOf(hhi(Float64Array.of(60, 40))).toEqualTypeOf<number>();
    // @ts-expect-error: no such unit
    () => hhi([60, 40], { unit: "permille" });
    // @ts-expect-error: over how many years?
    () => cagr({ start: 1, end: 2 });
    expectTypeOf(relativeMarketShare(20, 40)).toEqualTypeOf<number | null>();
    // @ts-expect-error: beside which rival?
    () => relativeMarketShare(20);
  });
});
