import { describe, expect, test } from "vitest";
import {
  ahp,
  ahpHierarchy,
  cagr,
  explainMarket,
  hhi,
  relativeMarketShare,
  segmentAttractiveness,
  targetMarkets,
  topsis,
} from "../../../src/index.ts";
import { caught } from "../../core/base.ts";

describe("what is refused", () => {
  const one = [{ segment: "a", size: 1 }];
  const criteria = [{ key: "size" }];
  const cases: readonly (readonly [string, () => unknown, string, string])[] = [
    [
      "criteria that are no list",
      () => targetMarkets(one, { criteria: 1 as never }),
      "wrong_type",
      "policy.criteria: expected a list of criteria, got a positive integer",
    ],
    [
      "more criteria than anybody weighs",
      () => targetMarkets(one, { criteria: Array.from({ length: 1001 }, (_, i) => ({ key: `k${i}` })) }),
      "too_large",
      "policy.criteria: expected at most 1000",
    ],
    [
      "a criterion without a name",
      () => targetMarkets(one, { criteria: [{} as never] }),
      "missing",
      "policy.criteria.0.key: expected a name other than segment, got nothing",
    ],
    [
      "a criterion with an empty name",
      () => targetMarkets(one, { criteria: [{ key: "" }] }),
      "wrong_type",
      "policy.criteria.0.key: expected a name other than segment, got an empty string",
    ],
    [
      "a column with an empty name",
      () => targetMarkets(one, { criteria: [{ key: "size", field: "" }] }),
      "wrong_type",
      "policy.criteria.0.field: expected the name of a column, got an empty string",
    ],
    [
      "a range of one number",
      () => targetMarkets(one, { criteria: [{ key: "size", range: [1] as never }] }),
      "wrong_type",
      "policy.criteria.0.range: expected two numbers, got an array of 1",
    ],
    [
      "alternatives that are no list",
      () => ahpHierarchy({ criteria: [[1]], alternatives: 1 as never }),
      "wrong_type",
      "hierarchy.alternatives: expected a matrix a criterion, got a positive integer",
    ],
    [
      "a row that is no list",
      () => ahp([1 as never]),
      "wrong_type",
      "matrix.0: expected a list of numbers, got a positive integer",
    ],
    [
      "a hundred and one items",
      () => ahp(Array.from({ length: 101 }, () => [])),
      "too_large",
      "matrix: expected at most 100 rows, got 101",
    ],
    [
      "shares that are no list",
      () => hhi(3 as never),
      "wrong_type",
      "shares: expected a list of shares, got a positive integer",
    ],
    [
      "a matrix that is none",
      () => topsis(3 as never),
      "wrong_type",
      "matrix: expected a list of rows, got a positive integer",
    ],
    [
      "an alternative that is no list",
      () => topsis([[1], 3 as never]),
      "wrong_type",
      "matrix.1: expected a list of numbers, got a positive integer",
    ],
    [
      "an alternative of nothing",
      () => topsis([[]]),
      "empty",
      "matrix.0: expected at least one number, got none",
    ],
    [
      "weights that are no list",
      () => topsis([[1]], { weights: 1 as never }),
      "wrong_type",
      "options.weights: expected a list, one a criterion, got a positive integer",
    ],
    [
      "no weights",
      () => segmentAttractiveness(one, {} as never),
      "wrong_type",
      "options.weights: expected a weight a criterion, got nothing",
    ],
    [
      "costs that are no list",
      () => segmentAttractiveness(one, { weights: { size: 1 }, costCriteria: "size" as never }),
      "wrong_type",
      "options.costCriteria: expected a list of criteria, got a string of 4 characters",
    ],
    [
      "no criteria",
      () => targetMarkets(one, {} as never),
      "missing",
      "policy.criteria: expected a list of criteria, got nothing",
    ],
    [
      "an empty list of them",
      () => targetMarkets(one, { criteria: [] }),
      "empty",
      "policy.criteria: expected at least one criterion, got none",
    ],
    [
      "a key twice",
      () => targetMarkets(one, { criteria: [...criteria, ...criteria] }),
      "duplicate",
      "policy.criteria.1.key: expected a key once, got one twice",
    ],
    [
      "a criterion called segment",
      () => targetMarkets(one, { criteria: [{ key: "segment" }] }),
      "conflict",
      "policy.criteria.0.key: expected a name other than segment, got a string of 7 characters",
    ],
    [
      "a misspelt setting",
      () => targetMarkets(one, { criteria: [{ key: "size", wieght: 1 } as never] }),
      "unknown_name",
      "policy.criteria.0.wieght: expected one of key, part, weight, better, range, measure, start, end, years, field, unit, got another name",
    ],
    [
      "years of a value",
      () => targetMarkets(one, { criteria: [{ key: "size", years: 1 } as never] }),
      "unknown_name",
      "policy.criteria.0.years: expected one of key, part, weight, better, range, measure, field, got another name",
    ],
    [
      "a negative weight",
      () => targetMarkets(one, { criteria: [{ key: "size", weight: -1 }] }),
      "out_of_range",
      "policy.criteria.0.weight: expected a finite number from 0, got a negative number",
    ],
    [
      "no weight at all",
      () => targetMarkets(one, { criteria: [{ key: "size", weight: 0 }] }),
      "out_of_range",
      "policy.criteria: expected a weight above 0 for attractiveness, got none",
    ],
    [
      "a range upside down",
      () => targetMarkets(one, { criteria: [{ key: "size", range: [5, 1] }] }),
      "out_of_range",
      "policy.criteria.0.range.1: expected a finite number from 5, got a positive integer",
    ],
    [
      "growth without its start",
      () => targetMarkets(one, { criteria: [{ key: "g", measure: "growth" } as never] }),
      "missing",
      "policy.criteria.0.start: expected the name of a column, got nothing",
    ],
    [
      "weights beside comparisons",
      () =>
        targetMarkets(one, {
          criteria: [{ key: "size", weight: 2 }],
          comparisons: { attractiveness: [[1]] },
        }),
      "conflict",
      "policy.criteria.0.weight: expected no weight beside comparisons, got one",
    ],
    [
      "comparisons of too many",
      () =>
        targetMarkets(one, {
          criteria,
          comparisons: {
            attractiveness: [
              [1, 1],
              [1, 1],
            ],
          },
        }),
      "length_mismatch",
      "policy.comparisons.attractiveness: expected 1, one a criterion, got 2",
    ],
    [
      "a later version",
      () => targetMarkets(one, { version: 2, criteria } as never),
      "unknown_version",
      "policy.version: expected 1, got a positive integer",
    ],
    [
      "cuts beyond the scale",
      () => targetMarkets(one, { criteria, cuts: [2, 3] }),
      "out_of_range",
      "policy.cuts.0: expected a finite number from 0 to 1, got a positive integer",
    ],
    [
      "a market twice",
      () => targetMarkets([...one, ...one], { criteria }),
      "duplicate",
      "segments.1.segment: expected a market once",
    ],
    [
      "no market",
      () => targetMarkets([], { criteria }),
      "empty",
      "segments: expected at least one market, got none",
    ],
    [
      "a size of text",
      () => targetMarkets([{ segment: "a", size: "1" }], { criteria }),
      "wrong_type",
      "segments.0.size: expected a finite number, got a string of 1 character",
    ],
    [
      "a column that is not there",
      () => targetMarkets({ columns: { segment: ["a"] } } as never, { criteria }),
      "missing",
      'segments.columns.size: expected a column (or say which one it is: fields: { size: "…" }), got nothing',
    ],
    [
      "growth from nothing",
      () =>
        targetMarkets([{ segment: "a", s: 0, e: 1 }], {
          criteria: [{ key: "g", measure: "growth", start: "s", end: "e", years: 1 }],
        }),
      "out_of_range",
      "segments.0.start: expected a finite number above 0, got zero",
    ],
    [
      "shares above everything",
      () =>
        targetMarkets([{ segment: "a", c: [60, 60] }], { criteria: [{ key: "c", measure: "competition" }] }),
      "out_of_range",
      "segments.0.c: expected shares that add up to 100, got more",
    ],
    [
      "a market that is not there",
      () => explainMarket(targetMarkets(one, { criteria }), "b"),
      "unknown_name",
      "segment: expected one of the markets, got another",
    ],
    [
      "comparisons that are none",
      () => ahp("x" as never),
      "wrong_type",
      "matrix: expected a list of rows, got a string of 1 character",
    ],
    ["a matrix without rows", () => ahp([]), "empty", "matrix: expected at least one row, got none"],
    [
      "a matrix that is not square",
      () => ahp([[1, 2]]),
      "length_mismatch",
      "matrix.0: expected 1 numbers, got 2",
    ],
    [
      "a pair without its inverse",
      () =>
        ahp([
          [1, 2],
          [2, 1],
        ]),
      "conflict",
      "matrix.1.0: expected the inverse of 0.1, got another number",
    ],
    [
      "a diagonal of 2",
      () => ahp([[2]]),
      "conflict",
      "matrix.0.0: expected 1 on the diagonal, got another number",
    ],
    [
      "a comparison of 0",
      () =>
        ahp([
          [1, 0],
          [1, 1],
        ]),
      "out_of_range",
      "matrix.0.1: expected a finite number from 1e-9 to 1000000000, got zero",
    ],
    [
      "a table that is not known",
      () =>
        ahp(
          [
            [1, 1, 1],
            [1, 1, 1],
            [1, 1, 1],
          ],
          { randomIndex: "saaty" as never },
        ),
      "unknown_name",
      "options.randomIndex: expected one of saaty-1980, saaty-2005, got a string of 5 characters",
    ],
    [
      "a hierarchy without a matrix a criterion",
      () =>
        ahpHierarchy({
          criteria: [
            [1, 1],
            [1, 1],
          ],
          alternatives: [],
        }),
      "length_mismatch",
      "hierarchy.alternatives: expected 2, one a criterion, got 0",
    ],
    [
      "matrices of several sizes",
      () =>
        ahpHierarchy({
          criteria: [
            [1, 1],
            [1, 1],
          ],
          alternatives: [
            [[1]],
            [
              [1, 1],
              [1, 1],
            ],
          ],
        }),
      "length_mismatch",
      "hierarchy.alternatives.1: expected 1 rows, got 2",
    ],
    ["no alternative", () => topsis([]), "empty", "matrix: expected at least one row, got none"],
    [
      "rows of several lengths",
      () => topsis([[1, 2], [1]]),
      "length_mismatch",
      "matrix.1: expected 2 numbers, got 1",
    ],
    [
      "an infinite value",
      () => topsis([[Number.POSITIVE_INFINITY]]),
      "not_finite",
      "matrix.0.0: expected a finite number, got Infinity",
    ],
    [
      "too few weights",
      () => topsis([[1, 2]], { weights: [1] }),
      "length_mismatch",
      "options.weights: expected 2, one a criterion, got 1",
    ],
    [
      "weights of nothing",
      () => topsis([[1, 2]], { weights: [0, 0] }),
      "out_of_range",
      "options.weights: expected a weight above 0, got none",
    ],
    [
      "a benefit of 1",
      () => topsis([[1]], { benefit: [1 as never] }),
      "wrong_type",
      "options.benefit.0: expected true or false, got a positive integer",
    ],
    ["no shares", () => hhi([]), "empty", "shares: expected at least one share above 0, got none"],
    [
      "a negative share",
      () => hhi([-1]),
      "out_of_range",
      "shares.0: expected a finite number from 0, got a negative number",
    ],
    [
      "fractions taken for percent",
      () => hhi([60, 40], { unit: "fraction" }),
      "out_of_range",
      "shares: expected shares that add up to 1, got more",
    ],
    [
      "growth over no time",
      () => cagr({ start: 1, end: 2, years: 0 }),
      "out_of_range",
      "growth.years: expected a finite number above 0, got zero",
    ],
    [
      "a share below 0",
      () => relativeMarketShare(-1, 2),
      "out_of_range",
      "ownShare: expected a finite number from 0, got a negative number",
    ],
    [
      "a cost that is no criterion",
      () => segmentAttractiveness(one, { weights: { size: 1 }, costCriteria: ["x"] }),
      "unknown_name",
      "options.costCriteria.0: expected one of size",
    ],
    [
      "no policy",
      () => targetMarkets(one, null as never),
      "wrong_type",
      "policy: expected an object, got null",
    ],
    [
      "an unknown option",
      () => targetMarkets(one, { criteria, weights: {} } as never),
      "unknown_name",
      "policy.weights: expected one of version, criteria, comparisons, randomIndex, cuts, fields, got another name",
    ],
    [
      "an unknown field",
      () => targetMarkets(one, { criteria, fields: { brand: "x" } } as never),
      "unknown_name",
      "policy.fields.brand: expected one of segment, got another name",
    ],
    [
      "fields that are null",
      () => targetMarkets(one, { criteria, fields: null } as never),
      "wrong_type",
      "policy.fields: expected an object, got null",
    ],
    [
      "an unknown part",
      () => targetMarkets(one, { criteria: [{ key: "size", part: "risk" as never }] }),
      "unknown_name",
      "policy.criteria.0.part: expected one of attractiveness, ability, got a string of 4 characters",
    ],
    [
      "an unknown measure",
      () => targetMarkets(one, { criteria: [{ key: "size", measure: "share" as never }] }),
      "unknown_name",
      "policy.criteria.0.measure: expected one of value, growth, competition, got a string of 5 characters",
    ],
    [
      "a unit of a growth",
      () =>
        targetMarkets(one, {
          criteria: [
            { key: "g", measure: "growth", start: "a", end: "b", years: 1, unit: "percent" } as never,
          ],
        }),
      "unknown_name",
      "policy.criteria.0.unit: expected one of key, part, weight, better, range, measure, start, end, years, got another name",
    ],
    [
      "an end that is no name",
      () =>
        targetMarkets(one, {
          criteria: [{ key: "g", measure: "growth", start: "a", end: 5 as never, years: 1 }],
        }),
      "wrong_type",
      "policy.criteria.0.end: expected the name of a column, got a positive integer",
    ],
    [
      "no years",
      () =>
        targetMarkets(one, { criteria: [{ key: "g", measure: "growth", start: "a", end: "b" } as never] }),
      "wrong_type",
      "policy.criteria.0.years: expected a finite number, got nothing",
    ],
    [
      "an unknown end",
      () => targetMarkets(one, { criteria: [{ key: "size", better: "more" as never }] }),
      "unknown_name",
      "policy.criteria.0.better: expected one of higher, lower, got a string of 4 characters",
    ],
    [
      "an unknown unit",
      () =>
        targetMarkets(one, { criteria: [{ key: "c", measure: "competition", unit: "permille" as never }] }),
      "unknown_name",
      "policy.criteria.0.unit: expected one of percent, fraction, amount, got a string of 8 characters",
    ],
    [
      "a weight that is no number",
      () => targetMarkets(one, { criteria: [{ key: "size", weight: "3" as never }] }),
      "wrong_type",
      "policy.criteria.0.weight: expected a finite number, got a string of 1 character",
    ],
    [
      "a range of text",
      () => targetMarkets(one, { criteria: [{ key: "size", range: ["1", 2] as never }] }),
      "wrong_type",
      "policy.criteria.0.range.0: expected a finite number, got a string of 1 character",
    ],
    [
      "no weight for ability",
      () => targetMarkets(one, { criteria: [{ key: "size" }, { key: "b", part: "ability", weight: 0 }] }),
      "out_of_range",
      "policy.criteria: expected a weight above 0 for ability, got none",
    ],
    [
      "comparisons of no part",
      () => targetMarkets(one, { criteria, comparisons: { size: [[1]] } as never }),
      "unknown_name",
      "policy.comparisons.size: expected one of attractiveness, ability, got another name",
    ],
    [
      "three cuts",
      () => targetMarkets(one, { criteria, cuts: [0.1, 0.2, 0.3] as never }),
      "wrong_type",
      "policy.cuts: expected two numbers, got an array of 3",
    ],
    [
      "cuts that fall",
      () => targetMarkets(one, { criteria, cuts: [0.6, 0.5] }),
      "out_of_range",
      "policy.cuts.1: expected a finite number from 0.6 to 1, got a positive number",
    ],
    [
      "a second cut beyond the scale",
      () => targetMarkets(one, { criteria, cuts: [0.5, 1.5] }),
      "out_of_range",
      "policy.cuts.1: expected a finite number from 0.5 to 1, got a positive number",
    ],
    [
      "a cut below 0",
      () => targetMarkets(one, { criteria, cuts: [-0.1, 0.5] }),
      "out_of_range",
      "policy.cuts.0: expected a finite number from 0 to 1, got a negative number",
    ],
    [
      "an unknown table of indices",
      () =>
        targetMarkets(one, {
          criteria,
          comparisons: { attractiveness: [[1]] },
          randomIndex: "saaty" as never,
        }),
      "unknown_name",
      "policy.randomIndex: expected one of saaty-1980, saaty-2005, got a string of 5 characters",
    ],
    [
      "a market without a name",
      () => targetMarkets([{ size: 1 } as never], { criteria }),
      "missing",
      "segments.0.segment: expected a string or a finite number, got nothing",
    ],
    [
      "no markets to explain",
      () => explainMarket({} as never, "a"),
      "wrong_type",
      "markets: expected what targetMarkets gives, got an object",
    ],
    [
      "no market to explain",
      () => explainMarket(targetMarkets(one, { criteria }), null as never),
      "wrong_type",
      "segment: expected a text, got null",
    ],
    [
      "an unknown method",
      () => ahp([[1]], { method: "mean" as never }),
      "unknown_name",
      "options.method: expected one of eigenvector, geometric-mean, got a string of 4 characters",
    ],
    [
      "an unknown option of comparisons",
      () => ahp([[1]], { random: "saaty-1980" } as never),
      "unknown_name",
      "options.random: expected one of randomIndex, method, got another name",
    ],
    [
      "a comparison that is too great",
      () =>
        ahp([
          [1, 1e10],
          [1e-10, 1],
        ]),
      "out_of_range",
      "matrix.0.1: expected a finite number from 1e-9 to 1000000000, got a positive integer",
    ],
    [
      "a comparison that is text",
      () =>
        ahp([
          [1, "3" as never],
          [1 / 3, 1],
        ]),
      "wrong_type",
      "matrix.0.1: expected a finite number, got a string of 1 character",
    ],
    [
      "a pair just too far from inverse",
      () =>
        ahp([
          [1, 2],
          [0.5151, 1],
        ]),
      "conflict",
      "matrix.1.0: expected the inverse of 0.1, got another number",
    ],
    [
      "an unknown option of a hierarchy",
      () => ahpHierarchy({ criteria: [[1]], alternatives: [[[1]]], levels: 2 } as never),
      "unknown_name",
      "hierarchy.levels: expected one of criteria, alternatives, got another name",
    ],
    [
      "an unknown option of TOPSIS",
      () => topsis([[1]], { cost: [true] } as never),
      "unknown_name",
      "options.cost: expected one of weights, benefit, got another name",
    ],
    [
      "a weight below 0",
      () => topsis([[1]], { weights: [-1] }),
      "out_of_range",
      "options.weights.0: expected a finite number from 0, got a negative number",
    ],
    [
      "a benefit too many",
      () => topsis([[1]], { benefit: [true, false] }),
      "length_mismatch",
      "options.benefit: expected 1, one a criterion, got 2",
    ],
    [
      "a cell of text",
      () => topsis([["1" as never]]),
      "wrong_type",
      "matrix.0.0: expected a finite number, got a string of 1 character",
    ],
    [
      "an unknown unit of shares",
      () => hhi([1], { unit: "permille" as never }),
      "unknown_name",
      "options.unit: expected one of percent, fraction, amount, got a string of 8 characters",
    ],
    [
      "an unknown option of shares",
      () => hhi([1], { units: "percent" } as never),
      "unknown_name",
      "options.units: expected one of unit, got another name",
    ],
    [
      "a share that is text",
      () => hhi(["1" as never]),
      "wrong_type",
      "shares.0: expected a finite number, got a string of 1 character",
    ],
    ["no growth", () => cagr(null as never), "wrong_type", "growth: expected an object, got null"],
    [
      "a start of 0",
      () => cagr({ start: 0, end: 1, years: 1 }),
      "out_of_range",
      "growth.start: expected a finite number above 0, got zero",
    ],
    [
      "an end below 0",
      () => cagr({ start: 1, end: -1, years: 1 }),
      "out_of_range",
      "growth.end: expected a finite number from 0, got a negative number",
    ],
    [
      "an unknown part of growth",
      () => cagr({ start: 1, end: 1, years: 1, months: 2 } as never),
      "unknown_name",
      "growth.months: expected one of start, end, years, got another name",
    ],
    [
      "a rival below 0",
      () => relativeMarketShare(1, -1),
      "out_of_range",
      "largestRivalShare: expected a finite number from 0, got a negative number",
    ],
    [
      "an own share of text",
      () => relativeMarketShare("1" as never, 1),
      "wrong_type",
      "ownShare: expected a finite number, got a string of 1 character",
    ],
    [
      "an unknown option of attractiveness",
      () => segmentAttractiveness(one, { weights: { size: 1 }, costs: [] } as never),
      "unknown_name",
      "options.costs: expected one of weights, costCriteria, got another name",
    ],
    [
      "weights as a list",
      () => segmentAttractiveness(one, { weights: [1] as never }),
      "wrong_type",
      "options.weights: expected a weight a criterion, got an array of 1",
    ],
    [
      "a weight that is text in attractiveness",
      () => segmentAttractiveness(one, { weights: { size: "1" } as never }),
      "wrong_type",
      "policy.criteria.0.weight: expected a finite number, got a string of 1 character",
    ],
  ];

  test.each(cases)("%s", (_name, run, code, message) => {
    expect(caught(run)).toMatchObject({ name: "ScoringError", code, message });
  });
});
