import { describe, expect, test } from "vitest";
import { sentenceOf } from "../../../src/core/reason.ts";
import {
  ahp,
  ahpHierarchy,
  cagr,
  explainMarket,
  type MarketPolicy,
  relativeMarketShare,
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
