import { TZDate } from "@date-fns/tz";
import { vectorFromArray } from "apache-arrow";
import { describe, expect, test } from "vitest";
import type { Transaction } from "../../src/core/records.ts";
import { table } from "../../src/core/table-of.ts";
import { purchaseHistory } from "../../src/history/index.ts";
import { caught, columnsOf, frozen, hostileIds } from "../core/base.ts";
import { order, told } from "./base.ts";

const asOf = "2026-01-31";
const NOTHING_COUNTED = {
  merged: 0,
  refundRows: 0,
  zeroAmounts: 0,
  future: 0,
  beforeFrom: 0,
  unsorted: 0,
  duplicates: 0,
  rejected: [],
};

// Ann bought twice on the 1st, on the 4th and the 12th, and returned something. Bob bought once. Cat only returned.
const log: readonly Transaction[] = [
  order("ann", "2026-01-01", 10),
  order("ann", "2026-01-01", 5),
  order("ann", "2026-01-04", 20),
  order("cat", "2026-01-05", -3),
  order("bob", "2026-01-10", 12),
  order("ann", "2026-01-12", 30),
  order("ann", "2026-01-13", -8),
  order("dan", "2026-02-01", 99),
];

describe("worked example", () => {
  const history = purchaseHistory(log, { asOf, timeUnit: "day" });

  test("a line per customer who had bought or returned something by then, by ascending id", () => {
    expect(history.toRows()).toEqual([
      {
        customerId: "ann",
        firstPurchase: "2026-01-01",
        lastPurchase: "2026-01-12",
        orders: 4,
        purchaseDays: 3,
        revenue: 57, // 10 + 5 + 20 + 30 - 8
        refunds: 8,
        frequency: 2,
        recency: 11,
        age: 30,
        averageOrderValue: 14.25, // 57 / 4
        meanRepeatSpend: 25, // (20 + 30) / 2
        recencyDays: 19,
        meanGapDays: 5.5, // gaps of 3 and 8 days
        gapStdDays: Math.sqrt(12.5), // (2.5² + 2.5²) / 1
        sumLogGaps: Math.log(3) + Math.log(8),
      },
      {
        customerId: "bob",
        firstPurchase: "2026-01-10",
        lastPurchase: "2026-01-10",
        orders: 1,
        purchaseDays: 1,
        revenue: 12,
        refunds: 0,
        frequency: 0,
        recency: 0,
        age: 21,
        averageOrderValue: 12,
        meanRepeatSpend: null,
        recencyDays: 21,
        meanGapDays: null,
        gapStdDays: null,
        sumLogGaps: null,
      },
      {
        customerId: "cat",
        firstPurchase: null,
        lastPurchase: null,
        orders: 0,
        purchaseDays: 0,
        revenue: -3,
        refunds: 3,
        frequency: 0,
        recency: null,
        age: null,
        averageOrderValue: null,
        meanRepeatSpend: null,
        recencyDays: null,
        meanGapDays: null,
        gapStdDays: null,
        sumLogGaps: null,
      },
    ]);
  });

  test("facts say what became of each row", () => {
    expect(told(history).facts).toEqual({
      ...NOTHING_COUNTED,
      asOf,
      timeUnit: "day",
      given: 8,
      accepted: 8,
      merged: 1,
      refundRows: 2,
      future: 1,
    });
  });

  test("columns hold the same, NaN where the row has null", () => {
    expect(history.columns.customerId).toEqual(["ann", "bob", "cat"]);
    expect(history.columns.firstPurchase).toEqual(["2026-01-01", "2026-01-10", null]);
    expect(history.columns.recency).toEqual(Float64Array.of(11, 0, Number.NaN));
    expect(history.columns.revenue).toEqual(Float64Array.of(57, 12, -3));
    expect(history.indexOf("cat")).toBe(2);
    expect(history.indexOf("dan")).toBe(-1);
  });

  test("each order its own purchase, where asked for", () => {
    const separate = purchaseHistory(log, { asOf, timeUnit: "day", sameDay: "separate" });
    expect(separate.merged).toBe(0);
    expect(separate.row(0)).toEqual({
      ...history.row(0),
      frequency: 3,
      meanRepeatSpend: (65 - 7.5) / 3, // which order of the 1st was first is not known: half of 15
      meanGapDays: 11 / 3, // gaps of 0, 3 and 8 days
      gapStdDays: Math.sqrt(49 / 3), // (0² + 3² + 8² - 11²/3) / 2
      sumLogGaps: null, // a gap of no days has no logarithm
    });
    expect(separate.row(1)).toEqual(history.row(1));
    expect(separate.row(2)).toEqual(history.row(2));
    const apart = purchaseHistory(log.slice(1), { asOf, timeUnit: "day", sameDay: "separate" });
    expect(apart.row(0).sumLogGaps).toBe(Math.log(3) + Math.log(8));
  });

  test("weeks are the default; months and years are those of the models", () => {
    expect(purchaseHistory(log, { asOf }).timeUnit).toBe("week");
    for (const [timeUnit, days] of [
      ["week", 7],
      ["month", 30.4375],
      ["year", 365.25],
    ] as const) {
      const other = purchaseHistory(log, { asOf, timeUnit });
      expect(other.row(0)).toEqual({ ...history.row(0), recency: 11 / days, age: 30 / days });
    }
  });
});

