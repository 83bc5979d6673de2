import { describe, expect, test } from "vitest";
import { convergenceOf } from "../../../src/clv/posterior/convergence.ts";
import { seedRandom } from "../../../src/math/random.ts";
import { drawNormal } from "../../../src/math/random-draws.ts";

/** Chains of a first-order autoregression with variance 1. */
function chainsOf(count: number, length: number, rho: number, seed = 1): Float64Array[] {
  return Array.from({ length: count }, (_, c) => {
    const random = seedRandom(seed, c + 1);
    const chain = new Float64Array(length);
    let value = drawNormal(random);
    for (let i = 0; i < length; i += 1) {
      chain[i] = value;
      value = rho * value + Math.sqrt(1 - rho * rho) * drawNormal(random);
    }
    return chain;
  });
}

describe("R-hat", () => {
  test("of independent draws is 1", () => {
    expect(Math.abs(convergenceOf(chainsOf(4, 1000, 0)).rhat - 1)).toBeLessThan(0.005);
  });

  test("tells that one chain lies elsewhere", () => {
    const chains = chainsOf(4, 1000, 0);
    const shifted = chains.map((chain, c) => (c === 3 ? chain.map((v) => v + 1) : chain));
    expect(convergenceOf(shifted).rhat).toBeGreaterThan(1.1);
  });

  test("tells that one chain is wider, though its middle is the same", () => {
    const chains = chainsOf(4, 1000, 0);
    const wide = chains.map((chain, c) => (c === 3 ? chain.map((v) => 4 * v) : chain));
    expect(convergenceOf(wide).rhat).toBeGreaterThan(1.05);
  });

  test("tells that chains drift together", () => {
    const drifting = chainsOf(4, 1000, 0).map((chain) => chain.map((v, i) => v + i / 300));
    expect(convergenceOf(drifting).rhat).toBeGreaterThan(1.1);
  });

  test("by hand: of 1 2 3 4 against 5 6 7 8 in halves", () => {
    // Blom's normal quantiles of the ranks 1 to 8 of 8; halves 12, 34, 56, 78
    const blom = [-1.4342, -0.8524, -0.4728, -0.1525, 0.1525, 0.4728, 0.8524, 1.4342];
    const means = [0, 2, 4, 6].map((i) => ((blom[i] as number) + (blom[i + 1] as number)) / 2);
    const within = [0, 2, 4, 6].reduce(
      (s, i) => s + ((blom[i + 1] as number) - (blom[i] as number)) ** 2 / 8,
      0,
    );
    const between = means.reduce((s, m) => s + m * m, 0) / 3;
    const byHand = Math.sqrt(1 / 2 + between / within);
    const { rhat } = convergenceOf([Float64Array.of(1, 2, 3, 4), Float64Array.of(5, 6, 7, 8)]);
    expect(rhat).toBeCloseTo(byHand, 3);
  });
});

describe("effective draws", () => {
  test.each([0, 0.3, 0.6, 0.9])("of an autoregression of %d are (1 - rho) / (1 + rho) of all", (rho) => {
    const { bulkEss } = convergenceOf(chainsOf(4, 5000, rho));
    const expected = (20_000 * (1 - rho)) / (1 + rho);
    expect(bulkEss / expected).toBeGreaterThan(0.85);
    expect(bulkEss / expected).toBeLessThan(1.15);
  });

  test("of draws that swing are worth more than as many independent ones", () => {
    expect(convergenceOf(chainsOf(4, 1000, -0.5)).bulkEss).toBeGreaterThan(4000);
  });

  test("of chains in different places are worth next to nothing", () => {
    const apart = chainsOf(4, 1000, 0).map((chain, c) => chain.map((v) => v + 10 * c));
    expect(convergenceOf(apart).bulkEss).toBeLessThan(20);
  });

  test("of a tail that is hardly visited are fewer than those of the middle", () => {
    // one stretch of far values in each chain
    const stuck = chainsOf(4, 1000, 0).map((chain) => chain.map((v, i) => (i < 80 ? 5 + v / 100 : v)));
    const { bulkEss, tailEss } = convergenceOf(stuck);
    expect(tailEss).toBeLessThan(bulkEss / 2);
  });
});

test("chains that do not vary agree, and are worth one draw each", () => {
  const still = new Float64Array(100).fill(3);
  expect(convergenceOf([still, still])).toEqual({ rhat: 1, bulkEss: 2, tailEss: 2 });
});

test.each([1, 2, 3])("neither the scale of the draws counts nor the order of the chains (%d)", (seed) => {
  const chains = chainsOf(3, 40, 0.7, seed);
  const found = convergenceOf(chains);
  const stretched = convergenceOf(chains.map((chain) => chain.map((v) => 1024 * v)));
  expect(stretched).toEqual(found);
  const turned = convergenceOf([...chains].reverse());
  expect(turned.rhat).toBeCloseTo(found.rhat, 9);
  expect(turned.bulkEss).toBeCloseTo(found.bulkEss, 6);
});
