import fc from "fast-check";
import { expect, test } from "vitest";
import { describeValue } from "../../src/core/describe.ts";

test.each<[unknown, string]>([
  [undefined, "nothing"],
  [null, "null"],
  ["", "an empty string"],
  ["x", "a string of 1 character"],
  ["12,50", "a string of 5 characters"],
  [Number.NaN, "NaN"],
  [Number.POSITIVE_INFINITY, "Infinity"],
  [Number.NEGATIVE_INFINITY, "-Infinity"],
  [-3, "a negative number"],
  [-0.5, "a negative number"],
  [0, "zero"],
  [-0, "zero"],
  [42, "a positive integer"],
  [4.2, "a positive number"],
  [12n, "a bigint"],
  [true, "a boolean"],
  [Symbol("secret"), "a symbol"],
  [() => "secret", "a function"],
  [["a", "b"], "an array of 2"],
  [new Float64Array(2), "a typed array"],
  [new DataView(new ArrayBuffer(1)), "a typed array"],
  [new Date(0), "a Date"],
  [new Date(Number.NaN), "an invalid Date"],
  [{ customerId: "ann" }, "an object"],
  [Object.create(null), "an object"],
])("%s is %s", (value, words) => {
  expect(describeValue(value)).toBe(words);
});

test("no word of a text, and no digit of a number, is in its description", () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[A-Z]{4,20}$/), fc.integer({ min: 1000 }), (text, number) => {
      expect(describeValue(text)).not.toContain(text);
      expect(describeValue(number)).not.toContain(String(number));
      expect(describeValue({ [text]: number })).toBe("an object");
    }),
  );
});
