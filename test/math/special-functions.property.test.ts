import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { digamma, trigamma } from "../../src/math/digamma.ts";
import { lbeta, lbetaDensity, lbetaRise } from "../../src/math/lbeta.ts";
import { digammaMean, lgamma, lgammaDelta } from "../../src/math/lgamma.ts";
import { logAddExp, logSumExp } from "../../src/math/log-sum-exp.ts";
import { negativeBinomialMass, negativeBinomialTail } from "../../src/math/negative-binomial.ts";
import { normalQuantile } from "../../src/math/normal-quantile.ts";
import { phi } from "../../src/math/phi.ts";
import { scaledExpint, scaledExpintMoment } from "../../src/math/scaled-expint.ts";

/** A number whose logarithm is evenly spread. */
const spread = (low: number, high: number) =>
  fc.double({ min: Math.log(low), max: Math.log(high), noNaN: true }).map(Math.exp);

/** Fails unless the two agree, relative to `max(floor, size)`. */
function agree(a: number, b: number, tolerance: number, floor = 1): void {
  expect(Math.abs(a - b)).toBeLessThanOrEqual(tolerance * Math.max(floor, Math.abs(a), Math.abs(b)));
}

describe("log-gamma", () => {
  test("follows its recurrence", () => {
    fc.assert(fc.property(spread(1e-6, 1e8), (x) => agree(lgamma(x + 1), lgamma(x) + Math.log(x), 1e-14)));
  });

  test("a step there and back is no step", () => {
    fc.assert(
      fc.property(spread(1e-3, 1e6), spread(1e-9, 1e6), (a, d) => {
        // a + d is rounded, which moves the way back by digamma times the rounding
        const rounding = 1e-15 * (a + d) * Math.abs(digamma(a + d));
        expect(Math.abs(lgammaDelta(a, d) + lgammaDelta(a + d, -d))).toBeLessThan(
          rounding + 1e-13 * Math.max(1, Math.abs(lgammaDelta(a, d))),
        );
      }),
    );
  });

  test("whole steps are sums of logarithms", () => {
    fc.assert(
      fc.property(spread(1e-6, 1e6), fc.integer({ min: 1, max: 60 }), (a, n) => {
        let sum = 0;
        for (let k = 0; k < n; k += 1) sum += Math.log(a + k);
        agree(lgammaDelta(a, n), sum, 2e-14);
      }),
    );
  });

  test("the mean of digamma lies between digamma at the two ends", () => {
    fc.assert(
      fc.property(spread(1e-3, 1e6), spread(1e-9, 1e6), (a, d) => {
        const mean = digammaMean(a, d);
        const slack = 1e-14 * Math.max(1, Math.abs(mean));
        expect(mean).toBeGreaterThanOrEqual(digamma(a) - slack);
        expect(mean).toBeLessThanOrEqual(digamma(a + d) + slack);
      }),
    );
  });

  test("digamma and trigamma follow their recurrences", () => {
    fc.assert(
      fc.property(spread(1e-3, 1e6), (x) => {
        agree(digamma(x + 1), digamma(x) + 1 / x, 1e-14, 1 + 1 / x);
        agree(trigamma(x), trigamma(x + 1) + 1 / (x * x), 1e-14, 0);
      }),
    );
  });
});

describe("beta functions", () => {
  test("ln B is symmetric and follows its recurrence", () => {
    fc.assert(
      fc.property(spread(1e-6, 1e6), spread(1e-6, 1e6), (a, b) => {
        expect(lbeta(a, b)).toBe(lbeta(b, a));
        agree(lbeta(a + 1, b), lbeta(a, b) + Math.log(a / (a + b)), 2e-14);
      }),
    );
  });

  test("the rise is a sum over steps", () => {
    fc.assert(
      fc.property(spread(1e-6, 1e4), spread(1e-6, 1e4), fc.integer({ min: 0, max: 60 }), (a, b, n) => {
        let sum = 0;
        for (let k = 0; k < n; k += 1) sum -= Math.log1p(a / (b + k));
        agree(lbetaRise(a, b, n), sum, 3e-14);
      }),
    );
  });

  test("the density agrees with its plain sum", () => {
    fc.assert(
      fc.property(spread(0.01, 50), spread(0.01, 50), spread(1e-3, 1e3), (a, b, odds) => {
        const plain = -lbeta(a, b) - a * Math.log1p(odds) - b * Math.log1p(1 / odds);
        agree(lbetaDensity(a, b, odds), plain, 1e-13);
      }),
    );
  });
});

