import { describe, expect, test } from "vitest";
import { createTimeReader } from "../../src/calendar/time-reader.ts";
import { openInput } from "../../src/core/open-input.ts";
import { createRejector } from "../../src/core/rejector.ts";
import { type FactColumn, readFactColumn } from "../../src/rules/fact-columns.ts";
import { compileRules, explainRules, matchRules } from "../../src/rules/index.ts";
import type { FieldType } from "../../src/rules/types.ts";

const asOf = "2026-03-31";

describe("texts that several conditions look at", () => {
  const facts = { city: "text" } as const;
  const rules = compileRules({
    facts,
    segments: {
      one: { field: "city", op: "eq", value: "c7" },
      ends: { field: "city", op: "endsWith", value: "9" },
      none: { field: "city", op: "isNotSet" },
    },
  });
  const countsOf = (cities: readonly (string | null)[]) => {
    const rows = cities.map((city, customerId) => ({ customerId, city }));
    return matchRules(rules, rows, { asOf }).counts;
  };

  test.each([10, 4095, 4096, 4097, 6000])("of %i different ones", (different) => {
    const cities = Array.from({ length: different + 500 }, (_, i) =>
      i % 11 === 0 ? null : `c${i % different}`,
    );
    expect(countsOf(cities)).toEqual({
      one: cities.filter((city) => city === "c7").length,
      ends: cities.filter((city) => city?.endsWith("9")).length,
      none: cities.filter((city) => city === null).length,
    });
  });

  test("that are as long and begin and end alike are told apart", () => {
    const alike = ["ca7", "c77", "", "c7", "cb7", "c7", "ca7", null, "", "c79", "c89", "c79"];
    expect(countsOf(alike)).toEqual({ one: 2, ends: 3, none: 1 });
  });
});

describe("dictionaries", () => {
  const rules = compileRules({
    facts: { city: "text" },
    segments: { rome: { field: "city", op: "eq", value: "Rome" }, known: { field: "city", op: "isSet" } },
  });
  const matched = (codes: Int8Array, values: readonly unknown[]) =>
    matchRules(
      rules,
      { columns: { customerId: Array.from(codes.keys()), city: { codes, values } } } as never,
      { asOf, onInvalid: "collect" },
    );

  test("of fewer and of more entries than rows say the same", () => {
    for (const more of [[], ["a", "b", "c", "d"]]) {
      const { columns } = matched(Int8Array.of(0, -1, 1), ["Rome", null, ...more]);
      expect([columns.rome, columns.known]).toEqual([
        [true, false, false],
        [true, false, false],
      ]);
    }
  });

  test("with an entry that is no text lose the rows that have it", () => {
    const { columns, rejected } = matched(Int8Array.of(0, 1, 1, 0), ["Rome", 5]);
    expect(columns.customerId).toEqual(["0", "3"]);
    expect(rejected.map(({ row, field, code }) => [row, field, code])).toEqual([
      [1, "city", "wrong_type"],
      [2, "city", "wrong_type"],
    ]);
  });
});

describe("yes and no", () => {
  const rules = compileRules({
    facts: { vip: "boolean" },
    segments: { no: { field: "vip", op: "eq", value: false }, open: { field: "vip", op: "isNotSet" } },
  });
  const vip = [true, false, null, undefined, "yes", 1];
  const inputs: [string, unknown][] = [
    ["rows", vip.map((cell, customerId) => ({ customerId, vip: cell }))],
    ["columns", { columns: { customerId: [0, 1, 2, 3, 4, 5], vip } }],
  ];

  test.each(inputs)("of %s are yes, no or not known; what is none of these is refused", (_name, input) => {
    expect(() => matchRules(rules, input as never, { asOf })).toThrow(
      expect.objectContaining({
        code: "wrong_type",
        message: "customers.4.vip: expected true or false, got a string of 3 characters",
      }),
    );
    const kept = matchRules(rules, input as never, { asOf, onInvalid: "collect" });
    expect(kept.columns).toMatchObject({
      customerId: ["0", "1", "2", "3"],
      no: [false, true, false, false],
      open: [false, false, true, true],
    });
    expect(kept.rejected).toEqual([
      { row: 4, field: "vip", code: "wrong_type", expected: "true or false" },
      { row: 5, field: "vip", code: "wrong_type", expected: "true or false" },
    ]);
  });

  test("are explained as they are", () => {
    const [first] = explainRules(rules, [{ customerId: 1, vip: null }], { asOf }).toRows();
    expect(first?.reasons[0]).toMatchObject({ code: "rule_value_missing", field: "vip" });
  });
});

