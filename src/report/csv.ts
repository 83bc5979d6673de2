import { checkNumber, checkOneOf, checkOptions } from "../core/check-options.ts";
import { copyCells } from "../core/column.ts";
import { describeValue } from "../core/describe.ts";
import { ScoringError } from "../core/error.ts";
import { openInput } from "../core/open-input.ts";
import type { Input, Table } from "../core/types.ts";

/** How a table is written as CSV. */
export interface CsvOptions {
  /** The columns to write, in this order. Default: all of a table's, all fields of the first row. */
  readonly columns?: readonly string[];
  /** Column to what the file calls it: `{ customerId: "customer_id" }`. */
  readonly names?: { readonly [column: string]: string };
  /** Write a first line with the names. Default true. */
  readonly header?: boolean;
  /** What stands between cells. Default `,`. */
  readonly separator?: "," | ";" | "\t" | "|";
  /** What stands before the fraction of a number. Default `.`. */
  readonly decimal?: "." | ",";
  /** What ends a line. Default `\r\n`, as RFC 4180 says. */
  readonly lineEnd?: "\r\n" | "\n";
  /** Begin with a byte order mark, by which Excel knows that the file is UTF-8. Default false. */
  readonly bom?: boolean;
  /**
   * What happens to a text that a spreadsheet would run as a formula (it begins with `=`, `+`, `-`, `@`,
   * a tab or a line end): an apostrophe before it (default), or nothing. Numbers stay numbers.
   */
  readonly formulas?: "neutralise" | "keep";
}

/** Options of {@link csvChunks}. */
export interface CsvChunksOptions extends CsvOptions {
  /** Rows a piece, 1 to 1,048,576. Default 4,096. */
  readonly batchRows?: number;
}

/**
 * A table as CSV text. Empty, unknown (NaN) and infinite cells are empty; dates are ISO texts; what has
 * a structure is JSON.
 *
 * A text is quoted where it needs to be: with a separator, a quote, a line end or a blank at its edge,
 * or if it is empty, which tells it from null. The CSV connector reads the same table back, but for the
 * apostrophe before what would be a formula.
 *
 * @throws A {@link ScoringError} with `wrong_type`, `unknown_name`, `missing` or `conflict`.
 * @example
 * ```ts
 * csvOf([{ customerId: "ann, the first", clv: 12.5, tier: null }], { lineEnd: "\n" });
 * // => 'customerId,clv,tier\n"ann, the first",12.5,\n'
 * csvOf([{ name: "=1+1" }], { lineEnd: "\n" }); // => "name\n'=1+1\n"
 * ```
 * @see Shafranovich (2005), RFC 4180; OWASP, CSV injection.
 */
export function csvOf<R extends object>(table: Table<R> | Input<R>, options: CsvOptions = {}): string {
  options = checkOptions(options, OPTIONS);
  return Array.from(writeChunks(table, options, ROWS)).join("");
}

/** As {@link csvOf}, in pieces of some thousand rows, so that a long table never is one text. */
export function csvChunks<R extends object>(
  table: Table<R> | Input<R>,
  options: CsvChunksOptions = {},
): Iterable<string> {
  options = checkOptions(options, [...OPTIONS, "batchRows"]);
  const rule = { min: 1, max: 1_048_576, integer: true };
  return writeChunks(table, options, checkNumber(options.batchRows ?? ROWS, ["options", "batchRows"], rule));
}

const OPTIONS = ["columns", "names", "header", "separator", "decimal", "lineEnd", "bom", "formulas"];
const ROWS = 4096;

/** The options, checked. */
interface Style {
  readonly separator: string;
  readonly decimal: string;
  readonly lineEnd: string;
  readonly neutralise: boolean;
  /** What must be in quotes. */
  readonly special: RegExp;
}

/** All that can be refused is refused here, before the first piece is asked for. */
function writeChunks(table: unknown, options: CsvOptions, batchRows: number): Iterable<string> {
  const style = checkStyle(options);
  const input = openInput(table, "table");
  const names = columnNames(table, options.columns);
  const columns = names.map((name) => input.needed(name));
  const { header = true, bom = false, names: renamed = {} } = options;
  checkOptions(renamed, names, ["options", "names"]);
  const titles = names.map((name) => writeText(ownName(renamed, name), style));

  function* chunks(): Iterable<string> {
    const first = header ? titles.join(style.separator) + style.lineEnd : "";
    if (bom || first !== "") yield (bom ? "\ufeff" : "") + first;
    const cells: unknown[][] = columns.map(() => []);
    for (let from = 0; from < input.length; from += batchRows) {
      const to = Math.min(from + batchRows, input.length);
      for (let c = 0; c < columns.length; c += 1) {
        const column = columns[c];
        if (column !== undefined) copyCells(column, from, to, cells[c] as unknown[]);
      }
      yield writeRows(cells, to - from, style);
    }
  }
  return { [Symbol.iterator]: () => chunks()[Symbol.iterator]() };
}

