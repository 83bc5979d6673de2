import { describe, expect, test } from "vitest";
import { solveLinear } from "../../src/math/linear-system.ts";
import {
  communicatingClasses,
  discountedRewards,
  expectedVisits,
  stationaryShares,
  stepMix,
} from "../../src/math/markov.ts";
import { markovValues } from "../../src/math/markov-value.ts";

describe("solveLinear", () => {
  test("needs a pivot from below, and leaves its inputs alone", () => {
    const matrix = Float64Array.of(0, 2, 1, 1);
    const right = Float64Array.of(4, 5);
    expect(solveLinear(matrix, 2, right, 1)).toEqual(Float64Array.of(3, 2));
    expect([matrix, right]).toEqual([Float64Array.of(0, 2, 1, 1), Float64Array.of(4, 5)]);
  });

  test("solves for several right-hand sides", () => {
    expect(solveLinear(Float64Array.of(2, 0, 0, 4), 2, Float64Array.of(1, 0, 0, 1), 2)).toEqual(
      Float64Array.of(0.5, 0, 0, 0.25),
    );
  });

  test.each([
    ["singular", [1, 2, 2, 4]],
    ["zero", [0, 0, 0, 0]],
    ["of NaN", [Number.NaN, 1, 1, 1]],
  ])("gives nothing for a matrix that is %s", (_name, cells) => {
    expect(solveLinear(Float64Array.from(cells), 2, Float64Array.of(1, 1), 1)).toBeUndefined();
  });
});

describe("communicatingClasses", () => {
  test("finds a cycle, what leads to it and what is apart", () => {
    // 0 -> 1 -> 2 -> 1, and 3 stays.
    const matrix = Float64Array.of(0, 1, 0, 0, 0, 0, 1, 0, 0, 1, 0, 0, 0, 0, 0, 1);
    expect(communicatingClasses(matrix, 4)).toEqual([
      { states: [0], closed: false },
      { states: [1, 2], closed: true },
      { states: [3], closed: true },
    ]);
  });

  test("keeps two cycles apart that are linked one way", () => {
    const matrix = new Float64Array(16);
    for (const [i, j] of [
      [0, 1],
      [1, 0],
      [1, 2],
      [2, 3],
      [3, 2],
    ] as const)
      matrix[i * 4 + j] = 0.5;
    expect(communicatingClasses(matrix, 4).map(({ states }) => states)).toEqual([
      [0, 1],
      [2, 3],
    ]);
  });

  test("walks a chain of 1,500 states", () => {
    const size = 1500;
    const matrix = new Float64Array(size * size);
    for (let i = 0; i < size; i += 1) matrix[i * size + ((i + 1) % size)] = 1;
    expect(communicatingClasses(matrix, size)).toHaveLength(1);
  });
});

describe("stationaryShares", () => {
  test("of two states are the inverse rates of leaving", () => {
    const shares = stationaryShares(Float64Array.of(0.9, 0.1, 0.5, 0.5), 2);
    expect(shares[0]).toBeCloseTo(5 / 6, 15);
    expect(shares[1]).toBeCloseTo(1 / 6, 15);
  });

  test("are known of a chain that alternates, and of rates of 1e-12", () => {
    expect(stationaryShares(Float64Array.of(0, 1, 1, 0), 2)).toEqual(Float64Array.of(0.5, 0.5));
    const rare = stationaryShares(Float64Array.of(1 - 1e-12, 1e-12, 1, 0), 2);
    expect((rare[1] as number) / 1e-12).toBeCloseTo(1, 11);
  });
});

describe("the fundamental matrix and values", () => {
  test("count the periods before a fair coin falls", () => {
    expect(expectedVisits(Float64Array.of(0.5, 0.5, 0, 1), 2, [0])).toEqual(Float64Array.of(2));
    expect(expectedVisits(Float64Array.of(0.5, 0.5, 0, 1), 2, [0, 1])).toBeUndefined();
  });

  test("add up the reward at once and those to come", () => {
    const stay = Float64Array.of(1);
    expect(discountedRewards(stay, 1, Float64Array.of(10), 0.5, 0)).toEqual(Float64Array.of(10));
    expect(discountedRewards(stay, 1, Float64Array.of(10), 0.5, 2)).toEqual(Float64Array.of(17.5));
    expect(discountedRewards(stay, 1, Float64Array.of(10), 0.5)).toEqual(Float64Array.of(20));
    expect(discountedRewards(stay, 1, Float64Array.of(10), 1)).toBeUndefined();
  });

  test("move a mix one period on", () => {
    expect(stepMix(Float64Array.of(0.5, 0.5, 0.2, 0.8), 2, Float64Array.of(100, 10))).toEqual(
      Float64Array.of(52, 58),
    );
  });
});

describe("markovValues", () => {
  test("is the reward now and all those to come, discounted", () => {
    expect(markovValues(Float64Array.of(0.5, 0.5, 0, 1), Float64Array.of(3, 0), 1)).toEqual(
      Float64Array.of(4, 0),
    );
    // Rates that do not sum to 1 leave for good; by elimination (1, -0.5; -0.25, 1) x = (10, 2).
    const values = markovValues(Float64Array.of(0, 0.5, 0.25, 0), Float64Array.of(10, 2), 0);
    expect(values?.[0]).toBeCloseTo(11 / 0.875, 12);
    expect(values?.[1]).toBeCloseTo(4.5 / 0.875, 12);
    const matrix = Float64Array.of(0.2, 0.5, 0.3, 0.1, 0.6, 0.3, 0, 0.4, 0.6);
    const rewards = Float64Array.of(5, -1, 2);
    const other = discountedRewards(matrix, 3, rewards, 1 / 1.1) as Float64Array;
    markovValues(matrix, rewards, 0.1)?.forEach((value, i) => {
      expect(Math.abs(value / (other[i] as number) - 1)).toBeLessThan(1e-12);
    });
    expect(rewards).toEqual(Float64Array.of(5, -1, 2));
  });

  test("has no end without a discount where nobody leaves", () => {
    expect(markovValues(Float64Array.of(1), Float64Array.of(1), 0)).toBeNull();
    expect(markovValues(Float64Array.of(1), Float64Array.of(1), 1e-15)).toBeNull();
    expect(markovValues(Float64Array.of(1), Float64Array.of(1), 1e-13)).not.toBeNull();
  });
});
