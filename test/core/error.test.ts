import { describe, expect, test } from "vitest";
import { ScoringError } from "../../src/core/error.ts";

describe("an error says where, what was expected and what came", () => {
  const error = new ScoringError("not_finite", ["transactions", 12, "amount"], "a finite number", "NaN");

  test("in its properties", () => {
    expect(error).toBeInstanceOf(Error);
    expect({ ...error }).toEqual({
      name: "ScoringError",
      code: "not_finite",
      path: ["transactions", 12, "amount"],
      row: 12,
      field: "amount",
      expected: "a finite number",
    });
  });

  test("in its message", () => {
    expect(error.message).toBe("transactions.12.amount: expected a finite number, got NaN");
    expect(String(error)).toBe(`ScoringError: ${error.message}`);
    expect(new ScoringError("empty", ["rows"], "a row").message).toBe("rows: expected a row");
  });
});

test("a row and a field are there where the path names them", () => {
  const without = new ScoringError("missing", ["options", "asOf"], "a date");
  expect(without.row).toBeUndefined();
  expect(without.field).toBe("asOf");
  const row = new ScoringError("wrong_type", ["transactions", 3], "a row object");
  expect(row.row).toBe(3);
  expect(row.field).toBeUndefined();
  const nested = new ScoringError("wrong_type", ["edges", 4, "parts", 5], "a text");
  expect(nested.row).toBe(4);
  expect(nested.field).toBeUndefined();
});
