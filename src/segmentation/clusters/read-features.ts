import { checkOneOf } from "../../core/check-options.ts";
import { type Column, copyCells } from "../../core/column.ts";
import { describeValue } from "../../core/describe.ts";
import { ScoringError } from "../../core/error.ts";
import { type OpenInput, openInput } from "../../core/open-input.ts";
import { readIds } from "../../core/read-ids.ts";
import { readNumbers } from "../../core/read-numbers.ts";
import { createRejector, type Rejector } from "../../core/rejector.ts";
import type { OnInvalid, Rejection } from "../../core/types.ts";

/** Features as columns, rejected rows taken out. */
export interface Features {
  readonly ids: readonly string[];
  readonly names: readonly string[];
  /** A column for each numeric feature; NaN where not known. */
  readonly numbers: readonly Float64Array[];
  readonly categoryNames: readonly string[];
  /** A column for each categorical feature; null where not known. */
  readonly categories: readonly (readonly (string | null)[])[];
  /** Rows where every feature is known. */
  readonly known: Int32Array;
  readonly rejected: readonly Rejection[];
}

/** Which columns to read. */
export interface FeatureNames {
  readonly numbers: readonly string[];
  readonly categories: readonly string[];
}

/** Cells that are looked at to tell what kind of column it is. */
const LOOKED_AT = 1000;

/**
 * The features to read: those named, else every column of numbers and, where asked for, of texts or
 * yes or no.
 *
 * @param option - The option that names them.
 * @throws A {@link ScoringError} with `wrong_type`, `duplicate`, `missing` or `empty`.
 */
export function findFeatures(
  input: unknown,
  name: string,
  asked: readonly string[] | undefined,
  mixed: boolean,
  option: "features" | "items" = "features",
): FeatureNames {
  const open = openInput(input, name);
  const names = asked === undefined ? columnNames(input) : checkNames(asked, option);
  const numbers: string[] = [];
  const categories: string[] = [];
  for (const feature of names) {
    const kind = kindOf(open.needed(feature), open.length);
    if (kind === "number") numbers.push(feature);
    else if (kind === "category" && mixed) categories.push(feature);
    else if (asked !== undefined) {
      const numbersOnly = option === "items" ? "numbers" : "numbers (k-prototypes takes texts too)";
      const expected = mixed ? "numbers, texts, or true and false" : numbersOnly;
      throw new ScoringError(
        "wrong_type",
        [name, "columns", feature],
        expected,
        "a column of something else",
      );
    }
  }
  if (numbers.length === 0) {
    throw new ScoringError("empty", ["options", option], "at least one column of numbers", "none");
  }
  return { numbers, categories };
}

/** Names of all columns but the id's; of rows those of the first. */
function columnNames(input: unknown): readonly string[] {
  const holder: unknown = Array.isArray(input) ? input[0] : (input as { columns: object }).columns;
  return Object.keys((holder ?? {}) as object).filter((key) => key !== "customerId");
}

function checkNames(names: unknown, option: string): readonly string[] {
  const path = ["options", option];
  if (!Array.isArray(names))
    throw new ScoringError("wrong_type", path, "a list of names", describeValue(names));
  names.forEach((name, i) => {
    if (typeof name !== "string")
      throw new ScoringError("wrong_type", [...path, i], "a name", describeValue(name));
    if (names.indexOf(name) !== i)
      throw new ScoringError("duplicate", [...path, i], "a name once", "one twice");
  });
  return names as string[];
}

function kindOf(column: Column, length: number): "number" | "category" | "other" {
  if (column.form === "typed") return "number";
  const cells: unknown[] = [];
  copyCells(column, 0, Math.min(length, LOOKED_AT), cells);
  const known = cells.find((cell) => cell !== null && cell !== undefined);
  if (typeof known === "number" || known === undefined) return "number";
  return typeof known === "string" || typeof known === "boolean" ? "category" : "other";
}

/**
 * Reads the columns of the features.
 *
 * @param logged - Features whose logarithm is taken: a number of -1 or less cannot be used.
 */
export function readFeatures(
  input: unknown,
  name: string,
  { numbers: names, categories: categoryNames }: FeatureNames,
  onInvalid: OnInvalid = "throw",
  logged: ReadonlySet<string> = new Set(),
): Features {
  checkOneOf(onInvalid, ["throw", "collect"], ["options", "onInvalid"]);
  const open: OpenInput = openInput(input, name);
  const rejector = createRejector(name, onInvalid);
  const ids = readIds(open.needed("customerId"), "customerId", rejector);
  const numbers = names.map((field) => readNumbers(open.needed(field), field, { nullable: true }, rejector));
  names.forEach((field, f) => {
    if (logged.has(field)) refuseLow(numbers[f] as Float64Array, field, rejector);
  });
  const categories = categoryNames.map((field) => readCategories(open.needed(field), field, rejector));
  const read = {
    ids,
    names,
    numbers,
    categoryNames,
    categories,
    known: new Int32Array(0),
    rejected: rejector.list(),
  };
  const kept = rejector.count() === 0 ? read : keepRows(read, rejector);
  return { ...kept, known: knownRows(kept) };
}

function refuseLow(values: Float64Array, field: string, rejector: Rejector): void {
  for (let row = 0; row < values.length; row += 1) {
    const value = values[row] as number;
    if (value > -1 || Number.isNaN(value)) continue;
    rejector.reject(row, field, "out_of_range", "a number above -1 (its logarithm is taken)", value);
  }
}

function readCategories(column: Column, field: string, rejector: Rejector): (string | null)[] {
  const cells: unknown[] = [];
  copyCells(column, 0, column.length, cells);
  return cells.map((cell, row) => {
    if (typeof cell === "string" || typeof cell === "boolean") return String(cell);
    if (cell !== null && cell !== undefined) {
      rejector.reject(row, field, "wrong_type", "a text, or true or false", cell);
    }
    return null;
  });
}

function keepRows(read: Features, rejector: Rejector): Features {
  const keep = <T>(values: readonly T[]): readonly T[] => values.filter((_, row) => !rejector.has(row));
  return {
    ...read,
    ids: keep(read.ids),
    numbers: read.numbers.map((column) => column.filter((_, row) => !rejector.has(row))),
    categories: read.categories.map(keep),
  };
}

function knownRows({ ids, numbers, categories }: Features): Int32Array {
  const rows = new Int32Array(ids.length);
  for (let row = 0; row < rows.length; row += 1) rows[row] = row;
  const lists: readonly ArrayLike<unknown>[] = categories.filter((column) => column.includes(null));
  const columns = numbers.filter(hasNaN);
  if (columns.length + lists.length === 0) return rows;
  return rows.filter(
    (row) =>
      !columns.some((column) => Number.isNaN(column[row])) && !lists.some((column) => column[row] === null),
  );
}

/** NaN makes a sum NaN; so may infinities, of which there are none here. */
function hasNaN(column: Float64Array): boolean {
  let sum = 0;
  for (let row = 0; row < column.length; row += 1) sum += 0 * (column[row] as number);
  return Number.isNaN(sum);
}
