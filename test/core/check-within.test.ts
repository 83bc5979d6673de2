import { expect, test } from "vitest";
import { checkWithin } from "../../src/core/check-within.ts";
import { ScoringError } from "../../src/core/error.ts";
import { caught } from "./base.ts";

const refuse = (path: readonly (string | number)[], got?: string) => (): never => {
  throw new ScoringError("out_of_range", path, "a number above 0", got);
};

test.each<[run: () => void, path: readonly (string | number)[], message: string]>([
  [
    () => checkWithin(["policy", "rfm"], refuse(["policy", "bins", 0], "zero")),
    ["policy", "rfm", "bins", 0],
    "policy.rfm.bins.0: expected a number above 0, got zero",
  ],
  [
    () => checkWithin(["event"], refuse(["transactions", 0, "amount"], "zero"), 2),
    ["event", "amount"],
    "event.amount: expected a number above 0, got zero",
  ],
  [
    () => checkWithin(["rows"], refuse(["input", 3]), 0),
    ["rows", "input", 3],
    "rows.input.3: expected a number above 0",
  ],
  [
    () => checkWithin(["state"], refuse(["saved", "sums"], "zero"), 1, "saved"),
    ["state", "sums"],
    "state.sums: expected a number above 0, got zero",
  ],
  [
    () => checkWithin(["state"], refuse(["options", "asOf"], "zero"), 1, "saved"),
    ["options", "asOf"],
    "options.asOf: expected a number above 0, got zero",
  ],
])("a refusal comes with the path of the whole: %#", (run, path, message) => {
  expect(caught(run)).toMatchObject({ name: "ScoringError", code: "out_of_range", path, message });
});

test("other errors pass as they are, and what is in order is left alone", () => {
  const broken = new TypeError("no");
  const run = () =>
    checkWithin(["state"], () => {
      throw broken;
    });
  expect(caught(run)).toBe(broken);
  expect(caught(() => checkWithin(["state"], () => 1))).toBeUndefined();
});
