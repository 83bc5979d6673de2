/**
 * Repeat-purchase histories laid out for fitting: ordered by the number of repeats, times replaced by codes.
 *
 * The number of repeats is whole, so whatever depends on it alone is computed once a level; and in most data
 * the times are whole days, so a logarithm is computed once a day instead of once a customer.
 *
 * @module
 */
import { type LatticeTimes, latticeTimes } from "./lattice.ts";
import { sampleEvenly } from "./sample-evenly.ts";

/** Columns of one number a customer. */
export interface HistoryColumns {
  /** Repeat purchases, whole. */
  readonly frequency: ArrayLike<number>;
  /** Time of the last one, 0 where there is none. */
  readonly recency: ArrayLike<number>;
  /** Time since the first purchase. */
  readonly age: ArrayLike<number>;
  /** How many customers each row stands for; null for one each. */
  readonly weight: ArrayLike<number> | null;
}

/** The customers of {@link HistoryColumns}, ordered by frequency. */
export interface Histories {
  /** Number of rows. */
  readonly rows: number;
  /** Number of customers: rows, or the sum of their weights. */
  readonly customers: number;
  /** The frequencies that occur, in rising order. */
  readonly levels: Float64Array;
  /** Rows of level `i` are `starts[i]` to `starts[i + 1]`. */
  readonly starts: Int32Array;
  /** Customers of each level. */
  readonly levelWeights: Float64Array;
  /** Code of each row's recency. */
  readonly recency: Uint16Array | Uint32Array;
  /** Code of each row's age. */
  readonly age: Uint16Array | Uint32Array;
  /** Weight of each row; null for one each. */
  readonly weights: Float64Array | null;
  /** The time that a code stands for. */
  readonly times: Float64Array;
  /** Do the times rise with their codes? Not where every row has codes of its own. */
  readonly rising: boolean;
  /** Mean age of the customers: the scale of time. */
  readonly meanAge: number;
}

/**
 * Lays out histories for fitting. Rows of weight 0 are left out. O(rows), when the highest frequency is not
 * far above the number of rows.
 *
 * @param onLattice - Whether times may get codes of a common step. Not for a few rows: there may be more steps
 * than rows.
 */
export function layOutHistories(columns: HistoryColumns, onLattice = true): Histories {
  const { frequency, age, weight } = columns;
  const order = orderByFrequency(frequency, weight);
  const { rows, index, levels, starts } = order;
  const lattice = onLattice ? latticeTimes([columns.recency, age]) : null;
  const coded = lattice === null ? codeEach(columns, index) : codeLattice(lattice, index);
  const weights = weight === null ? null : weightsInOrder(weight, index);
  const levelWeights = new Float64Array(levels.length);
  let customers = 0;
  let ages = 0;
  for (let level = 0; level < levels.length; level += 1) {
    const inLevel = sumOfRange(weights, starts[level] as number, starts[level + 1] as number);
    levelWeights[level] = inLevel;
    customers += inLevel;
  }
  for (let i = 0; i < age.length; i += 1)
    ages += (weight === null ? 1 : (weight[i] as number)) * (age[i] as number);
  return {
    rows,
    customers,
    levels,
    starts,
    levelWeights,
    ...coded,
    weights,
    rising: lattice !== null,
    meanAge: customers > 0 ? ages / customers : 0,
  };
}

function weightsInOrder(weight: ArrayLike<number>, index: Int32Array): Float64Array {
  const weights = new Float64Array(index.length);
  for (let k = 0; k < index.length; k += 1) weights[k] = weight[index[k] as number] as number;
  return weights;
}

function sumOfRange(weights: Float64Array | null, begin: number, end: number): number {
  if (weights === null) return end - begin;
  let sum = 0;
  for (let k = begin; k < end; k += 1) sum += weights[k] as number;
  return sum;
}

/** `most` rows taken evenly, for a first approach; the histories themselves where there are no more. */
export function sampleColumns(columns: HistoryColumns, most: number): HistoryColumns {
  if (columns.age.length <= most) return columns;
  const { frequency, recency, age, weight } = columns;
  return {
    frequency: sampleEvenly(frequency, most),
    recency: sampleEvenly(recency, most),
    age: sampleEvenly(age, most),
    weight: weight === null ? null : sampleEvenly(weight, most),
  };
}

/** Rows numbered by frequency. */
export interface Order {
  readonly rows: number;
  /** The row at each place. */
  readonly index: Int32Array;
  readonly levels: Float64Array;
  readonly starts: Int32Array;
}

/**
 * Numbers the rows by frequency: by counting where the highest is moderate, else by sorting. Rows of weight 0
 * are left out.
 */
