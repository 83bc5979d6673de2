import { FIRST_DAY, LAST_DAY } from "../calendar/civil.ts";
import { type Ahead, FAR_DAY, noteAhead, placeIn } from "./ahead.ts";
import { type FactTable, loadCells } from "./fact-table.ts";
import type { Cell } from "./guard.ts";
import { forget, playOccurrence } from "./play-facts.ts";
import type { Program } from "./program.ts";
import { addReturn, createReturns, placeAfter, type Returns } from "./returns.ts";
import { createRun, type Run, resetRun, settle } from "./run.ts";
import type { KeyFact, Sweep, SweepPlan } from "./sweep-plan.ts";

/** What was found for a class of customers: numbers of returns, -1 where none was asked for yet. */
interface Kind {
  /** The stage of those of whom no day is known. */
  none: number;
  /** After the only event. */
  only: number;
  /** After the last event, by the days since the last but one. The last is never filled: that is of all more. */
  readonly returns: Int32Array;
  /** After the last event but one. */
  before: Ahead | undefined;
  /** After the last event, by the place it found them at and the days in that stage. */
  readonly found: (number | undefined)[];
}

/**
 * Sweeps rows by class. A row whose last event is after `asOf` is handed to `playAlone`.
 */
export function sweepByClass(
  program: Program,
  plan: SweepPlan,
  table: FactTable,
  rows: Int32Array,
  asOf: number,
  ahead: boolean,
  out: Sweep,
  playAlone: (i: number) => void,
): void {
  const kinds: (Kind | undefined)[] = new Array(plan.classes);
  const run = createRun(program);
  const returns = createReturns();
  const { entered } = returns;
  const stages = ahead ? returns.nextStages : returns.stages;
  const offsets = ahead ? returns.nextOffsets : returns.offsets;
  const { last, previous, first, count } = plan;
  for (let i = 0; i < rows.length; i += 1) {
    const row = rows[i] as number;
    const day = last[row] as number;
    if (day > asOf) {
      playAlone(i);
      continue;
    }
    const key = classOf(plan, row);
    const kind = kinds[key] ?? createKind();
    kinds[key] = kind;
    if (Number.isNaN(day)) {
      if (kind.none < 0) kind.none = stageWithoutDay(program, table, row, run);
      if (!ahead) out.stages[i] = kind.none;
      out.days[i] = Number.NaN;
      continue;
    }
    const noted = previous === undefined ? Number.NaN : (previous[row] as number);
    const times = timesOf(count, row, noted);
    let back: number;
    let since = Number.NaN;
    if (times < 2) {
      if (kind.only < 0) {
        kind.only = addReturn(returns, afterEvents(program, plan, table, row, run, -1), Number.NaN);
      }
      back = kind.only;
    } else {
      let start = Number.isNaN(noted) && times === 2 && first !== undefined ? (first[row] as number) : noted;
      if (!(start < day)) start = day;
      const gap = day - start;
      const known = kind.returns[isRemembered(gap) ? gap : FARTHEST] as number;
      back = known >= 0 ? known : returnAfter(program, plan, table, row, run, returns, kind, times, gap);
      since = start + (entered[back] as number);
    }
    const place = placeAfter(returns, back, asOf - day);
    const offset = offsets[place] as number;
    out.stages[i] = stages[place] as number;
    out.days[i] = knownDay(ahead || !Number.isNaN(offset) ? day + offset : since);
  }
}

/** Returns after whole days below these are remembered by the days. */
const FARTHEST = 1000;

function isRemembered(gap: number): boolean {
  return gap < FARTHEST && Number.isInteger(gap);
}

function createKind(): Kind {
  return { none: -1, only: -1, returns: new Int32Array(FARTHEST + 1).fill(-1), before: undefined, found: [] };
}

