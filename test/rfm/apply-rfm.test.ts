import { describe, expect, test } from "vitest";
import { applyRfm, type RfmPolicy, type RfmVariant, rfmOf, scoreRfm } from "../../src/rfm/index.ts";
import { columnsOf, customer, frozen, ten } from "./base.ts";

/** Policies that between them take every way through learning and applying. */
const policies: readonly RfmPolicy<string, RfmVariant>[] = [
  {},
  { map: "klaviyo", edges: { r: [30, 60] } },
  { scheme: "nested", ties: "split-by-id" },
  { ties: "split-by-id", orientation: "low-is-best" },
  { method: "natural-breaks", monetary: "average", noOrders: "lowest" },
  { method: "mean", map: "chinese8", weights: { r: 1, f: 2, m: 3 } },
  { map: "chinese8", high: "median", monetary: "margin" },
  { variant: "lrfm", scheme: "nested", map: "shopify" },
  { variant: "rfmt", weights: { r: 1, f: 1, m: 1, t: 1 }, noOrders: "exclude" },
];

const base = ten.map((row, i) => ({
  ...row,
  margin: i === 4 ? null : (i * 7) % 5,
  lengthDays: i % 3 === 0 ? null : i * 3,
  firstPurchase: "2025-01-01",
  lastPurchase: `2025-02-1${i}`,
  meanGapDays: i === 0 ? null : i / 3,
}));
const nobody = {
  ...base[0],
  ...customer("none", null, 0, null),
  lengthDays: null,
  firstPurchase: null,
  lastPurchase: null,
};
const rows = [...base, nobody];

describe.each(policies.map((policy) => [JSON.stringify(policy), policy] as const))(
  "policy %s",
  (_name, policy) => {
    const scores = scoreRfm(rows as never, policy);
    const cuts = JSON.parse(JSON.stringify(scores.cuts)) as typeof scores.cuts;

    test("cut-offs survive JSON", () => {
      expect(cuts).toEqual(scores.cuts);
    });

    test("the base gets the scores it got, as rows, as columns and one by one", () => {
      const expected = scores.toRows();
      expect(applyRfm(frozen(cuts), rows as never).toRows()).toEqual(expected);
      expect(applyRfm(cuts, columnsOf(rows) as never).toRows()).toEqual(expected);
      const scored = policy.noOrders === "exclude" ? base : rows;
      expect(scored.map((row) => rfmOf(cuts, row as never))).toEqual(expected);
      expect(applyRfm(cuts, rows as never).binsUsed).toEqual(scores.binsUsed);
    });
  },
);

