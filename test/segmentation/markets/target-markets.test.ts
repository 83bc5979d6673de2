import { describe, expect, test } from "vitest";
import { sentenceOf } from "../../../src/core/reason.ts";
import {
  ahp,
  ahpHierarchy,
  cagr,
  explainMarket,
  hhi,
  type MarketPolicy,
  relativeMarketShare,
  segmentAttractiveness,
  targetMarkets,
  topsis,
} from "../../../src/index.ts";
import { en } from "../../../src/labels/en/index.ts";
import { parseMarketPolicy } from "../../../src/schema/index.ts";

const segments = [
  { segment: "urban", before: 100, size: 120, shares: [50, 30, 20], brand: 4, reach: 5 },
  { segment: "suburban", before: 64, size: 81, shares: [25, 25, 25, 25], brand: 3, reach: 3 },
  { segment: "online", before: 40, size: 60, shares: [60, 40], brand: 5, reach: 2 },
];
const policy: MarketPolicy = {
  criteria: [
    { key: "size", weight: 2 },
    { key: "growth", measure: "growth", start: "before", end: "size", years: 2 },
    { key: "competition", measure: "competition", field: "shares" },
    { key: "brand", part: "ability", range: [1, 5], weight: 3 },
    { key: "reach", part: "ability", range: [1, 5] },
  ],
};

