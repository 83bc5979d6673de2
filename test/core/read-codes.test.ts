import { describe, expect, test } from "vitest";
import { type Column, openColumn } from "../../src/core/column.ts";
import {
  ascendingIds,
  createCodeReader,
  createOptionalCodeReader,
  isCode,
} from "../../src/core/read-codes.ts";
import { createIdRegister } from "../../src/core/read-ids.ts";
import { createRejector } from "../../src/core/rejector.ts";
import { caught } from "./base.ts";

const path = ["orders", "columns", "customerId"];
const open = (given: unknown): Column => openColumn(given, path);

describe("whatever holds the ids, they get the same numbers", () => {
  const cases: [string, unknown][] = [
    ["texts", ["7", "3", "7", "9"]],
    ["numbers", [7, 3, 7, 9]],
    ["whole numbers in a buffer", Int32Array.of(7, 3, 7, 9)],
    ["doubles in a buffer", Float64Array.of(7, 3, 7, 9)],
    ["64-bit numbers", BigInt64Array.of(7n, 3n, 7n, 9n)],
    ["a vector", { length: 4, at: (i: number) => [7, 3, 7, 9][i] }],
    ["a dictionary", { codes: [2, 0, 2, 1], values: ["3", "9", "7"] }],
    ["a dictionary that says an id twice", { codes: [0, 1, 3, 2], values: ["7", "3", "9", 7n] }],
    ["a typed dictionary", { codes: Uint8Array.of(0, 1, 0, 2), values: Int32Array.of(7, 3, 9) }],
  ];

  test.each(cases)("%s", (_name, given) => {
    const register = createIdRegister();
    const read = createCodeReader(open(given), "customerId", register, createRejector("orders"));
    const out = new Int32Array(4);
    read(0, 2, out);
    expect(Array.from(out.subarray(0, 2))).toEqual([0, 1]);
    read(1, 4, out);
    expect(Array.from(out.subarray(0, 3))).toEqual([1, 0, 2]);
    expect(register.ids).toEqual(["7", "3", "9"]);
  });

  test.each([
    ["below zero", Int32Array.of(-5, 2)],
    ["fractions", Float64Array.of(0.5, 2)],
    ["large", Float64Array.of(2 ** 40, 2)],
    ["just too large for the table", Float64Array.of(2 ** 16, 2)],
    ["just small enough for it", Float64Array.of(2 ** 16 - 1, 2)],
  ])("numbers that are %s are ids too", (_name, given) => {
    const register = createIdRegister();
    const out = new Int32Array(2);
    createCodeReader(open(given), "customerId", register, createRejector("orders"))(0, 2, out);
    expect(Array.from(out)).toEqual([0, 1]);
    expect(register.ids).toEqual([String(given[0]), "2"]);
  });

  test("a number that is none is rejected", () => {
    const rejector = createRejector("orders", "collect");
    const out = new Int32Array(2);
    const column = open(Float64Array.of(Number.NaN, 2));
    createCodeReader(column, "customerId", createIdRegister(), rejector)(0, 2, out);
    expect(Array.from(out)).toEqual([-1, 0]);
    expect(rejector.list()).toMatchObject([{ row: 0, code: "wrong_type" }]);
  });
});

