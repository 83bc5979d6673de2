/**
 * The no-U-turn sampler on the exact density, in whitened coordinates: the last resort, where no proposal
 * covers the density.
 *
 * @see Hoffman and Gelman (2014), The no-U-turn sampler, JMLR 15; with multinomial sampling as in Betancourt
 * (2017), A conceptual introduction to Hamiltonian Monte Carlo.
 * @module
 */
import { logAddExp } from "../../math/log-sum-exp.ts";
import { type Random, seedRandom, uniform } from "../../math/random.ts";
import { drawNormal } from "../../math/random-draws.ts";
import type { Chains } from "./independence-chains.ts";
import type { Whitened } from "./whitened.ts";

/** Chains of the no-U-turn sampler. */
export interface HamiltonianChains extends Chains {
  /** Draws whose path left the density: a sign that some region was not reached. */
  readonly divergences: number;
}

/** Steps that set the step size, and are thrown away. */
const WARM_UP = 200;

/** Wanted mean chance to accept. */
const WANTED = 0.8;

/** A path has at most 2 to this many steps. */
const DEEPEST = 8;

/** An error of the energy above this is a divergence. */
const LARGEST_ERROR = 1000;

/** A place on a path. */
interface Place {
  readonly z: Float64Array;
  readonly momentum: Float64Array;
  readonly gradient: Float64Array;
  readonly value: number;
}

/** A stretch of a path, walked in one direction. */
interface Stretch {
  /** Whether it may go on: it has neither turned back nor diverged. */
  readonly open: boolean;
  readonly first: Place;
  readonly last: Place;
  /** The place drawn from it. */
  readonly drawn: Place;
  /** Logarithm of its total weight. */
  readonly logWeight: number;
  /** Sum of the momenta. */
  readonly momentum: Float64Array;
}

/** What a walk counts on its way. */
interface Tally {
  energy: number;
  accepted: number;
  places: number;
  diverged: boolean;
}

/** Chains from the no-U-turn sampler, each from a stream of the seed. */
export function hamiltonianChains(
  target: Whitened,
  { chains, draws, seed }: { readonly chains: number; readonly draws: number; readonly seed: number },
): HamiltonianChains {
  const { size } = target;
  let divergences = 0;
  let acceptance = 0;
  const points = Array.from({ length: chains }, (_, chain) => {
    const random = seedRandom(seed, 1001 + chain);
    const kept = new Float64Array(draws * size);
    const step = stepSizes();
    let place = placeAt(target, drawPoint(random, size, 1.5), new Float64Array(size));
    for (let i = 0; i < WARM_UP + draws; i += 1) {
      const tally: Tally = { energy: 0, accepted: 0, places: 0, diverged: false };
      const warm = i < WARM_UP;
      place = walk(target, place, warm ? step.current() : step.settled(), random, tally);
      const accepted = tally.accepted / tally.places;
      if (warm) {
        step.learn(accepted);
        continue;
      }
      kept.set(place.z, (i - WARM_UP) * size);
      acceptance += accepted;
      if (tally.diverged) divergences += 1;
    }
    return kept;
  });
  return { points, acceptance: acceptance / (chains * draws), divergences };
}

/** One draw: a path that doubles, forwards or backwards, until it turns back. */
function walk(target: Whitened, from: Place, step: number, random: Random, tally: Tally): Place {
  const start: Place = { ...from, momentum: drawPoint(random, from.z.length, 1) };
  tally.energy = energyOf(start);
  let path: Stretch = {
    open: true,
    first: start,
    last: start,
    drawn: start,
    logWeight: 0,
    momentum: start.momentum,
  };
  for (let depth = 0; depth < DEEPEST && path.open; depth += 1) {
    const forwards = uniform(random) < 0.5;
    const more = forwards
      ? grow(target, path.last, step, depth, random, tally)
      : reversed(grow(target, path.first, -step, depth, random, tally));
    if (!more.open) break;
    // a later half is favoured: the path moves further
    const taken = Math.log(uniform(random)) < more.logWeight - path.logWeight;
    const drawn = taken ? more.drawn : path.drawn;
    path = { ...(forwards ? join(path, more) : join(more, path)), drawn };
  }
  return path.drawn;
}

