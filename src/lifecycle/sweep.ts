import { FIRST_DAY, LAST_DAY } from "../calendar/civil.ts";
import { type FactTable, loadCells } from "./fact-table.ts";
import { nextByTime } from "./facts.ts";
import { playFacts } from "./play-facts.ts";
import type { Program } from "./program.ts";
import { createRun, type Run, resetRun } from "./run.ts";
import { sweepByClass } from "./sweep-by-class.ts";
import { planSweep, type Sweep } from "./sweep-plan.ts";

/**
 * The stage of each row and the day of entering it; or, `ahead`, where time alone leads next, and when.
 *
 * Most lifecycles look at few facts and one date: rows that are alike to them share what was found for
 * the first of their kind. Others are played row by row.
 */
export function sweep(
  program: Program,
  table: FactTable,
  rows: Int32Array,
  asOf: number,
  ahead: boolean,
): Sweep {
  const run = createRun(program);
  const out = { stages: new Uint16Array(rows.length), days: new Float64Array(rows.length) };
  const plan = planSweep(program, table);
  if (plan === undefined)
    for (let i = 0; i < rows.length; i += 1) sweepRow(program, run, table, rows, i, asOf, ahead, out);
  else {
    sweepByClass(program, plan, table, rows, asOf, ahead, out, (i) => {
      sweepRow(program, run, table, rows, i, asOf, ahead, out);
    });
  }
  return out;
}

/** Plays one row. */
function sweepRow(
  program: Program,
  run: Run,
  table: FactTable,
  rows: Int32Array,
  i: number,
  asOf: number,
  ahead: boolean,
  out: Sweep,
): void {
  resetRun(program, run);
  loadCells(table, rows[i] as number, run.cells);
  playFacts(program, run, asOf);
  if (!ahead) {
    out.stages[i] = run.stage;
    out.days[i] = run.since >= FIRST_DAY && run.since <= LAST_DAY ? run.since : Number.NaN;
    return;
  }
  const next = nextByTime(program, run);
  out.days[i] = Number.NaN;
  if (next === undefined || next.day > LAST_DAY) return;
  out.stages[i] = next.to;
  out.days[i] = next.day;
}
