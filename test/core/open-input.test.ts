import { makeVector, tableFromArrays, vectorFromArray } from "apache-arrow";
import { table as arqueroTable } from "arquero";
import { describe, expect, test } from "vitest";
import { copyCells } from "../../src/core/column.ts";
import { type OpenInput, openInput } from "../../src/core/open-input.ts";
import { createTable } from "../../src/core/table.ts";
import { table } from "../../src/core/table-of.ts";
import { caught, type RefusalText } from "./base.ts";

/** The cells of a field, as a kernel would copy them. */
function cellsOf(input: OpenInput, field: string): unknown[] | undefined {
  const column = input.column(field);
  if (column === undefined) return undefined;
  const cells: unknown[] = [];
  copyCells(column, 0, column.length, cells);
  return cells;
}

describe("rows and columns open alike", () => {
  const rows = [
    { user: "ann", amount: 3 },
    { user: "bob", amount: null },
  ];
  const fields = { customerId: "user" };
  const inputs: [string, unknown][] = [
    ["rows", rows],
    ["columns", { columns: { user: ["ann", "bob"], amount: [3, null] } }],
    [
      "columns without a prototype",
      { columns: Object.assign(Object.create(null), { user: ["ann", "bob"], amount: [3, null] }) },
    ],
    [
      "Arrow vectors",
      { columns: { user: vectorFromArray(["ann", "bob"]), amount: vectorFromArray([3, null]) } },
    ],
    ["a dictionary", { columns: { user: { codes: [1, 0], values: ["bob", "ann"] }, amount: [3, null] } }],
  ];

  test.each(inputs)("%s", (_name, given) => {
    const input = openInput(given, "orders", fields);
    expect(input.name).toBe("orders");
    expect(input.length).toBe(2);
    expect(cellsOf(input, "customerId")).toEqual(["ann", "bob"]);
    expect(cellsOf(input, "amount")).toEqual([3, null]);
    expect(input.needed("customerId").length).toBe(2);
  });

  test("a table", () => {
    const input = openInput(table(rows), "orders", fields);
    expect(cellsOf(input, "customerId")).toEqual(["ann", "bob"]);
    expect(cellsOf(input, "amount")).toEqual([3, Number.NaN]);
  });

  test("nothing has no rows", () => {
    expect(openInput([], "orders").length).toBe(0);
    expect(openInput({ columns: {} }, "orders").length).toBe(0);
    expect(openInput({ columns: { customerId: [] } }, "orders").length).toBe(0);
  });
});

describe("fields that are not there", () => {
  test("are undefined cells of rows, and no column of columns", () => {
    expect(cellsOf(openInput([{}, { kind: "refund" }], "orders"), "kind")).toEqual([undefined, "refund"]);
    expect(openInput({ columns: { amount: [1] } }, "orders").column("kind")).toBeUndefined();
    expect(openInput({ columns: { amount: [1], kind: undefined } }, "orders").column("kind")).toBeUndefined();
    expect(openInput({ columns: { amount: [1], kind: null } }, "orders").column("kind")).toBeUndefined();
  });

  test("are not inherited: names that every object has are fields like others", () => {
    const fields = { customerId: "constructor", kind: "__proto__" };
    expect(
      cellsOf(openInput([{}, JSON.parse('{"constructor":"ann","__proto__":"x"}')], "orders", fields), "kind"),
    ).toEqual([undefined, "x"]);
    expect(cellsOf(openInput([{}, null, 5, { constructor: "ann" }], "orders", fields), "customerId")).toEqual(
      [undefined, undefined, undefined, "ann"],
    );
    expect(openInput({ columns: { amount: [1] } }, "orders").column("constructor")).toBeUndefined();
  });

  test("are not what somebody planted in Object.prototype", () => {
    Object.assign(Object.prototype, { currency: "EUR" });
    try {
      expect(cellsOf(openInput([{ amount: 1 }], "orders", {}), "currency")).toEqual([undefined]);
      expect(openInput({ columns: { amount: [1] } }, "orders", {}).column("currency")).toBeUndefined();
      expect(cellsOf(openInput([{ currency: "USD" }], "orders", {}), "currency")).toEqual(["USD"]);
    } finally {
      delete (Object.prototype as { currency?: string }).currency;
    }
  });

  test("rows of a class have the fields of its getters", () => {
    class Order {
      get amount() {
        return 3;
      }
    }
    expect(cellsOf(openInput([new Order()], "orders"), "amount")).toEqual([3]);
  });
});

