import { describe, expectTypeOf, test } from "vitest";
import {
  explainPosition,
  idealPointShares,
  logitShares,
  type MapPoint,
  placeOnMap,
  positioningMap,
} from "../../../src/index.ts";

const ratings = [
  { brand: "us", price: 1, taste: 5 },
  { brand: "rival", price: 3, taste: 2 },
];

describe("positioning", () => {
  const map = positioningMap(ratings);

  test("places further ratings by what was learned", () => {
    expectTypeOf(placeOnMap(map.map, { price: 2, taste: 3 })).toEqualTypeOf<MapPoint>();
    // @ts-expect-error: what was learned is in its `map`
    () => placeOnMap(map, { price: 2, taste: 3 });
    // @ts-expect-error: explained is the whole, not what was learned
    () => explainPosition(map.map, "us");
  });

  test("knows its options", () => {
    // @ts-expect-error: an ideal is that of a group
    () => positioningMap(ratings, { ideals: [{ price: 1, taste: 5 }] });
    // @ts-expect-error: on the map, or over all ratings
    () => positioningMap(ratings, { space: "attributes" });
    // @ts-expect-error: no such rule
    () => positioningMap(ratings, { preference: "nearest" });
    // @ts-expect-error: the brand is all that is named
    () => positioningMap(ratings, { fields: { price: "cost" } });
  });

  test("shares are of points and utilities", () => {
    expectTypeOf(idealPointShares([[1, 2]], [1, 2]).share).toEqualTypeOf<Float64Array>();
    // @ts-expect-error: no such rule
    () => idealPointShares([[1, 2]], [1, 2], { rule: "nearest" });
    // @ts-expect-error: a point is a list of numbers
    () => idealPointShares([1, 2], [1, 2]);
    // @ts-expect-error: utilities are numbers
    () => logitShares(["high"]);
  });
});
