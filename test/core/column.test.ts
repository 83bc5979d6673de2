import { Bool, Dictionary, Float64, Int32, TimestampMillisecond, Utf8, vectorFromArray } from "apache-arrow";
import { describe, expect, test } from "vitest";
import { type Column, copyCells, openColumn } from "../../src/core/column.ts";
import { caught } from "./base.ts";

const path = ["orders", "columns", "amount"];

function cellsOf(column: Column): unknown[] {
  const cells: unknown[] = [];
  copyCells(column, 0, column.length, cells);
  return cells;
}

describe("a column is known by its shape", () => {
  const when = new Date(0);
  const cases: [string, unknown, Column["form"], unknown[]][] = [
    ["an array", [1, "a", null], "list", [1, "a", null]],
    ["an array with holes", Object.assign(new Array(3), { 0: 1, 2: 3 }), "list", [1, undefined, 3]],
    ["no cells", [], "list", []],
    ["doubles", Float64Array.of(1.5, Number.NaN), "typed", [1.5, Number.NaN]],
    ["floats", Float32Array.of(1.5), "typed", [1.5]],
    ["whole numbers", Int32Array.of(-1, 7), "typed", [-1, 7]],
    ["bytes", Uint8Array.of(255), "typed", [255]],
    ["clamped bytes", Uint8ClampedArray.of(255), "typed", [255]],
    ["64-bit numbers", BigInt64Array.of(7n), "list", [7n]],
    ["unsigned 64-bit numbers", BigUint64Array.of(7n), "list", [7n]],
    ["what has at(i)", { length: 2, at: (i: number) => i * 10 }, "at", [0, 10]],
    ["what is like an array", { length: 2, 0: "a", 1: "b" }, "list", ["a", "b"]],
    ["what is like an array and empty", { length: 0 }, "list", []],
    ["a dictionary", { codes: [1, 0, 1], values: ["a", "b"] }, "dictionary", ["b", "a", "b"]],
    [
      "a typed dictionary",
      { codes: Uint8Array.of(1, 0), values: Float64Array.of(5, 6) },
      "dictionary",
      [6, 5],
    ],
    ["a dictionary of 64-bit ids", { codes: [0], values: BigInt64Array.of(7n) }, "dictionary", [7n]],
    ["Arrow doubles", vectorFromArray([1, 2], new Float64()), "at", [1, 2]],
    ["Arrow doubles with nulls", vectorFromArray([1, null, 3], new Float64()), "at", [1, null, 3]],
    ["Arrow whole numbers with nulls", vectorFromArray([null, 2], new Int32()), "at", [null, 2]],
    ["Arrow texts with nulls", vectorFromArray(["a", null], new Utf8()), "at", ["a", null]],
    [
      "Arrow dictionary with nulls",
      vectorFromArray(["a", null, "a"], new Dictionary(new Utf8(), new Int32())),
      "at",
      ["a", null, "a"],
    ],
    ["Arrow flags", vectorFromArray([true, null], new Bool()), "at", [true, null]],
    ["Arrow times", vectorFromArray([when, null], new TimestampMillisecond()), "at", [0, null]],
    ["a Polars series as an array", ["a", null], "list", ["a", null]],
  ];

  test.each(cases)("%s", (_name, given, form, cells) => {
    const column = openColumn(given, path);
    expect(column.form).toBe(form);
    expect(column.length).toBe(cells.length);
    expect(cellsOf(column)).toEqual(cells);
  });

  test("an Arrow vector whose [0] gives nothing is read by at(i), nulls and all", () => {
    const vector = vectorFromArray([1, null], new Float64());
    expect((vector as unknown as { [i: number]: unknown })[0]).toBeUndefined();
    expect(Array.from(vector.toArray())).toEqual([1, 0]); // the trap: null has become 0
    expect(cellsOf(openColumn(vector, path))).toEqual([1, null]);
  });
});

describe("a part of a column is copied to the start", () => {
  const forms: [string, Column][] = [
    ["typed", openColumn(Float64Array.of(0, 1, 2, 3), path)],
    ["list", openColumn([0, 1, 2, 3], path)],
    ["at", openColumn({ length: 4, at: (i: number) => i }, path)],
    ["dictionary", openColumn({ codes: [3, 2, 1, 0], values: [3, 2, 1, 0] }, path)],
    ["rows", { form: "rows", length: 4, rows: [{ a: 0 }, { a: 1 }, { a: 2 }, { a: 3 }], key: "a" }],
    [
      "rows by an inherited name",
      {
        form: "rows",
        length: 4,
        rows: [0, 1, 2, 3].map((i) => ({ constructor: i })),
        key: "constructor",
      },
    ],
  ];

  test.each(forms)("%s", (_name, column) => {
    const out: unknown[] = ["x", "x", "x"];
    copyCells(column, 1, 3, out);
    expect(out).toEqual([1, 2, "x"]);
  });

  test("codes that name no entry give nothing", () => {
    expect(cellsOf(openColumn({ codes: [-1, 2, null, 0.5, 1], values: ["a", "b"] }, path))).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
      "b",
    ]);
  });

  test("rows that are no objects have no fields", () => {
    const rows = [null, undefined, 5, "text", { a: 1 }] as unknown as object[];
    expect(cellsOf({ form: "rows", length: 5, rows, key: "a" })).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
      1,
    ]);
  });
});

describe("what has no cells is refused", () => {
  const shapes = "an array, a typed array, a vector with at(i), or { codes, values }";
  const cases: [string, unknown, came: string, expected?: string][] = [
    ["a DataView", new DataView(new ArrayBuffer(8)), "a DataView", "an array or a typed array"],
    [
      "a vector without at(i)",
      { length: 3 },
      "an object whose [0] gives nothing",
      "cells at [0], [1], …; pass column.toArray() or an object with at(i)",
    ],
    ["a length below 0", { length: -1, at: () => 1 }, "an object"],
    ["a length that is no whole number", { length: 1.5, at: () => 1 }, "an object"],
    ["a length without end", { length: Number.POSITIVE_INFINITY, at: () => 1 }, "an object"],
    ["a length in text", { length: "3", at: () => 1 }, "an object"],
    ["codes of 64 bits", { codes: BigInt64Array.of(0n), values: ["a"] }, "an object"],
    ["a dictionary whose entries are a vector", { codes: [0], values: vectorFromArray(["a"]) }, "an object"],
    ["a dictionary without entries", { codes: [0] }, "an object"],
    ["codes in a DataView", { codes: new DataView(new ArrayBuffer(1)), values: ["a"] }, "an object"],
    ["a text", "abc", "a string of 3 characters"],
    ["a number", 3, "a positive integer"],
    ["a Map", new Map(), "an object"],
    ["null", null, "null"],
    ["a function", () => [1], "a function"],
  ];

  test.each(cases)("%s", (_name, given, came, expected = shapes) => {
    const error = caught(() => openColumn(given, path)) as Error;
    expect(error).toMatchObject({ name: "ScoringError", code: "wrong_type", path });
    expect(error.message).toBe(`${path.join(".")}: expected ${expected}, got ${came}`);
  });
});
