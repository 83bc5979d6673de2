import { describe, expect, test } from "vitest";
import { contribution, contributionFold } from "../../src/profit/index.ts";
import { columnsOf, refuses } from "../core/base.ts";

describe("numbers are read alike from every form of a column", () => {
  const rows = [
    { customerId: "ann", amount: 10.5, discount: 0.5, cost: 4 },
    { customerId: "ann", amount: -3, discount: null, cost: null },
    { customerId: "bob", amount: 0, discount: 0, cost: null },
    { customerId: "bob", amount: 4, discount: null, cost: 1.25 },
  ];
  const expected = contribution({ lines: rows }).toRows();
  const typed = (make: { from(cells: number[]): object }, cells: readonly (number | null)[]) =>
    make.from(cells.map((cell) => cell ?? Number.NaN));
  const { customerId, amount, discount, cost } = columnsOf(rows).columns;

  test("written out", () => {
    expect(expected).toMatchObject([
      { customerId: "ann", grossRevenue: 11, discounts: 0.5, returns: 3, cogs: 4, grossMargin: 3.5 },
      { customerId: "bob", grossRevenue: 4, discounts: 0, returns: 0, cogs: null },
    ]);
  });

  test.each([Float64Array, Float32Array])("%o", (make) => {
    const columns = {
      customerId,
      amount: typed(make, amount),
      discount: typed(make, discount),
      cost: typed(make, cost),
    };
    expect(contribution({ lines: { columns } as never }).toRows()).toEqual(expected);
  });

  test("integers of any width", () => {
    const whole = { customerId: ["ann", "ann", "bob"], amount: [100, -7, 30], cost: [40, 0, 5] };
    const rowsOf = (make: { from(cells: number[]): object }) =>
      contribution({
        lines: {
          columns: { ...whole, amount: make.from(whole.amount), cost: make.from(whole.cost) } as never,
        },
      }).toRows();
    const inLists = contribution({ lines: { columns: whole } }).toRows();
    for (const make of [Int8Array, Int16Array, Int32Array, Float32Array, Float64Array]) {
      expect(rowsOf(make)).toEqual(inLists);
    }
  });

  test("a discount of none anywhere is not known, of one is 0 for the others", () => {
    const only = (cells: readonly number[]) =>
      contribution({
        lines: {
          columns: { customerId: ["ann", "bob"], amount: [1, 2], discount: Float64Array.from(cells) },
        },
      }).columns.discounts;
    expect(only([Number.NaN, Number.NaN])).toEqual(Float64Array.of(Number.NaN, Number.NaN));
    expect(only([Number.NaN, 0.5])).toEqual(Float64Array.of(0, 0.5));
    expect(only([Number.NaN, 0])).toEqual(Float64Array.of(0, 0));
  });
});

describe("a row keeps its number however far down it stands", () => {
  const many = Array.from({ length: 8500 }, (_none, i) => ({
    customerId: i % 7,
    amount: 1,
    currency: "EUR",
  }));
  const last =
    (change: object, policy: object = {}) =>
    () =>
      contribution({ lines: [...many, { customerId: 1, amount: 1, ...change }] as never }, policy);
  const records = Array.from({ length: 16_500 }, () => ({ customerId: "1", amount: 1, layer: "serve" }));
  const spent =
    (change: object, policy: object = {}) =>
    () =>
      contribution(
        { lines: many.slice(0, 9), costs: [...records, { ...records[0], ...change }] as never },
        policy,
      );

  refuses({
    "missing lines.8500.customerId: expected a string or a finite number, got null": last({
      customerId: null,
    }),
    "wrong_type lines.8500.amount: expected a finite number, got a string of 1 character": last({
      amount: "1",
    }),
    "unknown_name lines.8500.kind: expected purchase or refund, got a string of 4 characters": last({
      kind: "gift",
    }),
    "out_of_range lines.8500.amount: expected at least 0 for a purchase, got a negative number": last({
      amount: -1,
      kind: "purchase",
    }),
    "out_of_range lines.8500.discount: expected at least 0 on a line that is no refund, got a negative number":
      last({ discount: -1 }),
    "out_of_range lines.8500.cost: expected at least 0 on a line that is no refund, got a negative number":
      last({
        cost: -0.5,
      }),
    "mixed_currency lines.8500.currency: expected one currency (or rates for each), got another one": last({
      currency: "USD",
    }),
    "unknown_name lines.8500.currency: expected a currency with a rate, got a string of 3 characters": last(
      { currency: "USD" },
      { rates: { EUR: 1 } },
    ),
    "wrong_type lines.8500.currency: expected a currency code, got a positive integer": last({ currency: 1 }),
    "wrong_type costs.16500.layer: expected a layer of the waterfall: discounts, discount, returns, return, cogs, costToServe, serve, acquisitionCost, acquisition, retentionCost, retention, got a positive integer":
      spent({ layer: 1 }),
    "missing costs.16500.amount: expected a finite number, got null": spent({ amount: null }),
    "mixed_currency costs.16500.currency: expected one currency (or rates for each), got another one": spent({
      currency: "USD",
    }),
  });

  test("and what is right is summed to the end", () => {
    expect(last({ amount: 9 })().totals.grossRevenue).toBe(8509);
    expect(spent({ amount: 9 })().totals.costToServe).toBe(16_509);
  });
});

