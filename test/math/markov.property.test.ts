import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { solveLinear } from "../../src/math/linear-system.ts";
import {
  communicatingClasses,
  discountedRewards,
  expectedVisits,
  stationaryShares,
  stepMix,
} from "../../src/math/markov.ts";

const SIZE = 5;

/** A chain in which every state leads to every other. */
const anyChain = fc
  .array(fc.double({ min: 0.01, max: 1, noNaN: true }), { minLength: SIZE * SIZE, maxLength: SIZE * SIZE })
  .map((cells) => {
    const matrix = Float64Array.from(cells);
    for (let i = 0; i < SIZE; i += 1) {
      const row = matrix.subarray(i * SIZE, (i + 1) * SIZE);
      const sum = row.reduce((a, b) => a + b, 0);
      for (let j = 0; j < SIZE; j += 1) row[j] = (row[j] as number) / sum;
    }
    return matrix;
  });

describe("chains", () => {
  test("long-run shares stay where they are, and sum to 1", () => {
    fc.assert(
      fc.property(anyChain, (matrix) => {
        const shares = stationaryShares(matrix, SIZE);
        const after = stepMix(matrix, SIZE, shares);
        for (let i = 0; i < SIZE; i += 1) expect(after[i]).toBeCloseTo(shares[i] as number, 13);
        expect(shares.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 13);
      }),
    );
  });

  test("value is the reward and the discounted value of where one goes", () => {
    const rewards = fc.array(fc.double({ min: -100, max: 100, noNaN: true }), {
      minLength: SIZE,
      maxLength: SIZE,
    });
    fc.assert(
      fc.property(anyChain, rewards, fc.double({ min: 0, max: 0.99, noNaN: true }), (matrix, r, discount) => {
        const reward = Float64Array.from(r);
        const values = discountedRewards(matrix, SIZE, reward, discount) as Float64Array;
        const long = discountedRewards(matrix, SIZE, reward, discount, 4000) as Float64Array;
        for (let i = 0; i < SIZE; i += 1) {
          let next = 0;
          for (let j = 0; j < SIZE; j += 1) next += (matrix[i * SIZE + j] as number) * (values[j] as number);
          expect(values[i]).toBeCloseTo((reward[i] as number) + discount * next, 8);
          expect(long[i]).toBeCloseTo(values[i] as number, 7);
        }
      }),
    );
  });

  test("visits satisfy N = I + Q N", () => {
    const live = [0, 2, 3];
    fc.assert(
      fc.property(anyChain, (matrix) => {
        const visits = expectedVisits(matrix, SIZE, live) as Float64Array;
        for (let i = 0; i < live.length; i += 1) {
          for (let j = 0; j < live.length; j += 1) {
            let sum = i === j ? 1 : 0;
            for (let k = 0; k < live.length; k += 1) {
              const q = matrix[(live[i] as number) * SIZE + (live[k] as number)] as number;
              sum += q * (visits[k * live.length + j] as number);
            }
            expect(visits[i * live.length + j]).toBeCloseTo(sum, 9);
          }
        }
      }),
    );
  });

  test("two states are of one class exactly where each reaches the other", () => {
    const cells = fc.array(fc.boolean(), { minLength: SIZE * SIZE, maxLength: SIZE * SIZE });
    fc.assert(
      fc.property(cells, (edges) => {
        const matrix = Float64Array.from(edges, (edge) => (edge ? 0.2 : 0));
        const reach = edges.slice();
        for (let i = 0; i < SIZE; i += 1) reach[i * SIZE + i] = true;
        for (let k = 0; k < SIZE; k += 1) {
          for (let i = 0; i < SIZE; i += 1) {
            for (let j = 0; j < SIZE; j += 1) {
              if (reach[i * SIZE + k] && reach[k * SIZE + j]) reach[i * SIZE + j] = true;
            }
          }
        }
        const classOf = new Map<number, readonly number[]>();
        for (const { states, closed } of communicatingClasses(matrix, SIZE)) {
          for (const state of states) classOf.set(state, states);
          const outside = states.some((i) =>
            reach.slice(i * SIZE, (i + 1) * SIZE).some((r, j) => r && !states.includes(j)),
          );
          expect(closed).toBe(!outside);
        }
        for (let i = 0; i < SIZE; i += 1) {
          for (let j = 0; j < SIZE; j += 1) {
            expect(classOf.get(i) === classOf.get(j)).toBe(reach[i * SIZE + j] && reach[j * SIZE + i]);
          }
        }
      }),
    );
  });
});

test("a solution solves", () => {
  const cells = fc.array(fc.double({ min: -3, max: 3, noNaN: true }), { minLength: 12, maxLength: 12 });
  fc.assert(
    fc.property(cells, (values) => {
      const matrix = Float64Array.from(values.slice(0, 9));
      const right = Float64Array.from(values.slice(9));
      const x = solveLinear(matrix, 3, right, 1);
      if (x === undefined) return;
      const size = Math.max(1, ...x.map(Math.abs));
      for (let i = 0; i < 3; i += 1) {
        let sum = 0;
        for (let j = 0; j < 3; j += 1) sum += (matrix[i * 3 + j] as number) * (x[j] as number);
        expect(Math.abs(sum - (right[i] as number))).toBeLessThan(1e-12 * size);
      }
    }),
  );
});
