import { describe, expect, it } from "vitest";
import {
  type CsvTransactionsOptions,
  csvTransactions,
  csvTransactionsSync,
} from "../../src/connectors/index.ts";
import { ScoringError } from "../../src/core/error.ts";

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

/** A log as rows, whatever the form of its columns. */
function rowsOf(text: string | Uint8Array, options?: CsvTransactionsOptions): unknown[] {
  const { length, columns } = csvTransactionsSync(text, options);
  const { customerId, at, amount } = columns;
  return Array.from({ length }, (_, i) => [
    customerId.values[customerId.codes[i] as number],
    "codes" in at ? at.values[at.codes[i] as number] : at[i],
    amount[i],
  ]);
}

function errorOf(run: () => unknown): ScoringError {
  try {
    run();
  } catch (error) {
    if (error instanceof ScoringError) return error;
    throw error;
  }
  throw new Error("nothing was refused");
}

const LOG = "customer_id,date,amount\nann,2026-01-05,12.5\nbob,2026-01-06,8\n";
const ROWS = [
  ["ann", "2026-01-05", 12.5],
  ["bob", "2026-01-06", 8],
];

describe("csvTransactions", () => {
  it("gives ids and dates as dictionaries and amounts as numbers", () => {
    const { columns, length } = csvTransactionsSync(`${LOG}ann,2026-01-06,1\n`);
    expect(length).toBe(3);
    expect(columns.customerId).toEqual({ codes: Int32Array.of(0, 1, 0), values: ["ann", "bob"] });
    expect(columns.at).toEqual({ codes: Int32Array.of(0, 1, 1), values: ["2026-01-05", "2026-01-06"] });
    expect(columns.amount).toEqual(Float64Array.of(12.5, 8, 1));
    expect(Object.keys(columns)).toEqual(["customerId", "at", "amount"]);
  });

  it.each([
    ["no line end at the end", LOG.trimEnd()],
    ["CRLF", LOG.replaceAll("\n", "\r\n")],
    ["CR alone", LOG.replaceAll("\n", "\r")],
    ["blank lines", `\n\r\n${LOG.replaceAll("\n", "\n\n")}`],
    ["a byte order mark", `\ufeff${LOG}`],
    ["semicolons", LOG.replaceAll(",", ";")],
    ["tabs", LOG.replaceAll(",", "\t")],
    ["pipes", LOG.replaceAll(",", "|")],
    ["a line that names the separator", `sep=;\r\n${LOG.replaceAll(",", ";")}`],
    ["all cells in quotes", LOG.replace(/[^,\n]+/g, '"$&"')],
    ["blanks around cells", LOG.replaceAll(",", " ,\t ")],
    [
      "other columns between",
      LOG.replace(/^(.*?),(.*?),/gm, "x,$1,,$2,y,")
        .replace("x,", "note,")
        .replace(",,", ",b,"),
    ],
    ["separators behind the last column", LOG.replaceAll("\n", ",,\n")],
  ])("reads a file with %s", (_, text) => {
    expect(rowsOf(text)).toEqual(ROWS);
    expect(rowsOf(bytesOf(text))).toEqual(ROWS);
  });

  it("takes the separator that is most frequent in the first line outside quotes", () => {
    expect(csvTransactionsSync('"a,b,c,d,e";customer;date;amount\n').separator).toBe(";");
    expect(csvTransactionsSync("customer,date,amount,a;b;c;d\n").separator).toBe(",");
    expect(rowsOf("customer;date;amount;a,b,c,d\nann;2026-01-05;1;", { separator: ";" })).toHaveLength(1);
  });

  it.each([
    ["CDNOW", "customer_id,date,cds,sales", "00001,19970101,1,11.77", ["00001", "1997-01-01", 11.77]],
    [
      "Shopify",
      "Name,Email,Financial Status,Paid at,Currency,Subtotal,Total,Created at,Id",
      "#1001,a@x.org,paid,2026-01-31 09:00:00 +0800,CNY,10,12.00,2026-01-31 08:59:00 +0800,5",
      ["a@x.org", "2026-01-31T08:59:00+0800", 12],
    ],
    [
      "WooCommerce",
      "Order Number,Order Date,Customer User ID,Order Total Amount",
      "77,2026-01-31 08:59,42,99.90",
      ["42", "2026-01-31 08:59", 99.9],
    ],
    ["Square", "Date,Net Sales,Transaction ID,Customer ID", "2026-01-31,5.00,t1,C9", ["C9", "2026-01-31", 5]],
    ["Chinese", "客户编号,日期,金额(元)", "甲,2026年1月5日,8", ["甲", "2026-01-05", 8]],
    ["ours", "at,amount,customerId", "2026-01-05,8,x", ["x", "2026-01-05", 8]],
    [
      "a remark",
      "User ID,Created At (UTC),Total (USD)",
      "x,2026-01-05T10:00:00Z,8",
      ["x", "2026-01-05T10:00:00Z", 8],
    ],
  ])("finds the columns of %s", (_, header, row, expected) => {
    expect(rowsOf(`${header}\n${row}\n`)).toEqual([expected]);
  });

  it("prefers the more telling name and says what it found", () => {
    const log = csvTransactionsSync(
      "email,customer id,timestamp,order date,price,amount\na,b,x,2026-01-05,9,8\n",
    );
    expect({ ...log.fields }).toEqual({ customerId: "customer id", at: "order date", amount: "amount" });
  });

  it("takes columns by name or number, with a header or without", () => {
    const fields = { customerId: "who", at: 1, amount: "How Much?" };
    expect(rowsOf("who,when,how_much\nann,2026-01-05,12.5\n", { fields })).toEqual([ROWS[0]]);
    const numbers = { customerId: 0, at: 1, amount: 2 };
    const body = LOG.slice(LOG.indexOf("\n") + 1);
    expect(rowsOf(body, { header: false, fields: numbers })).toEqual(ROWS);
    expect({ ...csvTransactionsSync(body, { header: false, fields: numbers }).fields }).toEqual(numbers);
  });

  it("refuses an order that brought no money, as its status says", () => {
    const rows = (statuses: readonly string[]): string =>
      `Email,Financial Status,Created at,Total\n${statuses.map((status, i) => `c${i},${status},2026-01-05,${i}\n`).join("")}`;
    const counted = ["paid", "Partially_Refunded", "", "authorized", "交易成功", "processing"];
    const refused = [
      "refunded",
      "VOIDED",
      "Cancelled",
      "canceled",
      "wc-failed",
      "pending payment",
      "已退款",
      "待付款",
    ];
    const log = csvTransactionsSync(rows([...counted, ...refused]), { onInvalid: "collect" });
    expect([log.given, log.accepted, log.rejectedRows]).toEqual([14, 6, 8]);
    expect(Array.from(log.columns.amount)).toEqual([0, 1, 2, 3, 4, 5]);
    expect(log.columns.customerId.values).toEqual(counted.map((_status, i) => `c${i}`));
    const { status } = log.columns;
    expect(Array.from(status?.codes ?? [], (code) => status?.values[code] ?? "")).toEqual(counted);
    expect(new Set(log.rejected.map(({ field, code }) => `${field} ${code}`))).toEqual(
      new Set(["status unknown_name"]),
    );
    expect(errorOf(() => csvTransactionsSync(rows(["paid", "refunded"]))).message).toBe(
      "csv.1.status: expected an order that was not cancelled, refunded or left unpaid " +
        '(or take every order: orderStatus: "ignore"), got a string of 8 characters at line 3',
    );
  });

  it("takes every order where its status shall not count", () => {
    const text = "customer,date,amount,status\na,2026-01-05,3,refunded\n";
    const log = csvTransactionsSync(text, { orderStatus: "ignore" });
    expect(log.columns).not.toHaveProperty("status");
    expect(log.accepted).toBe(1);
    const wrong = { orderStatus: "skip" } as unknown as CsvTransactionsOptions;
    expect(errorOf(() => csvTransactionsSync(text, wrong)).path).toEqual(["options", "orderStatus"]);
  });

  it("reads order ids, kinds and currencies where the file has them", () => {
    const { columns } = csvTransactionsSync(
      "customer,date,amount,order id,kind,currency\nann,2026-01-05,1,A-1,Sale,EUR\nann,2026-01-05,1,,refund,\nbob,2026-01-05,1,é,,EUR\n",
    );
    expect(Array.from({ length: 3 }, (_, i) => columns.orderId?.at(i))).toEqual(["A-1", null, "é"]);
    const cellsOf = (column: { codes: Int32Array; values: readonly unknown[] } | undefined) =>
      Array.from(column?.codes ?? [], (code) => column?.values[code]);
    expect(cellsOf(columns.kind)).toEqual(["purchase", "refund", null]);
    expect(cellsOf(columns.currency)).toEqual(["EUR", null, "EUR"]);
  });

  it.each([
    ["2026-01-31", undefined, "2026-01-31"],
    ["20260131", undefined, "2026-01-31"],
    ["2026/1/5", undefined, "2026-01-05"],
    ["2026.01.31 9:05", undefined, "2026-01-31T09:05:00"],
    ["2026-01-31T10:00:00.250+08:00", undefined, "2026-01-31T10:00:00.250+08:00"],
    ["2026-01-31 10:00:00 UTC", undefined, "2026-01-31T10:00:00Z"],
    ["2024年2月29日", undefined, "2024-02-29"],
    ["31/01/2026", "DD/MM/YYYY", "2026-01-31"],
    ["1/31/2026 8:26", "M/D/YYYY H:mm", "2026-01-31T08:26:00"],
    ["01/31/26", "MM/DD/YY", "2026-01-31"],
    ["31.12.69", "D.M.YY", "1969-12-31"],
    ["12/31/2026 12:05 AM", "MM/DD/YYYY hh:mm A", "2026-12-31T00:05:00"],
    ["12/31/2026 1:05 pm", "MM/DD/YYYY h:mm A", "2026-12-31T13:05:00"],
    ["31012026T235959Z", "DDMMYYYYTHHmmssZ", "2026-01-31T23:59:59Z"],
    ["1769817600", "unix", "2026-01-31T00:00:00.000Z"],
    ["1769817600250", "unix-ms", "2026-01-31T00:00:00.250Z"],
    ["05-Jan-26", "DD-MMM-YY", "2026-01-05"],
    ["5-JAN-69", "D-MMM-YY", "1969-01-05"],
    ["Jan. 5, 2026", "MMM D, YYYY", "2026-01-05"],
    ["September 30, 2026 1:05 PM", "MMM D, YYYY h:mm A", "2026-09-30T13:05:00"],
    ["30 Sept 2026", "D MMM YYYY", "2026-09-30"],
    ["29FEB2024", "DDMMMYYYY", "2024-02-29"],
    ["46053", "excel", "2026-01-31"],
    ["46053.4375", "excel", "2026-01-31T10:30:00"],
    ["46052,999999999", "excel", "2026-01-31T00:00:00"],
    ["61", "excel", "1900-03-01"],
    ["2958465", "excel", "9999-12-31"],
  ])("reads the date %s in the format %s", (cell, dateFormat, expected) => {
    const options = dateFormat === undefined ? {} : { dateFormat };
    expect(rowsOf(`customer;date;amount\nann;${cell};1\n`, options)).toEqual([["ann", expected, 1]]);
  });

  it.each([
    "2026-02-29",
    "2026-13-01",
    "05/01/2026",
    "1/5/26",
    "2026-1",
    "45321",
    "yesterday",
    "2026-01-05 25:00",
    "2026-01-05x",
  ])("refuses the date %s without a format", (cell) => {
    const error = errorOf(() => csvTransactionsSync(`customer,date,amount\nann,${cell},1\n`));
    expect([error.code, error.path]).toEqual(["invalid_date", ["csv", 0, "at"]]);
    expect(error.message.includes(cell)).toBe(false);
  });

  it.each(["60", "2958466", "-1", "2026-01-31", "46053.", ""])(
    "refuses %j as a day that Excel numbers",
    (cell) => {
      const text = `customer;date;amount\nann;${cell};1\n`;
      expect(errorOf(() => csvTransactionsSync(text, { dateFormat: "excel" })).path).toEqual([
        "csv",
        0,
        "at",
      ]);
    },
  );

  it("names the way out of Excel's days", () => {
    const error = errorOf(() => csvTransactionsSync("customer,date,amount\nann,46053.5,1\n"));
    expect(error.expected).toContain('dateFormat: "excel"');
  });

  it.each([
    ["05-Jan-26", "D-MMM-YY"],
    ["5 January 2026", "D MMM YYYY"],
    ["05/Jan/2026", "D/MMM/YYYY"],
    ["Jan 5, 2026", "MMM D, YYYY"],
  ])("names the format of %s, which then reads it", (cell, dateFormat) => {
    const text = `customer;date;amount\nann;${cell};1\n`;
    expect(errorOf(() => csvTransactionsSync(text)).expected).toBe(
      `a date such as 2026-01-31 (or, of months by their English names, dateFormat: "${dateFormat}")`,
    );
    expect(rowsOf(text, { dateFormat })).toEqual([["ann", "2026-01-05", 1]]);
  });

  it.each(["31-Feb-26", "05-Jän-26", "05-Janu-26", "05-Ja-26", "05-01-26"])(
    "refuses %s as a date with the name of its month",
    (cell) => {
      const text = `customer;date;amount\nann;${cell};1\n`;
      expect(errorOf(() => csvTransactionsSync(text, { dateFormat: "DD-MMM-YY" })).code).toBe("invalid_date");
    },
  );

  it("names the way out where day and month could be either", () => {
    const error = errorOf(() => csvTransactionsSync("customer,date,amount\nann,05/01/2026,1\n"));
    expect(error.expected).toContain('dateFormat: "DD/MM/YYYY" or "MM/DD/YYYY"');
  });

  it.each<[string, CsvTransactionsOptions, number]>([
    ["12.50", {}, 12.5],
    ["-12.50", {}, -12.5],
    ["+3", {}, 3],
    [".5", {}, 0.5],
    ["5.", {}, 5],
    ["123456789", {}, 123456789],
    ["1234567890", {}, 1234567890],
    ["1234567.89", {}, 1234567.89],
    ["12345678901234.56", {}, 12345678901234.56],
    ["0.1234567890123456789", {}, 0.12345678901234568],
    ["1e3", {}, 1000],
    ["1,234.50", { thousands: "," }, 1234.5],
    ["1,00,234.50", { thousands: "," }, 100234.5],
    ["1.234,50", { decimal: ",", thousands: "." }, 1234.5],
    ["12,5", { decimal: "," }, 12.5],
    ["1 234 567,5", { decimal: ",", thousands: " " }, 1234567.5],
    ["1\u00a0234", { thousands: " " }, 1234],
    ["1'234", { thousands: "'" }, 1234],
    ["$12.50", { currencySymbol: "$" }, 12.5],
    ["-$12.50", { currencySymbol: "$" }, -12.5],
    ["($1,012.50)", { currencySymbol: "$", thousands: "," }, -1012.5],
    ["12.50 €", { currencySymbol: "€" }, 12.5],
    ["(12.50)", {}, -12.5],
    ["( .5 )", {}, -0.5],
    ["(1.234,50)", { decimal: ",", thousands: "." }, -1234.5],
    ["$ (12.50)", { currencySymbol: "$" }, -12.5],
    ["(0)", {}, 0],
  ])("reads the number %s with %o", (cell, options, expected) => {
    expect(rowsOf(`customer;date;amount\nann;2026-01-05;${cell}\n`, options)).toEqual([
      ["ann", "2026-01-05", expected],
    ]);
  });

  it.each<[string, CsvTransactionsOptions, string]>([
    ["$12.50", {}, " (or say which sign goes with it: currencySymbol)"],
    ["1,234.50", {}, " (or say how it is written: decimal, thousands)"],
    ["$1,234.50", {}, " (or say how it is written: decimal, thousands, currencySymbol)"],
    ["1.234.567", {}, " (or say how it is written: decimal, thousands)"],
    ["$1,234.50", { currencySymbol: "$" }, " (or say how it is written: decimal, thousands)"],
    ["abc", {}, ""],
    ["5-", {}, ""],
  ])("says of the number %s with %o what would read it", (cell, options, remedy) => {
    const error = errorOf(() =>
      csvTransactionsSync(`customer;date;amount\nann;2026-01-05;${cell}\n`, options),
    );
    expect(error.expected).toBe(`a number such as 1234.50${remedy}`);
  });

  it("has no negative zero", () => {
    const { amount } = csvTransactionsSync(
      "customer,date,amount\na,2026-01-05,-0\na,2026-01-05,-0.00000000000\n",
    ).columns;
    expect([Object.is(amount[0], 0), Object.is(amount[1], 0)]).toEqual([true, true]);
  });

  it.each<[string, CsvTransactionsOptions, string]>([
    ["1,234.50", {}, "wrong_type"],
    ["12,5", {}, "wrong_type"],
    ["1.234,5", { decimal: "," }, "wrong_type"],
    ["12.5", { decimal: "," }, "wrong_type"],
    ["1,23", { thousands: "," }, "wrong_type"],
    ["12,34,5", { thousands: "," }, "wrong_type"],
    ["$5", {}, "wrong_type"],
    ["(-5)", { currencySymbol: "$" }, "wrong_type"],
    ["(-5)", {}, "wrong_type"],
    ["-(5)", {}, "wrong_type"],
    ["(5", {}, "wrong_type"],
    ["()", {}, "wrong_type"],
    ["(1e999)", {}, "not_finite"],
    ["1.2.3", {}, "wrong_type"],
    ["-", {}, "wrong_type"],
    [".", {}, "wrong_type"],
    ["1e", {}, "wrong_type"],
    ["0x10", {}, "wrong_type"],
    ["NaN", {}, "wrong_type"],
    ["Infinity", {}, "wrong_type"],
    ["1e999", {}, "not_finite"],
    ["", {}, "missing"],
  ])("refuses the number %s with %o", (cell, options, code) => {
    const text = `customer;date;amount\nbob;2026-01-05;1\nann;2026-01-05;${cell}\n`;
    const error = errorOf(() => csvTransactionsSync(text, options));
    expect([error.code, error.path, error.row, error.field]).toEqual([
      code,
      ["csv", 1, "amount"],
      1,
      "amount",
    ]);
    expect(error.message).toContain("at line 3");
  });
});