export function orderByFrequency(frequency: ArrayLike<number>, weight: ArrayLike<number> | null): Order {
  const length = frequency.length;
  let most = 0;
  for (let i = 0; i < length; i += 1) if ((frequency[i] as number) > most) most = frequency[i] as number;
  return most <= 4 * length + 1000 ? byCounting(frequency, weight, most) : bySorting(frequency, weight);
}

function byCounting(frequency: ArrayLike<number>, weight: ArrayLike<number> | null, most: number): Order {
  const ends = new Int32Array(most + 2);
  let rows = 0;
  for (let i = 0; i < frequency.length; i += 1) {
    if (weight !== null && weight[i] === 0) continue;
    rows += 1;
    const slot = (frequency[i] as number) + 1;
    ends[slot] = (ends[slot] as number) + 1;
  }
  let found = 0;
  for (let x = 0; x <= most; x += 1) if ((ends[x + 1] as number) > 0) found += 1;
  const levels = new Float64Array(found);
  const starts = new Int32Array(found + 1);
  let level = 0;
  for (let x = 0; x <= most; x += 1) {
    const count = ends[x + 1] as number;
    ends[x + 1] = (ends[x] as number) + count;
    if (count === 0) continue;
    levels[level] = x;
    starts[level + 1] = ends[x + 1] as number;
    level += 1;
  }
  const index = new Int32Array(rows);
  for (let i = 0; i < frequency.length; i += 1) {
    if (weight !== null && weight[i] === 0) continue;
    const x = frequency[i] as number;
    index[ends[x] as number] = i;
    ends[x] = (ends[x] as number) + 1;
  }
  return { rows, index, levels, starts };
}

function bySorting(frequency: ArrayLike<number>, weight: ArrayLike<number> | null): Order {
  const all = Int32Array.from({ length: frequency.length }, (_, i) => i);
  const index = all
    .filter((i) => weight === null || weight[i] !== 0)
    .sort((i, j) => (frequency[i] as number) - (frequency[j] as number) || i - j);
  const levels: number[] = [];
  const starts: number[] = [];
  index.forEach((i, k) => {
    const x = frequency[i] as number;
    if (levels.length > 0 && levels[levels.length - 1] === x) return;
    levels.push(x);
    starts.push(k);
  });
  starts.push(index.length);
  return {
    rows: index.length,
    index,
    levels: Float64Array.from(levels),
    starts: Int32Array.from(starts),
  };
}

type Coded = Pick<Histories, "recency" | "age" | "times">;

/** A lattice of more times than this may have many at which nothing happened. */
const MANY_TIMES = 1000;

/** Codes are multiples of the step; of a fine lattice, only of those that occur. */
function codeLattice({ step, codes }: LatticeTimes, index: Int32Array): Coded {
  const [recencies, ages] = codes as readonly [Uint16Array, Uint16Array];
  const recency = new Uint16Array(index.length);
  const age = new Uint16Array(index.length);
  let most = 0;
  for (let k = 0; k < index.length; k += 1) {
    const i = index[k] as number;
    recency[k] = recencies[i] as number;
    age[k] = ages[i] as number;
    if ((age[k] as number) > most) most = age[k] as number;
  }
  const times = new Float64Array(most + 1);
  for (let code = 0; code <= most; code += 1) times[code] = code * step;
  return most < MANY_TIMES ? { recency, age, times } : withoutUnused({ recency, age, times });
}

/** Numbers anew the times that occur: days rounded to two decimals of a week are one in fourteen. */
function withoutUnused({ recency, age, times }: Coded): Coded {
  const codes = new Uint16Array(times.length);
  for (let k = 0; k < age.length; k += 1) {
    codes[recency[k] as number] = 1;
    codes[age[k] as number] = 1;
  }
  const used = times.filter((_, code) => codes[code] === 1);
  for (let code = 0, next = 0; code < codes.length; code += 1) {
    if (codes[code] === 0) continue;
    codes[code] = next;
    next += 1;
  }
  const numbered = (old: number): number => codes[old] as number;
  return { recency: recency.map(numbered), age: age.map(numbered), times: used };
}

/** Every row has codes of its own, neighbours in memory. */
function codeEach({ recency, age }: HistoryColumns, index: Int32Array): Coded {
  const recencyCode = new Uint32Array(index.length);
  const ageCode = new Uint32Array(index.length);
  const times = new Float64Array(2 * index.length);
  for (let k = 0; k < index.length; k += 1) {
    const i = index[k] as number;
    recencyCode[k] = 2 * k;
    ageCode[k] = 2 * k + 1;
    times[2 * k] = recency[i] as number;
    times[2 * k + 1] = age[i] as number;
  }
  return { recency: recencyCode, age: ageCode, times };
}
