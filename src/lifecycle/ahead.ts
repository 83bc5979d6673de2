import type { Program } from "./program.ts";
import { type Run, settle } from "./run.ts";

/** What time does after an event if nothing else happens. */
export interface Ahead {
  /** Did the event itself change the stage? */
  readonly changed: boolean;
  /** Days after the event at which a stage begins; the first is that of the event. */
  readonly offsets: readonly number[];
  readonly stages: readonly number[];
}

/** Later than any day, and still a number that days can be added to. */
export const FAR_DAY = 1e8;

/** Lets time pass from an event on day 0, which has just been played, to the end, and notes what it does. */
export function noteAhead(program: Program, run: Run): Ahead {
  const changed = run.since === 0;
  const offsets = [0];
  const stages = [run.stage];
  run.onChange = (moved) => {
    offsets.push(moved.since);
    stages.push(moved.stage);
  };
  settle(program, run, FAR_DAY);
  run.onChange = undefined;
  return { changed, offsets, stages };
}

/** The last place whose offset is not above `days`; 0 at least. */
export function placeIn(offsets: readonly number[], days: number): number {
  let at = 0;
  while (at + 1 < offsets.length && (offsets[at + 1] as number) <= days) at += 1;
  return at;
}
