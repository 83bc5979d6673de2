import { describe, expect, test } from "vitest";
import { regularity } from "../../src/clv/index.ts";
import { digamma } from "../../src/math/digamma.ts";

const dayOf = (day: number): string =>
  new Date(Date.UTC(2024, 0, 1) + day * 86_400_000).toISOString().slice(0, 10);
/** Orders of one customer, by the gaps between them. */
const orders = (customerId: string, gaps: readonly number[]) => {
  let day = 0;
  return [0, ...gaps].map((gap) => {
    day += gap;
    return { customerId, at: dayOf(day), amount: 1 };
  });
};
const asOf = { asOf: "2026-12-31" };

/** The gamma shape by bisection: `ln k - digamma(k)` is the logarithm of the mean gap less the mean logarithm. */
function shapeOf(gaps: readonly number[]): number {
  const mean = gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length;
  const wanted = Math.log(mean) - gaps.reduce((sum, gap) => sum + Math.log(gap), 0) / gaps.length;
  let low = 1e-3;
  let high = 1e6;
  for (let i = 0; i < 200; i += 1) {
    const middle = Math.sqrt(low * high);
    if (Math.log(middle) - digamma(middle) > wanted) low = middle;
    else high = middle;
  }
  return low;
}

const even = [7, 8, 6, 7, 9, 7, 5, 7, 8, 6];
const odd = [1, 30, 2, 9, 1, 44, 3, 3, 12, 1, 5];
const middling = [4, 8, 12, 6, 3, 9, 14, 7, 5, 10];

describe("the gamma shape of the gaps", () => {
  test("is the median over the customers with at least ten", () => {
    const few = [...orders("a", even), ...orders("c", even.slice(1))];
    expect(regularity(few, asOf).gammaShape.customers).toBe(1);
    expect(regularity(few, asOf).gammaShape.k).toBeCloseTo(shapeOf(even), 8);
    const two = [...orders("a", even), ...orders("b", odd)];
    expect(regularity(two, asOf).gammaShape.k).toBeCloseTo((shapeOf(even) + shapeOf(odd)) / 2, 8);
    const three = [...two, ...orders("c", middling)];
    expect(regularity(three, asOf).gammaShape).toEqual({
      k: expect.closeTo(shapeOf(middling), 9),
      customers: 3,
    });
  });

  test("is none where the gaps are all alike, or nobody has so many", () => {
    const weekly = orders("a", new Array<number>(12).fill(7));
    expect(regularity(weekly, asOf).gammaShape).toEqual({ k: null, customers: 1 });
    expect(regularity(orders("a", [3]), asOf).gammaShape).toEqual({ k: null, customers: 0 });
  });
});

describe("the shape of the last two gaps", () => {
  test("follows from how their shares vary", () => {
    // shares 3/4 and 1/3: squares 1/16 and 1/36 from one half
    const { wheatMorrison } = regularity([...orders("a", [9, 1, 3]), ...orders("b", [4, 2])], asOf);
    const variance = (1 / 16 + 1 / 36) / 2;
    expect(wheatMorrison.variance).toBeCloseTo(variance, 14);
    expect(wheatMorrison.k).toBeCloseTo((1 - 4 * variance) / (8 * variance), 12);
    expect(wheatMorrison.customers).toBe(2);
    // normal: 12.7 standard deviations of 1 / sqrt(180 n) make one
    expect(wheatMorrison.pValue).toBeGreaterThan(0);
    expect(wheatMorrison.pValue).toBeLessThan(0.5);
  });

  test("is none of gaps alike, nor of nobody with two", () => {
    expect(regularity(orders("a", [5, 5]), asOf).wheatMorrison).toMatchObject({
      k: null,
      variance: 0,
      customers: 1,
    });
    expect(regularity(orders("a", [5]), asOf).wheatMorrison).toEqual({
      k: null,
      variance: null,
      pValue: null,
      customers: 0,
    });
  });
});
