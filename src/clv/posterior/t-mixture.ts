/**
 * Mixtures of multivariate t distributions: what proposals are drawn from, their tails heavier than a
 * posterior's.
 *
 * @module
 */
import { cholesky } from "../../math/cholesky.ts";
import { lgamma } from "../../math/lgamma.ts";
import { type Random, uniform } from "../../math/random.ts";
import { drawGamma, drawNormal } from "../../math/random-draws.ts";

/** One component. */
export interface TComponent {
  readonly weight: number;
  readonly centre: Float64Array;
  /** Cholesky factor of the scale matrix, lower triangle. */
  readonly factor: Float64Array;
  /** Degrees of freedom. */
  readonly freedom: number;
  /** Logarithm of the density's constant. */
  readonly constant: number;
}

/** Components whose weights add up to 1. */
export type TMixture = readonly TComponent[];

/** A component with the given scale matrix; null where that is not positive definite. */
export function tComponent(
  centre: Float64Array,
  scale: Float64Array,
  freedom: number,
  weight: number,
): TComponent | null {
  const size = centre.length;
  const factor = scale.slice();
  if (!cholesky(factor, size)) return null;
  let logs = 0;
  for (let i = 0; i < size; i += 1) logs += Math.log(factor[i * size + i] as number);
  const half = freedom / 2;
  const constant = lgamma(half + size / 2) - lgamma(half) - (size / 2) * Math.log(freedom * Math.PI) - logs;
  return { weight, centre, factor, freedom, constant };
}

/** A component around 0 with the same spread in all directions. */
export function roundComponent(size: number, variance: number, freedom: number, weight: number): TComponent {
  const scale = new Float64Array(size * size);
  for (let i = 0; i < size; i += 1) scale[i * size + i] = variance;
  return tComponent(new Float64Array(size), scale, freedom, weight) as TComponent;
}

/** The components with weights that add up to 1. */
export function normalized(components: TMixture): TMixture {
  const total = components.reduce((sum, { weight }) => sum + weight, 0);
  return components.map((component) => ({ ...component, weight: component.weight / total }));
}

/** Draws `count` points, their coordinates one after another. */
export function drawMixture(mixture: TMixture, random: Random, count: number): Float64Array {
  const size = (mixture[0] as TComponent).centre.length;
  const z = new Float64Array(count * size);
  const e = new Float64Array(size);
  for (let j = 0; j < count; j += 1) {
    const { centre, factor, freedom } = pick(mixture, uniform(random));
    const stretch = Math.sqrt(freedom / (2 * drawGamma(random, freedom / 2)));
    for (let i = 0; i < size; i += 1) e[i] = stretch * drawNormal(random);
    for (let i = 0; i < size; i += 1) {
      let sum = centre[i] as number;
      for (let k = 0; k <= i; k += 1) sum += (factor[i * size + k] as number) * (e[k] as number);
      z[j * size + i] = sum;
    }
  }
  return z;
}

function pick(mixture: TMixture, share: number): TComponent {
  let below = 0;
  for (const component of mixture) {
    below += component.weight;
    if (share < below) return component;
  }
  return mixture[mixture.length - 1] as TComponent; // rounding
}

const SCRATCH = 16;
const solved = new Float64Array(SCRATCH);

/** The squared distance of the point at `offset` from the centre, in units of the scale. */
export function squaredDistance({ centre, factor }: TComponent, z: Float64Array, offset: number): number {
  const size = centre.length;
  let sum = 0;
  for (let i = 0; i < size; i += 1) {
    let rest = (z[offset + i] as number) - (centre[i] as number);
    for (let k = 0; k < i; k += 1) rest -= (factor[i * size + k] as number) * (solved[k] as number);
    rest /= factor[i * size + i] as number;
    solved[i] = rest;
    sum += rest * rest;
  }
  return sum;
}

/** The log-density of a component, its weight left out, at a squared distance. */
export function componentLogDensity(component: TComponent, distance: number): number {
  const { freedom, constant, centre } = component;
  return constant - ((freedom + centre.length) / 2) * Math.log1p(distance / freedom);
}

/** The log-density of the mixture at the point at `offset`. */
export function mixtureLogDensity(mixture: TMixture, z: Float64Array, offset: number): number {
  let top = Number.NEGATIVE_INFINITY;
  let sum = 0;
  for (const component of mixture) {
    const log =
      Math.log(component.weight) + componentLogDensity(component, squaredDistance(component, z, offset));
    if (log > top) {
      sum = sum * Math.exp(top - log) + 1;
      top = log;
    } else {
      sum += Math.exp(log - top);
    }
  }
  return top + Math.log(sum);
}
