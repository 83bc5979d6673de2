import { describe, expect, test } from "vitest";
import { type RfmPolicy, type SegmentMap, scoreRfm } from "../../src/rfm/index.ts";
import { columnsOf, customer, frozen, ten } from "./base.ts";

/** A map for any bins, for tests that look at scores alone. */
const one = (bins: NonNullable<SegmentMap["bins"]>): SegmentMap => ({ bins, segments: [{ segment: "all" }] });

describe("quantiles", () => {
  // Type-7 quintiles of 1 to 10 are 2.8, 4.6, 6.4 and 8.2.
  test("cut the base into five, the most recent, frequent and valuable scoring 5", () => {
    const scores = scoreRfm(ten);
    expect(Array.from(scores.columns.r)).toEqual([5, 5, 4, 4, 3, 3, 2, 2, 1, 1]);
    expect(Array.from(scores.columns.f)).toEqual([1, 1, 2, 2, 3, 3, 4, 4, 5, 5]);
    expect(Array.from(scores.columns.m)).toEqual([1, 1, 2, 2, 3, 3, 4, 4, 5, 5]);
    expect(scores.columns.code).toEqual([
      "511",
      "511",
      "422",
      "422",
      "333",
      "333",
      "244",
      "244",
      "155",
      "155",
    ]);
    expect(scores.cuts.edges.f.map((edge) => Math.round(edge * 10))).toEqual([28, 46, 64, 82]);
    expect(scores.cuts.customers).toBe(10);
    expect(scores.binsUsed).toEqual({ r: 5, f: 5, m: 5 });
    expect(scores.warnings).toEqual([]);
    expect(scores.rejected).toEqual([]);
  });

  test("a row shows the values that were scored, the scores and the segment", () => {
    expect(scoreRfm(ten).row(2)).toEqual({
      customerId: "c2",
      recencyDays: 30,
      orders: 3,
      monetary: 150,
      r: 4,
      f: 2,
      m: 2,
      code: "422",
      segment: "potential-loyalist",
    });
  });

  test("a value equal to a cut-off stays in the bin below it", () => {
    const five = [1, 2, 3].map((orders) => customer(`c${orders}`, orders, orders, orders));
    const scores = scoreRfm(five, { bins: 2, map: one({ r: 2 }) });
    expect(scores.cuts.edges).toEqual({ r: [2], f: [2], m: [2] });
    expect(Array.from(scores.columns.f)).toEqual([1, 1, 2]);
    expect(Array.from(scores.columns.r)).toEqual([2, 2, 1]);
  });

  test("a base of one-time buyers scores 1 in frequency, and the warning says so", () => {
    const base = ten.map((row) => ({ ...row, orders: row.recencyDays === 100 ? 2 : 1 }));
    const scores = scoreRfm(base);
    expect(Array.from(scores.columns.f)).toEqual([1, 1, 1, 1, 1, 1, 1, 1, 1, 5]);
    expect(scores.binsUsed.f).toBe(2);
    expect(scores.warnings).toEqual([{ code: "rfm_empty_bins", dimension: "f", bins: 5, used: 2 }]);
  });

  test("fractions of money are cut as exactly as whole numbers", () => {
    const cents = ten.map((row) => ({ ...row, revenue: (row.revenue as number) / 1000 }));
    expect(scoreRfm(cents).columns.m).toEqual(scoreRfm(ten).columns.m);
  });

  test("one customer has all values at or below every cut-off", () => {
    expect(scoreRfm([customer("only", 7, 2, 10)]).row(0)).toMatchObject({ code: "511" });
  });

  test("large bases go by counts and tables, and score as small ones do", () => {
    const many = Array.from({ length: 9000 }, (_, i) =>
      customer(`c${i}`, i % 700, 1 + (i % 11), (i * 37) / 100 - 40),
    );
    const large = scoreRfm(many);
    const { edges } = large.cuts;
    const score = (value: number, cuts: readonly number[]): number =>
      1 + cuts.filter((cut) => value > cut).length;
    many.forEach((row, i) => {
      expect(large.columns.r[i]).toBe(6 - score(row.recencyDays as number, edges.r));
      expect(large.columns.f[i]).toBe(score(row.orders, edges.f));
      expect(large.columns.m[i]).toBe(score(row.revenue as number, edges.m));
    });
  });
});

