import { type Column, copyCells } from "../core/column.ts";
import type { Rejector } from "../core/rejector.ts";

/** Writes the number of the layer of records `from` to `to` (not included) to the start of `out`; -1 where it is none. */
export type LayerReader = (from: number, to: number, out: Int32Array) => void;

/** A reader of the layers that cost records name. */
export function createLayerReader(
  column: Column,
  known: ReadonlyMap<string, number>,
  rejector: Rejector,
): LayerReader {
  const look = (cell: unknown, row: number): number => {
    const layer = typeof cell === "string" ? known.get(cell) : undefined;
    if (layer === undefined) refuseLayer(cell, row, known, rejector);
    return layer ?? -1;
  };
  if (column.form === "dictionary") {
    const { codes, values } = column;
    const layers = Array.from(values, (value) => known.get(value as string) ?? -1);
    return (from, to, out) => {
      for (let i = from; i < to; i += 1) {
        const code = codes[i] as number;
        const layer = layers[code] ?? -1;
        out[i - from] = layer < 0 ? look(values[code], i) : layer;
      }
    };
  }
  const cells: unknown[] = [];
  return (from, to, out) => {
    copyCells(column, from, to, cells);
    // Records of one layer tend to come together.
    let lastCell: unknown;
    let last = -1;
    for (let i = 0; i < to - from; i += 1) {
      const cell = cells[i];
      if (cell !== lastCell || last < 0) last = look(cell, from + i);
      lastCell = cell;
      out[i] = last;
    }
  };
}

function refuseLayer(
  cell: unknown,
  row: number,
  known: ReadonlyMap<string, number>,
  rejector: Rejector,
): void {
  const expected = `a layer of the waterfall: ${Array.from(known.keys()).join(", ")}`;
  const missing = cell === null || cell === undefined;
  const code = missing ? "missing" : typeof cell === "string" ? "unknown_name" : "wrong_type";
  rejector.reject(row, "layer", code, expected, cell);
}
