import type { Program } from "./program.ts";
import { type Run, settle } from "./run.ts";

/** What time does after an event if nothing else happens. */
export interface Ahead {
  /** Did the event itself change the stage? */
  readonly changed: boolean;
  /** Days after the event at which a stage begins; the first is that of the event. */
  readonly offsets: readonly number[];
  readonly stages: readonly number[];
  /** The place among the offsets of each whole number of days; the last place is that of all more. */
  readonly places: Uint8Array | undefined;
}

/** Tables of places by their offsets. */
export type PlaceTables = Map<string, Uint8Array>;

/** Later than any day, and still a number that days can be added to. */
export const FAR_DAY = 1e8;

/** Beyond so many days, about thirty years, places are searched for. */
const MOST_DAYS = 10_000;

/**
 * Lets time pass from an event on day 0, which has just been played, to the end, and notes what it does.
 *
 * @param tables - Those made so far: most classes share a few.
 */
export function noteAhead(program: Program, run: Run, tables: PlaceTables): Ahead {
  const changed = run.since === 0;
  const offsets = [0];
  const stages = [run.stage];
  run.onChange = (moved) => {
    offsets.push(moved.since);
    stages.push(moved.stage);
  };
  settle(program, run, FAR_DAY);
  run.onChange = undefined;
  const key = offsets.join();
  let places = tables.get(key);
  if (places === undefined) {
    places = placesOf(offsets);
    if (places !== undefined) tables.set(key, places);
  }
  return { changed, offsets, stages, places };
}

/**
 * The last place whose offset is not above `days`; 0 at least. By table: who bought when is as good as
 * random, and a processor that guesses the end of a search wrong loses more than the search takes.
 */
export function placeIn({ offsets, places }: Ahead, days: number): number {
  if (places !== undefined) return places[Math.min(Math.floor(days), places.length - 1)] as number;
  return searched(offsets, days);
}

function searched(offsets: readonly number[], days: number): number {
  let at = 0;
  while (at + 1 < offsets.length && (offsets[at + 1] as number) <= days) at += 1;
  return at;
}

function placesOf(offsets: readonly number[]): Uint8Array | undefined {
  const end = Math.max(...offsets);
  if (end > MOST_DAYS || offsets.length > 0xff || !offsets.every(Number.isInteger)) return undefined;
  return new Uint8Array(end + 1).map((_zero, days) => searched(offsets, days));
}
