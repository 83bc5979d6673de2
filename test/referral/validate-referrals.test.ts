import { describe, expect, test } from "vitest";
import { validateReferrals } from "../../src/referral/index.ts";

const edge = (referrerId: string, refereeId: string, at?: string) => ({ referrerId, refereeId, at });

describe("a report", () => {
  test("of good referrals is all valid", () => {
    const report = validateReferrals([edge("b", "d"), edge("a", "b"), edge("a", "c")]);
    expect(report.valid.toRows()).toEqual([
      { referrerId: "a", refereeId: "b" },
      { referrerId: "a", refereeId: "c" },
      { referrerId: "b", refereeId: "d" },
    ]);
    const { valid: _valid, given, ...rest } = report;
    expect(given).toBe(3);
    expect(rest).toEqual({
      selfReferrals: [],
      cycles: [],
      multipleReferrers: [],
      duplicates: 0,
      unknownIds: [],
      beforeFirstOrder: [],
      beforeOwnOrder: [],
      bursts: [],
      rejected: [],
    });
  });

  test("lists circles from their least id on, in the direction of the referrals", () => {
    const report = validateReferrals([
      edge("c", "b"),
      edge("b", "d"),
      edge("d", "c"),
      edge("z", "y"),
      edge("y", "z"),
      edge("d", "e"),
    ]);
    expect(report.cycles).toEqual([
      ["b", "d", "c"],
      ["y", "z"],
    ]);
    expect(report.valid.toRows()).toEqual([{ referrerId: "d", refereeId: "e" }]);
  });

  test("lists circles by their least id, however they stand in the input", () => {
    const edges = [edge("z", "y"), edge("y", "z"), edge("b", "a"), edge("a", "c"), edge("c", "b")];
    for (const each of [edges, edges.slice().reverse()]) {
      expect(validateReferrals(each).cycles).toEqual([
        ["a", "c", "b"],
        ["y", "z"],
      ]);
    }
  });

  test("lists everyone who claims somebody, the earliest first", () => {
    const claims = [
      edge("c", "x", "2026-01-02"),
      edge("b", "x"),
      edge("a", "x"),
      edge("d", "x", "2026-01-01"),
      edge("b", "x"),
      edge("b", "w"),
      edge("a", "w"),
    ];
    const report = validateReferrals(claims);
    expect(report.multipleReferrers).toEqual([
      { refereeId: "w", referrers: ["a", "b"], kept: "a" },
      { refereeId: "x", referrers: ["d", "c", "a", "b"], kept: "d" },
    ]);
    expect(report.duplicates).toBe(1);
  });

  test("counts a claim that was repeated from the first time on", () => {
    const claims = [edge("a", "x", "2026-01-01"), edge("b", "x", "2026-01-03"), edge("a", "x", "2026-01-05")];
    for (const each of [claims, claims.slice().reverse()]) {
      expect(validateReferrals(each).multipleReferrers).toEqual([
        { refereeId: "x", referrers: ["a", "b"], kept: "a" },
      ]);
    }
  });

  test("names a later claim that would close a circle as a later claim", () => {
    const report = validateReferrals([
      edge("a", "b", "2026-01-01"),
      edge("b", "c", "2026-01-02"),
      edge("c", "b", "2026-01-03"),
    ]);
    expect(report.cycles).toEqual([]);
    expect(report.multipleReferrers).toEqual([{ refereeId: "b", referrers: ["a", "c"], kept: "a" }]);
    expect(report.valid.length).toBe(2);
  });

  test("lists self-referrals once each", () => {
    expect(validateReferrals([edge("z", "z"), edge("a", "a"), edge("z", "z")]).selfReferrals).toEqual([
      "a",
      "z",
    ]);
  });

  test("sets bad edges aside", () => {
    const report = validateReferrals([edge("a", "b"), { referrerId: 1n, refereeId: {} }] as never, {
      onInvalid: "collect",
    });
    expect(report.rejected.map(({ row, field }) => [row, field])).toEqual([[1, "refereeId"]]);
    const nobody = { referrerId: null, refereeId: null } as never;
    expect(validateReferrals([nobody, edge("a", "a")], { onInvalid: "collect" }).selfReferrals).toEqual([
      "a",
    ]);
    expect(report.unknownIds).toEqual([]);
  });
});

