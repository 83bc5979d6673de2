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

/** Occurrences that facts remember: those before the last one together, or the last one. */
interface Occurrence {
  readonly day: number;
  readonly remembered: Remembered;
  /** How many more lie on the same day before it. */
  readonly unseen: number;
}

/**
 * Moves a run, whose cells hold the facts as they are, from the initial stage to that of day `asOf`.
 * Events after `asOf` do not count.
 */
export function playFacts(program: Program, run: Run, asOf: number): void {
  const { remembered } = program;
  if (remembered.length === 1) playOne(program, run, remembered[0] as Remembered, asOf);
  else if (remembered.length > 1) playSeveral(program, run, asOf);
  settle(program, run, asOf);
}

/** One event, as in a shop: nothing is allocated. */
function playOne(program: Program, run: Run, one: Remembered, asOf: number): void {
  const { cells } = run;
  const last = cells[one.last] as number | null;
  const before = dayBefore(run, one);
  const count = occurrences(run, one);
  forget(run, one);
  if (last === null || last > asOf) return;
  run.now = count > 1 && before < last ? before : last;
  if (count > 1) playOccurrence(program, run, one, run.now, count - 2);
  playOccurrence(program, run, one, last, 0);
}

function playSeveral(program: Program, run: Run, asOf: number): void {
  const all: Occurrence[] = [];
  for (const remembered of program.remembered) {
    const last = run.cells[remembered.last] as number | null;
    const before = dayBefore(run, remembered);
    const count = occurrences(run, remembered);
    forget(run, remembered);
    if (last === null || last > asOf) continue;
    if (count > 1) all.push({ day: Math.min(before, last), remembered, unseen: count - 2 });
    all.push({ day: last, remembered, unseen: 0 });
  }
  all.sort((a, b) => a.day - b.day || a.remembered.event - b.remembered.event);
  // What facts say without a day is taken as so from the first day that they do say.
  if (all[0] !== undefined) run.now = all[0].day;
  for (const { remembered, day, unseen } of all) playOccurrence(program, run, remembered, day, unseen);
}

/** How often it happened, as far as facts tell; at least once. */
function occurrences(run: Run, one: Remembered): number {
  const counted = one.count < 0 ? null : (run.cells[one.count] as number | null);
  if (counted !== null) return Math.max(1, counted);
  return one.previous >= 0 && run.cells[one.previous] !== null ? 2 : 1;
}

/** The day of the last occurrence but one; Infinity where facts do not tell. */
function dayBefore(run: Run, one: Remembered): number {
  const { cells } = run;
  const noted = one.previous < 0 ? null : (cells[one.previous] as number | null);
  if (noted !== null) return noted;
  const first = one.first < 0 ? null : (cells[one.first] as number | null);
  return first !== null && one.count >= 0 && cells[one.count] === 2 ? first : Number.POSITIVE_INFINITY;
}

/** Takes what facts remember out of the cells, for it to be put in again one by one. */
export function forget(run: Run, { last, previous, count }: Remembered): void {
  // A count without a day stays: it is all there is.
  if (count >= 0 && run.cells[last] !== null) run.cells[count] = 0;
  run.cells[last] = null;
  if (previous >= 0) run.cells[previous] = null;
}

/** Lets an event that facts remember happen on its day, after `unseen` others of that day. */
export function playOccurrence(
  program: Program,
  run: Run,
  one: Remembered,
  day: number,
  unseen: number,
): void {
  const { event, again, count } = one;
  const steps = Math.min(unseen, program.stages.length);
  for (let i = 0; i < steps; i += 1) fire(program, run, event, day, undefined, NO_FIELDS, again);
  // Those after as many as there are stages only matter to conditions that wait for a number.
  for (let i = 0; unseen > steps && i < program.stages.length; i += 1) {
    const { stage } = run;
    if (count >= 0) run.cells[count] = unseen - 1;
    fire(program, run, event, day, undefined, NO_FIELDS, again);
    if (run.stage === stage) break;
  }
  fire(program, run, event, day, undefined, NO_FIELDS, again);
}