describe("many ties, split by id", () => {
  // A third of the money is 0, with either sign, so that cut-offs stand among zeros.
  const money = (i: number): number => (i % 3 === 0 ? (i % 2 ? 0 : -0) : ((i * 37) % 400) / 8 - 10);
  const rising = Array.from({ length: 5000 }, (_, i) =>
    customer(`c${10_000 + i}`, (i * 7) % 9, 1 + ((i * 5) % 4), money(i)),
  );
  const at = (i: number) => rising[i] as (typeof rising)[number];
  /** Ranks by value, then id; equal groups of ranks. */
  const dealt = (sign: number, of: (row: (typeof rising)[number]) => number): number[] => {
    const order = rising.map((_, i) => i).sort((a, b) => sign * (of(at(a)) - of(at(b))) || a - b);
    const scores = new Array<number>(rising.length);
    order.forEach((i, rank) => {
      scores[i] = 1 + Math.floor((rank * 5) / rising.length);
    });
    return scores;
  };

  test("ids that rise with the rows: as a full sort deals them out", () => {
    const { r, f, m } = scoreRfm(rising, { ties: "split-by-id" }).columns;
    expect(Array.from(r)).toEqual(dealt(-1, (row) => row.recencyDays as number));
    expect(Array.from(f)).toEqual(dealt(1, (row) => row.orders));
    expect(Array.from(m)).toEqual(dealt(1, (row) => row.revenue as number));
  });

  test("the other way round the same customers score the same", () => {
    const { r, f, m } = scoreRfm(rising, { ties: "split-by-id" }).columns;
    const turned = scoreRfm(rising.slice().reverse(), { ties: "split-by-id" }).columns;
    expect([turned.r, turned.f, turned.m].map((scores) => scores.slice().reverse())).toEqual([r, f, m]);
  });
});

describe("other methods", () => {
  test("fixed cut-offs belong to the bin above", () => {
    const scores = scoreRfm(ten, { edges: { r: [20, 50], f: [3, 8], m: [100, 400] }, map: "klaviyo" });
    expect(Array.from(scores.columns.r)).toEqual([3, 2, 2, 2, 1, 1, 1, 1, 1, 1]);
    expect(Array.from(scores.columns.f)).toEqual([1, 1, 2, 2, 2, 2, 2, 3, 3, 3]);
    expect(Array.from(scores.columns.m)).toEqual([1, 2, 2, 2, 2, 2, 2, 3, 3, 3]);
  });

  test("each dimension may have its own method: fixed days, thirds of orders and money", () => {
    const scores = scoreRfm(ten, { edges: { r: [41, 81] }, map: "klaviyo" });
    expect(scores.cuts.policy.method).toEqual({ r: "fixed", f: "quantile", m: "quantile" });
    // Thirds of ten end at 4 and 7.
    expect(scores.columns.code).toEqual("311 311 311 311 222 222 222 233 133 133".split(" "));
  });

  test("natural breaks fall into the gaps between clumps", () => {
    const clumps = [1, 2, 3, 50, 51, 52, 90, 91, 92].map((value, i) =>
      customer(`c${i}`, value, value, value),
    );
    const scores = scoreRfm(clumps, { method: "natural-breaks", map: "klaviyo" });
    expect(scores.cuts.edges.f).toEqual([26.5, 71]);
    expect(Array.from(scores.columns.f)).toEqual([1, 1, 1, 2, 2, 2, 3, 3, 3]);
    expect(Array.from(scores.columns.r)).toEqual([3, 3, 3, 2, 2, 2, 1, 1, 1]);
  });

  test("natural breaks of fewer values than bins leave bins empty", () => {
    const two = [1, 1, 9, 9].map((value, i) => customer(`c${i}`, value, value, value));
    const scores = scoreRfm(two, { method: "natural-breaks" });
    expect(scores.cuts.edges).toEqual({ r: [5], f: [5], m: [5] });
    expect(scores.columns.code).toEqual(["511", "511", "422", "422"]);
    expect(scores.warnings).toHaveLength(3);
  });

  test("the mean parts two bins, and a value at the mean stays below", () => {
    const base = [1, 2, 3].map((value) => customer(`c${value}`, value, value, value));
    const scores = scoreRfm(base, { method: "mean", map: "chinese8" });
    expect(scores.columns.code).toEqual(["211", "211", "122"]);
  });

  test("the mean of equal values is that value, and of huge ones finite", () => {
    const equal = [0.1, 0.1, 0.1].map((revenue, i) => customer(`c${i}`, i, 1, revenue));
    expect(scoreRfm(equal, { method: "mean", map: "chinese8" }).cuts.edges.m).toEqual([0.1]);
    const huge = [1.5e308, 1.5e308, 1e308].map((revenue, i) => customer(`c${i}`, i, 1, revenue));
    const [edge] = scoreRfm(huge, { method: "mean", map: "chinese8" }).cuts.edges.m;
    expect((edge as number) / 1e308).toBeCloseTo(4 / 3, 12);
  });
});

