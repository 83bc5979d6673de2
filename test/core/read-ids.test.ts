import { describe, expect, test } from "vitest";
import { type Column, openColumn } from "../../src/core/column.ts";
import { createIdRegister, isId, readIdRange, readIds } from "../../src/core/read-ids.ts";
import { createRejector } from "../../src/core/rejector.ts";
import { caught, hostileIds } from "./base.ts";

const path = ["orders", "columns", "customerId"];
const list = (cells: unknown[]): Column => openColumn(cells, path);

describe("the register", () => {
  test("numbers ids in order of first appearance", () => {
    const register = createIdRegister();
    expect(["b", "a", "b", "c", "a"].map((id) => register.number(id))).toEqual([0, 1, 0, 2, 1]);
    expect(register.ids).toEqual(["b", "a", "c"]);
  });

  test.each<[string, (string | number)[]]>([
    ["the number first", [7, "7", 7, "7"]],
    ["the text first", ["7", 7, "7", 7]],
    ["zeros of both signs", [0, -0, "0"]],
    ["a fraction", [0.5, "0.5"]],
    ["a large number", [1e21, "1e+21"]],
  ])("a number and its text are one id: %s", (_name, ids) => {
    const register = createIdRegister();
    expect(ids.map((id) => register.number(id))).toEqual(ids.map(() => 0));
    expect(register.ids).toHaveLength(1);
    expect(typeof register.ids[0]).toBe("string");
  });

  test('"07" and "7 " are other ids', () => {
    const register = createIdRegister();
    expect(["7", "07", "7 ", "７"].map((id) => register.number(id))).toEqual([0, 1, 2, 3]);
  });

  test("hostile ids are just ids", () => {
    const register = createIdRegister();
    expect(hostileIds.map((id) => register.find(id))).toEqual(hostileIds.map(() => -1));
    expect(hostileIds.map((id) => register.number(id))).toEqual(hostileIds.map((_, i) => i));
    expect(hostileIds.map((id) => register.find(id))).toEqual(hostileIds.map((_, i) => i));
    expect(Object.keys(Object.prototype)).toEqual([]);
  });

  test("find makes no number", () => {
    const register = createIdRegister();
    expect(register.find("ann")).toBe(-1);
    expect(register.find(7)).toBe(-1);
    expect(register.ids).toEqual([]);
    register.number("7");
    expect(register.find(7)).toBe(0);
    expect(register.find(8)).toBe(-1);
  });

  test("small whole numbers have the numbers of their texts, whatever came before", () => {
    const fresh = createIdRegister();
    expect([5, 0, 5, 200, 0].map((id) => fresh.numberSmall(id))).toEqual([0, 1, 0, 2, 1]);
    expect(fresh.ids).toEqual(["5", "0", "200"]);
    expect([fresh.find("200"), fresh.number("5"), fresh.number(0), fresh.number("new")]).toEqual([
      2, 0, 1, 3,
    ]);
    expect([fresh.numberSmall(7), fresh.numberSmall(5), fresh.number("7")]).toEqual([4, 0, 4]);
    const listed = createIdRegister();
    listed.append("3");
    expect([listed.numberSmall(3), listed.numberSmall(64), listed.numberSmall(63), listed.ids]).toEqual([
      ...[0, 1, 2, ["3", "64", "63"]],
    ]);
    const adopted = createIdRegister(["7", "8"]);
    expect([adopted.numberSmall(8), adopted.numberSmall(9), adopted.numberSmall(8)]).toEqual([1, 2, 1]);
    expect(adopted.ids).toEqual(["7", "8", "9"]);
    const seen = createIdRegister();
    seen.number("3");
    expect([seen.numberSmall(3), seen.numberSmall(4), seen.number(4)]).toEqual([0, 1, 1]);
  });

  test("adopts ids, and goes on from them without changing what was given", () => {
    const known = Object.freeze(["a", "b"]) as readonly string[];
    const register = createIdRegister(known);
    expect([register.find("b"), register.number("c"), register.number("a")]).toEqual([1, 2, 0]);
    expect(register.ids).toEqual(["a", "b", "c"]);
    expect(known).toEqual(["a", "b"]);
  });
});

test.each<[unknown, boolean]>([
  ["", true],
  ["ann", true],
  [7, true],
  [-0.5, true],
  [7n, true],
  [Number.NaN, false],
  [Number.POSITIVE_INFINITY, false],
  [null, false],
  [undefined, false],
  [true, false],
  [{}, false],
  [Symbol("ann"), false],
])("is %s an id? %s", (cell, yes) => {
  expect(isId(cell)).toBe(yes);
});

describe("a range of ids", () => {
  test("is numbered to the start of the output", () => {
    const register = createIdRegister();
    const out = new Int32Array(4).fill(9);
    readIdRange(
      list(["z", "a", 7, 7n, "7"]),
      1,
      5,
      out,
      "customerId",
      register,
      createRejector("orders"),
      [],
    );
    expect(Array.from(out)).toEqual([0, 1, 1, 1]);
    expect(register.ids).toEqual(["a", "7"]);
  });

  test("has -1 for what is no id, which is rejected", () => {
    const rejector = createRejector("orders", "collect");
    const out = new Int32Array(4);
    readIdRange(list(["a", null, Number.NaN, {}]), 0, 4, out, "customerId", createIdRegister(), rejector, []);
    expect(Array.from(out)).toEqual([0, -1, -1, -1]);
    expect(rejector.list().map(({ row, field, code }) => [row, field, code])).toEqual([
      [1, "customerId", "missing"],
      [2, "customerId", "wrong_type"],
      [3, "customerId", "wrong_type"],
    ]);
  });
});

describe("ids of a table", () => {
  test("are the list itself where all are texts", () => {
    const ids = ["a", "b"];
    expect(readIds(list(ids), "customerId", createRejector("rows"))).toBe(ids);
  });

  test("are texts else", () => {
    expect(readIds(list(["a", 7, 8n]), "customerId", createRejector("rows"))).toEqual(["a", "7", "8"]);
    expect(readIds(openColumn(Int32Array.of(7), path), "customerId", createRejector("rows"))).toEqual(["7"]);
    expect(readIds(openColumn(BigInt64Array.of(7n), path), "customerId", createRejector("rows"))).toEqual([
      "7",
    ]);
    const dictionary = openColumn({ codes: [1, 0], values: ["a", "b"] }, path);
    expect(readIds(dictionary, "customerId", createRejector("rows"))).toEqual(["b", "a"]);
  });

  test("that are none end with an error", () => {
    expect(caught(() => readIds(list(["a", undefined]), "customerId", createRejector("rows")))).toMatchObject(
      {
        code: "missing",
        path: ["rows", 1, "customerId"],
        message: "rows.1.customerId: expected a string or a finite number, got nothing",
      },
    );
  });
});
