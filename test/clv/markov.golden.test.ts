import { describe, expect, test } from "vitest";
import { fitRecencyChain, lifetimeValue, type MarkovChainModel } from "../../src/clv/index.ts";

/**
 * Pfeifer and Carraway (2000), Modeling customer relationships as Markov chains, Journal of Interactive Marketing
 * 14(2): chances to buy again 1 to 4 periods after the last purchase, 40 a purchase, 4 to mail a customer, 20 % a
 * period. Their value of a state has in it what the last period brought (36 after a purchase, -4 while mailed); a
 * lifetime value is of what is to come.
 */
const CHANCES = [0.3, 0.2, 0.15, 0.05];
const BROUGHT = [36, -4, -4, -4];

/** 100 customers in each of the first states, of whom as many bought in the year as the paper says. */
const rows = CHANCES.flatMap((chance, state) =>
  Array.from({ length: 100 }, (_, i) => ({
    frequency: 1,
    recency: 9.5 - state,
    age: 10,
    holdoutFrequency: i < Math.round(100 * chance) ? 1 : 0,
  })),
);

const chainOf = (states: number): MarkovChainModel =>
  fitRecencyChain(rows, { period: { years: 1 }, states, cost: 4, timeUnit: "year" });

/** Value of each state by the paper's count, of a customer who bought last so many periods ago. */
function values(chain: MarkovChainModel, horizon: { readonly years: number } | "lifetime"): number[] {
  const states = CHANCES.map((_, state) => ({ frequency: 1, recency: 9.5 - state, age: 10 }));
  const columns = {
    frequency: states.map((row) => row.frequency),
    recency: states.map((row) => row.recency),
    age: states.map((row) => row.age),
  };
  const { clv } = lifetimeValue(
    { purchases: chain, spend: 40 },
    { columns, timeUnit: "year" as const },
    { horizon, discountRate: 0.2 },
  ).columns;
  return Array.from(
    clv,
    (value, state) => value + (state < chain.states.length - 1 ? (BROUGHT[state] as number) : 0),
  );
}

function close(got: readonly number[], wanted: readonly number[]): void {
  expect(got).toHaveLength(wanted.length);
  wanted.forEach((value, i) => {
    expect(got[i]).toBeCloseTo(value, 4);
  });
}

describe("the recency chain of Pfeifer and Carraway (2000)", () => {
  test("values over an infinite horizon, and over four periods", () => {
    close(values(chainOf(4), "lifetime"), [52.3196, 5.5538, 1.2508, -1.82]);
    close(values(chainOf(4), { years: 4 }), [50.115, 4.2199, 0.5921, -1.9801]);
  });

  test("who is let go after the third period is worth more", () => {
    close(values(chainOf(3), "lifetime"), [53.1494, 6.6207, 2.6437, 0]);
  });
});
