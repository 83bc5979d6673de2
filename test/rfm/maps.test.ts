import { describe, expect, test } from "vitest";
import {
  checkSegmentMap,
  type RfmMapName,
  type RfmPolicy,
  rfmMaps,
  rfmOf,
  scoreRfm,
} from "../../src/rfm/index.ts";

/** Cut-offs that turn a value into the score of the same number (recency into 6 less it, with 5 bins). */
function segmentOfCode(map: RfmMapName, bins: number): (r: number, f: number, m: number) => string {
  const steps = Array.from({ length: bins - 1 }, (_, i) => i + 1.5);
  const policy: RfmPolicy<"total", "rfm"> = { edges: { r: steps, f: steps, m: steps }, map };
  const { cuts } = scoreRfm([], policy);
  return (r, f, m) => {
    const row = rfmOf(cuts, { recencyDays: bins + 1 - r, orders: f, revenue: m });
    expect(row.code).toBe(`${r}${f}${m}`);
    return row.segment;
  };
}

const scoresUpTo = (bins: number): number[] => Array.from({ length: bins }, (_, i) => i + 1);

describe("classic10", () => {
  // One line a recency score, 5 to 1; one cell a frequency score, 1 to 5.
  const grid = [
    "new potential-loyalist potential-loyalist champions champions",
    "promising potential-loyalist potential-loyalist loyal loyal",
    "about-to-sleep about-to-sleep need-attention loyal loyal",
    "hibernating hibernating at-risk at-risk cant-lose-them",
    "hibernating hibernating at-risk at-risk cant-lose-them",
  ].map((line) => line.split(" "));
  const segmentOf = segmentOfCode("classic10", 5);

  test("all 25 cells, whatever M", () => {
    for (const r of scoresUpTo(5))
      for (const f of scoresUpTo(5))
        for (const m of scoresUpTo(5)) expect(segmentOf(r, f, m)).toBe(grid[5 - r]?.[f - 1]);
  });

  test("has 2, 4, 4, 1, 1, 1, 2, 4, 2 and 4 cells", () => {
    const report = checkSegmentMap(rfmMaps.classic10);
    expect(report).toMatchObject({ complete: true, codes: 25, overlaps: [], gaps: [], unreachable: [] });
    expect(report.counts.map(({ codes }) => codes)).toEqual([2, 4, 4, 1, 1, 1, 2, 4, 2, 4]);
  });
});

describe("shopify", () => {
  const grid = [
    "new active active champions champions",
    "promising active active loyal loyal",
    "almost-lost almost-lost needs-attention loyal loyal",
    "dormant dormant at-risk at-risk previously-loyal",
    "dormant dormant at-risk at-risk previously-loyal",
  ].map((line) => line.split(" "));

  test("all 125 codes by R and the mean of F and M, a half rounded up", () => {
    const segmentOf = segmentOfCode("shopify", 5);
    for (const r of scoresUpTo(5))
      for (const f of scoresUpTo(5))
        for (const m of scoresUpTo(5)) {
          expect(segmentOf(r, f, m)).toBe(grid[5 - r]?.[Math.ceil((f + m) / 2) - 1]);
        }
  });

  test("a half is rounded down where the map says so", () => {
    const { cuts } = scoreRfm([], {
      edges: { r: [2, 3, 4, 5], f: [2, 3, 4, 5], m: [2, 3, 4, 5] },
      map: { ...rfmMaps.shopify, fmRounding: "down" },
    });
    expect(rfmOf(cuts, { recencyDays: 1, orders: 3, revenue: 4 })).toMatchObject({
      code: "534",
      segment: "active",
    });
  });

  test("is complete with either rounding, and has gaps with none", () => {
    expect(checkSegmentMap(rfmMaps.shopify)).toMatchObject({ complete: true, codes: 125 });
    expect(checkSegmentMap({ ...rfmMaps.shopify, fmRounding: "down" }).complete).toBe(true);
    expect(checkSegmentMap({ ...rfmMaps.shopify, fmRounding: "none" }).gaps).toContain("512");
  });
});

