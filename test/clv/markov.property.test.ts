import fc from "fast-check";
import { expect, test } from "vitest";
import { lifetimeValue, migrationChain } from "../../src/clv/index.ts";
import { agree, spread } from "./arbitraries.ts";

/** Any chain of up to five states, with a row of each state. */
const anyChain = fc.integer({ min: 1, max: 5 }).chain((size) => {
  const row = fc
    .array(spread(0.01, 1), { minLength: size, maxLength: size })
    .map((weights) => weights.map((w) => w / weights.reduce((sum, v) => sum + v, 0)));
  return fc.record({
    states: fc.constant(Array.from({ length: size }, (_, i) => `s${i}`)),
    transitions: fc.array(row, { minLength: size, maxLength: size }),
    purchases: fc.array(fc.oneof(fc.constant(0), spread(1e-9, 5)), { minLength: size, maxLength: size }),
    period: fc.constant({ months: 1 }),
  });
});

const clvOf = (spec: Parameters<typeof migrationChain>[0], spend: number, options: object): Float64Array =>
  lifetimeValue(
    { purchases: migrationChain(spec), spend },
    spec.states.map((stage) => ({ stage })),
    { horizon: { months: 6 }, ...options },
  ).columns.clv as Float64Array;

test("value is proportional to spend, grows with the horizon and falls with the rate", () => {
  fc.assert(
    fc.property(anyChain, spread(0.1, 1000), spread(0.01, 2), (chain, spend, discountRate) => {
      const value = clvOf(chain, spend, { discountRate });
      const double = clvOf(chain, 2 * spend, { discountRate });
      const long = clvOf(chain, spend, { discountRate, horizon: { months: 7 } });
      const forever = clvOf(chain, spend, { discountRate, horizon: "lifetime" });
      const dear = clvOf(chain, spend, { discountRate: 2 * discountRate });
      value.forEach((clv, i) => {
        agree(double[i] as number, 2 * clv, 1e-12);
        expect(long[i]).toBeGreaterThanOrEqual(clv * (1 - 1e-12));
        expect(forever[i]).toBeGreaterThanOrEqual((long[i] as number) * (1 - 1e-9));
        expect(dear[i]).toBeLessThanOrEqual(clv * (1 + 1e-12));
      });
    }),
  );
});

test("a value is the next period's, and the value of where it leads", () => {
  fc.assert(
    fc.property(anyChain, spread(0.01, 2), (chain, discountRate) => {
      const short = clvOf(chain, 1, { discountRate, horizon: { months: 5 } });
      const long = clvOf(chain, 1, { discountRate });
      const factor = (1 + discountRate) ** (-1 / 12);
      long.forEach((clv, i) => {
        const led = (chain.transitions[i] as number[]).reduce(
          (sum, p, j) => sum + p * ((chain.purchases[j] as number) + (short[j] as number)),
          0,
        );
        agree(clv, factor * led, 1e-9);
      });
    }),
  );
});

test("the order of the states does not count", () => {
  fc.assert(
    fc.property(anyChain, (chain) => {
      const turned = {
        ...chain,
        states: [...chain.states].reverse(),
        transitions: [...chain.transitions].reverse().map((row) => [...row].reverse()),
        purchases: [...chain.purchases].reverse(),
      };
      const back = clvOf(turned, 1, { discountRate: 0.1 }).reverse();
      clvOf(chain, 1, { discountRate: 0.1 }).forEach((clv, i) => {
        agree(back[i] as number, clv, 1e-12);
      });
    }),
  );
});
