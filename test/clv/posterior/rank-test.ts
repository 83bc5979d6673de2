import { gammaProbability } from "../../../src/math/incomplete-gamma.ts";
import { type Random, seedRandom } from "../../../src/math/random.ts";
import { drawNormal } from "../../../src/math/random-draws.ts";

/** A model with its prior, how data come from it, and its posterior. */
export interface RankCase {
  readonly names: readonly string[];
  /** Medians of the priors; the logarithms are normal with a standard deviation of 1.5. */
  readonly medians: readonly number[];
  readonly sample: (
    random: Random,
    parameters: Float64Array,
    seed: number,
  ) => {
    readonly draws: { readonly [name: string]: readonly (readonly number[])[] };
    readonly diagnostics: { readonly method: string };
    readonly summary: { readonly [name: string]: { readonly rhat: number } };
  };
}

/** What the ranks of the truth among the draws say. */
export interface RankTest {
  /** For each parameter, and for the product of all: the chance of a histogram so uneven. */
  readonly pValues: { readonly [name: string]: number };
  /** Share of the truths within the central 90 % interval. */
  readonly coverage: { readonly [name: string]: number };
  readonly worstRhat: number;
  /** How often each method served. */
  readonly methods: { readonly [method: string]: number };
}

/** Draws compared with the truth: far enough apart to be as good as independent. */
const COMPARED = 99;

/**
 * Simulation-based calibration: parameters from the prior, data from the parameters, draws from the
 * posterior; if all is right, the rank of the truth among the draws is uniform (Talts and others 2018).
 */
export function rankTest({ names, medians, sample }: RankCase, sets: number, bins: number): RankTest {
  const quantities = [...names, "product"];
  const ranks: number[][] = quantities.map(() => []);
  const methods: { [method: string]: number } = {};
  let worstRhat = 1;
  for (let set = 0; set < sets; set += 1) {
    const random = seedRandom(20_260, set);
    const truth = Float64Array.from(medians, (median) => median * Math.exp(1.5 * drawNormal(random)));
    const { draws, diagnostics, summary } = sample(random, truth, set + 1);
    methods[diagnostics.method] = (methods[diagnostics.method] ?? 0) + 1;
    const columns = names.map((name) => {
      worstRhat = Math.max(worstRhat, summary[name]?.rhat ?? Number.POSITIVE_INFINITY);
      return (draws[name] ?? []).flat();
    });
    const every = Math.floor((columns[0] as number[]).length / COMPARED);
    const rankOf = (value: number, at: (j: number) => number): number => {
      let below = 0;
      for (let k = 0; k < COMPARED; k += 1) if (at(k * every) < value) below += 1;
      return below;
    };
    columns.forEach((column, i) => {
      ranks[i]?.push(rankOf(truth[i] as number, (j) => column[j] as number));
    });
    const product = (values: readonly number[]): number => values.reduce((a, b) => a + Math.log(b), 0);
    ranks[names.length]?.push(
      rankOf(product([...truth]), (j) => product(columns.map((column) => column[j] as number))),
    );
  }
  const each = (of: (ranks: readonly number[]) => number) =>
    Object.fromEntries(quantities.map((name, i) => [name, of(ranks[i] as number[])]));
  return {
    pValues: each((list) => evenness(list, bins)),
    coverage: each((list) => list.filter((rank) => rank >= 5 && rank < 95).length / sets),
    worstRhat,
    methods,
  };
}

/** The p-value of the chi-square test that ranks from 0 to 99 fall evenly into bins. */
function evenness(ranks: readonly number[], bins: number): number {
  const counts = new Array<number>(bins).fill(0);
  for (const rank of ranks) {
    const bin = Math.floor((rank * bins) / (COMPARED + 1));
    counts[bin] = (counts[bin] as number) + 1;
  }
  const expected = ranks.length / bins;
  const square = counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
  return gammaProbability((bins - 1) / 2, square / 2).above;
}
