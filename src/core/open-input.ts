import { type Column, openColumn } from "./column.ts";
import { describeValue } from "./describe.ts";
import { type InputPath, ScoringError } from "./error.ts";
import { hasOwn } from "./own.ts";

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
 * @throws A {@link ScoringError} with `wrong_type` for anything else (the message names the call that
 * would work), `length_mismatch` for columns of unequal length, `missing` for a needed column.
 */
export function openInput(
  input: unknown,
  name: string,
  fields?: { readonly [field: string]: string | undefined },
): OpenInput {
  const theirs = (field: string): string => fields?.[field] ?? field;
  if (Array.isArray(input)) {
    checkRows(input, name);
    const column = (field: string): Column => ({
      form: "rows",
      length: input.length,
      rows: input,
      key: theirs(field),
    });
    return { name, length: input.length, column, needed: column };
  }
  const columns = columnsOf(input, name);
  const length = commonLength(columns, name);
  const column = (field: string): Column | undefined => {
    const key = theirs(field);
    return hasOwn(columns, key) ? openColumn(columns[key], [name, "columns", key]) : undefined;
  };
  const needed = (field: string): Column => {
    const found = column(field);
    if (found !== undefined) return found;
    throw new ScoringError(
      "missing",
      [name, "columns", theirs(field)],
      `a column (or say which one it is: fields: { ${field}: "…" })`,
      "nothing",
    );
  };
  return { name, length, column, needed };
}

interface Columns {
  readonly [name: string]: unknown;
}

/** Only the first row is looked at here: each cell is checked when it is read. */
function checkRows(rows: readonly unknown[], name: string): void {
  const first = rows[0];
  if (rows.length > 0 && (typeof first !== "object" || first === null)) {
    throw new ScoringError("wrong_type", [name, 0], "a row object", describeValue(first));
  }
}

function columnsOf(input: unknown, name: string): Columns {
  if (typeof input === "object" && input !== null) {
    const columns = (input as { columns?: unknown }).columns;
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
  if (typeof (shape as unknown as Iterable<unknown>)[Symbol.iterator] === "function") {
    return "an iterable: pass table(iterable)";
  }
  const hasList = Object.keys(shape).some(
    (key) => Array.isArray(shape[key]) || ArrayBuffer.isView(shape[key]),
  );
  return hasList ? "an object of bare columns: pass { columns: … } around it" : "an object";
}

function commonLength(columns: Columns, name: string): number {
  let length = -1;
  let first = "";
  for (const key of Object.keys(columns)) {
    const path: InputPath = [name, "columns", key];
    if (columns[key] === undefined || columns[key] === null) continue;
    const found = openColumn(columns[key], path).length;
    if (length === -1) {
      length = found;
      first = key;
    } else if (found !== length) {
      throw new ScoringError("length_mismatch", path, `${length} cells, as ${first} has`, `${found}`);
    }
  }
  return Math.max(length, 0);
}
