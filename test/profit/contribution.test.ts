import { describe, expect, test } from "vitest";
import { table } from "../../src/core/index.ts";
import { contribution, contributionLayers } from "../../src/profit/index.ts";

const lines = [
  { customerId: "ann", amount: 900, discount: 100, cost: 400 },
  { customerId: "ann", amount: -100 },
  { customerId: "bob", amount: 50, cost: 40 },
];
const costs = [
  { customerId: "ann", amount: 60, layer: "costToServe" },
  { customerId: "bob", amount: 25, layer: "acquisitionCost" },
  { customerId: "bob", amount: 5, layer: "retentionCost" },
];

describe("the waterfall", () => {
  test("takes discounts, returns and each layer off, customer by customer", () => {
    const profit = contribution({ lines, costs });
    expect(profit.toRows()).toEqual([
      {
        customerId: "ann",
        grossRevenue: 1000,
        discounts: 100,
        returns: 100,
        netRevenue: 800,
        cogs: 400,
        grossMargin: 400,
        grossMarginRate: 0.5,
        contributionMargin1: 400,
        costToServe: 60,
        contributionMargin2: 340,
        acquisitionCost: 0,
        retentionCost: 0,
        contributionMargin3: 340,
        contributionMargin3Rate: 0.425,
      },
      {
        customerId: "bob",
        grossRevenue: 50,
        discounts: 0,
        returns: 0,
        netRevenue: 50,
        cogs: 40,
        grossMargin: 10,
        grossMarginRate: 0.2,
        contributionMargin1: 10,
        costToServe: 0,
        contributionMargin2: 10,
        acquisitionCost: 25,
        retentionCost: 5,
        contributionMargin3: -20,
        contributionMargin3Rate: -0.4,
      },
    ]);
  });

  test("sums to totals, whose rates are rates of the sums", () => {
    const { totals } = contribution({ lines, costs });
    expect(totals).toMatchObject({ grossRevenue: 1050, netRevenue: 850, contributionMargin3: 320 });
    expect(totals.contributionMargin3Rate).toBe(320 / 850);
  });

  test("says what it used and what it was given", () => {
    const profit = contribution({ lines, costs });
    expect(profit.layers).toEqual(contributionLayers);
    expect(profit).toMatchObject({
      missing: [],
      given: { lines: 3, costs: 3 },
      costLayers: ["costToServe", "acquisitionCost", "retentionCost"],
      refundLines: 1,
      withoutLines: 0,
    });
  });

  test("is empty for no lines", () => {
    const profit = contribution({ lines: [] });
    expect(profit.length).toBe(0);
    expect(profit.totals).toMatchObject({ grossRevenue: 0, discounts: 0, contributionMargin3: 0 });
    expect(profit.missing).toEqual([]);
  });

  test("can be any list of steps", () => {
    const layers = [
      { deduct: "goods", from: "goods" },
      { deduct: "shipping", records: ["freight", "parcel"] },
      { subtotal: "left", rate: "leftRate" },
    ] as const;
    const freight = [
      { customerId: "ann", amount: 3, layer: "freight" },
      { customerId: "ann", amount: 2, layer: "parcel" },
    ];
    const profit = contribution({ lines, costs: freight }, { layers, missing: "skip" });
    // Without a step for discounts and refunds the start is what was paid and kept.
    expect(profit.row(0)).toEqual({
      customerId: "ann",
      grossRevenue: 800,
      goods: 400,
      shipping: 5,
      left: 395,
      leftRate: 1,
    });
  });

  test("keeps a column of any name", () => {
    const layers = [{ deduct: "__proto__", from: "goods" }, { subtotal: "constructor" }] as const;
    const profit = contribution({ lines: [{ customerId: "ann", amount: 5, cost: 2 }] }, { layers });
    expect(Object.getOwnPropertyDescriptor(profit.row(0), "__proto__")?.value).toBe(2);
    expect(Object.getOwnPropertyDescriptor(profit.totals, "__proto__")?.value).toBe(2);
    expect(profit.row(0).constructor).toBe(3);
  });
});