describe("whatever rows come in, they count alike", () => {
  const wanted = told(purchaseHistory(log, { asOf }));
  const ids = log.map((row) => row.customerId as string);
  const columns = columnsOf(log).columns;
  const inputs: [string, Parameters<typeof purchaseHistory>[0]][] = [
    ["columns", { columns } as never],
    [
      "typed columns",
      { columns: { ...columns, amount: Float64Array.from(columns.amount as number[]) } } as never,
    ],
    ["a table", table(log) as never],
    [
      "Arrow vectors",
      {
        columns: {
          customerId: vectorFromArray(ids),
          at: vectorFromArray(columns.at as string[]),
          amount: vectorFromArray(columns.amount as number[]),
        },
      } as never,
    ],
    [
      "a rising dictionary",
      {
        columns: {
          ...columns,
          customerId: {
            codes: ids.map((id) => ["ann", "bob", "cat", "dan"].indexOf(id)),
            values: ["ann", "bob", "cat", "dan"],
          },
        },
      } as never,
    ],
    [
      "a typed rising dictionary",
      {
        columns: {
          ...columns,
          customerId: {
            codes: Int32Array.from(ids, (id) => ["ann", "bob", "cat", "dan"].indexOf(id)),
            values: ["ann", "bob", "cat", "dan"],
          },
        },
      } as never,
    ],
    [
      "a dictionary in disorder, an entry twice, one unused",
      {
        columns: {
          ...columns,
          customerId: {
            codes: [1, 5, 1, 2, 6, 5, 1, 0],
            values: ["dan", "ann", "cat", "eve", "bob", "ann", "bob"],
          },
        },
      } as never,
    ],
    [
      "days of a dictionary",
      { columns: { ...columns, at: { codes: columns.at.map((_, i) => i), values: columns.at } } } as never,
    ],
  ];

  test.each(inputs)("%s", (_name, input) => {
    expect(told(purchaseHistory(input, { asOf }))).toEqual(wanted);
  });

  test("rows in any order, with the number that came late", () => {
    const { rows, facts } = told(purchaseHistory([...log].reverse(), { asOf }));
    expect(rows).toEqual(wanted.rows);
    expect(facts).toEqual({ ...wanted.facts, unsorted: 3 }); // three of Ann's orders came after her last
  });

  test("rows and columns under the host's names", () => {
    const fields = { customerId: "user", at: "day" } as const;
    const rows = log.map(({ customerId, at, amount }) => ({ user: customerId, day: at, amount }));
    expect(told(purchaseHistory(rows, { asOf, fields }))).toEqual(wanted);
    expect(told(purchaseHistory(columnsOf(rows) as never, { asOf, fields } as never))).toEqual(wanted);
  });

  test("inputs and options are not changed", () => {
    expect(told(purchaseHistory(frozen(structuredClone(log)) as Transaction[], frozen({ asOf })))).toEqual(
      wanted,
    );
    const held = frozen({ columns: structuredClone(columns) });
    expect(told(purchaseHistory(held as never, { asOf }))).toEqual(wanted);
    const amounts = Float64Array.from(columns.amount as number[]);
    const before = amounts.slice();
    purchaseHistory(
      { columns: { ...columns, amount: amounts, currency: columns.at.map(() => "EUR") } } as never,
      {
        asOf,
        rates: { EUR: 2 },
      },
    );
    expect(amounts).toEqual(before);
  });

  test("further fields are ignored", () => {
    const more = log.map((row) => ({ ...row, note: "x", orderId: null, kind: undefined, currency: null }));
    expect(told(purchaseHistory(more, { asOf }))).toEqual(wanted);
  });
});

