import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  absorption,
  comparePolicies,
  expectedTimeInStage,
  forecastStageMix,
  growthAccounting,
  markovValue,
  replay,
  stageTransitions,
  steadyState,
  timeInStage,
} from "../../src/lifecycle/index.ts";
import { seedRandom, uniform } from "../../src/math/random.ts";
import { day } from "./base.ts";
import { anyEvent, anyLifecycle } from "./random-lifecycle.ts";

/** A matrix of 2 to 5 stages; some cells are empty, some rows absorb. */
const anyMatrix = fc.integer({ min: 2, max: 5 }).chain((size) =>
  fc.array(
    fc
      .array(fc.oneof(fc.constant(0), fc.double({ min: 0.05, max: 1, noNaN: true })), {
        minLength: size,
        maxLength: size,
      })
      .filter((row) => row.some((cell) => cell > 0))
      .map((row) => {
        const sum = row.reduce((a, b) => a + b, 0);
        return row.map((cell) => cell / sum);
      }),
    { minLength: size, maxLength: size },
  ),
);
const at = (matrix: readonly (readonly number[])[], i: number, j: number) => matrix[i]?.[j] as number;
const times = (a: readonly (readonly number[])[], b: readonly (readonly number[])[]) =>
  a.map((row) => row.map((_cell, j) => row.reduce((sum, cell, k) => sum + cell * at(b, k, j), 0)));

/** The mean of the first 2^doublings powers, cycles included: that of twice as many is half as far again. */
function meanMatrix(matrix: readonly (readonly number[])[], doublings: number) {
  let power = matrix;
  let mean: readonly (readonly number[])[] = matrix.map((row, i) => row.map((_cell, j) => Number(i === j)));
  for (let step = 0; step < doublings; step += 1) {
    const later = times(power, mean);
    mean = mean.map((row, i) => row.map((cell, j) => (cell + at(later, i, j)) / 2));
    // Rounding of the sums would double each time.
    power = times(power, power).map((row) => {
      const sum = row.reduce((a, b) => a + b, 0);
      return row.map((cell) => cell / sum);
    });
  }
  return mean;
}

const mixOf = (size: number) =>
  fc
    .array(fc.integer({ min: 0, max: 100 }), { minLength: size, maxLength: size })
    .filter((mix) => mix.some((count) => count > 0));

const orders = fc.array(
  fc.record({
    customerId: fc.constantFrom("ann", "bob", "cat", "dan"),
    at: fc.integer({ min: 0, max: 500 }).map(day),
    amount: fc.integer({ min: 0, max: 1000 }),
  }),
  { minLength: 1, maxLength: 30 },
);

describe("matrices", () => {
  test("rows of shares sum to 1, counts are kept, intervals hold the share", () => {
    const owned = fc.tuple(anyEvent, fc.constantFrom("ann", "bob", "cat")).map(([event, customerId]) => ({
      ...event,
      customerId,
    }));
    fc.assert(
      fc.property(
        anyLifecycle,
        fc.array(owned, { maxLength: 20 }),
        fc.constantFrom(...(["day", "week", "month"] as const)),
        fc.constantFrom(0, 0.5, 1),
        (lifecycle, events, period, smoothing) => {
          const timeline = replay(lifecycle, events as never, { asOf: day(210) });
          const moves = stageTransitions(timeline as never, { period, smoothing });
          moves.matrix.forEach((row, i) => {
            const counts = (moves.counts[i] as readonly number[]).reduce((a, b) => a + b, 0);
            if (counts + smoothing === 0) expect(row.every(Number.isNaN)).toBe(true);
            else expect(row.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 12);
          });
          for (const { probability, low, high } of moves) {
            if (probability === null) continue;
            expect(low).toBeLessThanOrEqual(probability + 1e-12);
            expect(high).toBeGreaterThanOrEqual(probability - 1e-12);
          }
          const pooled = moves.columns.count.reduce((a, b) => a + b, 0);
          expect(moves.byPeriod().columns.count.reduce((a, b) => a + b, 0)).toBe(pooled);
          if (moves.unseen.length === 0 && moves.stages.length > 0) {
            const mix = moves.stages.map(() => 1);
            const shares = steadyState(moves, { start: mix });
            expect(shares.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 9);
          }
        },
      ),
    );
  });

  test("the long run is where a mix stays, and where it comes to on average", () => {
    const chain = anyMatrix.chain((matrix) => fc.tuple(fc.constant(matrix), mixOf(matrix.length)));
    fc.assert(
      fc.property(chain, ([matrix, mix]) => {
        const shares = steadyState(matrix, { start: mix });
        const after = forecastStageMix(matrix, shares, { periods: 1 }).slice(matrix.length).columns.customers;
        shares.forEach((share, i) => {
          expect(after[i]).toBeCloseTo(share, 9);
        });
        const mean = meanMatrix(matrix, 50);
        shares.forEach((share, i) => {
          const total = mix.reduce((sum, count) => sum + count, 0);
          const reached = mix.reduce((sum, count, from) => sum + (count / total) * at(mean, from, i), 0);
          expect(reached).toBeCloseTo(share, 6);
        });
      }),
    );
  });

  test("ends are certain together, and take the time that visits add up to", () => {
    fc.assert(
      fc.property(anyMatrix, (matrix) => {
        const ends = absorption(matrix).toRows();
        matrix.forEach((_row, i) => {
          const own = ends.filter(({ stage }) => stage === String(i));
          expect(own.reduce((sum, { probability }) => sum + probability, 0)).toBeCloseTo(1, 9);
        });
        const times = expectedTimeInStage(matrix);
        times.visits.forEach((row, i) => {
          const { beforeEnd } = times.row(
            times.live.indexOf(times.live[i] as string) < 0 ? 0 : Number(times.live[i]),
          );
          expect(row.reduce((a, b) => a + b, 0)).toBeCloseTo(beforeEnd as number, 9);
        });
      }),
    );
  });

  test("value is what simulated customers bring", () => {
    const matrix = [
      [0.6, 0.3, 0.1],
      [0.2, 0.5, 0.3],
      [0.05, 0, 0.95],
    ];
    const rewards = [30, 5, -1];
    const values = markovValue(matrix, rewards, { discountRate: 0.25 });
    const random = seedRandom(7);
    const runs = 40_000;
    values.forEach((value, start) => {
      let total = 0;
      for (let run = 0; run < runs; run += 1) {
        let stage = start;
        for (let worth = 1; worth > 1e-4; worth *= 0.8) {
          total += worth * (rewards[stage] as number);
          let chance = uniform(random);
          let next = 0;
          while (next < 2 && chance >= (matrix[stage]?.[next] as number)) {
            chance -= matrix[stage]?.[next] as number;
            next += 1;
          }
          stage = next;
        }
      }
      expect(Math.abs(total / runs - value)).toBeLessThan(0.9);
    });
  });

  test("a policy gains nothing on itself, and rewards scale values", () => {
    fc.assert(
      fc.property(anyMatrix, fc.double({ min: 0.1, max: 9, noNaN: true }), (matrix, scale) => {
        const rewards = matrix.map((_row, i) => i + 1);
        const more = rewards.map((reward) => reward * scale);
        const options = { discountRate: 0.1, periodsPerYear: 12, periods: 6 };
        const table = comparePolicies(
          [
            { name: "now", matrix, rewards },
            { name: "more", matrix, rewards: more },
          ],
          options,
        );
        table.toRows().forEach(({ policy, value, gain }, i) => {
          const first = table.row(i % matrix.length).value;
          expect(gain).toBeCloseTo(policy === "now" ? 0 : value - first, 9);
          if (policy === "more") expect(value).toBeCloseTo(scale * first, 7);
        });
      }),
    );
  });
});

