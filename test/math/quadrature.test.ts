import { describe, expect, test } from "vitest";
import { gaussLegendre } from "../../src/math/gauss-legendre.ts";
import { gammaProbability } from "../../src/math/incomplete-gamma.ts";
import { lbeta } from "../../src/math/lbeta.ts";
import { lgamma } from "../../src/math/lgamma.ts";
import { logConcaveIntegral, logConcaveNodes, MOST_NODES } from "../../src/math/log-concave-integral.ts";
import { betaMean } from "../../src/math/logit-trapezoid.ts";

describe("gaussLegendre", () => {
  test("has the classic three nodes and weights", () => {
    const { nodes, weights } = gaussLegendre(3);
    expect(nodes[0]).toBeCloseTo((1 - Math.sqrt(0.6)) / 2, 15);
    expect(nodes[1]).toBeCloseTo(0.5, 15);
    expect(weights[0]).toBeCloseTo(5 / 18, 15);
    expect(weights[1]).toBeCloseTo(8 / 18, 15);
  });

  test.each([1, 2, 5, 16, 32, 64])("with %i points is exact to its degree", (size) => {
    const { nodes, weights } = gaussLegendre(size);
    for (const degree of [0, 1, size, 2 * size - 1]) {
      let sum = 0;
      nodes.forEach((x, i) => {
        sum += (weights[i] as number) * x ** degree;
      });
      expect(sum).toBeCloseTo(1 / (degree + 1), 13);
    }
  });
});

describe("logConcaveIntegral", () => {
  /** ln of x^c0 (1 - x)^c1 in the logit of x, whose integral is B(c0, c1). */
  const softplus = (u: number) => Math.max(u, 0) + Math.log1p(Math.exp(-Math.abs(u)));
  const f = (u: number, a: number, b: number) => -a * softplus(-u) - b * softplus(u);
  const slope = (u: number, a: number, b: number) => a / (1 + Math.exp(u)) - b / (1 + Math.exp(-u));

  test.each([
    [1, 1],
    [0.1, 7],
    [50, 3],
    [1e4, 1e4],
    [2e5, 0.02],
  ])("gives the beta function B(%d, %d)", (a, b) => {
    const got = logConcaveIntegral(f, slope, a, b, 0, 0, -5000, Math.log(a / b), 5000);
    const wanted = lbeta(a, b);
    expect(Math.abs(got - wanted) / Math.max(1, Math.abs(wanted))).toBeLessThan(1e-13);
  });

  test.each([
    [3, 13],
    [1, 39],
    [0.01, 3900],
    [6, 3],
  ])("keeps its digits on a side %d long that falls by %d a unit", (length, fall) => {
    const line = (u: number, k: number) => -k * u;
    const constant = (_u: number, k: number) => -k;
    const got = logConcaveIntegral(line, constant, fall, 0, 0, 0, 0, 0, length);
    expect(Math.abs(got - Math.log(-Math.expm1(-fall * length) / fall))).toBeLessThan(1e-14);
  });

  test("keeps its digits on wide sides that fall little, and then all at once", () => {
    const flat = (u: number, k: number) => -k * (u - 3) ** 4;
    const steep = (u: number, k: number) => -4 * k * (u - 3) ** 3;
    const k = 1 / 70;
    // The integral of e^(-k u^4) over [0, 6] is an incomplete gamma function of 1/4.
    const side = lgamma(0.25) + Math.log(gammaProbability(0.25, k * 6 ** 4).below / 4) - Math.log(k) / 4;
    const got = logConcaveIntegral(flat, steep, k, 0, 0, 0, -3, 3, 9);
    expect(Math.abs(got - (side + Math.LN2))).toBeLessThan(1e-13);
  });

  test.each([
    [1, 1],
    [0.1, 7],
    [50, 3],
    [2e5, 0.02],
  ])("gives nodes for means over a density: of beta %d, %d", (a, b) => {
    const points = new Float64Array(MOST_NODES);
    const weights = new Float64Array(MOST_NODES);
    const peak = Math.log(a / b);
    const count = logConcaveNodes(f, slope, a, b, 0, 0, -5000, peak, 5000, points, weights);
    let total = 0;
    let mean = 0;
    for (let i = 0; i < count; i += 1) {
      total += weights[i] as number;
      mean += (weights[i] as number) / (1 + Math.exp(-(points[i] as number)));
    }
    expect(Math.log(total) + f(peak, a, b)).toBeCloseTo(lbeta(a, b), 9);
    expect(mean / total / (a / (a + b))).toBeCloseTo(1, 12);
    expect(points[count]).toBe(0);
  });

  test.each([
    [2, 3],
    [13, 3],
    [-2, 0],
    [-13, 0],
  ])("gives nodes on one side of a peak at an end, of a line that rises by %d", (rise, peak) => {
    const points = new Float64Array(MOST_NODES);
    const weights = new Float64Array(MOST_NODES);
    const line = (u: number, k: number) => k * u;
    const constant = (_u: number, k: number) => k;
    const count = logConcaveNodes(line, constant, rise, 0, 0, 0, 0, peak, 3, points, weights);
    const total = weights.subarray(0, count).reduce((sum, weight) => sum + weight, 0);
    // Relative to the peak.
    expect((total * Math.abs(rise)) / -Math.expm1(-3 * Math.abs(rise))).toBeCloseTo(1, 13);
  });

  test("works with the peak at either end", () => {
    const line = (u: number, k: number) => k * u;
    const constant = (_u: number, k: number) => k;
    // the integral of e^(2u) over [0, 3], and of e^(-2u)
    const wanted = Math.log(Math.expm1(6) / 2);
    expect(logConcaveIntegral(line, constant, 2, 0, 0, 0, 0, 3, 3)).toBeCloseTo(wanted, 14);
    expect(logConcaveIntegral(line, constant, -2, 0, 0, 0, 0, 0, 3)).toBeCloseTo(wanted - 6, 14);
  });
});

describe("betaMean", () => {
  test.each([
    [0.001, 1],
    [0.5, 2.5],
    [30, 1],
    [1e4, 3e3],
  ])("averages 1 - p and (1 - p)^2 over Beta(%d, %d)", (a, b) => {
    const n = a + b;
    expect(betaMean((_p, q) => q + q / n, a, b) / (b / n)).toBeCloseTo(1, 12);
    const second = (b * (b + 1)) / (n * (n + 1));
    expect(betaMean((_p, q) => q * q + (2 * q * q) / n, a, b) / second).toBeCloseTo(1, 12);
  });
});
