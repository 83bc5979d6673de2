import type { Cell } from "./guard.ts";
import type { Run } from "./run.ts";

/** The changes of all customers, a number each in growing columns. */
export interface Journal {
  length: number;
  customer: Int32Array;
  stage: Uint16Array;
  /** Stage before; as `stage` for the first line of a customer. */
  before: Uint16Array;
  /** Day of the change. */
  day: Int32Array;
  /** Number of the transition, -1 for the first line. */
  transition: Int32Array;
  /** Number of the event, -1 where there was none. */
  event: Int16Array;
  elapsed: Float32Array;
  limit: Float32Array;
}

/** What playing has left. */
export interface Played {
  readonly journal: Journal;
  /** The customers, by number: those with events, then those with a state only. */
  readonly ids: readonly string[];
  /** Facts at the end, by `customer * facts + fact`. */
  readonly cells: readonly Cell[];
  readonly late: number;
  readonly future: number;
}

/** Stands for a day that is not known. */
export const NO_DAY = -0x80000000;

const START = 1024;

/** An empty journal. */
export function createJournal(): Journal {
  return {
    length: 0,
    customer: new Int32Array(START),
    stage: new Uint16Array(START),
    before: new Uint16Array(START),
    day: new Int32Array(START),
    transition: new Int32Array(START),
    event: new Int16Array(START),
    elapsed: new Float32Array(START),
    limit: new Float32Array(START),
  };
}

/** Notes where a customer stands at the beginning. */
export function noteStart(journal: Journal, customer: number, stage: number, day: number): void {
  const i = room(journal);
  journal.customer[i] = customer;
  journal.stage[i] = stage;
  journal.before[i] = stage;
  journal.day[i] = Number.isFinite(day) ? day : NO_DAY;
  journal.transition[i] = -1;
  journal.event[i] = -1;
  journal.elapsed[i] = Number.NaN;
  journal.limit[i] = Number.NaN;
}

/** Notes the change that a run has just made. */
export function noteChange(journal: Journal, customer: number, run: Run): void {
  const i = room(journal);
  journal.customer[i] = customer;
  journal.stage[i] = run.stage;
  journal.before[i] = run.before;
  journal.day[i] = Number.isFinite(run.since) ? run.since : NO_DAY;
  journal.transition[i] = run.move === undefined ? -1 : run.move.transition;
  journal.event[i] = run.event;
  journal.elapsed[i] = run.elapsed;
  journal.limit[i] = run.limit;
}

function room(journal: Journal): number {
  const i = journal.length;
  if (i === journal.stage.length) grow(journal);
  journal.length = i + 1;
  return i;
}

function grow(journal: Journal): void {
  const size = journal.stage.length * 2;
  journal.customer = copied(journal.customer, new Int32Array(size));
  journal.stage = copied(journal.stage, new Uint16Array(size));
  journal.before = copied(journal.before, new Uint16Array(size));
  journal.day = copied(journal.day, new Int32Array(size));
  journal.transition = copied(journal.transition, new Int32Array(size));
  journal.event = copied(journal.event, new Int16Array(size));
  journal.elapsed = copied(journal.elapsed, new Float32Array(size));
  journal.limit = copied(journal.limit, new Float32Array(size));
}

function copied<A extends { set(from: A): void }>(from: A, to: A): A {
  to.set(from);
  return to;
}
