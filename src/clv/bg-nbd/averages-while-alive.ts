/**
 * Averages over the chance `p ~ Beta(a, b)` of leaving after a purchase, by the trapezoid rule in the logit of `p`: for
 * horizons of any length and customers of any shape.
 *
 * @module
 */
import { betaMean } from "../../math/logit-trapezoid.ts";
import { survivalFromPeak } from "./survival-from-peak.ts";

/** A power below e to minus this is near underflow. */
export const LARGEST_LOG = 690;

/** Purchases within the horizon: `E[(1 - (1 + p u)^(-shape)) / p]`. */
export function purchasesByAverage(u: number, shape: number, a: number, b: number): number {
  const atOne = -Math.expm1(-shape * Math.log1p(u)); // the integrand at p = 1
  const slopeAt = (p: number, value: number, kept: number): number =>
    (value - (shape * u * kept) / (1 + p * u)) / p;
  if (b >= 1) {
    return betaMean(
      (p, q) => {
        const kept = Math.exp(-shape * Math.log1p(p * u));
        const value = -Math.expm1(-shape * Math.log1p(p * u)) / p;
        return value + (slopeAt(p, value, kept) * q) / (a + b);
      },
      a,
      b,
    );
  }
  // A b below 1 piles weight up at p = 1. That value is split off, and the rest divided by q exactly.
  const rest = betaMean(
    (p, q) => {
      const kept = Math.exp(-shape * Math.log1p(p * u));
      const value = -Math.expm1(-shape * Math.log1p(p * u)) / p;
      const excess = (atOne + (kept * Math.expm1(shape * (Math.log1p(p * u) - Math.log1p(u)))) / q) / p;
      return excess + (slopeAt(p, value, kept) - excess) / (a + b + 1);
    },
    a,
    b + 1,
  );
  return atOne + (b / (a + b)) * rest;
}

/** The chance to be alive at its end: `E[(1 + p u)^(-shape)]`. */
export function survivalByAverage(u: number, shape: number, a: number, b: number): number {
  const mode = (a + 1) / (a + 1 + (b < 1 ? b + 1 : b));
  if (shape * Math.log1p(mode * u) > LARGEST_LOG) return survivalFromPeak(u, shape, a, b);
  const kept = (p: number): number => Math.exp(-shape * Math.log1p(p * u));
  const slope = (p: number): number => (shape * u * kept(p)) / (1 + p * u);
  if (b >= 1) return betaMean((p, q) => kept(p) + (slope(p) * q) / (a + b), a, b);
  const rest = betaMean(
    (p, q) => {
      const excess = (-kept(p) * Math.expm1(shape * (Math.log1p(p * u) - Math.log1p(u)))) / q;
      return excess + (slope(p) - excess) / (a + b + 1);
    },
    a,
    b + 1,
  );
  return kept(1) + (b / (a + b)) * rest;
}
