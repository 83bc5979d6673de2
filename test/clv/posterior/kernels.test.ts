import { describe, expect, test } from "vitest";
import { nbd, paretoNbd, posterior, predictiveCheck } from "../../../src/clv/index.ts";
import { peerPriors } from "../../../src/clv/posterior/add-prior.ts";
import { audit } from "../../../src/clv/posterior/audit.ts";
import { convergenceOf } from "../../../src/clv/posterior/convergence.ts";
import { fitMixture } from "../../../src/clv/posterior/fit-mixture.ts";
import { hamiltonianChains } from "../../../src/clv/posterior/hamiltonian-chains.ts";
import { learnPolynomial } from "../../../src/clv/posterior/learn-polynomial.ts";
import { type LogDensity, logDensity } from "../../../src/clv/posterior/log-density.ts";
import { smoothWeights } from "../../../src/clv/posterior/pareto-smoothing.ts";
import { type Sampled, sampleDensity } from "../../../src/clv/posterior/sample-density.ts";
import { reasonsAgainst } from "../../../src/clv/posterior/summarize-draws.ts";
import {
  drawMixture,
  mixtureLogDensity,
  roundComponent,
  tComponent,
} from "../../../src/clv/posterior/t-mixture.ts";
import { weightedMedian } from "../../../src/clv/posterior/weighted-median.ts";
import { type Whitened, whiten } from "../../../src/clv/posterior/whitened.ts";
import { seedRandom } from "../../../src/math/random.ts";

const identity = Float64Array.of(1, 0, 0, 1);

/** A density in two coordinates, from its logarithm and slopes. */
function density(of: (x: number, y: number) => readonly [value: number, dx: number, dy: number]): LogDensity {
  return {
    size: 2,
    value: (at) => of(at[0] as number, at[1] as number)[0],
    slope: (at, gradient) => {
      const [value, dx, dy] = of(at[0] as number, at[1] as number);
      gradient[0] = dx;
      gradient[1] = dy;
      return value;
    },
  };
}
const normal = density((x, y) => [-(x * x + y * y) / 2, -x, -y]);
const whole = (of: LogDensity): Whitened => whiten(of, new Float64Array(2), identity) as Whitened;
/** A normal that ends at x = 1. */
const cut = density((x, y) => (x > 1 ? [Number.NEGATIVE_INFINITY, 0, 0] : [-(x * x + y * y) / 2, -x, -y]));

describe("coordinates", () => {
  test("of a mode are those of the information, and none where it is not positive", () => {
    expect(whiten(normal, new Float64Array(2), Float64Array.of(1, 2, 2, 1))).toBeNull();
    const target = whiten(normal, Float64Array.of(1, 0), Float64Array.of(4, 0, 0, 0.25)) as Whitened;
    expect(target.factor).toEqual(Float64Array.of(0.5, 0, 0, 2));
    const logs = new Float64Array(2);
    target.logsAt(Float64Array.of(9, 2, 3), 1, logs);
    expect(logs).toEqual(Float64Array.of(2, 6));
    expect(target.value(Float64Array.of(2, 3), 0)).toBe(-20 + 0.5);
    const gradient = new Float64Array(2);
    expect(target.slope(Float64Array.of(2, 3), gradient)).toBe(-19.5);
    expect(gradient).toEqual(Float64Array.of(-1, -12));
    expect(target.evaluations()).toBe(2);
  });

  test("too far for numbers have no density, and what is no number counts as none", () => {
    const far = logDensity(
      1,
      (p) => p[0] as number,
      () => 0,
    );
    const gradient = Float64Array.of(7);
    for (const log of [40, -40, Number.NaN]) {
      expect(far.value(Float64Array.of(log))).toBe(Number.NEGATIVE_INFINITY);
      expect(far.slope(Float64Array.of(log), gradient)).toBe(Number.NEGATIVE_INFINITY);
      expect(gradient[0]).toBe(0);
    }
    expect(far.value(Float64Array.of(39.9))).toBe(Math.exp(39.9));
    const odd = logDensity(
      1,
      () => Number.NaN,
      () => 0,
      () => Number.NaN,
    );
    expect(odd.value(Float64Array.of(0))).toBe(Number.NEGATIVE_INFINITY);
    expect(odd.slope(Float64Array.of(0), gradient)).toBe(Number.NEGATIVE_INFINITY);
  });
});