describe("ties", () => {
  const tied = ["d", "b", "a", "c"].map((id) => customer(id, 5, 1, 10));

  test("same-bin: equal customers score the same", () => {
    expect(scoreRfm(tied, { bins: 2, map: one({ r: 2 }) }).columns.code).toEqual([
      "211",
      "211",
      "211",
      "211",
    ]);
  });

  test("split-by-id: bins of equal size, the later id counting as better", () => {
    const scores = scoreRfm(tied, { bins: 2, ties: "split-by-id", map: one({ r: 2 }) });
    expect(scores.columns.code).toEqual(["222", "111", "111", "222"]);
    expect(scores.cuts.edgeIds).toEqual({ r: ["c"], f: ["c"], m: ["c"] });
  });

  test("split-by-id: the lowest bins take one more, as ntile deals", () => {
    const scores = scoreRfm(ten.slice(0, 7), { bins: 3, ties: "split-by-id", map: "klaviyo" });
    expect(Array.from(scores.columns.f)).toEqual([1, 1, 1, 2, 2, 3, 3]);
    expect(Array.from(scores.columns.r)).toEqual([3, 3, 2, 2, 1, 1, 1]);
  });

  test("split-by-id: fewer customers than bins fill the lowest", () => {
    const scores = scoreRfm(ten.slice(0, 2), { ties: "split-by-id" });
    expect(scores.columns.code).toEqual(["211", "122"]);
  });

  test("other methods than quantiles know no ties to split", () => {
    const scores = scoreRfm(tied, {
      ties: "split-by-id",
      edges: { r: [3], f: [1], m: [11] },
      map: "chinese8",
    });
    expect(scores.columns.code).toEqual(["121", "121", "121", "121"]);
    expect(scores.cuts.edgeIds).toBeUndefined();
  });
});

describe("nested bins", () => {
  const base = [
    customer("a", 1, 1, 10),
    customer("b", 2, 2, 20),
    customer("c", 11, 8, 30),
    customer("d", 12, 9, 40),
  ];

  test("frequency is cut inside each recency bin", () => {
    const policy = { bins: 2, map: one({ r: 2 }) } as const;
    expect(Array.from(scoreRfm(base, policy).columns.f)).toEqual([1, 1, 2, 2]);
    const nested = scoreRfm(base, { ...policy, scheme: "nested" });
    expect(Array.from(nested.columns.f)).toEqual([1, 2, 1, 2]);
    expect(nested.cuts.groups?.f).toEqual([{ edges: [8.5] }, { edges: [1.5] }]);
    expect(nested.cuts.edges.f).toEqual([5]);
  });

  test("a group without customers takes the cut-offs of the whole base", () => {
    const policy = { bins: 2, map: one({ r: 2 }), scheme: "nested", edges: { r: [500] } } as const;
    const { cuts } = scoreRfm(base, policy);
    expect(cuts.groups?.f).toEqual([{ edges: [5] }, { edges: [5] }]);
    expect(cuts.groups?.m).toEqual([{ edges: [25] }, { edges: [25] }, { edges: [15] }, { edges: [35] }]);
  });

  test("ties are split inside groups too", () => {
    const equal = ["a", "b", "c", "d"].map((id) => customer(id, 5, 1, 10));
    const scores = scoreRfm(equal, { bins: 2, map: one({ r: 2 }), scheme: "nested", ties: "split-by-id" });
    expect(scores.columns.code).toEqual(["111", "121", "211", "221"]);
    expect(scores.cuts.groups?.f).toEqual([
      { edges: [1], ids: ["b"] },
      { edges: [1], ids: ["d"] },
    ]);
  });

  test("fixed cut-offs are the same in every group", () => {
    const scores = scoreRfm(base, { bins: 2, map: one({ r: 2 }), scheme: "nested", edges: { f: [9] } });
    expect(Array.from(scores.columns.f)).toEqual([1, 1, 1, 2]);
  });
});

