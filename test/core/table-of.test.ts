import { tableFromArrays } from "apache-arrow";
import { describe, expect, test } from "vitest";
import { table } from "../../src/core/table-of.ts";
import { caught, frozen, hostileIds, type RefusalText } from "./base.ts";

const rows = [
  { customerId: "ann", amount: 3 },
  { customerId: "bob", amount: 4 },
];

function* generated() {
  yield* rows;
}

describe("takes any iterable of rows", () => {
  const cases: [string, Iterable<{ customerId: string; amount: number }>][] = [
    ["an array", rows],
    ["a Map's values", new Map(rows.map((row) => [row.customerId, row])).values()],
    ["a Set", new Set(rows)],
    ["a generator", generated()],
    ["another table", table(rows)],
  ];

  test.each(cases)("%s", (_name, iterable) => {
    const made = table(iterable);
    expect(made.columns.customerId).toEqual(["ann", "bob"]);
    expect(made.columns.amount).toEqual(Float64Array.of(3, 4));
    expect(made.toRows()).toEqual(rows);
  });

  test("rows of an Arrow table", () => {
    const arrow = tableFromArrays({ customerId: ["ann", "bob"], amount: Float64Array.of(3, 4) });
    const made = table<{ customerId: string; amount: number }>(arrow as never);
    expect(made.toRows()).toEqual(rows);
  });

  test("nothing", () => {
    expect(table([]).length).toBe(0);
    expect(Object.keys(table([]).columns)).toEqual([]);
  });
});

describe("columns", () => {
  test("are the fields of all rows, in order of first appearance, null where a row has none", () => {
    const made = table<{ a?: string; b?: string; c?: number }>([{ b: "x" }, { a: "y", b: "z" }, { c: 1 }]);
    expect(Object.keys(made.columns)).toEqual(["b", "a", "c"]);
    expect(made.columns.a).toEqual([null, "y", null]);
    expect(made.columns.c).toEqual(Float64Array.of(Number.NaN, Number.NaN, 1));
    expect(made.row(0)).toEqual({ b: "x", a: null, c: null });
  });

  test("are typed arrays only where all cells are numbers or empty, and one is a number", () => {
    const when = new Date(0);
    const made = table([
      { mixed: 7, flag: true, none: null, when, sum: null },
      { mixed: "7", flag: false, none: undefined, when, sum: 1.5 },
    ]);
    expect(made.columns.mixed).toEqual([7, "7"]);
    expect(made.columns.flag).toEqual([true, false]);
    expect(made.columns.none).toEqual([null, null]);
    expect(made.columns.when).toEqual([when, when]);
    expect(made.columns.sum).toEqual(Float64Array.of(Number.NaN, 1.5));
  });

  test("hold what rows have themselves, not what they inherit", () => {
    const heir = Object.assign(Object.create({ inherited: 1 }), { own: 2 }) as { own: number };
    const made = table<object>([heir, { inherited: 3 }]);
    expect(made.columns).toEqual({
      own: Float64Array.of(2, Number.NaN),
      inherited: Float64Array.of(Number.NaN, 3),
    });
  });

  test.each(hostileIds)("may have any name (%j)", (name) => {
    const row = JSON.parse(`{${JSON.stringify(name)}:1}`) as { [name: string]: number };
    expect(Object.keys(table([row]).columns)).toEqual([name]);
    expect(JSON.stringify(table([row]).row(0))).toBe(JSON.stringify(row));
  });
});

test("rows are not changed", () => {
  expect(
    table(frozen([{ customerId: "ann", amount: 3 }]))
      .slice(0)
      .toRows(),
  ).toEqual([rows[0]]);
});

const cases: RefusalText[] = [
  [
    "a text",
    () => table("ann" as never),
    "wrong_type",
    "rows: expected an iterable of row objects, got a string of 3 characters",
  ],
  [
    "nothing",
    () => table(undefined as never),
    "wrong_type",
    "rows: expected an iterable of row objects, got nothing",
  ],
  ["null", () => table(null as never), "wrong_type", "rows: expected an iterable of row objects, got null"],
  [
    "one row",
    () => table({ customerId: "ann" } as never),
    "wrong_type",
    "rows: expected an iterable of row objects, got an object",
  ],
  [
    "a function",
    () => table((() => []) as never),
    "wrong_type",
    "rows: expected an iterable of row objects, got a function",
  ],
  [
    "a Map, whose entries are pairs",
    () => table(new Map([["a", {}]]) as never),
    "wrong_type",
    "rows.0: expected a row object, got an array of 2",
  ],
  [
    "a list of ids",
    () => table(["ann"] as never),
    "wrong_type",
    "rows.0: expected a row object, got a string of 3 characters",
  ],
  [
    "a row that is null",
    () => table([{}, null] as never),
    "wrong_type",
    "rows.1: expected a row object, got null",
  ],
];

test.each(cases)("refuses %s", (_name, run, code, message) => {
  expect(caught(run)).toMatchObject({ name: "ScoringError", code, message });
});
