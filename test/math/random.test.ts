import { describe, expect, test } from "vitest";
import { randomBits, seedRandom, uniform } from "../../src/math/random.ts";
import {
  drawBeta,
  drawBinomial,
  drawExponential,
  drawGamma,
  drawLogGamma,
  drawNormal,
  drawPoisson,
} from "../../src/math/random-draws.ts";

const DRAWS = 200_000;

/** Mean and variance of many draws. */
function moments(draw: () => number): { mean: number; variance: number } {
  let mean = 0;
  let squares = 0;
  for (let n = 1; n <= DRAWS; n += 1) {
    const x = draw();
    const gap = x - mean;
    mean += gap / n;
    squares += gap * (x - mean);
  }
  return { mean, variance: squares / (DRAWS - 1) };
}

describe("the generator", () => {
  test("follows xoshiro128** from a given state", () => {
    // By hand from the published algorithm: rotl(s1 * 5, 7) * 9 for the state 1, 2, 3, 4.
    const state = Uint32Array.of(1, 2, 3, 4);
    expect(randomBits(state)).toBe(2 * 5 * 128 * 9);
    expect(Array.from(state)).toEqual([1 ^ 4 ^ 2, 2 ^ 3 ^ 1, 3 ^ 1 ^ (2 << 9), (4 ^ 2) << 11]);
  });

  test("gives the same numbers for the same seed, others for another seed or stream", () => {
    const first = (seed: number, stream?: number) => uniform(seedRandom(seed, stream));
    expect(first(7)).toBe(first(7));
    const numbers = [first(7), first(8), first(7, 1), first(7, 2), first(8, 1), first(0), first(-1)];
    expect(new Set(numbers).size).toBe(numbers.length);
  });

  test("begins with the states that a program in Python has, written from the published algorithms", () => {
    expect(seedRandom(7)).toEqual(Uint32Array.of(3838393609, 4210744933, 801465066, 1648156487));
    expect(seedRandom(7, 3)).toEqual(Uint32Array.of(318296994, 1636765046, 3255653247, 811647776));
    expect(seedRandom(-1)).toEqual(Uint32Array.of(3950124170, 4293442868, 1302505678, 2762329221));
    const random = seedRandom(7);
    expect([uniform(random), uniform(random), uniform(random)]).toEqual([
      0.04900959380809, 0.9298532151003275, 0.3972365653419224,
    ]);
    expect(uniform(seedRandom(7, 3))).toBe(0.07298106359383782);
  });

  test("a copy of the state continues on its own", () => {
    const random = seedRandom(3);
    const copy = random.slice();
    expect(uniform(random)).toBe(uniform(copy));
  });

  test("uniform numbers stay inside 0 and 1 and fill it evenly", () => {
    const random = seedRandom(11);
    const counts = new Float64Array(100);
    let outside = 0;
    for (let i = 0; i < DRAWS; i += 1) {
      const u = uniform(random);
      if (!(u > 0 && u < 1)) outside += 1;
      counts[Math.floor(u * 100)] = (counts[Math.floor(u * 100)] as number) + 1;
    }
    expect(outside).toBe(0);
    const expected = DRAWS / 100;
    const chiSquare = counts.reduce((sum, c) => sum + (c - expected) ** 2 / expected, 0);
    expect(chiSquare).toBeGreaterThan(55); // 99 degrees of freedom: between the 0.01 % points
    expect(chiSquare).toBeLessThan(162);
  });
});

describe("draws have the mean and variance of their distribution", () => {
  const random = seedRandom(2026);
  const cases: [string, () => number, number, number][] = [
    ["normal", () => drawNormal(random), 0, 1],
    ["binomial, of few", () => drawBinomial(random, 5, 0.3), 1.5, 1.05],
    ["binomial, of many", () => drawBinomial(random, 4000, 0.02), 80, 78.4],
    ["exponential", () => drawExponential(random), 1, 1],
    ["gamma, shape 0.3", () => drawGamma(random, 0.3, 2), 0.15, 0.075],
    ["gamma, shape 7", () => drawGamma(random, 7), 7, 7],
    ["beta 0.8, 2.4", () => drawBeta(random, 0.8, 2.4), 0.25, 0.1875 / 4.2],
    ["beta 200, 50", () => drawBeta(random, 200, 50), 0.8, 0.16 / 251],
    ["Poisson 0.7", () => drawPoisson(random, 0.7), 0.7, 0.7],
    ["Poisson 9.9", () => drawPoisson(random, 9.9), 9.9, 9.9],
    ["Poisson 12", () => drawPoisson(random, 12), 12, 12],
    ["Poisson 5000", () => drawPoisson(random, 5000), 5000, 5000],
    // ln of Gamma(0.001): digamma and trigamma of the shape
    ["log gamma, shape 0.001", () => drawLogGamma(random, 0.001), -1000.5755719318103, 1000001.6425331959],
  ];
  test.each(cases)("%s", (_name, draw, mean, variance) => {
    const got = moments(draw);
    expect(Math.abs(got.mean - mean)).toBeLessThan(5 * Math.sqrt(variance / DRAWS));
    expect(Math.abs(got.variance / variance - 1)).toBeLessThan(0.06);
  });

  test("a Poisson count of mean 0 is 0", () => {
    expect(drawPoisson(random, 0)).toBe(0);
  });
});

describe("a binomial number", () => {
  const random = seedRandom(5);

  test("is none or all where the chance is", () => {
    for (const trials of [0, 1, 24, 25, 1e6]) {
      expect(drawBinomial(random, trials, 0)).toBe(0);
      expect(drawBinomial(random, trials, 1)).toBe(trials);
    }
  });

  test("of many trials has the probabilities of its distribution", () => {
    // 30 trials with a chance of a half: 15 successes come with 155117520 / 2^30
    let middle = 0;
    for (let i = 0; i < 20_000; i += 1) if (drawBinomial(random, 30, 0.5) === 15) middle += 1;
    expect(Math.abs(middle / 20_000 - 0.14446)).toBeLessThan(0.01);
  });
});

describe("a seed gives the same draws in every version", () => {
  const sum = (draw: (random: Uint32Array) => number) => {
    const random = seedRandom(17);
    let total = 0;
    for (let i = 0; i < 200; i += 1) total += draw(random);
    return total;
  };
  test.each<[string, (random: Uint32Array) => number, number]>([
    ["normal", (random) => drawNormal(random), 5.186935423909186],
    ["exponential", (random) => drawExponential(random), 193.16331573349498],
    ["gamma below 1", (random) => drawGamma(random, 0.4), 83.80405851226229],
    ["gamma by rate", (random) => drawGamma(random, 3, 4), 149.1487571593017],
    ["logarithm of a gamma", (random) => drawLogGamma(random, 0.01), -22096.404557808717],
    ["beta", (random) => drawBeta(random, 0.5, 2), 38.075108797317725],
    ["Poisson of a small mean", (random) => drawPoisson(random, 3.5), 666],
    ["Poisson of a mean of 10", (random) => drawPoisson(random, 10), 1985],
    ["Poisson of a large mean", (random) => drawPoisson(random, 1234.5), 247103],
    ["binomial of few", (random) => drawBinomial(random, 24, 0.3), 1507],
    ["binomial of many", (random) => drawBinomial(random, 10_000, 0.3), 600813],
  ])("%s", (_name, draw, expected) => {
    expect(sum(draw) / expected).toBeCloseTo(1, 11);
  });
});
