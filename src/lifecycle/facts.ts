import { checkNumber } from "../core/check-options.ts";
import { describeValue } from "../core/describe.ts";
import { type InputPath, ScoringError } from "../core/error.ts";
import { ownData } from "../core/own.ts";
import type { FieldType } from "../rules/types.ts";
import { dayText, readDay } from "./day.ts";
import type { Cell, Cells, FactList } from "./guard.ts";
import type { Program } from "./program.ts";
import { dueDay, type Run } from "./run.ts";

/** A value that a host gives as a fact, as a cell: null where it is not known. */
export function factCell(value: unknown, type: FieldType, path: InputPath): Cell {
  if (value === undefined || value === null) return null;
  if (type === "date") return readDay(value, path);
  if (type === "number") return checkNumber(value, path);
  if (typeof value !== (type === "text" ? "string" : type)) {
    const expected = type === "text" ? "a string" : "true or false";
    throw new ScoringError("wrong_type", path, expected, describeValue(value));
  }
  return value as Cell;
}

/**
 * Reads facts into cells. Other fields of the object are left alone; what it inherits is not read.
 *
 * @throws A {@link ScoringError} with `wrong_type`, `not_finite`, `invalid_date` or `no_offset`.
 */
export function readFacts(facts: unknown, list: FactList, cells: Cells, path: InputPath): void {
  if (typeof facts !== "object" || facts === null || Array.isArray(facts)) {
    throw new ScoringError("wrong_type", path, "an object of facts", describeValue(facts));
  }
  list.names.forEach((name, i) => {
    const value = ownData(facts, name);
    cells[i] = factCell(value, list.types[i] as FieldType, [...path, name]);
  });
}

/** Facts as JSON; those that are not known are left out. */
export function writeFacts(list: FactList, cells: Cells): { [name: string]: string | number | boolean } {
  const facts: { [name: string]: string | number | boolean } = {};
  list.names.forEach((name, i) => {
    const cell = cells[i];
    if (cell === null || cell === undefined) return;
    const text = list.types[i] === "date" ? dayText(cell as number) : cell;
    if (text !== null) facts[name] = text;
  });
  return facts;
}

/** A date that nobody has given to the end of time. */
const NEVER = Number.POSITIVE_INFINITY;

/** What time alone will do next: the stage and the day. */
export interface NextByTime {
  readonly to: number;
  readonly day: number;
  readonly transition: number;
}

/**
 * The next change that time alone makes, after all that is due has happened; undefined where none
 * will, as far as facts tell.
 */
export function nextByTime(program: Program, run: Run): NextByTime | undefined {
  let best: NextByTime | undefined;
  for (const move of program.timed[run.stage] ?? []) {
    const day = Math.max(run.now, dueDay(program, run, move));
    if (day === NEVER || (move.test !== undefined && !move.test(run.cells))) continue;
    if (best === undefined || day < best.day) best = { to: move.to, day, transition: move.transition };
  }
  return best;
}
