/**
 * Fitting a mixture of t distributions to weighted points.
 *
 * @module
 */
import { type Random, uniform } from "../../math/random.ts";
import {
  componentLogDensity,
  normalized,
  roundComponent,
  squaredDistance,
  type TComponent,
  type TMixture,
  tComponent,
} from "./t-mixture.ts";

/** What to fit. */
export interface MixtureShape {
  /** Components; those that too few points support are dropped. */
  readonly components: number;
  /** Degrees of freedom of each. */
  readonly freedom: number;
}

/** Steps of expectation and maximisation. */
const STEPS = 12;

/** Fewer points than this have one component. */
const FEWEST_POINTS = 400;

/** The weight of a wide component that no region of the density can hide from. */
const WIDE = 0.08;

/**
 * Fits by expectation and maximisation with known degrees of freedom, from centres picked among the points;
 * every component is widened a little, and a wide one is added.
 *
 * @param weights - Of the points; they add up to 1.
 * @see Peel and McLachlan (2000), Robust mixture modelling using the t distribution.
 */
export function fitMixture(
  z: Float64Array,
  weights: Float64Array,
  size: number,
  { components, freedom }: MixtureShape,
  random: Random,
): TMixture {
  const whole = moments(z, weights, size);
  if (whole === null) return [roundComponent(size, 1.1, freedom, 1)];
  let mixture: TMixture = [];
  if (weights.length < FEWEST_POINTS || components === 1) {
    const scale = (1.05 * (freedom - 2)) / freedom;
    mixture = present([tComponent(whole.mean, scaled(whole.covariance, scale), freedom, 1)]);
  } else {
    const starts = Array.from({ length: components }, () => {
      const i = pickPoint(weights, uniform(random));
      const centre = z.slice(i * size, (i + 1) * size);
      return tComponent(centre, scaled(whole.covariance, 0.5), freedom, 1 / components);
    });
    mixture = maximizeExpectation(z, weights, size, present(starts));
    mixture = mixture.map((component) => widened(component, 1.03));
  }
  const wide = present([tComponent(whole.mean, scaled(whole.covariance, 2.5), 4, WIDE)]);
  return normalized([...mixture.map((c) => ({ ...c, weight: c.weight * (1 - WIDE) })), ...wide]);
}

function maximizeExpectation(
  z: Float64Array,
  weights: Float64Array,
  size: number,
  start: TMixture,
): TMixture {
  const n = weights.length;
  let mixture = start;
  for (let step = 0; step < STEPS; step += 1) {
    const shares = mixture.map(() => new Float64Array(n));
    const scaledShares = mixture.map(() => new Float64Array(n));
    shareOut(z, weights, size, mixture, shares, scaledShares);
    const next: (TComponent | null)[] = mixture.map(({ freedom }, k) => {
      const share = shares[k] as Float64Array;
      const found = moments(z, scaledShares[k] as Float64Array, size);
      let total = 0;
      let squares = 0;
      for (let i = 0; i < n; i += 1) {
        total += share[i] as number;
        squares += (share[i] as number) ** 2;
      }
      // a component that few points support would only follow them
      if (found === null || !(total * total >= 6 * size * squares)) return null;
      return tComponent(found.mean, scaled(found.covariance, found.total / total), freedom, total);
    });
    const kept = present(next);
    if (kept.length === 0) return mixture;
    mixture = normalized(kept);
  }
  return mixture;
}

/** How much of each point's weight each component takes, and the same less where the point is far from it. */
function shareOut(
  z: Float64Array,
  weights: Float64Array,
  size: number,
  mixture: TMixture,
  shares: readonly Float64Array[],
  scaledShares: readonly Float64Array[],
): void {
  const logs = new Float64Array(mixture.length);
  const distances = new Float64Array(mixture.length);
  for (let i = 0; i < weights.length; i += 1) {
    if (!((weights[i] as number) > 0)) continue;
    let top = Number.NEGATIVE_INFINITY;
    mixture.forEach((component, k) => {
      const distance = squaredDistance(component, z, i * size);
      const log = Math.log(component.weight) + componentLogDensity(component, distance);
      distances[k] = distance;
      logs[k] = log;
      if (log > top) top = log;
    });
    let sum = 0;
    for (let k = 0; k < logs.length; k += 1) {
      logs[k] = Math.exp((logs[k] as number) - top);
      sum += logs[k] as number;
    }
    mixture.forEach(({ freedom }, k) => {
      const share = ((weights[i] as number) * (logs[k] as number)) / sum;
      (shares[k] as Float64Array)[i] = share;
      (scaledShares[k] as Float64Array)[i] =
        (share * (freedom + size)) / (freedom + (distances[k] as number));
    });
  }
}

interface Moments {
  readonly total: number;
  readonly mean: Float64Array;
  readonly covariance: Float64Array;
}

/** Total, mean and covariance (a trifle wider) of weighted points; null where the weights vanish. */
function moments(z: Float64Array, weights: Float64Array, size: number): Moments | null {
  const mean = new Float64Array(size);
  const covariance = new Float64Array(size * size);
  let total = 0;
  for (let i = 0; i < weights.length; i += 1) {
    const w = weights[i] as number;
    total += w;
    for (let k = 0; k < size; k += 1) mean[k] = (mean[k] as number) + w * (z[i * size + k] as number);
  }
  if (!(total > 1e-12)) return null;
  for (let k = 0; k < size; k += 1) mean[k] = (mean[k] as number) / total;
  for (let i = 0; i < weights.length; i += 1) {
    const w = (weights[i] as number) / total;
    if (w === 0) continue;
    for (let k = 0; k < size; k += 1) {
      const off = w * ((z[i * size + k] as number) - (mean[k] as number));
      for (let l = 0; l <= k; l += 1) {
        const cell = k * size + l;
        covariance[cell] =
          (covariance[cell] as number) + off * ((z[i * size + l] as number) - (mean[l] as number));
      }
    }
  }
  for (let k = 0; k < size; k += 1) {
    covariance[k * size + k] = (covariance[k * size + k] as number) + 1e-3;
    for (let l = 0; l < k; l += 1) covariance[l * size + k] = covariance[k * size + l] as number;
  }
  return { total, mean, covariance };
}

/** The point at a share of the total weight. */
function pickPoint(weights: Float64Array, share: number): number {
  let below = 0;
  for (let i = 0; i < weights.length; i += 1) {
    below += weights[i] as number;
    if (share < below) return i;
  }
  return weights.length - 1;
}

function widened(component: TComponent, by: number): TComponent {
  const size = component.centre.length;
  return {
    ...component,
    factor: scaled(component.factor, by),
    constant: component.constant - size * Math.log(by),
  };
}

function scaled(values: Float64Array, by: number): Float64Array {
  return values.map((value) => value * by);
}

function present(components: readonly (TComponent | null)[]): TComponent[] {
  return components.filter((component) => component !== null);
}
