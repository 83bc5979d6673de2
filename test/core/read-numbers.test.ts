import { vectorFromArray } from "apache-arrow";
import { describe, expect, test } from "vitest";
import { type Column, openColumn } from "../../src/core/column.ts";
import { type NumberRule, readNumberRange, readNumbers } from "../../src/core/read-numbers.ts";
import { createRejector } from "../../src/core/rejector.ts";
import { caught } from "./base.ts";

const open = (given: unknown): Column => openColumn(given, ["rows", "columns", "amount"]);
const rowsOf = (cells: unknown[]): Column => ({
  form: "rows",
  length: cells.length,
  rows: cells.map((amount) => ({ amount })),
  key: "amount",
});
const read = (column: Column, rule: NumberRule = {}): Float64Array =>
  readNumbers(column, "amount", rule, createRejector("rows"));

describe("numbers are the same whatever holds them", () => {
  const cases: [string, Column][] = [
    ["rows", rowsOf([1, -2, 0])],
    ["a list", open([1, -2, 0])],
    ["doubles", open(Float64Array.of(1, -2, 0))],
    ["whole numbers", open(Int32Array.of(1, -2, 0))],
    ["floats", open(Float32Array.of(1, -2, 0))],
    ["a vector", open(vectorFromArray([1, -2, 0]))],
    ["a dictionary", open({ codes: [1, 0, 2], values: [-2, 1, 0] })],
  ];

  test.each(cases)("%s", (_name, column) => {
    expect(read(column)).toEqual(Float64Array.of(1, -2, 0));
  });

  test("a column of doubles is not copied, any other is", () => {
    const values = Float64Array.of(1, 2);
    expect(read(open(values))).toBe(values);
    expect(read(open(Float32Array.of(1, 2))).buffer).not.toBe(values.buffer);
  });

  test("long columns are read piece by piece", () => {
    const cells = Array.from({ length: 10_000 }, (_, i) => i);
    expect(read(open(cells))).toEqual(Float64Array.from(cells));
    expect(caught(() => read(open([...cells, "x"])))).toMatchObject({ path: ["rows", 10_000, "amount"] });
    const columns = Int32Array.from(cells);
    expect(read(open(columns))[9999]).toBe(9999);
  });

  test("a part goes to the start", () => {
    const out = new Float64Array(3).fill(9);
    readNumberRange(open([0, 1, 2, 3]), 1, 3, out, "amount", {}, createRejector("rows"), []);
    expect(out).toEqual(Float64Array.of(1, 2, 9));
    readNumberRange(open(Int8Array.of(0, 1, 2, 3)), 2, 4, out, "amount", {}, createRejector("rows"), []);
    expect(out).toEqual(Float64Array.of(2, 3, 9));
  });
});

describe("what is unknown", () => {
  const nullable = { nullable: true };

  test("is null or nothing in a row, and NaN comes out", () => {
    expect(read(rowsOf([1, null, undefined]), nullable)).toEqual(Float64Array.of(1, Number.NaN, Number.NaN));
  });

  test("may be NaN in a column, as results write it", () => {
    expect(read(open(Float64Array.of(1, Number.NaN)), nullable)).toEqual(Float64Array.of(1, Number.NaN));
    expect(read(open([1, Number.NaN, null]), nullable)).toEqual(Float64Array.of(1, Number.NaN, Number.NaN));
    expect(read(open(vectorFromArray([1, null])), nullable)).toEqual(Float64Array.of(1, Number.NaN));
  });

  test("may not be NaN in a row", () => {
    expect(caught(() => read(rowsOf([Number.NaN]), nullable))).toMatchObject({ code: "not_finite" });
  });

  test("may not be at all in a field that is needed", () => {
    expect(caught(() => read(rowsOf([null])))).toMatchObject({ code: "missing" });
    expect(caught(() => read(open([undefined])))).toMatchObject({ code: "missing" });
    expect(caught(() => read(open([Number.NaN])))).toMatchObject({ code: "not_finite" });
    expect(caught(() => read(open(Float64Array.of(1, Number.NaN))))).toMatchObject({
      code: "not_finite",
      path: ["rows", 1, "amount"],
    });
  });
});