describe("a mixture", () => {
  test("has no component of a scale that is not positive, and integrates to 1", () => {
    expect(tComponent(new Float64Array(2), Float64Array.of(1, 2, 2, 1), 5, 1)).toBeNull();
    const two = [
      roundComponent(1, 1, 5, 0.3),
      { ...roundComponent(1, 4, 8, 0.7), centre: Float64Array.of(3) },
    ];
    let sum = 0;
    for (let i = 0; i < 40_000; i += 1)
      sum += 0.01 * Math.exp(mixtureLogDensity(two, Float64Array.of(-200 + i * 0.01), 0));
    expect(sum).toBeCloseTo(1, 4);
    // weights that leave something to rounding still give the last
    const short = [{ ...roundComponent(1, 1, 5, 0), centre: Float64Array.of(1e6) }];
    expect(drawMixture(short, seedRandom(1), 3).every((z) => z > 1e5)).toBe(true);
  });

  test("fitted to points of no weight is a round one, to few points one about them", () => {
    const z = Float64Array.from({ length: 200 }, (_, i) => 3 + Math.sin(i));
    const shape = { components: 3, freedom: 6 };
    expect(fitMixture(z, new Float64Array(100), 2, shape, seedRandom(1))).toEqual([
      roundComponent(2, 1.1, 6, 1),
    ]);
    const mixture = fitMixture(z, new Float64Array(100).fill(0.01), 2, shape, seedRandom(1));
    expect(mixture).toHaveLength(2);
    for (const { centre } of mixture) expect(centre[0]).toBeCloseTo(3, 1);
    expect(mixture.map(({ freedom }) => freedom)).toEqual([6, 4]);
    expect(mixture[0]?.weight).toBeCloseTo(0.92, 12);
    // one point has all the weight: components that follow it alone are dropped
    const weights = new Float64Array(500);
    weights[7] = 1;
    const points = Float64Array.from({ length: 1000 }, (_, i) => Math.cos(i));
    const one = fitMixture(points, weights, 2, shape, seedRandom(1));
    expect(one[0]?.centre[0]).toBeCloseTo(Math.cos(14), 6);
    // weights that leave something to rounding still give the last point
    const half = fitMixture(points, new Float64Array(500).fill(0.001), 2, shape, seedRandom(1));
    expect(half.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1, 12);
  });
});

describe("a polynomial", () => {
  test("of a normal density is that density", () => {
    const value = learnPolynomial(whole(normal), 4, 60, seedRandom(1));
    for (const z of [Float64Array.of(0.3, -1), Float64Array.of(2, 2)]) {
      expect(value?.(z, 0)).toBeCloseTo(-(z.reduce((sum, v) => sum + v * v, 0) / 2), 8);
    }
  });

  test("is not learnt where the density has an end, nor from no points", () => {
    expect(learnPolynomial(whole(cut), 4, 60, seedRandom(1))).toBeNull();
    expect(learnPolynomial(whole(normal), 6, 0, seedRandom(1))).toBeNull();
  });
});

