/**
 * The kernel: one customer, their facts, and time. Everything that asks for a stage runs this.
 *
 * Time passes before an event of the same day is looked at. What time does happens on the day it is
 * due, however late anybody looks, so that ticking day by day and jumping to the end agree.
 *
 * @module
 */
import { ScoringError } from "../core/error.ts";
import type { Clock } from "./compile-clock.ts";
import type { Cell, Cells } from "./guard.ts";
import type { Move, Program } from "./program.ts";
import { type OwnGaps, thresholdDays } from "./thresholds.ts";
import { type CompiledUpdate, updateCells } from "./updates.ts";

/** A customer on the way. Used again for the next one. */
export interface Run {
  stage: number;
  /** Day of entering the stage; -Infinity where it is not known. */
  since: number;
  readonly cells: Cells;
  /** Nothing happens before this day: what was overdue happens on it. */
  now: number;
  /** The last change: the move, the event that caused it (-1 none), and where it began. */
  move: Move | undefined;
  event: number;
  before: number;
  /** Days since the date that the move looks at, and how many were asked; NaN where it looks at none. */
  elapsed: number;
  limit: number;
  /** Receives each change as it happens. */
  onChange: ((run: Run) => void) | undefined;
  readonly gaps: OwnGaps;
  /** Which moves of an event may still be taken, as time is concerned. */
  readonly open: boolean[];
}

/** A run with nothing known, at the initial stage. */
export function createRun(program: Program, onChange?: (run: Run) => void): Run {
  return {
    stage: program.initial,
    since: Number.NEGATIVE_INFINITY,
    cells: program.facts.names.map(() => null),
    now: Number.NEGATIVE_INFINITY,
    move: undefined,
    event: -1,
    before: -1,
    elapsed: Number.NaN,
    limit: Number.NaN,
    onChange,
    gaps: { count: 0, mean: Number.NaN, std: Number.NaN, sumLog: Number.NaN, quantile: Number.NaN },
    open: [],
  };
}

/** Makes the run a customer's of whom nothing is known. */
export function resetRun(program: Program, run: Run): void {
  run.stage = program.initial;
  run.since = Number.NEGATIVE_INFINITY;
  run.now = Number.NEGATIVE_INFINITY;
  run.move = undefined;
  run.event = -1;
  for (let i = 0; i < run.cells.length; i += 1) run.cells[i] = null;
}

/** Lets time pass through day `until`: all that time and the facts do, each on its day. */
export function settle(program: Program, run: Run, until: number): void {
  let moved = 0;
  for (;;) {
    const moves = program.timed[run.stage] as readonly Move[];
    let best: Move | undefined;
    let bestDay = Number.POSITIVE_INFINITY;
    for (let i = 0; i < moves.length; i += 1) {
      const move = moves[i] as Move;
      const day = Math.max(run.now, dueDay(program, run, move));
      if (day < bestDay && day <= until && (move.test === undefined || move.test(run.cells))) {
        best = move;
        bestDay = day;
      }
    }
    if (best === undefined) return;
    moved = bestDay > run.now ? 1 : moved + 1;
    if (moved > program.stages.length) {
      const path = ["lifecycle", "transitions", best.transition];
      throw new ScoringError("cycle", path, "stages that do not lead back on the same day", "a circle");
    }
    run.now = bestDay;
    change(program, run, best, -1, best.after, Number.NaN);
  }
}

/**
 * The day on which time alone makes this move, whatever its condition on facts; -Infinity where it
 * waits for no day, Infinity where that day cannot be known.
 */
export function dueDay(program: Program, run: Run, move: Move): number {
  return move.after === undefined ? Number.NEGATIVE_INFINITY : clockDay(program, run, move.after);
}

/** The first day on which so much time has passed; Infinity where it is not known since when. */
function clockDay(program: Program, run: Run, clock: Clock): number {
  const from = clockStart(run, clock);
  if (from === Number.NEGATIVE_INFINITY) return Number.POSITIVE_INFINITY;
  const days = clockDays(program, run, clock);
  return from + (clock.atLeast ? Math.ceil(days) : Math.floor(days) + 1);
}

