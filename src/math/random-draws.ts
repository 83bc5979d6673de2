/**
 * Draws from the distributions that the models are made of, each from a {@link Random} state.
 *
 * @module
 */
import { lgamma } from "./lgamma.ts";
import { normalQuantile } from "./normal-quantile.ts";
import { type Random, uniform } from "./random.ts";

/** A standard normal number, by inversion: one uniform a draw, and monotone in it. */
export function drawNormal(random: Random): number {
  return normalQuantile(uniform(random));
}

/** An exponential number of mean 1. */
export function drawExponential(random: Random): number {
  return -Math.log(uniform(random));
}

/**
 * The logarithm of a gamma number of the given shape and rate 1. A shape of 0.001 gives numbers far below
 * the smallest double, hence the logarithm.
 *
 * @see Marsaglia and Tsang (2000), A simple method for generating gamma variables.
 */
export function drawLogGamma(random: Random, shape: number): number {
  if (shape < 1) return drawLogGamma(random, shape + 1) - drawExponential(random) / shape;
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = drawNormal(random);
    const root = 1 + c * x;
    if (root <= 0) continue;
    const logV = 3 * Math.log(root);
    const v = root * root * root;
    if (Math.log(uniform(random)) < 0.5 * x * x + d * (1 - v + logV)) return Math.log(d) + logV;
  }
}

/** A gamma number of the given shape and rate; 0 where it is too small for a double. */
export function drawGamma(random: Random, shape: number, rate = 1): number {
  return Math.exp(drawLogGamma(random, shape)) / rate;
}

/** A number between 0 and 1 of the Beta(a, b) distribution. */
export function drawBeta(random: Random, a: number, b: number): number {
  return 1 / (1 + Math.exp(drawLogGamma(random, b) - drawLogGamma(random, a)));
}

/**
 * A count of the Poisson distribution with the given mean: by multiplying uniforms for a small mean, by
 * transformed rejection for a large one.
 *
 * @see Hoermann (1993), The transformed rejection method for generating Poisson random variables.
 */
export function drawPoisson(random: Random, mean: number): number {
  if (mean < 10) {
    const limit = Math.exp(-mean);
    let count = 0;
    for (let product = uniform(random); product > limit; product *= uniform(random)) count += 1;
    return count;
  }
  const logMean = Math.log(mean);
  const b = 0.931 + 2.53 * Math.sqrt(mean);
  const a = -0.059 + 0.02483 * b;
  const inverseAlpha = 1.1239 + 1.1328 / (b - 3.4);
  const quickLimit = 0.9277 - 3.6224 / (b - 2);
  for (;;) {
    const u = uniform(random) - 0.5;
    const v = uniform(random);
    const us = 0.5 - Math.abs(u);
    const count = Math.floor(((2 * a) / us + b) * u + mean + 0.43);
    if (us >= 0.07 && v <= quickLimit) return count;
    if (count < 0 || (us < 0.013 && v > us)) continue;
    const bound = Math.log((v * inverseAlpha) / (a / (us * us) + b));
    if (bound <= count * logMean - mean - lgamma(count + 1)) return count;
  }
}

/** Up to this many trials are made one by one. */
const FEW_TRIALS = 24;

/**
 * How many of `trials` succeed that each do so with the given chance. Many trials are halved: of as many uniform
 * numbers the middle one is a beta number, which tells on which side of the chance half of them are.
 *
 * @see Devroye (1986), Non-uniform random variate generation, chapter X, section 4.3.
 */
export function drawBinomial(random: Random, trials: number, chance: number): number {
  let left = trials;
  let limit = chance; // of the uniforms that are left, scaled to lie between 0 and 1
  let successes = 0;
  while (left > FEW_TRIALS) {
    const rank = 1 + Math.floor(left / 2);
    const middle = drawBeta(random, rank, left + 1 - rank);
    if (middle <= limit) {
      successes += rank;
      left -= rank;
      limit = (limit - middle) / (1 - middle);
    } else {
      left = rank - 1;
      limit /= middle;
    }
  }
  for (; left > 0; left -= 1) if (uniform(random) <= limit) successes += 1;
  return successes;
}