describe("refunds", () => {
  const one = (line: object) =>
    contribution({ lines: [{ customerId: "ann", amount: 100, cost: 40 }, line] as never }).row(0);

  test("may be said by sign or by kind", () => {
    for (const line of [
      { customerId: "ann", amount: -30 },
      { customerId: "ann", amount: -30, kind: "refund" },
      { customerId: "ann", amount: 30, kind: "refund" },
    ]) {
      expect(one(line)).toMatchObject({ grossRevenue: 100, returns: 30, netRevenue: 70, cogs: 40 });
    }
  });

  test("bring goods back where they say what those are worth", () => {
    expect(one({ customerId: "ann", amount: -30, cost: 12 })).toMatchObject({ returns: 30, cogs: 28 });
    expect(one({ customerId: "ann", amount: -30, cost: -12, quantity: -1 })).toMatchObject({ cogs: 28 });
  });

  test("of nothing are counted and change nothing", () => {
    const profit = contribution({ lines: [{ customerId: "ann", amount: 0, kind: "refund" }] });
    expect(profit.refundLines).toBe(1);
    expect(profit.row(0)).toMatchObject({ customerId: "ann", grossRevenue: 0, returns: 0, cogs: 0 });
  });

  test("do not count a discount twice", () => {
    expect(one({ customerId: "ann", amount: -30, discount: 5 })).toMatchObject({
      discounts: 0,
      netRevenue: 70,
    });
  });
});

describe("what is not known is null", () => {
  test("a layer without a single record, and the subtotals below it", () => {
    const profit = contribution({ lines, costs: costs.slice(0, 1) });
    expect(profit.row(0)).toMatchObject({
      contributionMargin2: 340,
      acquisitionCost: null,
      contributionMargin3: null,
    });
    expect(profit.totals).toMatchObject({ contributionMargin2: 350, contributionMargin3: null });
    expect(profit.missing[0]).toEqual({
      layer: "acquisitionCost",
      rows: 2,
      lines: 0,
      effect: "unknown",
      subtotals: ["contributionMargin3"],
    });
  });

  test("or is passed over, where the policy says so", () => {
    const profit = contribution({ lines, costs: costs.slice(0, 1) }, { missing: "skip" });
    expect(profit.row(0)).toMatchObject({ acquisitionCost: null, contributionMargin3: 340 });
    expect(profit.totals).toMatchObject({ acquisitionCost: null, contributionMargin3: 350 });
    expect(profit.missing.map(({ layer, effect }) => [layer, effect])).toEqual([
      ["acquisitionCost", "skip"],
      ["retentionCost", "skip"],
    ]);
  });

  test("the cost of goods of a customer one of whose lines has none", () => {
    const some = [...lines, { customerId: "bob", amount: 10 }];
    const profit = contribution({ lines: some, costs });
    expect(profit.columns.cogs).toEqual(Float64Array.of(400, Number.NaN));
    expect(profit.row(1)).toMatchObject({ netRevenue: 60, cogs: null, contributionMargin1: null });
    expect(profit.missing).toEqual([
      expect.objectContaining({ layer: "cogs", rows: 1, lines: 1, effect: "unknown" }),
    ]);
    expect(profit.totals.cogs).toBe(null);
    expect(contribution({ lines: some, costs }, { missing: "skip" }).totals.cogs).toBe(400);
  });

  test("discounts of which no line speaks: gross revenue is then what was paid", () => {
    const profit = contribution({ lines: [{ customerId: "ann", amount: 9, cost: 4 }] });
    expect(profit.row(0)).toMatchObject({ grossRevenue: 9, discounts: null, netRevenue: 9 });
    expect(profit.missing[0]).toMatchObject({ layer: "discounts", effect: "skip" });
  });

  test("a share of revenue that is 0", () => {
    const profit = contribution({ lines: [{ customerId: "ann", amount: 0, cost: 4 }] });
    expect(profit.row(0)).toMatchObject({ grossMargin: -4, grossMarginRate: null });
    expect(profit.totals.grossMarginRate).toBe(null);
  });

  test("but 0 for a customer without a record in a layer that has records", () => {
    expect(contribution({ lines, costs }).row(1)).toMatchObject({ costToServe: 0 });
  });
});

describe("cost records", () => {
  test("may belong to customers without a line", () => {
    const profit = contribution({
      lines,
      costs: [...costs, { customerId: "zoe", amount: 7, layer: "retention" }],
    });
    expect(profit.row(2)).toMatchObject({ customerId: "zoe", grossRevenue: 0, cogs: 0, retentionCost: 7 });
    expect(profit.row(2)).toMatchObject({ contributionMargin3: -7, contributionMargin3Rate: null });
    expect(profit.withoutLines).toBe(1);
  });

  test("add to what lines say of the same layer", () => {
    const writeOff = [{ customerId: "bob", amount: 3, layer: "cogs" }];
    expect(contribution({ lines, costs: writeOff }).columns.cogs).toEqual(Float64Array.of(400, 43));
  });

  test("are the cost of goods where no line has any", () => {
    const bare = [{ customerId: "ann", amount: 50 }];
    const goods = [{ customerId: "ann", amount: 30, layer: "cogs" }];
    expect(contribution({ lines: bare, costs: goods }).row(0)).toMatchObject({ cogs: 30, grossMargin: 20 });
  });

  test("may be credits", () => {
    const credit = [{ customerId: "ann", amount: -60, layer: "costToServe" }];
    expect(contribution({ lines, costs: [...costs, ...credit] }).row(0)).toMatchObject({ costToServe: 0 });
  });
});