describe("discounting functions", () => {
  test("phi grows with the length, shrinks with the rate, and is at most the length at rates above 0", () => {
    fc.assert(
      fc.property(spread(1e-9, 10), spread(1e-6, 50), spread(1.001, 3), (k, l, more) => {
        const slack = 1 + 1e-15;
        expect(phi(k, l)).toBeLessThanOrEqual(l * slack);
        expect(phi(k, l * more)).toBeGreaterThanOrEqual(phi(k, l));
        expect(phi(k * more, l)).toBeLessThanOrEqual(phi(k, l) * slack);
        expect(phi(-k, l)).toBeGreaterThanOrEqual(l / slack);
      }),
    );
  });

  test("the exponential integral follows its recurrence in the order, across its two methods", () => {
    fc.assert(
      fc.property(spread(1e-3, 40), spread(1e-6, 30), (s, z) => {
        // s E_(s+1) + z E_s = e^-z
        agree(s * scaledExpint(s + 1, z) + z * scaledExpint(s, z), 1, 1e-13);
      }),
    );
  });

  test("its moment is the drop from one order to the next", () => {
    fc.assert(
      fc.property(spread(1.01, 40), spread(1e-6, 30), (s, z) => {
        // the integral of v (1+v)^-s is that of (1+v)^-(s-1) less that of (1+v)^-s
        const plain = scaledExpint(s - 1, z) - scaledExpint(s, z);
        expect(Math.abs(scaledExpintMoment(s, z) - plain)).toBeLessThan(1e-13 * scaledExpint(s - 1, z));
      }),
    );
  });
});

describe("negative binomial", () => {
  test("masses add up to one, and tails are what is left", () => {
    fc.assert(
      fc.property(spread(1e-3, 20), spread(1e-3, 20), (r, odds) => {
        let below = 0;
        for (let n = 0; n < 40; n += 1) {
          const mass = negativeBinomialMass(n, r, odds);
          agree(negativeBinomialTail(n, r, odds, mass) + below, 1, 1e-13);
          below += mass;
        }
      }),
    );
  });

  test("tails fall one mass at a time, also where both are tiny", () => {
    fc.assert(
      fc.property(spread(1e-3, 50), spread(1e-6, 1e3), fc.integer({ min: 0, max: 300 }), (r, odds, n) => {
        const mass = negativeBinomialMass(n, r, odds);
        const next = negativeBinomialMass(n + 1, r, odds);
        fc.pre(next > 1e-290);
        const tail = negativeBinomialTail(n, r, odds, mass);
        agree(tail, mass + negativeBinomialTail(n + 1, r, odds, next), 1e-11, 0);
      }),
    );
  });

  test("no time, no purchases", () => {
    expect(negativeBinomialMass(0, 2, 0)).toBe(1);
    expect(negativeBinomialMass(3, 2, 0)).toBe(0);
  });
});

describe("sums of logarithms", () => {
  test("logSumExp of two is logAddExp, and neither overflows", () => {
    const any = fc.double({ min: -1e4, max: 1e4, noNaN: true });
    fc.assert(
      fc.property(any, any, (a, b) => {
        agree(logSumExp([a, b]), logAddExp(a, b), 1e-14);
        expect(logAddExp(a, b)).toBeGreaterThanOrEqual(Math.max(a, b));
      }),
    );
  });

  test("nothing adds nothing", () => {
    const nothing = Number.NEGATIVE_INFINITY;
    expect(logAddExp(nothing, nothing)).toBe(nothing);
    expect(logAddExp(nothing, 3)).toBe(3);
    expect(logSumExp([])).toBe(nothing);
    expect(logSumExp([nothing, 2])).toBe(2);
  });
});

describe("normalQuantile", () => {
  test("is odd around one half and rises", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2 ** 20 - 1 }), (k) => {
        const p = k / 2 ** 20;
        expect(normalQuantile(1 - p)).toBeCloseTo(-normalQuantile(p), 12);
        expect(normalQuantile(p + 2 ** -21)).toBeGreaterThan(normalQuantile(p));
      }),
    );
  });

  test("is infinite at the ends and NaN outside", () => {
    expect(normalQuantile(0)).toBe(Number.NEGATIVE_INFINITY);
    expect(normalQuantile(1)).toBe(Number.POSITIVE_INFINITY);
    expect(normalQuantile(-0.1)).toBeNaN();
    expect(normalQuantile(1.5)).toBeNaN();
    expect(normalQuantile(Number.NaN)).toBeNaN();
  });
});