describe("customers without an order", () => {
  const base = [...ten, customer("none", null, 0, null), customer("refunded", null, 0, -20)];

  test("are prospects without scores, and take no part in the cut-offs", () => {
    const scores = scoreRfm(base);
    expect(scores.cuts.edges).toEqual(scoreRfm(ten).cuts.edges);
    expect(scores.row(10)).toEqual({
      customerId: "none",
      recencyDays: null,
      orders: 0,
      monetary: null,
      r: null,
      f: null,
      m: null,
      code: null,
      segment: "prospects",
    });
    expect(scores.row(11).monetary).toBe(-20);
    expect(scores.columns.r[10]).toBeNaN();
  });

  test("are left out and counted with exclude", () => {
    const scores = scoreRfm(base, { noOrders: "exclude" });
    expect(scores.length).toBe(10);
    expect(scores.excluded).toBe(2);
    expect(scores.columns.customerId).toEqual(ten.map((row) => row.customerId));
    expect(scores.columns.segment).toEqual(scoreRfm(ten).columns.segment);
  });

  test("score lowest with lowest", () => {
    expect(scoreRfm(base, { noOrders: "lowest" }).row(10)).toMatchObject({
      code: "111",
      segment: "hibernating",
    });
    const reversed = scoreRfm(base, { noOrders: "lowest", orientation: "low-is-best" });
    expect(reversed.row(10)).toMatchObject({ code: "555", segment: "hibernating" });
  });

  test("a base of nobody else gives a warning, and cut-offs that score nobody", () => {
    const scores = scoreRfm(base.slice(10));
    expect(scores.warnings).toEqual([{ code: "rfm_no_customers" }]);
    expect(scores.columns.segment).toEqual(["prospects", "prospects"]);
    expect(scores.cuts).toMatchObject({ customers: 0, edges: { r: [], f: [], m: [] } });
    expect(scoreRfm([])).toHaveLength(0);
  });
});

describe("money", () => {
  test("average is revenue an order", () => {
    const scores = scoreRfm([...ten, customer("x", 5, 2, 1000), customer("none", null, 0, 5)], {
      monetary: "average",
    });
    expect(Array.from(scores.columns.monetary)).toEqual([...new Array(10).fill(50), 500, Number.NaN]);
    expect(scores.columns.m[10]).toBe(5);
  });

  test("any other column may be scored, and a customer whose cell is empty is not", () => {
    const base = ten.map((row, i) => ({ ...row, margin: i === 3 ? null : -i }));
    const scores = scoreRfm(base, { monetary: "margin" });
    expect(scores.columns.m[0]).toBe(5);
    expect(scores.columns.m[9]).toBe(1);
    expect(scores.row(3)).toMatchObject({
      monetary: null,
      r: null,
      f: null,
      code: null,
      segment: "unscored",
    });
    expect(scores.warnings).toEqual([{ code: "rfm_unscored", customers: 1 }]);
    expect(scores.cuts.customers).toBe(9);
    expect(scoreRfm(columnsOf(base), { monetary: "margin" }).toRows()).toEqual(scores.toRows());
  });
});

test("low-is-best turns the scores shown and leaves the segments", () => {
  const high = scoreRfm(ten);
  const low = scoreRfm(ten, { orientation: "low-is-best" });
  expect(Array.from(low.columns.r)).toEqual(Array.from(high.columns.r, (score) => 6 - score));
  expect(low.columns.code[0]).toBe("155");
  expect(low.columns.segment).toEqual(high.columns.segment);
});

