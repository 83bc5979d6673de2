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

  test("take ten within a day, unless told", () => {
    const ten = Array.from({ length: 10 }, (_none, i) => edge("ann", `r${i}`, "2026-01-01"));
    expect(validateReferrals(ten.slice(1)).bursts).toEqual([]);
    expect(validateReferrals(ten).bursts).toMatchObject([{ referrerId: "ann", referrals: 10 }]);
    expect(
      validateReferrals([...ten.slice(1), edge("ann", "ann", "2026-01-01"), edge("ann", "x")]).bursts,
    ).toEqual([]);
  });
});

test.each<[string, () => unknown, string, string]>([
  [
    "a burst of one",
    () => validateReferrals([], { burst: { referrals: 1, days: 1 } }),
    "out_of_range",
    "options.burst.referrals",
  ],
  [
    "a burst that is none",
    () => validateReferrals([], { burst: { count: 5 } as never }),
    "unknown_name",
    "options.burst.count",
  ],
  [
    "a date that is none",
    () => validateReferrals([edge("a", "b", "2026-02-30")]),
    "invalid_date",
    "edges.0.at",
  ],
  [
    "a first order that is none",
    () =>
      validateReferrals([edge("a", "b", "2026-02-03")], {
        customers: [{ customerId: "a", firstPurchase: "x" }],
      }),
    "invalid_date",
    "customers.0.firstPurchase",
  ],
  ["no id", () => validateReferrals([{ referrerId: "a" }] as never), "missing", "edges.0.refereeId"],
  [
    "a misspelt option",
    () => validateReferrals([], { bursts: {} } as never),
    "unknown_name",
    "options.bursts",
  ],
])("refuses %s", (_case, run, code, path) => {
  const at = path.split(".").map((part) => (/^\d+$/.test(part) ? Number(part) : part));
  expect(run).toThrow(expect.objectContaining({ name: "ScoringError", code, path: at }));
});
