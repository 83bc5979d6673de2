/**
 * A seeded generator of random numbers: the same seed gives the same numbers, on every run and every host.
 *
 * @module
 */

/** The state of a generator. It changes with every number drawn; a copy continues on its own. */
export type Random = Uint32Array;

/**
 * A generator for a seed, and for a `stream` of that seed: streams are independent of each other, one for
 * each chain or customer block. Both are whole numbers; only their lower 32 bits count.
 *
 * xoshiro128**, its four words filled by splitmix32.
 *
 * @example
 * ```ts
 * const random = seedRandom(1);
 * uniform(random) === uniform(seedRandom(1)); // => true
 * ```
 * @see Blackman and Vigna (2021), Scrambled linear pseudorandom number generators.
 */
export function seedRandom(seed: number, stream = 0): Random {
  const state = new Uint32Array(4);
  let counter = Math.imul(stream, 0x85ebca6b) ^ seed;
  for (let i = 0; i < 4; i += 1) {
    counter = (counter + 0x9e3779b9) | 0;
    state[i] = splitmix(counter ^ Math.imul(stream, 0x27d4eb2f));
  }
  // The one state that would stay where it is.
  if ((state[0] as number) + (state[1] as number) + (state[2] as number) + (state[3] as number) === 0)
    state[0] = 1;
  return state;
}

function splitmix(counter: number): number {
  let z = counter;
  z = Math.imul(z ^ (z >>> 16), 0x21f0aaad);
  z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
  return z ^ (z >>> 15);
}

/** The next 32 random bits, as a number from 0 to 2^32 - 1. */
export function randomBits(random: Random): number {
  const s0 = random[0] as number;
  const s1 = random[1] as number;
  const s2 = (random[2] as number) ^ s0;
  const s3 = (random[3] as number) ^ s1;
  const scrambled = Math.imul(s1, 5);
  random[0] = s0 ^ s3;
  random[1] = s1 ^ s2;
  random[2] = s2 ^ (s1 << 9);
  random[3] = (s3 << 11) | (s3 >>> 21);
  return Math.imul((scrambled << 7) | (scrambled >>> 25), 9) >>> 0;
}

/** A number strictly between 0 and 1, from 52 random bits. */
export function uniform(random: Random): number {
  const high = randomBits(random) >>> 6;
  const low = randomBits(random) >>> 6;
  return (high * 67_108_864 + low + 0.5) / 4_503_599_627_370_496;
}
