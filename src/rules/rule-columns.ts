import type { TimeReader } from "../calendar/time-reader.ts";
import type { Column } from "../core/column.ts";
import { readBooleans } from "../core/read-values.ts";
import type { Rejector } from "../core/rejector.ts";
import { type FactColumn, readFactColumn } from "./fact-columns.ts";
import type { Cell } from "./holds.ts";
import type { Slot } from "./program.ts";

/** A column as masks read it. */
export type RuleColumn = FactColumn | { readonly form: "flags"; readonly values: Uint8Array };

/** What a flag says of a missing value; 0 is no, 1 is yes. */
export const MISSING_FLAG = 2;

/** Reads the column of a slot in the form that its tests run fastest over. */
export function readRuleColumn(
  column: Column,
  slot: Slot,
  reader: TimeReader,
  rejector: Rejector,
): RuleColumn {
  const { name, type } = slot;
  if (type === "boolean") return { form: "flags", values: readFlags(column, name, rejector) };
  const read = readFactColumn(column, type, name, reader, rejector);
  return read.form === "texts" && slot.tests > 1 ? encodeTexts(read) : read;
}

function readFlags(column: Column, field: string, rejector: Rejector): Uint8Array {
  const cells = column.form === "list" ? column.values : readBooleans(column, field, rejector);
  const flags = new Uint8Array(cells.length);
  for (let i = 0; i < flags.length; i += 1) {
    const cell = cells[i];
    flags[i] = Number(cell === true);
    if (typeof cell !== "boolean") {
      flags[i] = MISSING_FLAG;
      if (cell !== null && cell !== undefined) {
        rejector.reject(i, field, "wrong_type", "true or false", cell);
      }
    }
  }
  return flags;
}

/** More different texts than this are not worth a dictionary. */
const MOST_CODES = 4096;

/** Slots of the table that is asked before the map. */
const NEAR = 1024;

/** Numbers the texts, so that each test looks at a different text once. */
function encodeTexts(column: FactColumn & { readonly form: "texts" }): RuleColumn {
  const { values } = column;
  const numbers = new Map<string | null, number>();
  const texts: (string | null)[] = [];
  const codes = new Uint16Array(values.length);
  // What the map said last of a text of this length and these ends: mostly the same text again.
  const near = new Int16Array(NEAR).fill(-1);
  for (let i = 0; i < codes.length; i += 1) {
    const text = values[i] as string | null;
    const slot = text === null ? 0 : nearSlot(text);
    let number = near[slot] as number;
    if (number < 0 || texts[number] !== text) {
      number = numbers.get(text) ?? texts.length;
      if (number === MOST_CODES) return column;
      if (number === texts.length) {
        numbers.set(text, number);
        texts.push(text);
      }
      near[slot] = number;
    }
    codes[i] = number;
  }
  return { form: "codes", codes, values: texts };
}

function nearSlot(text: string): number {
  const { length } = text;
  if (length === 0) return 1;
  return (length * 67 + text.charCodeAt(0) * 31 + text.charCodeAt(length - 1)) & (NEAR - 1);
}

/** One cell of a column. */
export function cellAt(column: RuleColumn, i: number): Cell {
  if (column.form === "codes") return column.values[column.codes[i] as number] ?? null;
  const value = column.values[i] as Cell;
  return column.form === "flags" && value === MISSING_FLAG ? Number.NaN : value;
}