describe("csvTransactions, rows at fault", () => {
  const BAD = [
    "customer_id,date,amount,note",
    "ann,2026-01-05,1,x",
    ",2026-01-05,1,x",
    'bob,2026-01-05,1,"two\nlines"',
    "cem,2026-01-05,1",
    "",
    "dan,2026-01-05,1,x,y",
    "eve,2026-01-05,oops,x",
    "eve,oops,oops,x",
    'fay,2026-01-05,1,"x"y',
    "g\u0000y,2026-01-05,1,x",
    "hal,2026-01-06,2,x",
    'ida,2026-01-06,2,"x',
  ].join("\n");

  it("sets them aside with their lines, and loses none", () => {
    const log = csvTransactionsSync(BAD, { onInvalid: "collect" });
    expect(log.columns.customerId).toEqual({ codes: Int32Array.of(0, 1, 2), values: ["ann", "bob", "hal"] });
    expect(log.columns.amount).toEqual(Float64Array.of(1, 1, 2));
    expect(log.rejected.map(({ row, line, field, code }) => [row, line, field, code])).toEqual([
      [1, 3, "customerId", "missing"],
      [3, 6, "cells", "length_mismatch"],
      [4, 8, "cells", "length_mismatch"],
      [5, 9, "amount", "wrong_type"],
      [6, 10, "amount", "wrong_type"],
      [7, 11, "cells", "wrong_type"],
      [8, 12, "cells", "wrong_type"],
      [10, 14, "cells", "wrong_type"],
    ]);
    expect([log.given, log.accepted, log.rejectedRows]).toEqual([11, 3, 8]);
  });

  it("ends with the first of them", () => {
    const error = errorOf(() => csvTransactionsSync(BAD));
    expect([error.row, error.code]).toEqual([1, "missing"]);
    expect(error.message).toContain("line 3");
  });

  it("counts every line end inside quotes once", () => {
    const text =
      'customer,date,amount\r\n"a\r\nb",2026-01-05,1\r\n"a\rb\n\nc",2026-01-05,1\r\nd,2026-01-05,x\r\n';
    const { rejected } = csvTransactionsSync(text, { onInvalid: "collect" });
    expect(rejected.map(({ row, line }) => [row, line])).toEqual([[2, 8]]);
  });

  it("forgets them when it goes on", () => {
    const row = (i: number): string => `c${i},2026-01-05,${i % 3 === 0 && i < 1500 ? "x" : i}\n`;
    const text = `customer,date,amount\n${Array.from({ length: 5000 }, (_, i) => row(i)).join("")}`;
    const log = csvTransactionsSync(text, { onInvalid: "collect" });
    expect([log.length, log.rejectedRows]).toEqual([4500, 500]);
    expect(log.columns.customerId.values[4499]).toBe("c4999");
    expect(log.columns.customerId.codes[4499]).toBe(4499);
    expect(log.rejected[499]).toMatchObject({ row: 1497, line: 1499 });
  });

  it("does not take a longer cell for the date it begins with", () => {
    const good = "a;05. 01. 2026;1\n".repeat(1100);
    const text = `customer;date;amount\n${good}a;05. 01. 2026x;1\n`;
    const log = csvTransactionsSync(text, { dateFormat: "DD. MM. YYYY", onInvalid: "collect" });
    expect(log.rejected.map(({ row, code }) => [row, code])).toEqual([[1100, "invalid_date"]]);
  });

  it("lists as many as are wanted and counts all", () => {
    const log = csvTransactionsSync(BAD, { onInvalid: "collect", maxRejected: 2 });
    expect([log.rejected.length, log.rejectedRows]).toEqual([2, 8]);
  });

  it("refuses ids that are not UTF-8, and says of which line", () => {
    const text = bytesOf(`${LOG}x,2026-01-05,1\n`);
    text[text.length - 15] = 0xff;
    const error = errorOf(() => csvTransactionsSync(text));
    expect([error.code, error.path]).toEqual(["wrong_type", ["csv", 2, "customerId"]]);
    expect(error.message).toContain("at line 4");
    const log = csvTransactionsSync(text, { onInvalid: "collect" });
    expect([log.length, log.rejectedRows]).toEqual([2, 1]);
  });

  it("keeps hostile ids as they are", () => {
    const ids = [
      "__proto__",
      "constructor",
      "a\u200bb",
      "a'b\"c",
      "x".repeat(10_000),
      "线",
      "😀",
      `x${"😀".repeat(5000)}`,
    ];
    const text = `customer,date,amount\n${ids.map((id) => `"${id.replaceAll('"', '""')}",2026-01-05,1\n`).join("")}`;
    expect(csvTransactionsSync(text).columns.customerId.values).toEqual(ids);
  });
});