test("a kind may be left open, and a refund of a key that is not known is one", () => {
  const lines = [
    { customerId: "ann", channel: null, amount: 0, kind: "refund" },
    { customerId: "ann", channel: "web", amount: 5, kind: null },
    { customerId: "ann", channel: "web", amount: 0, kind: "purchase" },
    { customerId: "ann", channel: "web", amount: -2, kind: undefined },
  ];
  const profit = contribution({ lines: lines as never }, { by: "channel" });
  expect(profit.columns.channel).toEqual(["web", null]);
  expect(profit.columns.returns).toEqual(Float64Array.of(2, 0));
  expect(profit).toMatchObject({ refundLines: 2, withoutLines: 0 });
});

describe("rows set aside", () => {
  const lines = [
    { customerId: "ann", at: "2026-01-01", amount: 1, cost: 0 },
    { customerId: "ann", at: "2026-01-02", amount: 2, cost: 0 },
    { customerId: "ann", at: "2026-01-03", amount: 4, cost: 0 },
    { customerId: "ann", at: "never", amount: 8, cost: 0 },
    { customerId: "ann", at: "2025-01-01", amount: Number.NaN, cost: 0 },
    { customerId: "ann", at: "2027-01-01", amount: Number.NaN, cost: 0 },
    { customerId: null, at: "2026-01-02", amount: 16, cost: 0 },
    { customerId: "cem", at: "2026-01-02", amount: -1, kind: "purchase", cost: 0 },
  ];
  const window = { from: "2026-01-02", asOf: "2026-01-02", onInvalid: "collect" } as const;

  test("are not counted as outside the window too", () => {
    const profit = contribution({ lines: lines as never }, window);
    expect(profit.toRows()).toEqual([expect.objectContaining({ customerId: "ann", grossRevenue: 2 })]);
    expect(profit).toMatchObject({ given: { lines: 8, costs: 0 }, beforeFrom: 1, future: 1 });
    expect(profit.rejected.lines).toEqual([
      {
        row: 3,
        field: "at",
        code: "invalid_date",
        expected: "a Date, an ISO date, or an ISO date-time with Z or an offset",
      },
      { row: 4, field: "amount", code: "not_finite", expected: "a finite number" },
      { row: 5, field: "amount", code: "not_finite", expected: "a finite number" },
      { row: 6, field: "customerId", code: "missing", expected: "a string or a finite number" },
      { row: 7, field: "amount", code: "out_of_range", expected: "at least 0 for a purchase" },
    ]);
  });

  test("leave no trace among the cost records either", () => {
    const costs = [
      { customerId: "bob", at: "2026-01-02", amount: 1, layer: "serve", currency: "EUR" },
      { customerId: "bob", at: "2026-01-03", amount: 2, layer: "serve" },
      { customerId: null, at: "2026-01-02", amount: 4, layer: "serve" },
      { customerId: "bob", at: "2026-01-02", amount: 8, layer: "rent" },
      { customerId: "bob", at: "2026-01-02", amount: 16, layer: "serve", currency: 5 },
    ];
    const profit = contribution({ lines: lines.slice(0, 3) as never, costs: costs as never }, window);
    expect(profit.columns.customerId).toEqual(["ann", "bob"]);
    expect(profit.columns.costToServe).toEqual(Float64Array.of(0, 1));
    expect(profit).toMatchObject({
      given: { lines: 3, costs: 5 },
      beforeFrom: 1,
      future: 2,
      withoutLines: 1,
    });
    expect(profit.rejected.costs.map(({ row, field }) => [row, field])).toEqual([
      [2, "customerId"],
      [3, "layer"],
      [4, "currency"],
    ]);
  });

  test("of a history are passed over", () => {
    const history = [
      { customerId: "ann", orders: 1, revenue: 5 },
      { customerId: null, orders: 1, revenue: 5 },
      { customerId: "bob", orders: -1, revenue: 5 },
      { customerId: "cem", orders: 2, revenue: 7, refunds: null },
      { customerId: "dan", orders: 2, revenue: 7, refunds: -1 },
    ];
    const profit = contribution({ history: history as never }, { onInvalid: "collect" });
    expect(profit.columns.customerId).toEqual(["ann", "cem"]);
    expect(profit.columns.netRevenue).toEqual(Float64Array.of(5, 7));
    expect(profit.given.lines).toBe(5);
    expect(profit.rejected.lines.map(({ row, field }) => [row, field])).toEqual([
      [1, "customerId"],
      [2, "orders"],
      [4, "refunds"],
    ]);
  });
});