describe("beside the customers", () => {
  const customers = [
    { customerId: "ann", firstPurchase: "2026-01-10" },
    { customerId: "bob", firstPurchase: "2026-01-20" },
    { customerId: "cem", firstPurchase: null },
    { customerId: "dan" },
  ];

  test("finds unknown ids", () => {
    const report = validateReferrals([edge("ann", "bob"), edge("zoe", "ann"), edge("ann", "yan")], {
      customers,
    });
    expect(report.unknownIds).toEqual(["yan", "zoe"]);
    expect(report.beforeFirstOrder).toEqual([]);
  });

  test("finds claims before the first order of either", () => {
    const edges = [
      edge("ann", "bob", "2026-01-19"),
      edge("ann", "bob", "2026-01-20"),
      edge("ann", "cem", "2026-02-01"),
      edge("bob", "dan", "2026-01-01"),
      edge("ann", "dan"),
      edge("cem", "cem", "2026-01-01"),
    ];
    const report = validateReferrals(edges, { customers });
    expect(report.beforeFirstOrder).toEqual([
      { referrerId: "ann", refereeId: "bob" },
      { referrerId: "ann", refereeId: "cem" },
    ]);
    expect(report.beforeOwnOrder).toEqual([{ referrerId: "bob", refereeId: "dan" }]);
  });

  test("orders what it finds by who was brought, then by who brought them", () => {
    const early = (referrerId: string, refereeId: string) => edge(referrerId, refereeId, "2025-01-01");
    const edges = [early("dan", "bob"), early("cem", "bob"), early("eve", "bob"), early("eve", "ann")];
    const expected = [
      { referrerId: "eve", refereeId: "ann" },
      { referrerId: "cem", refereeId: "bob" },
      { referrerId: "dan", refereeId: "bob" },
      { referrerId: "eve", refereeId: "bob" },
    ];
    for (const each of [edges, edges.slice().reverse()]) {
      expect(validateReferrals(each, { customers }).beforeFirstOrder).toEqual(expected);
      expect(validateReferrals(each, { customers }).unknownIds).toEqual(["eve"]);
    }
  });

  test("passes over edges set aside, and takes first orders as a column", () => {
    const edges = [edge("ann", "bob", "2026-01-01"), { referrerId: null, refereeId: "yan" }];
    const columns = { who: ["bob", "ann"], first: [Date.UTC(2026, 0, 2), Number.NaN] };
    const report = validateReferrals(edges as never, {
      customers: { columns } as never,
      fields: { customers: { customerId: "who", firstPurchase: "first" } },
      numericTime: "ms",
      onInvalid: "collect",
    });
    expect(report.rejected.map(({ row }) => row)).toEqual([1]);
    expect(report.unknownIds).toEqual([]);
    const pair = { referrerId: "ann", refereeId: "bob" };
    // In a column NaN is empty: ann has not bought anything.
    expect(report).toMatchObject({ beforeFirstOrder: [pair], beforeOwnOrder: [pair] });
  });

  test("says nothing of time where no referral is dated", () => {
    const report = validateReferrals([edge("zoe", "bob")], { customers });
    expect(report).toMatchObject({ unknownIds: ["zoe"], beforeFirstOrder: [], beforeOwnOrder: [] });
  });

  test("reads a time without an offset in the zone asked for", () => {
    const local = [edge("ann", "bob", "2026-01-20T07:59:00")];
    const early = (timeZone: string, firstPurchase: string) =>
      validateReferrals(local, { customers: [{ customerId: "bob", firstPurchase }], timeZone })
        .beforeFirstOrder.length;
    expect(early("Asia/Shanghai", "2026-01-20T00:00:00Z")).toBe(1);
    expect(early("Asia/Shanghai", "2026-01-19T23:59:00Z")).toBe(0);
    expect(early("UTC", "2026-01-20T00:00:00Z")).toBe(0);
  });

  test("compares days in the zone asked for", () => {
    const late = [edge("ann", "bob", "2026-01-19T17:00:00Z")];
    expect(validateReferrals(late, { customers }).beforeFirstOrder.length).toBe(1);
    expect(validateReferrals(late, { customers, timeZone: "Asia/Shanghai" }).beforeFirstOrder).toEqual([]);
  });

  test("says nothing of time where nobody's first order is known", () => {
    const report = validateReferrals([edge("ann", "bob", "2020-01-01")], {
      customers: { columns: { customerId: ["ann", "bob"] } },
    });
    expect(report).toMatchObject({ unknownIds: [], beforeFirstOrder: [], beforeOwnOrder: [] });
    const nobody = [
      { customerId: "ann", firstPurchase: null },
      { customerId: "bob", firstPurchase: null },
    ];
    expect(
      validateReferrals([edge("ann", "bob", "2020-01-01")], { customers: nobody }).beforeFirstOrder.length,
    ).toBe(1);
  });
});

