import { describe, expect, test } from "vitest";
import { discountedLife } from "../../src/math/discounted-life.ts";
import { negativeBinomialMass, negativeBinomialTail } from "../../src/math/negative-binomial.ts";

const near = (actual: number, expected: number, tolerance = 1e-12) =>
  expect(Math.abs(actual / expected - 1)).toBeLessThan(tolerance);

describe("discountedLife", () => {
  test("without a discount is that of a beta-geometric, which has a mean from leave above 1 on", () => {
    expect(discountedLife(3, 2, 0)).toBe(4);
    expect([discountedLife(3, 1, 0), discountedLife(3, 0.5, 0)]).toEqual([
      Number.POSITIVE_INFINITY,
      Number.POSITIVE_INFINITY,
    ]);
    near(discountedLife(3, 1.5, 0), 7);
  });

  test.each([3, 0.1, 2e-4, 1.0001e-4, 1e-4, 5e-5, 1e-8])("has its closed forms at the rate %d", (rate) => {
    // Retention that is uniform: the integral of 1 / (1 - p / (1 + d)); of density 1 / (2 sqrt(p)): with s = sqrt(p).
    near(discountedLife(1, 1, rate), (1 + rate) * Math.log1p(1 / rate));
    const root = Math.sqrt(1 / (1 + rate));
    near(
      discountedLife(0.5, 1, rate),
      (2 * Math.log1p(root) - Math.log(rate / (1 + rate))) / (2 * root),
      1e-11,
    );
  });
});

describe("a negative binomial of shape 1 is geometric", () => {
  test.each([1e-3, 0.5, 3, 8.9, 9.1, 1e4])("at the odds %d", (odds) => {
    const z = odds / (1 + odds);
    for (const n of [0, 1, 2, 7, 40]) {
      const mass = negativeBinomialMass(n, 1, odds);
      near(mass, z ** n / (1 + odds), 1e-11);
      near(negativeBinomialTail(n, 1, odds, mass), z ** n, 1e-11);
    }
  });

  test("and of other shapes begins with (1 + odds)^-r, and r z times that", () => {
    near(negativeBinomialMass(0, 2.5, 3), 4 ** -2.5);
    near(negativeBinomialMass(1, 2.5, 3), 2.5 * 0.75 * 4 ** -2.5);
    near(negativeBinomialTail(1, 2.5, 3, negativeBinomialMass(1, 2.5, 3)), 1 - 4 ** -2.5);
    expect([negativeBinomialMass(3, 2, 1e-201), negativeBinomialMass(0, 2, 1e-201)]).toEqual([0, 1]);
    expect(negativeBinomialTail(0, 2, 1, 0.25)).toBe(1);
  });
});

// The incomplete beta function by mpmath at 50 digits, and the integral over the logit by its quadrature.
test.each([
  [20_000, 0.5, 3000, 0.00026106192727660976],
  [5001, 100, 60, 0.9572115036584462],
  [1_000_000, 0.015625, 1e6, 0.0034824830975680033],
  [3000, 2 ** -10, 400, 6.52280742423389e-8],
  [100_000_000, 3, 1e8, 0.9196986020089072],
])("a tail far out: P(N >= %d) of shape %d at the odds %d", (n, r, odds, wanted) => {
  near(negativeBinomialTail(n, r, odds, negativeBinomialMass(n, r, odds)), wanted);
});

test("of a count whose chance is below any double the tail is 0, not what is left of it", () => {
  expect(negativeBinomialTail(79_722, 0.5, 44.75, negativeBinomialMass(79_722, 0.5, 44.75))).toBe(0);
});

test.each([
  [500, 20, 8000],
  [500, 20, 12_000],
  [0.3, 15, 40],
  [30, 0.8, 3],
  [30, 0.8, 90],
  [2, 9, 18],
])("a tail is the sum of its masses: shape %d, odds %d, from %d on", (r, odds, n) => {
  let sum = 0;
  for (let k = n; k < n + 20_000; k += 1) sum += negativeBinomialMass(k, r, odds);
  near(negativeBinomialTail(n, r, odds, negativeBinomialMass(n, r, odds)), sum, 1e-9);
});