describe("customers named by a dictionary", () => {
  const values = ["ann", "bob", "cem"];
  const lines = {
    columns: { customerId: { codes: Uint8Array.of(2, 0, 2), values }, amount: [1, 2, 4], cost: [0, 0, 0] },
  };
  const named = contribution({
    lines: [
      { customerId: "cem", amount: 1, cost: 0 },
      { customerId: "ann", amount: 2, cost: 0 },
      { customerId: "cem", amount: 4, cost: 0 },
    ],
    costs: [
      { customerId: "bob", amount: 3, layer: "serve" },
      { customerId: "ann", amount: 5, layer: "serve" },
    ],
  }).toRows();

  test.each([
    ["the same one", { codes: Uint8Array.of(1, 0), values }],
    ["another one", { codes: Uint8Array.of(0, 1), values: ["bob", "ann"] }],
    ["none", ["bob", "ann"]],
  ])("are those of the cost records, which use %s", (_case, customerId) => {
    const costs = { columns: { customerId, amount: [3, 5], layer: ["serve", "serve"] } };
    expect(contribution({ lines, costs }).toRows()).toEqual(named);
  });

  test("stand in order with those that the records bring", () => {
    const costs = [
      { customerId: "aaron", amount: 3, layer: "serve" },
      { customerId: "zoe", amount: 3, layer: "serve" },
      { customerId: "bea", amount: 3, layer: "serve" },
    ];
    expect(contribution({ lines, costs }).columns.customerId).toEqual(["aaron", "ann", "bea", "cem", "zoe"]);
  });

  test("keep their sums in a fold over batches with dictionaries of their own", () => {
    const fold = contributionFold();
    const state = fold.add(fold.empty(), lines);
    fold.add(state, {
      columns: {
        customerId: { codes: Uint8Array.of(0, 1), values: ["cem", "abe"] },
        amount: [8, 16],
        cost: [0, 0],
      },
    });
    expect(fold.finish(state).columns.customerId).toEqual(["abe", "ann", "cem"]);
    expect(fold.finish(state).columns.grossRevenue).toEqual(Float64Array.of(16, 2, 13));
  });
});

test("what is missing is told layer by layer, with the subtotals below it", () => {
  const lines = [
    { customerId: "ann", amount: 5, cost: 1 },
    { customerId: "bob", amount: 5 },
    { customerId: "bob", amount: 5 },
    { customerId: "bob", amount: -5 },
  ];
  const below = ["contributionMargin2", "contributionMargin3"];
  expect(contribution({ lines }).missing).toEqual([
    {
      layer: "discounts",
      rows: 2,
      lines: 0,
      effect: "skip",
      subtotals: ["netRevenue", "grossMargin", "contributionMargin1", ...below],
    },
    {
      layer: "cogs",
      rows: 1,
      lines: 2,
      effect: "unknown",
      subtotals: ["grossMargin", "contributionMargin1", ...below],
    },
    { layer: "costToServe", rows: 2, lines: 0, effect: "unknown", subtotals: below },
    { layer: "acquisitionCost", rows: 2, lines: 0, effect: "unknown", subtotals: ["contributionMargin3"] },
    { layer: "retentionCost", rows: 2, lines: 0, effect: "unknown", subtotals: ["contributionMargin3"] },
  ]);
});

test("who only gave back or only cost is told apart", () => {
  const lines = [
    { customerId: "ann", amount: -5 },
    { customerId: "bob", amount: 0, kind: "refund" },
  ] as const;
  const costs = ["ann", "bob", "cem"].map((customerId) => ({ customerId, amount: 1, layer: "serve" }));
  const profit = contribution({ lines, costs }, { missing: "skip" });
  expect(profit.withoutLines).toBe(1);
  expect(profit.columns.contributionMargin3).toEqual(Float64Array.of(-6, -1, -1));
});
