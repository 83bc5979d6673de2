import { type Column, copyCells } from "./column.ts";
import type { Rejector } from "./rejector.ts";

/** A text field, null where empty. Cells that are neither text nor empty go to `rejector`. */
export function readTexts(
  column: Column,
  field: string,
  rejector: Rejector,
  nullable = true,
): readonly (string | null)[] {
  const cells: unknown[] = [];
  copyCells(column, 0, column.length, cells);
  for (let i = 0; i < cells.length; i += 1) {
    const cell = cells[i];
    if (typeof cell === "string") continue;
    const empty = cell === null || cell === undefined;
    if (!(empty && nullable)) {
      rejector.reject(i, field, empty ? "missing" : "wrong_type", "a string", cell);
    }
    cells[i] = null;
  }
  return cells as (string | null)[];
}

/** A yes-or-no field, null where empty. Cells that are neither go to `rejector`. */
export function readBooleans(column: Column, field: string, rejector: Rejector): readonly (boolean | null)[] {
  const cells: unknown[] = [];
  copyCells(column, 0, column.length, cells);
  for (let i = 0; i < cells.length; i += 1) {
    const cell = cells[i];
    if (typeof cell === "boolean") continue;
    if (cell !== null && cell !== undefined) rejector.reject(i, field, "wrong_type", "true or false", cell);
    cells[i] = null;
  }
  return cells as (boolean | null)[];
}