describe("sampling", () => {
  const sampling = { chains: 2, draws: 400, seed: 3 };
  const meanOf = (points: readonly Float64Array[], k: number): number => {
    const all = points.flatMap((chain) => Array.from(chain).filter((_, i) => i % 2 === k));
    return all.reduce((sum, v) => sum + v, 0) / all.length;
  };

  test("of a density with an end is exact, whichever way, and paths count the times that they leave it", () => {
    // the mean of a normal below 1 is -phi(1) / Phi(1)
    const mean = -0.24197072451914337 / 0.8413447460685429;
    const auto = sampleDensity(whole(cut), { ...sampling, method: "auto" });
    expect(auto.method).toBe("exact");
    expect(meanOf(auto.points, 0)).toBeCloseTo(mean, 0);
    expect(Math.abs(meanOf(auto.points, 0) - mean)).toBeLessThan(0.15);
    const paths = hamiltonianChains(whole(cut), sampling);
    expect(paths.divergences).toBeGreaterThan(0);
    expect(paths.acceptance).toBeLessThan(1);
    expect(Math.abs(meanOf(paths.points, 0) - mean)).toBeLessThan(0.2);
  });

  test("of a density that no proposal covers is by paths", () => {
    // two long thin arms: x y stays near 0
    const cross = density((x, y) => {
      const s = x * x * y * y;
      return [-50 * s - (x * x + y * y) / 2000, -100 * x * y * y - x / 1000, -100 * y * x * x - y / 1000];
    });
    expect(sampleDensity(whole(cross), { chains: 1, draws: 20, seed: 3, method: "exact" }).method).toBe(
      "nuts",
    );
  });

  test("by the normal says how much it is off, without bound where it is undefined", () => {
    const found = sampleDensity(whole(normal), { ...sampling, method: "laplace" });
    expect(found.audit?.deviation).toBeLessThan(1e-10);
    expect(found.audit?.distance).toBeLessThan(1e-10);
    expect(found.logIntegral).toBeCloseTo(Math.log(2 * Math.PI), 8);
    expect(found.khat).toBeNull();
    const off = audit(
      whole(cut),
      () => 0,
      [Float64Array.of(2, 0, 3, 0)],
      [roundComponent(2, 1.1, 6, 1)],
      seedRandom(1),
    );
    expect(off).toMatchObject({ deviation: Number.POSITIVE_INFINITY, distance: 1, tailMass: 0 });
    expect(
      audit(
        whole(normal),
        () => 0,
        [Float64Array.of(5, 0, 1, 0)],
        [roundComponent(2, 1, 6, 1)],
        seedRandom(1),
      ).tailMass,
    ).toBe(0.5);
  });
});

describe("what speaks against draws", () => {
  const sampled: Sampled = {
    points: [],
    method: "laplace",
    acceptance: null,
    khat: 0.2,
    audit: { deviation: 0.1, distance: 0.02, tailMass: 0 },
    divergences: 0,
    logIntegral: null,
  };
  const summary = (change: object = {}) =>
    [["r", { rhat: 1, bulkEss: 900, tailEss: 900, ...change }]] as never;
  const off = { code: "approximation_off", deviation: 0.1, distance: 0.02 };

  test.each([
    [{}, {}, []],
    [{ rhat: 1.01 }, {}, [{ code: "chains_disagree", parameter: "r", rhat: 1.01 }]],
    [{ rhat: 1.0099 }, {}, []],
    [{ rhat: Number.NaN }, {}, [{ code: "chains_disagree", parameter: "r", rhat: Number.NaN }]],
    [{ tailEss: 400 }, {}, [{ code: "too_few_effective_draws", parameter: "r", draws: 400 }]],
    [{ bulkEss: 400.5 }, {}, []],
    [{}, { divergences: 2 }, [{ code: "divergent_paths", divergences: 2 }]],
    [{}, { khat: 0.71 }, [off]],
    [{}, { khat: 0.7 }, []],
    [{}, { khat: null }, []],
    [
      {},
      { audit: { deviation: 0.51, distance: 0.1, tailMass: 0 } },
      [{ ...off, deviation: 0.51, distance: 0.1 }],
    ],
    [{}, { audit: { deviation: 0.5, distance: 0.1, tailMass: 0 } }, []],
    [{}, { method: "exact", khat: 9 }, []],
  ])("%j of a parameter and %j of the sampling gives %j", (of, by, reasons) => {
    expect(reasonsAgainst(summary(of), { ...sampled, ...by } as Sampled)).toEqual(reasons);
  });
});

describe("convergence", () => {
  test("of draws that never move is that of one draw a chain", () => {
    expect(convergenceOf([new Float64Array(40).fill(3), new Float64Array(40).fill(3)])).toEqual({
      rhat: 1,
      bulkEss: 2,
      tailEss: 2,
    });
  });

  test("of two values is undisturbed by those that fold into one", () => {
    const chain = Float64Array.from({ length: 40 }, (_, i) => (i % 2 === 0 ? -1 : 1));
    const { rhat, tailEss } = convergenceOf([chain, chain]);
    expect(rhat).toBeLessThan(1.01);
    expect(tailEss).toBeGreaterThan(0);
  });
});

describe("a median by weight", () => {
  test.each([
    [[3, 1, 2], [1, 1, 1], 2],
    [[3, 1], [1, 1], 2],
    [[3, 1, 9], [1, 1, 0], 2],
    [[3, 1], [1, 3], 1],
    [[], [], Number.NaN],
    [[5], [0], Number.NaN],
  ])("of %j by %j is %d", (values, weights, median) => {
    expect(weightedMedian(Float64Array.from(values), Float64Array.from(weights))).toBe(median);
  });
});

