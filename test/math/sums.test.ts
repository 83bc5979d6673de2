import { describe, expect, test } from "vitest";
import { addAt, addPair, roundingError, sumOf } from "../../src/math/sums.ts";

describe("roundingError", () => {
  test("says what the addition lost, whichever term is the larger", () => {
    expect(roundingError(1e16, 1)).toBe(1);
    expect(roundingError(1, 1e16)).toBe(1);
    expect(roundingError(0.5, 0.25)).toBe(0);
  });

  test("is 0 where the sum overflows, so that the pair does not turn into NaN", () => {
    expect(roundingError(1.7e308, 1.7e308)).toBe(0);
  });
});

describe("sumOf", () => {
  test("keeps the small term between two large ones", () => {
    expect(sumOf(Float64Array.of(1, 1e100, 1, -1e100))).toBe(2);
  });

  test("of nothing is 0", () => {
    expect(sumOf([])).toBe(0);
  });
});

test("addAt keeps a pair at each place", () => {
  const high = new Float64Array(2);
  const low = new Float64Array(2);
  for (const value of [1e16, 1, 1, -1e16]) addAt(high, low, 1, value);
  expect((high[1] as number) + (low[1] as number)).toBe(2);
  expect([high[0], low[0]]).toEqual([0, 0]);
});

test("addPair keeps what rounding loses in the neighbour", () => {
  const pairs = Float64Array.of(7, 0, 1e16, 0);
  for (const value of [1, 1, -1e16]) addPair(pairs, 2, value);
  expect(pairs).toEqual(Float64Array.of(7, 0, 0, 2));
});
