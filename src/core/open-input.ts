import { checkFieldNames, type FieldNames } from "./check-field-names.ts";
import { type Column, isLength, openColumn } from "./column.ts";
import { describeValue } from "./describe.ts";
import { type InputPath, ScoringError } from "./error.ts";
import { fieldValue, heldValue, ownValue } from "./own.ts";
import type { OnInvalid } from "./types.ts";

/** An input whose kind is known: how long it is and how to reach a field. */
export interface OpenInput {
  /** First part of every path: `transactions`. */
  readonly name: string;
  /** Number of rows. */
  readonly length: number;
  /**
   * The column of one of our fields; `undefined` where columns are given and this is not among
   * them. Rows have every field: what a row lacks is `undefined` in its cell.
   */
  readonly column: (field: string) => Column | undefined;
  /** As {@link OpenInput.column}, for a field that must be there. */
  readonly needed: (field: string) => Column;
}

/**
 * Opens rows or columns, whichever they are, under the host's own field names.
 *
 * @param input - Rows, `{ columns }` or a Table.
 * @param name - What the argument is called, for error paths.
 * @param fields - Our name to the host's, where they differ.
 * @param onInvalid - With `collect`, a row that is no object is left to those who read its fields.
 * @throws A {@link ScoringError} with `wrong_type` for anything else (the message names the call that
 * would work) and for field names that are no texts, `length_mismatch` for columns of unequal length, `missing`
 * for a needed column.
 */
export function openInput(
  input: unknown,
  name: string,
  fields?: FieldNames,
  onInvalid: OnInvalid = "throw",
): OpenInput {
  if (fields !== undefined) checkFieldNames(fields, ["options", "fields"]);
  const renamed = (field: string): string | undefined =>
    fields === undefined ? undefined : ownValue(fields, field);
  const theirs = (field: string): string => renamed(field) ?? field;
  if (Array.isArray(input)) {
    if (onInvalid === "throw") checkRows(input, name);
    const column = (field: string): Column => ({
      form: "rows",
      length: input.length,
      rows: input,
      key: theirs(field),
    });
    return { name, length: input.length, column, needed: column };
  }
  const columns = columnsOf(input, name);
  const { length, first } = commonLength(input as object, columns, name);
  const open = (field: string): Column | undefined => {
    const key = theirs(field);
    const path: InputPath = [name, "columns", key];
    const given = ownValue(columns, key);
    if (given === undefined || given === null) return undefined;
    const found = openColumn(given, path);
    if (found.length !== length) throw unequal(path, length, first, found.length);
    return found;
  };
  const needed = (field: string): Column => {
    const found = open(field);
    if (found !== undefined) return found;
    throw new ScoringError(
      "missing",
      [name, "columns", theirs(field)],
      `a column (or say which one it is: fields: { ${field}: "…" })`,
      "nothing",
    );
  };
  // A column that the caller has named must be there.
  const column = (field: string): Column | undefined => (renamed(field) === undefined ? open : needed)(field);
  return { name, length, column, needed };
}

interface Columns {
  readonly [name: string]: unknown;
}

/** Only the first row is looked at here, which tells a list of something else; its cells are checked when they are read. */
function checkRows(rows: readonly unknown[], name: string): void {
  if (rows.length > 0 && (typeof rows[0] !== "object" || rows[0] === null)) {
    throw new ScoringError("wrong_type", [name, 0], "a row object", describeValue(rows[0]));
  }
}

function columnsOf(input: unknown, name: string): Columns {
  if (typeof input === "object" && input !== null) {
    const columns = fieldValue(input, "columns");
    if (typeof columns === "object" && columns !== null && !Array.isArray(columns)) return columns as Columns;
  }
  throw new ScoringError("wrong_type", [name], "an array of rows or { columns }", remedy(input));
}

/** What came, with the call that would have worked. */
function remedy(input: unknown): string {
  if (typeof input === "string") return "text: parse it first (clientele/connectors reads CSV)";
  if (typeof input !== "object" || input === null) return describeValue(input);
  const shape = input as { [name: string]: unknown };
  if (typeof shape["then"] === "function") return "a promise: await it first";
  if (typeof shape["toRecords"] === "function") return "a data frame: pass frame.toRecords()";
  if (typeof shape["getChild"] === "function") {
    return 'an Arrow table: pass { columns: { customerId: arrow.getChild("customerId"), … } }';
  }
  if (typeof shape["objects"] === "function") return "a data frame: pass frame.objects()";
  if (Object.prototype.toString.call(input) === "[object Map]") return "a Map: pass table(map.values())";
  if (Symbol.iterator in shape) return "an iterable: pass table(iterable)";
  if (Symbol.asyncIterator in shape) return "an async iterable: pass it to foldSource";
  const hasList = Object.keys(shape).some((key) => lengthOf(shape[key]) !== undefined);
  return hasList ? "an object of bare columns: pass { columns: … } around it" : "an object";
}

/**
 * The length of all columns. A table says its own: its columns are made when they are read, and those
 * that nobody asks for should not be. What is no column is ignored, as a further field of a row is.
 */
function commonLength(
  input: { readonly length?: unknown },
  columns: Columns,
  name: string,
): { readonly length: number; readonly first: string } {
  if (isLength(input.length)) return { length: input.length, first: "the table" };
  let length = 0;
  let first: string | undefined;
  for (const key of Object.keys(columns)) {
    const found = lengthOf(columns[key]);
    if (found === undefined) continue;
    if (first === undefined) {
      length = found;
      first = key;
    } else if (found !== length) {
      throw unequal([name, "columns", key], length, first, found);
    }
  }
  return { length, first: first ?? "" };
}

/** How many cells a column has; `undefined` for what is none. */
function lengthOf(value: unknown): number | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const codes = heldValue(value, "codes") as { readonly length?: unknown } | null | undefined;
  if (isLength(codes?.length)) return codes.length;
  const { length } = value as { readonly length?: unknown };
  return isLength(length) ? length : undefined;
}

function unequal(path: InputPath, length: number, first: string, found: number): ScoringError {
  return new ScoringError("length_mismatch", path, `${length} cells, as ${first} has`, `${found}`);
}