describe("smoothed weights", () => {
  test("of an exponential tail have a shape near 0, and none where all are alike", () => {
    const alike = smoothWeights(new Float64Array(100).fill(2));
    expect(alike.khat).toBeNaN();
    expect(alike.logMean).toBeCloseTo(2, 12);
    expect(alike.weights[3]).toBeCloseTo(0.01, 14);
    const few = smoothWeights(Float64Array.of(0, 1, 2));
    expect(few.khat).toBeNaN();
    expect(few.logMean).toBeCloseTo(Math.log((1 + Math.E + Math.E ** 2) / 3), 12);
  });
});

describe("priors of another package", () => {
  test("are Weibull densities of scales, and of shapes by their mean and size", () => {
    const at = Float64Array.of(0.5, 0.8, 2.4);
    const gradient = new Float64Array(3);
    const hessian = new Float64Array(9);
    const rate = peerPriors([[0, 2]], null);
    const square = (0.5 / 2) ** 2;
    expect(rate(at, gradient, hessian)).toBeCloseTo(Math.log(2 * square) - square, 12);
    expect([gradient[0], hessian[0]]).toEqual([2 - 2 * square, -4 * square]);
    const shapes = peerPriors([], [1, 2]);
    expect(shapes(at, null, null)).toBeCloseTo(Math.log(0.8) + Math.log(2.4) - 3 * Math.log(3.2), 12);
    expect(shapes(Float64Array.of(0.5, 0.4, 0.5), null, null)).toBe(Number.NEGATIVE_INFINITY);
    expect(shapes(Float64Array.of(0.5, 0.5, 0.5), null, null)).toBeCloseTo(2 * Math.log(0.5), 12);
  });
});

describe("a posterior", () => {
  test("of customers who have just come knows nothing but its priors", () => {
    const rows = [{ frequency: 0, recency: 0, age: 0 }];
    const { parameters, priors, diagnostics } = posterior(nbd, rows, { draws: 100, chains: 2 });
    expect(priors).toEqual({
      r: { median: 0.7, pseudoCustomers: 1 / 1.5 ** 2 },
      alpha: { median: 0.3, pseudoCustomers: 1 / 1.5 ** 2 },
    });
    expect(parameters.r).toBeCloseTo(0.7, 6);
    expect(parameters.alpha).toBeCloseTo(0.3, 6);
    expect(diagnostics.logEvidence).toBeCloseTo(0, 1);
  });

  test("on a ridge so flat that its curvature is lost is drawn all the same", () => {
    const flat = { median: 1, pseudoCustomers: 1e-30 };
    const rows = [{ frequency: 0, recency: 0, age: 1e-9 }];
    const { draws } = posterior(nbd, rows, { priors: { r: flat, alpha: flat }, draws: 20, chains: 1 });
    expect(draws.r.flat().every((r) => r > 0 && Number.isFinite(r))).toBe(true);
  });

  test("by default is that of the documented options", () => {
    const rows = paretoNbd.simulate(
      { parameters: { r: 1, alpha: 9, s: 0.7, beta: 30 } },
      { customers: 30, age: 30, seed: 3 },
    );
    const short = posterior(nbd, rows);
    expect(short).toEqual(
      posterior(nbd, rows, { draws: 1000, chains: 4, seed: 1, method: "auto", priors: "weak" }),
    );
    expect([short.draws.r.length, short.draws.r[0]?.length, short.seed]).toEqual([4, 1000, 1]);
  });
});

test("a check of what the data have not says what the model has, and no chance", () => {
  const model = {
    kind: "nbd",
    version: 1,
    parameters: { r: 1, alpha: 9 },
    draws: { r: [[1]], alpha: [[9]] },
  } as never;
  const { statistics, reasons } = predictiveCheck(
    model,
    Array.from({ length: 40 }, () => ({ frequency: 0, recency: 0, age: 30 })),
    { replications: 20 },
  );
  const recency = statistics.find(({ statistic }) => statistic === "meanRecency");
  expect(recency).toMatchObject({ observed: null, tailProbability: null });
  expect(recency?.mean).toBeGreaterThan(10);
  expect(reasons.map(({ statistic }) => statistic)).not.toContain("meanRecency");
});