describe("only what is asked for is read", () => {
  test("a table's other columns are not made", () => {
    let made = 0;
    const lazy = createTable<{ customerId: string; costly: number }>({
      length: 1,
      columns: {
        customerId: () => ["ann"],
        costly: () => {
          made += 1;
          return Float64Array.of(1);
        },
      },
    });
    const input = openInput(lazy, "orders");
    expect(input.length).toBe(1);
    expect(cellsOf(input, "customerId")).toEqual(["ann"]);
    expect(made).toBe(0);
    expect(cellsOf(input, "costly")).toEqual([1]);
    expect(made).toBe(1);
  });

  test("what is no column does no harm until it is asked for", () => {
    const input = openInput({ columns: { customerId: ["ann"], source: "crm", meta: {}, size: 3 } }, "orders");
    expect(input.length).toBe(1);
    expect(caught(() => input.column("meta"))).toMatchObject({
      code: "wrong_type",
      path: ["orders", "columns", "meta"],
    });
    expect(caught(() => input.column("source"))).toMatchObject({ code: "wrong_type" });
  });
});

describe("columns of unequal length are refused", () => {
  const cases: RefusalText[] = [
    [
      "two lists",
      () => openInput({ columns: { a: [1], b: [1, 2] } }, "orders"),
      "length_mismatch",
      "orders.columns.b: expected 1 cells, as a has, got 2",
    ],
    [
      "a dictionary, by its codes",
      () => openInput({ columns: { a: [1, 2], b: { codes: [0], values: [1, 2] } } }, "orders"),
      "length_mismatch",
      "orders.columns.b: expected 2 cells, as a has, got 1",
    ],
    [
      "a vector",
      () => openInput({ columns: { a: [1, 2], b: vectorFromArray([1]) } }, "orders"),
      "length_mismatch",
      "orders.columns.b: expected 2 cells, as a has, got 1",
    ],
    [
      "the one with an empty name first",
      () => openInput({ columns: { "": [1], b: [1, 2] } }, "orders"),
      "length_mismatch",
      "orders.columns.b: expected 1 cells, as  has, got 2",
    ],
    [
      "against the length that a table says",
      () => openInput({ length: 2, columns: { b: [1] } }, "orders").column("b"),
      "length_mismatch",
      "orders.columns.b: expected 2 cells, as the table has, got 1",
    ],
  ];

  test.each(cases)("%s", (_name, run, code, message) => {
    expect(caught(run)).toMatchObject({ code, message });
  });

  test("the message names the column that they were compared with", () => {
    const error = caught(() => openInput({ columns: { a: [1, 2, 3], b: [1] } }, "orders"));
    expect((error as Error).message).toBe("orders.columns.b: expected 3 cells, as a has, got 1");
  });
});

describe("what is needed and lacks is refused with the option that would find it", () => {
  const input = openInput({ columns: { user: ["ann"] } }, "orders");
  const renamed = openInput({ columns: { user: ["ann"] } }, "orders", { customerId: "usr", kind: "type" });
  const cases: RefusalText[] = [
    [
      "a column",
      () => input.needed("customerId"),
      "missing",
      'orders.columns.customerId: expected a column (or say which one it is: fields: { customerId: "…" }), got nothing',
    ],
    [
      "a renamed column",
      () => renamed.needed("customerId"),
      "missing",
      'orders.columns.usr: expected a column (or say which one it is: fields: { customerId: "…" }), got nothing',
    ],
    [
      "a column that could be absent, and was named",
      () => renamed.column("kind"),
      "missing",
      'orders.columns.type: expected a column (or say which one it is: fields: { kind: "…" }), got nothing',
    ],
  ];

  test.each(cases)("%s", (_name, run, code, message) => {
    expect(caught(run)).toMatchObject({ code, message });
  });

  test("in its message", () => {
    expect((caught(() => input.needed("customerId")) as Error).message).toBe(
      'orders.columns.customerId: expected a column (or say which one it is: fields: { customerId: "…" }), got nothing',
    );
  });
});

