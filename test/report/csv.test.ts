import { describe, expect, it } from "vitest";
import { ScoringError } from "../../src/core/error.ts";
import { table } from "../../src/core/index.ts";
import { type CsvChunksOptions, csvChunks, csvOf } from "../../src/report/index.ts";
import { caught } from "../core/base.ts";

describe("csvOf", () => {
  it("writes a table with its columns in order, CRLF behind each line", () => {
    const scores = table([
      { customerId: "ann", clv: 12.5, alive: true, tier: null, at: new Date(0) },
      { customerId: "bob", clv: Number.NaN, alive: false, tier: "gold", at: new Date(Number.NaN) },
    ]);
    expect(csvOf(scores)).toBe(
      "customerId,clv,alive,tier,at\r\nann,12.5,true,,1970-01-01T00:00:00.000Z\r\nbob,,false,gold,\r\n",
    );
  });

  it("takes rows, columns and dictionaries alike", () => {
    const expected = "a,n\na1,1\na2,2\n";
    const rows = [
      { a: "a1", n: 1 },
      { a: "a2", n: 2 },
    ];
    const a = { codes: [1, 0], values: ["a2", "a1"] };
    expect(csvOf(rows, { lineEnd: "\n" })).toBe(expected);
    expect(csvOf({ columns: { a, n: Int32Array.of(1, 2) } }, { lineEnd: "\n" })).toBe(expected);
  });

  it.each([
    ["a,b", '"a,b"'],
    ['say "hi"', '"say ""hi"""'],
    ["two\nlines", '"two\nlines"'],
    ["two\rlines", '"two\rlines"'],
    [" edge", '" edge"'],
    ["edge\t", '"edge\t"'],
    ["", '""'],
    ["a;b", "a;b"],
    ["in between", "in between"],
    ["=1+1", "'=1+1"],
    ["+1", "'+1"],
    ["-1", "'-1"],
    ["@SUM(A1)", "'@SUM(A1)"],
    ["\tx", "'\tx"],
    ["\rx", '"\'\rx"'],
    ["＝1", "'＝1"],
    ['=HYPERLINK("x,y")', '"\'=HYPERLINK(""x,y"")"'],
    [-1.5, "-1.5"],
    [1e21, "1e+21"],
    [-0, "0"],
    [10n ** 20n, "100000000000000000000"],
    [Number.POSITIVE_INFINITY, ""],
    [undefined, ""],
    [{ code: "gap", gapDays: 3 }, '"{""code"":""gap"",""gapDays"":3}"'],
  ])("writes the cell %s as %s", (cell, expected) => {
    expect(csvOf([{ a: 1, b: cell }], { header: false, lineEnd: "\n" })).toBe(`1,${expected}\n`);
  });

  it("leaves formulas alone where it is told to", () => {
    expect(csvOf([{ a: "=1" }], { formulas: "keep", header: false })).toBe("=1\r\n");
  });

  it("neutralises and quotes the names of columns too", () => {
    expect(csvOf([{ "=cmd()": 1, "a,b": 2 }], { lineEnd: "\n" })).toBe('\'=cmd(),"a,b"\n1,2\n');
  });

  it("writes for spreadsheets of a decimal comma", () => {
    const rows = [{ a: "x;y", n: 1234.5 }];
    expect(csvOf(rows, { separator: ";", decimal: ",", bom: true })).toBe('\ufeffa;n\r\n"x;y";1234,5\r\n');
    expect(csvOf(rows, { decimal: ",", header: false })).toBe('x;y,"1234,5"\r\n');
    expect(csvOf(rows, { header: false, bom: true })).toBe("\ufeffx;y,1234.5\r\n");
  });

  it("writes the columns that are wanted under the names that are wanted", () => {
    const rows = [{ customerId: "ann", f: 1, m: 2 }];
    const names = { customerId: "customer_id" };
    expect(csvOf(rows, { columns: ["m", "customerId"], names, lineEnd: "\n" })).toBe(
      "m,customer_id\n2,ann\n",
    );
    expect(csvOf([{ __proto__: null, a: 1 }], { lineEnd: "\n" })).toBe("a\n1\n");
  });

  it("writes an empty cell of an only column in quotes: a blank line is no row", () => {
    expect(csvOf([{ a: null }, { a: 1 }], { lineEnd: "\n" })).toBe('a\n""\n1\n');
  });

  it("writes a table without rows as its header", () => {
    expect(csvOf({ columns: { a: [], n: [] } })).toBe("a,n\r\n");
    expect(csvOf([], { columns: ["a"] })).toBe("a\r\n");
  });
});

describe("csvOf of what JSON cannot hold", () => {
  const circle: { self?: unknown } = {};
  circle.self = circle;
  const throwing = {
    toJSON(): never {
      throw new Error("ann@example.com");
    },
  };

  it.each([
    ["a circle", circle],
    ["a bigint inside", { n: 1n }],
    ["a toJSON that throws", throwing],
  ])("refuses %s with the one typed error", (_name, cell) => {
    expect(caught(() => csvOf([{ cell }]))).toMatchObject({
      name: "ScoringError",
      code: "wrong_type",
      message: "table: expected cells that JSON can hold, got an object",
    });
  });
});

describe("csvChunks", () => {
  it("gives the header, then so many rows a piece, and again when asked again", () => {
    const chunks = csvChunks([{ a: 1 }, { a: 2 }, { a: 3 }], { batchRows: 2, lineEnd: "\n" });
    expect(Array.from(chunks)).toEqual(["a\n", "1\n2\n", "3\n"]);
    expect(Array.from(chunks)).toEqual(["a\n", "1\n2\n", "3\n"]);
  });

  const refusals: [string, unknown, object, string, string[]][] = [
    ["a text", "a,b", {}, "wrong_type", ["table"]],
    ["rows without a field", [], {}, "empty", ["table"]],
    ["an option that is not known", [{ a: 1 }], { seperator: ";" }, "unknown_name", ["options", "seperator"]],
    ["another separator", [{ a: 1 }], { separator: ":" }, "unknown_name", ["options", "separator"]],
    ["another decimal mark", [{ a: 1 }], { decimal: "'" }, "unknown_name", ["options", "decimal"]],
    ["another line end", [{ a: 1 }], { lineEnd: "\r" }, "unknown_name", ["options", "lineEnd"]],
    ["another rule for formulas", [{ a: 1 }], { formulas: "run" }, "unknown_name", ["options", "formulas"]],
    ["no columns", [{ a: 1 }], { columns: [] }, "wrong_type", ["options", "columns"]],
    [
      "a column that is not there",
      { columns: { a: [1] } },
      { columns: ["b"] },
      "missing",
      ["table", "columns", "b"],
    ],
    ["a name for no column", [{ a: 1 }], { names: { b: "B" } }, "unknown_name", ["options", "names", "b"]],
    ["a name that is no text", [{ a: 1 }], { names: { a: 1 } }, "wrong_type", ["options", "names", "a"]],
    ["no rows a piece", [{ a: 1 }], { batchRows: 0 }, "out_of_range", ["options", "batchRows"]],
  ];
  it.each(refusals)("refuses %s before the first piece is asked for", (_, input, options, code, path) => {
    try {
      csvChunks(input as { a: number }[], options as CsvChunksOptions);
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(ScoringError);
      expect([(error as ScoringError).code, (error as ScoringError).path]).toEqual([code, path]);
    }
  });
});