describe("rates", () => {
  test("stand in for records: shares, money an order, money a customer", () => {
    const history = [{ customerId: "ann", orders: 2, revenue: 70, refunds: 10 }];
    const rates = {
      cogs: 0.6,
      costToServe: { perOrder: 3, share: 0.1 },
      acquisitionCost: { perCustomer: 5 },
    };
    const profit = contribution({ history, rates }, { missing: "skip" });
    expect(profit.row(0)).toMatchObject({
      grossRevenue: 80,
      returns: 10,
      netRevenue: 70,
      cogs: 42,
      costToServe: 13,
      acquisitionCost: 5,
      contributionMargin3: 10,
    });
  });

  test("fill in for lines without a cost only", () => {
    const some = [
      { customerId: "ann", amount: 100, cost: 10 },
      { customerId: "ann", amount: 50 },
      { customerId: "ann", amount: -20 },
    ];
    expect(contribution({ lines: some, rates: { cogs: 0.5 } }).row(0)).toMatchObject({ cogs: 25 });
  });

  test("take a history without refunds", () => {
    const history = [{ customerId: "ann", orders: 1, revenue: 70 }];
    const row = { grossRevenue: 70, returns: 0, cogs: null };
    expect(contribution({ history }).row(0)).toMatchObject(row);
    const columns = { customerId: ["ann"], orders: [1], revenue: [70] };
    expect(contribution({ history: { columns } }).row(0)).toMatchObject(row);
  });
});

describe("by something else than the customer", () => {
  const sales = [
    { customerId: "ann", channel: "web", productId: 7, amount: 10, cost: 4 },
    { customerId: "bob", channel: null, productId: "7", amount: 20, cost: 5 },
    { customerId: "ann", channel: "shop", productId: 9, amount: 30, cost: 6 },
  ];

  test("gives a line for each, what names none last", () => {
    const profit = contribution({ lines: sales }, { by: "channel" });
    expect(profit.columns.channel).toEqual(["shop", "web", null]);
    expect(profit.columns.grossMargin).toEqual(Float64Array.of(24, 6, 15));
    expect(profit.indexOf("web")).toBe(1);
  });

  test('takes 7 and "7" for one product', () => {
    const profit = contribution({ lines: sales }, { by: "productId" });
    expect(profit.columns.productId).toEqual(["7", "9"]);
    expect(profit.columns.grossRevenue).toEqual(Float64Array.of(30, 30));
  });

  test("shares cost records that name one, and shows the others apart", () => {
    const spent = [
      { channel: "web", amount: 1, layer: "costToServe" },
      { customerId: "ann", amount: 2, layer: "costToServe" },
    ];
    const profit = contribution({ lines: sales.slice(0, 1), costs: spent as never }, { by: "channel" });
    expect(profit.columns.channel).toEqual(["web", null]);
    expect(profit.columns.costToServe).toEqual(Float64Array.of(1, 2));
    const columns = { customerId: ["ann"], amount: [2], layer: ["serve"] };
    const bare = contribution({ lines: sales.slice(0, 1), costs: { columns } as never }, { by: "channel" });
    expect(bare.columns.costToServe).toEqual(Float64Array.of(0, 2));
  });
});

describe("time", () => {
  const dated = [
    { customerId: "ann", at: "2026-01-31", amount: 1, cost: 0 },
    { customerId: "ann", at: "2026-02-01", amount: 2, cost: 0 },
    { customerId: "ann", at: "2026-03-01T00:30:00+02:00", amount: 4, cost: 0 },
    { customerId: "bob", at: "2026-03-01", amount: 8, cost: 0 },
  ];

  test("outside the window is left out and counted", () => {
    const profit = contribution({ lines: dated }, { from: "2026-02-01", asOf: "2026-02-28" });
    expect(profit.toRows()).toEqual([expect.objectContaining({ customerId: "ann", grossRevenue: 6 })]);
    expect(profit).toMatchObject({ beforeFrom: 1, future: 1 });
  });

  test("counts for cost records too", () => {
    const spent = [{ customerId: "ann", at: "2026-01-01", amount: 5, layer: "serve" }];
    const profit = contribution({ lines: dated, costs: spent }, { from: "2026-02-01" });
    expect(profit).toMatchObject({ beforeFrom: 2, future: 0 });
    expect(profit.row(0)).toMatchObject({ costToServe: null });
  });

  test("is not looked at without a window", () => {
    expect(contribution({ lines: [{ customerId: "ann", at: "never", amount: 1 }] }).length).toBe(1);
  });
});

