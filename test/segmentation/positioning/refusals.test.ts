import { describe, expect, test } from "vitest";
import {
  explainPosition,
  idealPointShares,
  logitShares,
  placeOnMap,
  positioningMap,
} from "../../../src/index.ts";
import { parsePositioningMap } from "../../../src/schema/index.ts";
import { caught } from "../../core/base.ts";
import { ratings } from "./base.ts";

describe("what is refused", () => {
  const ideal = { segment: "all", price: 1, taste: 1 };
  const cases: readonly (readonly [string, () => unknown, string, string])[] = [
    [
      "attributes that are no list",
      () => positioningMap(ratings, { attributes: "price" as never }),
      "wrong_type",
      "options.attributes: expected a list of names, got a string of 5 characters",
    ],
    [
      "more attributes than a map can hold",
      () =>
        positioningMap([
          { brand: "a", ...Object.fromEntries(Array.from({ length: 1001 }, (_, i) => [`a${i}`, i])) },
        ]),
      "too_large",
      "options.attributes: expected at most 1000, got 1001",
    ],
    [
      "ideals that are no list",
      () => positioningMap(ratings, { ideals: 3 as never }),
      "wrong_type",
      "options.ideals: expected a list of ideals, got a positive integer",
    ],
    [
      "ratings that are none",
      () => placeOnMap(positioningMap(ratings).map, null as never),
      "wrong_type",
      "ratings: expected ratings by attribute, got null",
    ],
    [
      "points that are no list",
      () => idealPointShares(3 as never, [1]),
      "wrong_type",
      "points: expected a list of points, got a positive integer",
    ],
    [
      "a point that is no list",
      () => idealPointShares([3 as never], [1]),
      "wrong_type",
      "points.0: expected a list of coordinates, got a positive integer",
    ],
    [
      "an ideal of no dimension",
      () => idealPointShares([[1]], []),
      "empty",
      "ideal: expected at least one coordinate, got none",
    ],
    [
      "utilities that are no list",
      () => logitShares(3 as never),
      "wrong_type",
      "utilities: expected a list of numbers, got a positive integer",
    ],
    ["no brand", () => positioningMap([]), "empty", "ratings: expected at least one brand, got none"],
    [
      "nothing rated",
      () => positioningMap([{ brand: "a" }]),
      "missing",
      "ratings: expected a column beside the brand's, got none",
    ],
    [
      "a rating of text",
      () => positioningMap([{ brand: "a", price: "1" }]),
      "wrong_type",
      "ratings.0.price: expected a finite number, got a string of 1 character",
    ],
    [
      "a brand never rated in something",
      () =>
        positioningMap([
          { brand: "a", price: 1 },
          { brand: "b", price: null },
        ]),
      "missing",
      "ratings.1.price: expected a rating in at least one row of the brand",
    ],
    [
      "an attribute twice",
      () => positioningMap(ratings, { attributes: ["price", "price"] }),
      "duplicate",
      "options.attributes: expected a name once, got one twice",
    ],
    [
      "no attributes",
      () => positioningMap(ratings, { attributes: [] }),
      "empty",
      "options.attributes: expected at least one attribute, got none",
    ],
    [
      "an attribute that is no name",
      () => positioningMap(ratings, { attributes: [1 as never] }),
      "wrong_type",
      "options.attributes.0: expected a name, got a positive integer",
    ],
    [
      "a misspelt option",
      () => positioningMap(ratings, { scales: "none" } as never),
      "unknown_name",
      "options.scales: expected one of attributes, scale, ideals, space, preference, fields, got another name",
    ],
    [
      "a scale that is not known",
      () => positioningMap(ratings, { scale: "z" as never }),
      "unknown_name",
      "options.scale: expected one of none, unit-variance, got a string of 1 character",
    ],
    [
      "too many brands",
      () => positioningMap(Array.from({ length: 2001 }, (_, i) => ({ brand: i, a: i }))),
      "too_large",
      "ratings: expected at most 2000 brands, got 2001",
    ],
    [
      "an ideal without a rating",
      () => positioningMap(ratings, { ideals: [{ segment: "all", price: 1 }] }),
      "missing",
      "options.ideals.0.taste: expected a rating, got nothing",
    ],
    [
      "a group twice",
      () => positioningMap(ratings, { ideals: [ideal, ideal] }),
      "duplicate",
      "options.ideals: expected a group once, got one twice",
    ],
    [
      "a size below 0",
      () => positioningMap(ratings, { ideals: [{ ...ideal, size: -1 }] }),
      "out_of_range",
      "options.ideals.0.size: expected a finite number from 0, got a negative number",
    ],
    [
      "groups of nobody",
      () => positioningMap(ratings, { ideals: [{ ...ideal, size: 0 }] }),
      "out_of_range",
      "options.ideals: expected a size above 0, got none",
    ],
    [
      "an attribute called size beside ideals",
      () => positioningMap([{ brand: "a", size: 1 }], { ideals: [{ segment: "all", size: 1 }] }),
      "conflict",
      "options.attributes: expected other names beside ideals, got size",
    ],
    [
      "a map that is none",
      () => placeOnMap({} as never, {}),
      "wrong_type",
      "map: expected the map of positioningMap, got an object",
    ],
    [
      "a map of a later version",
      () => placeOnMap({ ...positioningMap(ratings).map, version: 2 } as never, {}),
      "unknown_version",
      "map: expected a map of version 1, got another kind or version",
    ],
    [
      "a map cut short",
      () => parsePositioningMap({ ...positioningMap(ratings).map, means: [1] }),
      "length_mismatch",
      "map.means: expected 2, one an attribute, got 1",
    ],
    [
      "a map that divides by 0",
      () => parsePositioningMap({ ...positioningMap(ratings).map, scales: [1, 0] }),
      "out_of_range",
      "map.scales: expected numbers above 0, got another",
    ],
    [
      "a rating that is missing",
      () => placeOnMap(positioningMap(ratings).map, { price: 1 }),
      "missing",
      "ratings.taste: expected a rating, got nothing",
    ],
    [
      "a brand that is not on the map",
      () => explainPosition(positioningMap(ratings), "x"),
      "unknown_name",
      "brand: expected a brand on the map, got another",
    ],
    [
      "points of several dimensions",
      () => idealPointShares([[1, 2], [1]], [1, 2]),
      "length_mismatch",
      "points.1: expected 2 coordinates, got 1",
    ],
    ["no point", () => idealPointShares([], [1]), "empty", "points: expected at least one point, got none"],
    [
      "an infinite utility",
      () => logitShares([Number.POSITIVE_INFINITY]),
      "not_finite",
      "utilities.0: expected a finite number, got Infinity",
    ],
    ["no utility", () => logitShares([]), "empty", "utilities: expected at least one number, got none"],
    [
      "no table",
      () => positioningMap(null as never),
      "wrong_type",
      "ratings: expected an array of rows or { columns }, got null",
    ],
    [
      "an unknown space",
      () => positioningMap(ratings, { space: "attributes" as never }),
      "unknown_name",
      "options.space: expected one of map, ratings, got a string of 10 characters",
    ],
    [
      "an unknown preference",
      () => positioningMap(ratings, { preference: "nearest" as never }),
      "unknown_name",
      "options.preference: expected one of inverse-square, logit, got a string of 7 characters",
    ],
    [
      "an unknown field",
      () => positioningMap(ratings, { fields: { price: "p" } as never }),
      "unknown_name",
      "options.fields.price: expected one of brand, got another name",
    ],
    [
      "fields that are null",
      () => positioningMap(ratings, { fields: null as never }),
      "wrong_type",
      "options.fields: expected an object, got null",
    ],
    [
      "fields that are none",
      () => positioningMap(ratings, { fields: "brand" as never }),
      "wrong_type",
      "options.fields: expected an object, got a string of 5 characters",
    ],
    [
      "an attribute that is not there",
      () => positioningMap(ratings, { attributes: ["colour"] }),
      "missing",
      "ratings.0.colour: expected a rating in at least one row of the brand",
    ],
    [
      "ratings that are infinite",
      () => positioningMap([{ brand: "a", x: Infinity }]),
      "not_finite",
      "ratings.0.x: expected a finite number, got Infinity",
    ],
    [
      "no brand",
      () => positioningMap([{ x: 1 } as never]),
      "missing",
      "ratings.0.brand: expected a string or a finite number, got nothing",
    ],
    [
      "a brand that is yes",
      () => positioningMap([{ brand: true, x: 1 } as never]),
      "wrong_type",
      "ratings.0.brand: expected a string or a finite number, got a boolean",
    ],
    [
      "an ideal without a group",
      () => positioningMap(ratings, { ideals: [{ price: 1, taste: 1 } as never] }),
      "missing",
      "options.ideals.0.segment: expected a string or a finite number, got nothing",
    ],
    [
      "an ideal in words",
      () => positioningMap(ratings, { ideals: [{ segment: "a", price: "1", taste: 1 }] }),
      "wrong_type",
      "options.ideals.0.price: expected a finite number, got a string of 1 character",
    ],
    [
      "an ideal of a size in words",
      () => positioningMap(ratings, { ideals: [{ segment: "a", size: "1" as never, price: 1, taste: 1 }] }),
      "wrong_type",
      "options.ideals.0.size: expected a finite number, got a string of 1 character",
    ],
    [
      "ratings that are none",
      () => placeOnMap(positioningMap(ratings).map, 5 as never),
      "wrong_type",
      "ratings: expected ratings by attribute, got a positive integer",
    ],
    [
      "a rating that is null",
      () => placeOnMap(positioningMap(ratings).map, { price: 1, taste: null }),
      "missing",
      "ratings.taste: expected a rating, got null",
    ],
    [
      "a rating in words",
      () => placeOnMap(positioningMap(ratings).map, { price: 1, taste: "4" }),
      "wrong_type",
      "ratings.taste: expected a finite number, got a string of 1 character",
    ],
    [
      "a rating without end",
      () => placeOnMap(positioningMap(ratings).map, { price: Infinity, taste: 4 }),
      "not_finite",
      "ratings.price: expected a finite number, got Infinity",
    ],
    [
      "no map",
      () => placeOnMap(null as never, {}),
      "wrong_type",
      "map: expected the map of positioningMap, got null",
    ],
    [
      "a map without axes",
      () => placeOnMap({ ...positioningMap(ratings).map, axes: [[1, 2]] } as never, {}),
      "wrong_type",
      "map: expected the map of positioningMap, got an object",
    ],
    [
      "a map of another version",
      () => placeOnMap({ ...positioningMap(ratings).map, version: 2 } as never, {}),
      "unknown_version",
      "map: expected a map of version 1, got another kind or version",
    ],
    [
      "an axis too short",
      () => placeOnMap({ ...positioningMap(ratings).map, axes: [[1, 2], [1]] }, {}),
      "length_mismatch",
      "map.axes: expected 2, one an attribute, got 1",
    ],
    [
      "a scale too many",
      () => placeOnMap({ ...positioningMap(ratings).map, scales: [1, 1, 1] }, {}),
      "length_mismatch",
      "map.scales: expected 2, one an attribute, got 3",
    ],
    [
      "a scale of NaN",
      () => placeOnMap({ ...positioningMap(ratings).map, scales: [1, NaN] }, {}),
      "out_of_range",
      "map.scales: expected numbers above 0, got another",
    ],
    [
      "a brand to explain that is none",
      () => explainPosition(positioningMap(ratings), null as never),
      "wrong_type",
      "brand: expected a text, got null",
    ],
    [
      "a map to explain that is none",
      () => explainPosition({} as never, "us"),
      "wrong_type",
      "map: expected what positioningMap gives, got an object",
    ],
    [
      "an unknown option of shares",
      () => idealPointShares([[1]], [1], { preference: "logit" } as never),
      "unknown_name",
      "options.preference: expected one of rule, got another name",
    ],
    [
      "an unknown rule of shares",
      () => idealPointShares([[1]], [1], { rule: "nearest" as never }),
      "unknown_name",
      "options.rule: expected one of inverse-square, logit, got a string of 7 characters",
    ],
    [
      "no ideal",
      () => idealPointShares([[1]], null as never),
      "wrong_type",
      "ideal: expected a list of coordinates, got null",
    ],
    [
      "a coordinate in words",
      () => idealPointShares([["1" as never]], [1]),
      "wrong_type",
      "points.0.0: expected a finite number, got a string of 1 character",
    ],
    [
      "an ideal coordinate in words",
      () => idealPointShares([[1]], ["1" as never]),
      "wrong_type",
      "ideal.0: expected a finite number, got a string of 1 character",
    ],
    [
      "a utility in words",
      () => logitShares(["1" as never]),
      "wrong_type",
      "utilities.0: expected a finite number, got a string of 1 character",
    ],
  ];

  test.each(cases)("%s", (_name, run, code, message) => {
    expect(caught(run)).toMatchObject({ name: "ScoringError", code, message });
  });
});
