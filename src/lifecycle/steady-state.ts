import { checkOptions } from "../core/check-options.ts";
import { ScoringError } from "../core/error.ts";
import { communicatingClasses, expectedVisits, type StateClass, stationaryShares } from "../math/markov.ts";
import { type OpenMatrix, openMatrix, readPerStage, type TransitionMatrix } from "./matrix-input.ts";

/** Options of {@link steadyState}. */
export interface SteadyStateOptions {
  /** Customers (or shares) by stage at the start. Needed where the long run depends on it. */
  readonly start?: ArrayLike<number> | { readonly [stage: string]: number };
}

/**
 * The share of customers in each stage in the long run, if people go on moving as the matrix says and
 * nobody joins. A number a stage; they sum to 1. Also for chains that go round in a cycle, where it is
 * the share of time.
 *
 * Where customers can end in several groups of stages that are never left, the long run depends on
 * where they start.
 *
 * @throws A {@link ScoringError} as the matrix asks; `conflict` at `options.start` where it is needed
 * and absent, `out_of_range` where it is negative or sums to 0.
 * @example
 * ```ts
 * steadyState([[0.5, 0.5], [0.25, 0.75]]); // => Float64Array.of(0.3333333333333333, 0.6666666666666666)
 * ```
 * @see Kemeny and Snell (1976), Finite Markov Chains, theorem 5.1.2.
 */
export function steadyState(matrix: TransitionMatrix, options: SteadyStateOptions = {}): Float64Array {
  options = checkOptions(options, ["start"]);
  const open = openMatrix(matrix);
  const classes = communicatingClasses(open.cells, open.size);
  const closed = classes.filter((one) => one.closed);
  const start = options.start === undefined ? undefined : readStart(options.start, open);
  const only = closed[0];
  if (closed.length > 1 && start === undefined) {
    const expected = `customers by stage at the start: ${closed.length} groups of stages are never left`;
    throw new ScoringError("conflict", ["options", "start"], expected, "nothing");
  }
  const weights = start === undefined || only === undefined ? [1] : classWeights(open, classes, start);
  const out = new Float64Array(open.size);
  closed.forEach(({ states }, k) => {
    const shares = stationaryShares(block(open, states), states.length);
    states.forEach((state, i) => {
      out[state] = (shares[i] as number) * (weights[k] as number);
    });
  });
  return out;
}

function readStart(start: NonNullable<SteadyStateOptions["start"]>, open: OpenMatrix): Float64Array {
  const mix = readPerStage(start, open, ["options", "start"]);
  const total = mix.reduce((sum, share) => sum + share, 0);
  if (mix.some((share) => share < 0) || !(total > 0)) {
    throw new ScoringError(
      "out_of_range",
      ["options", "start"],
      "numbers of at least 0, not all 0",
      "others",
    );
  }
  return mix.map((share) => share / total);
}

/** The matrix among some of its states. */
function block(open: OpenMatrix, states: readonly number[]): Float64Array {
  const cells = new Float64Array(states.length * states.length);
  states.forEach((i, row) => {
    states.forEach((j, column) => {
      cells[row * states.length + column] = open.cells[i * open.size + j] as number;
    });
  });
  return cells;
}

/** Which share of the start ends up in each closed class. */
function classWeights(open: OpenMatrix, classes: readonly StateClass[], start: Float64Array): number[] {
  const closed = classes.filter((one) => one.closed);
  const ends = endProbabilities(
    open,
    closed.map((one) => one.states),
  );
  return closed.map((_one, k) => {
    let weight = 0;
    for (let i = 0; i < open.size; i += 1) {
      weight += (start[i] as number) * (ends[i * closed.length + k] as number);
    }
    return weight;
  });
}

/**
 * How likely each state is to end in each of the given groups, row by row. States of a group are there
 * with certainty; what is left of a row neither ends nor leaves.
 */
export function endProbabilities(open: OpenMatrix, groups: readonly (readonly number[])[]): Float64Array {
  const { cells, size } = open;
  const groupOf = new Int32Array(size).fill(-1);
  groups.forEach((states, k) => {
    for (const state of states) groupOf[state] = k;
  });
  const rest = stateList(size).filter((i) => groupOf[i] === -1);
  const out = new Float64Array(size * groups.length);
  for (let i = 0; i < size; i += 1) {
    if (groupOf[i] !== -1) out[i * groups.length + (groupOf[i] as number)] = 1;
  }
  const visits = expectedVisits(cells, size, rest);
  if (visits === undefined) return out;
  rest.forEach((from, row) => {
    rest.forEach((at, column) => {
      const periods = visits[row * rest.length + column] as number;
      for (let j = 0; j < size; j += 1) {
        const k = groupOf[j] as number;
        if (k === -1) continue;
        const cell = from * groups.length + k;
        out[cell] = (out[cell] as number) + periods * (cells[at * size + j] as number);
      }
    });
  });
  return out;
}

/** 0, 1, 2 … */
export function stateList(size: number): number[] {
  return Array.from({ length: size }, (_, i) => i);
}
