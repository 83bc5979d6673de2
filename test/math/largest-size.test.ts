import { expect, test } from "vitest";
import { largestSize } from "../../src/math/largest-size.ts";

test("the largest absolute value, whatever its sign; 0 of none", () => {
  expect(largestSize(Float64Array.of(2, -3, 1))).toBe(3);
  expect(largestSize(new Float64Array(0))).toBe(0);
});
