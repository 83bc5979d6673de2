import { describe, expect, it } from "vitest";
import { csvColumns, csvColumnsSync, csvRecords, csvRecordsSync } from "../../src/connectors/index.ts";
import { ScoringError } from "../../src/core/error.ts";

const COSTS = "customer_id,at,amount,layer,billed\nann,2026-01-05,1.5,ads,yes\nbob,,,mail,no\n";

describe("csvColumns", () => {
  it("gives a column of each type, and empty cells where they are allowed", () => {
    const { columns, length } = csvColumnsSync(COSTS, {
      columns: {
        customerId: "id",
        at: { type: "time", optional: true },
        amount: { type: "number", optional: true },
        layer: "text",
        billed: "boolean",
        note: { type: "text", optional: true },
      },
    });
    expect(length).toBe(2);
    expect(columns.customerId).toEqual({ codes: Int32Array.of(0, 1), values: ["ann", "bob"] });
    expect(columns.at).toEqual({ codes: Int32Array.of(0, 1), values: ["2026-01-05", null] });
    expect(columns.amount).toEqual(Float64Array.of(1.5, Number.NaN));
    expect([columns.layer.at(0), columns.layer.at(1), columns.layer.at(2)]).toEqual(["ads", "mail", null]);
    expect(columns.billed).toEqual({ codes: Int32Array.of(0, 1), values: [true, false] });
    expect("note" in columns).toBe(false);
  });

  it("joins the texts of many batches", () => {
    const text = `id,note\n${Array.from({ length: 5 }, (_, i) => `${i},${i === 3 ? "" : `n${i}`}\n`).join("")}`;
    const { columns } = csvColumnsSync(text, {
      columns: { id: "id", note: { type: "text", optional: true } },
      batchRows: 2,
    });
    expect(columns.note).toEqual(["n0", "n1", "n2", null, "n4"]);
  });

  it("finds a field by names of the caller's own", () => {
    const { columns } = csvColumnsSync("Wer;Was\nann;3\n", {
      columns: {
        customerId: { type: "id", names: ["wer"] },
        amount: { type: "number", names: ["wie viel", "was"] },
      },
    });
    expect([columns.customerId.values, columns.amount]).toEqual([["ann"], Float64Array.of(3)]);
  });

  it("leaves no id of a row that is refused for another cell", () => {
    const { columns } = csvColumnsSync("id,v\na,1\nb,x\nc,2\n", {
      columns: { id: "id", v: "number" },
      onInvalid: "collect",
    });
    expect(columns.id).toEqual({ codes: Int32Array.of(0, 1), values: ["a", "c"] });
  });

  it("moves every kind of cell when rows before it are set aside", () => {
    const { columns, rejected } = csvColumnsSync(
      "id,t,n,b,x\na,2026-01-05,1,yes,p\nb,2026-01-06,2,maybe,q\nc,2026-01-07T10:00Z,3,no,r\n",
      {
        columns: { id: "id", t: "time", n: "number", b: "boolean", x: "text" },
        onInvalid: "collect",
      },
    );
    expect(columns.t).toEqual(["2026-01-05", "2026-01-07T10:00Z"]);
    expect(columns.n).toEqual(Float64Array.of(1, 3));
    expect(columns.b).toEqual({ codes: Int32Array.of(0, 1), values: [true, false] });
    expect([columns.x.at(0), columns.x.at(1)]).toEqual(["p", "r"]);
    expect(rejected.map(({ row, field, code }) => [row, field, code])).toEqual([[1, "b", "unknown_name"]]);
  });

  it("keeps batches small where their texts are large", async () => {
    const text = "x".repeat(500_000);
    const stream = csvColumns(["note\n", ...Array.from({ length: 40 }, () => `${text}\n`)], {
      columns: { note: "text" },
    });
    const lengths: number[] = [];
    for await (const batch of stream) lengths.push(batch.length);
    expect(lengths.length).toBeGreaterThan(1);
    expect(lengths.reduce((sum, length) => sum + length, 0)).toBe(40);
  });

  it.each([
    ["an unknown type", { a: "ids" }, "unknown_name", ["options", "columns", "a"]],
    ["no columns", {}, "wrong_type", ["options", "columns"]],
    ["an empty text", { b: "text" }, "missing", ["csv", 0, "b"]],
    ["text that is not UTF-8", { c: "text" }, "wrong_type", ["csv", 0, "c"]],
  ])("refuses %s", (_, columns, code, path) => {
    const bytes = new TextEncoder().encode("a,b,c\n1,,?\n");
    bytes[bytes.length - 2] = 0xc3;
    try {
      csvColumnsSync(bytes, { columns: columns as { a: "id" } });
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(ScoringError);
      expect([(error as ScoringError).code, (error as ScoringError).path]).toEqual([code, path]);
    }
  });
});

describe("csvRecords", () => {
  it("gives rows as texts, null where a cell is empty and not where it is quoted", () => {
    expect(csvRecordsSync('id,note,__proto__\n1,"a ""b""\r\nc",x\n2,,""\n')).toEqual([
      JSON.parse('{"id":"1","note":"a \\"b\\"\\r\\nc","__proto__":"x"}'),
      JSON.parse('{"id":"2","note":null,"__proto__":""}'),
    ]);
  });

  it("calls columns without a header by their number", () => {
    expect(csvRecordsSync("a,b\nc,d\n", { header: false })).toEqual([
      { 0: "a", 1: "b" },
      { 0: "c", 1: "d" },
    ]);
  });

  it("arrives batch by batch", async () => {
    const batches: unknown[] = [];
    for await (const batch of csvRecords("a\n1\n2\n3\n", { batchRows: 2 })) batches.push(batch);
    expect(batches).toEqual([[{ a: "1" }, { a: "2" }], [{ a: "3" }]]);
  });

  it("takes a first line that only begins like one that names the separator for a header", () => {
    expect(csvRecordsSync("sep=,b\n1,2\n")).toEqual([{ "sep=": "1", b: "2" }]);
  });

  it("refuses half a character, in the middle or at the end", () => {
    const read = (text: string) =>
      csvColumnsSync(text, { columns: { a: "text" }, onInvalid: "collect" }).rejectedRows;
    expect([read("a\nx\ud83d\ny"), read("a\nx\ny\ud83d"), read("a\nx\ud83d\ude00")]).toEqual([1, 1, 0]);
  });

  it("refuses two columns of one name", () => {
    expect(() => csvRecordsSync("a,a\n1,2\n")).toThrow(/one column of that name/);
  });
});
