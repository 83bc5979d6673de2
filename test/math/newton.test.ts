import { describe, expect, test } from "vitest";
import { chainToLogs, maximize, type Objective } from "../../src/math/newton.ts";

/** `sum of (ln p - ln top)^2`, negated: a parabola in the logarithms. */
const parabola =
  (tops: number[]): Objective =>
  (p, gradient, hessian) => {
    hessian.fill(0);
    let value = 0;
    tops.forEach((top, i) => {
      const x = p[i] as number;
      const gap = Math.log(x / top);
      value -= gap * gap;
      gradient[i] = -2 * gap;
      hessian[i * tops.length + i] = -2;
    });
    return value;
  };

describe("chainToLogs", () => {
  test("turns the derivatives of x^2 y by x into those by ln x, and leaves those by ln y alone", () => {
    const [x, y] = [3, 5];
    const gradient = Float64Array.of(2 * x * y, x * x * y);
    const hessian = Float64Array.of(2 * y, 2 * x * y, 2 * x * y, x * x * y);
    chainToLogs(Float64Array.of(x, y), gradient, hessian, [true, false]);
    const value = x * x * y;
    expect(Array.from(gradient)).toEqual([2 * value, value]);
    expect(Array.from(hessian)).toEqual([4 * value, 2 * value, 2 * value, value]);
  });

  test("and those of x y z by y and z where x is by its logarithm already", () => {
    const [x, y, z] = [3, 5, 7];
    const value = x * y * z;
    const gradient = Float64Array.of(value, x * z, x * y);
    const hessian = Float64Array.of(value, x * z, x * y, x * z, 0, x, x * y, x, 0);
    chainToLogs(Float64Array.of(x, y, z), gradient, hessian, [false, true, true]);
    expect(Array.from(gradient)).toEqual([value, value, value]);
    expect(Array.from(hessian)).toEqual(new Array(9).fill(value));
  });
});

describe("maximize", () => {
  test("finds the top of a parabola in the logarithms, however far", () => {
    const found = maximize(parabola([0.001, 500, 3]), [1, 1, 1]);
    expect(found.stop).toBe("converged");
    expect(found.parameters[0]).toBeCloseTo(0.001, 9);
    expect(found.parameters[1]).toBeCloseTo(500, 3);
    expect(found.value).toBeCloseTo(0, 9);
    expect(found.atBound).toEqual([]);
  });

  test("climbs where the surface is curved the wrong way", () => {
    // ln 1 / (1 + u^2), u the logarithm less 3: convex further than 1 from its top.
    const hill: Objective = (parameters, gradient, hessian) => {
      const u = Math.log(parameters[0] as number) - 3;
      const wide = 1 + u * u;
      gradient[0] = (-2 * u) / wide;
      hessian[0] = (2 * u * u - 2) / wide ** 2;
      return -Math.log(wide);
    };
    for (const start of [1, Math.exp(-4), Math.exp(12)]) {
      const found = maximize(hill, [start]);
      expect(found.stop).toBe("converged");
      expect(Math.log(found.parameters[0] as number)).toBeCloseTo(3, 6);
    }
  });

  test("returns the information by the logarithms: the curvature 2 of the parabola", () => {
    const { information, gradient } = maximize(parabola([4, 9]), [1, 1]);
    expect(information[0]).toBeCloseTo(2, 5);
    expect(information[3]).toBeCloseTo(2, 5);
    expect(information[1]).toBeCloseTo(0, 12);
    expect(Math.abs(gradient[0] as number)).toBeLessThan(1e-4);
  });

  test("climbs a banana-shaped ridge in the logarithms", () => {
    // -(1 - u)^2 - 100 (v - u^2)^2 with u = ln x, v = ln y
    const ridge: Objective = (p, gradient, hessian) => {
      const [x, y] = [p[0] as number, p[1] as number];
      const [u, v] = [Math.log(x), Math.log(y)];
      const bend = v - u * u;
      gradient[0] = 2 * (1 - u) + 400 * u * bend;
      gradient[1] = -200 * bend;
      hessian[0] = -2 + 400 * bend - 800 * u * u;
      hessian[1] = 400 * u;
      hessian[2] = 400 * u;
      hessian[3] = -200;
      return -((1 - u) ** 2) - 100 * bend * bend;
    };
    const found = maximize(ridge, [0.3, 3], { maxIterations: 200 });
    expect(found.stop).toBe("converged");
    expect(Math.log(found.parameters[0] as number)).toBeCloseTo(1, 6);
    expect(Math.log(found.parameters[1] as number)).toBeCloseTo(1, 6);
  });

  test("stops on a bound and says which parameter pushes against it", () => {
    const found = maximize(parabola([100, 2]), [1, 1], { lower: [0.1, 0.1], upper: [10, 10] });
    expect(found.stop).toBe("converged");
    expect(found.parameters[0]).toBeCloseTo(10, 10);
    expect(found.parameters[1]).toBeCloseTo(2, 6);
    expect(found.atBound).toEqual([0]);
  });

  test("pulls a start from outside the bounds to them", () => {
    const found = maximize(parabola([2]), [1000], { lower: [1], upper: [4] });
    expect(found.parameters[0]).toBeCloseTo(2, 6);
  });

  test("refuses to begin where the value is not finite", () => {
    const found = maximize(() => Number.NaN, [1]);
    expect(found.stop).toBe("not_finite");
    expect(found.iterations).toBe(0);
  });

  test("ends after the allowed number of steps", () => {
    const found = maximize(parabola([1e6]), [1], { maxIterations: 2 });
    expect(found.stop).toBe("iteration_limit");
    expect(found.iterations).toBe(2);
  });

  test("a gradient that lies makes no progress, and says so", () => {
    const liar: Objective = ([x = 1], gradient, hessian) => {
      gradient[0] = 1;
      hessian[0] = -1;
      return -x;
    };
    expect(maximize(liar, [1]).stop).toBe("no_progress");
  });

  test("a value that turns NaN on the way is stepped back from", () => {
    const cliff: Objective = (p, gradient, hessian) => {
      const x = p[0] as number;
      gradient[0] = 1;
      hessian[0] = -1;
      return x > 2 ? Number.NaN : Math.log(x);
    };
    const found = maximize(cliff, [1], { maxIterations: 40 });
    expect(found.parameters[0]).toBeGreaterThan(1.5);
    expect(found.parameters[0]).toBeLessThanOrEqual(2);
  });
});
