import fc from "fast-check";
import { expect } from "vitest";

/** A number whose logarithm is evenly spread. */
export const spread = (low: number, high: number): fc.Arbitrary<number> =>
  fc.double({ min: Math.log(low), max: Math.log(high), noNaN: true }).map(Math.exp);

/** A customer in continuous time. */
export const anyHistory: fc.Arbitrary<{ frequency: number; recency: number; age: number }> = fc
  .record({
    frequency: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 13, max: 400 })),
    age: spread(0.1, 500),
    share: fc.oneof(fc.constant(1), fc.double({ min: 0.01, max: 1, noNaN: true })),
  })
  .map(({ frequency, age, share }) => ({ frequency, recency: frequency === 0 ? 0 : share * age, age }));

/** Parameters of BG/NBD, MBG/NBD and what grows out of them. */
export const coin: fc.Arbitrary<{ r: number; alpha: number; a: number; b: number }> = fc.record({
  r: spread(0.05, 20),
  alpha: spread(0.1, 200),
  a: spread(0.05, 20),
  b: spread(0.05, 50),
});

/** `a` and `b` agree, relative to the larger. */
export function agree(a: number, b: number, tolerance: number): void {
  expect(Math.abs(a - b)).toBeLessThanOrEqual(tolerance * Math.max(Math.abs(a), Math.abs(b), 1e-290));
}
