/**
 * From facts alone to a stage. Facts remember events: when the last one was, perhaps the one before and
 * the first, and how many there were. Those are played again, in order of time, and time passes after
 * them. Of the occurrences in between nothing is known but their number: they are taken to have been on
 * the day of the last one but one, so that no silence is made up.
 *
 * @module
 */
import type { Program } from "./program.ts";
import { fire, type Run, settle } from "./run.ts";
import type { Remembered } from "./updates.ts";

const NO_FIELDS = new Float64Array(0);

/** An occurrence that facts remember. */
interface Occurrence {
  readonly day: number;
  readonly remembered: Remembered;
  /** How many lie before it on the same day and are not remembered one by one. */
  readonly unseen: number;
}

/**
 * Moves a run, whose cells hold the facts as they are, from the initial stage to that of day `asOf`.
 * Events after `asOf` do not count.
 */
export function playFacts(program: Program, run: Run, asOf: number): void {
  const { remembered } = program;
  if (remembered.length === 1) {
    playOne(program, run, remembered[0] as Remembered, asOf);
  } else if (remembered.length > 1) {
    const all: Occurrence[] = [];
    for (const one of remembered) gatherOccurrences(run, one, asOf, all);
    all.sort((a, b) => a.day - b.day || a.remembered.event - b.remembered.event);
    playAll(program, run, all);
  }
  settle(program, run, asOf);
}

function playOne(program: Program, run: Run, one: Remembered, asOf: number): void {
  const all: Occurrence[] = [];
  gatherOccurrences(run, one, asOf, all);
  playAll(program, run, all);
}

/** What facts say without a day is taken as so from the first day that they do say. */
function playAll(program: Program, run: Run, all: readonly Occurrence[]): void {
  const first = all[0];
  if (first !== undefined) run.now = first.day;
  for (let i = 0; i < all.length; i += 1) playOccurrence(program, run, all[i] as Occurrence);
}

/** Takes what facts remember out of the cells, for it to be put in again one by one. */
function gatherOccurrences(run: Run, one: Remembered, asOf: number, out: Occurrence[]): void {
  const { cells } = run;
  const last = cells[one.last] as number | null;
  cells[one.last] = null;
  const noted = one.previous < 0 ? null : (cells[one.previous] as number | null);
  if (one.previous >= 0) cells[one.previous] = null;
  if (last === null || last > asOf) return;
  const first = one.first < 0 ? null : (cells[one.first] as number | null);
  const counted = one.count < 0 ? null : (cells[one.count] as number | null);
  const count = Math.max(1, counted ?? (noted === null ? 1 : 2));
  if (one.count >= 0) cells[one.count] = 0;
  if (count >= 2) {
    const before = noted ?? (count === 2 ? first : null) ?? last;
    out.push({ day: Math.min(before, last), remembered: one, unseen: count - 2 });
  }
  out.push({ day: last, remembered: one, unseen: 0 });
}

function playOccurrence(program: Program, run: Run, { day, remembered, unseen }: Occurrence): void {
  const { event, again, count } = remembered;
  const steps = Math.min(unseen, program.stages.length);
  for (let i = 0; i < steps; i += 1) fire(program, run, event, day, undefined, NO_FIELDS, again);
  // The others cannot lead to a stage that these have not led to, unless a condition waits for more.
  for (let i = 0; unseen > steps && i < program.stages.length; i += 1) {
    const { stage } = run;
    if (count >= 0) run.cells[count] = unseen - 1;
    fire(program, run, event, day, undefined, NO_FIELDS, again);
    if (run.stage === stage) break;
  }
  fire(program, run, event, day, undefined, NO_FIELDS, again);
}