describe("columns of facts", () => {
  const read = (type: FieldType, values: unknown) => {
    const rejector = createRejector("facts", "collect");
    const input = Array.isArray(values)
      ? openInput(
          values.map((x) => ({ x })),
          "facts",
        )
      : openInput({ columns: { x: values } }, "facts");
    const column = readFactColumn(input.needed("x"), type, "x", createTimeReader({}), rejector);
    return { column, rejected: rejector.list().map(({ row, code, expected }) => [row, code, expected]) };
  };
  const numbers = (...values: number[]): FactColumn => ({
    form: "numbers",
    values: Float64Array.from(values),
  });

  test("are numbers, days, yes and no as 1 and 0, and texts", () => {
    expect(read("number", [1.5, null]).column).toEqual(numbers(1.5, Number.NaN));
    expect(read("date", ["1970-01-02", null]).column).toEqual(numbers(1, Number.NaN));
    expect(read("boolean", [true, false, null, undefined]).column).toEqual(
      numbers(1, 0, Number.NaN, Number.NaN),
    );
    expect(read("text", ["a", null]).column).toEqual({ form: "texts", values: ["a", null] });
  });

  test("of more rows than are read at a time are read to the end", () => {
    const many = Array.from({ length: 5000 }, (_, i) => i % 3 === 0);
    const { column } = read("boolean", many);
    expect(Array.from(column.values as Float64Array)).toEqual(many.map(Number));
  });

  test("tell what is not of their kind by its row", () => {
    expect(read("boolean", [true, "no", 0])).toEqual({
      column: numbers(1, Number.NaN, Number.NaN),
      rejected: [
        [1, "wrong_type", "true or false"],
        [2, "wrong_type", "true or false"],
      ],
    });
    expect(read("text", ["a", 5]).rejected).toEqual([[1, "wrong_type", "a string"]]);
    expect(read("number", ["1"]).rejected).toEqual([[0, "wrong_type", "a finite number"]]);
  });

  test("are read where they lie: a dictionary stays one where it is shorter than the column", () => {
    const codes = Int8Array.of(0, 1, -1, 0);
    expect(read("text", { codes, values: ["a", "b"] }).column).toEqual({
      form: "codes",
      codes,
      values: ["a", "b"],
    });
    expect(read("text", { codes: Int8Array.of(1, -1), values: ["a", "b"] }).column).toEqual({
      form: "texts",
      values: ["b", null],
    });
    const lists: [FieldType, unknown[]][] = [
      ["boolean", [true, null, "no", false]],
      ["text", ["a", null]],
      ["text", ["a", 5]],
    ];
    for (const [type, cells] of lists) {
      const rejector = createRejector("facts", "collect");
      const list = openInput({ columns: { x: cells } }, "facts").needed("x");
      const column = readFactColumn(list, type, "x", createTimeReader({}), rejector);
      const rows = read(type, cells);
      expect(column).toEqual(rows.column);
      expect(rejector.list().map(({ row, code, expected }) => [row, code, expected])).toEqual(rows.rejected);
    }
    expect(read("boolean", { codes, values: [true, false] }).column).toEqual(numbers(1, 0, Number.NaN, 1));
  });
});