describe("targetMarkets", () => {
  const markets = targetMarkets(segments, policy);

  test("measures growth and competition", () => {
    // 120 / 100 over two years; 0.5² + 0.3² + 0.2²
    expect(markets.measured.row(0)).toEqual({
      segment: "urban",
      size: 120,
      growth: expect.closeTo(Math.sqrt(1.2) - 1, 14),
      competition: 3800,
      brand: 4,
      reach: 5,
    });
    expect(Array.from(markets.measured.columns["competition"] as Float64Array)).toEqual([3800, 2500, 5200]);
  });

  test("scales, weighs and multiplies as by hand", () => {
    const growth = [1.2, 81 / 64, 1.5].map((ratio) => Math.sqrt(ratio) - 1) as [number, number, number];
    const points = (growth[1] - growth[0]) / (growth[2] - growth[0]);
    const attractive = [(2 * 1 + 0 + 1400 / 2700) / 4, (2 * (21 / 60) + points + 1) / 4, (2 * 0 + 1 + 0) / 4];
    const able = [(3 * 0.75 + 1) / 4, (3 * 0.5 + 0.5) / 4, (3 * 1 + 0.25) / 4];
    markets.toRows().forEach((row, i) => {
      expect(row.attractiveness).toBeCloseTo(attractive[i] as number, 14);
      expect(row.ability).toBeCloseTo(able[i] as number, 14);
      expect(row.score).toBeCloseTo((attractive[i] as number) * (able[i] as number), 14);
    });
    expect(Array.from(markets.columns.rank)).toEqual([1, 2, 3]);
    expect(markets.columns.cell).toEqual(["medium-high", "medium-medium", "low-high"]);
    expect(markets.columns.strategy).toEqual(["invest", "select", "select"]);
  });

  test("columns give what rows give", () => {
    const names = ["segment", "before", "size", "shares", "brand", "reach"] as const;
    const columns = Object.fromEntries(names.map((name) => [name, segments.map((row) => row[name])]));
    expect(targetMarkets({ columns } as never, policy).toRows()).toEqual(markets.toRows());
  });

  test("the policy that comes back scores further markets on the same scale", () => {
    const learned = parseMarketPolicy(JSON.stringify(markets.policy));
    expect(targetMarkets(segments, learned).columns.score).toEqual(markets.columns.score);
    const alone = targetMarkets(segments.slice(1, 2), learned);
    expect(alone.row(0).score).toBe(markets.row(1).score);
    // Beyond the ends counts as the end.
    const huge = { segment: "new", before: 1, size: 1e6, shares: [1], brand: 9, reach: 9 };
    expect(targetMarkets([huge], learned).row(0)).toMatchObject({ attractiveness: 1, ability: 1, score: 1 });
  });

  test("weights may come from comparisons", () => {
    const matrix = [
      [1, 2, 8],
      [1 / 2, 1, 4],
      [1 / 8, 1 / 4, 1],
    ];
    const criteria = policy.criteria.map(({ weight: _weight, ...rest }) => rest);
    const compared = targetMarkets(segments, { criteria, comparisons: { attractiveness: matrix } });
    const shares = compared.criteria.map(({ weight }) => weight);
    for (const [i, want] of [8 / 13, 4 / 13, 1 / 13, 0.5, 0.5].entries())
      expect(shares[i]).toBeCloseTo(want, 13);
    expect(compared.comparisons.attractiveness?.consistent).toBe(true);
    expect(compared.comparisons.ability).toBeNull();
    expect(compared.warnings).toEqual([]);
    const circle = [
      [1, 9, 1 / 9],
      [1 / 9, 1, 9],
      [9, 1 / 9, 1],
    ];
    const torn = targetMarkets(segments, { criteria, comparisons: { attractiveness: circle } });
    expect(torn.warnings).toEqual([
      {
        code: "market_comparisons_inconsistent",
        part: "attractiveness",
        ratio: expect.any(Number),
        limit: 0.05,
      },
    ]);
  });

  test("what is not known has no score, and is told", () => {
    const gap = [...segments.slice(0, 2), { ...segments[2], brand: null }];
    const partly = targetMarkets(gap as never, policy);
    expect(partly.row(2)).toMatchObject({
      ability: null,
      score: null,
      rank: null,
      cell: null,
      closeness: null,
    });
    expect(partly.row(2).attractiveness).toBe(markets.row(2).attractiveness);
    expect(partly.warnings).toEqual([{ code: "market_values_missing", criterion: "brand", markets: 1 }]);
    expect(explainMarket(partly, "online").map(({ code }) => code)).toContain("market_unranked");
    // Where no ability is asked for, there is no cell to tell of.
    const plain = targetMarkets(segments, { criteria: [{ key: "size" }] });
    expect(explainMarket(plain, "urban").map(({ code }) => code)).toEqual(["market_points", "market_rank"]);
    // A criterion without weight does not count.
    const free = targetMarkets(gap as never, {
      criteria: policy.criteria.map((one) => (one.key === "brand" ? { ...one, weight: 0 } : one)),
    });
    expect(free.row(2).score).not.toBeNull();
  });

  test("where all are equal each gets a half, with a warning", () => {
    const flat = targetMarkets(
      [
        { segment: "a", size: 3 },
        { segment: "b", size: 3 },
      ],
      { criteria: [{ key: "size" }] },
    );
    expect(flat.toRows().map(({ score, rank, closeness }) => [score, rank, closeness])).toEqual([
      [0.5, 1, 0.5],
      [0.5, 1, 0.5],
    ]);
    expect(flat.warnings).toEqual([{ code: "market_criterion_flat", criterion: "size" }]);
    expect(flat.sensitivity[0]).toMatchObject({ weight: 1, leadFrom: null, orderTo: null });
  });

  test("sensitivity says who comes first beyond its ends", () => {
    const two = [
      { segment: "big", size: 10, growth: 0 },
      { segment: "fast", size: 0, growth: 1 },
    ];
    const firm = targetMarkets(two, { criteria: [{ key: "size", weight: 3 }, { key: "growth" }] });
    // Scores w and 1 - w: equal at a half.
    expect(firm.sensitivity).toEqual([
      {
        criterion: "size",
        weight: 0.75,
        leadFrom: 0.5,
        leadTo: 1,
        challengerBelow: "fast",
        challengerAbove: null,
        orderFrom: 0.5,
        orderTo: 1,
      },
      {
        criterion: "growth",
        weight: 0.25,
        leadFrom: 0,
        leadTo: 0.5,
        challengerBelow: null,
        challengerAbove: "fast",
        orderFrom: 0,
        orderTo: 0.5,
      },
    ]);
  });

  test("says why, in words", () => {
    const words = explainMarket(markets, "urban").map((reason) => sentenceOf(reason, en));
    expect(words[0]).toBe("brand: 4, which is 0.75 on the scale from 0 to 1, with the weight 0.75.");
    expect(words.slice(-2)).toEqual([
      `Place 1 of 3, score ${Math.round((markets.row(0).score as number) * 100) / 100}.`,
      "Fairly attractive, able: invest and grow.",
    ]);
  });

  test("hostile names are just names", () => {
    const rows = JSON.parse(
      '[{"segment":"__proto__","__proto__":2},{"segment":"constructor","__proto__":5}]',
    );
    const odd = targetMarkets(rows, { criteria: [{ key: "__proto__" }] });
    expect(Array.from(odd.columns.score)).toEqual([0, 1]);
    expect(odd.indexOf("__proto__")).toBe(0);
  });
});

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
    let caught: unknown;
    try {
      run();
    } catch (error) {
      caught = error;
    }
    expect(caught).toMatchObject({ name: "ScoringError", code, message });
  });
});

