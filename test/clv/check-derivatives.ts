import { expect } from "vitest";
import type { Objective } from "../../src/math/newton.ts";

/** The value equals `exact`; gradient and Hessian equal central differences. */
export function checkDerivatives(objective: Objective, at: number[], exact: number): void {
  const size = at.length;
  const gradient = new Float64Array(size);
  const hessian = new Float64Array(size * size);
  const value = objective(Float64Array.from(at), gradient, hessian);
  expect(Math.abs(value / exact - 1)).toBeLessThan(1e-11);
  const scratch = new Float64Array(size * size);
  const step = 1e-5;
  for (let i = 0; i < size; i += 1) {
    const up = new Float64Array(size);
    const down = new Float64Array(size);
    const moved = (by: number) => Float64Array.from(at, (p, k) => (k === i ? p * Math.exp(by) : p));
    const slope = (objective(moved(step), up, scratch) - objective(moved(-step), down, scratch)) / (2 * step);
    const scale = 1 + Math.abs(value);
    expect(Math.abs(slope - (gradient[i] as number))).toBeLessThan(1e-7 * scale);
    for (let j = 0; j < size; j += 1) {
      const curvature = ((up[j] as number) - (down[j] as number)) / (2 * step);
      expect(Math.abs(curvature - (hessian[i * size + j] as number))).toBeLessThan(1e-7 * scale);
    }
  }
}
