import { describe, expect, test } from "vitest";
import { ScoringError } from "../../src/core/error.ts";
import { createTable } from "../../src/core/table.ts";
import { caught, hostileIds, type Refusal } from "./base.ts";

interface Row {
  readonly customerId: string;
  readonly amount: number | null;
}

/** Ann, Bob, whose amount is not known, and Cat; `made` counts how often each column was made. */
function three() {
  const made = { customerId: 0, amount: 0 };
  const table = createTable<Row, { readonly total: number }>(
    {
      length: 3,
      columns: {
        customerId: () => {
          made.customerId += 1;
          return ["ann", "bob", "cat"];
        },
        amount: () => {
          made.amount += 1;
          return Float64Array.of(5, Number.NaN, 7);
        },
      },
    },
    { total: 12 },
  );
  return { table, made };
}

describe("rows", () => {
  const { table } = three();
  const rows = [
    { customerId: "ann", amount: 5 },
    { customerId: "bob", amount: null },
    { customerId: "cat", amount: 7 },
  ];

  test("a number that is not known is NaN in the column and null in the row", () => {
    expect(table.columns.amount).toEqual(Float64Array.of(5, Number.NaN, 7));
    expect(table.row(1)).toEqual({ customerId: "bob", amount: null });
  });

  test("one by one, all together and by iterating they are the same", () => {
    expect(table.length).toBe(3);
    expect([0, 1, 2].map((i) => table.row(i))).toEqual(rows);
    expect(table.toRows()).toEqual(rows);
    expect([...table]).toEqual(rows);
  });

  test("each is a new object, whose change changes nothing", () => {
    const row = table.row(0) as { amount: number | null };
    row.amount = 99;
    expect(table.row(0).amount).toBe(5);
    expect(table.columns.amount[0]).toBe(5);
  });

  test("facts stand beside the columns", () => {
    expect(table.total).toBe(12);
    expect(Object.keys(table)).toContain("total");
  });

  const cases: Refusal[] = [
    ["before the first", () => table.row(-1), "out_of_range", ["row"]],
    ["after the last", () => table.row(3), "out_of_range", ["row"]],
    ["between two", () => table.row(0.5), "out_of_range", ["row"]],
    ["nowhere", () => table.row(Number.NaN), "out_of_range", ["row"]],
    ["by id", () => table.row("ann" as never), "out_of_range", ["row"]],
  ];

  test.each(cases)("there is none %s", (_name, run, code, path) => {
    const error = caught(run);
    expect(error).toBeInstanceOf(ScoringError);
    expect(error).toMatchObject({ code, path, expected: "a row number below 3" });
  });
});

describe("columns", () => {
  test("are made when they are first read, once each", () => {
    const { table, made } = three();
    expect(made).toEqual({ customerId: 0, amount: 0 });
    expect(table.columns.amount).toBe(table.columns.amount);
    expect(made).toEqual({ customerId: 0, amount: 1 });
    table.toRows();
    table.row(0);
    expect(made).toEqual({ customerId: 1, amount: 1 });
  });

  test("have nothing but their names", () => {
    const { columns } = three().table;
    expect(Object.keys(columns)).toEqual(["customerId", "amount"]);
    expect(Object.getPrototypeOf(columns)).toBeNull();
    expect("constructor" in columns).toBe(false);
  });

  test("go to a worker as a clone", () => {
    const { table } = three();
    expect(structuredClone(table.columns)).toEqual({
      customerId: ["ann", "bob", "cat"],
      amount: Float64Array.of(5, Number.NaN, 7),
    });
  });

  test.each(hostileIds)("may have any name (%j)", (name) => {
    const columns = Object.create(null) as { [name: string]: () => Float64Array };
    columns[name] = () => Float64Array.of(1);
    const table = createTable<{ [name: string]: number }>({ length: 1, columns });
    const row = table.row(0);
    expect(Object.keys(row)).toEqual([name]);
    expect(Object.getOwnPropertyDescriptor(row, name)?.value).toBe(1);
    expect(Object.getPrototypeOf(row)).toBe(Object.prototype);
    expect(Object.keys(table.slice(0).columns)).toEqual([name]);
    expect(JSON.stringify(row)).toBe(JSON.stringify(JSON.parse(`{${JSON.stringify(name)}:1}`)));
    expect(Object.keys(Object.prototype)).toEqual([]);
  });
});