describe("growth accounting", () => {
  const options = fc.record({
    churnedAfter: fc.integer({ min: 1, max: 3 }),
    kind: fc.constantFrom({ period: "month" as const }, { period: "week" as const }, { windowDays: 28 }),
  });

  test("adds up, whatever counts as churned", () => {
    fc.assert(
      fc.property(orders, options, (rows, { churnedAfter, kind }) => {
        const growth = growthAccounting(rows, { asOf: day(500), churnedAfter, ...kind });
        let revenue = 0;
        let engaged = 0;
        for (const one of growth) {
          expect(one.active).toBe(one.new + one.retained + one.resurrected);
          expect(one.revenue).toBeCloseTo(
            one.newRevenue + one.retainedRevenue + one.resurrectedRevenue + one.expansion,
            9,
          );
          engaged += one.new + one.resurrected - one.churned;
          expect(engaged).toBeGreaterThanOrEqual(one.active);
          if (churnedAfter === 1) expect(engaged).toBe(one.active);
          revenue += one.revenue;
        }
        expect(revenue).toBe(rows.reduce((sum, { amount }) => sum + amount, 0));
      }),
    );
  });

  test("of consecutive periods hands money on", () => {
    fc.assert(
      fc.property(orders, (rows) => {
        const lines = growthAccounting(rows, { asOf: day(500) }).toRows();
        lines.slice(1).forEach((one, k) => {
          const before = lines[k]?.revenue as number;
          expect(one.retainedRevenue + one.contraction + one.churnedRevenue).toBeCloseTo(before, 9);
        });
      }),
    );
  });

  test("rolling, has the lines of windows side by side among its own", () => {
    fc.assert(
      fc.property(orders, (rows) => {
        const side = growthAccounting(rows, { asOf: day(500), windowDays: 28 }).toRows();
        const rolling = growthAccounting(rows, { asOf: day(500), windowDays: 28, stepDays: 7 });
        const ends = rolling.columns.end;
        for (const line of side) expect(rolling.row(ends.indexOf(line.end))).toEqual(line);
      }),
    );
  });
});

test("stays that have all ended last as long as their mean", () => {
  const stays = fc.array(fc.tuple(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 0, max: 90 })), {
    minLength: 1,
  });
  fc.assert(
    fc.property(stays, (pairs) => {
      const rows = pairs.map(([since, days], i) => ({
        customerId: i,
        stage: "new",
        since: day(since),
        until: day(since + days),
      }));
      const curve = timeInStage(rows, { stage: "new", asOf: day(500) });
      const mean = pairs.reduce((sum, [, days]) => sum + days, 0) / pairs.length;
      expect(curve.meanDays).toBeCloseTo(mean, 9);
      expect([curve.stays, curve.open]).toEqual([pairs.length, 0]);
    }),
  );
});