describe("codes that name no entry", () => {
  const codes = [1, -1, 2, 0.5, Number.NaN, null, "0", undefined, 0];
  const wanted = [1, -1, -1, -1, -1, -1, -1, -1, 0];

  test.each([
    ["of a dictionary that is adopted", true],
    ["of one that is not", false],
  ])("%s are rejected", (_name, adopted) => {
    const rejector = createRejector("orders", "collect");
    const register = createIdRegister(["a", "b"]);
    const column = open({ codes, values: ["a", "b"] });
    const out = new Int32Array(codes.length);
    createCodeReader(column, "customerId", register, rejector, adopted)(0, codes.length, out);
    expect(Array.from(out)).toEqual(wanted);
    expect(rejector.list().map(({ row, code }) => [row, code])).toEqual(
      [1, 2, 3, 4, 5, 6, 7].map((row) => [row, "out_of_range"]),
    );
    expect(rejector.list()[0]?.expected).toBe("a code below the dictionary's length");
  });

  test.each<[string, number[], number[]]>([
    ["all good", [2, 0, 1, 2], []],
    ["the first beyond the last", [2, 3, 1, 2], [1]],
    ["one below 0", [2, 0, -1, 2], [2]],
    ["none at the ends of what is read", [2, 0, 1, 2 ** 31 - 1], [3]],
  ])("of an adopted dictionary in whole numbers are found: %s", (_name, numbers, bad) => {
    const rejector = createRejector("orders", "collect");
    const column = open({ codes: Int32Array.from([9, ...numbers]), values: ["a", "b", "c"] });
    const out = new Int32Array(5).fill(7);
    createCodeReader(column, "customerId", createIdRegister(["a", "b", "c"]), rejector, true)(1, 5, out);
    expect(Array.from(out)).toEqual([...numbers.map((code, i) => (bad.includes(i) ? -1 : code)), 7]);
    expect(rejector.list().map(({ row, code }) => [row, code])).toEqual(
      bad.map((i) => [i + 1, "out_of_range"]),
    );
  });

  test("entries that are no ids are rejected wherever they are named", () => {
    const rejector = createRejector("orders", "collect");
    const column = open({ codes: [0, 1, 0, 2], values: [null, "a", true] });
    const out = new Int32Array(4);
    createCodeReader(column, "customerId", createIdRegister(), rejector)(0, 4, out);
    expect(Array.from(out)).toEqual([-1, 0, -1, -1]);
    expect(rejector.list().map(({ row, code }) => [row, code])).toEqual([
      [0, "missing"],
      [2, "missing"],
      [3, "wrong_type"],
    ]);
  });

  test.each<[unknown, boolean]>([
    [0, true],
    [2, true],
    [3, false],
    [-1, false],
    [0.5, false],
    [Number.NaN, false],
    [null, false],
    [0n, false],
    ["0", false],
  ])("is %s the code of one of three? %s", (code, yes) => {
    expect(isCode(code, 3)).toBe(yes);
  });
});

test.each<[string, unknown, boolean]>([
  ["rising texts", { codes: [0], values: ["a", "b", "c"] }, true],
  ["one text", { codes: [0], values: ["a"] }, true],
  ["none", { codes: [], values: [] }, true],
  ["texts that fall", { codes: [0], values: ["b", "a"] }, false],
  ["a text twice", { codes: [0], values: ["a", "a"] }, false],
  ["numbers", { codes: [0], values: [1, 2] }, false],
  ["numbers in a buffer", { codes: [0], values: Int32Array.of(1, 2) }, false],
  ["a null", { codes: [0], values: ["a", null] }, false],
  ["no dictionary", ["a", "b"], false],
])("a register may adopt a dictionary of %s: %s", (_name, given, yes) => {
  expect(ascendingIds(open(given))).toBe(yes ? (given as { values: unknown }).values : undefined);
});

describe("optional codes", () => {
  test("are -1 where there is no column", () => {
    const out = new Int32Array(3);
    createOptionalCodeReader(undefined, "productId", createIdRegister(), createRejector("lines"))(5, 7, out);
    expect(Array.from(out)).toEqual([-1, -1, 0]);
  });

  test("are -1 where a cell is empty, and rejected where it is no id", () => {
    const rejector = createRejector("lines", "collect");
    const register = createIdRegister();
    const out = new Int32Array(4);
    createOptionalCodeReader(
      open(["x", null, undefined, true, "p"]),
      "productId",
      register,
      rejector,
    )(1, 5, out);
    expect(Array.from(out)).toEqual([-1, -1, -1, 0]);
    expect(rejector.list()).toMatchObject([{ row: 3, field: "productId", code: "wrong_type" }]);
    expect(register.ids).toEqual(["p"]);
  });

  test("end with an error otherwise", () => {
    const read = createOptionalCodeReader(
      open([{}]),
      "productId",
      createIdRegister(),
      createRejector("lines"),
    );
    expect(caught(() => read(0, 1, new Int32Array(1)))).toMatchObject({ path: ["lines", 0, "productId"] });
  });
});
