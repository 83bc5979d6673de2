import { describe, expect, test } from "vitest";
import {
  ahp,
  cagr,
  type Growth,
  hhi,
  idealPointShares,
  logitShares,
  type RandomIndex,
  relativeMarketShare,
  segmentAttractiveness,
  targetMarkets,
  topsis,
} from "../../../src/index.ts";
import { closeTo, readCases } from "../../golden/value/read-cases.ts";

/** What the library makes of each case, in the form of its expected result. */
const runs: { readonly [quantity: string]: (inputs: never) => unknown } = {
  "AHP priorities and consistency ratio (7 items)": compare,
  "AHP priorities and consistency ratio (4 criteria)": compare,
  "AHP perfectly consistent matrix has CR 0": compare,
  "AHP priorities and consistency ratio (2 items are always consistent)": compare,
  "TOPSIS relative closeness (vector normalisation)": ({
    matrix,
    ...options
  }: {
    matrix: number[][];
    weights: number[];
    benefit: boolean[];
  }) => {
    const { closeness, order } = topsis(matrix, options);
    return { closeness, ranking: order.map((i) => i + 1) };
  },
  "market concentration HHI (shares in percent)": ({ shares }: { shares: number[] }) => hhi(shares),
  "market growth CAGR": (growth: Growth) => cagr(growth),
  "target-market attractiveness (min-max, weights, competition reversed)": ({
    segments,
    ...options
  }: {
    segments: { [segment: string]: object };
    weights: { [criterion: string]: number };
    costCriteria: string[];
  }) => {
    const rows = Object.entries(segments).map(([segment, values]) => ({ segment, ...values }));
    const scored = segmentAttractiveness(rows, options).toRows();
    const best = scored.slice().sort((a, b) => (a.rank as number) - (b.rank as number));
    return {
      score: Object.fromEntries(scored.map(({ segment, score }) => [segment, score])),
      ranking: best.map(({ segment }) => segment),
    };
  },
  "relative market share (BCG)": (inputs: { ownShare: number; largestRivalShare: number }) =>
    relativeMarketShare(inputs.ownShare, inputs.largestRivalShare),
  "positioning: distance to ideal point and inverse-square preference shares": (inputs: {
    brands: { [brand: string]: number[] };
    idealPoint: number[];
  }) => {
    const { distance, share } = idealPointShares(Object.values(inputs.brands), inputs.idealPoint);
    const named = (list: Float64Array) =>
      Object.fromEntries(Object.keys(inputs.brands).map((brand, i) => [brand, list[i]]));
    return { distance: named(distance), share: named(share) };
  },
  "multinomial-logit preference share": ({ utilities }: { utilities: number[] }) => logitShares(utilities),
};

/** Comparisons under the case's own table, else the default one, and under both methods where they must agree. */
function compare({ matrix, randomIndex }: { matrix: number[][]; randomIndex?: RandomIndex }): object {
  return randomIndex === undefined ? ahp(matrix) : ahp(matrix, { randomIndex });
}

describe("worked cases of target markets and positioning", () => {
  test.each(readCases("targeting").map((each) => [each.id, each] as const))("%s", (_id, each) => {
    const run = runs[each.quantity] as (inputs: unknown) => unknown;
    closeTo(run(each.inputs), each.expected, each.tolerance, each.quantity);
  });

  test("Saaty's 1980 table gives another ratio for the same comparisons", () => {
    const [drinks] = readCases("targeting");
    const { matrix } = (drinks as { inputs: { matrix: number[][] } }).inputs;
    const [before, after] = (["saaty-1980", "saaty-2005"] as const).map((randomIndex) =>
      ahp(matrix, { randomIndex }),
    );
    expect(before?.consistencyIndex).toBe(after?.consistencyIndex);
    expect((before?.consistencyRatio as number) / (after?.consistencyRatio as number)).toBeCloseTo(
      1.35 / 1.32,
      12,
    );
  });

  /** Roger Best's marketing performance tools, 11.3 (rogerjbest.com). */
  test("Best's attractiveness index in two levels: forces, intensity and access of a market", () => {
    const scale = { range: [0, 100] } as const;
    const forces = targetMarkets([{ segment: "market", size: 80, growth: 60, potential: 40 }], {
      criteria: [
        { key: "size", weight: 40, ...scale },
        { key: "growth", weight: 30, ...scale },
        { key: "potential", weight: 30, ...scale },
      ],
    }).row(0).attractiveness as number;
    expect(100 * forces).toBeCloseTo(62, 12);
    const index = targetMarkets([{ segment: "market", forces: 100 * forces, intensity: 58, access: 80 }], {
      criteria: [
        { key: "forces", weight: 30, ...scale },
        { key: "intensity", weight: 40, ...scale },
        { key: "access", weight: 30, ...scale },
      ],
    }).row(0).attractiveness as number;
    expect(100 * index).toBeCloseTo(65.8, 12);
  });
});
