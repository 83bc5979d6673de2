import type { Random } from "../../math/random.ts";
import { fitMixture, type MixtureShape } from "./fit-mixture.ts";
import { smoothWeights } from "./pareto-smoothing.ts";
import { drawMixture, mixtureLogDensity, normalized, roundComponent, type TMixture } from "./t-mixture.ts";
import type { WhitenedValue } from "./whitened.ts";

/** How a proposal is learnt. */
export interface Adaptation extends MixtureShape {
  /** Points of each round. */
  readonly rounds: readonly number[];
}

/**
 * Learns a proposal for a density by adaptive importance sampling: in each round points are drawn from the
 * mixture so far, and all points of all rounds, weighted by the density, shape the next.
 *
 * @param start - A mixture to begin with; else wide ones around the mode.
 * @see Cappe, Douc, Guillin, Marin and Robert (2008), Adaptive importance sampling in general mixture classes.
 */
export function adaptProposal(
  value: WhitenedValue,
  size: number,
  { rounds, ...shape }: Adaptation,
  start: TMixture | null,
  random: Random,
): TMixture {
  let mixture =
    start === null
      ? [roundComponent(size, 1.1, 6, 0.85), roundComponent(size, 4, 4, 0.15)]
      : normalized([...start, roundComponent(size, 6, 4, 0.15)]);
  const mixtures: TMixture[] = [];
  const counts: number[] = [];
  let points = new Float64Array(0);
  let logs = new Float64Array(0);
  for (const count of rounds) {
    const drawn = drawMixture(mixture, random, count);
    const values = new Float64Array(count);
    for (let i = 0; i < count; i += 1) values[i] = value(drawn, i * size);
    points = joined(points, drawn);
    logs = joined(logs, values);
    mixtures.push(mixture);
    counts.push(count);
    const { weights } = smoothWeights(weightLogs(points, logs, size, mixtures, counts));
    mixture = fitMixture(points, weights, size, shape, random);
  }
  return mixture;
}

/** Log-weights of points of several rounds, as if all had come from one mixture of their mixtures. */
function weightLogs(
  points: Float64Array,
  logs: Float64Array,
  size: number,
  mixtures: readonly TMixture[],
  counts: readonly number[],
): Float64Array {
  const total = logs.length;
  const all: TMixture = mixtures.flatMap((mixture, round) =>
    mixture.map((component) => ({
      ...component,
      weight: (component.weight * (counts[round] as number)) / total,
    })),
  );
  return logs.map((log, i) => log - mixtureLogDensity(all, points, i * size));
}

function joined(a: Float64Array, b: Float64Array): Float64Array<ArrayBuffer> {
  const both = new Float64Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}
