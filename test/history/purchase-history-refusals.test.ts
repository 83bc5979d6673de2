import { vectorFromArray } from "apache-arrow";
import { describe, expect, test } from "vitest";
import { purchaseHistory } from "../../src/history/index.ts";
import { caught, columnsOf, type RefusalText } from "../core/base.ts";
import { order } from "./base.ts";

const asOf = "2026-01-31";

const good = order("ann", "2026-01-01", 1);
/** A good row, then one with a change. */
const second =
  (change: object, options: object = {}): (() => unknown) =>
  () =>
    purchaseHistory([good, { ...good, ...change }] as never, { asOf, ...options } as never);
const optioned =
  (options: unknown): (() => unknown) =>
  () =>
    purchaseHistory([good], options as never);

const badRows: RefusalText[] = [
  [
    "an amount that is NaN",
    second({ amount: Number.NaN }),
    "not_finite",
    "transactions.1.amount: expected a finite number, got NaN",
  ],
  [
    "an infinite amount",
    second({ amount: Number.POSITIVE_INFINITY }),
    "not_finite",
    "transactions.1.amount: expected a finite number, got Infinity",
  ],
  [
    "an amount in text",
    second({ amount: "12.50" }),
    "wrong_type",
    "transactions.1.amount: expected a finite number, got a string of 5 characters",
  ],
  [
    "an amount of 64 bits",
    second({ amount: 12n }),
    "wrong_type",
    "transactions.1.amount: expected a finite number (of a decimal: Number(value), or cast the column to double), got a bigint",
  ],
  [
    "a decimal object",
    second({ amount: { d: [12], e: 1, s: 1 } }),
    "wrong_type",
    "transactions.1.amount: expected a finite number (of a decimal: Number(value), or cast the column to double), got an object",
  ],
  [
    "no amount",
    second({ amount: undefined }),
    "missing",
    "transactions.1.amount: expected a finite number, got nothing",
  ],
  [
    "an amount that is null",
    second({ amount: null }),
    "missing",
    "transactions.1.amount: expected a finite number, got null",
  ],
  [
    "no customer",
    second({ customerId: undefined }),
    "missing",
    "transactions.1.customerId: expected a string or a finite number, got nothing",
  ],
  [
    "a customer that is null",
    second({ customerId: null }),
    "missing",
    "transactions.1.customerId: expected a string or a finite number, got null",
  ],
  [
    "a customer that is NaN",
    second({ customerId: Number.NaN }),
    "wrong_type",
    "transactions.1.customerId: expected a string or a finite number, got NaN",
  ],
  [
    "a customer that is an object",
    second({ customerId: {} }),
    "wrong_type",
    "transactions.1.customerId: expected a string or a finite number, got an object",
  ],
  [
    "no time",
    second({ at: undefined }),
    "missing",
    "transactions.1.at: expected a Date, an ISO date, or an ISO date-time with Z or an offset, got nothing",
  ],
  [
    "a time that is null",
    second({ at: null }),
    "missing",
    "transactions.1.at: expected a Date, an ISO date, or an ISO date-time with Z or an offset, got null",
  ],
  [
    "a date that does not exist",
    second({ at: "2026-02-30" }),
    "invalid_date",
    "transactions.1.at: expected a Date, an ISO date, or an ISO date-time with Z or an offset, got a string of 10 characters",
  ],
  [
    "an invalid Date",
    second({ at: new Date(Number.NaN) }),
    "invalid_date",
    "transactions.1.at: expected a Date, an ISO date, or an ISO date-time with Z or an offset, got an invalid Date",
  ],
  [
    "a date of another form",
    second({ at: "01/31/2026" }),
    "invalid_date",
    "transactions.1.at: expected a Date, an ISO date, or an ISO date-time with Z or an offset, got a string of 10 characters",
  ],
  [
    "a time of no zone",
    second({ at: "2026-01-01T10:00:00" }),
    "no_offset",
    "transactions.1.at: expected Z or an offset (or say which zone it is in: timeZone), got a string of 19 characters",
  ],
  [
    "a time in numbers",
    second({ at: 20_454 }),
    "wrong_type",
    "transactions.1.at: expected a Date, an ISO date, or an ISO date-time with Z or an offset (or say the unit: numericTime), got a positive integer",
  ],
  [
    "a time of 64 bits",
    second({ at: 1n }, { numericTime: "ms" }),
    "wrong_type",
    "transactions.1.at: expected a Date, an ISO date, or an ISO date-time with Z or an offset, got a bigint",
  ],
  [
    "a kind it does not know",
    second({ kind: "return" }),
    "unknown_name",
    "transactions.1.kind: expected purchase or refund, got a string of 6 characters",
  ],
  [
    "a purchase below 0",
    second({ kind: "purchase", amount: -1 }),
    "out_of_range",
    "transactions.1.amount: expected at least 0 for a purchase, got a negative number",
  ],
  [
    "a currency that is no text",
    second({ currency: 978 }),
    "wrong_type",
    "transactions.1.currency: expected a currency code, got a positive integer",
  ],
  [
    "a currency without a rate",
    second({ currency: "JPY" }, { rates: { EUR: 1 } }),
    "unknown_name",
    "transactions.1.currency: expected a currency with a rate, got a string of 3 characters",
  ],
  [
    "an order id that is none",
    second({ orderId: {} }, { duplicates: "drop" }),
    "wrong_type",
    "transactions.1.orderId: expected a string or a finite number, got an object",
  ],
  [
    "a row that is null",
    () => purchaseHistory([good, null] as never, { asOf }),
    "missing",
    "transactions.1.customerId: expected a string or a finite number, got nothing",
  ],
  [
    "a code below the dictionary",
    () =>
      purchaseHistory(
        { columns: { customerId: { codes: [0, -1], values: ["a"] }, at: [asOf, asOf], amount: [1, 1] } },
        { asOf },
      ),
    "out_of_range",
    "transactions.1.customerId: expected a code below the dictionary's length, got a negative number",
  ],
  [
    "a code above a typed dictionary",
    () =>
      purchaseHistory(
        {
          columns: {
            customerId: { codes: Int32Array.of(0, 1), values: ["a"] },
            at: [asOf, asOf],
            amount: [1, 1],
          },
        },
        { asOf },
      ),
    "out_of_range",
    "transactions.1.customerId: expected a code below the dictionary's length, got a positive integer",
  ],
  [
    "a code that is null",
    () =>
      purchaseHistory(
        {
          columns: {
            customerId: { codes: [0, null] as never, values: ["b", "a"] },
            at: [asOf, asOf],
            amount: [1, 1],
          },
        },
        { asOf },
      ),
    "out_of_range",
    "transactions.1.customerId: expected a code below the dictionary's length, got null",
  ],
  [
    "an Arrow vector's null",
    () =>
      purchaseHistory(
        { columns: { customerId: ["a", "b"], at: [asOf, asOf], amount: vectorFromArray([1, null]) } },
        { asOf },
      ),
    "missing",
    "transactions.1.amount: expected a finite number, got null",
  ],
];

