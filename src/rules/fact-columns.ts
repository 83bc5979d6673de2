import { readNullableDays } from "../calendar/nullable-days.ts";
import type { TimeReader } from "../calendar/time-reader.ts";
import { type Column, copyCells } from "../core/column.ts";
import { readNumbers } from "../core/read-numbers.ts";
import { readTexts } from "../core/read-values.ts";
import type { Rejector } from "../core/rejector.ts";
import type { FieldType } from "./types.ts";

/** A column as rules read it. */
export type FactColumn =
  /** Numbers, days, or yes and no as 1 and 0; NaN where missing. */
  | { readonly form: "numbers"; readonly values: Float64Array }
  | { readonly form: "texts"; readonly values: readonly (string | null)[] }
  /** Texts as numbers of a list, whose missing entries are null. */
  | {
      readonly form: "codes";
      readonly codes: ArrayLike<number>;
      readonly values: readonly (string | null)[];
    };

/** Reads a column of a declared kind. Wrong cells go to the rejector and read as missing. */
export function readFactColumn(
  column: Column,
  type: FieldType,
  field: string,
  reader: TimeReader,
  rejector: Rejector,
): FactColumn {
  switch (type) {
    case "number":
      return { form: "numbers", values: readNumbers(column, field, { nullable: true }, rejector) };
    case "date":
      return { form: "numbers", values: readNullableDays(column, field, reader, rejector) };
    case "boolean":
      return { form: "numbers", values: readYesNo(column, field, rejector) };
    default:
      return readTextColumn(column, field, rejector);
  }
}

/** A list that holds nothing but texts is read where it lies; a dictionary stays one. */
function readTextColumn(column: Column, field: string, rejector: Rejector): FactColumn {
  if (column.form === "list" && Array.isArray(column.values) && allTexts(column.values)) {
    return { form: "texts", values: column.values };
  }
  if (column.form === "dictionary" && column.values.length < column.length && allTexts(column.values)) {
    return {
      form: "codes",
      codes: column.codes,
      values: Array.from(column.values as ArrayLike<string | null>),
    };
  }
  return { form: "texts", values: readTexts(column, field, rejector) };
}

function allTexts(values: ArrayLike<unknown>): boolean {
  for (let i = 0; i < values.length; i += 1) {
    const value = values[i];
    if (typeof value !== "string" && value !== null) return false;
  }
  return true;
}

const CHUNK = 4096;

/** Yes as 1, no as 0, NaN where missing. */
function readYesNo(column: Column, field: string, rejector: Rejector): Float64Array {
  const out = new Float64Array(column.length);
  if (column.form === "list") {
    fillYesNo(column.values, 0, out, field, rejector);
    return out;
  }
  const cells: unknown[] = [];
  for (let from = 0; from < out.length; from += CHUNK) {
    const to = Math.min(from + CHUNK, out.length);
    copyCells(column, from, to, cells);
    fillYesNo(cells, from, out.subarray(from, to), field, rejector);
  }
  return out;
}

function fillYesNo(
  cells: ArrayLike<unknown>,
  offset: number,
  out: Float64Array,
  field: string,
  rejector: Rejector,
): void {
  for (let i = 0; i < out.length; i += 1) {
    const cell = cells[i];
    out[i] = Number(cell === true);
    if (typeof cell !== "boolean") {
      out[i] = Number.NaN;
      if (cell !== null && cell !== undefined) {
        rejector.reject(offset + i, field, "wrong_type", "true or false", cell);
      }
    }
  }
}