describe("what is no number of the field is refused with the remedy", () => {
  const count: NumberRule = { min: 0, integer: true };

  test("and what just is one is not, in any form", () => {
    const cells = [2, 7, 2];
    for (const rule of [{ min: 2 }, { min: 2, integer: true }, { min: 2, nullable: true }]) {
      for (const column of [rowsOf(cells), open(cells), open(Float64Array.from(cells))]) {
        expect(read(column, rule)).toEqual(Float64Array.from(cells));
      }
    }
  });

  const cases: [string, unknown, NumberRule, string, string][] = [
    ["a text", "12.50", {}, "wrong_type", "a finite number, got a string of 5 characters"],
    [
      "a bigint",
      12n,
      {},
      "wrong_type",
      "a finite number (of a decimal: Number(value), or cast the column to double), got a bigint",
    ],
    [
      "a decimal object",
      { s: 1, c: [12] },
      {},
      "wrong_type",
      "a finite number (of a decimal: Number(value), or cast the column to double), got an object",
    ],
    [
      "a decimal of four words",
      Uint32Array.of(1, 0, 0, 0),
      {},
      "wrong_type",
      "a finite number (of a decimal: Number(value), or cast the column to double), got a typed array",
    ],
    [
      "a flag",
      true,
      {},
      "wrong_type",
      "a finite number (of a decimal: Number(value), or cast the column to double), got a boolean",
    ],
    ["Infinity", Number.POSITIVE_INFINITY, {}, "not_finite", "a finite number, got Infinity"],
    [
      "minus Infinity",
      Number.NEGATIVE_INFINITY,
      { nullable: true },
      "not_finite",
      "a finite number, got -Infinity",
    ],
    ["too small", -1, { min: 0 }, "out_of_range", "a number of at least 0, got a negative number"],
    ["too small, whole", -1, count, "out_of_range", "a whole number of at least 0, got a negative number"],
    ["a fraction", 1.5, { integer: true }, "out_of_range", "a whole number, got a positive number"],
    ["null", null, {}, "missing", "a finite number, got null"],
  ];

  test.each(cases)("%s", (_name, cell, rule, code, text) => {
    for (const column of [rowsOf([cell]), open([cell])]) {
      const error = caught(() => read(column, rule)) as Error;
      expect(error).toMatchObject({ name: "ScoringError", code, path: ["rows", 0, "amount"] });
      expect(error.message).toBe(`rows.0.amount: expected ${text}`);
    }
  });

  test("in typed columns too", () => {
    expect(caught(() => read(open(Float64Array.of(0, -1)), { min: 0 }))).toMatchObject({
      code: "out_of_range",
      row: 1,
    });
    expect(caught(() => read(open(Float32Array.of(0.5)), count))).toMatchObject({
      code: "out_of_range",
      row: 0,
    });
    expect(caught(() => read(open(BigInt64Array.of(1n))))).toMatchObject({ code: "wrong_type" });
    expect(
      caught(() => read(open(Float64Array.of(1, Number.POSITIVE_INFINITY)), { nullable: true })),
    ).toMatchObject({
      code: "not_finite",
      row: 1,
    });
  });

  test("each bad row is noted where they are collected, at its place in a part too", () => {
    const rejector = createRejector("rows", "collect");
    readNumbers(open([1, "x", Number.NaN, 4]), "amount", {}, rejector);
    expect(rejector.list().map(({ row, code }) => [row, code])).toEqual([
      [1, "wrong_type"],
      [2, "not_finite"],
    ]);
    const part = createRejector("rows", "collect");
    readNumberRange(
      open(Float32Array.of(1, 2, Number.NaN)),
      1,
      3,
      new Float64Array(2),
      "amount",
      {},
      part,
      [],
    );
    expect(part.list().map(({ row }) => row)).toEqual([2]);
  });
});
