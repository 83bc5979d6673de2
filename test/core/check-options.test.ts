import { describe, expect, test } from "vitest";
import { checkNumber, checkOneOf, checkOptions } from "../../src/core/check-options.ts";
import { caught, type RefusalText } from "./base.ts";

describe("options", () => {
  const known = ["asOf", "timeUnit"];

  test("pass where each is known, whether given or not", () => {
    expect(checkOptions({}, known)).toEqual({});
    expect(checkOptions({ asOf: 1, timeUnit: undefined }, known)).toEqual({ asOf: 1, timeUnit: undefined });
    expect(checkOptions(Object.create({ inherited: 1 }), known)).toEqual({});
    expect(checkOptions(Object.defineProperty({}, "hidden", { value: 1 }), known)).toEqual({});
  });

  test("come back without what they inherit", () => {
    const given = Object.assign(Object.create({ timeUnit: "week" }), { asOf: 1 });
    const options = checkOptions<{ asOf: number; timeUnit?: string }>(given, known);
    expect([options.asOf, options.timeUnit]).toEqual([1, undefined]);
    expect("toString" in options).toBe(false);
  });

  const cases: RefusalText[] = [
    [
      "a misspelt name",
      () => checkOptions({ asof: 1 }, known),
      "unknown_name",
      "options.asof: expected one of asOf, timeUnit, got another name",
    ],
    [
      "the second name",
      () => checkOptions({ asOf: 1, unit: 1 }, known),
      "unknown_name",
      "options.unit: expected one of asOf, timeUnit, got another name",
    ],
    [
      "a name that objects inherit",
      () => checkOptions({ constructor: 1 }, known),
      "unknown_name",
      "options.constructor: expected one of asOf, timeUnit, got another name",
    ],
    [
      "a name under another path",
      () => checkOptions({ x: 1 }, known, ["policy", "bins"]),
      "unknown_name",
      "policy.bins.x: expected one of asOf, timeUnit, got another name",
    ],
    [
      "nothing",
      () => checkOptions(undefined, known),
      "wrong_type",
      "options: expected an object, got nothing",
    ],
    ["null", () => checkOptions(null, known), "wrong_type", "options: expected an object, got null"],
    [
      "a text",
      () => checkOptions("2026-01-31", known),
      "wrong_type",
      "options: expected an object, got a string of 10 characters",
    ],
    [
      "a list",
      () => checkOptions([], known, ["policy"]),
      "wrong_type",
      "policy: expected an object, got an array of 0",
    ],
  ];

  test.each(cases)("refuse %s", (_name, run, code, message) => {
    expect(caught(run)).toMatchObject({ name: "ScoringError", code, message });
  });

  test("say what is known", () => {
    expect((caught(() => checkOptions({ asof: 1 }, known)) as Error).message).toBe(
      "options.asof: expected one of asOf, timeUnit, got another name",
    );
  });
});

describe("one of several", () => {
  test("is given back", () => {
    expect(checkOneOf("b", ["a", "b"], ["options", "x"])).toBe("b");
  });

  test.each([["another"], [undefined], [null], [0], ["__proto__"], [["a"]]])("%j is refused", (given) => {
    expect(caught(() => checkOneOf(given, ["a", "b"], ["options", "x"]))).toMatchObject({
      code: "unknown_name",
      path: ["options", "x"],
      expected: "one of a, b",
    });
  });
});

describe("a number", () => {
  test.each([
    [0, {}],
    [-1.5, {}],
    [2, { min: 2, max: 10 }],
    [10, { min: 2, max: 10 }],
    [3, { integer: true }],
    [-0, { min: 0, integer: true }],
  ])("%s passes %j", (value, rule) => {
    expect(checkNumber(value, ["x"], rule)).toBe(value);
  });

  const cases: [unknown, object, string, string][] = [
    ["3", {}, "wrong_type", "a finite number, got a string of 1 character"],
    [3n, { integer: true }, "wrong_type", "a whole number, got a bigint"],
    [undefined, {}, "wrong_type", "a finite number, got nothing"],
    [Number.NaN, {}, "not_finite", "a finite number, got NaN"],
    [Number.POSITIVE_INFINITY, { integer: true }, "not_finite", "a whole number, got Infinity"],
    [1, { min: 2 }, "out_of_range", "a finite number from 2, got a positive integer"],
    [
      11,
      { min: 2, max: 10, integer: true },
      "out_of_range",
      "a whole number from 2 to 10, got a positive integer",
    ],
    [0, { min: Number.MIN_VALUE }, "out_of_range", "a finite number above 0, got zero"],
    [
      2,
      { min: Number.MIN_VALUE, max: 1 },
      "out_of_range",
      "a finite number above 0 to 1, got a positive integer",
    ],
    [-1, { max: -2 }, "out_of_range", "a finite number to -2, got a negative number"],
    [2.5, { integer: true }, "out_of_range", "a whole number, got a positive number"],
  ];

  test.each(cases)("%s against %j is refused", (value, rule, code, text) => {
    const error = caught(() => checkNumber(value, ["options", "bins"], rule)) as Error;
    expect(error).toMatchObject({ code, path: ["options", "bins"] });
    expect(error.message).toBe(`options.bins: expected ${text}`);
  });
});
