import { DAYS_PER_UNIT } from "../calendar/duration.ts";
import type { TimeReader } from "../calendar/time-reader.ts";
import type { OpenInput } from "../core/open-input.ts";
import { readNumbers } from "../core/read-numbers.ts";
import type { Rejector } from "../core/rejector.ts";
import type { TimeUnit } from "../core/types.ts";
import { readFactColumn } from "../rules/fact-columns.ts";
import type { FieldType } from "../rules/types.ts";
import type { Cell, Cells } from "./guard.ts";
import type { Move, Program } from "./program.ts";

/** Columns of facts: numbers and days with NaN where missing, or texts. */
export interface FactTable {
  /** Numbers of the facts that have a column. */
  readonly facts: readonly number[];
  /** In the same order: numbers, or a list of cells. */
  readonly columns: readonly (Float64Array | readonly Cell[])[];
}

/** As much of a purchase history as tells it apart. */
export interface HistoryInput {
  readonly asOfDay: number;
  readonly timeUnit: TimeUnit;
}

/** The facts that the stage can depend on: those of no other are read. */
export function usedFacts(program: Program): readonly number[] {
  const used = new Set<number>();
  const add = (fact: number): void => {
    if (fact >= 0) used.add(fact);
  };
  const addMove = ({ uses, after, before }: Move): void => {
    for (const { fact } of uses) add(fact);
    for (const clock of [after, before]) {
      if (clock === undefined) continue;
      add(clock.fact);
      if (clock.threshold < 0) continue;
      const rule = program.thresholds[clock.threshold]?.rule;
      if (rule !== "fixed" && rule !== "base-quantile") Object.values(program.gapFacts).forEach(add);
    }
  };
  for (const moves of [...program.timed, ...program.fired]) moves.forEach(addMove);
  for (const { last, previous, first, count } of program.remembered)
    [last, previous, first, count].forEach(add);
  return Array.from(used).sort((a, b) => a - b);
}

/** All declared facts. */
export function allFacts(program: Program): readonly number[] {
  return program.facts.names.map((_name, fact) => fact);
}

/**
 * Reads the columns of facts, those that the stage can depend on if nothing else is asked for. Of a purchase history the days come from its numbers, not from its texts;
 * anywhere `recencyDays` stands in for a `lastPurchase` that is not given.
 */
export function readFactTable(
  program: Program,
  open: OpenInput,
  history: HistoryInput | undefined,
  asOf: number,
  reader: TimeReader,
  rejector: Rejector,
  asked: readonly number[] = usedFacts(program),
): FactTable {
  const facts: number[] = [];
  const columns: (Float64Array | readonly Cell[])[] = [];
  for (const fact of asked) {
    const name = program.facts.names[fact] as string;
    const values =
      (history && historyDays(name, open, history, rejector)) ??
      readColumn(name, program.facts.types[fact] as FieldType, open, asOf, reader, rejector);
    if (values === undefined) continue;
    facts.push(fact);
    columns.push(values);
  }
  return { facts, columns };
}

function historyDays(
  name: string,
  open: OpenInput,
  { asOfDay, timeUnit }: HistoryInput,
  rejector: Rejector,
): Float64Array | undefined {
  const field = name === "lastPurchase" ? "recencyDays" : name === "firstPurchase" ? "age" : undefined;
  const column = field === undefined ? undefined : open.column(field);
  if (field === undefined || column === undefined) return undefined;
  const unit = field === "age" ? DAYS_PER_UNIT[timeUnit] : 1;
  const ago = readNumbers(column, field, { nullable: true }, rejector);
  return daysBefore(ago, asOfDay, unit);
}

/** A plain loop: `map` with a function takes five times as long. */
function daysBefore(ago: Float64Array, asOf: number, unit: number): Float64Array {
  const days = new Float64Array(ago.length);
  // Whole days again, whatever the division by the unit has left: that is on either side of a whole number, and
  // Math.round guesses at which.
  for (let i = 0; i < days.length; i += 1) days[i] = asOf - Math.floor((ago[i] as number) * unit + 0.5);
  return days;
}

function readColumn(
  name: string,
  type: FieldType,
  open: OpenInput,
  asOf: number,
  reader: TimeReader,
  rejector: Rejector,
): Float64Array | readonly Cell[] | undefined {
  const column = open.column(name);
  const read = column === undefined ? undefined : readFactColumn(column, type, name, reader, rejector);
  if (name === "lastPurchase" && type === "date") {
    const days = read?.form === "numbers" ? read.values : undefined;
    return lastFromRecency(days, open, asOf, rejector);
  }
  if (read === undefined) return undefined;
  if (read.form === "texts") return read.values;
  if (read.form === "codes") return Array.from(read.codes, (code) => read.values[code] ?? null);
  if (type !== "boolean") return read.values;
  return Array.from(read.values, (value) => (Number.isNaN(value) ? null : value === 1));
}

function lastFromRecency(
  given: Float64Array | undefined,
  open: OpenInput,
  asOf: number,
  rejector: Rejector,
): Float64Array | undefined {
  const column = open.column("recencyDays");
  if (column === undefined || (given !== undefined && !given.some(Number.isNaN))) return given;
  const ago = readNumbers(column, "recencyDays", { nullable: true }, rejector);
  return ago.map((days, i) => {
    const day = given === undefined ? Number.NaN : (given[i] as number);
    return Number.isNaN(day) ? asOf - Math.floor(days) : day;
  });
}

/** The column of a fact; undefined where it has none. */
export function columnOf(table: FactTable, fact: number): Float64Array | readonly Cell[] | undefined {
  const k = table.facts.indexOf(fact);
  return k < 0 ? undefined : table.columns[k];
}

/** Puts the facts of row `i` into cells. */
export function loadCells({ facts, columns }: FactTable, i: number, cells: Cells): void {
  for (let k = 0; k < facts.length; k += 1) {
    const cell = (columns[k] as readonly Cell[] | Float64Array)[i] as Cell;
    cells[facts[k] as number] = Number.isNaN(cell) ? null : cell;
  }
}
