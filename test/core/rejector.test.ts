import { describe, expect, test } from "vitest";
import { ScoringError } from "../../src/core/error.ts";
import { createRejector } from "../../src/core/rejector.ts";
import { caught } from "./base.ts";

const SECRET = "ann@example.org";

describe("throw", () => {
  test("ends at the first bad cell, with its place and without its value", () => {
    const rejector = createRejector("orders");
    const error = caught(() => rejector.reject(3, "amount", "wrong_type", "a finite number", SECRET));
    expect(error).toBeInstanceOf(ScoringError);
    expect(error).toMatchObject({
      code: "wrong_type",
      path: ["orders", 3, "amount"],
      row: 3,
      field: "amount",
    });
    expect(String((error as Error).stack)).not.toContain(SECRET);
    expect((error as Error).message).toBe(
      "orders.3.amount: expected a finite number, got a string of 15 characters",
    );
  });

  test("counts rows of earlier batches", () => {
    const rejector = createRejector("orders", "throw", 100);
    expect(
      caught(() => rejector.reject(3, "at", "late", "later", undefined, "an earlier one")),
    ).toMatchObject({
      row: 103,
      message: "orders.103.at: expected later, got an earlier one",
    });
  });

  test("has nothing to settle", () => {
    expect(createRejector("orders").settle()).toBeUndefined();
  });
});

describe("wait", () => {
  test("ends with the first bad row, though its field was read later", () => {
    const rejector = createRejector("orders", "wait", 10);
    rejector.reject(5, "customerId", "missing", "an id", undefined);
    rejector.reject(2, "at", "invalid_date", "a date", "x");
    rejector.reject(2, "amount", "not_finite", "a number", Number.NaN);
    rejector.reject(4, "amount", "not_finite", "a number", Number.NaN);
    expect([rejector.has(5), rejector.has(2), rejector.has(3)]).toEqual([true, true, false]);
    expect(caught(() => rejector.settle())).toMatchObject({
      code: "invalid_date",
      path: ["orders", 12, "at"],
      message: "orders.12.at: expected a date, got a string of 1 character",
    });
  });

  test("goes on where nothing was bad", () => {
    expect(createRejector("orders", "wait").settle()).toBeUndefined();
  });
});

describe("collect", () => {
  test("notes each row once, by the field found wrong first, in order of rows, without values", () => {
    const rejector = createRejector("orders", "collect", 10);
    rejector.reject(5, "customerId", "missing", "an id", undefined);
    rejector.reject(2, "at", "invalid_date", "a date", SECRET);
    rejector.reject(5, "amount", "not_finite", "a number", Number.NaN);
    expect(rejector.count()).toBe(2);
    expect([rejector.has(5), rejector.has(2), rejector.has(12)]).toEqual([true, true, false]);
    expect(rejector.list()).toEqual([
      { row: 12, field: "at", code: "invalid_date", expected: "a date" },
      { row: 15, field: "customerId", code: "missing", expected: "an id" },
    ]);
    expect(JSON.stringify(rejector.list())).not.toContain(SECRET);
    expect(rejector.settle()).toBeUndefined();
  });
});