describe("slice", () => {
  const { table } = three();
  const all = ["ann", "bob", "cat"];

  test.each([
    [0, 3],
    [0, 1],
    [1, undefined],
    [1, 2],
    [2, 1],
    [-2, undefined],
    [-2, -1],
    [-9, 9],
    [3, 4],
    [0.9, 2.9],
    [Number.NaN, 1],
    [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY],
  ])("%s to %s is as of an array", (from, to) => {
    const part = table.slice(from, to);
    const ids = all.slice(from, to);
    expect(part.length).toBe(ids.length);
    expect([...part].map((row) => row.customerId)).toEqual(ids);
    expect(part.columns.customerId).toEqual(ids);
    expect(part.columns.amount).toHaveLength(ids.length);
  });

  test("holds copies, finds its own rows, and can be sliced again", () => {
    const part = table.slice(1);
    expect(part.columns.amount.buffer).not.toBe(table.columns.amount.buffer);
    expect(part.indexOf("cat")).toBe(1);
    expect(part.indexOf("ann")).toBe(-1);
    expect(part.slice(1).row(0)).toEqual({ customerId: "cat", amount: 7 });
    expect(caught(() => part.row(2))).toMatchObject({ code: "out_of_range" });
  });

  test("makes the column it needs and no other", () => {
    const { table: lazy, made } = three();
    const part = lazy.slice(0, 2);
    expect(made).toEqual({ customerId: 0, amount: 0 });
    expect(part.columns.amount).toEqual(Float64Array.of(5, Number.NaN));
    expect(made).toEqual({ customerId: 0, amount: 1 });
  });
});

describe("indexOf", () => {
  test("says where a customer stands, -1 for others", () => {
    const { table } = three();
    expect(["ann", "cat", "dan", "", "length", "__proto__"].map((id) => table.indexOf(id))).toEqual([
      0, 2, -1, -1, -1, -1,
    ]);
  });

  test("finds the first of several, and hostile ids like others", () => {
    const ids = ["twice", ...hostileIds, "twice"];
    const table = createTable<{ customerId: string }>({
      length: ids.length,
      columns: { customerId: () => ids },
    });
    expect(ids.map((id) => table.indexOf(id))).toEqual(ids.map((id) => ids.indexOf(id)));
  });

  test("tells ids apart by their text, and empty ones are nobody's", () => {
    const table = createTable<{ customerId: number | null }>({
      length: 3,
      columns: { customerId: () => Float64Array.of(7, Number.NaN, 8) },
    });
    expect(table.indexOf("8")).toBe(2);
    expect(table.indexOf(7 as never)).toBe(0);
    expect(table.indexOf("null")).toBe(-1);
    expect(table.indexOf("NaN")).toBe(-1);
  });

  test("searches the column that the table names, and finds nothing where there is none", () => {
    const day = createTable<{ day: string }>({
      length: 1,
      columns: { day: () => ["2026-01-01"] },
      id: "day",
    });
    expect(day.indexOf("2026-01-01")).toBe(0);
    expect(day.slice(0).indexOf("2026-01-01")).toBe(0);
    const none = createTable<{ day: string }>({ length: 1, columns: { day: () => ["2026-01-01"] } });
    expect(none.indexOf("2026-01-01")).toBe(-1);
  });
});

test("a table of nothing is a table", () => {
  const table = createTable<Row>({
    length: 0,
    columns: { customerId: () => [], amount: () => new Float64Array(0) },
  });
  expect(table.toRows()).toEqual([]);
  expect([...table.slice(-1, 5)]).toEqual([]);
  expect(table.indexOf("ann")).toBe(-1);
});