function ownName(renamed: { readonly [column: string]: unknown }, name: string): string {
  const given = Object.prototype.hasOwnProperty.call(renamed, name) ? renamed[name] : name;
  if (typeof given === "string") return given;
  throw new ScoringError("wrong_type", ["options", "names", name], "a text", describeValue(given));
}

function checkStyle(options: CsvOptions): Style {
  const { separator = ",", decimal = ".", lineEnd = "\r\n", formulas = "neutralise" } = options;
  checkOneOf(separator, [",", ";", "\t", "|"], ["options", "separator"]);
  checkOneOf(decimal, [".", ","], ["options", "decimal"]);
  checkOneOf(lineEnd, ["\r\n", "\n"], ["options", "lineEnd"]);
  checkOneOf(formulas, ["neutralise", "keep"], ["options", "formulas"]);
  const neutralise = formulas === "neutralise";
  const special = new RegExp(
    `["\\r\\n${separator === "\t" ? "\\t" : separator}]|^[ \\t]|[ \\t]$|^\\ufeff|^$`,
  );
  return { separator, decimal, lineEnd, neutralise, special };
}

/** All columns of a table, or those of the first row. */
function columnNames(table: unknown, wanted: readonly string[] | undefined): readonly string[] {
  if (wanted !== undefined) {
    if (Array.isArray(wanted) && wanted.length > 0 && wanted.every((name) => typeof name === "string"))
      return wanted;
    throw new ScoringError("wrong_type", ["options", "columns"], "names of columns", describeValue(wanted));
  }
  const source: object = Array.isArray(table) ? (table[0] ?? {}) : (table as { columns: object }).columns;
  const names = Object.keys(source);
  if (names.length > 0) return names;
  throw new ScoringError("empty", ["table"], "at least one column (or say which ones: columns)", "none");
}

function writeRows(cells: readonly (readonly unknown[])[], rows: number, style: Style): string {
  const { separator, lineEnd } = style;
  let text = "";
  for (let i = 0; i < rows; i += 1) {
    let line = writeCell((cells[0] as readonly unknown[])[i], style);
    // A line without a character is no row.
    if (cells.length === 1 && line === "") line = '""';
    for (let c = 1; c < cells.length; c += 1) {
      line += separator + writeCell((cells[c] as readonly unknown[])[i], style);
    }
    text += line + lineEnd;
  }
  return text;
}

function writeCell(cell: unknown, style: Style): string {
  switch (typeof cell) {
    case "string":
      return writeText(cell, style);
    case "number":
      return writeNumber(cell, style);
    case "boolean":
    case "bigint":
      return String(cell);
    case "object":
      return writeObject(cell, style);
    default:
      return "";
  }
}

/** A spreadsheet runs a cell that begins so; the wide forms count in East Asian versions. */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;

function writeText(given: string, { neutralise, special }: Style): string {
  const text = neutralise && FORMULA.test(given) ? `'${given}` : given;
  return special.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
}

function writeNumber(value: number, { decimal, separator }: Style): string {
  if (!Number.isFinite(value)) return "";
  if (decimal === ".") return String(value);
  const text = String(value).replace(".", decimal);
  return separator === decimal && text.includes(decimal) ? `"${text}"` : text;
}

/** Dates as ISO texts, what has a structure as JSON; null and an invalid Date are empty. */
function writeObject(value: object | null, style: Style): string {
  if (value === null) return "";
  if (!(value instanceof Date)) return writeText(jsonOf(value), style);
  return Number.isNaN(value.getTime()) ? "" : value.toISOString();
}

function jsonOf(value: object): string {
  try {
    return JSON.stringify(value) ?? "";
  } catch {
    // A circle, a bigint, or a toJSON that throws, whose message may hold what it likes.
    throw new ScoringError("wrong_type", ["table"], "cells that JSON can hold", describeValue(value));
  }
}