describe("nobody and one", () => {
  test("no rows give no lines", () => {
    const none = purchaseHistory([], { asOf });
    expect(none.length).toBe(0);
    expect(none.toRows()).toEqual([]);
    expect(told(none).facts).toEqual({ ...NOTHING_COUNTED, asOf, timeUnit: "week", given: 0, accepted: 0 });
    expect(purchaseHistory({ columns: { customerId: [], at: [], amount: [] } }, { asOf }).length).toBe(0);
    expect(none.columns.revenue).toHaveLength(0);
  });

  test("one customer is a history", () => {
    expect(purchaseHistory([order("ann", asOf, 1)], { asOf }).row(0)).toMatchObject({
      age: 0,
      recencyDays: 0,
      revenue: 1,
    });
  });
});

describe("asOf", () => {
  const orders: Transaction[] = [
    { customerId: "ann", at: "2026-01-31T11:00:00Z", amount: 1 },
    { customerId: "ann", at: "2026-01-31T13:00:00Z", amount: 2 },
    { customerId: "ann", at: "2026-02-01T01:00:00Z", amount: 4 },
  ];
  const noon = Date.parse("2026-01-31T12:00:00Z");
  const cases: [string, unknown, object, number, number, string][] = [
    ["a date is the end of its day", "2026-01-31", {}, 3, 1, "2026-01-31"],
    [
      "a date is the end of its day in the zone",
      "2026-01-31",
      { timeZone: "Asia/Shanghai" },
      3,
      1,
      "2026-01-31",
    ],
    ["a date-time is that moment", "2026-01-31T12:00:00Z", {}, 1, 2, "2026-01-31"],
    ["a Date", new Date(noon), {}, 1, 2, "2026-01-31"],
    ["a date of date-fns", new TZDate(noon, "Asia/Tokyo"), {}, 1, 2, "2026-01-31"],
    ["Temporal's instant", { epochMilliseconds: noon }, {}, 1, 2, "2026-01-31"],
    ["milliseconds", noon, { numericTime: "ms" }, 1, 2, "2026-01-31"],
    ["a wall-clock time", "2026-01-31T20:00", { timeZone: "Asia/Shanghai" }, 1, 2, "2026-01-31"],
    ["a moment to the millisecond", "2026-01-31T13:00:00Z", {}, 3, 1, "2026-01-31"],
    [
      "a moment whose day is another in the zone",
      "2026-01-31T18:00:00Z",
      { timeZone: "Asia/Shanghai" },
      3,
      1,
      "2026-02-01",
    ],
  ];

  test.each(cases)("%s", (_name, at, options, revenue, future, day) => {
    const history = purchaseHistory(orders, { asOf: at, ...options } as never);
    expect([history.row(0).revenue, history.future, history.asOf]).toEqual([revenue, future, day]);
  });

  test("an order of a day has no time of day: it counts on the day of asOf", () => {
    const history = purchaseHistory([order("ann", "2026-01-31", 1)], { asOf: "2026-01-31T00:00:00Z" });
    expect([history.row(0).orders, history.future]).toEqual([1, 0]);
  });
});

describe("days are civil days in the zone", () => {
  const orders = [
    order("ann", "2026-03-07T23:30:00-05:00", 1),
    order("ann", "2026-03-08T23:30:00-04:00", 2),
    order("ann", "2026-03-09T00:30:00-04:00", 4),
  ];

  test.each([
    ["UTC", ["2026-03-08", "2026-03-09", 2]],
    ["America/New_York", ["2026-03-07", "2026-03-09", 3]],
    ["Asia/Shanghai", ["2026-03-08", "2026-03-09", 2]],
    ["Pacific/Kiritimati", ["2026-03-08", "2026-03-09", 2]],
  ])("%s", (timeZone, wanted) => {
    const { firstPurchase, lastPurchase, purchaseDays } = purchaseHistory(orders, {
      asOf: "2026-03-31",
      timeZone,
    }).row(0);
    expect([firstPurchase, lastPurchase, purchaseDays]).toEqual(wanted);
  });
});