test("weights add the sum of weight times score", () => {
  const scores = scoreRfm(ten, { weights: { r: 100, f: 10, m: 1 } });
  expect(Array.from(scores.columns.score.slice(0, 3))).toEqual([511, 511, 422]);
  expect(scoreRfm([customer("x", null, 0, 0)], { weights: { r: 1, f: 1, m: 1 } }).row(0).score).toBeNull();
  expect("score" in scoreRfm(ten).columns).toBe(false);
});

test("a code with a dimension of ten bins has dashes", () => {
  const scores = scoreRfm(ten, { bins: { r: 10, f: 3, m: 7 }, map: one({ r: 10, f: 3, m: 7 }) });
  expect(scores.row(0).code).toBe("10-1-1");
  expect(scores.row(9).code).toBe("1-3-7");
});

describe("variants", () => {
  const policy = { variant: "lrfm" } as const;

  test("LRFM scores the days from the first to the last purchase, given or from the dates", () => {
    const given = ten.map((row, i) => ({ ...row, lengthDays: 100 - 10 * i }));
    const scores = scoreRfm(given, policy);
    expect(Array.from(scores.columns.l)).toEqual([5, 5, 4, 4, 3, 3, 2, 2, 1, 1]);
    expect(scores.row(0)).toMatchObject({ lengthDays: 100, code: "5511", l: 5 });
    const dated = ten.map((row, i) => ({
      ...row,
      firstPurchase: "2025-01-01",
      lastPurchase: new Date(Date.UTC(2025, 0, 101 - 10 * i)).toISOString().slice(0, 10),
    }));
    expect(scoreRfm(dated, policy).toRows()).toEqual(scores.toRows());
    expect(scoreRfm(columnsOf(dated), policy).toRows()).toEqual(scores.toRows());
    expect(scoreRfm(columnsOf(given), policy).toRows()).toEqual(scores.toRows());
  });

  test("one purchase is a length of no days", () => {
    const dates = { firstPurchase: "2025-01-01", lastPurchase: "2025-01-01" };
    expect(scoreRfm([{ ...customer("a", 1, 1, 1), ...dates }], policy).row(0).lengthDays).toBe(0);
  });

  test("RFMT scores the time between purchases; who bought once scores lowest", () => {
    const base = ten.map((row, i) => ({ ...row, meanGapDays: i === 0 ? null : 5 * i }));
    const scores = scoreRfm(base, { variant: "rfmt" });
    expect(Array.from(scores.columns.t)).toEqual([1, 5, 5, 4, 4, 3, 2, 2, 1, 1]);
    expect(scores.row(0)).toMatchObject({ meanGapDays: null, t: 1, code: "5111" });
    // Quintiles of the nine gaps that are known, 5 to 45.
    expect(scores.cuts.edges.t?.map(Math.round)).toEqual([13, 21, 29, 37]);
    const split = scoreRfm(base, { variant: "rfmt", ties: "split-by-id" });
    expect(Array.from(split.columns.t)).toEqual([1, 5, 4, 4, 3, 3, 2, 2, 1, 1]);
  });

  test("a group in which no gap is known takes the cut-offs of the whole base", () => {
    const base = ten.map((row, i) => ({ ...row, meanGapDays: i < 5 ? null : i }));
    const { cuts } = scoreRfm(base, { variant: "rfmt", scheme: "nested", bins: 2, map: one({ r: 2 }) });
    expect(cuts.edges.t).toEqual([7]);
    // The five recent customers bought once each; the others, with gaps of 5 to 9 days, fall into four groups.
    expect(cuts.groups?.t?.map(({ edges }) => edges)).toEqual([[5.5], [7], [8], [9], [7], [7], [7], [7]]);
  });

  test("a map may look at the added dimension", () => {
    const given = ten.map((row, i) => ({ ...row, lengthDays: i }));
    const map: SegmentMap = { segments: [{ segment: "old-friends", l: { from: 4 } }], fallback: "rest" };
    const { segment } = scoreRfm(given, { variant: "lrfm", map }).columns;
    expect(segment.slice(5)).toEqual(["rest", "old-friends", "old-friends", "old-friends", "old-friends"]);
  });

  test("four dimensions of ten bins fit", () => {
    const base = Array.from({ length: 40 }, (_, i) => ({ ...customer(`c${i}`, i, i + 1, i), lengthDays: i }));
    const scores = scoreRfm(base, { variant: "lrfm", bins: 10, map: one({ r: 10 }) });
    expect(scores.row(39).code).toBe("10-1-10-10");
    expect(scores.row(0).code).toBe("1-10-1-1");
  });
});

