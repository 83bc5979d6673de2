import { type Ahead, placeIn } from "./ahead.ts";

/**
 * What may follow a last event, numbered: what time does from then on, and when the stage began that the
 * event found the customer in. Lists of numbers, since a sweep looks there once for each customer, and
 * one thing after another.
 */
export interface Returns {
  /** By return: days from the last event but one to entering that stage; NaN where that is not known. */
  readonly entered: number[];
  /** By return: what time does. */
  readonly aheads: Ahead[];
  /** By return: its first place. */
  readonly firsts: number[];
  /** By return: where its table of places by day begins, and where it ends; -1 where it has none. */
  readonly starts: number[];
  readonly ends: number[];
  /** The place at each whole number of days; the last of a table is that of all more. */
  tables: Int32Array;
  /** By place: the stage, and the day it began as days after the event; NaN where that was before. */
  readonly stages: number[];
  readonly offsets: number[];
  /** By place: the stage that time leads to next, and the day of that; NaN where it leads nowhere. */
  readonly nextStages: number[];
  readonly nextOffsets: number[];
  /** What is known of each way that time may take, by its text: many returns share a few. */
  readonly known: Map<string, { readonly first: number; readonly start: number; readonly end: number }>;
}

/** Beyond so many days, about thirty years, places are searched for. */
const MOST_DAYS = 10_000;

export function createReturns(): Returns {
  return {
    entered: [],
    aheads: [],
    firsts: [],
    starts: [],
    ends: [],
    tables: new Int32Array(0),
    stages: [],
    offsets: [],
    nextStages: [],
    nextOffsets: [],
    known: new Map(),
  };
}

/** Adds a return; gives its number. */
export function addReturn(returns: Returns, ahead: Ahead, entered: number): number {
  const key = `${ahead.changed},${ahead.offsets},${ahead.stages}`;
  let shared = returns.known.get(key);
  if (shared === undefined) {
    shared = { first: addPlaces(returns, ahead), ...addTable(returns, ahead) };
    returns.known.set(key, shared);
  }
  returns.firsts.push(shared.first);
  returns.starts.push(shared.start);
  returns.ends.push(shared.end);
  returns.aheads.push(ahead);
  return returns.entered.push(entered) - 1;
}

/**
 * The place that somebody is at so many days after the event. By table: who bought when is as good as
 * random, and a processor that guesses the end of a search wrong loses more than the search takes.
 */
export function placeAfter(returns: Returns, back: number, days: number): number {
  const start = returns.starts[back] as number;
  if (start >= 0)
    return returns.tables[Math.min(start + Math.floor(days), returns.ends[back] as number)] as number;
  return (returns.firsts[back] as number) + placeIn((returns.aheads[back] as Ahead).offsets, days);
}

function addPlaces(returns: Returns, { changed, offsets, stages }: Ahead): number {
  const first = returns.stages.length;
  for (let at = 0; at < offsets.length; at += 1) {
    returns.stages.push(stages[at] as number);
    returns.offsets.push(at > 0 || changed ? (offsets[at] as number) : Number.NaN);
    returns.nextStages.push(stages[at + 1] ?? 0);
    returns.nextOffsets.push(offsets[at + 1] ?? Number.NaN);
  }
  return first;
}

/** Called after the places were added. */
function addTable(returns: Returns, { offsets }: Ahead): { readonly start: number; readonly end: number } {
  const last = Math.max(...offsets);
  if (last > MOST_DAYS || !offsets.every(Number.isInteger)) return { start: -1, end: -1 };
  const first = returns.stages.length - offsets.length;
  const start = returns.tables.length;
  const tables = new Int32Array(start + last + 1);
  tables.set(returns.tables);
  for (let days = 0; days <= last; days += 1) tables[start + days] = first + placeIn(offsets, days);
  returns.tables = tables;
  return { start, end: start + last };
}