describe("a bad row", () => {
  test.each(badRows)("%s is refused", (_name, run, code, message) => {
    const field = /^transactions\.1\.(\w+): expected /.exec(message)?.[1];
    expect(caught(run)).toMatchObject({ name: "ScoringError", code, message, row: 1, field });
  });

  test("the first of them is named, whatever its field", () => {
    const rows = [good, { ...good, amount: Number.NaN }, { ...good, at: "x" }, { ...good, customerId: null }];
    expect(caught(() => purchaseHistory(rows as never, { asOf }))).toMatchObject({ row: 1, field: "amount" });
    const columns = columnsOf(rows);
    expect(caught(() => purchaseHistory(columns as never, { asOf }))).toMatchObject({
      row: 1,
      field: "amount",
    });
  });

  test("far down is named by its place", () => {
    const many: unknown[] = Array.from({ length: 40_000 }, () => good);
    many[39_999] = { ...good, amount: "x" };
    expect(caught(() => purchaseHistory(many as never, { asOf }))).toMatchObject({ row: 39_999 });
  });

  test("is set aside where asked for, and the others count", () => {
    const rows = [
      good,
      { ...good, amount: Number.NaN, at: "x" },
      null,
      5,
      { ...good, at: "2025-13-01" },
      { ...good, customerId: undefined },
      { ...good, kind: "gift" },
      { ...good, amount: -1, kind: "purchase" },
      { ...good, at: "2026-02-01" },
      { ...good, at: "2026-01-03" },
    ];
    const history = purchaseHistory(rows as never, { asOf, onInvalid: "collect" });
    expect(history.rejected.map(({ row, field, code }) => [row, field, code])).toEqual([
      [1, "at", "invalid_date"],
      [2, "customerId", "missing"],
      [3, "customerId", "missing"],
      [4, "at", "invalid_date"],
      [5, "customerId", "missing"],
      [6, "kind", "unknown_name"],
      [7, "amount", "out_of_range"],
    ]);
    expect([history.given, history.accepted, history.future]).toEqual([10, 3, 1]);
    expect(history.toRows()).toMatchObject([{ customerId: "ann", orders: 2 }]);
  });

  test("may be the first, or all of them", () => {
    const collect = { asOf, onInvalid: "collect" } as const;
    expect(purchaseHistory([null, good] as never, collect).rejected).toHaveLength(1);
    const none = purchaseHistory([null, "x", { amount: 1 }] as never, collect);
    expect([none.length, none.accepted, none.rejected.length]).toEqual([0, 0, 3]);
  });

  test("leaves no value in the error or among the rejected", () => {
    const marker = "ann.secret@example.org";
    const changes = [
      { customerId: { marker } },
      { at: marker },
      { amount: marker },
      { kind: marker },
      { currency: [marker] },
      { orderId: { marker } },
    ];
    for (const change of changes) {
      const rows = [
        {
          customerId: marker,
          at: "2026-01-01",
          amount: 987_654.25,
          currency: marker,
          orderId: marker,
          ...change,
        },
      ];
      const options = { asOf, duplicates: "drop" } as const;
      const error = caught(() => purchaseHistory(rows as never, options)) as Error;
      const { rejected } = purchaseHistory(rows as never, { ...options, onInvalid: "collect" });
      for (const text of [
        String(error),
        String(error.stack),
        JSON.stringify(error),
        JSON.stringify(rejected),
      ]) {
        expect(text).not.toContain(marker);
        expect(text).not.toContain("987654");
      }
      expect(rejected).toHaveLength(1);
    }
    expect(String(caught(() => purchaseHistory([], { asOf: marker })))).not.toContain(marker);
    expect(String(caught(() => purchaseHistory([], { asOf, timeUnit: marker as never })))).not.toContain(
      marker,
    );
  });
});

