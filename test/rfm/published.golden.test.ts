/**
 * Published results.
 *
 * - Cut-offs, customers and segments: README and help of the R package `rfm` 0.3.0 (rsquaredacademy).
 * - Bin counts: IBM SPSS Statistics, "RFM Binning".
 * - Ties: pandas issue 7751.
 */
import { describe, expect, test } from "vitest";
import { applyRfm, rfmOf, type SegmentMap, scoreRfm } from "../../src/rfm/index.ts";

const customers = [
  { customerId: "a", recencyDays: 205, orders: 6, revenue: 472 },
  { customerId: "b", recencyDays: 140, orders: 3, revenue: 340 },
  { customerId: "c", recencyDays: 194, orders: 4, revenue: 405 },
  { customerId: "d", recencyDays: 98, orders: 7, revenue: 596 },
  { customerId: "e", recencyDays: 132, orders: 5, revenue: 448 },
];

const names = [
  "champions",
  "potential-loyalist",
  "loyal",
  "promising",
  "new",
  "cant-lose-them",
  "at-risk",
  "need-attention",
  "about-to-sleep",
  "lost",
];
const lower = {
  r: [5, 3, 2, 3, 4, 1, 1, 1, 2, 1],
  f: [5, 3, 2, 1, 1, 3, 2, 3, 1, 1],
  m: [5, 2, 2, 3, 1, 4, 4, 3, 1, 1],
};
const upper = {
  r: [5, 5, 4, 4, 5, 2, 2, 3, 3, 1],
  f: [5, 5, 4, 3, 3, 4, 5, 5, 3, 5],
  m: [5, 5, 4, 5, 5, 5, 5, 5, 4, 5],
};
const range = (d: "r" | "f" | "m", i: number) => ({ from: lower[d][i] as number, to: upper[d][i] as number });
const packageMap: SegmentMap = {
  bins: { r: 5, f: 5, m: 5 },
  segments: names.map((segment, i) => ({ segment, r: range("r", i), f: range("f", i), m: range("m", i) })),
};

describe("the R package's published cut-offs", () => {
  const scores = scoreRfm(customers, {
    method: "fixed",
    edges: { r: [115, 181, 297, 482], f: [4, 5, 6, 8], m: [256, 382, 506, 666] },
    map: packageMap,
  });

  test("give its codes", () => {
    expect(scores.columns.code).toEqual(["343", "412", "323", "544", "433"]);
  });

  test("give its segments by the first rule that takes a customer", () => {
    const expected = ["potential-loyalist", "new", "loyal", "potential-loyalist", "potential-loyalist"];
    expect(scores.columns.segment).toEqual(expected);
    expect(applyRfm(scores.cuts, customers).columns.segment).toEqual(expected);
    expect(customers.map((row) => rfmOf(scores.cuts, row).segment)).toEqual(expected);
  });
});

describe("bin counts of SPSS", () => {
  /** A base large and even enough to fill every cell of nested bins. */
  const base = Array.from({ length: 6000 }, (_, i) => ({
    customerId: `c${i}`,
    recencyDays: (i * 7919) % 6007,
    orders: 1 + ((i * 104_729) % 6011),
    revenue: (i * 1_299_709) % 6029,
  }));

  test("5 x 4 x 3 bins are 60 codes from 111 to 543", () => {
    const codes = new Set(
      scoreRfm(base, { bins: { r: 5, f: 4, m: 3 }, scheme: "nested", map: anyMap }).columns.code,
    );
    expect(codes.size).toBe(60);
    const sorted = Array.from(codes).sort();
    expect([sorted[0], sorted[59]]).toEqual(["111", "543"]);
  });

  test("5 bins each are 125 codes, as evenly filled as can be", () => {
    const { columns } = scoreRfm(base, { scheme: "nested" });
    const counts = new Map<string | null, number>();
    for (const code of columns.code) counts.set(code, (counts.get(code) ?? 0) + 1);
    expect(counts.size).toBe(125);
    for (const count of counts.values()) expect(Math.abs(count - 48)).toBeLessThanOrEqual(1);
  });

  const anyMap: SegmentMap = {
    bins: { r: 5, f: 4, m: 3 },
    segments: [{ segment: "all", r: { from: 1 }, f: { from: 1 }, m: { from: 1 } }],
  };
});

describe("the list that pandas cannot cut into quartiles", () => {
  const list = [1, 2, 3, 3, 3, 3, 3, 3, 4, 5, 6, 7];
  const rows = list.map((orders, i) => ({
    customerId: String.fromCharCode(97 + i),
    recencyDays: i,
    orders,
    revenue: i,
  }));
  const quartiles = (ties: "same-bin" | "split-by-id") =>
    scoreRfm(rows, {
      bins: { r: 4, f: 4, m: 4 },
      ties,
      map: { bins: { f: 4 }, segments: [{ segment: "all", f: { from: 1 } }] },
    });

  test("same-bin keeps all 3s together and reports fewer bins", () => {
    const scores = quartiles("same-bin");
    const ofThrees = new Set(list.flatMap((value, i) => (value === 3 ? [scores.columns.f[i]] : [])));
    expect(ofThrees.size).toBe(1);
    expect(scores.binsUsed).toEqual({ r: 4, f: 3, m: 4 });
    expect(scores.warnings).toEqual([{ code: "rfm_empty_bins", dimension: "f", bins: 4, used: 3 }]);
  });

  test("split-by-id gives the four triples", () => {
    const { f } = quartiles("split-by-id").columns;
    const groups = [1, 2, 3, 4].map((bin) => list.filter((_, i) => f[i] === bin));
    expect(groups).toEqual([
      [1, 2, 3],
      [3, 3, 3],
      [3, 3, 4],
      [5, 6, 7],
    ]);
  });
});
