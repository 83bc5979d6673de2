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

test("a density is nothing, not infinite, where what is expected rounds to all", () => {
  expect(Math.exp(lbetaDensity(40, 2.5e19, 6.7e-18))).toBe(0);
});