describe("what is high in a map of classes", () => {
  // Frequency scores are nine times 1 and once 5: mean 1.4, median 1.
  const base = ten.map((row) => ({ ...row, orders: row.recencyDays === 100 ? 2 : 1 }));
  const highs = (policy: RfmPolicy<"total", "rfm">) =>
    scoreRfm(base, { ...policy, map: "chinese8" }).cuts.high;

  test("above the mean score by default", () => {
    expect(highs({})).toEqual({ r: 4, f: 2, m: 4 });
  });

  test("above the median score, or from a score on", () => {
    expect(highs({ high: "median" })).toEqual({ r: 4, f: 2, m: 4 });
    expect(highs({ high: { r: 4, f: 3, m: 5 } })).toEqual({ r: 4, f: 3, m: 5 });
  });

  test("mean and median differ where scores are skewed", () => {
    const skewed = [1, 1, 1, 4, 5, 6, 7].map((orders, i) => customer(`c${i}`, i, orders, orders));
    const edges = { f: [2, 3, 4, 5], m: [2, 3, 4, 5], r: [2, 3, 4, 5] };
    const high = (rule: "mean" | "median") =>
      scoreRfm(skewed, { edges, map: "chinese8", high: rule }).cuts.high;
    // Frequency scores 1 1 1 4 5 5 5: mean 22/7, median 4.
    expect([high("mean")?.f, high("median")?.f]).toEqual([4, 5]);
    // An even number of scores: 1 1 1 4 5 5 has the median 2.5.
    const six = scoreRfm(skewed.slice(0, 6), { edges, map: "chinese8", high: "median" });
    expect(six.cuts.high?.f).toBe(3);
  });

  test("of two bins the upper one, even where all customers stand in it", () => {
    const scores = scoreRfm(ten, { edges: { r: [500], f: [1], m: [1] }, map: "chinese8" });
    expect(scores.cuts.high).toEqual({ r: 2, f: 2, m: 2 });
    expect(new Set(scores.columns.segment)).toEqual(new Set(["important-value"]));
  });

  test("of nobody, above the middle of the scale", () => {
    const edges = { r: [1, 2, 3, 4], f: [1, 2, 3, 4], m: [1, 2, 3, 4] };
    for (const high of ["mean", "median"] as const) {
      expect(scoreRfm([], { edges, map: "chinese8", high }).cuts.high).toEqual({ r: 4, f: 4, m: 4 });
    }
  });
});

