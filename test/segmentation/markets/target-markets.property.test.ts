import fc from "fast-check";
import { expect, test } from "vitest";
import { ahp, hhi, type MarketCriterion, targetMarkets } from "../../../src/index.ts";

const KEYS = ["size", "growth", "skill", "brand"] as const;
const anyNumber = fc.oneof(
  fc.integer({ min: 0, max: 5 }),
  fc.integer({ min: -5000, max: 5000 }).map((cents) => cents / 100),
);
const anyMarkets = fc
  .array(fc.tuple(anyNumber, anyNumber, anyNumber, anyNumber), { minLength: 2, maxLength: 8 })
  .map((rows) =>
    rows.map((values, i) => ({
      segment: `m${i}`,
      ...Object.fromEntries(KEYS.map((key, k) => [key, values[k]])),
    })),
  );
const anyWeights = fc.tuple(
  ...(KEYS.map(() => fc.double({ min: 0.05, max: 1, noNaN: true })) as [
    fc.Arbitrary<number>,
    fc.Arbitrary<number>,
    fc.Arbitrary<number>,
    fc.Arbitrary<number>,
  ]),
);

function criteriaOf(weights: readonly number[], abilityFrom = 2): MarketCriterion[] {
  return KEYS.map((key, k) => ({
    key,
    weight: weights[k] as number,
    part: k < abilityFrom ? "attractiveness" : "ability",
    better: k === 1 ? "lower" : "higher",
  }));
}

test("units, another zero and longer weights leave all scores alone", () => {
  fc.assert(
    fc.property(
      anyMarkets,
      anyWeights,
      fc.double({ min: 0.1, max: 10, noNaN: true }),
      (markets, weights, unit) => {
        const plain = targetMarkets(markets, { criteria: criteriaOf(weights) });
        const told = targetMarkets(
          markets.map((row) => ({ ...row, size: (row as unknown as { size: number }).size * unit + 3 })),
          { criteria: criteriaOf(weights.map((weight) => weight * 5)) },
        );
        plain.columns.score.forEach((score, i) => {
          expect(told.columns.score[i]).toBeCloseTo(score, 9);
        });
      },
    ),
  );
});

test("the order of the markets and of the criteria decides nothing", () => {
  fc.assert(
    fc.property(anyMarkets, anyWeights, (markets, weights) => {
      const criteria = criteriaOf(weights);
      const plain = targetMarkets(markets, { criteria });
      const turned = targetMarkets(markets.slice().reverse(), { criteria: criteria.slice().reverse() });
      for (const row of plain) {
        const other = turned.row(turned.indexOf(row.segment));
        expect(other.score).toBeCloseTo(row.score as number, 13);
        expect(other.closeness).toBeCloseTo(row.closeness as number, 12);
      }
      expect(
        plain.criteria.filter(({ part }) => part === "ability").reduce((sum, one) => sum + one.weight, 0),
      ).toBeCloseTo(1, 14);
    }),
  );
});

test("a market better in everything is never behind", () => {
  fc.assert(
    fc.property(anyMarkets, anyWeights, (markets, weights) => {
      const best = { segment: "best", size: 51, growth: -51, skill: 51, brand: 51 };
      const ranked = targetMarkets([...markets, best], { criteria: criteriaOf(weights) });
      expect(ranked.row(markets.length)).toMatchObject({ rank: 1, closenessRank: 1, closeness: 1 });
      expect(ranked.row(markets.length).score).toBeCloseTo(1, 14);
    }),
  );
});

test("within its ends a weight leaves the leader and the order alone; beyond them the challenger leads", () => {
  fc.assert(
    fc.property(
      anyMarkets,
      anyWeights,
      fc.integer({ min: 0, max: 3 }),
      fc.integer({ min: 1, max: 4 }),
      (markets, weights, c, parts) => {
        const criteria = criteriaOf(weights, parts);
        const plain = targetMarkets(markets, { criteria });
        const found = plain.sensitivity[c] as (typeof plain.sensitivity)[number];
        if (found.leadFrom === null || found.leadTo === null) return;
        const { part } = plain.criteria[c] as (typeof plain.criteria)[number];
        /** Scores where this criterion has the share `share` of its part. */
        const scoresAt = (share: number): Float64Array => {
          const others = plain.criteria.filter((one, k) => one.part === part && k !== c);
          const rest = others.reduce((sum, one) => sum + one.weight, 0);
          const moved = plain.criteria.map((one, k) => ({
            ...(criteria[k] as MarketCriterion),
            weight: k === c ? share : one.part === part ? ((1 - share) * one.weight) / rest : one.weight,
          }));
          return targetMarkets(markets, { criteria: moved }).columns.score;
        };
        const leader = plain.columns.rank.indexOf(1);
        const margin = (share: number, rival: number): number => {
          const scores = scoresAt(share);
          return (scores[leader] as number) - (scores[rival] as number);
        };
        for (const share of [found.leadFrom, found.leadTo, (found.leadFrom + found.leadTo) / 2]) {
          markets.forEach((_, rival) => {
            expect(margin(share, rival)).toBeGreaterThan(-1e-9);
          });
        }
        if (found.challengerAbove !== null) {
          const rival = plain.indexOf(found.challengerAbove);
          expect(margin(found.leadTo, rival)).toBeCloseTo(0, 9);
          expect(margin(1, rival)).toBeLessThan(1e-9);
        }
        if (found.challengerBelow !== null) {
          const rival = plain.indexOf(found.challengerBelow);
          expect(margin(found.leadFrom, rival)).toBeCloseTo(0, 9);
          expect(margin(0, rival)).toBeLessThan(1e-9);
        }
        for (const share of [found.orderFrom as number, found.orderTo as number]) {
          const scores = scoresAt(share);
          const order = Array.from(plain.columns.rank.keys()).sort(
            (a, b) => (plain.columns.rank[a] as number) - (plain.columns.rank[b] as number) || a - b,
          );
          order.forEach((market, place) => {
            if (place > 0) {
              expect(scores[order[place - 1] as number] as number).toBeGreaterThan(
                (scores[market] as number) - 1e-9,
              );
            }
          });
        }
      },
    ),
    { numRuns: 60 },
  );
});

test("consistent comparisons give back the weights they were made of", () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: 0.1, max: 9, noNaN: true }), { minLength: 1, maxLength: 9 }),
      (given) => {
        const total = given.reduce((a, b) => a + b, 0);
        const found = ahp(given.map((a) => given.map((b) => a / b)));
        given.forEach((weight, i) => {
          expect(found.weights[i]).toBeCloseTo(weight / total, 13);
        });
        expect(found.consistencyRatio).toBeLessThan(1e-12);
      },
    ),
  );
});

test("concentration lies between that of equal suppliers and a monopoly, and merging two raises it", () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: 0.1, max: 100, noNaN: true }), { minLength: 2, maxLength: 20 }),
      (amounts) => {
        const index = hhi(amounts, { unit: "amount" });
        expect(index).toBeGreaterThan((10_000 / amounts.length) * (1 - 1e-12));
        expect(index).toBeLessThanOrEqual(10_000);
        const [a, b, ...rest] = amounts as [number, number, ...number[]];
        expect(hhi([a + b, ...rest], { unit: "amount" })).toBeGreaterThan(index);
      },
    ),
  );
});
