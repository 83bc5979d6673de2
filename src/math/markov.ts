/**
 * Markov chains with finitely many states. A chain is a matrix of `size * size` probabilities, row by
 * row: row i says where the customers of state i are one period later. Its rows sum to 1.
 *
 * @module
 */
import { identity, solveLinear } from "./linear-system.ts";

/** States that lead to each other, and whether anything leads out. */
export interface StateClass {
  /** The states, ascending. */
  readonly states: readonly number[];
  /** Once in, never out: a closed class. An absorbing state is one by itself. */
  readonly closed: boolean;
}

/**
 * The classes of states that lead to each other, by ascending first state. Linear in the positive
 * entries.
 *
 * @example
 * ```ts
 * communicatingClasses(Float64Array.of(0.5, 0.5, 0, 1), 2); // => [{ states: [0], closed: false }, { states: [1], closed: true }]
 * ```
 * @see Tarjan (1972), Depth-first search and linear graph algorithms.
 */
export function communicatingClasses(matrix: Float64Array, size: number): StateClass[] {
  const order = new Int32Array(size).fill(-1);
  const low = new Int32Array(size);
  const classOf = new Int32Array(size).fill(-1);
  const next = new Int32Array(size);
  const open: number[] = [];
  const found: number[][] = [];
  let count = 0;
  for (let root = 0; root < size; root += 1) {
    if (order[root] !== -1) continue;
    const path = [root];
    while (path.length > 0) {
      const i = path[path.length - 1] as number;
      if (order[i] === -1) {
        order[i] = count;
        low[i] = count;
        count += 1;
        open.push(i);
      }
      let deeper = -1;
      for (let j = next[i] as number; j < size && deeper < 0; j += 1) {
        next[i] = j + 1;
        if (!((matrix[i * size + j] as number) > 0)) continue;
        if (order[j] === -1) deeper = j;
        else if (classOf[j] === -1) low[i] = Math.min(low[i] as number, order[j] as number);
      }
      if (deeper >= 0) {
        path.push(deeper);
        continue;
      }
      path.pop();
      const above = path[path.length - 1];
      if (above !== undefined) low[above] = Math.min(low[above] as number, low[i] as number);
      if (low[i] === order[i]) found.push(closeClass(open, i, classOf, found.length));
    }
  }
  return found
    .sort((a, b) => (a[0] as number) - (b[0] as number))
    .map((states) => ({ states, closed: isClosed(matrix, size, states) }));
}

function closeClass(open: number[], root: number, classOf: Int32Array, number: number): number[] {
  const states: number[] = [];
  for (;;) {
    const state = open.pop() as number;
    classOf[state] = number;
    states.push(state);
    if (state === root) return states.sort((a, b) => a - b);
  }
}

function isClosed(matrix: Float64Array, size: number, states: readonly number[]): boolean {
  const inside = new Set(states);
  return states.every((i) => {
    for (let j = 0; j < size; j += 1) {
      if ((matrix[i * size + j] as number) > 0 && !inside.has(j)) return false;
    }
    return true;
  });
}

/**
 * The long-run shares of a chain whose states all lead to each other, also of one that goes round in a
 * cycle. Without a subtraction, so that the smallest share is as exact as the largest.
 *
 * @example
 * ```ts
 * stationaryShares(Float64Array.of(0.5, 0.5, 0.25, 0.75), 2); // => Float64Array.of(0.3333333333333333, 0.6666666666666666)
 * ```
 * @see Grassmann, Taksar and Heyman (1985), Regenerative analysis and steady state distributions for
 * Markov chains, Operations Research 33(5).
 */
export function stationaryShares(matrix: Float64Array, size: number): Float64Array {
  const a = matrix.slice();
  for (let k = size - 1; k > 0; k -= 1) {
    let out = 0;
    for (let j = 0; j < k; j += 1) out += a[k * size + j] as number;
    for (let i = 0; i < k; i += 1) {
      const share = (a[i * size + k] as number) / out;
      a[i * size + k] = share;
      for (let j = 0; j < k; j += 1) {
        a[i * size + j] = (a[i * size + j] as number) + share * (a[k * size + j] as number);
      }
    }
  }
  const shares = new Float64Array(size);
  shares[0] = 1;
  let total = 1;
  for (let k = 1; k < size; k += 1) {
    let share = 0;
    for (let i = 0; i < k; i += 1) share += (shares[i] as number) * (a[i * size + k] as number);
    shares[k] = share;
    total += share;
  }
  return shares.map((share) => share / total);
}

/**
 * Where a mix of customers is one period later.
 *
 * @example
 * ```ts
 * stepMix(Float64Array.of(0.5, 0.5, 0, 1), 2, Float64Array.of(100, 0)); // => Float64Array.of(50, 50)
 * ```
 */
export function stepMix(matrix: Float64Array, size: number, mix: Float64Array): Float64Array {
  const after = new Float64Array(size);
  for (let i = 0; i < size; i += 1) {
    const share = mix[i] as number;
    for (let j = 0; j < size; j += 1) {
      after[j] = (after[j] as number) + share * (matrix[i * size + j] as number);
    }
  }
  return after;
}

/**
 * Expected periods in each of the given states, from each of them, before leaving them for good: the
 * fundamental matrix `(I - Q)^-1`, of as many rows and columns as there are `states`. The period at the
 * start counts.
 *
 * @returns `undefined` where some of the states are never left.
 * @see Kemeny and Snell (1976), Finite Markov Chains, theorem 3.2.4.
 */
export function expectedVisits(
  matrix: Float64Array,
  size: number,
  states: readonly number[],
): Float64Array | undefined {
  const n = states.length;
  const system = identity(n);
  for (let i = 0; i < n; i += 1) {
    for (let j = 0; j < n; j += 1) {
      const cell = i * n + j;
      const p = matrix[(states[i] as number) * size + (states[j] as number)] as number;
      system[cell] = (system[cell] as number) - p;
    }
  }
  return solveLinear(system, n, identity(n), n);
}

/**
 * Value of a customer in each state: the rewards of all periods to come, each worth `discount` times
 * the one before. The reward of the period at the start is counted in full.
 *
 * @param discount - From 0 to 1; 1 only with a number of `periods`.
 * @param periods - Periods after the one at the start; absent for all of them.
 * @returns `undefined` where the sum has no end.
 * @see Pfeifer and Carraway (2000), Modeling customer relationships as Markov chains, Journal of
 * Interactive Marketing 14(2), equations 3 and 5.
 */
export function discountedRewards(
  matrix: Float64Array,
  size: number,
  rewards: Float64Array,
  discount: number,
  periods?: number,
): Float64Array | undefined {
  if (periods === undefined) {
    const system = identity(size);
    for (let c = 0; c < system.length; c += 1) {
      system[c] = (system[c] as number) - discount * (matrix[c] as number);
    }
    return solveLinear(system, size, rewards, 1);
  }
  let values = rewards;
  for (let t = 0; t < periods; t += 1) values = addExpected(matrix, size, rewards, discount, values);
  return values === rewards ? rewards.slice() : values;
}

function addExpected(
  matrix: Float64Array,
  size: number,
  rewards: Float64Array,
  discount: number,
  values: Float64Array,
): Float64Array {
  const out = new Float64Array(size);
  for (let i = 0; i < size; i += 1) {
    let expected = 0;
    for (let j = 0; j < size; j += 1) expected += (matrix[i * size + j] as number) * (values[j] as number);
    out[i] = (rewards[i] as number) + discount * expected;
  }
  return out;
}