describe("inputs", () => {
  test("fields renames, for rows and for columns", () => {
    const rows = ten.map(({ customerId, revenue, ...rest }) => ({
      ...rest,
      user: customerId,
      spent: revenue,
    }));
    const fields = { customerId: "user", revenue: "spent" } as const;
    expect(scoreRfm(rows, {}, { fields }).toRows()).toEqual(scoreRfm(ten).toRows());
    expect(scoreRfm(columnsOf(rows), {}, { fields }).toRows()).toEqual(scoreRfm(ten).toRows());
  });

  test("typed columns, numbers as ids, vectors with at and dictionaries of ids give the same", () => {
    const { columns } = columnsOf(ten);
    const expected = scoreRfm(ten).toRows();
    const typed = {
      customerId: { codes: Int32Array.from(ten.keys()), values: columns.customerId },
      recencyDays: Float64Array.from(columns.recencyDays as number[]),
      orders: Uint8Array.from(columns.orders),
      revenue: { length: 10, at: (i: number) => columns.revenue[i] ?? null },
    };
    expect(scoreRfm({ columns: typed }).toRows()).toEqual(expected);
    const numbered = scoreRfm({ columns: { ...typed, customerId: Int32Array.from(ten.keys()) } });
    expect(numbered.columns.customerId).toEqual(["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"]);
    expect(numbered.columns.r).toEqual(Float64Array.from(expected, (row) => row.r as number));
    expect(scoreRfm(numbered.slice(0, 0) as never, { monetary: "monetary" })).toHaveLength(0);
  });

  test("hostile ids are just ids", () => {
    const ids = ["__proto__", "constructor", "\u200b", "x".repeat(10_000), "客户"];
    const scores = scoreRfm(
      ids.map((id, i) => customer(id, i, 1 + i, i)),
      { ties: "split-by-id" },
    );
    expect(scores.columns.customerId).toEqual(ids);
    expect(scores.indexOf("__proto__")).toBe(0);
    expect(Object.getPrototypeOf(scores.cuts)).toBe(Object.prototype);
  });

  test("rows that cannot be used are set aside and the others scored", () => {
    const bad = [
      customer("nan", Number.NaN, 1, 1),
      customer("infinite", 1, Number.POSITIVE_INFINITY, 1),
      customer("negative", 1, -1, 1),
      customer("future", -1, 1, 1),
      customer("no recency", null, 1, 1),
      customer("no revenue", 1, 1, null),
      { ...customer("text", 1, 1, 1), orders: "3" as unknown as number },
      { ...customer("", 1, 1, 1), customerId: null as unknown as string },
    ];
    const base = [...bad.slice(0, 4), ...ten, ...bad.slice(4), customer("none", null, 0, 0)];
    const scores = scoreRfm(base, {}, { onInvalid: "collect" });
    expect(scores.rejected.map(({ row, field, code }) => [row, field, code])).toEqual([
      [0, "recencyDays", "not_finite"],
      [1, "orders", "not_finite"],
      [2, "orders", "out_of_range"],
      [3, "recencyDays", "out_of_range"],
      [14, "recencyDays", "missing"],
      [15, "revenue", "missing"],
      [16, "orders", "wrong_type"],
      [17, "customerId", "missing"],
    ]);
    expect(scores.length + scores.rejected.length + scores.excluded).toBe(base.length);
    expect(scores.toRows().slice(0, 10)).toEqual(scoreRfm(ten).toRows());
    expect(scores.row(10).segment).toBe("prospects");
    const excluding = scoreRfm(base, { noOrders: "exclude" }, { onInvalid: "collect" });
    expect([excluding.length, excluding.excluded, excluding.rejected.length]).toEqual([10, 1, 8]);
  });

  test("a bad id among good numbers is set aside as well", () => {
    const { columns } = columnsOf(ten);
    const whole = {
      customerId: ["c0", null, ...columns.customerId.slice(2)],
      recencyDays: Float64Array.from(columns.recencyDays as number[]),
      orders: Float64Array.from(columns.orders),
      revenue: Float64Array.from(columns.revenue as number[]),
    };
    const scores = scoreRfm({ columns: whole }, {}, { onInvalid: "collect" });
    expect(scores.rejected).toMatchObject([{ row: 1, field: "customerId", code: "missing" }]);
    expect(scores.columns.customerId).toEqual(ten.filter((_, i) => i !== 1).map((row) => row.customerId));
  });

  test("inputs and policies are never changed", () => {
    const policy: RfmPolicy<"total", "rfm"> = {
      bins: { r: 3, f: 3, m: 3 },
      edges: { r: [20, 50] },
      scheme: "nested",
      ties: "split-by-id",
      map: "klaviyo",
    };
    const before = JSON.stringify([ten, policy]);
    expect(scoreRfm(frozen(ten), frozen(policy)).length).toBe(10);
    const columns = columnsOf(ten);
    expect(scoreRfm(frozen(columns), policy).length).toBe(10);
    expect(JSON.stringify([ten, policy])).toBe(before);
  });

  test("a policy with choices left undefined is the default", () => {
    const open = { bins: undefined, method: undefined, map: undefined } as unknown as RfmPolicy<
      "total",
      "rfm"
    >;
    expect(scoreRfm(ten, open).toRows()).toEqual(scoreRfm(ten).toRows());
  });
});