describe("anything else is refused with the call that would work", () => {
  const arrow = tableFromArrays({ customerId: ["ann"], amount: Float64Array.of(1) });
  const cases: [string, unknown, string][] = [
    ["a text", "customerId,amount", "text: parse it first (clientele/connectors reads CSV)"],
    ["a Map", new Map([["ann", {}]]), "a Map: pass table(map.values())"],
    ["a Set", new Set([{}]), "an iterable: pass table(iterable)"],
    ["a generator", (function* () {})(), "an iterable: pass table(iterable)"],
    ["an async generator", (async function* () {})(), "an async iterable: pass it to foldSource"],
    ["a promise", Promise.resolve([]), "a promise: await it first"],
    ["a Polars frame", { columns: ["a"], toRecords: () => [] }, "a data frame: pass frame.toRecords()"],
    ["an Arquero table", arqueroTable({ customerId: ["ann"] }), "a data frame: pass frame.objects()"],
    [
      "an Arrow table",
      arrow,
      'an Arrow table: pass { columns: { customerId: arrow.getChild("customerId"), … } }',
    ],
    ["bare columns", { customerId: ["ann"] }, "an object of bare columns: pass { columns: … } around it"],
    [
      "bare typed columns",
      { amount: new Float64Array(1) },
      "an object of bare columns: pass { columns: … } around it",
    ],
    [
      "bare vectors",
      { amount: makeVector(new Float64Array(1)) },
      "an object of bare columns: pass { columns: … } around it",
    ],
    [
      "bare dictionaries",
      { id: { codes: [0], values: ["a"] } },
      "an object of bare columns: pass { columns: … } around it",
    ],
    ["one row", { customerId: "ann", amount: 1 }, "an object"],
    [
      "names of columns",
      { columns: ["customerId"] },
      "an object of bare columns: pass { columns: … } around it",
    ],
    ["columns that are none", { columns: null }, "an object"],
    ["nothing", undefined, "nothing"],
    ["null", null, "null"],
    ["a number", 7, "a positive integer"],
    ["a function", () => [], "a function"],
  ];

  test.each(cases)("%s", (_name, given, came) => {
    const error = caught(() => openInput(given, "orders"));
    expect(error).toMatchObject({ name: "ScoringError", code: "wrong_type", path: ["orders"] });
    expect((error as Error).message).toBe(`orders: expected an array of rows or { columns }, got ${came}`);
  });

  test("the calls do work", () => {
    const rows = [{ customerId: "ann", amount: 1 }];
    expect(openInput(table(new Map([["ann", rows[0] as object]]).values()), "orders").length).toBe(1);
    expect(openInput(arqueroTable({ customerId: ["ann"] }).objects(), "orders").length).toBe(1);
    const columns = { customerId: arrow.getChild("customerId"), amount: arrow.getChild("amount") };
    expect(cellsOf(openInput({ columns }, "orders"), "amount")).toEqual([1]);
  });

  test.each([
    ["a text", ["ann"], "a string of 3 characters"],
    ["a number", [5], "a positive integer"],
    ["null", [null], "null"],
    ["a hole", new Array(1), "nothing"],
  ])("a list that begins with %s", (_name, given, came) => {
    expect(caught(() => openInput(given, "orders"))).toMatchObject({
      code: "wrong_type",
      message: `orders.0: expected a row object, got ${came}`,
    });
    expect(openInput(given, "orders", undefined, "collect").length).toBe(1);
  });
});