describe("what is no order", () => {
  const read = (rows: readonly Transaction[], options: object = {}) =>
    purchaseHistory(rows, { asOf, ...options });

  test("a refund is a negative amount, or says so with either sign", () => {
    const { refundRows, ...history } = read([
      order("ann", "2026-01-01", 50),
      order("ann", "2026-01-02", -5),
      { ...order("ann", "2026-01-03", -5), kind: "refund" },
      { ...order("ann", "2026-01-04", 5), kind: "refund" },
      { ...order("ann", "2026-01-05", 0), kind: "refund" },
      { ...order("ann", "2026-01-06", 7), kind: "purchase" },
      { ...order("ann", "2026-01-07", 1), kind: null },
    ]);
    expect(refundRows).toBe(4);
    expect(history.row(0)).toMatchObject({ orders: 3, refunds: 15, revenue: 43, lastPurchase: "2026-01-07" });
  });

  test("a refund before the first order, or after asOf, is dated like an order", () => {
    const rows = [
      order("ann", "2026-01-01", -5),
      order("ann", "2026-01-02", 8),
      order("ann", "2026-02-01", -1),
    ];
    const history = read(rows);
    expect(history.row(0)).toMatchObject({ firstPurchase: "2026-01-02", refunds: 5, revenue: 3 });
    expect([history.refundRows, history.future]).toEqual([1, 1]);
  });

  test("an order of amount 0 counts, or is left out and counted", () => {
    const rows = [
      order("ann", "2026-01-01", 0),
      order("ann", "2026-01-05", 8),
      order("bob", "2026-01-05", -0),
    ];
    const counted = read(rows);
    expect(counted.row(0)).toMatchObject({
      orders: 2,
      frequency: 1,
      firstPurchase: "2026-01-01",
      averageOrderValue: 4,
    });
    expect([counted.length, counted.zeroAmounts]).toEqual([2, 2]);
    const ignored = read(rows, { zeroAmount: "ignore" });
    expect(ignored.toRows()).toMatchObject([
      { customerId: "ann", orders: 1, frequency: 0, firstPurchase: "2026-01-05" },
    ]);
    expect([ignored.zeroAmounts, ignored.accepted]).toEqual([2, 3]);
  });

  test("rows before from are left out and counted; from may be the day of asOf", () => {
    const history = read(log, { from: "2026-01-05" });
    expect(history.toRows()).toMatchObject([
      { customerId: "ann", orders: 1, revenue: 22, firstPurchase: "2026-01-12" },
      { customerId: "bob", orders: 1 },
      { customerId: "cat", refunds: 3 },
    ]);
    expect([history.beforeFrom, history.future]).toEqual([3, 1]);
    expect(read(log, { from: asOf }).beforeFrom).toBe(7);
    expect(read(log, { from: "2026-01-05T23:00:00Z", timeZone: "Asia/Shanghai" }).beforeFrom).toBe(4);
  });
});

describe("currencies", () => {
  const rows: Transaction[] = [
    { ...order("ann", "2026-01-01", 10), currency: "USD" },
    { ...order("ann", "2026-01-02", 10), currency: "EUR" },
    { ...order("ann", "2026-01-03", -2), currency: "EUR" },
    { ...order("ann", "2026-01-04", 1), currency: null },
  ];

  test("of one kind need no rates; rows that name none are taken to be of it", () => {
    const one = rows.filter((row) => row.currency !== "EUR");
    expect(purchaseHistory(one, { asOf }).row(0).revenue).toBe(11);
  });

  test("of several are brought to one by rates", () => {
    const history = purchaseHistory(rows, { asOf, rates: { USD: 1, EUR: 1.5 } });
    expect(history.row(0)).toMatchObject({ revenue: 10 + 15 - 3 + 1, refunds: 3, meanRepeatSpend: 8 });
  });

  test("of several without rates are refused, even where bad rows are collected", () => {
    for (const onInvalid of ["throw", "collect"] as const) {
      expect(caught(() => purchaseHistory(rows, { asOf, onInvalid }))).toMatchObject({
        code: "mixed_currency",
        path: ["transactions", 1, "currency"],
        message: "transactions.1.currency: expected one currency (or rates for each), got another one",
      });
    }
  });

  test("a row that is set aside anyhow does not mix them", () => {
    const bad = { ...order("ann", "2026-01-01", Number.NaN), currency: "EUR" };
    const history = purchaseHistory([bad, ...rows.slice(0, 1)], { asOf, onInvalid: "collect" });
    expect([history.row(0).revenue, history.rejected.length]).toEqual([10, 1]);
  });

  test("may be called anything", () => {
    const odd = JSON.parse('{"__proto__": 2, "constructor": 3}') as { [currency: string]: number };
    const given = ["__proto__", "constructor"].map((currency) => ({
      ...order("ann", "2026-01-01", 10),
      currency,
    }));
    expect(purchaseHistory(given, { asOf, rates: odd }).row(0).revenue).toBe(50);
    expect(
      caught(() =>
        purchaseHistory([{ ...order("a", "2026-01-01", 1), currency: "toString" }], { asOf, rates: {} }),
      ),
    ).toMatchObject({ code: "unknown_name" });
  });
});