describe("csvTransactions, files and options at fault", () => {
  const refusals: [
    string,
    string | Uint8Array | string[],
    CsvTransactionsOptions | undefined,
    string,
    (string | number)[],
  ][] = [
    ["an empty file", "", undefined, "empty", ["csv"]],
    ["blank lines only", "\n\r\n", undefined, "empty", ["csv"]],
    ["no column of customers", "date,amount\n", undefined, "missing", ["csv", "header", "customerId"]],
    [
      "a named column that is not there",
      LOG,
      { fields: { amount: "sum" } },
      "missing",
      ["options", "fields", "amount"],
    ],
    [
      "two columns of one name",
      "customer,date,amount,amount\n",
      undefined,
      "duplicate",
      ["csv", "header", "amount"],
    ],
    [
      "one column for two fields",
      LOG,
      { fields: { amount: 2, orderId: 2 } },
      "conflict",
      ["options", "fields", "orderId"],
    ],
    [
      "a column number too high",
      LOG,
      { fields: { amount: 3 } },
      "out_of_range",
      ["options", "fields", "amount"],
    ],
    ["no header and no numbers", LOG, { header: false }, "missing", ["csv", "header", "customerId"]],
    [
      "a name without a header",
      LOG,
      { header: false, fields: { at: "date" } },
      "wrong_type",
      ["options", "fields", "at"],
    ],
    [
      "a field that is not known",
      LOG,
      { fields: { customer: 0 } as object },
      "unknown_name",
      ["options", "fields", "customer"],
    ],
    [
      "an option that is not known",
      LOG,
      { seperator: ";" } as object,
      "unknown_name",
      ["options", "seperator"],
    ],
    ["a separator of another kind", LOG, { separator: ":" as "," }, "unknown_name", ["options", "separator"]],
    ["one mark for two things", LOG, { decimal: ",", thousands: "," }, "conflict", ["options", "thousands"]],
    ["a format without a day", LOG, { dateFormat: "MM/YYYY" }, "unknown_name", ["options", "dateFormat"]],
    [
      "a format with an unknown letter",
      LOG,
      { dateFormat: "DD/MM/YYYY Q" },
      "unknown_name",
      ["options", "dateFormat"],
    ],
    [
      "a format with half an hour",
      LOG,
      { dateFormat: "DD/MM/YYYY hh:mm" },
      "unknown_name",
      ["options", "dateFormat"],
    ],
    ["no batch", LOG, { batchRows: 0 }, "out_of_range", ["options", "batchRows"]],
    ["too many columns", "a,b,c\n", { maxColumns: 2 }, "too_large", ["csv", "header"]],
    [
      "a row that is too long",
      `${LOG}${"x".repeat(101)},2026-01-01,1\n`,
      { maxRowBytes: 100 },
      "too_large",
      ["csv", 2, "cells"],
    ],
    [
      "a quote that is not closed",
      `${LOG}"${"x\n".repeat(100)}`,
      { maxRowBytes: 100 },
      "too_large",
      ["csv", 2, "cells"],
    ],
    ["a header that is too long", "x".repeat(200), { maxRowBytes: 100 }, "too_large", ["csv", 0, "cells"]],
    ["UTF-16", Uint8Array.of(0xff, 0xfe, 97, 0), undefined, "wrong_type", ["csv"]],
    ["UTF-16 without a mark", bytesOf("c\u0000u\u0000\n\u0000"), undefined, "wrong_type", ["csv", "header"]],
    ["a header of other bytes", Uint8Array.of(0xb5, 0xc2, 10), undefined, "wrong_type", ["csv", "header"]],
    ["pieces that are numbers", [1] as unknown as string[], undefined, "wrong_type", ["csv"]],
    ["a number", 7 as unknown as string, undefined, "wrong_type", ["csv"]],
  ];
  it.each(refusals)("refuses %s", (_, source, options, code, path) => {
    for (const onInvalid of ["throw", "collect"] as const) {
      const error = errorOf(() => csvTransactionsSync(source, { ...options, onInvalid }));
      expect([error.code, error.path]).toEqual([code, path]);
    }
  });

  it("keeps memory bounded by the row limit, however long a quoted cell goes on", () => {
    let given = 0;
    function* endless(): Iterable<Uint8Array> {
      yield bytesOf('customer,date,amount\n"');
      const piece = new Uint8Array(65_536).fill(120);
      for (; given < 1e9; given += piece.length) yield piece;
    }
    expect(errorOf(() => csvTransactionsSync(endless())).code).toBe("too_large");
    expect(given).toBeLessThan(8e6);
  });

  it("gives no row for a header alone", () => {
    const log = csvTransactionsSync("customer,date,amount");
    expect([log.length, log.given, log.columns.amount.length]).toEqual([0, 0, 0]);
  });
});

