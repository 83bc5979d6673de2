import { describe, expect, test } from "vitest";
import { smoothWeights } from "../../../src/clv/posterior/pareto-smoothing.ts";
import { seedRandom, uniform } from "../../../src/math/random.ts";
import { drawNormal } from "../../../src/math/random-draws.ts";

const logsOf = (count: number, draw: (random: Uint32Array) => number): Float64Array => {
  const random = seedRandom(3);
  return Float64Array.from({ length: count }, () => draw(random));
};

describe("the shape of the tail", () => {
  test.each([0.2, 0.5, 0.9])("of weights that are Pareto with shape %d is found", (shape) => {
    // a weight u^-k has a generalised Pareto tail of shape k
    const { khat } = smoothWeights(logsOf(50_000, (random) => -shape * Math.log(uniform(random))));
    expect(Math.abs(khat - shape)).toBeLessThan(0.12);
  });

  test("of bounded weights is below 0", () => {
    const { khat } = smoothWeights(logsOf(20_000, (random) => Math.log(uniform(random))));
    expect(khat).toBeLessThan(-0.5); // uniform: -1
  });

  test("is above 0.7 where the proposal is narrower than the target", () => {
    // target normal of deviation 1, proposal of deviation 0.6: weights of shape 1 - 0.36
    const narrow = (sd: number) => (random: Uint32Array) => {
      const z = drawNormal(random);
      return z * z * (1 - sd * sd) * 0.5;
    };
    expect(smoothWeights(logsOf(20_000, narrow(0.4))).khat).toBeGreaterThan(0.7);
    expect(smoothWeights(logsOf(20_000, narrow(0.95))).khat).toBeLessThan(0.5);
  });

  test("is not known of equal weights, or of too few", () => {
    expect(smoothWeights(new Float64Array(100)).khat).toBeNaN();
    expect(smoothWeights(Float64Array.of(0, 1, 2)).khat).toBeNaN();
  });
});

describe("smoothed weights", () => {
  const logs = logsOf(4000, (random) => -0.6 * Math.log(uniform(random)));
  const smoothed = smoothWeights(logs);

  test("add up to 1, and keep their order", () => {
    expect(smoothed.weights.reduce((a, b) => a + b)).toBeCloseTo(1, 12);
    const order = Array.from(logs.keys()).sort((i, j) => (logs[i] as number) - (logs[j] as number));
    const sorted = order.map((i) => smoothed.weights[i] as number);
    expect(sorted).toEqual([...sorted].sort((a, b) => a - b));
  });

  test("below the tail are what they were, and none is above the largest", () => {
    const raw = logs.map(Math.exp);
    const i = raw.findIndex((w) => w < 2);
    const j = raw.findIndex((w, k) => k > i && w < 2);
    expect((smoothed.weights[i] as number) / (smoothed.weights[j] as number)).toBeCloseTo(
      (raw[i] as number) / (raw[j] as number),
      10,
    );
    const total = Math.exp(smoothed.logMean) * logs.length;
    expect(Math.max(...smoothed.weights) * total).toBeLessThanOrEqual(Math.max(...raw) * (1 + 1e-12));
  });

  test("have the mean of the distribution", () => {
    expect(Math.exp(smoothed.logMean)).toBeCloseTo(2.5, 0); // 1 / (1 - 0.6)
  });

  test("move with the scale of the weights", () => {
    const moved = smoothWeights(logs.map((log) => log - 700));
    expect(moved.khat).toBeCloseTo(smoothed.khat, 9);
    expect(moved.logMean).toBeCloseTo(smoothed.logMean - 700, 9);
  });

  test("of points without weight stay 0", () => {
    const some = logs.map((log, i) => (i % 2 === 0 ? Number.NEGATIVE_INFINITY : log));
    const { weights, khat } = smoothWeights(some);
    expect(weights[0]).toBe(0);
    expect(khat).toBeGreaterThan(0.3);
    expect(weights.reduce((a, b) => a + b)).toBeCloseTo(1, 12);
  });
});