describe("money", () => {
  test("in several currencies is brought to one", () => {
    const mixed = [
      { customerId: "ann", amount: 10, discount: 2, cost: 4, currency: "EUR" },
      { customerId: "ann", amount: 10, cost: 4, currency: "USD" },
      { customerId: "ann", amount: 1, cost: 1 },
    ];
    const spent = [{ customerId: "ann", amount: 3, layer: "serve", currency: "EUR" }];
    const profit = contribution({ lines: mixed, costs: spent }, { rates: { USD: 1, EUR: 2 } });
    expect(profit.row(0)).toMatchObject({ grossRevenue: 35, discounts: 4, cogs: 13, costToServe: 6 });
  });

  test("of one currency needs no rates, lines and costs together", () => {
    const euro = [{ customerId: "ann", amount: 10, currency: "EUR" }];
    const dollar = [{ customerId: "ann", amount: 10, layer: "serve", currency: "USD" }];
    expect(contribution({ lines: euro }).totals.grossRevenue).toBe(10);
    expect(() => contribution({ lines: euro, costs: dollar })).toThrow(
      "costs.0.currency: expected one currency",
    );
  });

  test("adds up to the last bit whatever is lost on the way", () => {
    const amounts = [1e16, 1, 1, 0.25, 3e15];
    const many = amounts.map((amount) => ({ customerId: "ann", amount, cost: amount }));
    expect(contribution({ lines: many }).row(0)).toMatchObject({
      grossRevenue: 13000000000000002,
      grossMargin: 0,
    });
  });
});

describe("inputs", () => {
  const columns = {
    customerId: ["ann", "ann", "bob"],
    amount: [900, -100, 50],
    discount: [100, null, null],
    cost: [400, null, 40],
  };
  const expected = contribution({ lines }).toRows();

  test("may be columns, tables and dictionaries", () => {
    expect(contribution({ lines: { columns } }).toRows()).toEqual(expected);
    expect(contribution({ lines: table(lines) }).toRows()).toEqual(expected);
    const customerId = { codes: Uint8Array.of(1, 1, 0), values: ["bob", "ann", "cem"] };
    expect(contribution({ lines: { columns: { ...columns, customerId } } }).toRows()).toEqual(expected);
    const rising = { codes: Int32Array.of(1, 1, 2), values: ["aaa", "ann", "bob"] };
    expect(contribution({ lines: { columns: { ...columns, customerId: rising } } }).toRows()).toEqual(
      expected,
    );
  });

  test("may name their fields otherwise", () => {
    const theirs = lines.map(({ customerId, ...rest }) => ({ ...rest, user: customerId }));
    const spent = costs.map(({ layer, ...rest }) => ({ ...rest, kind: layer }));
    const fields = { lines: { customerId: "user" }, costs: { layer: "kind" } };
    const profit = contribution({ lines: theirs as never, costs: spent as never }, { fields });
    expect(profit.toRows()).toEqual(contribution({ lines, costs }).toRows());
  });

  test("may hold any id", () => {
    const ids = ["__proto__", "constructor", "", "张三", "x".repeat(10_000), 7];
    const profit = contribution({ lines: ids.map((customerId) => ({ customerId, amount: 1, cost: 0 })) });
    expect(profit.columns.customerId).toEqual(ids.map(String).sort());
  });

  test("are not changed", () => {
    const frozen = Object.freeze(lines.map((line) => Object.freeze({ ...line, kind: "refund" as const })));
    const amount = Float64Array.of(3, 4);
    contribution({ lines: frozen });
    contribution({ lines: { columns: { customerId: ["a", "b"], amount, kind: ["refund", null] } } });
    expect(amount).toEqual(Float64Array.of(3, 4));
  });

  test("may set bad rows aside", () => {
    const some = [
      ...lines,
      { customerId: "cem", amount: Number.NaN },
      { customerId: "dan", amount: 5, quantity: -1 },
    ];
    const spent = [
      ...costs,
      { customerId: "cem", amount: 1, layer: "rent" },
      { customerId: null, amount: 1, layer: "cogs" },
    ];
    const profit = contribution({ lines: some, costs: spent }, { onInvalid: "collect" });
    expect(profit.toRows()).toEqual(contribution({ lines, costs }).toRows());
    expect(profit.rejected.lines.map(({ row, field, code }) => [row, field, code])).toEqual([
      [3, "amount", "not_finite"],
      [4, "quantity", "out_of_range"],
    ]);
    expect(profit.rejected.costs.map(({ row, field, code }) => [row, field, code])).toEqual([
      [3, "layer", "unknown_name"],
      [4, "customerId", "missing"],
    ]);
  });
});
