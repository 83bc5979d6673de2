/**
 * Fields of rows as numeric columns: a number as it is, true or false as 1 or 0, text as a column of 0 and 1
 * for each value but the first.
 *
 * @module
 */
import { copyCells } from "../../core/column.ts";
import { describeValue } from "../../core/describe.ts";
import { ScoringError } from "../../core/error.ts";
import type { OpenInput } from "../../core/open-input.ts";
import { createRejector } from "../../core/rejector.ts";

/** Values of a text field at most: an id is no covariate. */
const MOST_LEVELS = 64;

/** A covariate as numbers, NaN where it is not known. */
export interface FieldColumn {
  readonly field: string;
  readonly level?: string;
  readonly reference?: string;
  readonly values: Float64Array;
}

/** The columns of a field, its levels learned from the rows: in alphabetical order, the first as reference. */
export function learnField(input: OpenInput, field: string): FieldColumn[] {
  const cells = cellsOf(input, field);
  if (typeof cells.find((cell) => cell !== null && cell !== undefined) !== "string") {
    return [{ field, values: numbersOf(cells, input, field) }];
  }
  const codes = levelsOf(cells, input, field);
  const levels = Array.from(codes.keys()).sort();
  if (levels.length > MOST_LEVELS) {
    throw new ScoringError(
      "too_large",
      [input.name, field],
      `at most ${MOST_LEVELS} different values`,
      `${levels.length}`,
    );
  }
  const [reference] = levels as [string];
  if (levels.length === 1) return [{ field, level: reference, values: indicator(cells, reference, codes) }];
  return levels
    .slice(1)
    .map((level) => ({ field, level, reference, values: indicator(cells, level, codes) }));
}

/** The columns of a field whose levels are known. A value that is not among them is not known. */
export function readField(input: OpenInput, field: string, levels: readonly string[]): Float64Array[] {
  const cells = cellsOf(input, field);
  if (levels.length === 0) return [numbersOf(cells, input, field)];
  const known = levelsOf(cells, input, field);
  for (const level of Array.from(known.keys())) if (!levels.includes(level)) known.delete(level);
  return levels.map((level) => indicator(cells, level, known));
}

/** The cells; that a field is in no row at all is a misspelt name. */
function cellsOf(input: OpenInput, field: string): unknown[] {
  const cells: unknown[] = [];
  const column = input.needed(field);
  copyCells(column, 0, column.length, cells);
  if (cells.length > 0 && cells.every((cell) => cell === undefined)) {
    throw new ScoringError("missing", [input.name, 0, field], "a number, true or false, or text", "nothing");
  }
  return cells;
}

function numbersOf(cells: readonly unknown[], input: OpenInput, field: string): Float64Array {
  const rejector = createRejector(input.name);
  return Float64Array.from(cells, (cell, row) => {
    if (cell === null || cell === undefined || (typeof cell === "number" && Number.isNaN(cell)))
      return Number.NaN;
    if (typeof cell === "boolean") return cell ? 1 : 0;
    if (typeof cell !== "number") {
      rejector.reject(row, field, "wrong_type", "a number, as in the other rows", cell);
    } else if (!Number.isFinite(cell)) {
      rejector.reject(row, field, "not_finite", "a finite number", cell);
    }
    return cell as number;
  });
}

/** The text values that occur. */
function levelsOf(cells: readonly unknown[], input: OpenInput, field: string): Set<string> {
  const levels = new Set<string>();
  cells.forEach((cell, row) => {
    if (typeof cell === "string") levels.add(cell);
    else if (cell !== null && cell !== undefined) {
      throw new ScoringError(
        "wrong_type",
        [input.name, row, field],
        "text, as in the other rows",
        describeValue(cell),
      );
    }
  });
  return levels;
}

function indicator(cells: readonly unknown[], level: string, known: ReadonlySet<string>): Float64Array {
  return Float64Array.from(cells, (cell) =>
    typeof cell === "string" && known.has(cell) ? (cell === level ? 1 : 0) : Number.NaN,
  );
}