/** The number of what follows the last event of `times`, so many days after the last but one. */
function returnAfter(
  program: Program,
  plan: SweepPlan,
  table: FactTable,
  row: number,
  run: Run,
  returns: Returns,
  kind: Kind,
  times: number,
  gap: number,
): number {
  kind.before ??= afterEvents(program, plan, table, row, run, times);
  const { changed, offsets, stages } = kind.before;
  const at = placeIn(offsets, gap);
  const entered = at > 0 || changed ? (offsets[at] as number) : Number.NaN;
  // One place for who entered it on a day that is not known.
  const stay = Number.isNaN(entered) ? plan.longestStay + 1 : Math.min(gap - entered, plan.longestStay);
  const place = at * (plan.longestStay + 2) + stay;
  let back = kind.found[place];
  if (back === undefined) {
    const next = afterLast(program, plan, table, row, run, stages[at] as number, stay);
    back = addReturn(returns, next, entered);
    kind.found[place] = back;
  }
  if (isRemembered(gap)) kind.returns[gap] = back;
  return back;
}

/** The day if the calendar has it, as playing one row alone gives it; NaN otherwise. */
function knownDay(day: number): number {
  return day >= FIRST_DAY && day <= LAST_DAY ? day : Number.NaN;
}

/** The number of a row's class. */
function classOf(plan: SweepPlan, row: number): number {
  const { count, countCap, keys } = plan;
  let key = 0;
  if (count !== undefined) {
    const times = count[row] as number;
    // One place for what is unknown; what is no count is as good as none.
    key = Number.isNaN(times) ? countCap + 1 : Math.min(countCap, Math.max(0, Math.floor(times)));
  }
  for (let k = 0; k < keys.length; k += 1) {
    const fact = keys[k] as KeyFact;
    key = key * fact.size + placeOf(fact, row);
  }
  return key;
}

function placeOf({ column, cuts, values, size }: KeyFact, row: number): number {
  if (cuts === undefined) return values?.get((column as readonly Cell[])[row] as Cell) ?? size - 1;
  const value = (column as Float64Array)[row] as number;
  if (Number.isNaN(value)) return size - 1;
  let place = 0;
  while (place < cuts.length && value > (cuts[place] as number)) place += 1;
  return 2 * place + (place < cuts.length && value === cuts[place] ? 1 : 0);
}

/** How often the event happened, as playing one row alone takes it. */
function timesOf(count: Float64Array | undefined, row: number, noted: number): number {
  const counted = count === undefined ? Number.NaN : (count[row] as number);
  if (Number.isNaN(counted)) return Number.isNaN(noted) ? 1 : 2;
  return Math.max(counted, 1);
}

function stageWithoutDay(program: Program, table: FactTable, row: number, run: Run): number {
  resetRun(program, run);
  loadCells(table, row, run.cells);
  settle(program, run, FAR_DAY);
  return run.stage;
}

/**
 * What follows the last event but one of `times`, on day 0; the only event where `times` is below 0.
 */
function afterEvents(
  program: Program,
  { remembered }: SweepPlan,
  table: FactTable,
  row: number,
  run: Run,
  times: number,
): Ahead {
  resetRun(program, run);
  loadCells(table, row, run.cells);
  forget(run, remembered);
  run.now = 0;
  playOccurrence(program, run, remembered, 0, Math.max(0, times - 2));
  return noteAhead(program, run);
}

/** What follows the last event for who was in stage `found` on its day. */
function afterLast(
  program: Program,
  { remembered, count, longestStay }: SweepPlan,
  table: FactTable,
  row: number,
  run: Run,
  found: number,
  stay: number,
): Ahead {
  resetRun(program, run);
  loadCells(table, row, run.cells);
  forget(run, remembered);
  const times = count === undefined ? Number.NaN : (count[row] as number);
  if (remembered.count >= 0) run.cells[remembered.count] = Number.isNaN(times) ? 1 : times - 1;
  run.stage = found;
  if (stay <= longestStay) run.since = -stay;
  run.now = 0;
  playOccurrence(program, run, remembered, 0, 0);
  return noteAhead(program, run);
}
