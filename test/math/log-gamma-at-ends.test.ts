import { expect, test } from "vitest";
import { lbeta, lbetaDensity } from "../../src/math/lbeta.ts";
import { lgammaDelta } from "../../src/math/lgamma.ts";

test.each([
  [1e-17, 1e-20],
  [3e-19, 1e-19],
  [1e-28, 3e-30],
  [1e-30, 1e-30],
])("near its pole ln Gamma falls from %d by %d as minus the logarithm", (from, step) => {
  const wanted = -Math.log1p(step / from);
  expect(Math.abs(lgammaDelta(from, step) / wanted - 1)).toBeLessThan(1e-14);
  const beta = Math.log(1 / from + 1 / step);
  expect(Math.abs(lbeta(from, step) / beta - 1)).toBeLessThan(1e-14);
  expect(lbeta(step, from)).toBe(lbeta(from, step));
});

test("a density is nothing, not infinite, where what is expected rounds to all or to none", () => {
  expect(Math.exp(lbetaDensity(40, 2.5e19, 6.7e-18))).toBe(0);
  expect(Math.exp(lbetaDensity(2.5e19, 40, 1 / 6.7e-18))).toBe(0);
});

test("far from what is expected a density keeps its digits", () => {
  // a = 20, b = 1e6: ln [(a + b - 1)! / ((a - 1)! (b - 1)!) p^a q^b] at p = 2e-4, ten times the mean
  const odds = 1 / 2e-4 - 1;
  let wanted = 20 * Math.log(2e-4) + 1e6 * Math.log1p(-2e-4);
  for (let k = 0; k < 20; k += 1) wanted += Math.log((1e6 + k) / Math.max(1, k));
  expect(Math.abs(lbetaDensity(20, 1e6, odds) / wanted - 1)).toBeLessThan(1e-12);
  expect(Math.abs(lbetaDensity(1e6, 20, 1 / odds) / wanted - 1)).toBeLessThan(1e-12);
});
