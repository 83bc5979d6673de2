import fc from "fast-check";
import { quantileSorted } from "simple-statistics";
import { describe, expect, test } from "vitest";
import { countIntegers, interiorQuantiles, median, orderStatistics } from "../../src/math/quantiles.ts";

describe("countIntegers", () => {
  test("counts up to the greatest value", () => {
    expect(countIntegers(Float64Array.of(2, 0, 2))).toEqual(Uint32Array.of(1, 0, 2));
    expect(countIntegers(new Float64Array())).toEqual(new Uint32Array());
  });

  test.each([[0.5], [-1], [65_536], [4_294_967_297]])("%d cannot be counted", (value) => {
    expect(countIntegers(Float64Array.of(1, value))).toBeUndefined();
  });
});

describe("orderStatistics", () => {
  const all = (n: number): number[] => Array.from({ length: n }, (_, i) => i);

  /** Numbers of every size and sign, popular ones among them. */
  const varied = (n: number, seed: number): Float64Array => {
    const popular = [0, 12.5, -12.5, 1e-320, -1e-320, 1.7e308, -1.7e308, 1, 2, 3];
    let state = seed;
    return Float64Array.from({ length: n }, () => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      const share = state / 2 ** 32;
      if (share < 0.4) return popular[Math.floor(share * 25)] as number;
      return (share < 0.7 ? -1 : 1) * Math.exp((share * 1e6) % 20);
    });
  };

  test.each([50, 2048, 2049, 5000])("equals a full sort of %d numbers", (n) => {
    for (let seed = 1; seed <= 5; seed += 1) {
      const values = varied(n, seed);
      const sorted = values.slice().sort();
      const some = Array.from({ length: 40 }, (_, i) => Math.floor((i * (n - 1)) / 39));
      expect(orderStatistics(values, some)).toEqual(
        Float64Array.from(some, (rank) => sorted[rank] as number),
      );
      expect(orderStatistics(values, all(n))).toEqual(sorted);
      expect(values).toEqual(varied(n, seed));
    }
  });

  test("equals a full sort by counts", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(9), { minLength: 1, maxLength: 60 }), (list) => {
        const values = Float64Array.from(list);
        const found = orderStatistics(values, all(values.length), countIntegers(values));
        expect(found).toEqual(values.slice().sort());
      }),
    );
  });

  test("takes ranks in any order", () => {
    const values = Float64Array.from({ length: 3000 }, (_, i) => (i * 7919) % 3000);
    const sorted = values.slice().sort();
    const ranks = [2999, 0, 1500, 1499, 1500];
    const expected = Float64Array.from(ranks, (rank) => sorted[rank] as number);
    expect(orderStatistics(values, ranks)).toEqual(expected);
    expect(orderStatistics(values, ranks, countIntegers(values))).toEqual(expected);
  });

  test("reads a view that does not start at the beginning of its buffer", () => {
    const values = Float64Array.from({ length: 3001 }, (_, i) => (i === 0 ? -5 : 1 / i)).subarray(1);
    expect(orderStatistics(values, [0, 2999])).toEqual(Float64Array.of(1 / 3000, 1));
  });
});

describe("interiorQuantiles", () => {
  test("interpolates as definition 7 does", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: 1, maxLength: 200 }),
        fc.integer({ min: 2, max: 10 }),
        (list, parts) => {
          const values = Float64Array.from(list);
          const sorted = Array.from(values).sort((a, b) => a - b);
          const cuts = interiorQuantiles(values, parts);
          expect(interiorQuantiles(values, parts, countIntegers(values))).toEqual(cuts);
          expect(cuts).toHaveLength(parts - 1);
          cuts.forEach((cut, i) => {
            const h = ((i + 1) / parts) * (sorted.length - 1);
            const low = sorted[Math.floor(h + 1e-9)] as number;
            const high = sorted[Math.min(Math.floor(h + 1e-9) + 1, sorted.length - 1)] as number;
            expect(cut).toBeCloseTo(low + (h - Math.floor(h + 1e-9)) * (high - low), 6);
          });
        },
      ),
    );
  });

  test("cuts of nothing are none, of one value that value", () => {
    expect(interiorQuantiles(new Float64Array(), 5)).toEqual([]);
    expect(interiorQuantiles(Float64Array.of(7), 3)).toEqual([7, 7]);
  });

  test("a cut between neighbouring doubles stays below the upper one", () => {
    const next = 1 + Number.EPSILON;
    expect(interiorQuantiles(Float64Array.of(1, next), 10)).toEqual(new Array(9).fill(1));
  });

  test("a cut between numbers further apart than the greatest double is finite", () => {
    expect(interiorQuantiles(Float64Array.of(-1.7e308, 1.7e308), 2)).toEqual([0]);
  });
});

test("median equals another library's on odd and even counts", () => {
  for (const list of [[3, 1, 2], [4, 1, 2, 9], [5]]) {
    const sorted = list.slice().sort((a, b) => a - b);
    expect(median(Float64Array.from(list))).toBe(quantileSorted(sorted, 0.5));
  }
  expect(median(new Float64Array())).toBeNaN();
});
