import { type Column, copyCells, type NumberArray } from "./column.ts";
import { type IdRegister, isId, readIdRange, refuseId } from "./read-ids.ts";
import type { Rejector } from "./rejector.ts";
import type { Id } from "./types.ts";

/** Numbers the ids in cells `from` to `to` (not included) into the start of `out`; -1 where a cell is none. */
export type CodeReader = (from: number, to: number, out: Int32Array) => void;

/** Whole numbers of a typed array are small up to this, or up to four for each cell. */
const SMALL = 1 << 16;

/**
 * A reader of one id column. An entry of a dictionary, or a small whole number of a typed array, is
 * found by its place; other ids are looked up in the register.
 *
 * @param adopted - The entries of the dictionary are the register's ids, in order: a code is its number.
 */
export function createCodeReader(
  column: Column,
  field: string,
  register: IdRegister,
  rejector: Rejector,
  adopted = false,
): CodeReader {
  if (column.form === "dictionary") return dictionaryReader(column, field, register, rejector, adopted);
  if (column.form === "typed" && areSmall(column.values)) {
    const { values } = column;
    return (from, to, out) => {
      for (let i = from; i < to; i += 1) out[i - from] = register.numberSmall(values[i] as number);
    };
  }
  const cells: unknown[] = [];
  return (from, to, out) => readIdRange(column, from, to, out, field, register, rejector, cells);
}

/**
 * The entries of a dictionary column if they are strings that rise strictly: each is then an id of its
 * own, and a register may adopt them all. `undefined` otherwise.
 */
export function ascendingIds(column: Column): readonly string[] | undefined {
  if (column.form !== "dictionary" || !Array.isArray(column.values)) return undefined;
  const values: readonly unknown[] = column.values;
  for (let i = 0; i < values.length; i += 1) {
    const value = values[i];
    if (typeof value !== "string" || (i > 0 && value <= (values[i - 1] as string))) return undefined;
  }
  return values as readonly string[];
}

function dictionaryReader(
  column: Extract<Column, { form: "dictionary" }>,
  field: string,
  register: IdRegister,
  rejector: Rejector,
  adopted: boolean,
): CodeReader {
  const { codes, values } = column;
  const entries = values.length;
  const known = adopted ? undefined : new Int32Array(entries).fill(-1);
  return (from, to, out) => {
    if (adopted && codes instanceof Int32Array && copyCodes(codes, from, to, out, entries)) return;
    for (let i = from; i < to; i += 1) {
      const given = codes[i] as number;
      if (!isCode(given, entries)) {
        out[i - from] = -1;
        rejector.reject(i, field, "out_of_range", "a code below the dictionary's length", given);
      } else if (known === undefined) {
        out[i - from] = given;
      } else {
        let code = known[given] as number;
        if (code < 0) {
          code = numberOf(values[given], register);
          if (code < 0) refuseId(values[given], i, field, rejector);
          known[given] = code;
        }
        out[i - from] = code;
      }
    }
  };
}

/** Copies codes to the start of `out`. Says whether all of them name an entry: those that do not have the sign bit. */
function copyCodes(codes: Int32Array, from: number, to: number, out: Int32Array, entries: number): boolean {
  let signs = 0;
  for (let i = from; i < to; i += 1) {
    const code = codes[i] as number;
    out[i - from] = code;
    signs |= code | (entries - 1 - code);
  }
  return signs >= 0;
}

/** Does the code name an entry? A null, which compares as 0, does not. */
export function isCode(code: unknown, entries: number): code is number {
  return typeof code === "number" && code >= 0 && code < entries && code % 1 === 0;
}

function numberOf(cell: unknown, register: IdRegister): number {
  if (!isId(cell)) return -1;
  return register.number(typeof cell === "bigint" ? String(cell) : (cell as Id));
}

/** Are they whole numbers from 0, none so large that a table of all up to it would be a waste? */
function areSmall(values: NumberArray): boolean {
  const limit = Math.max(SMALL, 4 * values.length);
  for (let i = 0; i < values.length; i += 1) {
    const value = values[i] as number;
    if (!(value >= 0 && value < limit) || value % 1 !== 0) return false;
  }
  return true;
}

/** A cell of a text column as a number, -1 where it is empty; other cells go to `rejector`. */
export function createOptionalCodeReader(
  column: Column | undefined,
  field: string,
  register: IdRegister,
  rejector: Rejector,
): CodeReader {
  if (column === undefined) {
    return (from, to, out) => {
      out.fill(-1, 0, to - from);
    };
  }
  const cells: unknown[] = [];
  return (from, to, out) => {
    copyCells(column, from, to, cells);
    for (let i = 0; i < to - from; i += 1) {
      const cell = cells[i];
      const empty = cell === null || cell === undefined;
      out[i] = empty ? -1 : numberOf(cell, register);
      if (!empty && (out[i] as number) < 0) refuseId(cell, from + i, field, rejector);
    }
  };
}