describe("duplicates", () => {
  const first = { ...order("ann", "2026-01-01", 10), orderId: "A1" };
  const rows: Transaction[] = [
    first,
    { ...first },
    { ...first, amount: 5 },
    { ...first, at: "2026-01-02" },
    { ...first, customerId: "bob" },
    { ...first, orderId: 7 },
    { ...first, orderId: "7" },
    { ...first, orderId: null },
    { ...first, orderId: null },
    { ...first, kind: "refund" },
    { ...first, amount: -10 },
    { ...first, kind: "purchase" },
  ];

  test("are kept unless they are looked for", () => {
    const history = purchaseHistory(rows, { asOf });
    expect([history.row(0).orders, history.duplicates]).toEqual([9, 0]);
  });

  test("share order id, customer, day and what the row comes to", () => {
    const history = purchaseHistory(rows, { asOf, duplicates: "drop" });
    // Ann: 10, 5, 10 on the 2nd, order 7, two without an id; one return; bob's own.
    expect(history.toRows()).toMatchObject([
      { customerId: "ann", orders: 6, revenue: 55 - 10, refunds: 10 },
      { customerId: "bob", orders: 1 },
    ]);
    expect([history.duplicates, history.accepted]).toEqual([4, 12]);
  });

  test("of rows out of the window are not looked for", () => {
    const future = { ...first, at: "2026-02-01" };
    const early = { ...first, at: "2025-01-01" };
    const history = purchaseHistory([future, future, early, early], {
      asOf,
      from: "2026-01-01",
      duplicates: "drop",
    });
    expect([history.duplicates, history.future, history.beforeFrom]).toEqual([0, 2, 2]);
  });

  test("need the order ids, which may be columns of any kind", () => {
    const columns = { customerId: ["ann", "ann"], at: ["2026-01-01", "2026-01-01"], amount: [1, 1] };
    expect(
      purchaseHistory({ columns: { ...columns, orderId: BigInt64Array.of(1n, 1n) } } as never, {
        asOf,
        duplicates: "drop",
      }).duplicates,
    ).toBe(1);
    expect(caught(() => purchaseHistory({ columns }, { asOf, duplicates: "drop" }))).toMatchObject({
      code: "missing",
      path: ["transactions", "columns", "orderId"],
    });
  });
});

describe("ids", () => {
  test('7, 7n and "7" are one customer; "07" is another', () => {
    const rows = [7, 7n, "7", "07"].map((customerId) => ({ customerId, at: "2026-01-01", amount: 1 }));
    expect(purchaseHistory(rows as never, { asOf }).toRows()).toMatchObject([
      { customerId: "07", orders: 1 },
      { customerId: "7", orders: 3 },
    ]);
  });

  test("of any kind are just ids, by ascending code units", () => {
    const rows = hostileIds.map((customerId, i) => ({ customerId, at: "2026-01-01", amount: i }));
    const history = purchaseHistory(rows, { asOf });
    expect(history.columns.customerId).toEqual([...hostileIds].sort());
    for (const [i, id] of hostileIds.entries()) {
      expect(history.row(history.indexOf(id))).toMatchObject({ customerId: id, revenue: i });
    }
    expect(Object.keys(Object.prototype)).toEqual([]);
    expect(({} as { revenue?: number }).revenue).toBeUndefined();
  });
});

describe("sums", () => {
  test("of whole amounts are exact, of others compensated", () => {
    const cents = Array.from({ length: 1000 }, () => order("ann", "2026-01-01", 0.1));
    expect(purchaseHistory(cents, { asOf }).row(0).revenue).toBe(100);
    const wide = [1e16, 1, -1e16, 1].map((amount) => order("ann", "2026-01-01", amount));
    expect(purchaseHistory(wide, { asOf }).row(0).revenue).toBe(2);
  });

  test("that overflow are infinite, not unknown", () => {
    const rows = [order("ann", "2026-01-01", 1.7e308), order("ann", "2026-01-02", 1.7e308)];
    expect(purchaseHistory(rows, { asOf }).row(0).revenue).toBe(Number.POSITIVE_INFINITY);
    expect(purchaseHistory([...rows].reverse(), { asOf }).row(0).revenue).toBe(Number.POSITIVE_INFINITY);
  });
});

test("what the library's users have planted in Object.prototype is no data", () => {
  Object.assign(Object.prototype, { currency: "EUR", kind: "refund", orderId: 1, revenue: 9 });
  try {
    const rows = [
      { ...order("ann", "2026-01-01", 1), currency: "USD" },
      { customerId: "ann", at: "2026-01-02", amount: 2 },
    ];
    expect(purchaseHistory(rows, { asOf }).row(0)).toMatchObject({ orders: 2, revenue: 3, refunds: 0 });
  } finally {
    for (const name of ["currency", "kind", "orderId", "revenue"])
      delete (Object.prototype as { [name: string]: unknown })[name];
  }
});