describe("klaviyo", () => {
  const published: readonly [string, string][] = [
    ["champions", "333 332 323"],
    ["loyal", "321 322 331 232 233"],
    ["recent", "312 313 311 222 223"],
    ["needs-attention", "213 221 123 132 133"],
    ["at-risk", "231 212 122 131 211"],
    ["inactive", "111 112 113 121"],
  ];

  test("all 27 codes", () => {
    const expected = new Map(
      published.flatMap(([segment, codes]) => codes.split(" ").map((code) => [code, segment])),
    );
    const segmentOf = segmentOfCode("klaviyo", 3);
    for (const r of scoresUpTo(3))
      for (const f of scoresUpTo(3))
        for (const m of scoresUpTo(3)) expect(segmentOf(r, f, m)).toBe(expected.get(`${r}${f}${m}`));
    expect(checkSegmentMap(rfmMaps.klaviyo)).toMatchObject({ complete: true, codes: 27 });
  });
});

describe("detailed11", () => {
  const published: readonly [string, string][] = [
    ["champions", "555 554 544 545 454 455 445"],
    ["loyal", "543 444 435 355 354 345 344 335"],
    [
      "potential-loyalist",
      "553 551 552 541 542 533 532 531 452 451 442 441 431 453 433 432 423 353 352 351 342 341 333 323",
    ],
    ["new-customers", "512 511 422 421 412 411 311"],
    ["promising", "525 524 523 522 521 515 514 513 425 424 413 414 415 315 314 313"],
    ["need-attention", "535 534 443 434 343 334 325 324"],
    ["about-to-sleep", "331 321 312 221 213 231 241 251"],
    ["at-risk", "255 254 245 244 253 252 243 242 235 234 225 224 153 152 145 143 142 135 134 133 125 124"],
    ["cant-lose-them", "155 154 144 214 215 115 114 113"],
    ["hibernating", "332 322 233 232 223 222 132 123 122 212 211"],
    ["lost", "111 112 121 131 141 151"],
  ];

  test("all 125 codes", () => {
    const expected = new Map(
      published.flatMap(([segment, codes]) => codes.split(" ").map((code) => [code, segment])),
    );
    expect(expected.size).toBe(125);
    const segmentOf = segmentOfCode("detailed11", 5);
    for (const r of scoresUpTo(5))
      for (const f of scoresUpTo(5))
        for (const m of scoresUpTo(5)) expect(segmentOf(r, f, m)).toBe(expected.get(`${r}${f}${m}`));
  });

  test("has 7, 8, 24, 7, 16, 8, 8, 22, 8, 11 and 6 codes", () => {
    const report = checkSegmentMap(rfmMaps.detailed11);
    expect(report).toMatchObject({ complete: true, codes: 125 });
    expect(report.counts.map(({ codes }) => codes)).toEqual([7, 8, 24, 7, 16, 8, 8, 22, 8, 11, 6]);
  });
});

describe("chinese8", () => {
  // R is high for who bought recently, and M alone parts important from general.
  const table: readonly [string, string][] = [
    ["222", "important-value"],
    ["212", "important-develop"],
    ["122", "important-keep"],
    ["112", "important-win-back"],
    ["221", "general-value"],
    ["211", "general-develop"],
    ["121", "general-keep"],
    ["111", "general-win-back"],
  ];

  test.each(table)("code %s is %s", (code, segment) => {
    const { cuts } = scoreRfm([], { edges: { r: [10], f: [3], m: [200] }, map: "chinese8" });
    const row = {
      recencyDays: code[0] === "2" ? 9 : 10,
      orders: code[1] === "2" ? 3 : 2,
      revenue: code[2] === "2" ? 200 : 199,
    };
    expect(rfmOf(cuts, row)).toMatchObject({ code, segment });
  });

  test("who bought recently, often and much is of important value in either orientation", () => {
    for (const orientation of ["high-is-best", "low-is-best"] as const) {
      const base = [1, 2, 3, 4, 5, 6].map((i) => ({
        customerId: i,
        recencyDays: 100 - 10 * i,
        orders: i,
        revenue: i * 9,
      }));
      const { segment } = scoreRfm(base, { map: "chinese8", orientation }).columns;
      expect(segment[5]).toBe("important-value");
      expect(segment[0]).toBe("general-win-back");
    }
  });

  test("has one class for each of the eight combinations", () => {
    const report = checkSegmentMap(rfmMaps.chinese8);
    expect(report).toMatchObject({ complete: true, codes: 8 });
    expect(report.counts.every(({ codes }) => codes === 1)).toBe(true);
  });
});

test("a map says how many bins a policy has", () => {
  expect(scoreRfm([], { map: "klaviyo" }).cuts.policy.bins).toEqual({ r: 3, f: 3, m: 3 });
  expect(scoreRfm([], { map: "chinese8", method: "mean" }).cuts.policy.bins).toEqual({ r: 2, f: 2, m: 2 });
});