/** The day that a clock counts from; -Infinity where it is not known. */
function clockStart(run: Run, clock: Clock): number {
  if (clock.fact < 0) return run.since;
  return (run.cells[clock.fact] as number | null) ?? Number.NEGATIVE_INFINITY;
}

/** Days that a clock asks of this customer. */
export function clockDays(program: Program, run: Run, clock: Clock): number {
  if (clock.threshold < 0) return clock.days;
  const threshold = program.thresholds[clock.threshold];
  if (threshold === undefined) return Number.NaN;
  const { gapFacts } = program;
  const { gaps, cells } = run;
  gaps.count = numberIn(cells, gapFacts.count, 0);
  gaps.mean = numberIn(cells, gapFacts.mean, Number.NaN);
  gaps.std = numberIn(cells, gapFacts.std, Number.NaN);
  gaps.sumLog = numberIn(cells, gapFacts.sumLog, Number.NaN);
  gaps.quantile = numberIn(cells, gapFacts.quantile, Number.NaN);
  return thresholdDays(threshold, gaps);
}

function numberIn(cells: Cells, fact: number, otherwise: number): number {
  return fact < 0 ? otherwise : ((cells[fact] as number | null) ?? otherwise);
}

/**
 * Lets an event happen on day `day`: time first, then what the event does to the facts, then the first
 * transition that it may cause, then what follows on that day.
 *
 * @param carried - Facts that the event carries, by number; undefined where it says nothing of one.
 * @param fields - Numbers that updates add, by field; NaN where the event has none.
 * @param update - What it does to the facts, where that is not what the lifecycle says.
 */
export function fire(
  program: Program,
  run: Run,
  event: number,
  day: number,
  carried: readonly (Cell | undefined)[] | undefined,
  fields: Float64Array,
  update: CompiledUpdate = program.updates[event] as CompiledUpdate,
): void {
  settle(program, run, day);
  run.now = day;
  const moves = program.fired[run.stage * program.events.length + event] as readonly Move[];
  for (let i = 0; i < moves.length; i += 1) run.open[i] = inTime(program, run, moves[i] as Move, day);
  const last = update.at < 0 ? null : (run.cells[update.at] as number | null);
  if (carried !== undefined) {
    for (let i = 0; i < carried.length; i += 1) {
      const cell = carried[i];
      if (cell !== undefined) run.cells[i] = cell;
    }
  }
  updateCells(update, run.cells, day, fields);
  for (let i = 0; i < moves.length; i += 1) {
    const move = moves[i] as Move;
    if (run.open[i] !== true || (move.test !== undefined && !move.test(run.cells))) continue;
    const wait = last === null ? Number.NaN : day - last;
    if (move.to !== run.stage) change(program, run, move, event, undefined, wait);
    break;
  }
  settle(program, run, day);
}

/** Is what the move asks of time so on this day, before the event? */
export function inTime(program: Program, run: Run, move: Move, day: number): boolean {
  if (move.after !== undefined && !(dueDay(program, run, move) <= day)) return false;
  if (move.before === undefined) return true;
  const end = clockDay(program, run, move.before);
  return end > day && end !== Number.POSITIVE_INFINITY;
}

function change(
  program: Program,
  run: Run,
  move: Move,
  event: number,
  clock: Clock | undefined,
  elapsed: number,
): void {
  const { onChange } = run;
  if (onChange !== undefined) {
    // Numbers for the reason, before the day of entering is overwritten.
    run.elapsed = clock === undefined ? elapsed : run.now - clockStart(run, clock);
    run.limit = clock === undefined ? Number.NaN : clockDays(program, run, clock);
  }
  run.before = run.stage;
  run.stage = move.to;
  run.since = run.now;
  run.move = move;
  run.event = event;
  if (onChange !== undefined) onChange(run);
}