describe("csvTransactions, streams", () => {
  async function collect(source: Parameters<typeof csvTransactions>[0], options?: CsvTransactionsOptions) {
    const stream = csvTransactions(source, options);
    const batches = [];
    for await (const batch of stream) batches.push(batch);
    return { stream, batches };
  }

  it("gives full batches whose codes hold for the whole file", async () => {
    const rows = Array.from({ length: 25 }, (_, i) => `c${i % 7},2026-01-${10 + (i % 9)},${i}\n`);
    const { batches, stream } = await collect(["customer,date,amount\n", ...rows], { batchRows: 10 });
    expect(batches.map((batch) => batch.length)).toEqual([10, 10, 5]);
    const [first, second] = batches;
    expect(second?.columns.customerId.values).toBe(first?.columns.customerId.values);
    expect(second?.columns.customerId.codes[0]).toBe(3);
    expect([stream.given, stream.accepted, stream.separator]).toEqual([25, 25, ","]);
  });

  it("gives dates of one batch as texts where a row has a time of day", async () => {
    const text =
      "customer,date,amount\na,2026-01-05,1\na,2026-01-05T10:00Z,1\na,2026-01-05,1\na,2026-01-06,1\n";
    const { batches } = await collect(text, { batchRows: 2 });
    expect(batches[0]?.columns.at).toEqual(["2026-01-05", "2026-01-05T10:00Z"]);
    expect(batches[1]?.columns.at).toEqual({
      codes: Int32Array.of(0, 1),
      values: ["2026-01-05", "2026-01-06"],
    });
    expect(csvTransactionsSync(text, { batchRows: 2 }).columns.at).toEqual([
      "2026-01-05",
      "2026-01-05T10:00Z",
      "2026-01-05",
      "2026-01-06",
    ]);
  });

  it("reads pieces that arrive, and the same stream again where its source allows", async () => {
    async function* pieces(): AsyncIterable<string> {
      yield LOG.slice(0, 30);
      yield LOG.slice(30);
    }
    const { batches } = await collect(pieces());
    expect(batches.map((batch) => batch.length)).toEqual([2]);
    const again = csvTransactions(LOG);
    for (let run = 0; run < 2; run += 1) for await (const batch of again) expect(batch.length).toBe(2);
    expect(again.given).toBe(2);
  });

  it("decodes other encodings with what the host passes", async () => {
    const utf16 = new Uint8Array(Buffer.from(`\ufeff${LOG.replaceAll("ann", "安娜")}`, "utf16le"));
    const pieces = Array.from({ length: utf16.length }, (_, i) => utf16.subarray(i, i + 1));
    const decoder = new TextDecoder("utf-16le");
    const { batches } = await collect(pieces, {
      decode: (bytes, more) => decoder.decode(bytes, { stream: more }),
    });
    expect(batches[0]?.columns.customerId.values).toEqual(["安娜", "bob"]);
  });

  it("does not take an async source for one at hand", () => {
    async function* pieces(): AsyncIterable<string> {
      yield LOG;
    }
    expect(errorOf(() => csvTransactionsSync(pieces() as unknown as string)).code).toBe("wrong_type");
  });
});