describe("applyRfm", () => {
  const { cuts } = scoreRfm(ten);

  test("new customers fall between the cut-offs of the base", () => {
    // The base has quintiles 28, 46, 64, 82 of days, 2.8, 4.6, … of orders and 140, 230, … of money.
    const fresh = [
      customer("x", 27.9, 2.7, 139),
      customer("y", 28.1, 2.9, 141),
      customer("z", 500, 400, -300),
    ];
    expect(applyRfm(cuts, fresh).columns.code).toEqual(["511", "422", "151"]);
  });

  test("bad rows are set aside, customers without an order left out", () => {
    const { cuts: excluding } = scoreRfm(ten, { noOrders: "exclude" });
    const given = [customer("a", Number.NaN, 1, 1), customer("b", null, 0, 0), customer("c", 1, 1, 1)];
    const scores = applyRfm(excluding, given, { onInvalid: "collect" });
    expect([scores.length, scores.excluded, scores.rejected.length]).toEqual([1, 1, 1]);
    expect(scores.warnings).toEqual([]);
    expect(rfmOf(excluding, customer("b", null, 0, 0)).segment).toBe("prospects");
  });

  test("cut-offs learned from nobody score nobody, and say so", () => {
    const empty = scoreRfm([]).cuts;
    const scores = applyRfm(empty, [customer("a", 1, 1, 1), customer("b", null, 0, 0)]);
    expect(scores.columns.segment).toEqual(["unscored", "prospects"]);
    expect(scores.warnings).toEqual([{ code: "rfm_unscored", customers: 1 }]);
    expect(applyRfm(empty, ten.slice(0, 2)).columns.code).toEqual([null, null]);
    expect(rfmOf(empty, customer("a", 1, 1, 1))).toMatchObject({ code: null, segment: "unscored" });
  });

  test("cut-offs learned from nobody score where all of them are fixed, and not where some are", () => {
    const [r, f, m] = [[30], [3], [100]] as const;
    const row = customer("a", 1, 9, 5);
    expect(applyRfm(scoreRfm([], { edges: { r, f, m }, map: "chinese8" }).cuts, [row]).columns.code).toEqual([
      "221",
    ]);
    const { cuts: mixed } = scoreRfm([], { method: { m: "mean", f: "mean" }, edges: { r }, map: "chinese8" });
    expect(applyRfm(mixed, [row]).columns.code).toEqual([null]);
    expect(rfmOf(mixed, row).code).toBeNull();
  });

  test("what is saved holds groups, ids and high scores only where the policy has them", () => {
    const names = ["kind", "version", "policy", "customers", "edges", "map"];
    expect(Object.keys(cuts)).toEqual(names);
    expect(Object.keys(scoreRfm(ten, { ties: "split-by-id" }).cuts).sort()).toEqual(
      ["edgeIds", ...names].sort(),
    );
    expect(Object.keys(scoreRfm(ten, { scheme: "nested" }).cuts).sort()).toEqual([...names, "groups"].sort());
    expect(Object.keys(scoreRfm(ten, { map: "chinese8" }).cuts).sort()).toEqual([...names, "high"].sort());
  });

  test("an empty cell of a column is money that is not known, a field that no row has is missing", () => {
    const { columns } = columnsOf(ten.slice(0, 2));
    const margin = [1, undefined];
    const scores = scoreRfm({ columns: { ...columns, margin } } as never, { monetary: "margin" });
    expect(scores.columns.segment[1]).toBe("unscored");
    const rows = ten.slice(0, 2).map((row, i) => ({ ...row, margin: margin[i] }));
    expect(
      scoreRfm(rows as never, { monetary: "margin" } as never, { onInvalid: "collect" }).rejected,
    ).toMatchObject([{ row: 1, field: "margin", code: "missing" }]);
  });

  test("renames fields as scoreRfm does", () => {
    const renamed = ten.map(({ orders, ...rest }) => ({ ...rest, count: orders }));
    expect(applyRfm(cuts, renamed, { fields: { orders: "count" } }).columns.f).toEqual(
      applyRfm(cuts, ten).columns.f,
    );
  });

  test("many rows go by tables and buckets, and score as one by one", () => {
    const money = [
      ...Array.from({ length: 4200 }, (_, i) => (i - 600) / 7),
      1e300,
      -1e300,
      5e-324,
      -5e-324,
      0,
      -0,
    ];
    const many = money.map((revenue, i) => customer(`c${i}`, (i % 990) / 9, 1 + (i % 40), revenue));
    const exact = [...ten, ...many];
    for (const policy of [{}, { edges: { m: [-3, 0, 50, 1e9] } }, { orientation: "low-is-best" }] as const) {
      const learned = scoreRfm(ten, policy).cuts;
      const scores = applyRfm(learned, exact);
      exact.forEach((row, i) => {
        expect(scores.columns.code[i]).toBe(rfmOf(learned, row).code);
      });
    }
  });

  test("many tied customers are told apart by id, learned, applied and one by one", () => {
    const many = Array.from({ length: 5000 }, (_, i) =>
      customer(`c${(i * 7) % 5000}`, i % 9, 1 + (i % 4), (i % 6) / 4),
    );
    const scores = scoreRfm(many, { ties: "split-by-id" });
    const again = applyRfm(scores.cuts, many);
    expect(again.columns.code).toEqual(scores.columns.code);
    many.forEach((row, i) => {
      expect(rfmOf(scores.cuts, row).code).toBe(scores.columns.code[i]);
    });
    for (const dimension of ["r", "f", "m"] as const) {
      const sizes = [1, 2, 3, 4, 5].map(
        (bin) => scores.columns[dimension].filter((score) => score === bin).length,
      );
      expect(sizes).toEqual([1000, 1000, 1000, 1000, 1000]);
    }
  });

  test("a gap that is not known scores lowest among many too", () => {
    const gaps = Array.from({ length: 5000 }, (_, i) => ({
      ...customer(`c${i}`, i, 1, 1),
      meanGapDays: i % 2 ? null : i / 9,
    }));
    const { t } = scoreRfm(gaps, { variant: "rfmt" }).columns;
    expect([t[1], t[4999], t[0], t[4998]]).toEqual([1, 1, 5, 1]);
  });
});

describe("rfmOf", () => {
  const { cuts } = scoreRfm(ten);

  test("the id may be missing, and comes back as text where there is one", () => {
    expect(rfmOf(cuts, { recencyDays: 1, orders: 1, revenue: 1 }).customerId).toBeNull();
    expect(rfmOf(cuts, { customerId: 7, recencyDays: 1, orders: 1, revenue: 1 }).customerId).toBe("7");
  });

  test("a customer whose money is not known has no scores", () => {
    const margin = scoreRfm(
      ten.map((row) => ({ ...row, margin: 1 })),
      { monetary: "margin" },
    ).cuts;
    expect(rfmOf(margin, { recencyDays: 1, orders: 1, margin: null })).toMatchObject({
      r: null,
      segment: "unscored",
    });
  });

  test("length comes from the dates where the days are not given", () => {
    const { cuts: length } = scoreRfm(
      ten.map((row, i) => ({ ...row, lengthDays: i })),
      { variant: "lrfm" },
    );
    const row = {
      recencyDays: 1,
      orders: 2,
      revenue: 1,
      firstPurchase: "2024-02-28",
      lastPurchase: "2024-03-01",
    };
    expect(rfmOf(length, row)).toMatchObject({ lengthDays: 2, l: 2 });
  });
});
