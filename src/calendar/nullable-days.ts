import { type Column, copyCells } from "../core/column.ts";
import type { Rejector } from "../core/rejector.ts";
import type { TimeValue } from "./scan-time.ts";
import { type TimeReader, timeRefusal } from "./time-reader.ts";

const CHUNK = 4096;

/**
 * A column of civil days that may have empty cells: day numbers, NaN where empty. In columns NaN
 * counts as empty, as results write it.
 *
 * A cell that is no time goes to `rejector` and reads as NaN.
 */
export function readNullableDays(
  column: Column,
  field: string,
  reader: TimeReader,
  rejector: Rejector,
): Float64Array {
  const out = new Float64Array(column.length);
  const cells: unknown[] = [];
  for (let from = 0; from < out.length; from += CHUNK) {
    const to = Math.min(from + CHUNK, out.length);
    copyCells(column, from, to, cells);
    readCells(cells, from, out.subarray(from, to), column.form !== "rows", field, reader, rejector);
  }
  return out;
}

function readCells(
  cells: readonly unknown[],
  offset: number,
  out: Float64Array,
  nanIsNull: boolean,
  field: string,
  reader: TimeReader,
  rejector: Rejector,
): void {
  const found: TimeValue = { value: 0 };
  let lastCell: unknown;
  let lastDay = Number.NaN;
  for (let i = 0; i < out.length; i += 1) {
    const cell = cells[i];
    // Dates repeat; equal primitives need no second reading.
    if (cell !== lastCell || typeof cell === "object") {
      lastCell = cell;
      lastDay = Number.NaN;
      const empty = cell === null || cell === undefined || (nanIsNull && Number.isNaN(cell));
      if (!empty) {
        const form = reader.scan(cell, found);
        if (form === "day" || form === "instant" || form === "local") {
          lastDay = reader.dayOf(form, found.value);
        } else {
          const { code, expected } = timeRefusal(form, cell);
          rejector.reject(offset + i, field, code, expected, cell);
          // A wrong cell is told of in every row that holds it.
          lastCell = undefined;
        }
      }
    }
    out[i] = lastDay;
  }
}