describe("bad options and inputs are refused at the door", () => {
  const cases: RefusalText[] = [
    [
      "no options",
      () => (purchaseHistory as (rows: unknown) => unknown)([good]),
      "wrong_type",
      "options: expected an object, got nothing",
    ],
    [
      "no asOf",
      optioned({}),
      "missing",
      'options.asOf: expected a date such as "2026-01-31" (nothing here reads the clock), got nothing',
    ],
    [
      "an asOf that is no date",
      optioned({ asOf: "now" }),
      "invalid_date",
      "options.asOf: expected a Date, an ISO date, or an ISO date-time with Z or an offset, got a string of 3 characters",
    ],
    [
      "a misspelt option",
      optioned({ asOf, timeunit: "day" }),
      "unknown_name",
      "options.timeunit: expected one of timeZone, numericTime, sameDay, zeroAmount, duplicates, rates, from, onInvalid, fields, asOf, timeUnit, got another name",
    ],
    [
      "an unknown unit",
      optioned({ asOf, timeUnit: "hour" }),
      "unknown_name",
      "options.timeUnit: expected one of day, week, month, year, got a string of 4 characters",
    ],
    [
      "an unknown zone",
      optioned({ asOf, timeZone: "Mars" }),
      "unknown_time_zone",
      'options.timeZone: expected an IANA time zone such as "Asia/Shanghai", got a string of 4 characters',
    ],
    [
      "an unknown unit of numbers",
      optioned({ asOf, numericTime: "us" }),
      "unknown_name",
      "options.numericTime: expected one of ms, s, day, got a string of 2 characters",
    ],
    [
      "an unknown sameDay",
      optioned({ asOf, sameDay: "keep" }),
      "unknown_name",
      "options.sameDay: expected one of merge, separate, got a string of 4 characters",
    ],
    [
      "an unknown zeroAmount",
      optioned({ asOf, zeroAmount: "drop" }),
      "unknown_name",
      "options.zeroAmount: expected one of count, ignore, got a string of 4 characters",
    ],
    [
      "an unknown duplicates",
      optioned({ asOf, duplicates: "merge" }),
      "unknown_name",
      "options.duplicates: expected one of keep, drop, got a string of 5 characters",
    ],
    [
      "an unknown onInvalid",
      optioned({ asOf, onInvalid: "skip" }),
      "unknown_name",
      "options.onInvalid: expected one of throw, collect, got a string of 4 characters",
    ],
    [
      "a from after asOf",
      optioned({ asOf, from: "2026-02-01" }),
      "conflict",
      "options.from: expected a time before asOf, got a later one",
    ],
    [
      "a from that is no date",
      optioned({ asOf, from: "x" }),
      "invalid_date",
      "options.from: expected a Date, an ISO date, or an ISO date-time with Z or an offset, got a string of 1 character",
    ],
    [
      "rates that are none",
      optioned({ asOf, rates: [1] }),
      "wrong_type",
      "options.rates: expected rates such as { USD: 1, EUR: 1.08 }, got an array of 1",
    ],
    [
      "rates that are null",
      optioned({ asOf, rates: null }),
      "wrong_type",
      "options.rates: expected rates such as { USD: 1, EUR: 1.08 }, got null",
    ],
    [
      "a rate in text",
      optioned({ asOf, rates: { EUR: "1.1" } }),
      "wrong_type",
      "options.rates.EUR: expected a finite number, got a string of 3 characters",
    ],
    [
      "a rate of 0",
      optioned({ asOf, rates: { EUR: 0 } }),
      "out_of_range",
      "options.rates.EUR: expected a finite number above 0, got zero",
    ],
    [
      "a rate below 0",
      optioned({ asOf, rates: { EUR: -1 } }),
      "out_of_range",
      "options.rates.EUR: expected a finite number above 0, got a negative number",
    ],
    [
      "a rate that is NaN",
      optioned({ asOf, rates: { EUR: Number.NaN } }),
      "not_finite",
      "options.rates.EUR: expected a finite number, got NaN",
    ],
    [
      "a field it does not have",
      optioned({ asOf, fields: { customerID: "user" } }),
      "unknown_name",
      "options.fields.customerID: expected one of customerId, at, amount, orderId, kind, currency, got another name",
    ],
    [
      "a field's name that is none",
      optioned({ asOf, fields: { customerId: 1 } }),
      "wrong_type",
      "options.fields.customerId: expected the host's name of the field, got a positive integer",
    ],
    [
      "fields that are none",
      optioned({ asOf, fields: "user" }),
      "wrong_type",
      "options.fields: expected an object, got a string of 4 characters",
    ],
    [
      "a missing column",
      () => purchaseHistory({ columns: { customerId: ["a"], amount: [1] } } as never, { asOf }),
      "missing",
      'transactions.columns.at: expected a column (or say which one it is: fields: { at: "…" }), got nothing',
    ],
    [
      "a renamed column that is not there",
      () =>
        purchaseHistory(
          { columns: { customerId: ["a"], at: [asOf], amount: [1] } } as never,
          { asOf, fields: { kind: "type" } } as never,
        ),
      "missing",
      'transactions.columns.type: expected a column (or say which one it is: fields: { kind: "…" }), got nothing',
    ],
    [
      "columns of unequal length",
      () => purchaseHistory({ columns: { customerId: ["a"], at: [asOf, asOf], amount: [1] } }, { asOf }),
      "length_mismatch",
      "transactions.columns.at: expected 1 cells, as customerId has, got 2",
    ],
    [
      "bare columns",
      () => purchaseHistory({ customerId: ["a"], at: [asOf], amount: [1] } as never, { asOf }),
      "wrong_type",
      "transactions: expected an array of rows or { columns }, got an object of bare columns: pass { columns: … } around it",
    ],
    [
      "a text",
      () => purchaseHistory("customerId,at,amount" as never, { asOf }),
      "wrong_type",
      "transactions: expected an array of rows or { columns }, got text: parse it first (clientele/connectors reads CSV)",
    ],
    [
      "nothing",
      () => purchaseHistory(undefined as never, { asOf }),
      "wrong_type",
      "transactions: expected an array of rows or { columns }, got nothing",
    ],
    [
      "a list of ids",
      () => purchaseHistory(["ann"] as never, { asOf }),
      "wrong_type",
      "transactions.0: expected a row object, got a string of 3 characters",
    ],
    [
      "an amount column of 64 bits",
      () =>
        purchaseHistory(
          { columns: { customerId: ["a"], at: [asOf], amount: BigInt64Array.of(1n) } } as never,
          { asOf },
        ),
      "wrong_type",
      "transactions.0.amount: expected a finite number (of a decimal: Number(value), or cast the column to double), got a bigint",
    ],
  ];

  test.each(cases)("%s", (_name, run, code, message) => {
    expect(caught(run)).toMatchObject({ name: "ScoringError", code, message });
  });

  test("options of no value are not given", () => {
    const fields = { customerId: undefined };
    const options = {
      asOf,
      timeZone: undefined,
      sameDay: undefined,
      from: undefined,
      rates: undefined,
      fields,
    };
    expect(purchaseHistory([good], options as never).length).toBe(1);
  });
});
