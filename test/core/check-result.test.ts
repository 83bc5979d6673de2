import { expect, test } from "vitest";
import { checkId, checkResult, checkText } from "../../src/core/check-result.ts";
import { checkWithin } from "../../src/core/check-within.ts";
import { ScoringError } from "../../src/core/error.ts";
import { caught, type RefusalText } from "./base.ts";

const result = (value: unknown) => () => checkResult(value, ["length", "row()"], ["scores"], "RFM scores");
const within =
  (path: readonly (string | number)[], check: () => unknown, dropped?: number): (() => unknown) =>
  () =>
    checkWithin(path, check, dropped);
const policy = (got?: string) => () => {
  throw new ScoringError("wrong_type", ["policy", "bins", "r"], "a number", got);
};

test.each<RefusalText>([
  ["no result", result(null), "wrong_type", "scores: expected RFM scores, got null"],
  ["a text", result("abc"), "wrong_type", "scores: expected RFM scores, got a string of 3 characters"],
  [
    "a part that is missing",
    result({ row: () => 1 }),
    "wrong_type",
    "scores: expected RFM scores, got an object",
  ],
  ["no function", result({ length: 1, row: 7 }), "wrong_type", "scores: expected RFM scores, got an object"],
  [
    "a text that is none",
    () => checkText(7, ["customerId"]),
    "wrong_type",
    "customerId: expected a text, got a positive integer",
  ],
  ["an id that is none", () => checkId(null, ["id"]), "wrong_type", "id: expected a text, got null"],
  [
    "a part of JSON, where it lies",
    within(["file", 2], policy("nothing")),
    "wrong_type",
    "file.2.bins.r: expected a number, got nothing",
  ],
  ["and without what came", within(["file"], policy()), "wrong_type", "file.bins.r: expected a number"],
  ["further down", within(["file"], policy("zero"), 2), "wrong_type", "file.r: expected a number, got zero"],
])("refuses %s", (_name, run, code, message) => {
  expect(caught(run)).toMatchObject({ name: "ScoringError", code, message });
});

test("what is as it should be passes", () => {
  expect(result({ length: 0, row: () => 1 })()).toBeUndefined();
  expect(checkText("", ["x"])).toBeUndefined();
  expect([checkId("a", ["x"]), checkId(7, ["x"])]).toEqual([undefined, undefined]);
  expect(within([], () => 1)()).toBeUndefined();
});

test("other errors are left as they are", () => {
  const other = new TypeError("no");
  const check = () => {
    throw other;
  };
  expect(caught(within(["file"], check))).toBe(other);
});
