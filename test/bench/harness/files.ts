import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Writes columns into a folder, each as the bytes of its numbers: what Node and NumPy read at once. */
export function writeColumns(
  folder: string,
  columns: { readonly [name: string]: Int32Array | Float64Array },
): void {
  mkdirSync(folder, { recursive: true });
  for (const name of Object.keys(columns)) writeFileSync(join(folder, name), columns[name] as Float64Array);
}

/** A column of doubles. */
export function readDoubles(folder: string, name: string): Float64Array {
  const { buffer, byteOffset, byteLength } = readFileSync(join(folder, name));
  return new Float64Array(buffer, byteOffset, byteLength / 8);
}

/** A column of whole numbers. */
export function readInts(folder: string, name: string): Int32Array {
  const { buffer, byteOffset, byteLength } = readFileSync(join(folder, name));
  return new Int32Array(buffer, byteOffset, byteLength / 4);
}