/** A stretch of 2 to the `depth` steps; walked backwards it begins where it ends. */
function grow(
  target: Whitened,
  from: Place,
  step: number,
  depth: number,
  random: Random,
  tally: Tally,
): Stretch {
  if (depth === 0) {
    const place = leap(target, from, step);
    const gain = tally.energy - energyOf(place);
    const weight = Number.isNaN(gain) ? Number.NEGATIVE_INFINITY : gain;
    tally.places += 1;
    tally.accepted += Math.min(1, Math.exp(weight));
    const open = weight > -LARGEST_ERROR;
    if (!open) tally.diverged = true;
    return { open, first: place, last: place, drawn: place, logWeight: weight, momentum: place.momentum };
  }
  const early = grow(target, from, step, depth - 1, random, tally);
  if (!early.open) return early;
  const late = grow(target, early.last, step, depth - 1, random, tally);
  if (!late.open) return late;
  const both = join(early, late);
  const taken = Math.log(uniform(random)) < late.logWeight - both.logWeight;
  return { ...both, drawn: taken ? late.drawn : early.drawn };
}

/** Two stretches as one; closed where the whole, or the whole of one and the nearest of the other, turns back. */
function join(early: Stretch, late: Stretch): Stretch {
  const momentum = sum(early.momentum, late.momentum);
  const open =
    goesOn(momentum, early.first, late.last) &&
    goesOn(sum(early.momentum, late.first.momentum), early.first, late.first) &&
    goesOn(sum(late.momentum, early.last.momentum), early.last, late.last);
  return {
    open,
    first: early.first,
    last: late.last,
    drawn: early.drawn,
    logWeight: logAddExp(early.logWeight, late.logWeight),
    momentum,
  };
}

function reversed(stretch: Stretch): Stretch {
  return { ...stretch, first: stretch.last, last: stretch.first };
}

function goesOn(momentum: Float64Array, first: Place, last: Place): boolean {
  let atFirst = 0;
  let atLast = 0;
  for (let i = 0; i < momentum.length; i += 1) {
    atFirst += (momentum[i] as number) * (first.momentum[i] as number);
    atLast += (momentum[i] as number) * (last.momentum[i] as number);
  }
  return atFirst > 0 && atLast > 0;
}

/** One leapfrog step. */
function leap(target: Whitened, { z, momentum, gradient }: Place, step: number): Place {
  const half = momentum.map((p, i) => p + (step / 2) * (gradient[i] as number));
  const next = placeAt(
    target,
    z.map((v, i) => v + step * (half[i] as number)),
    half,
  );
  for (let i = 0; i < half.length; i += 1) {
    half[i] = (half[i] as number) + (step / 2) * (next.gradient[i] as number);
  }
  return next;
}

function placeAt(target: Whitened, z: Float64Array, momentum: Float64Array): Place {
  const gradient = new Float64Array(z.length);
  const value = target.slope(z, gradient);
  return { z, momentum, gradient, value };
}

function energyOf({ value, momentum }: Place): number {
  return momentum.reduce((energy, p) => energy + (p * p) / 2, -value);
}

function drawPoint(random: Random, size: number, spread: number): Float64Array {
  return Float64Array.from({ length: size }, () => spread * drawNormal(random));
}

function sum(a: Float64Array, b: Float64Array): Float64Array {
  return a.map((v, i) => v + (b[i] as number));
}

/** Dual averaging of the step size towards the wanted acceptance. */
function stepSizes() {
  let current = Math.log(0.8);
  let settled = 0;
  let error = 0;
  let count = 0;
  return {
    current: () => Math.exp(current),
    settled: () => Math.exp(settled),
    learn: (accepted: number): void => {
      count += 1;
      error += (WANTED - accepted - error) / (count + 10);
      current = Math.log(8) - (Math.sqrt(count) / 0.05) * error;
      settled += count ** -0.75 * (current - settled);
    },
  };
}