describe("bursts", () => {
  const burst = ["01T08", "01T20", "02T07", "02T08", "05T00"].map((at, i) =>
    edge("ann", `r${i}`, `2026-01-${at}:00Z`),
  );

  test("are the densest stretch of each who brought many at once", () => {
    const report = validateReferrals(
      [...burst, edge("bob", "x", "2026-01-01"), edge("bob", "y", "2026-01-03")],
      { burst: { referrals: 2, days: 1 } },
    );
    expect(report.bursts).toEqual([
      { referrerId: "ann", referrals: 3, from: "2026-01-01T08:00:00.000Z", to: "2026-01-02T07:00:00.000Z" },
    ]);
  });

  test("are told from their first to their last, whatever came before, by referrer", () => {
    const alone = [edge("ann", "early", "2025-12-01"), edge("ann", "later", "2025-12-05")];
    const more = [edge("aaa", "p", "2026-01-01"), edge("aaa", "q", "2026-01-01")];
    const two = { burst: { referrals: 2, days: 1 } };
    expect(validateReferrals([...alone, ...burst, ...more], two).bursts).toEqual([
      { referrerId: "aaa", referrals: 2, from: "2026-01-01T00:00:00.000Z", to: "2026-01-01T00:00:00.000Z" },
      { referrerId: "ann", referrals: 3, from: "2026-01-01T08:00:00.000Z", to: "2026-01-02T07:00:00.000Z" },
    ]);
    // In no time at all nobody brings two; in a month six come within it.
    expect(validateReferrals([...alone, ...burst], { burst: { referrals: 2, days: 0 } }).bursts).toEqual([]);
    expect(
      validateReferrals([...alone, ...burst], { burst: { referrals: 2, days: 31.5 } }).bursts,
    ).toMatchObject([{ referrals: 6, from: "2025-12-05T00:00:00.000Z", to: "2026-01-05T00:00:00.000Z" }]);
  });

  test("leave out edges set aside", () => {
    const twice = [edge("ann", "a", "2026-01-01"), { ...edge("ann", "b", "2026-01-01"), refereeId: null }];
    const options = { burst: { referrals: 2, days: 1 }, onInvalid: "collect" } as const;
    expect(validateReferrals(twice as never, options).bursts).toEqual([]);
  });

  test("take ten within a day, unless told", () => {
    const ten = Array.from({ length: 10 }, (_none, i) => edge("ann", `r${i}`, "2026-01-01"));
    expect(validateReferrals(ten.slice(1)).bursts).toEqual([]);
    expect(validateReferrals(ten).bursts).toMatchObject([{ referrerId: "ann", referrals: 10 }]);
    expect(
      validateReferrals([...ten.slice(1), edge("ann", "ann", "2026-01-01"), edge("ann", "x")]).bursts,
    ).toEqual([]);
  });
});