describe("edges", () => {
  const scored = (values: readonly (number | null)[], options: object = {}, criterion: object = {}) =>
    targetMarkets(
      values.map((size, i) => ({ segment: `m${i}`, size })),
      { criteria: [{ key: "size", ...criterion }], ...options } as never,
    );

  test("a thousand criteria are weighed", () => {
    const criteria = Array.from({ length: 1000 }, (_, i) => ({ key: `k${i}`, field: "size" }));
    const found = targetMarkets(
      [
        { segment: "a", size: 1 },
        { segment: "b", size: 2 },
      ],
      { criteria },
    );
    expect(found.columns.score[1]).toBeCloseTo(1, 12);
    expect(found.criteria[999]?.weight).toBe(1 / 1000);
  });

  test("each cell of the nine-box has its strategy", () => {
    const levels = { low: 0.1, medium: 0.5, high: 0.9 };
    const segments = Object.entries(levels).flatMap(([a, size]) =>
      Object.entries(levels).map(([b, own]) => ({ segment: `${a}-${b}`, size, own })),
    );
    const range = [0, 1] as const;
    const markets = targetMarkets(segments, {
      criteria: [
        { key: "size", range },
        { key: "own", part: "ability", range },
      ],
    });
    const { segment, cell, strategy } = markets.columns;
    expect(cell).toEqual(segment);
    expect(strategy).toEqual([
      ...["harvest", "harvest", "select"],
      ...["harvest", "select", "invest"],
      ...["select", "invest", "invest"],
    ]);
  });

  test("cuts begin their level, and may be 0 and 1", () => {
    const cells = (cuts?: readonly [number, number]) =>
      targetMarkets(
        [0, 1, 2, 3].map((size) => ({ segment: `m${size}`, size, own: size })),
        { criteria: [{ key: "size" }, { key: "own", part: "ability" }], ...(cuts && { cuts }) },
      ).columns.cell;
    expect(cells()).toEqual(["low-low", "medium-medium", "high-high", "high-high"]);
    expect(cells([0, 1])).toEqual(["medium-medium", "medium-medium", "medium-medium", "high-high"]);
    expect(cells([0.5, 0.5])).toEqual(["low-low", "low-low", "high-high", "high-high"]);
  });

  test("less may be better, and a range given is not that of the markets", () => {
    expect(Array.from(scored([1, 3], {}, { better: "lower" }).columns.score)).toEqual([1, 0]);
    expect(Array.from(scored([1, 3], {}, { range: [0, 4] }).columns.score)).toEqual([0.25, 0.75]);
    expect(Array.from(scored([-1, 9], {}, { range: [0, 4] }).columns.score)).toEqual([0, 1]);
    expect(scored([-1e308, 1e308, 5e307]).columns.score[2]).toBeCloseTo(0.75, 12);
    expect(Array.from(scored([1, 3], {}, { range: [2, 2] }).columns.score)).toEqual([0.5, 0.5]);
  });

  test("one market whose value is known is not flat, two alike are", () => {
    expect(scored([3, null]).warnings).toEqual([
      { code: "market_values_missing", criterion: "size", markets: 1 },
    ]);
    expect(scored([3, 3, null]).warnings).toEqual([
      { code: "market_values_missing", criterion: "size", markets: 1 },
      { code: "market_criterion_flat", criterion: "size" },
    ]);
    expect(scored([3]).warnings).toEqual([]);
  });

  test("of markets all unknown nothing is measured or scored, and the policy keeps no range", () => {
    const none = scored([null, null]);
    expect(Array.from(none.points.columns["size"] as Float64Array)).toEqual([Number.NaN, Number.NaN]);
    expect(none.criteria[0]).toMatchObject({ low: null, high: null });
    expect(none.policy.criteria[0]).toEqual({ key: "size", weight: 1 });
  });

  test("a hierarchy says its criteria and alternatives as they were compared", () => {
    const half = [
      [1, 1],
      [1, 1],
    ];
    const double = [
      [1, 2],
      [1 / 2, 1],
    ];
    const { weights, criteria, local } = ahpHierarchy({ criteria: double, alternatives: [half, double] });
    expect(Array.from(criteria.weights)).toEqual([2 / 3, 1 / 3].map((w) => expect.closeTo(w, 13)));
    expect(local.map((one) => one.weights[0])).toEqual([0.5, 2 / 3].map((w) => expect.closeTo(w, 13)));
    expect(Array.from(weights)).toEqual([1 / 3 + 2 / 9, 1 / 3 + 1 / 9].map((w) => expect.closeTo(w, 13)));
  });

  test("a ratio that no table has is not known", () => {
    const size = 16;
    const alike = Array.from({ length: size }, () => new Array<number>(size).fill(1));
    expect(ahp(alike)).toMatchObject({ consistencyRatio: null, consistent: null, consistencyIndex: 0 });
    expect(ahp(alike, { randomIndex: { "16": 1.6 } }).consistencyRatio).toBe(0);
    expect(ahp([[1]]).weights).toEqual(Float64Array.of(1));
  });

  test("inverses written with two decimals will do", () => {
    const { weights } = ahp([
      [1, 7],
      [0.14, 1],
    ]);
    expect(weights[0]).toBeCloseTo(7 / 8, 2);
  });

  test("equal alternatives share the better place, in the order given", () => {
    const { rank, order } = topsis([[1], [3], [3]]);
    expect([Array.from(rank), order]).toEqual([
      [3, 1, 1],
      [1, 2, 0],
    ]);
  });

  test("scales of any length have ends", () => {
    for (const [low, high] of [
      [0, Number.MIN_VALUE],
      [-1e308, 1e308],
    ] as const) {
      const { columns } = targetMarkets(
        [
          { segment: "a", size: low },
          { segment: "b", size: high },
        ],
        { criteria: [{ key: "size" }] },
      );
      expect(Array.from(columns.score)).toEqual([0, 1]);
    }
  });

  test("by geometric means the weights are almost the same", () => {
    const matrix = [
      [1, 4, 3, 7],
      [1 / 4, 1, 1 / 3, 3],
      [1 / 3, 3, 1, 5],
      [1 / 7, 1 / 3, 1 / 5, 1],
    ];
    const [principal, geometric] = [ahp(matrix), ahp(matrix, { method: "geometric-mean" })];
    for (const i of [0, 1, 2, 3]) expect(geometric.weights[i]).toBeCloseTo(principal.weights[i] as number, 2);
    expect(geometric.weights).not.toEqual(principal.weights);
  });

  test("markets of which nothing is known have neither scale nor score", () => {
    const nothing = targetMarkets([{ segment: "a", size: null, before: null, shares: null }], {
      criteria: [
        { key: "size", part: "ability" },
        { key: "growth", part: "ability", measure: "growth", start: "before", end: "size", years: 1 },
        { key: "competition", part: "ability", measure: "competition", field: "shares" },
      ],
    });
    expect(nothing.row(0)).toEqual({
      segment: "a",
      attractiveness: null,
      ability: null,
      score: null,
      rank: null,
      cell: null,
      strategy: null,
      closeness: null,
      closenessRank: null,
    });
    expect(nothing.criteria[0]).toMatchObject({ low: null, high: null });
    expect(nothing.policy.criteria[0]).toEqual({ key: "size", part: "ability", weight: 1 / 3 });
    expect(nothing.sensitivity[0]).toMatchObject({ leadFrom: null, orderTo: null });
  });

  test("ability alone is the score", () => {
    const [one, two] = [
      { segment: "a", skill: 1 },
      { segment: "b", skill: 2 },
    ];
    const able = targetMarkets([one, two], { criteria: [{ key: "skill", part: "ability" }] });
    const rows = able
      .toRows()
      .map(({ attractiveness, ability, score, cell }) => [attractiveness, ability, score, cell]);
    expect(rows).toEqual([
      [null, 0, 0, null],
      [null, 1, 1, null],
    ]);
  });

  test("a market that is gone shrinks by all, and who has no rival has no relative share", () => {
    expect(cagr({ start: 3, end: 0, years: 5 })).toBe(-1);
    expect(relativeMarketShare(100, 0)).toBeNull();
    expect(relativeMarketShare(10, 40)).toBe(0.25);
    expect(
      ahp(
        [
          [1, 1, 1],
          [1, 1, 1],
          [1, 1, 1],
        ],
        { randomIndex: { "4": 0.9 } },
      ).consistencyRatio,
    ).toBeNull();
  });

  test("small rates of growth keep their digits", () => {
    expect(cagr({ start: 1e6, end: 1e6 + 1, years: 1 }) / 1e-6).toBeCloseTo(1, 12);
    expect(cagr({ start: 1, end: 2 ** 10, years: 10 })).toBeCloseTo(1, 14);
  });
});
