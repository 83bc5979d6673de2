import { columnOf, type FactTable } from "./fact-table.ts";
import type { Cell } from "./guard.ts";
import type { Move, Program } from "./program.ts";
import { isOwn } from "./thresholds.ts";
import type { Remembered } from "./updates.ts";

/** A stage and a day for each row. */
export interface Sweep {
  /** Numbers of stages. */
  readonly stages: Uint16Array;
  /** Day numbers, NaN where there is none. */
  readonly days: Float64Array;
}

/** How rows are sorted into classes of customers that are alike to a lifecycle. */
export interface SweepPlan {
  readonly remembered: Remembered;
  readonly last: Float64Array;
  readonly previous: Float64Array | undefined;
  readonly first: Float64Array | undefined;
  readonly count: Float64Array | undefined;
  /** Counts from here on are alike. */
  readonly countCap: number;
  /** Days in a stage that events ask for at most: more are alike. At least 1: who entered today is another. */
  readonly longestStay: number;
  /** The other facts that conditions look at. */
  readonly keys: readonly KeyFact[];
  /** How many classes there can be. */
  readonly classes: number;
}

/** A fact by the values that conditions mention. */
export interface KeyFact {
  readonly column: Float64Array | readonly Cell[];
  /** Numbers, ascending: a value's place among them decides. */
  readonly cuts: Float64Array | undefined;
  /** Texts or truths: only these are told apart. */
  readonly values: ReadonlyMap<Cell, number> | undefined;
  /** How many classes it makes. */
  readonly size: number;
}

const MOST_CLASSES = 1 << 16;
const LONGEST_STAY = 100;

/**
 * The plan, if there is one: a single event is remembered, every length of time is the same for all
 * and counts from that event, or for an event from entering the stage, and conditions compare numbers,
 * texts or truths.
 */
export function planSweep(program: Program, table: FactTable): SweepPlan | undefined {
  const known = program.remembered.filter(({ last }) => columnOf(table, last) !== undefined);
  const [remembered] = known;
  if (known.length !== 1 || remembered === undefined) return undefined;
  const eventMoves = program.fired.flat();
  const moves = [...program.timed.flat(), ...eventMoves];
  if (!program.timed.flat().every((move) => hasSimpleClock(program, move, remembered, table)))
    return undefined;
  if (!moves.every((move) => hasSimpleTest(program, move, remembered, table))) return undefined;
  const stays = eventMoves.map(longestStay);
  if (!stays.every((days) => days <= LONGEST_STAY)) return undefined;
  const { last, previous, first, count } = remembered;
  const days = (fact: number): Float64Array | undefined => columnOf(table, fact) as Float64Array | undefined;
  const countCap = 1 + Math.ceil(greatest(mentioned(moves, count))) + 2 * program.stages.length + 3;
  const keys: KeyFact[] = [];
  const facts = new Set(moves.flatMap(({ uses }) => uses.map(({ fact }) => fact)));
  facts.delete(count);
  for (const fact of facts) {
    const column = columnOf(table, fact);
    if (column !== undefined) keys.push(keyFact(column, mentioned(moves, fact)));
  }
  const classes = keys.reduce((product, { size }) => product * size, countCap + 2);
  if (!(classes <= MOST_CLASSES)) return undefined;
  return {
    remembered,
    last: days(last) as Float64Array,
    previous: days(previous),
    first: days(first),
    count: days(count),
    countCap,
    longestStay: Math.max(1, ...stays),
    keys,
    classes,
  };
}

/** Does it wait for days that are the same for all, from the event on? */
function hasSimpleClock(
  program: Program,
  { after }: Move,
  remembered: Remembered,
  table: FactTable,
): boolean {
  if (after === undefined) return true;
  if (after.fact < 0 || (after.fact !== remembered.last && columnOf(table, after.fact) !== undefined))
    return false;
  const threshold = program.thresholds[after.threshold];
  return threshold === undefined || !isOwn(threshold);
}

function hasSimpleTest(program: Program, { uses }: Move, remembered: Remembered, table: FactTable): boolean {
  return uses.every(({ fact, inside }) => {
    const { last, previous } = remembered;
    if (inside || fact === last || fact === previous) return false;
    return program.facts.types[fact] !== "date" || columnOf(table, fact) === undefined;
  });
}

/** Days in the stage from which on an event's move may be taken; Infinity where it asks for anything else of time. */
function longestStay({ after, before }: Move): number {
  if (before !== undefined) return Number.POSITIVE_INFINITY;
  if (after === undefined) return 0;
  return after.fact < 0 && after.threshold < 0 ? Math.floor(after.days) + 1 : Number.POSITIVE_INFINITY;
}

/** The values that conditions compare a fact with. */
function mentioned(moves: readonly Move[], fact: number): readonly Cell[] {
  return moves.flatMap(({ uses }) => uses.filter((use) => use.fact === fact).flatMap(({ values }) => values));
}

function keyFact(column: Float64Array | readonly Cell[], values: readonly Cell[]): KeyFact {
  if (!(column instanceof Float64Array)) {
    const places = new Map<Cell, number>([[null, 0]]);
    for (const value of values) if (!places.has(value)) places.set(value, places.size);
    return { column, cuts: undefined, values: places, size: places.size + 1 };
  }
  const cuts = Float64Array.from(new Set(values as readonly number[])).sort();
  // Below, at and above each value, and unknown.
  return { column, cuts, values: undefined, size: 2 * cuts.length + 2 };
}

function greatest(values: readonly Cell[]): number {
  return values.reduce<number>(
    (most, value) => (typeof value === "number" && value > most ? value : most),
    0,
  );
}
